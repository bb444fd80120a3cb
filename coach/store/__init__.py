"""The journal on disk: the only room that knows TinyDB and SQLite."""
