"""The day a sentence names: "by Friday 13 November", "tomorrow", "within two weeks".

Reads what people write to each other about days that lie ahead, in English and the commonest
German, French and Spanish words; ``typed_dates`` of the platform reads what a user types about
days gone by, and may ask back. Here nobody can be asked, so anything unclear is no day.
"""

import re
from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta


def _numbered(first: int, *lines: str) -> dict[str, int]:
    """Each word of each line, with the line's number."""
    return {name: number for number, names in enumerate(lines, first) for name in names.split()}


_MONTHS = _numbered(
    1,
    "jan january januar janvier enero",
    "feb february februar f\u00e9vrier febrero",
    "mar march m\u00e4rz mars marzo",
    "apr april avril abril",
    "may mai mayo",
    "jun june juni juin junio",
    "jul july juli juillet julio",
    "aug august ao\u00fbt agosto",
    "sep sept september septembre septiembre",
    "oct october okt oktober octobre octubre",
    "nov november novembre noviembre",
    "dec december dez dezember d\u00e9cembre diciembre",
)
_WEEKDAYS = _numbered(
    0,
    "mon monday montag lundi lunes",
    "tue tues tuesday dienstag mardi martes",
    "wed weds wednesday mittwoch mercredi mi\u00e9rcoles",
    "thu thur thurs thursday donnerstag jeudi jueves",
    "fri friday freitag vendredi viernes",
    "saturday samstag samedi s\u00e1bado",
    "sunday sonntag dimanche domingo",
)
_COUNTS = _numbered(
    0,
    "",
    "a an one ein einem eine",
    "two zwei deux dos couple",
    "three few drei trois tres",
    "four vier quatre",
    "five f\u00fcnf cinq cinco",
    "six sechs",
    "seven sieben",
    "eight acht",
    "nine",
    "ten zehn diez",
    "eleven",
    "twelve",
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_COUNT = "|".join(sorted(_COUNTS, key=len, reverse=True))
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?({_MONTH})\b\.?,?(?:\s+(20\d\d))?"
)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(20\d\d))?")
_THE_DAY = re.compile(rf"\b(?:the|{_WEEKDAY})\s+(?:the\s+)?(\d{{1,2}})(?:st|nd|rd|th)\b")
_NUMBERS = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./](?:(20\d\d)|(\d\d)))?\b(?![:.]\d)")
_IN = re.compile(
    rf"\b(?:in|within|over|innerhalb von|dans|en|give me"
    rf"|geben sie mir)\s+(?:the\s+)?(?:next\s+|a\s+)?(\d{{1,2}}|{_COUNT})"
    r"\s+(?:of\s+)?(?:(working|business)\s+)?(day|week|month|tag|woche|jour|semaine"
    r"|d\u00eda|semana)"
)
_NEXT_WEEKDAY = re.compile(rf"\b(next|n\u00e4chsten|kommenden)?\s*\b({_WEEKDAY})\b")
_LAST = re.compile(rf"\b(?:last|since|letzten)\s+(?:{_WEEKDAY})\b")


def named_day(sentence: str, on: date) -> date | None:
    """The day ahead that a sentence written ``on`` a day names, or None."""
    text = sentence.casefold()
    with suppress(ValueError, OverflowError):
        return _dated(text, on) or _relative(text, on)
    return None


def _dated(text: str, on: date) -> date | None:
    if found := _ISO.search(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_MONTH.search(text):
        return _ahead(on, int(found[1]), _MONTHS[found[2]], found[3])
    if found := _MONTH_DAY.search(text):
        return _ahead(on, int(found[2]), _MONTHS[found[1]], found[3])
    if found := _THE_DAY.search(text):
        day = int(found[1])
        first = on.replace(day=1)
        if day < on.day:
            first = (first + timedelta(days=32)).replace(day=1)
        return first.replace(day=day)
    if (found := _NUMBERS.search(text)) and 1 <= int(found[2]) <= 12:
        year = found[3] or (f"20{found[4]}" if found[4] else None)
        return _ahead(on, int(found[1]), int(found[2]), year)
    return None


def _ahead(on: date, day: int, month: int, year: str | None) -> date:
    if year:
        return date(int(year), month, day)
    found = date(on.year, month, day)
    if found < on - timedelta(days=60):
        found = date(on.year + 1, month, day)
    return found


def _relative(text: str, on: date) -> date | None:
    for pattern, days in _DAYS:
        if pattern.search(text):
            return on + timedelta(days=days)
    if found := _IN.search(text):
        count = int(found[1]) if found[1].isdecimal() else _COUNTS[found[1]]
        unit = found[3][0]
        if unit in "ws":
            return on + timedelta(weeks=count)
        if unit == "m":
            return on + timedelta(days=30 * count)
        return on + timedelta(days=count + (2 * ((count + 4) // 5) if found[2] else 0))
    if not _LAST.search(text) and (found := _NEXT_WEEKDAY.search(text)):
        return _weekday(on, _WEEKDAYS[found[2]], following=bool(found[1]))
    return _period(text, on)


_DAYS = (
    (re.compile(r"\b(?:day after tomorrow|\u00fcbermorgen|pasado ma\u00f1ana)\b"), 2),
    (re.compile(r"\b(?:tomorrow|tmrw|tomoz|demain|ma\u00f1ana|morgen(?! fr\u00fch am))\b"), 1),
    (
        re.compile(
            r"\b(?:today|tonight|this (?:morning|afternoon|evening)|later on"
            r"|end of (?:the )?day|eod"
            r"|heute|aujourd'hui|hoy)\b"
        ),
        0,
    ),
)


def _weekday(on: date, weekday: int, *, following: bool) -> date:
    ahead = (weekday - on.weekday()) % 7 or 7
    if following and ahead <= 6 - on.weekday():  # "next Friday" said on a Monday
        ahead += 7
    return on + timedelta(days=ahead)


def _period(text: str, on: date) -> date | None:
    friday = on + timedelta(days=(4 - on.weekday()) % 7)
    if re.search(
        r"\b(?:next week|n\u00e4chste woche|la semaine prochaine|la (?:pr\u00f3xima semana"
        r"|semana que viene))\b",
        text,
    ):
        return on + timedelta(days=11 - on.weekday())
    if re.search(
        r"\b(?:this week|end of (?:the |this )?week|later in the week|diese woche"
        r"|ende der woche|esta semana|cette semaine)\b",
        text,
    ):
        return friday
    if re.search(r"\b(?:weekend|wochenende)\b", text):
        return on + timedelta(days=(6 - on.weekday()) % 7)
    if re.search(r"\bnext month\b|\bn\u00e4chsten monat\b", text):
        return (on.replace(day=1) + timedelta(days=62)).replace(day=1) - timedelta(days=1)
    if re.search(
        r"\b(?:end of (?:the |this )?month|month[- ]end|ende des monats|monatsende|fin de mes)\b",
        text,
    ):
        return on.replace(day=monthrange(on.year, on.month)[1])
    return None
