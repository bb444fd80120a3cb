"""Faults one sees without reading: capitals, exclamation marks, rows, the subject line."""

import re
from collections.abc import Callable, Iterator, Mapping

from coach.review.message_parts import Letter, Part

_CAPITALS = re.compile(r"\b[A-Z][A-Z'\u2019]{2,20}\b(?:[ ,]{1,3}[A-Z][A-Z'\u2019]{0,20}\b){0,12}")
_MARKS = re.compile(r"!(?: ?[!?1]){0,20}|\?!{1,5}|\?{2,20}")
_REPLIES = re.compile(
    r"^(?:(?:re|fwd?|aw|wg)\s{0,2}(?:\[\d{1,2}\])?\s{0,2}:\s{0,3}){2,6}", re.IGNORECASE
)
_PARTED = r"[,;:] {0,2}(?:and |but )?|[.!?]$"
_REASON = (
    r"(?i)(?:(?:and|also|plus|besides|then|anyway|on top of (?:that|it))[, ]{1,2}){0,3}"
    r"(?:i|we|my|our|the|half|two of|most of|there|it|nobody|everyone)\b"
    r"(?!['\u2019](?:ll|d)| (?:will|would|shall|can|could)\b)"
    r"(?! (?:wish|hope|thank|look|want|suggest|trust)\b)"
)
_NO_REASON = (
    r"(?i)\b(?:not|no|never|cannot|sorry|you|your|please|decid\w+|chose|chosen|declin\w+|pass"
    r"|passing)\b|n['\u2019]t\b"
)
"""Compiled when a sentence with three commas is met."""

_SHOUTED_ALONE = frozenset(
    (
        "PLEASE URGENT URGENTLY NOW NEVER STILL MUST TODAY IMMEDIATELY ANSWER REPLY RESPOND NEED"
        " WAITING AGAIN WHY REALLY YOU YOUR IMPORTANT FINAL LAST EVER IMMEDIATE ATTENTION OVERDUE"
        " CRITICAL LATE ANYTHING NOTHING SERIOUSLY ALWAYS EVERY ONE SINGLE SOMEBODY SOMEONE MUCH"
        " HOURS WEEKS DAYS SOON ACTION REQUIRED HELLO ANYONE EXTREMELY VERY"
    ).split()
)
"""Words that are shouted when they stand in capitals, even alone."""

_OVER_ANYTHING = frozenset(
    (
        "hi hello hey question questions quick a the one small little favour request important"
        " checking check in following follow up again just me you us my our this reminder gentle"
        " friendly message email mail note update news sorry apologies hope all is well some"
        " something information info touching base catching re fwd help please thanks thank"
    ).split()
)
"""Words that name no matter."""

LONG_SUBJECT = 78
"""Characters of a subject line that are still seen; beyond them most lists cut."""

Spans = Iterator[tuple[int, int]]


def _stretches(letter: Letter) -> Iterator[tuple[int, int]]:
    for each in letter.stretches:
        if each.part is Part.BODY:
            yield each.start, each.end


def capitals(text: str, letter: Letter) -> Spans:
    """Words or runs of words in capitals that are not names or abbreviations."""
    for start, end in _stretches(letter):
        for match in _CAPITALS.finditer(text, start, end):
            words = re.findall(r"[A-Z'\u2019]+", match[0])
            long = [each for each in words if len(each) >= 4]
            if any(each in _SHOUTED_ALONE for each in words) or (
                len(words) >= 3 and len(long) >= 2
            ):
                yield match.span()


def exclamations(text: str, letter: Letter) -> Spans:
    """Piled-up exclamation and question marks, or a third single one."""
    single: list[tuple[int, int]] = []
    for start, end in _stretches(letter):
        for each in _MARKS.finditer(text, start, end):
            if len(each[0]) > 1:
                yield each.span()
            else:
                single.append(each.span())
    yield from single[2:]


def empty_subject(text: str, letter: Letter) -> Spans:
    """A subject line with nothing in it."""
    if letter.subject is not None:
        start, end = letter.subject
        bare = _REPLIES.sub("", text[start:end]).strip(" .-!?\u2026")
        if bare.lower() in {"", "re:", "fw:", "fwd:", "no subject", "(no subject)", "subject"}:
            yield start, end


def shouted_subject(text: str, letter: Letter) -> Spans:
    """A subject in capitals, or with an exclamation mark."""
    if letter.subject is not None:
        start, end = letter.subject
        said = text[start:end]
        if "!" in said or "??" in said or _shouted(re.findall(r"[A-Za-z]{2,}", said)):
            yield start, end


def _shouted(words: list[str]) -> bool:
    """Whether these words are in capitals for their loudness; names and abbreviations are not."""
    loud = [each for each in words if each.isupper()]
    long = [each for each in words if len(each) >= 4]
    return (
        any(each in _SHOUTED_ALONE for each in loud)
        or (len(loud) == len(words) > 2)
        or (len(long) > 1 and 2 * sum(1 for each in long if each.isupper()) > len(long))
    )


def replies_subject(text: str, letter: Letter) -> Spans:
    """A subject that begins with "Re:" more than once."""
    if letter.subject is not None:
        start, end = letter.subject
        found = _REPLIES.match(text[start:end])
        if found:
            yield start, start + found.end()


def vague_subject(text: str, letter: Letter) -> Spans:
    """A subject of words that could stand over any message."""
    if letter.subject is not None:
        start, end = letter.subject
        words = re.findall(r"[a-z]+", _REPLIES.sub("", text[start:end]).lower())
        if words and _OVER_ANYTHING.issuperset(words):
            yield start, end


def long_subject(_text: str, letter: Letter) -> Spans:
    """A subject of more characters than most inboxes show."""
    if letter.subject is not None:
        start, end = letter.subject
        if end - start > LONG_SUBJECT:
            yield start, end


def reasons_in_a_row(text: str, letter: Letter) -> Spans:
    """A sentence of at least three statements side by side, none of them a no or about "you"."""
    for start, end in _stretches(letter):
        said = text[start:end]
        if said.count(",") + said.count(";") < 2 or said.endswith("?"):
            continue
        parts = [each for each in re.split(_PARTED, said) if each and each.count(" ") >= 2]
        reasons = [each for each in parts if re.match(_REASON, each)]
        if sum(1 for each in reasons if not re.search(_NO_REASON, each)) >= 3:
            yield start, end


def anything(_text: str, letter: Letter) -> Spans:
    """Any words at all: the whole message is meant."""
    if letter.words:
        yield 0, 0


SHAPES: Mapping[str, Callable[[str, Letter], Spans]] = {
    "capitals": capitals,
    "exclamations": exclamations,
    "empty_subject": empty_subject,
    "shouted_subject": shouted_subject,
    "replies_subject": replies_subject,
    "vague_subject": vague_subject,
    "long_subject": long_subject,
    "reasons_in_a_row": reasons_in_a_row,
    "anything": anything,
}
"""Every shape a rule may name."""
