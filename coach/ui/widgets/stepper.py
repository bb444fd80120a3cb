"""The four steps on one line: done, here, to come."""

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from coach.vocabulary import Step

_STEPS = tuple(Step)
_WHOLE = 50
"""Cells of a window from which on all the names fit."""

_NAMES = {step: step.value.capitalize() for step in _STEPS}


class Stepper(Static):
    """Shows where the walk stands. Meaning is in the mark (✓ ● ○), not in the colour."""

    DEFAULT_CSS = """
    Stepper { height: 1; width: 1fr; color: $foreground-muted; }
    """

    step: reactive[Step] = reactive(Step.PAUSE, layout=True)
    """The step the walk is in."""

    def on_resize(self) -> None:
        """Another width may hold more names."""
        self.refresh(layout=True)

    def render(self) -> Content:
        """One line, e.g. "✓ Pause ── ● Assess ── ○ Draft ── ○ Send"; in a narrow window "● Assess".

        The steps then stand as signs alone before it.
        """
        here = _STEPS.index(self.step)
        if self.app.size.width < _WHOLE:
            signs = "✓" * here + "●" + "○" * (len(_STEPS) - here - 1)
            return Content.styled(f"{signs} {_NAMES[self.step]}", "bold $accent")
        parts = []
        for index, step in enumerate(_STEPS):
            mark = "✓" if index < here else "●" if index == here else "○"
            style = "bold $accent" if index == here else ""
            parts.append(Content.styled(f"{mark} {_NAMES[step]}", style))
        return Content(" ── ").join(parts)
