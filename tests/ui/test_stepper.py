"""The four steps on one line."""

import pytest

from coach.ui.widgets.session_panes import Stepper
from coach.vocabulary import Step
from tests.ui.stage import staged


@pytest.mark.parametrize(
    ("step", "line"),
    [
        (Step.PAUSE, "● Pause ── ○ Assess ── ○ Draft ── ○ Send"),
        (Step.ASSESS, "✓ Pause ── ● Assess ── ○ Draft ── ○ Send"),
        (Step.DRAFT, "✓ Pause ── ✓ Assess ── ● Draft ── ○ Send"),
        (Step.SEND, "✓ Pause ── ✓ Assess ── ✓ Draft ── ● Send"),
    ],
)
async def test_where_one_stands_is_seen_without_colour(step, line):
    stepper = Stepper()
    async with staged(stepper, size=(60, 4)) as play:
        stepper.step = step
        await play.pilot.pause()
        assert play.screen.splitlines()[0] == line
