"""The clock: always with a zone, and mornings that stay mornings."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from coach.platform.clock import SystemClock
from coach.session.session import tomorrow_morning


@pytest.fixture
def zone(monkeypatch):
    def set_zone(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield set_zone
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("name", ["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "UTC"])
def test_now_is_this_moment_in_the_local_zone(zone, name):
    zone(name)
    now = SystemClock().now()
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)
    assert now.utcoffset() == datetime.now().astimezone().utcoffset()
    assert str(now.tzinfo) == name


@pytest.mark.parametrize(
    "name", ["CET-1CEST,M3.5.0,M10.5.0/3", "/etc/localtime", "Nowhere/At_all", ":UTC"]
)
def test_a_zone_without_a_known_name_still_has_its_offset(zone, name):
    zone(name)
    now = SystemClock().now()
    assert now.utcoffset() == datetime.now().astimezone().utcoffset()


def test_tomorrow_at_nine_is_nine_when_the_clocks_change_overnight(zone, monkeypatch):
    zone("Europe/Berlin")
    here = SystemClock().now().tzinfo
    evening = datetime(2026, 10, 24, 22, 0, tzinfo=here)
    morning = tomorrow_morning(evening)
    assert (morning.hour, morning.utcoffset()) == (9, timedelta(hours=1))
    assert morning.astimezone(UTC) - evening.astimezone(UTC) == timedelta(hours=12)
