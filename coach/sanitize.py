"""Text from outside as it may be shown: nothing in it acts on a terminal."""

_CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}


def visible(text: str) -> str:
    """The text as a terminal may be given it: control characters become a mark, lines stay."""
    return text.translate(_CONTROLS)


def one_line(text: str) -> str:
    """The text as a list can show it: visible, and on one line."""
    return " ".join(visible(text).split())
