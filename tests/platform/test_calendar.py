"""Calendar files, read back by a calendar library."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.app.ports import Reminder
from coach.platform.calendar import ics, uid
from coach.platform.outbox import FileOutbox

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def event(reminder, now=NOW):
    [found] = icalendar.Calendar.from_ical(ics((reminder,), now)).walk("VEVENT")
    return found


def test_a_day_is_a_day_with_an_alarm_at_nine_and_keeps_nobody_busy():
    found = event(Reminder(key="d1 reply", title="Look again: invoice", when=date(2026, 12, 1)))
    assert found.decoded("dtstart") == date(2026, 12, 1)
    assert found.decoded("dtend") == date(2026, 12, 2)
    assert found["transp"] == "TRANSPARENT"
    [alarm] = found.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=9)
    assert alarm["action"] == "DISPLAY"


def test_a_time_is_the_same_moment_in_every_zone():
    when = datetime(2026, 12, 1, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    found = event(Reminder(key="d1", title="Reply by", when=when))
    assert found.decoded("dtstart") == when
    assert found.decoded("dtstart").utcoffset() == timedelta(0)
    assert found.walk("VALARM")[0].decoded("trigger") == timedelta(0)


def test_a_second_export_updates_the_first():
    first = event(Reminder(key="d1 reply", title="Look again", when=date(2026, 12, 1)))
    later = NOW + timedelta(seconds=1)
    second = event(Reminder(key="d1 reply", title="Look again", when=date(2026, 12, 4)), later)
    other = event(Reminder(key="d1 close", title="Let go", when=date(2026, 12, 8)))
    assert first["uid"] == second["uid"] != other["uid"]
    assert second["sequence"] > first["sequence"]
    assert second.decoded("dtstamp") > first.decoded("dtstamp")


def test_the_counter_fits_the_integers_of_calendars_for_a_lifetime():
    far = event(
        Reminder(key="a", title="t", when=date(2090, 1, 1)), datetime(2090, 1, 1, tzinfo=UTC)
    )
    assert 0 < far["sequence"] < 2**31


def test_lines_are_short_and_end_as_the_format_wants():
    data = ics(
        (Reminder(key="a", title="é" * 200, when=date(2026, 12, 1), notes="x\ny" * 90),), NOW
    )
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75


@given(title=st.text(max_size=200), notes=st.text(max_size=200))
def test_no_text_breaks_out_of_its_line_and_all_that_can_be_said_comes_back(title, notes):
    found = event(Reminder(key="a", title=title, when=date(2026, 12, 1), notes=notes))
    assert found.property_items(recursive=False).count(("DTSTART", found["dtstart"])) == 1
    said = "".join(each for each in title if each.isprintable() and each not in "\ud800")
    kept = "".join(each for each in str(found["summary"]) if each.isprintable())
    assert kept == said


@pytest.mark.parametrize("key", ["a b\r\nEND:VEVENT", "ü/ß", "01J:reply"])
def test_a_name_for_calendars_is_plain(key):
    assert uid(key).isascii()
    assert not set(uid(key)) & set("\r\n :/")


def test_the_file_lands_in_the_outbox(tmp_path):
    where = FileOutbox(lambda: tmp_path).save_reminder(
        Reminder(key="a", title="Look again: Ana", when=date(2026, 12, 1)), NOW
    )
    assert Path(where).name == "look-again-ana.ics"
    assert icalendar.Calendar.from_ical(Path(where).read_bytes()).walk("VEVENT")
