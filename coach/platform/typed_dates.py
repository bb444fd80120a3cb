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
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
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
    r"|\b(?:morning|afternoon|evening|night|noon|midday|midnight|lunchtime|eod|cob)\b"
    r"|\b(?:by|at|before) (?=noon|mid)|\bend day\b|\b(?:at |by )?\d{1,2}(?:[:.]\d\d)?(?: ?[ap]m)\b"
    r"|\b(?:at |by |before )?\d{1,2}:\d\d\b|\bat \d\S*|(?<=[a-z]) 12(?= ?noon))+$"
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
                return meaning(_Parts(found.groupdict(""), today, ahead))
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


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of a typed date, by the names its form gives them; and what each form means."""

    said: Mapping[str, str]
    today: date
    ahead: bool

    def number(self, name: str, unsaid: int = 1) -> int:
        """A count in figures or as a word."""
        said = self.said.get(name, "")
        return _COUNTS.get(said) or int(said or unsaid)

    @property
    def month(self) -> int:
        return _MONTHS.index(self.said["month"][:3]) + 1

    @property
    def which(self) -> int:
        """-1 for "last", 1 for "next", 0 for "this" and where nothing is said."""
        return _NEIGHBOURS[self.said.get("which") or "this"]

    @property
    def that_month(self) -> date:
        """The first day of this, the last or the next month."""
        return _shift(self.today.replace(day=1), months=self.which)

    @property
    def monday(self) -> date:
        return self.today - timedelta(days=self.today.weekday())

    @property
    def year(self) -> int | None:
        """The year in figures or as "last year"; None where none is said."""
        if said := self.said.get("year"):
            return int(said) + (2000 if len(said) == 2 else 0)
        whose = self.said.get("whose")
        return self.today.year + _NEIGHBOURS[whose] if whose else None

    def of_the_year(self, day: int, month: int) -> date:
        """That day of the year that is said, or the nearest one on the asked side."""
        if self.year is not None:
            return date(self.year, month, day)
        step = 1 if self.ahead else -1
        for year in range(self.today.year, self.today.year + 9 * step, step):
            with suppress(ValueError):  # nine years always hold a 29 February
                if self.on_the_asked_side(found := date(year, month, day)):
                    return found
        raise ValueError(f"there is no day {day} in month {month}")

    def on_the_asked_side(self, day: date) -> bool:
        return day >= self.today if self.ahead else day <= self.today

    def numbers(self) -> date:
        """Day first, unless only month first makes a date."""
        day, month = self.number("day"), self.number("number")
        return self.of_the_year(*((month, day) if month > 12 >= day else (day, month)))

    def month_or_part(self) -> date:
        """A month or a part of one, of the year that is said, or the nearest on the asked side."""
        part, which = self.said["part"], self.said["which"]
        year = self.today.year if which == "this" else self.year
        years = [year] if year is not None else range(self.today.year - 1, self.today.year + 2)
        times = [date(each, self.month, 1) for each in years]
        if which in ("last", "past"):
            times = [each for each in times if _shift(each, months=1) <= self.today]
        if self.which > 0:
            times = [each for each in times if each > self.today]
        if not times:  # "last june 2027"
            raise ValueError("there is no such month")
        if self.which > 0 or (self.ahead and not which):
            month = next((each for each in times if _last(each) >= self.today), times[0])
            day = _standing_for(part, month)
            return _last(month) if day < self.today <= _last(month) else day
        begun = [each for each in times if each.replace(day=_PARTS[part][0]) <= self.today] or times
        day = _standing_for(part, begun[-1])
        return min(day, self.today) if begun[-1] <= self.today else day

    def day_of_a_month(self) -> date:
        """The nearest such day of any month on the asked side."""
        step = 1 if self.ahead else -1
        for months in range(0, 13 * step, step):
            month = _shift(self.today.replace(day=1), months=months)
            with suppress(ValueError):
                if self.on_the_asked_side(day := month.replace(day=self.number("day"))):
                    return day
        raise ValueError("no month has that day")

    def span(self, direction: int) -> date:
        """So many days, weeks, months or years away, and so many days more."""
        count, unit = direction * self.number("count"), self.said["unit"][0]
        months = count * _MONTHS_IN.get(unit, 0)
        days = count * _DAYS_IN.get(unit, 0) + direction * self.number("recount", 0)
        return _shift(self.today, days=days, months=months)

    def working_days_ago(self) -> date:
        from coach.advice.timing import before_working_days

        day = before_working_days(self.today, self.number("count"))
        return day - timedelta(days=max(0, day.weekday() - 4))  # the Friday before a weekend

    def weekday(self, weeks: int = 0) -> date:
        """The one before or after today, or so many weeks further: "3 weeks last tuesday"."""
        wanted, on = _WEEKDAYS.index(self.said["weekday"][:3]), self.today.weekday()
        which = self.said.get("which") or ("next" if self.ahead else "last")
        if which == "this":
            days = wanted - on
        else:
            ahead = which in ("next", "coming")
            days = (wanted - on - 1) % 7 + 1 if ahead else -((on - wanted - 1) % 7) - 1
        return self.today + timedelta(days, weeks=weeks if self.ahead or self.which > 0 else -weeks)

    def weekday_weeks_ago(self) -> date:
        """That day in the week so long ago, counted from Monday: "thursday 2 weeks ago"."""
        weekday = _WEEKDAYS.index(self.said["weekday"][:3])
        return self.monday + timedelta(weekday, weeks=-self.number("count"))


_NEIGHBOURS = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
_RECOUNT = _COUNT.replace("<count>", "<recount>")

_FORMS: tuple[tuple[str, Callable[[_Parts], date]], ...] = (
    (
        r"(?P<year>\d{4})([-/.])(?P<number>\d{1,2})\2(?P<day>\d{1,2})",
        lambda it: date(it.number("year"), it.number("number"), it.number("day")),
    ),
    (
        r"(?P<year>(?:19|20)\d\d)(?P<number>\d\d)(?P<day>\d\d)",
        lambda it: date(it.number("year"), it.number("number"), it.number("day")),
    ),
    (r"(?P<day>\d{1,2})[./-](?P<number>\d{1,2})(?:[./-](?P<year>\d{4}|\d{2}))?", _Parts.numbers),
    *(
        (form, lambda it: it.of_the_year(it.number("day"), it.month))
        for form in (
            rf"(?:{_WEEKDAY} )?{_DAY} ?{_MONTH}{_YEAR}",
            rf"(?:{_WEEKDAY} )?{_MONTH} ?{_DAY}{_YEAR}",
            rf"{_DAY} ?{_MONTH} {_YEAR_SAID}",
            rf"{_MONTH} ?{_DAY} {_YEAR_SAID}",
        )
    ),
    (
        rf"(?:{_PART} )?(?:in )?(?:{_WHICH} )?{_MONTH}(?:{_YEAR}| {_YEAR_SAID})",
        _Parts.month_or_part,
    ),
    (
        rf"{_PART} (?:{_WHICH} )?month",
        lambda it: _standing_for(it.said["part"], it.that_month),
    ),
    (
        rf"{_PART} (?:{_WHICH} )?week",
        lambda it: it.monday + timedelta(_WEEK_PARTS[it.said["part"]], weeks=it.which),
    ),
    (rf"{_DAY} {_WHICH} month", lambda it: it.that_month.replace(day=it.number("day"))),
    (r"(?P<day>\d{1,2})(?:st|nd|rd|th)", _Parts.day_of_a_month),
    (rf"{_WEEKDAY} {_DAY}", _Parts.day_of_a_month),
    (rf"{_COUNT} (?:working|business) days? (?:ago|back)", _Parts.working_days_ago),
    (rf"(?:{_COUNT} )?{_UNIT} (?:ago|back)", lambda it: it.span(-1)),
    (rf"{_COUNT} {_UNIT} (?:and )?{_RECOUNT} days? (?:ago|back)", lambda it: it.span(-1)),
    (rf"(?P<count>\d{{1,4}}) ?{_SHORT_UNIT} ago", lambda it: it.span(-1)),
    (rf"in {_COUNT} {_UNIT}(?:'? time)?", lambda it: it.span(1)),
    (rf"{_COUNT} {_UNIT} from (?:now|today)", lambda it: it.span(1)),
    (rf"(?P<count>\d{{1,4}}) ?{_SHORT_UNIT}", lambda it: it.span(1 if it.ahead else -1)),
    (rf"{_COUNT} {_UNIT}", lambda it: it.span(1 if it.ahead else -1)),
    (rf"(?P<which>last|next) {_UNIT}", lambda it: it.span(it.which)),
    (rf"(?P<weekday>{_WEEKDAY}) last week", _Parts.weekday_weeks_ago),
    (rf"last week (?P<weekday>{_WEEKDAY})", _Parts.weekday_weeks_ago),
    (
        rf"(?P<weekday>{_WEEKDAY}) before last",
        lambda it: replace(it, ahead=False).weekday(weeks=1),
    ),
    (rf"(?P<weekday>{_WEEKDAY}) {_COUNT} weeks? ago", _Parts.weekday_weeks_ago),
    (rf"{_COUNT} weeks? ago (?:on )?(?P<weekday>{_WEEKDAY})", _Parts.weekday_weeks_ago),
    (
        rf"{_COUNT} weeks? (?:on )?(?:{_WHICH} )?(?P<weekday>{_WEEKDAY})",
        lambda it: it.weekday(weeks=it.number("count")),
    ),
    (rf"(?:{_WHICH} )?(?P<weekday>{_WEEKDAY})", _Parts.weekday),
)
"""Every way of writing that is read here; the first that fits is taken."""


def _standing_for(part: str, month: date) -> date:
    """The day that stands for a part of this month."""
    return min(_last(month), month + timedelta(days=_PARTS[part][1] - 1))


def _last(month: date) -> date:
    """The last day of the month that begins on this day."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def _shift(day: date, *, days: int = 0, months: int = 0) -> date:
    """The day so much later; a month later than 31 January is the last of February."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("outside the calendar")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1])) + timedelta(days)
