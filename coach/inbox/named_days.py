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
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(sorted(_WEEKDAYS, key=len, reverse=True))
_COUNT = "|".join(sorted(_COUNTS, key=len, reverse=True))
_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?({MONTH})\b\.?,?(?:\s+(20\d\d))?"
)
_MONTH_DAY = re.compile(rf"\b({MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(20\d\d))?")
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


_MY = re.compile(
    r"\bmon (?=[^\W\d]{3,})(?!(?:and|the|morning|afternoon|evening|night|next|when|but|latest)\b)"
)
"""The French word for "my", which looks like a Monday."""


def named_day(sentence: str, on: date) -> date | None:
    """The day ahead that a sentence written ``on`` a day names, or None."""
    text = _MY.sub(" ", sentence.casefold())
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


_PERIODS = tuple(
    (re.compile(rf"\b(?:{words})\b"), ends)
    for words, ends in (
        (
            "early next week|(?:start|beginning) of (?:the |next )?week"
            "|anfangs? (?:der |n\u00e4chster |n\u00e4chste |kommender )?woche"
            "|(?:en )?d\u00e9but de semaine(?: prochaine)?",
            lambda on: on + timedelta(days=9 - on.weekday()),
        ),
        (
            "next week|n\u00e4chste woche|kommende woche|la semaine prochaine"
            "|la (?:pr\u00f3xima semana|semana que viene)",
            lambda on: on + timedelta(days=11 - on.weekday()),
        ),
        (
            "this week|end of (?:the |this )?week|later in the week|diese woche|ende (?:der )?woche"
            "|esta semana|cette semaine|fin de (?:la )?semaine",
            lambda on: on + timedelta(days=(4 - on.weekday()) % 7),
        ),
        ("weekend|week-end|wochenende", lambda on: on + timedelta(days=(6 - on.weekday()) % 7)),
        (
            "next month|n\u00e4chsten monat|le mois prochain",
            lambda on: _end_of_month(on.replace(day=1) + timedelta(days=32)),
        ),
        (
            "end of (?:the |this )?month|month[- ]end|ende (?:des monats|monat)|monatsende"
            "|fin de mes|fin (?:du|de) mois",
            lambda on: _end_of_month(on),
        ),
        (
            "(?:before|by) (?:christmas|xmas|the holidays)|vor weihnachten|avant no\u00ebl"
            "|(?:before|by) (?:the )?end of (?:the )?year|(?:vor|bis) jahresende|fin d'ann\u00e9e",
            lambda on: _ahead(on, 23, 12, None),
        ),
        (
            "new year|next year|after (?:christmas|xmas|the holidays)|(?:im )?neuen jahr"
            "|n\u00e4chstes jahr|nach (?:weihnachten|neujahr|den (?:feiertagen|ferien))"
            "|ann\u00e9e prochaine|nouvelle ann\u00e9e|nouvel an"
            "|apr\u00e8s (?:les f\u00eates|no\u00ebl)",
            lambda on: date(on.year + 1, 1, 31),
        ),
        ("(?:in|by) (?:the )?spring|im fr\u00fch(?:ling|jahr)|au printemps",
         lambda on: _ahead(on, 30, 4, None)),
        ("(?:in|by) (?:the )?summer|im sommer|cet \u00e9t\u00e9|en \u00e9t\u00e9",
         lambda on: _ahead(on, 31, 8, None)),
        ("(?:in|by) (?:the )?autumn|in (?:the )?fall|im herbst"
         "|\u00e0 l'automne|\u00e0 la rentr\u00e9e",
         lambda on: _ahead(on, 31, 10, None)),
    )
)  # fmt: skip
"""Stretches of time, and by which day each is over."""
_SOME_TIME_IN = re.compile(
    r"\b(early|mid|beginning of|start of|late|end of|in|by|before|until|till|anfang|mitte|ende"
    rf"|im|bis|d\u00e9but|mi|fin|en|courant|avant)[- ](?:the )?({MONTH})\b"
)
_EARLY = frozenset(
    "early,beginning of,start of,by,before,until,till,anfang,bis,d\u00e9but,avant".split(",")
)


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _period(text: str, on: date) -> date | None:
    for pattern, ends in _PERIODS:
        if pattern.search(text):
            return ends(on)
    if found := _SOME_TIME_IN.search(text):
        month = _MONTHS[found[2]]
        day = 10 if found[1] in _EARLY else 15 if found[1] in ("mid", "mitte", "mi") else 28
        return _ahead(on, day, month, None)
    return None
