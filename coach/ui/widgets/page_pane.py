"""Draws the pages of ``coach.app.pages``: their lines by tone, and a place to choose."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from coach.app.pages import Line, Tone
from coach.ui.keys import also
from coach.ui.widgets.lines import HangingLines, clickable

_ACCENTED = frozenset({Tone.TEXT})
"""Tones in which signs and numbers before a line stand out."""


class PageLines(Static):
    """Lines of one tone. A click on one that leads back to an answer runs ``reconsider``."""

    async def action_reconsider(self, number: int) -> None:
        """Change the answer with this number."""
        await self.app.run_action(f"reconsider({number})", self.parent)


class PagePane(VerticalScroll, can_focus=False):
    """A page to scroll: what is asked, what there is to read, and what can be chosen."""

    DEFAULT_CSS = """
    PagePane {
        padding: 0 1 0 2;
        & > Static { max-width: 77; padding: 0 1 0 0; }  /* a column between words and scrollbar */
        & > .ask, & > .verdict { text-style: bold; margin: 1 0 0 0; }
        & > .help, & > .quiet { color: $foreground-muted; }
        & > .before { color: $secondary; margin: 1 0 0 0; }
        & > .head { color: $accent; margin: 1 0 0 0; }
        & > .close { color: $accent; }
        & > .message { border-left: outer $border-blurred; padding: 0 1 0 1; margin: 1 0 0 0; }
        & > .stop, & > .look { margin: 1 0 0 0; }
        & > .stop { color: $error; }
        & > .look { color: $warning; }
        & > .how { color: $foreground-muted; margin: 1 0 0 0; }
        & > PageLines { link-style: none; link-color: $foreground; link-color-hover: $accent;
            link-background-hover: transparent; link-style-hover: none; }
        & > Choices, & > Scale { margin: 1 0 0 0; max-width: 78; }
        & > TextArea, & > Input {
            border: round $border-blurred; background: transparent; max-width: 78; margin: 1 0 0 0;
            &:focus { border: round $border; }
        }
        & > Input { height: 3; }
    }
    """

    BINDINGS = [
        also("pagedown", "page(1)", priority=True),
        also("pageup", "page(-1)", priority=True),
    ]

    async def show(self, pieces: Iterator[Widget]) -> None:
        """Another page in place of this one."""
        async with self.batch():
            await self.remove_children()
            await self.mount(*pieces)
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keys to what can be answered; the page begins at its top all the same.

        In a few lines it begins at what can be answered: no key acts on what is out of sight.
        """
        short = self.screen.has_class("-short")
        for each in self.query("Choices, Scale, TextArea, Input"):
            each.focus(scroll_visible=False)
            if short:
                self.call_after_refresh(self.scroll_to_widget, each, animate=False, top=True)
                return
            break
        self.call_after_refresh(self.scroll_home, animate=False)  # choices pull into sight

    def action_page(self, by: int) -> None:
        """Scroll what does not fit; the choices stay where they are."""
        self.scroll_relative(y=by * (self.size.height - 2), animate=False)


def asked(text: str) -> Static:
    """What is asked."""
    return Static(Content(text), classes="ask")


def hint(text: str) -> Static:
    """How to answer."""
    return Static(Content(text), classes="how")


def drawn(lines: Sequence[Line]) -> Iterator[PageLines]:
    """A widget for each run of lines of one tone; what has no heading is ``apart``."""
    before: Tone | None = None
    for tone, run in groupby(lines, key=lambda line: line.tone):
        rows = [_row(each) for each in run]
        apart = " apart" if before is not Tone.HEAD else ""
        yield PageLines(HangingLines(*rows), classes=f"{tone}{apart}")
        before = tone


def _row(line: Line) -> tuple[Content, Content]:
    mark = Content.styled(line.mark, "$accent" if line.tone in _ACCENTED else "")
    if line.answer:
        return mark, clickable(line.text, f"reconsider({line.answer})")
    return mark, Content(line.text)
