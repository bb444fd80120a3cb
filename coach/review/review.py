"""The judge of messages: one entry for the editor, the last look and the command line.

A ``Judge`` is kept by who judges the same message again and again, as the editor does:
it remembers what it found in each sentence, so that a key press costs the judging of one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from coach.message import MessageField
from coach.review.checks import (
    Checks,
    Duty,
    Issue,
    Review,
    ReviewSetting,
    Rule,
    RuleKind,
    WordGuide,
)
from coach.review.message_parts import Letter, MessagePart, Part, take_apart
from coach.review.model import ANY
from coach.review.structure import BLANK, DUTIES, STRUCTURES, ReadMessage
from coach.sanitize import one_line
from coach.vocabulary import Severity, Situation

LISTED = 100
"""Issues of a message that are listed; the rest are counted."""

SENTENCES = 2_000
"""Sentences of a message that are judged; a longer text is a book, not a message."""

SHORTEST = 3
"""Characters a sentence has at least; a single letter says nothing."""

REMEMBERED = 4_000
"""Sentences whose judgement is remembered."""


class Message(Protocol):
    """A message in its fields; ``subject`` is None where the channel has none."""

    @property
    def subject(self) -> str | None:
        """The subject line, possibly empty."""

    @property
    def body(self) -> str:
        """Everything below it."""


class Judge:
    """Judges messages, remembering each sentence it has read."""

    def __init__(self, checks: Checks) -> None:
        self.checks = checks
        self._odds: dict[tuple[str, Situation], dict[str, float]] = {}

    def review(
        self,
        message: str | Message,
        setting: ReviewSetting,
        ignored: frozenset[str] = frozenset(),
        today: date | None = None,
    ) -> Review:
        """Judge one message as it stands now.

        A text may begin with a line ``Subject: ...``. ``ignored`` are ids of rules whose
        issues the user keeps on purpose. With ``today``, a day to come that has passed is one
        more issue.
        """
        if isinstance(message, str):
            return self._text(message, setting, ignored, today)
        head = "" if message.subject is None else f"Subject: {one_line(message.subject)}\n\n"
        found = self._text(head + message.body, setting, ignored, today)
        return replace(found, findings=tuple(_in_field(each, head) for each in found.findings))

    def _text(
        self, text: str, setting: ReviewSetting, ignored: frozenset[str], today: date | None
    ) -> Review:
        if len(self._odds) > REMEMBERED:
            self._odds.clear()
        read = self._read(text, take_apart(text), setting)
        rules = [each for each in self.checks if each.applies(setting)]
        told = (issue for rule in rules for issue in self._issues(rule, read))
        found = _sorted((*told, *_passed(read, today)))
        marked = [
            replace(each, kept=each.rule in ignored and each.severity is not Severity.STOP)
            for each in found
        ]
        letter, judged = read.letter, read.letter.language == "en"
        said = any(True for _ in read.bodies)
        clear = said and not any(each.blocks for each in marked)
        more = max(0, len(marked) - LISTED)
        return Review(
            ready=judged and clear,
            words=letter.words,
            language=letter.language,
            unchecked=tuple(_unchecked(read, more)),
            findings=tuple(marked[:LISTED]),
            duties=tuple(_duties(rules, read, found)),
            guide=_guide(rules, read),
            judged=judged,
            more=more,
        )

    def _read(self, text: str, letter: Letter, setting: ReviewSetting) -> ReadMessage:
        """The message with what each of its sentences does."""
        own = [each for each in letter.stretches if _judged(each, text)]
        told = tuple(
            (each, self._told(text[each.start : each.end], setting.situation))
            for each in own[:SENTENCES]
        )
        faults = tuple(
            each.fault
            for each in self.checks
            if each.kind is RuleKind.LEARNT and each.applies(setting)
        )
        names = told[0][1] if told else ()
        highest = {name: max(odds[name] for _, odds in told) for name in names}
        return ReadMessage(text, letter, setting, told, highest, faults, len(own) - len(told))

    def _told(self, sentence: str, situation: Situation) -> dict[str, float]:
        key = (sentence, situation)
        if key not in self._odds:
            model = self.checks.model
            self._odds[key] = dict(model.odds(sentence, situation)) if model else {}
        return self._odds[key]

    def _issues(self, rule: Rule, read: ReadMessage) -> Iterator[Issue]:
        if rule.kind is RuleKind.LEARNT:
            yield from self._learnt(rule, read)
        elif rule.kind is RuleKind.LENGTH and _size(rule, read) > rule.most:
            yield _issue(rule, read)
        elif rule.kind is RuleKind.STRUCTURE:
            for start, end in STRUCTURES[rule.shape](read):
                yield _issue(rule, read, start, end)

    def _learnt(self, rule: Rule, read: ReadMessage) -> Iterator[Issue]:
        """Sentences the model tells of this fault, outright where it is sure.

        A single phrase has to resemble this fault closely, since there is nothing around
        it to judge by; in a whole message less will do, where it resembles some fault.
        """
        model = self.checks.model
        if model is None:
            return
        label = model.label(rule.fault)
        for part, odds in read.sentences:
            told = odds[rule.fault]
            if told < label.consider or not _fits(rule, read, odds):
                continue
            if BLANK in read.text[part.start : part.end]:
                continue  # a blank of a template, which the writer has yet to fill in
            sure = told >= label.fix
            if read.complete:
                enough = label.consider + (label.fix - label.consider) * WHOLE_SHARE
                sure = told >= enough and odds[ANY] >= model.label(ANY).fix
            severity = rule.severity if sure else Severity.CONSIDER
            said = read.text[part.start : part.end]
            if rule.fault == "unsafe_detail" and _REGRET.search(said):
                continue
            start, end, suggest = _replaced(rule, said)
            if not end:
                start, end = model.span(said, read.setting.situation, rule.fault)
            yield _issue(
                rule, read, part.start + start, part.start + end, severity=severity, suggest=suggest
            )


def _judged(part: MessagePart, text: str) -> bool:
    """Whether a stretch holds a sentence; a bare "Kind regards" or a name does not."""
    if part.part is Part.SIGN_OFF:
        return text.count(" ", part.start, part.end) >= 2
    return part.part is Part.BODY and part.end - part.start >= SHORTEST


def _fits(rule: Rule, read: ReadMessage, odds: Mapping[str, float]) -> bool:
    """Whether the fault can be one here: of several, the likeliest; some only beside a no."""
    if odds[rule.fault] < read.likeliest(odds) - NEAR:
        return False
    if rule.fault in _BESIDE_A_NO and read.letter.whole:
        return read.setting.situation is Situation.UNWANTED or read.says("no")
    return True


_REGRET = re.compile(r"\bafraid(?: that)? (?:i|we) (?:can(?:no|['’])t|won['’]t|don['’]t)\b", re.I)
"""A polite no, "I'm afraid I can't", in which the model hears fear."""

_BESIDE_A_NO = frozenset({"false_hope", "open_question"})
WHOLE_SHARE = 0.25
"""How far from ``consider`` to ``fix`` a sentence of a whole message has to reach.

At no distance few more faulty messages are found, and half as much mail again is marked.
"""

NEAR = 1.5
"""How much likelier, in log-odds, another fault may be where a second one is told too."""


def _replaced(rule: Rule, said: str) -> tuple[int, int, str | None]:
    """Where a phrase stands that a plain one can replace, and that one."""
    low = said.lower()
    for phrase, plain in rule.replace.items():
        at = low.find(phrase)
        if at >= 0 and len(low) == len(said):
            cased = plain[:1].upper() + plain[1:] if said[at].isupper() else plain
            return at, at + len(phrase), cased
    return 0, 0, rule.suggest


def _issue(
    rule: Rule,
    read: ReadMessage,
    start: int = 0,
    end: int = 0,
    *,
    severity: Severity | None = None,
    suggest: str | None = None,
) -> Issue:
    subject = read.letter.subject
    return Issue(
        rule=rule.id,
        fault=rule.fault,
        severity=severity or rule.severity,
        start=start,
        end=end,
        text=read.text[start:end],
        message=rule.message,
        why=rule.why,
        suggest=rule.suggest if suggest is None else suggest,
        field=(
            MessageField.SUBJECT if subject and end and start <= subject[1] else MessageField.BODY
        ),
    )


def _in_field(issue: Issue, head: str) -> Issue:
    """The issue with its place counted in its own field."""
    if not issue.end:
        return issue
    before = len("Subject: ") if issue.field is MessageField.SUBJECT else len(head)
    return replace(issue, start=issue.start - before, end=issue.end - before)


_WEIGHT = {Severity.STOP: 0, Severity.FIX: 1, Severity.CONSIDER: 2}


def _sorted(found: Iterable[Issue]) -> list[Issue]:
    """By place; where one fault was found twice at overlapping places, the graver."""
    out: list[Issue] = []
    reached: dict[str, int] = {}
    last: dict[str, int] = {}
    for each in sorted(found, key=lambda one: (one.start, one.end, _WEIGHT[one.severity])):
        before = reached.get(each.fault)
        if before is None or (each.end and each.start >= before):
            last[each.fault] = len(out)
            out.append(each)
        elif _WEIGHT[each.severity] < _WEIGHT[out[last[each.fault]].severity]:
            out[last[each.fault]] = each
        reached[each.fault] = max(each.end, before or 0)
    return sorted(out, key=lambda one: (one.start, one.end))


def _duties(rules: Sequence[Rule], read: ReadMessage, found: Sequence[Issue]) -> Iterator[Duty]:
    """The checklist for this setting, in the order of the rules."""
    failed = {each.rule for each in found}
    seen: dict[str, Duty] = {}
    for rule in rules:
        if rule.duty:
            met = read.letter.words > 0 and rule.id not in failed
            if rule.shape in DUTIES:
                met = met and DUTIES[rule.shape](read)
            before = seen.get(rule.duty, Duty(rule.id, rule.duty, met=True))
            seen[rule.duty] = before._replace(met=met and before.met)
    yield from seen.values()


def _passed(read: ReadMessage, today: date | None) -> Iterator[Issue]:
    """Each day to come that has passed since it was written, or is today."""
    if today is None:
        return
    from coach.review.past_dates import stale_days

    for each in stale_days(read.text, today + timedelta(days=1)):
        over = each.day < today or each.text.casefold().startswith("before")
        text = "It's too late for this date. Give a future date." if over else _TODAY
        rule = _STALE_DAY._replace(message=text)
        weight = Severity.FIX if over else Severity.CONSIDER
        yield _issue(rule, read, each.start, each.end, severity=weight)


_TODAY = "This date is today. Make sure there's still time."
_STALE_DAY = Rule(
    id="stale_day",
    fault="stale_day",
    kind=RuleKind.STRUCTURE,
    severity=Severity.FIX,
    situations=frozenset(Situation),
    message="",
    why="easy-yes-easy-no#dates",
)


def _guide(rules: Sequence[Rule], read: ReadMessage) -> WordGuide | None:
    for rule in rules:
        if rule.kind is RuleKind.LENGTH:
            return WordGuide(count=_size(rule, read), most=rule.most, unit=rule.unit)
    return None


def _size(rule: Rule, read: ReadMessage) -> int:
    if rule.unit == "characters":
        body = [each for each in read.letter.stretches if each.part is not Part.SUBJECT]
        return body[-1].end - body[0].start if body else 0
    return read.letter.words


def _unchecked(read: ReadMessage, more: int) -> Iterator[str]:
    if read.letter.quoted:
        yield "lines quoted from the other side"
    for number, name in read.letter.foreign[:LISTED]:
        yield f"paragraph {number}: not English ({name})"
    if read.left:
        yield f"{read.left} more sentences: only the first {SENTENCES} are judged"
    if more:
        yield f"{more} more issues, not listed"
