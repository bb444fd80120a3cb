"""Words that stand back from the rest."""

from textual.content import Content

QUIET = "$foreground-muted"


def quiet(text: str) -> Content:
    """Words that stand back."""
    return Content.styled(text, QUIET)
