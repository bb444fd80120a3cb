"""One screen a module; screens do not know each other."""
