"""What the coach knows and decides: pure values and functions, the standard library only."""
