"""Ten minutes first: offered, counted down, and over."""

from datetime import UTC, datetime, timedelta

import pytest

from coach.session.session import Hold
from coach.ui.widgets.pause_pane import PausePane
from tests.clock import FixedClock
from tests.ui.stage import staged

NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)


def hold(minutes):
    return Hold(since=NOW, until=NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(("key", "what"), [("1", "ten"), ("2", "tomorrow"), ("3", "on")])
async def test_a_pause_is_offered_and_may_be_declined(key, what):
    async with staged(PausePane(None, 8, lambda: NOW), PausePane.Picked) as play:
        assert "8 of 10" in play.screen
        await play.press(key)
        assert [each.what for each in play.said] == [what]


async def test_the_time_left_is_seen_to_go_down():
    clock = FixedClock(NOW)
    async with staged(PausePane(hold(10), 8, clock.now)) as play:
        assert "10:00 left" in play.screen
        clock.advance(timedelta(seconds=61))
        await play.pilot.pause(1.2)
        assert "8:59 left" in play.screen


async def test_its_end_is_told_when_it_comes():
    clock = FixedClock(NOW)
    async with staged(PausePane(hold(10), 8, clock.now), PausePane.TimeHasCome) as play:
        assert play.said == []
        clock.advance(timedelta(minutes=10))
        await play.pilot.pause(1.2)
        assert play.said


async def test_a_long_pause_says_until_when():
    async with staged(PausePane(hold(60 * 23), 8, lambda: NOW)) as play:
        assert "Pausing until Wed 18 Nov 2026, 09:00" in play.screen


@pytest.mark.parametrize(("key", "what"), [("1", "unsendable"), ("2", "on")])
async def test_one_may_write_for_oneself_meanwhile_or_go_on_before_the_end(key, what):
    async with staged(PausePane(hold(10), 8, lambda: NOW), PausePane.Picked) as play:
        await play.press(key)
        assert [each.what for each in play.said] == [what]


@pytest.mark.parametrize(("key", "what"), [("1", "rested"), ("2", "ten"), ("3", "tomorrow")])
async def test_after_it_one_goes_on_or_takes_more_time(key, what):
    later = NOW + timedelta(minutes=11)
    async with staged(PausePane(hold(10), 8, lambda: later), PausePane.Picked) as play:
        assert "The time has come" in play.screen
        await play.press(key)
        assert [each.what for each in play.said] == [what]
