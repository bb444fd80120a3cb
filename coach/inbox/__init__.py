"""Threads from mail and chat exports, and which of them have stalled. Pure."""
