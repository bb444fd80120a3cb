"""The last look: what is about to leave, and putting the decision down."""

import pytest

from coach.domain.session import Draft
from coach.ui.widgets.closing import SENDING, SILENT, Closing
from tests.ui.stage import STRANGE, staged

DRAFT = Draft(subject="The [b]rooms[/b]", body=f"Dear Ada,\n\n{STRANGE}\n\nMaren")


@pytest.mark.parametrize("number", range(len(SENDING)))
async def test_a_message_can_be_handed_over_sent_or_kept_back(number):
    closing = Closing(DRAFT, title="A last look.")
    async with staged(closing, Closing.Picked) as play:
        await play.press(str(number + 1))
        assert [each.what for each in play.said] == [SENDING[number].id]


@pytest.mark.parametrize("number", range(len(SILENT)))
async def test_a_decision_to_stay_silent_is_put_down_too(number):
    async with staged(Closing(None, title="Let it go."), Closing.Picked) as play:
        assert "Copy" not in play.screen
        await play.press(str(number + 1))
        assert [each.what for each in play.said] == [SILENT[number].id]


async def test_the_message_is_shown_exactly_as_it_will_go():
    async with staged(Closing(DRAFT, title="A last look."), size=(100, 40)) as play:
        assert "The [b]rooms[/b]" in play.screen
        assert "[@click=app.quit]x[/]" in play.screen
        assert "Dear Ada," in play.screen


async def test_what_is_missing_stands_above_the_choices():
    closing = Closing(DRAFT, title="A last look.", warnings=["Still to fill in: their name"])
    async with staged(closing) as play:
        lines = play.screen.splitlines()
        warned = next(n for n, line in enumerate(lines) if "Still to fill in" in line)
        first = next(n for n, line in enumerate(lines) if SENDING[0].text in line)
        assert warned < first


async def test_advice_and_plan_are_there_to_be_read():
    closing = Closing(
        None, title="Let it go.", advice=["✓ Mute the thread"], plan=["Fri 20 Nov 2026: look again"]
    )
    async with staged(closing) as play:
        assert "✓ Mute the thread" in play.screen
        assert "look again" in play.screen
