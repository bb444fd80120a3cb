"""Dates for any calendar program (RFC 5545).

The same key always gives the same UID, and SEQUENCE grows with the clock, so
that a second file moves the entry of the first and adds none.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from coach.app.ports import Reminder

if TYPE_CHECKING:
    from icalendar import Event

MORNING = timedelta(hours=9)
"""When the alarm of an all-day entry rings, after the day began."""

LENGTH = timedelta(minutes=15)
"""How long an entry with a time lasts."""

_COUNTING_FROM = datetime(2024, 1, 1, tzinfo=UTC)
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def ics(reminders: Iterable[Reminder], now: datetime) -> bytes:
    """A calendar file with one entry and alarm a reminder, made at ``now`` (with zone)."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Follow-up coach//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for reminder in reminders:
        calendar.add_component(_event(reminder, now.astimezone(UTC)))
    return bytes(calendar.to_ical())


def uid(key: str) -> str:
    """The name by which calendars know this entry again."""
    return f"{re.sub(r'[^A-Za-z0-9.-]+', '-', key)}@follow-up-coach"


def _event(reminder: Reminder, now: datetime) -> "Event":
    from icalendar import Alarm, Event

    event, alarm = Event(), Alarm()
    event.add("uid", uid(reminder.key))
    event.add("dtstamp", now)
    event.add("last-modified", now)
    event.add("sequence", int((now - _COUNTING_FROM).total_seconds()))
    event.add("summary", _plain(reminder.title))
    if reminder.notes.strip():
        event.add("description", _plain(reminder.notes))
    event.add("transp", "TRANSPARENT")
    if isinstance(reminder.when, datetime):
        start = reminder.when.astimezone(UTC)
        event.add("dtstart", start)
        event.add("dtend", start + LENGTH)
        alarm.add("trigger", timedelta(0))
    else:
        event.add("dtstart", reminder.when)
        event.add("dtend", reminder.when + timedelta(days=1))
        alarm.add("trigger", MORNING)
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(reminder.title))
    event.add_component(alarm)
    return event


def _plain(text: str) -> str:
    """The text without control characters, which the format does not allow."""
    whole = text.encode("utf-8", errors="replace").decode("utf-8")
    return _CONTROLS.sub("", whole.replace("\r\n", "\n").replace("\r", "\n"))
