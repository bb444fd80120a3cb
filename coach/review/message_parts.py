"""The parts of a message: subject, greeting, body, sign-off, and what is not the writer's own.

Lines that begin with ``>``, a forwarded original, and everything below a
``-- `` line are never judged. A text counts as a *whole message*, rather than a
phrase on its way to one, when it has a subject line, a sign-off, a greeting on
a line of its own followed by something, or is long enough to be one.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from coach.review.language import language, sentences

WHOLE_SENTENCES = 5
WHOLE_WORDS = 60
SHORT_LINE = 48
"""A line break ends a sentence when the line is shorter than this, in characters."""

_LINE = re.compile(r"[^\n]*\n?")
_SUBJECT = re.compile(r"^\ufeff?[ \t]*subject[ \t]*:[ \t]*(.*?)[ \t]*$", re.IGNORECASE)
_ORIGINAL = (
    r"(?i)-{2,20} ?(?:original|forwarded) message|begin forwarded message"
    r"|(?:_{9,99}\s{1,4})?from: ?.{1,99}\s{1,3}(?:sent|date|to): "
)
_WROTE = r"(?i)(?:on|am|le) .{6,120} (?:wrote|schrieb|a \u00e9crit) ?:(\s{1,9}[^>\s])?"
"""Rare lines: these are compiled when the first such line is met.

What stands below the first is another's; below the second where it isn't marked with ``>``.
"""

_GREETING = re.compile(
    r"^(?:hi|hello|hey|dear|hiya|good (?:morning|afternoon|evening|day)|morning|afternoon|greetings"
    r"|to whom it may concern)\b[^.!?\n,:;]{0,48}(?:[,:;!.\u2013\u2014-]|$)"
    r"|^[^\W\d_][\w.'\u2019-]{0,20}(?: [^\W\d_][\w.'\u2019-]{0,20}){0,2},$",
    re.IGNORECASE,
)
_CLOSES = frozenset(
    (
        "regards wishes best sincerely faithfully truly thanks cheers greetings appreciation"
        " gratitude yours kindly respectfully warmly cordially love care soon respect thank"
    ).split()
)
_IN_CLOSING = _CLOSES | frozenset(
    (
        "with all my very and kind warm kindest warmest many in you the of to from again so much"
        " advance ever for your time help patience talk speak see take much yours have a good day"
        " week weekend hope"
    ).split()
)
_VALEDICTION = 7
"""Words a closing line has at most, the name after it not counted."""

_SIGNATURE = 8
"""Words a line of the sign-off has at most; a longer one holds sentences."""

_NAME = re.compile(
    r"^[-\u2013\u2014 ]{0,3}[^\W\d_][\w.'\u2019-]{0,20}(?: [^\W\d_][\w.'\u2019-]{0,20}){0,3}$"
)
_SLOT_NAME = r"[\[{(<][^\]})>\n]{1,40}[\]})>]$"
_BULLET = re.compile(r"^\s*(?:[-*\u2022\u2013]|\d{1,2}[.)])\s+")


class Part(StrEnum):
    """What a stretch of a message is."""

    SUBJECT = "subject"
    GREETING = "greeting"
    BODY = "body"
    SIGN_OFF = "sign_off"
    FOREIGN = "foreign"


class MessagePart(NamedTuple):
    """A sentence, or a line that stands for itself. Places count in the whole text."""

    part: Part
    start: int
    end: int
    paragraph: int = 0


class Letter(NamedTuple):
    """One message taken apart.

    ``subject`` is None when there is no subject line, else where its words stand
    (possibly nowhere: start and end are the same). ``words`` counts the writer's
    own words in greeting, body and sign-off. ``foreign`` names each paragraph that
    is not in English, counted from 1, and its language; each is one foreign stretch.
    """

    subject: tuple[int, int] | None
    stretches: tuple[MessagePart, ...]
    whole: bool
    words: int
    language: str
    quoted: bool
    foreign: tuple[tuple[int, str], ...]


class _Line(NamedTuple):
    start: int
    end: int
    text: str


def take_apart(text: str) -> Letter:
    """A text as the parts of a message."""
    subject, lines, quoted = _own_lines(text)
    greeting, body, sign_off = _frame(lines)
    blocks = _blocks(body)
    stretches = [MessagePart(Part.GREETING, each.start, each.end) for each in greeting]
    foreign: list[tuple[int, str]] = []
    for number, block in enumerate(blocks, start=1):
        spoken = language(text[block[0].start : block[-1].end])
        if spoken == "en":
            stretches += _body(text, block, number)
        else:
            foreign.append((number, spoken))
            place = block[0].start, block[-1].end
            stretches.append(MessagePart(Part.FOREIGN, *place, number))
    stretches += [
        MessagePart(Part.SIGN_OFF, start, end)
        for each in sign_off
        for start, end in _signed(text, each)
    ]
    words = sum(len(each.text.split()) for each in (*greeting, *body, *sign_off))
    bodies = sum(1 for each in stretches if each.part is Part.BODY)
    alone = any(
        each.start == line.start and each.end == line.end for each in greeting for line in lines
    )
    whole = bool(
        subject is not None
        or (sign_off and body)
        or (alone and body)
        or bodies >= WHOLE_SENTENCES
        or words >= WHOLE_WORDS
        or (greeting and bodies >= 3)
    )
    return Letter(
        subject=subject,
        stretches=tuple(stretches),
        whole=whole,
        words=words,
        language=_main_language(blocks, foreign),
        quoted=quoted,
        foreign=tuple(foreign),
    )


def _main_language(blocks: list[list[_Line]], foreign: list[tuple[int, str]]) -> str:
    """The language most of the words are in."""
    named, weights = dict(foreign), {"en": 0, **{name: 0 for _, name in foreign}}
    for number, block in enumerate(blocks, start=1):
        weights[named.get(number, "en")] += sum(len(line.text) for line in block)
    return max(weights, key=lambda name: weights[name])


def _own_lines(text: str) -> tuple[tuple[int, int] | None, list[_Line], bool]:
    """The subject's place, the writer's own lines, and whether lines of others were met."""
    subject: tuple[int, int] | None = None
    own: list[_Line] = []
    quoted = begun = False
    for match in _LINE.finditer(text):
        line = _line(match)
        bare = line.text
        if subject is None and not begun:
            found = _SUBJECT.match(match[0].rstrip("\r\n"))
            if found:
                start = match.start() + found.start(1)
                subject = (start, start + len(found[1]))
                continue
        if match[0].rstrip("\r\n") in {"-- ", "--"}:
            return subject, own, quoted
        wrote = bare.endswith(":") and re.match(_WROTE, text[line.start : line.end + 10])
        if (wrote and wrote[1]) or _forwarded(text, line):
            return subject, own, True
        if bare.startswith(">") or wrote:
            quoted = True
            own.append(_Line(line.start, line.start, ""))
            continue
        own.append(line)
        begun = begun or bool(bare)
    return subject, own, quoted


def _forwarded(text: str, line: _Line) -> bool:
    likely = line.text.startswith(("--", "b", "B", "__", "F", "f"))
    return likely and re.match(_ORIGINAL, text[line.start : line.start + 240]) is not None


def _line(match: re.Match[str]) -> _Line:
    """A line without the space and invisible marks around it."""
    raw = match[0]
    left = len(raw) - len(raw.lstrip(" \t\r\n\ufeff\u200b"))
    bare = raw.strip(" \t\r\n\ufeff\u200b\xa0")
    start = match.start() + min(left, len(raw))
    return _Line(start, start + len(bare), bare)


def _frame(lines: list[_Line]) -> tuple[list[_Line], list[_Line], list[_Line]]:
    """Greeting, body and sign-off; the body keeps its blank lines."""
    filled = [index for index, line in enumerate(lines) if line.text]
    if not filled:
        return [], [], []
    body = list(lines)
    greeting: list[_Line] = []
    first = lines[filled[0]]
    found = _GREETING.match(first.text)
    if found and len(found[0].split()) <= 6 and not _greeting_runs_on(found[0]):
        cut = first.start + found.end()
        greeting.append(_Line(first.start, cut, found[0]))
        rest = first.text[found.end() :].lstrip()
        start = first.end - len(rest)
        body[filled[0]] = _Line(start, first.end, rest)
    end = _sign_off_from(lines, [index for index in filled if index != filled[0]])
    sign_off = [line for line in body[end:] if line.text] if end is not None else []
    return greeting, body[:end] if end is not None else body, sign_off


_NOT_NAMES = frozenset(
    "i you it is are am was were have has just this that can could would will do did my your and"
    " but hope thanks sorry checking following".split()
)


def _greeting_runs_on(greeting: str) -> bool:
    """Whether what looks like a greeting is really the start of a sentence."""
    return any(word in _NOT_NAMES for word in greeting.lower().strip(",:;!.-").split()[1:])


def _sign_off_from(lines: list[_Line], filled: list[int]) -> int | None:
    """The index of the line where the sign-off begins, if there is one."""
    for index in filled[-4:]:
        if _closes(lines[index].text):
            return index
    if not filled:
        return None
    last = lines[filled[-1]].text
    above = filled[-1] == 0 or not lines[filled[-1] - 1].text
    if above and (re.match(_SLOT_NAME, last) or (_NAME.match(last) and last[:1].isupper())):
        return filled[-1]
    return None


def _closes(line: str) -> bool:
    """Whether a line is a closing formula, a name after it or not."""
    words = [each.strip(",.!") for each in line.lower().split()]
    formula = next((at for at, each in enumerate(words) if each not in _IN_CLOSING), len(words))
    names = line.split()[formula:]
    return (
        0 < formula <= _VALEDICTION
        and not _CLOSES.isdisjoint(words[:formula])
        and len(names) <= 3
        and not line.rstrip().endswith("?")
        and all(each[:1].isupper() for each in names)
    )


def _signed(text: str, line: _Line) -> Iterable[tuple[int, int]]:
    """A line of the sign-off; where sentences were glued to the name, each by itself."""
    if len(line.text.split()) <= _SIGNATURE:
        return ((line.start, line.end),)
    return sentences(text, line.start, line.end)


def _blocks(lines: list[_Line]) -> list[list[_Line]]:
    """Paragraphs: runs of filled lines; a bullet begins one of its own."""
    blocks: list[list[_Line]] = []
    open_block = False
    for line in lines:
        if not line.text:
            open_block = False
            continue
        if open_block and not _BULLET.match(line.text):
            blocks[-1].append(line)
        else:
            blocks.append([line])
        open_block = True
    return blocks


def _body(text: str, block: list[_Line], number: int) -> list[MessagePart]:
    """The sentences of one paragraph; a short line is taken to end where it ends."""
    out: list[MessagePart] = []
    start = block[0].start
    for index, line in enumerate(block):
        last = index == len(block) - 1
        if last or len(line.text) < SHORT_LINE:
            found = sentences(text, start, line.end)
            out += [MessagePart(Part.BODY, begin, end, number) for begin, end in found]
            if not last:
                start = block[index + 1].start
    return out
