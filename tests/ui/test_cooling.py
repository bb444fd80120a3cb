"""Ten minutes first: offered, counted down, and over."""

from datetime import UTC, datetime, timedelta

import pytest

from coach.app.presenter import pause_page
from coach.session.flow import PauseView
from coach.session.session import Hold
from coach.ui.widgets.pause_pane import PausePane
from tests.clock import FixedClock
from tests.ui.stage import staged

NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


def hold(minutes):
    return Hold(since=NOW, until=NOW + timedelta(minutes=minutes))


def pane(held, now=lambda: NOW):
    """The pane of a session that feels 8 of 10, in this pause, if any."""
    page = pause_page(PauseView(hold=held), 8, over=held is not None and held.over(now()))
    return PausePane(page, now)


@pytest.mark.parametrize(("key", "what"), [("1", "ten"), ("2", "tomorrow"), ("3", "on")])
async def test_a_pause_is_offered_and_may_be_declined(key, what):
    async with staged(pane(None), PausePane.Picked) as play:
        assert "8 out of 10" in play.screen
        await play.press(key)
        assert [each.what for each in play.said] == [what]


async def test_the_time_left_is_seen_to_go_down():
    clock = FixedClock(NOW)
    counting = pane(hold(10), clock.now)
    async with staged(counting) as play:
        assert "10:00 left" in play.screen
        clock.advance(timedelta(seconds=61))
        counting.tick()
        await play.pilot.pause()
        assert "8:59 left" in play.screen


async def test_its_end_is_told_when_it_comes():
    clock = FixedClock(NOW)
    counting = pane(hold(10), clock.now)
    async with staged(counting, PausePane.TimeHasCome) as play:
        assert play.said == []
        clock.advance(timedelta(minutes=10))
        counting.tick()
        await play.pilot.pause()
        assert play.said


async def test_a_long_pause_says_until_when():
    async with staged(pane(hold(60 * 23))) as play:
        assert "Pausing until Wed 18 Nov 2026, 09:00" in play.screen


@pytest.mark.parametrize(("key", "what"), [("1", "unsendable"), ("2", "on")])
async def test_one_may_write_for_oneself_meanwhile_or_go_on_before_the_end(key, what):
    async with staged(pane(hold(10)), PausePane.Picked) as play:
        await play.press(key)
        assert [each.what for each in play.said] == [what]


@pytest.mark.parametrize(("key", "what"), [("1", "rested"), ("2", "ten"), ("3", "tomorrow")])
async def test_after_it_one_goes_on_or_takes_more_time(key, what):
    later = NOW + timedelta(minutes=11)
    async with staged(pane(hold(10), lambda: later), PausePane.Picked) as play:
        assert "Your pause is over" in play.screen
        await play.press(key)
        assert [each.what for each in play.said] == [what]
