"""One guided session as a frozen value: its steps, its draft, its templates and its end. Pure."""
