"""What one message does: asks, promises, thanks, refuses, insists. Whoever wrote it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from coach.inbox import phrases
from coach.inbox.named_days import MONTH, named_day

_SPLIT = re.compile(r"(?<=[.!?\u2026])[\"')\]]*\s+(?=\S)|\n+")
_PARAGRAPH = re.compile(r"\n\s*\n")
_ITEM = re.compile(r"\n(?=\s*(?:[-*\u2022\u2013]|\d{1,2}[.)])\s)")
_ABBREVIATION = re.compile(
    r"\b(Dr|Mr|Mrs|Ms|Prof|St|No|Nr|approx|e\.g|i\.e|etc|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec"
    r"|bzw|ca|Hr|Fr|Tel|evtl|ggf|inkl|z\.B|d\.h|u\.a|env)\.(?= )"
)
_ORDINAL = re.compile(rf"\b(\d{{1,2}})\.(?= (?:{MONTH})\b)", re.IGNORECASE)
"""A day in German, whose full stop ends no sentence."""
_URL = re.compile(r"https?://\S+|www\.\S+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_COUNTED = re.compile(r"[^\W\d_]{2,}|\d")
_CLAUSE = re.compile(
    r"^(?:(?:and|but|so|also|then|(?:ha)+|lol|omg|ps|p\.s\.|ok|okay|sorry)[,:]?\s+)+"
)
LONGEST = 60
"""Sentences of a message that are read."""


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one message."""

    asks: tuple[str, ...] = ()
    """The sentences that want an answer or an action, as written."""
    heartfelt: str = ""
    """Bad news, a present, an apology or a standing invitation: wants an answer, asks nothing."""
    letter: str = ""
    """How a personal letter begins: it wants an answer, whatever it says."""
    nudges: bool = False
    promises: str = ""
    promised_for: date | None = None
    by_others: bool = False
    """Somebody else will do it, so it's no promise of the writer's own."""
    not_now: bool = False
    """No time to answer at the moment."""
    not_yet: bool = False
    """Not done or decided so far."""
    thanks: bool = False
    declines: bool = False
    hard_no: bool = False
    retracts: bool = False
    settles: bool = False
    """Says that it's been settled, by phone or without me."""
    gives_up: bool = False
    """Hurt by the silence, or done with waiting."""
    delivers: bool = False
    rest: bool = False
    """Promises what it leaves out."""
    laughs: bool = False
    warm: bool = False
    small_talk: bool = False
    """Nothing in it but greetings, wishes or laughter."""
    unrelated: bool = False
    agrees: bool = False
    """A short yes and nothing else."""
    weak: bool = False
    """What it asks may be mere politeness, or tell how to do something."""
    acknowledges: bool = False
    deliverable: bool = False
    """Asks for something that takes more than a yes."""
    stops: bool = False
    """A no to being written to at all."""
    backs_off: bool = False
    notice: int = 0
    """How much in it reads like what a service sends about an order or an account."""
    moot_after: date | None = None
    """The day after which a question about being somewhere has no point."""
    sales: int = 0
    pressure: int = 0
    other_words: int = 0
    """Words outside of what asks, greets and thanks: what may be an answer."""
    words: int = 0


def sentences(text: str, *, chat: bool) -> list[str]:
    """The sentences of a text. In a chat each line stands alone; in a mail lines are wrapped."""
    text = _URL.sub("https://link", text).replace("\u2019", "'").replace("\u00a0", " ")
    text = _ORDINAL.sub(r"\1", _ABBREVIATION.sub(r"\1", text))
    if not chat:
        parts = [
            " ".join(item.split()) if "\n" in item and _wrapped(item) else item
            for paragraph in _PARAGRAPH.split(text)
            for item in _ITEM.split(paragraph)
        ]
        text = "\n".join(parts)
    return [each.strip() for each in _SPLIT.split(text) if each and each.strip()][:LONGEST]


def _wrapped(paragraph: str) -> bool:
    """Whether the lines of a paragraph are one text, broken at the margin."""
    lines = paragraph.strip().split("\n")
    return len(max(lines[:-1] or [""], key=len)) > 45


def read(text: str, on: date, *, chat: bool = False) -> Cues:
    """The cues of a message written ``on`` a day."""
    return _Reading(on, chat=chat).of(text)


class _Reading:
    def __init__(self, on: date, *, chat: bool) -> None:
        self.on, self.chat = on, chat
        self.asks: list[str] = []
        self.promises: list[str] = []
        self.others: list[str] = []
        self.heartfelt = self.door = self.first = ""
        self.flags: set[str] = set()
        self.other = self.words = 0
        self.before = ""
        self.chatting = self.names_day = False
        self.all_small = True

    def of(self, text: str) -> Cues:
        low = text.casefold().replace("\u2019", "'")
        for sentence in sentences(text, chat=self.chat):
            self._take(sentence)
        no_reply = bool(phrases.NO_REPLY_NEEDED.search(low)) and not any(
            "?" in each for each in self.asks
        )
        asks = () if no_reply else tuple(self.asks)
        close = warm(low)
        return Cues(
            asks=asks,
            heartfelt="" if no_reply else self.heartfelt or (self.door if close else ""),
            letter=self.first if close and self._is_letter() and not no_reply else "",
            nudges="nudge" in self.flags and not no_reply,
            promises=self.promises[-1] if self.promises else "",
            promised_for=next(
                filter(
                    None,
                    (named_day(each, self.on) for each in reversed(self.promises or self.others)),
                ),
                None,
            ),
            by_others=bool(self.others),
            not_now=self._busy(),
            not_yet="not_yet" in self.flags and self.words <= 40,
            thanks="thanks" in self.flags and not asks,
            declines="decline" in self.flags,
            hard_no="hard_no" in self.flags,
            retracts="retract" in self.flags and "gives_up" not in self.flags,
            settles="settle" in self.flags and not asks,
            gives_up="gives_up" in self.flags,
            delivers="deliver" in self.flags,
            rest=any(map(_of_the_rest, self.promises)),
            laughs=bool(phrases.LAUGHS.search(low)),
            warm=close,
            small_talk=self.all_small and bool(text.strip()) and not self.asks,
            agrees=self.words <= 9 and not asks and bool(phrases.AGREES.match(low.strip())),
            weak=bool(asks) and not any(map(_wants_word, asks)),
            acknowledges="thanks" in self.flags,
            deliverable=any(phrases.DELIVERABLE.search(each.casefold()) for each in asks),
            stops=bool(phrases.STOP.search(low)),
            backs_off=bool(phrases.BACKS_OFF.search(low)) and not asks,
            notice=phrases.NOTICE.kinds(low),
            moot_after=self._moot(asks),
            unrelated=bool(phrases.UNRELATED.search(low)),
            sales=phrases.SALES.kinds(low),
            pressure=phrases.PRESSURE.kinds(low),
            other_words=self.other,
            words=self.words,
        )

    def _is_letter(self) -> bool:
        return self.words >= LETTER_WORDS and "thanks" not in self.flags

    def _busy(self) -> bool:
        """Whether all it says is that there's no time now: naming another day is an answer."""
        if "not_now" not in self.flags:
            return False
        return bool(self.promises) or (self.other <= 10 and not self.names_day)

    def _moot(self, asks: tuple[str, ...]) -> date | None:
        days = []
        for each in asks:
            low = each.casefold()
            if not (phrases.PRESENCE.search(low) and phrases.SHORT_LIVED.search(low)):
                return None
            days.append(named_day(low, self.on) or self.on)
        return max(days, default=None)

    def _take(self, sentence: str) -> None:
        low = sentence.casefold()
        count = len(_COUNTED.findall(low))
        self.words += count
        bare = _CLAUSE.sub("", phrases.GREETING.sub("", low, count=1)).strip()
        if not bare:
            return
        self._flag(low)
        self.first = self.first or sentence
        thanks = phrases.THANKS.search(low)
        if not self.heartfelt and phrases.HEARTFELT.search(low) and not thanks:
            self.heartfelt = sentence
        if phrases.OPEN_DOOR.search(low):
            self.door = sentence
        if phrases.SIGN_OFF.match(bare) and len(bare.split()) <= 5 and len(bare) < 40:
            if "thanks" in self.flags and count:
                self.all_small = False
            return
        before, self.before = self.before, sentence
        if self._promise(low):
            (self.others if _by_others(low) else self.promises).append(sentence)
        elif _asks(bare, chat=self.chat):
            fragment = before and "?" not in before and (count <= 2 or _POINTS.search(bare))
            self.asks.append(f"{before} {sentence}" if fragment else sentence)
            self.all_small = False
            return
        self._take_rest(low, bare, count)

    def _take_rest(self, low: str, bare: str, count: int) -> None:
        """What isn't asked: an answer, chatter, or neither so far."""
        if phrases.NOT_NOW.search(low):
            self.flags.add("not_now")
        self.names_day = self.names_day or (named_day(low, self.on) or self.on) > self.on
        if phrases.NOT_YET.search(low):
            self.flags.add("not_yet")
        small = bool(phrases.SMALL_TALK.search(low) or phrases.SMALL_QUESTION.search(bare))
        if self.chat and self.chatting and count <= 2 and not _YES_OR_NO.match(bare):
            small = True  # "did you see the match? unreal"
        self.chatting = self.chatting or small
        if not small and (count or not self.chat):
            self.all_small = False
        if not small and not (phrases.THANKS.search(low) and count <= 9):
            self.other += count

    def _flag(self, low: str) -> None:
        for name, pattern in _FLAGS:
            if pattern.search(low):
                self.flags.add(name)
        if phrases.DELIVERED.search(_ONCE.sub("", low)):
            self.flags.add("deliver")
        if phrases.DECLINE.search(low) and not phrases.NOT_NOW.search(low):
            self.flags.add("decline")

    def _promise(self, low: str) -> bool:
        if not (
            phrases.PROMISE.search(low)
            or _by_others(low)
            or (
                (phrases.CAN_DO.search(low) or phrases.FUTURE.search(low))
                and named_day(low, self.on)
                and not phrases.REQUEST.search(low)
            )
        ):
            return False
        if phrases.NO_PROMISE.search(low) and not re.search(
            r"\b(?:check|see|ask|find out|look|whether) (?:\w+ ){0,4}if\b", low
        ):
            return False
        declines = phrases.DECLINE.search(low) and not phrases.NOT_NOW.search(low)
        return not (declines or phrases.SOFT.search(low))


_FLAGS = (
    ("nudge", phrases.NUDGE),
    ("thanks", phrases.THANKS),
    ("hard_no", phrases.HARD_NO),
    ("retract", phrases.RETRACT),
    ("settle", phrases.SETTLED),
    ("gives_up", phrases.GIVES_UP),
)


_ONCE = re.compile(
    r"\b(?:when|once|as soon as|after|until|sobald|wenn|nachdem|d\u00e8s que|quand)"
    r" (?:i|we|ich|wir|je|j'|nous|on)\b.*"
)
"""What has to be done first, so hasn't been yet."""
_YES_OR_NO = re.compile(r"(?:yes|yeah|yep|no|nope|ok(?:ay)?|sure|done|sent|fine|\d)")


def warm(low: str) -> bool:
    """Whether only someone close would write this."""
    if phrases.WARM.search(low) or phrases.HEARTFELT.search(low):
        return True
    if not LETTER < len(low) < 3000 or phrases.BUSINESS.search(low) or phrases.SALES.kinds(low):
        return False
    return len(_FIRST.findall(low)) >= 3 and len(_SECOND.findall(low)) >= 2


LETTER_WORDS = 30
LETTER = 120
"""Characters from which a text that says "I" and "you", and nothing of business, is a letter."""
_FIRST = re.compile(r"\b(?:i|me|my|ich|mir|mich|meine?[mnrs]?|je|moi|mon|ma|mes)\b|\b[jm]'")
_SECOND = re.compile(r"\b(?:you|your|du|dir|dich|deine?[mnrs]?|tu|te|toi|ton|ta|tes)\b|\bt'")


def _of_the_rest(promise: str) -> bool:
    """Whether a promise is about what the message doesn't give yet."""
    return any(
        phrases.REST.search(part) and not phrases.DELIVERED.search(part)
        for part in _PART.split(promise.casefold())
    )


def _by_others(low: str) -> bool:
    """Whether it's someone else who will do it."""
    if not phrases.BY_OTHERS.search(low):
        return False
    parts = _PART.split(low) if phrases.OWN.search(low) else (low,)
    return any(phrases.BY_OTHERS.search(p) and not phrases.OWN.search(p) for p in parts)


def _asks(bare: str, *, chat: bool) -> bool:
    """Whether a sentence wants an answer or an action."""
    soft = phrases.SOFT.search(bare)
    question = "?" in bare[-4:] or bare.startswith("\u00bf")
    if question:
        if phrases.SMALL_QUESTION.search(bare) or soft:
            return False
        return bool(_WORD.search(bare))
    if soft:
        return _asks_besides(bare)
    if phrases.REQUEST.search(bare) and not _reported(bare):
        return True
    if phrases.INDIRECT.search(bare) and not phrases.NO_INDIRECT.search(bare):
        return True
    if phrases.SMALL_QUESTION.search(bare):
        return False
    if phrases.NUDGE.search(bare) and _nudge_asks(bare):
        return True
    return chat and len(bare) < 160 and bool(phrases.QUESTION_START.match(bare))


_POINTS = re.compile(
    r"^(?:(?:can|could|would|will) you|kannst du|k\u00f6nnten sie|peux-tu|pouvez-vous) .{0,25}"
    r"\b(?:that|this|it|one|them|das|es|\u00e7a)\b.{0,8}$"
)
"""An ask for what the sentence before it names."""
_PART = re.compile(r"[,;]| (?:und|and|et|but|aber|mais) ")
_JOINT = re.compile(r"[,;]| and | but ")


def _asks_besides(bare: str) -> bool:
    """Whether a sentence that's polite in one part asks for something in another."""
    if bare.startswith(("if ", "should ", "any ", "feel ", "wenn ", "falls ", "si ")):
        return False
    parts = _JOINT.split(bare)
    return any(phrases.REQUEST.search(p) and not phrases.SOFT.search(p) for p in parts)


def _nudge_asks(bare: str) -> bool:
    return not re.search(
        r"\b(?:will|'ll) (?:follow|check|be)|\bthanks for (?:the|following|your|checking)"
        r"|^(?:sorry,? )?(?:(?:i|we)(?:'ve)? )?(?:haven't|have not|not)(?: \w+)? had (?:a|the"
        r"|any)\b"
        r"|\bthank you for (?:the|following|your)|\bsorry (?:i|we|that i) ",
        bare,
    )


_REPORTED = re.compile(
    r"(?<!be )\b(?:thanks|thank you|thx|grateful|pleased|glad|happy) (?:so much |very much "
    r"|again )?(?:for|that) (?!if|an? |any )"
    r"|^(?:he|she|they|it|who|[a-z]+ (?:said|asked|told))\b.{0,40}\b(?:asked|said|told"
    r"|wants?|needs?)\b"
    r"|\b(?:i|we)(?:'ll| will) let you know\b"
    r"|\bas (?:you|we) (?:can|could|may|will) (?:see|imagine|know)\b|^(?:so |then |now "
    r"|and )?you can\b|^hope(?:fully)? (?:you|we|i) (?:can|could)\b"
    r"|\bwe can (?:see|meet|talk) (?:you )?(?:then|there)\b|\bi'm sorry\b|\bcan't wait\b"
    r"|\bwish (?:you|i) could\b|^(?:yes|sure|of course|absolutely|certainly"
    r"|no problem)[,!. ]"
    r"|\bwhat you (?:can|could)\b|^(?:i|we) (?:can|could|would|will) (?:not )?(?!.*\b(?:you"
    r"|your)\b)"
)


def _reported(bare: str) -> bool:
    """Whether a phrase that looks like a request reports one, or grants one."""
    return bool(_REPORTED.search(bare))


def _wants_word(ask: str) -> bool:
    low = ask.casefold()
    return bool(phrases.WANTS_WORD.search(low) or phrases.DELIVERABLE.search(low))


def stems(text: str) -> set[str]:
    """The beginnings of the words that name things and deeds."""
    words = (each for each in _WORD.findall(text.casefold()) if len(each) > 3)
    return {each[:5] for each in words if each not in phrases.LITTLE | phrases.COMMON}


@lru_cache(maxsize=50_000)
def key_words(text: str) -> frozenset[str]:
    """The words of a subject that tell what it is about."""
    return frozenset(
        word
        for word in _WORD.findall(text.casefold())
        if len(word) > 3 and word not in phrases.COMMON
    )
