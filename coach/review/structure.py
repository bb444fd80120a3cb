"""Faults of the whole message: what it lacks, how it is built, what anyone can see.

Rules on what is missing ask the model what each sentence does (asks, says no, names
the silence), and speak only of whole messages, and only where the model is sure that
no sentence does it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from coach.review.checks import ReviewSetting
from coach.review.message_parts import Letter, MessagePart, Part
from coach.vocabulary import Channel, Situation, VerdictId

SURE = 0.0
"""Log-odds from which a sentence is taken to do something."""

DOUBTFUL = -1.0
"""Log-odds from which a sentence may do it, where to say it doesn't would be worse."""

Weights = Mapping[str, float]

SAYS_ASK: Weights = {"ask": 1, "date": 1, "easyno": 0.7, "next": 0.5}
SAYS_NO: Weights = {
    "no": 1, "date": 0.5, "next": 0.5, "ask": -0.5, "reason": -0.5, "gap": -0.5, "hope": -0.5
}  # fmt: skip
SAYS_GAP: Weights = {"gap": 1}
SAYS_REPAIR: Weights = {"repair": 1, "date": 1, "ask": 0.7, "next": 0.4}
"""What speaks for a message that asks, says no, names the silence, or acts; and against it."""

NO_ASK, NO_GAP, NO_REPAIR = -3.0, 1.5, -5.0
NO_NO = {Situation.OWING: 5.3, Situation.UNWANTED: 7.9}
"""The weighed odds below which no sentence is taken to do so.

Of whole messages judged by a model that saw nothing of their writer, 1 in 100 that are
ready lie under them, two in three of those that lack a no, and nine in ten of the others.
"""

BLANK = "\u2039"
"""What a blank of a template begins with; whatever it lacks may come to stand there."""

CHAT_WORDS = 8
"""Words from which a chat message is whole, though it has no greeting and no name."""

FARTHEST = 8.0
"""Log-odds beyond which a role weighs no more."""

Spans = Iterator[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ReadMessage:
    """A message with what the model says of each sentence.

    ``highest`` are the best odds of each label in any sentence; ``faults`` are those
    that can be learnt of in this setting; ``left`` sentences were too many to read.
    """

    text: str
    letter: Letter
    setting: ReviewSetting
    sentences: tuple[tuple[MessagePart, Weights], ...]
    highest: Weights
    faults: tuple[str, ...] = ()
    left: int = 0

    def says(self, *roles: str) -> bool:
        """Whether any sentence does one of these."""
        return any(self.highest.get(role, -99) > SURE for role in roles)

    def weighed(self, weights: Weights) -> float:
        """The best odds of several roles, each times its weight, added up."""
        return sum(
            weight * max(-FARTHEST, min(FARTHEST, self.highest.get(role, -FARTHEST)))
            for role, weight in weights.items()
        )

    def likeliest(self, odds: Weights) -> float:
        """The odds of the likeliest fault of a sentence in this setting."""
        return max((odds[each] for each in self.faults), default=0.0)

    @property
    def complete(self) -> bool:
        """Whether it can be said of this message that something is missing in it."""
        chat = self.setting.channel is Channel.CHAT and self.letter.words >= CHAT_WORDS
        filled = BLANK not in self.text and not self.letter.foreign
        return (self.letter.whole or chat) and filled and bool(self.sentences)

    @property
    def bodies(self) -> Iterator[tuple[int, int]]:
        """Where the sentences of the body stand, those in other languages too."""
        for each in self.letter.stretches:
            if each.part in {Part.BODY, Part.FOREIGN}:
                yield each.start, each.end


_CAPITALS = re.compile(r"\b[A-Z][A-Z'\u2019]{2,20}\b(?:[ ,]{1,3}[A-Z][A-Z'\u2019]{0,20}\b){0,12}")
_MARKS = re.compile(r"!(?: ?[!?1]){0,20}|\?!{1,5}|\?{2,20}")
_REPLIES = re.compile(
    r"^(?:(?:re|fwd?|aw|wg)\s{0,2}(?:\[\d{1,2}\])?\s{0,2}:\s{0,3}){2,6}", re.IGNORECASE
)
_SHOUTED_ALONE = frozenset(
    (
        "PLEASE URGENT URGENTLY NOW NEVER STILL MUST TODAY IMMEDIATELY ANSWER REPLY RESPOND NEED"
        " WAITING AGAIN WHY REALLY YOU YOUR IMPORTANT FINAL LAST EVER IMMEDIATE ATTENTION OVERDUE"
        " CRITICAL LATE ANYTHING NOTHING SERIOUSLY ALWAYS EVERY ONE SINGLE SOMEBODY SOMEONE MUCH"
        " HOURS WEEKS DAYS SOON ACTION REQUIRED HELLO ANYONE EXTREMELY VERY"
    ).split()
)
"""Words that are shouted when they stand in capitals, even alone."""

_SAID_TO_SOMEONE = frozenset("YOU YOUR ME MY WE OUR IS ARE NOT THIS HAVE WILL IT THAT".split())
"""Words that a title or a name in capitals hardly has."""

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

_ADDRESS = re.compile(
    r"\bI(?:'m| am)? (?:still )?(?:live|living|staying|based) (?:at|on|in|near|opposite|next to)"
    r" [\w' ]{2,40}|\b(?:my (?:home )?address is|my (?:flat|house|apartment) (?:is )?(?:at|on|in))"
    r" [\w', ]{2,40}|\b\d{1,4}[a-z]? (?:[A-Z][a-z]{1,20} ){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Close|Court|Square|Terrace)\b",
)
_DATED = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow|(?:the )?\d{1,2}"
    r"(?:st|nd|rd|th)|(?:january|february|march|april|june|july|august|september|october"
    r"|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.? \d{1,2}"
    r"|\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)|\d{1,2}[/.]\d{1,2}"
    r"|\d{4}-\d\d-\d\d)\b",
    re.IGNORECASE,
)
_GREETS = re.compile(
    r"\bhow(?:'s|'re|\u2019s| is| are| have| was)? (?:you|everything|it|life|things)\b", re.I
)


def capitals(read: ReadMessage) -> Spans:
    """Runs of words in capitals that are not names or abbreviations, or a second such word."""
    single: list[tuple[int, int]] = []
    for start, end in read.bodies:
        for match in _CAPITALS.finditer(read.text, start, end):
            words = re.findall(r"[A-Z'\u2019]+", match[0])
            long = [each for each in words if len(each) >= 4]
            loud = any(each in _SHOUTED_ALONE for each in words)
            said = len(words) >= 4 and len(long) >= 3 and not _SAID_TO_SOMEONE.isdisjoint(words)
            if (loud and len(words) > 1) or said:
                yield match.span()
            elif loud:
                single.append(match.span())
    yield from single[1:]


def exclamations(read: ReadMessage) -> Spans:
    """Three marks in a row, question marks among them, or a fourth single one; "!!" is one."""
    single: list[tuple[int, int]] = []
    for start, end in read.bodies:
        for each in _MARKS.finditer(read.text, start, end):
            if len(each[0]) > 2 or "?" in each[0]:
                yield each.span()
            else:
                single.append(each.span())
    yield from single[3:]


def _subject(read: ReadMessage) -> tuple[int, int, str]:
    """Where the subject stands, and what it says; nowhere and nothing without one."""
    start, end = read.letter.subject or (0, 0)
    return start, end, read.text[start:end]


def empty_subject(read: ReadMessage) -> Spans:
    """A subject line with nothing in it."""
    if read.letter.subject is not None:
        start, end, said = _subject(read)
        bare = _REPLIES.sub("", said).strip(" .-!?\u2026")
        if bare.lower() in {"", "re:", "fw:", "fwd:", "no subject", "(no subject)", "subject"}:
            yield start, end


def shouted_subject(read: ReadMessage) -> Spans:
    """A subject in capitals, or with an exclamation mark."""
    start, end, said = _subject(read)
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


_GREETED_WITH_MORE = re.compile(
    r"^(?:hi|hello|hey|dear|(?i:good (?:morning|afternoon|evening)))(?: (?-i:[A-Z])[\w.'’-]*){1,3}"
    r"(?P<more> (?:at|from) (?-i:[A-Z])[^,;:.!?\n]{1,60}"
    r"|, (?!thank|[^,\n]*\b(?:you|your|i|we|my)\b)(?-i:[a-z])[^,;:.!?\n]{2,60}(?=,$))",
    re.IGNORECASE | re.MULTILINE,
)


def greeted_with_more(read: ReadMessage) -> Spans:
    """A firm or a role after the name in the greeting."""
    first = next((each for each in read.letter.stretches if each.part is Part.GREETING), None)
    found = _GREETED_WITH_MORE.match(read.text, first.start) if first else None
    if found:
        yield found.span("more")


def replies_subject(read: ReadMessage) -> Spans:
    """A subject that begins with "Re:" more than once."""
    start, _, said = _subject(read)
    found = _REPLIES.match(said)
    if found:
        yield start, start + found.end()


def vague_subject(read: ReadMessage) -> Spans:
    """A subject of words that could stand over any message."""
    start, end, said = _subject(read)
    words = re.findall(r"[a-z]+", _REPLIES.sub("", said).lower())
    if words and _OVER_ANYTHING.issuperset(words):
        yield start, end


def long_subject(read: ReadMessage) -> Spans:
    """A subject of more characters than most inboxes show."""
    start, end, said = _subject(read)
    if len(said) > LONG_SUBJECT:
        yield start, end


def anything(read: ReadMessage) -> Spans:
    """Any words at all: the whole message is meant."""
    if read.letter.words:
        yield 0, 0


def third_question(read: ReadMessage) -> Spans:
    """The third question and those after it; "how are you" is none."""
    asked = 0
    for part, _ in read.sentences:
        said = read.text[part.start : part.end]
        if said.rstrip("\"')\u201d\u2019").endswith("?") and not _GREETS.search(said):
            asked += 1
            if asked > 2:
                yield part.start, part.end


def third_apology(read: ReadMessage) -> Spans:
    """The third sentence that apologises, and those after it."""
    sorry = [part for part, odds in read.sentences if odds.get("apology", -99) > 1]
    yield from ((each.start, each.end) for each in sorry[2:])


def asks(read: ReadMessage) -> bool:
    """Whether anything in it can be answered or done."""
    return read.says("ask") or "?" in read.text


def ask_missing(read: ReadMessage) -> Spans:
    """Nothing to answer or do, and nothing that closes the matter."""
    closes = read.setting.verdict in {VerdictId.FINAL_NUDGE, VerdictId.ESCALATE}
    done = ("no", "next", "date") if closes else ("no",)
    if (
        read.complete
        and not asks(read)
        and read.weighed(SAYS_ASK) < NO_ASK
        and not read.says(*done)
    ):
        yield 0, 0


def no_missing(read: ReadMessage) -> Spans:
    """A no or a stop that is never said."""
    if read.complete and read.weighed(SAYS_NO) < NO_NO[read.setting.situation]:
        yield 0, 0


def gap_missing(read: ReadMessage) -> Spans:
    """A return that never mentions the silence."""
    if read.complete and read.weighed(SAYS_GAP) < NO_GAP:
        yield 0, 0


_THANKS = re.compile(
    r"\b(?:thank you|thanks)(?: \w+){0,3} for (?!(?:your |the )?(?:patience|understanding|waiting"
    r"|bearing|being|reading|time)\b)",
    re.IGNORECASE,
)


def repair_missing(read: ReadMessage) -> Spans:
    """An apology with no act, no answer and no purpose; thanks that were owed are all three."""
    settled = any(read.weighed({role: 1}) > DOUBTFUL for role in ("no", "easyno"))
    settled = settled or bool(_THANKS.search(read.text))
    sorry = read.says("apology", "gap") and not settled
    if read.complete and sorry and read.weighed(SAYS_REPAIR) < NO_REPAIR:
        yield 0, 0


def address(read: ReadMessage) -> Spans:
    """Where the writer lives."""
    for part, _ in read.sentences:
        for found in _ADDRESS.finditer(read.text, part.start, part.end):
            yield found.span()


_HARM = (
    r"(?:hurt|harm|kill|beat|hit|smash|destroy|punch|stab|shoot|bash|break (?:your|his|her|their))"
)
_VIOLENT = re.compile(
    rf"\b(?:i(?:'ll| will| am going to|'m going to|'m gonna| could| can) (?:\w+ )?{_HARM}"
    r" (?:you|your|him|her|them)"
    r"|i(?:'ll| will)? (?:come|am coming|'m coming|know where you live|find you|wait for you)"
    r"(?: (?:to|round to|over to|at|outside) (?:your|the) (?:house|home|flat|place|door|office))?"
    r"[^.!?\n]{0,40}\b(?:regret|sorry|pay for)|you(?:'ll| will| are going to|'re going to)"
    r" (?:\w+ )?(?:regret (?:it|this)|be sorry|pay for (?:it|this))|i know where you live"
    r"|watch your back|you(?:'d| had) better watch|make you (?:pay|regret|suffer|sorry))\b",
    re.IGNORECASE,
)
_TOLD_NOT_TO = re.compile(
    r"\b(?:(?:told|asked|begged|warned|ordered) me (?:never|not) to (?:ever )?(?:contact|write|call"
    r"|text|message|email|talk|speak|reach|come near|see)"
    r"|(?:told|asked|begged|warned|ordered) me to (?:leave (?:you|them|her|him) alone|stay away"
    r"|stop (?:contact|writ|call|text|messag|email)\w*)"
    r"|(?:said|don't|do not|never) (?:you )?(?:never )?(?:want(?:ed)?|wish) to (?:hear from|see) me"
    r"|(?:restraining|no-contact|no contact|protection|protective) order"
    r"|you(?:'ve| have)? blocked me)\b",
    re.IGNORECASE,
)
_LEGAL = re.compile(
    r"\b(?:take (?:further|legal|formal) (?:steps|action|measures)|have no (?:choice|option) but to"
    r" (?:take|involve|instruct|sue)|hear from my (?:lawyer|solicitor|attorney)s?|see you in court"
    r"|sue you|(?:set|put) my (?:lawyer|solicitor|attorney)s? on (?:to )?you|legal consequences)\b",
    re.IGNORECASE,
)


_EXPOSING = re.compile(
    r"\bi(?:'ll| will|'m going to| am going to)(?: \w+)? (?:(?:name|out|expose|shame|tag)"
    r"(?: and shame)? (?:you|your \w+)(?! as\b)|(?:post|put|publish|share) (?:\w+ ){1,4}"
    r"(?:texts?|messages?|emails?|thread|screenshots?|recording|names?)(?: \w+){0,3}"
    r" (?:online|public|on (?:linkedin|facebook|instagram|x|glassdoor|reddit)))\b",
    re.IGNORECASE,
)
_HALF_SORRY = re.compile(
    r"\b(?:sorry|apologi[sz]e|apologies) (?:for (?:it|that) )?(?:if (?:\w+ ){1,6}(?:hurt|upset"
    r"|offen[ds]\w*|offence|annoyed|fe[el]l|felt|bothered)|(?:that )?you (?:feel|felt|took)"
    r" (?:it |this |that |so )?(?:way|badly|personally|hurt|upset|offended))\b",
    re.IGNORECASE,
)


_CUT_OFF = re.compile(
    r"\b(?:(?:the|an|my|your|their|our|every|because|th)|(?:by|on|in|to|for|of|with|from|at) [b-z])"
    r"(?<!\b[A-Z])\.(?=\s|$)"
)
_GAP_LEFT = re.compile(r"(?<=[a-z,])  (?=[a-z])")
_RUNS_ON = re.compile(
    r"(?<![.@])\b(?!(?:etc|approx|incl|excl|max|min|dept|tel|resp|misc|cont|mins|hrs|vol|ext"
    r"|inst|ult)\b)[a-z]{3,}\.(?= [a-z]{2,} )"
)


def _run_on(read: ReadMessage) -> Spans:
    """A full stop before a small letter, where the writer begins sentences with a capital."""
    bodies = tuple(read.bodies)
    small = [read.text[start].islower() for start, _ in bodies]
    if not any(small[:1]) and sum(small) < 3:  # who never writes capitals means nothing by it
        for found in _RUNS_ON.finditer(read.text):
            if any(start <= found.start() < end for start, end in bodies):
                yield found.span()


def _found(read: ReadMessage, pattern: re.Pattern[str]) -> Spans:
    for start, end in read.bodies:
        said = read.text[start:end].replace("\u2019", "'")
        yield from ((start + each.start(), start + each.end()) for each in pattern.finditer(said))


STRUCTURES: Mapping[str, Callable[[ReadMessage], Spans]] = {
    **{
        each.__name__: each
        for each in (
            capitals, exclamations, empty_subject, shouted_subject, replies_subject, vague_subject,
            long_subject, anything, third_question, third_apology, ask_missing, no_missing,
            gap_missing, repair_missing, address, greeted_with_more,
        )
    },
    "violence": partial(_found, pattern=_VIOLENT),
    "told_not_to": partial(_found, pattern=_TOLD_NOT_TO),
    "legal_threat": partial(_found, pattern=_LEGAL),
    "exposure": partial(_found, pattern=_EXPOSING),
    "half_apology": partial(_found, pattern=_HALF_SORRY),
    "cut_off": partial(_found, pattern=_CUT_OFF),
    "gap_left": partial(_found, pattern=_GAP_LEFT),
    "run_on": _run_on,
}  # fmt: skip
"""Every structure a rule may name; the last eight are the writer's own threats, of harm, of the
law and of telling others, what says that no contact is wanted, an apology that doubts the hurt,
and what is left of a sentence that was changed half way."""


def _closes(read: ReadMessage) -> bool:
    """Whether no answer is one too: a last message that says what silence will mean."""
    return read.setting.verdict is VerdictId.FINAL_NUDGE and read.says("next", "no")


def _dated(read: ReadMessage) -> bool:
    return any(_DATED.search(read.text, part.start, part.end) for part, _ in read.sentences)


DUTIES: Mapping[str, Callable[[ReadMessage], bool]] = {
    "ask_missing": lambda read: asks(read) or _closes(read),
    "no_missing": lambda read: read.says("no"),
    "gap_missing": lambda read: read.says("gap"),
    "repair_missing": lambda read: read.says("repair", "yes", "ask", "next", "date"),
    "easy_no": lambda read: read.says("easyno") or _closes(read),
    "consequence": lambda read: read.says("next"),
    "dated": _dated,
}
"""Lines of the checklist that are met by what a sentence does."""
