"""A line to type a path in, completed as in a shell."""

from collections.abc import Callable, Sequence
from os.path import commonprefix

from textual.suggester import Suggester
from textual.widgets import Input

from coach.ui.keys import also

Completions = Callable[[str], Sequence[str]]
"""The paths that go on from what is typed."""


class Paths(Suggester):
    """Completes a typed path with the first that fits."""

    def __init__(self, completions: Completions) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._completions = completions

    async def get_suggestion(self, value: str) -> str | None:
        """The first path that goes on from this."""
        fitting = self._completions(value) if value else ()
        return next((each for each in fitting if each.startswith(value)), None)


class PathInput(Input):
    """A line for a path: tab takes what all fitting paths begin with."""

    BINDINGS = [also("tab", "complete")]

    def __init__(self, completions: Completions) -> None:
        super().__init__(
            placeholder="~/Mail or ~/Downloads/messages.zip",
            suggester=Paths(completions),
            id="path",
        )
        self._completions = completions

    def action_complete(self) -> None:
        """Type on as far as it's clear; say what there is where it isn't."""
        fitting = self._completions(self.value)
        shared = commonprefix(fitting)  # noqa: RUF071 - letter by letter is meant
        if len(shared) > len(self.value):
            self.value = shared
            self.cursor_position = len(shared)
        elif len(fitting) > 1:
            names = [each.rstrip("/").rpartition("/")[2] for each in fitting[:12]]
            self.notify("  ".join(names), timeout=6, markup=False)
