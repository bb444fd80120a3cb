"""The machine around the program: clock, folders, clipboard, mail and calendar files."""
