"""The only importer of TinyDB: the journal on disk."""
