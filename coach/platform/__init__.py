"""The machine around the program: clock, dates, folders, clipboard, mail, calendar, editor."""
