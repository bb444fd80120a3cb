"""Articles to read: blocks, page layout, sources, where a session refers to them. Pure."""
