"""Messages judged: what may be misread in a draft, and what it should still say. Pure."""
