"""The smallest Textual apps there are, to measure against: `python bare.py static|list|text`."""

import sys

from textual.app import App


class Bare(App):
    """One Static."""

    def compose(self):
        from textual.widgets import Static

        yield Static("ready when you are")


class BareList(App):
    """An OptionList of 100."""

    def compose(self):
        from textual.widgets import OptionList

        yield OptionList(*(f"line {number}" for number in range(100)))


class BareText(App):
    """A TextArea that holds the text given as an argument."""

    def compose(self):
        from textual.widgets import TextArea

        yield TextArea(sys.argv[2], soft_wrap=True)


if __name__ == "__main__":
    {"static": Bare, "list": BareList, "text": BareText}[sys.argv[1]]().run()
