"""Dates as people type them.

A small grammar of the ways people write a day ("12 nov", "9 days ago", "last
tuesday", ISO). It is ours because general date parsers guess: of 126 dates people
typed that it leaves over, the best known parser read one as meant.

What a typed date means:

- Without a year, the latest such day that is not after today ("12 nov" typed
  on 10 November is last year's); with ``ahead`` the next one from today on.
- Numbers are day first ("3/11" is 3 November), unless only month first makes
  a date ("11/23").
- "tuesday" and "last tuesday" are the latest one before today, "next tuesday"
  the first one after it, "this tuesday" the one of this week from Monday on;
  with ``ahead`` a bare "tuesday" is the next one.
- A month alone is its middle, "early june" the 5th, "mid june" the 15th, "late
  june" the 25th, "end of june" its last day: of the latest such time that has
  begun, and never after today; with ``ahead`` of the next one that is not over.
- "a few days" are three; of "two or three weeks" the first count is taken.
- A day that is said to lie ahead ("in 3 days", a year) stays ahead, so that a
  question about the past can refuse it in its own words.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta

LONGEST = 60
"""Characters beyond which nothing is taken for a date."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAYS_FROM_TODAY = {
    "today": 0,
    "now": 0,
    "just now": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tonight": 0,
    "earlier today": 0,
    "yesterday": -1,
    "last night": -1,
    "day before yesterday": -2,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_COUNTS = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "couple": 2,
    "few": 3,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_PARTS = {
    "": (1, 15),
    "early": (1, 5),
    "beginning": (1, 5),
    "start": (1, 5),
    "mid": (11, 15),
    "middle": (11, 15),
    "late": (21, 25),
    "end": (21, 31),
}
"""Parts of a month: the day on which each begins, and the day that stands for it."""

_WEEK_PARTS = {"early": 0, "beginning": 0, "start": 0, "mid": 2, "middle": 2, "late": 4, "end": 4}
_DAYS_IN = {"d": 1, "w": 7, "f": 14}
_MONTHS_IN = {"m": 1, "y": 12}

_SAME = {
    "a couple": "couple",
    "a few": "few",
    "half a year": "6 months",
    "half year": "6 months",
    "a month and a half": "6 weeks",
    "a year and a half": "18 months",
    "one and half years": "18 months",
    "earlier this": "early this",
    "week or two": "week",
    "day or two": "day",
    "month or two": "month",
    "week before last": "2 weeks ago",
    "month before last": "2 months ago",
    "year before last": "2 years ago",
}
_OR_SO_MANY = (
    r"\b(\d{1,4}|[a-z]+)(?: ?[-–] ?| (?:or|to) )(?:\d{1,4}|[a-z]+) (?=(?:day|week|month|year)s)"
)
_COUNT = rf"(?P<count>\d{{1,4}}|{'|'.join(_COUNTS)})"
_UNIT = r"(?P<unit>day|week|wk|fortnight|month|mth|year|yr)s?"
_SHORT_UNIT = r"(?P<unit>d|w|m|y|days?|weeks?|wks?|months?|mths?|years?|yrs?)"
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|"
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = (
    r"(?:mon(?:day)?|tue(?:s|sday)?|wed(?:s|nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?: '?(?P<year>\d{4}|\d{2}))?"
_PART = r"(?P<part>early|mid|late|beginning|start|middle|end)"
_WHICH = r"(?P<which>last|past|next|coming|this)"
_YEAR_SAID = r"(?P<whose>last|this|next) year"
_COUNTED = r"(?:\d|an? |[a-z]+ (?:day|week|wk|fortnight|month|mth|year|yr))"
_BEFORE_IT = (
    r"^(?:(?:on|by|until|since|about|around|roughly|nearly|almost|over|more than|approx|ca|circa|"
    rf"maybe|probably|i think|some time|sometime|back in|at|in(?! {_COUNTED})) |~ ?)+"
)
_AFTER_IT = (
    r"(?:[ ?]|-?ish\b|\bor (?:so|thereabouts)\b|\b(?:maybe|probably|i think|some ?time)\b"
    r"|\b(?:morning|afternoon|evening|night)\b|\bat \d\S*)+$"
)


class TypedDates:
    """Reads typed dates; see the module for what they mean."""

    def read(self, typed: str, today: date, *, ahead: bool = False) -> date | None:
        """The date meant, or None when nothing sensible can be made of it."""
        return read(typed, today, ahead=ahead)


def read(typed: str, today: date, *, ahead: bool = False) -> date | None:
    """The date meant by ``typed`` on the day ``today``, or None.

    ``ahead`` says that the question is about a day to come, and so decides
    what a date without a year means.
    """
    if len(typed) > LONGEST:
        return None
    whole = _plain(typed)
    said = _bare(whole)
    days = _DAYS_FROM_TODAY.get(whole, _DAYS_FROM_TODAY.get(said))
    if days is not None:
        return _shift(today, days=days)
    for form, meaning in _FORMS:
        found = re.fullmatch(form, said)
        if found:
            with suppress(ValueError, OverflowError):
                return meaning(found, today, ahead)
            return None
    return None


def _plain(typed: str) -> str:
    """Lower case, single spaces, without full stops, commas and articles."""
    told = typed.casefold().replace("’", "'").replace("mid-", "mid ")
    words = re.sub(r"[,;]|\.(?=\s|$)", " ", told).split()
    said = " ".join(word for word in words if word not in ("the", "of"))
    for written, meant in _SAME.items():
        said = said.replace(written, meant)
    said = re.sub(r"^(?:this )?(\w+) just (?:gone|past)$", r"last \1", said)
    return re.sub(_OR_SO_MANY, r"\1 ", said)


def _bare(said: str) -> str:
    """Without what changes no day: "about", "by" before it, "evening", "at 9:30" after it."""
    return re.sub(_AFTER_IT, "", re.sub(_BEFORE_IT, "", said))


def _iso(found: re.Match[str], today: date, ahead: bool) -> date:
    del today, ahead
    return date(int(found["year"]), int(found["month"]), int(found["day"]))


def _numbers(found: re.Match[str], today: date, ahead: bool) -> date:
    day, month = int(found["day"]), int(found["month"])
    if month > 12 >= day:
        day, month = month, day
    return _dated(day, month, found["year"], today, ahead)


def _named_month(found: re.Match[str], today: date, ahead: bool) -> date:
    month = _MONTHS.index(found["month"][:3]) + 1
    return _dated(int(found["day"]), month, found["year"], today, ahead)


def _month(found: re.Match[str], today: date, ahead: bool) -> date:
    """A month, or a part of one: of the year that is said, or the nearest on the asked side."""
    month = _MONTHS.index(found["month"][:3]) + 1
    part, which = found["part"] or "", found["which"]
    year = today.year if which == "this" else _year_said(found, today)
    years = [year] if year else range(today.year - 1, today.year + 2)
    times = [date(each, month, 1) for each in years]
    if which in ("last", "past"):
        times = [each for each in times if _shift(each, months=1) <= today]
    if which in ("next", "coming"):
        times = [each for each in times if each > today]
    if which in ("next", "coming") or (ahead and which is None):
        still = [each for each in times if _standing_for("end", each) >= today] or times
        return _not_over(part, still[0], today)
    begun = [each for each in times if each.replace(day=_PARTS[part][0]) <= today] or times
    day = _standing_for(part, begun[-1])
    return min(day, today) if begun[-1] <= today else day


def _not_over(part: str, month: date, today: date) -> date:
    """The day that stands for a part of a month to come; of one half over, its last day."""
    day, end = _standing_for(part, month), _standing_for("end", month)
    return end if day < today <= end else day


def _standing_for(part: str, month: date) -> date:
    """The day that stands for a part of this month."""
    _, day = _PARTS[part]
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def _year_said(found: re.Match[str], today: date) -> int:
    """The year in figures or as "last year"; 0 where none is said."""
    if found["year"]:
        return int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)
    whose = found["whose"]
    return today.year + _NEIGHBOURS[whose] if whose else 0


def _part_of_this_month(found: re.Match[str], today: date, ahead: bool) -> date:
    del ahead
    month = _shift(today.replace(day=1), months=_NEIGHBOURS[found["which"] or "this"])
    return _standing_for(found["part"], month)


def _day_of_that_month(found: re.Match[str], today: date, ahead: bool) -> date:
    del ahead
    month = _shift(today.replace(day=1), months=_NEIGHBOURS[found["which"] or "this"])
    return month.replace(day=int(found["day"]))


def _part_of_a_week(found: re.Match[str], today: date, ahead: bool) -> date:
    del ahead
    monday = today - timedelta(days=today.weekday())
    weeks = _NEIGHBOURS[found["which"] or "this"]
    return monday + timedelta(days=7 * weeks + _WEEK_PARTS[found["part"]])


def _day_of_that_year(found: re.Match[str], today: date, ahead: bool) -> date:
    del ahead
    month = _MONTHS.index((found["month"] or found["again"])[:3]) + 1
    return date(_year_said(found, today), month, int(found["day"] or found["number"]))


def _weekday_before_last(found: re.Match[str], today: date, ahead: bool) -> date:
    del ahead
    return _weekday(found, today, False) - timedelta(days=7)


def _day_of_month(found: re.Match[str], today: date, ahead: bool) -> date:
    wanted = int(found["day"])
    step = 1 if ahead else -1
    for months in range(0, 13 * step, step):
        month = _shift(today.replace(day=1), months=months)
        with suppress(ValueError):
            day = month.replace(day=wanted)
            if day >= today if ahead else day <= today:
                return day
    raise ValueError(f"no month has a day {wanted}")


def _ago(found: re.Match[str], today: date, ahead: bool) -> date:
    del ahead
    return _moved(found, today, -1)


def _working_days_ago(found: re.Match[str], today: date, ahead: bool) -> date:
    del ahead
    from coach.advice.timing import before_working_days

    day = before_working_days(today, _COUNTS.get(found["count"]) or int(found["count"]))
    return day - timedelta(days=max(0, day.weekday() - 4))  # the Friday before a weekend


def _two_units_ago(found: re.Match[str], today: date, ahead: bool) -> date:
    """A longer and a shorter span together: "2 weeks and 3 days ago"."""
    del ahead
    days = _COUNTS.get(found["recount"]) or int(found["recount"])
    return _moved(found, today, -1) - timedelta(days=days)


def _to_come(found: re.Match[str], today: date, ahead: bool) -> date:
    del ahead
    return _moved(found, today, 1)


def _bare_span(found: re.Match[str], today: date, ahead: bool) -> date:
    return _moved(found, today, 1 if ahead else -1)


def _neighbour(found: re.Match[str], today: date, ahead: bool) -> date:
    del ahead
    return _moved(found, today, 1 if found["which"] == "next" else -1)


def _weekday_last_week(found: re.Match[str], today: date, ahead: bool) -> date:
    del ahead
    weekday = _WEEKDAYS.index((found["weekday"] or found["again"])[:3])
    return today + timedelta(days=weekday - today.weekday() - 7)


def _weekday_weeks_ago(found: re.Match[str], today: date, ahead: bool) -> date:
    """That day in the week so long ago, counted from Monday: "thursday 2 weeks ago"."""
    del ahead
    weekday = _WEEKDAYS.index((found["weekday"] or found["again"])[:3])
    said = found["count"] or found["recount"]
    weeks = _COUNTS.get(said) or int(said)
    return today + timedelta(days=weekday - today.weekday() - 7 * weeks)


def _weeks_from_a_weekday(found: re.Match[str], today: date, ahead: bool) -> date:
    """So many weeks before a weekday gone by, or after one to come: "3 weeks last tuesday"."""
    ahead = ahead or found["which"] in ("next", "coming")
    weeks = timedelta(weeks=_COUNTS.get(found["count"]) or int(found["count"]))
    day = _weekday(found, today, ahead)
    return day + weeks if ahead else day - weeks


def _weekday(found: re.Match[str], today: date, ahead: bool) -> date:
    wanted = _WEEKDAYS.index(found["weekday"][:3])
    which = found["which"] or ("next" if ahead else "last")
    if which == "this":
        return today + timedelta(days=wanted - today.weekday())
    if which in ("next", "coming"):
        return today + timedelta(days=(wanted - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - wanted - 1) % 7 + 1)


_NEIGHBOURS = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
_AGAIN = _MONTH.replace("<month>", "<again>")
_RECOUNT = _COUNT.replace("<count>", "<recount>")
_NUMBER = _DAY.replace("<day>", "<number>")

_FORMS: tuple[tuple[str, Callable[[re.Match[str], date, bool], date]], ...] = (
    (r"(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})", _iso),
    (r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)", _iso),
    (r"(?P<day>\d{1,2})[./-](?P<month>\d{1,2})(?:[./-](?P<year>\d{4}|\d{2}))?", _numbers),
    (rf"(?:{_WEEKDAY} )?{_DAY} ?{_MONTH}{_YEAR}", _named_month),
    (rf"(?:{_WEEKDAY} )?{_MONTH} ?{_DAY}{_YEAR}", _named_month),
    (
        rf"(?:{_DAY} ?{_MONTH}|{_AGAIN} ?{_NUMBER})(?P<year>) {_YEAR_SAID}",
        _day_of_that_year,
    ),
    (rf"(?:{_PART} )?(?:in )?(?:{_WHICH} )?{_MONTH}(?:{_YEAR}| {_YEAR_SAID})", _month),
    (rf"{_PART} (?:{_WHICH} )?month", _part_of_this_month),
    (rf"{_PART} (?:{_WHICH} )?week", _part_of_a_week),
    (rf"{_DAY} {_WHICH} month", _day_of_that_month),
    (r"(?P<day>\d{1,2})(?:st|nd|rd|th)", _day_of_month),
    (rf"{_WEEKDAY} {_DAY}", _day_of_month),
    (rf"{_COUNT} (?:working|business) days? (?:ago|back)", _working_days_ago),
    (rf"(?:{_COUNT} )?{_UNIT} (?:ago|back)", _ago),
    (rf"{_COUNT} {_UNIT} (?:and )?{_RECOUNT} days? (?:ago|back)", _two_units_ago),
    (rf"(?P<count>\d{{1,4}}) ?{_SHORT_UNIT} ago", _ago),
    (rf"in {_COUNT} {_UNIT}(?:'? time)?", _to_come),
    (rf"{_COUNT} {_UNIT} from (?:now|today)", _to_come),
    (rf"(?P<count>\d{{1,4}}) ?{_SHORT_UNIT}", _bare_span),
    (rf"{_COUNT} {_UNIT}", _bare_span),
    (rf"(?P<which>last|next) (?P<count>){_UNIT}", _neighbour),
    (rf"(?P<weekday>{_WEEKDAY}) last week|last week (?P<again>{_WEEKDAY})", _weekday_last_week),
    (rf"(?P<which>)(?P<weekday>{_WEEKDAY}) before last", _weekday_before_last),
    (
        rf"(?P<weekday>{_WEEKDAY}) {_COUNT} weeks? ago"
        rf"|{_RECOUNT} weeks? ago (?:on )?(?P<again>{_WEEKDAY})",
        _weekday_weeks_ago,
    ),
    (rf"{_COUNT} weeks? (?:on )?(?:{_WHICH} )?(?P<weekday>{_WEEKDAY})", _weeks_from_a_weekday),
    (rf"(?:{_WHICH} )?(?P<weekday>{_WEEKDAY})", _weekday),
)
"""Every way of writing that is read here; the first that fits is taken."""


def _dated(day: int, month: int, year: str | None, today: date, ahead: bool) -> date:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    for candidate in _same_day(day, month, today, ahead):
        if candidate >= today if ahead else candidate <= today:
            return candidate
    raise ValueError(f"there is no day {day} in month {month}")


def _same_day(day: int, month: int, today: date, ahead: bool) -> Iterator[date]:
    """That day of the year, year by year; eight years always hold a 29 February or two."""
    step = 1 if ahead else -1
    for years in range(0, 9 * step, step):
        with suppress(ValueError):
            yield date(today.year + years, month, day)


def _moved(found: re.Match[str], today: date, direction: int) -> date:
    said = found["count"]
    count = direction * (_COUNTS.get(said) or int(said or 1))
    unit = found["unit"][0]
    if unit in _DAYS_IN:
        return _shift(today, days=count * _DAYS_IN[unit])
    return _shift(today, months=count * _MONTHS_IN[unit])


def _shift(day: date, *, days: int = 0, months: int = 0) -> date:
    """The day so much later; a month later than 31 January is the last of February."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("outside the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) + timedelta(days)
