"""Text as a terminal may be given it: nothing in it acts on the terminal."""

import re

_CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n"}


def visible(text: str) -> str:
    """The text as a terminal may be given it: control characters become a mark, lines stay."""
    return text.translate(_CONTROLS)


def one_line(text: str) -> str:
    """The text as a list can show it: visible, and on one line."""
    return " ".join(visible(text).split())


def styled(text: str) -> str:
    """The text visible, but with the colours and weights that the program itself gave it."""
    parts = re.split(_STYLE, text)
    return "".join(part if number % 2 else visible(part) for number, part in enumerate(parts))


def plain_signs(text: str) -> str:
    """Lines, marks and quotes in the signs of ASCII, one for one; letters stay as they are."""
    return text.translate(_SIGNS)


_STYLE = r"(\x1b\[[0-9;]*m)"
_CORNERS_AND_CROSSINGS = "".join(map(chr, range(0x250C, 0x2550)))
_SIGNS = str.maketrans(
    {
        **dict.fromkeys(_CORNERS_AND_CROSSINGS + "╭╮╯╰", "+"),
        **dict.fromkeys("─━╌╍┄┅═╴╶╸╺▔▁", "-"),
        **dict.fromkeys("│┃┆┇║╎╏▏▎▍▌▐▕", "|"),
        **dict.fromkeys("█▇▆▅▄▃▂▀▓", "#"),
        **dict.fromkeys("●•", "*"),
        **dict.fromkeys("○◦", "o"),
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("–—", "-"),
        "·": "-",
        "✓": "v",
        "✗": "x",
        "✕": "x",
        "☑": "x",
        "☐": "o",
        "◇": "o",
        "›": ">",
        "‹": "<",
        "→": ">",
        "←": "<",
        "▸": ">",
        "▾": "v",
        "▴": "^",
        "…": ".",
    }
)
"""One sign for one of the same width, so that nothing moves."""
