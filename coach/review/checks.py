"""The checks on words: what a rule is, and what a text is told by a set of them.

A rule names one fault in the situations where it is one; the apology a repair
needs is the fault a refusal has. Rules are data of a closed set of kinds:

- ``phrase``: a turn of phrase, in any sentence that holds none of ``unless``.
- ``count``: more of something than ``most``.
- ``missing``: nothing in the text says what ``without`` lists; judged on whole
  messages only, or on any text that says what ``given`` lists.
- ``length``: more words or characters than ``most``.
- ``shape``: capitals, exclamation marks, a subject line, or any words at all.
- ``duty``: a line of the checklist and nothing else; never a finding.

``given`` and ``without`` also narrow a phrase or a count: something the whole
text must say, or must not. A text is *ready* when it has words and no ``stop``
and no ``fix`` is left standing; what the user means to keep as it is does not
stand in the way, except a ``stop``.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from coach.message import MessageField
from coach.review.language import Sentence, read
from coach.review.message_parts import Letter, MessagePart, Part, take_apart
from coach.review.patterns import Hit, Phrases
from coach.review.shapes import SHAPES
from coach.vocabulary import Channel, Severity, Situation, VerdictId


class RuleKind(StrEnum):
    """How a rule looks at a text."""

    PHRASE = "phrase"
    COUNT = "count"
    MISSING = "missing"
    LENGTH = "length"
    SHAPE = "shape"
    DUTY = "duty"


NOTHING = Phrases(())
"""No phrases at all."""


class Rule(NamedTuple):
    """One check.

    ``verdicts`` empty means whatever was decided, nothing decided yet included;
    ``never`` holds verdicts it is silent in. ``suggest`` replaces what was found
    ("" takes it out; None: nothing is safe to suggest), ``replace`` does so for
    single patterns. ``duty`` is its line in the checklist, met when it finds
    nothing. ``bad`` and ``good`` are its examples, judged in its first
    situation, verdict and channel; they are also its tests.
    """

    id: str
    fault: str
    kind: RuleKind
    severity: Severity
    situations: frozenset[Situation]
    message: str
    why: str
    first: tuple[Situation, VerdictId | None, Channel]
    verdicts: frozenset[VerdictId] = frozenset()
    never: frozenset[VerdictId] = frozenset()
    channels: frozenset[Channel] = frozenset()
    match: Phrases = NOTHING
    unless: Phrases = NOTHING
    given: Phrases = NOTHING
    without: Phrases = NOTHING
    whole: bool = False
    greeted: bool = False
    least: int = 0
    most: int = 0
    sentence: bool = False
    unit: str = "words"
    shape: str = ""
    suggest: str | None = None
    replace: Mapping[str, str] = MappingProxyType({})
    duty: str = ""
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()

    def applies(self, setting: "ReviewSetting") -> bool:
        """Whether it has anything to say in this setting."""
        return (
            setting.situation in self.situations
            and (not self.verdicts or setting.verdict in self.verdicts)
            and setting.verdict not in self.never
            and (not self.channels or setting.channel in self.channels)
        )


class ReviewSetting(NamedTuple):
    """Where a text is to be sent: the situation, what was decided, and the channel."""

    situation: Situation
    verdict: VerdictId | None = None
    channel: Channel = Channel.EMAIL


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One thing a rule found.

    ``start`` and ``end`` count characters of the text as given, or of the ``field``
    where a message is judged as one; both are 0 where the whole message is meant.
    ``kept`` says the user means to keep it.
    """

    rule: str
    fault: str
    severity: Severity
    start: int
    end: int
    text: str
    message: str
    why: str
    suggest: str | None
    kept: bool = False
    field: MessageField = MessageField.BODY

    @property
    def placed(self) -> bool:
        """Whether it stands somewhere, rather than being about the whole message."""
        return self.start < self.end

    @property
    def blocks(self) -> bool:
        """Whether the draft is not ready because of it."""
        return self.severity is Severity.STOP or (self.severity is Severity.FIX and not self.kept)


class Duty(NamedTuple):
    """A line of the checklist for the whole message."""

    id: str
    text: str
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WordGuide:
    """How long a message of this kind should be at most, and how long it is."""

    count: int
    most: int
    unit: str

    @property
    def over(self) -> bool:
        """Whether it is longer."""
        return self.count > self.most


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """All that can be said of a text. ``unchecked`` names what was not judged, and why."""

    ready: bool
    words: int
    language: str
    unchecked: tuple[str, ...]
    findings: tuple[Issue, ...]
    duties: tuple[Duty, ...]
    guide: WordGuide | None


def check(
    rules: Sequence[Rule],
    text: str,
    *,
    situation: Situation,
    verdict: VerdictId | None = None,
    channel: Channel = Channel.EMAIL,
    kept: frozenset[str] = frozenset(),
) -> Review:
    """Judge one text. A first line ``Subject: ...`` is its subject."""
    return Checker(rules).check(
        text, situation=situation, verdict=verdict, channel=channel, kept=kept
    )


class _Local(NamedTuple):
    """What one rule found in one sentence; places count within the sentence."""

    rule: Rule
    hit: Hit


class Checker:
    """Judges a text again and again while it is typed.

    What was read of a sentence, and found in it, is remembered, so that after a
    key press only the sentence that changed is judged anew.
    """

    def __init__(self, rules: Sequence[Rule], *, remember: int = 2000) -> None:
        self._rules = tuple(rules)
        self._remember = remember
        self._read: dict[str, Sentence] = {}
        self._found: dict[tuple[str, ReviewSetting], tuple[_Local, ...]] = {}
        self._said: dict[tuple[str, int], bool] = {}
        self._applying: dict[ReviewSetting, tuple[Rule, ...]] = {}

    def check(
        self,
        text: str,
        *,
        situation: Situation,
        verdict: VerdictId | None = None,
        channel: Channel = Channel.EMAIL,
        kept: frozenset[str] = frozenset(),
    ) -> Review:
        """Judge one text as it stands now."""
        self._forget_when_full()
        view = _View(self, text, take_apart(text), ReviewSetting(situation, verdict, channel))
        findings = _sorted(
            each for rule in self.applying(view.setting) for each in _JUDGES[rule.kind](rule, view)
        )
        marked = tuple(_kept(each) if each.rule in kept else each for each in findings)
        letter = view.letter
        return Review(
            ready=letter.words > 0 and not any(each.blocks for each in marked),
            words=letter.words,
            language=letter.language,
            unchecked=_unchecked(letter),
            findings=marked,
            duties=tuple(_duties(view, findings)),
            guide=_guide(view),
        )

    def applying(self, setting: ReviewSetting) -> tuple[Rule, ...]:
        """The rules that have anything to say in this setting."""
        if setting not in self._applying:
            self._applying[setting] = tuple(each for each in self._rules if each.applies(setting))
        return self._applying[setting]

    def read(self, text: str) -> Sentence:
        """A sentence in its plain form."""
        if text not in self._read:
            self._read[text] = read(text)
        return self._read[text]

    def found(self, text: str, setting: ReviewSetting) -> tuple[_Local, ...]:
        """What the phrase and count rules find in one sentence."""
        key = (text, setting)
        if key not in self._found:
            self._found[key] = tuple(self._judged(self.read(text), setting))
        return self._found[key]

    def _judged(self, sentence: Sentence, setting: ReviewSetting) -> Iterator[_Local]:
        for rule in self.applying(setting):
            if rule.kind in {RuleKind.PHRASE, RuleKind.COUNT}:
                hits = _apart(rule.match.hits(sentence))
                if hits and not rule.unless.found(sentence):
                    yield from (_Local(rule, hit) for hit in hits)

    def says(self, text: str, phrases: Phrases) -> bool:
        """Whether a sentence says any of these."""
        key = (text, id(phrases))
        if key not in self._said:
            self._said[key] = phrases.found(self.read(text))
        return self._said[key]

    def _forget_when_full(self) -> None:
        if len(self._read) > self._remember:
            self._read.clear()
            self._found.clear()
            self._said.clear()


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """Hits that do not overlap, the first and longest of each kept."""
    out: list[Hit] = []
    for hit in sorted(hits, key=lambda each: (each.start, -each.end)):
        if not out or hit.start >= out[-1].end:
            out.append(hit)
    return out


class _View:
    """One text in one setting, as the judges see it."""

    def __init__(self, checker: Checker, text: str, letter: Letter, setting: ReviewSetting) -> None:
        self.text = text
        self.letter = letter
        self.setting = setting
        self._checker = checker
        self.sentences = tuple(
            (each, text[each.start : each.end])
            for each in (*_subject_stretch(letter), *letter.stretches)
            if each.part is not Part.GREETING
        )
        parts = [each.part for each in letter.stretches]
        self.greeted = Part.GREETING in parts
        self.bodies = parts.count(Part.BODY)
        self._locals: dict[str, list[tuple[MessagePart, Hit]]] = {}
        for stretch, words in self.sentences:
            for local in checker.found(words, setting):
                self._locals.setdefault(local.rule.id, []).append((stretch, local.hit))

    def hits(self, rule: Rule) -> Sequence[tuple[MessagePart, Hit]]:
        """Where a rule's own phrases stand, in order."""
        return self._locals.get(rule.id, ())

    def says(self, phrases: Phrases) -> bool:
        """Whether any sentence of the message itself says any of these."""
        return any(
            self._checker.says(words, phrases)
            for stretch, words in self.sentences
            if stretch.part is not Part.SUBJECT
        )

    def fits(self, rule: Rule) -> bool:
        """Whether the text as a whole meets a rule's conditions."""
        if rule.whole and not self.letter.whole:
            return False
        if (rule.greeted and not self.greeted) or self.bodies < rule.least:
            return False
        if rule.given.patterns and not self.says(rule.given):
            return False
        return not (rule.without.patterns and self.says(rule.without))

    def found(self, rule: Rule, stretch: MessagePart, hit: Hit) -> Issue:
        """A finding of this rule where its phrase stands."""
        if rule.sentence:
            return self.finding(rule, stretch.start, stretch.end)
        start, end = stretch.start + hit.start, stretch.start + hit.end
        return self.finding(rule, start, end, hit.pattern)

    def finding(self, rule: Rule, start: int = 0, end: int = 0, pattern: str = "") -> Issue:
        """A finding of this rule at this place."""
        return Issue(
            rule=rule.id,
            fault=rule.fault,
            severity=rule.severity,
            start=start,
            end=end,
            text=self.text[start:end],
            message=rule.message,
            why=rule.why,
            suggest=_cased(rule.replace.get(pattern, rule.suggest), self.text[start:end]),
        )


def _subject_stretch(letter: Letter) -> Iterator[MessagePart]:
    if letter.subject and letter.subject[0] < letter.subject[1]:
        yield MessagePart(Part.SUBJECT, *letter.subject)


def _cased(suggest: str | None, found: str) -> str | None:
    if suggest and found[:1].isupper() and not found.isupper():
        return suggest[0].upper() + suggest[1:]
    return suggest


def _phrase(rule: Rule, view: _View) -> Iterator[Issue]:
    hits = view.hits(rule)
    if hits and view.fits(rule):
        for stretch, hit in hits:
            yield view.found(rule, stretch, hit)


def _count(rule: Rule, view: _View) -> Iterator[Issue]:
    hits = view.hits(rule)
    if len(hits) > rule.most and view.fits(rule):
        for stretch, hit in hits[rule.most :]:
            yield view.found(rule, stretch, hit)


def _missing(rule: Rule, view: _View) -> Iterator[Issue]:
    if view.letter.language == "en" and (rule.whole or rule.given.patterns) and view.fits(rule):
        yield view.finding(rule)


def _length(rule: Rule, view: _View) -> Iterator[Issue]:
    if _size(rule, view) > rule.most:
        yield view.finding(rule)


def _size(rule: Rule, view: _View) -> int:
    if rule.unit == "characters":
        body = [each for each in view.letter.stretches if each.part is not Part.SUBJECT]
        return body[-1].end - body[0].start if body else 0
    return view.letter.words


def _shape(rule: Rule, view: _View) -> Iterator[Issue]:
    if view.fits(rule):
        for start, end in SHAPES[rule.shape](view.text, view.letter):
            yield view.finding(rule, start, end)


def _no_finding(_rule: Rule, _view: _View) -> Iterator[Issue]:
    return iter(())


_JUDGES: dict[RuleKind, Callable[[Rule, _View], Iterator[Issue]]] = {
    RuleKind.PHRASE: _phrase,
    RuleKind.COUNT: _count,
    RuleKind.MISSING: _missing,
    RuleKind.LENGTH: _length,
    RuleKind.SHAPE: _shape,
    RuleKind.DUTY: _no_finding,
}

_WEIGHT = {Severity.STOP: 0, Severity.FIX: 1, Severity.CONSIDER: 2}


def _sorted(findings: Iterable[Issue]) -> tuple[Issue, ...]:
    """By place; where one fault was found twice at overlapping places, once."""
    ordered = sorted(findings, key=lambda each: (each.start, each.end, _WEIGHT[each.severity]))
    out: list[Issue] = []
    reached: dict[str, int] = {}
    for each in ordered:
        before = reached.get(each.fault)
        if before is None or (each.end and each.start >= before):
            out.append(each)
        reached[each.fault] = max(each.end, before or 0)
    return tuple(out)


def _kept(finding: Issue) -> Issue:
    if finding.severity is Severity.STOP:
        return finding
    return Issue(
        **{name: getattr(finding, name) for name in Issue.__slots__ if name != "kept"}, kept=True
    )


def _duties(view: _View, findings: Sequence[Issue]) -> Iterator[Duty]:
    """The checklist for this setting, in the order of the rules."""
    failed = {each.rule for each in findings}
    seen: dict[str, Duty] = {}
    for rule in view._checker.applying(view.setting):
        if not rule.duty:
            continue
        met = view.letter.words > 0 and rule.id not in failed
        if rule.kind is RuleKind.DUTY:
            met = view.says(rule.given)
        elif rule.kind is RuleKind.MISSING:
            met = not rule.without.patterns or view.says(rule.without)
        before = seen.get(rule.duty)
        seen[rule.duty] = Duty(
            id=before.id if before else rule.id,
            text=rule.duty,
            met=met and (before is None or before.met),
        )
    yield from seen.values()


def _guide(view: _View) -> WordGuide | None:
    for rule in view._checker.applying(view.setting):
        if rule.kind is RuleKind.LENGTH:
            return WordGuide(count=_size(rule, view), most=rule.most, unit=rule.unit)
    return None


def _unchecked(letter: Letter) -> tuple[str, ...]:
    out = ["lines quoted from the other side"] if letter.quoted else []
    out += [f"paragraph {number}: not English ({name})" for number, name in letter.foreign]
    return tuple(out)
