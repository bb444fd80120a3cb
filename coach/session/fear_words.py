"""Whether typed words ask for safety: in a prompt, in the palette, in a field of a session.

Asking once too often costs a key; missing it can cost much. So a few words are enough where
one of them names fear and the rest names nothing else, and in longer text a phrase that says
fear of a person, or what that person did. It only ever leads to a question ("Do you want the
safety page?"), never to an answer given for the user (E101, E106). A no to it answers the sentence
that was typed and no other, so each sentence has a mark by which it is known again. Words
about ending a life lead to another question than words of fear.
"""

import re
from functools import lru_cache

from coach.session import fear_phrases
from coach.session.phrase_listener import PhraseListener

_KEYWORDS = (
    r"(?:unsafe|safe|safety|scar(?:ed|es|y)|afraid|frighten\w*|terrif\w+|danger\w*|threat\w*|"
    r"stalk\w*|harass\w*|assault\w*|rap(?:e[ds]?|ist)|abus\w+|violen\w+|blackmail\w*|suicid\w+|"
    r"creepy|fear|help|sos|emergency|crisis|police)"
)
_AROUND = frozenset(
    "i im i'm am is it it's its this that a an the of by at in to so very really too un he he's"
    " she she's they they're me my him her them us ex boss man feel feels feeling felt was being"
    " been get getting and or still here now home work call need want please someone for from"
    " death reply answer".split()
)
"""Words that name nothing of their own beside one of these."""

_DENIES = frozenset("no not never don't isn't aren't nobody nothing without".split())
_FEELING = re.compile(
    r"(?:i'?m|i am|i feel)(?: so| very| really| too)* (?:afraid|scared|frightened|terrified)"
    r"(?: and| but|$)"
)
"""How a sentence may begin that says nothing but that; "I'm afraid we can't" says another "
"thing."""

_PRESSED = PhraseListener(
    r"my (?:private|personal|home) (?:number|phone|mobile|address|email)|"
    r"(?:found|got|has|have|knows?) my (?:new )?(?:number|address|flat|house)|"
    r"flirt(?:s|ed|ing|y)?|intimate|suggestive|creep(?:s|y)?|uneasy|what i(?:'m| am| was) wearing|"
    r"(?:messages|texts|writes|calls|rings|phones|(?:messag|text|writ|call|ring)ing)(?: to)?"
    r"(?: me)?(?: \w+){0,3} (?:at night|in the night|at midnight)|"
    r"(?:keeps?|kept|always) (?:turning|showing|turns|shows) up|(?:turns|shows|turned|showed|"
    r"came|comes)"
    r" (?:up|round|by|over) (?:uninvited|unannounced|drunk|everywhere|wherever i|again and again)|"
    r"(?:rings?|rang|calls|texts|phones|messages|writes|(?:ring|call|text|phon|messag|"
    r"writ)ing)(?: me)?"
    r" (?:all (?:day|night|the time|evening)|day and night|non ?stop|constantly|over and over|"
    r"every (?:hour|few minutes|\w+ minutes|half hour)|(?:\w+ )?\w+ times (?:a|an|per|every) "
    r"(?:day|hour|night|evening))|(?:hundreds|dozens) of (?:calls|messages|texts|missed calls)|"
    r"(?:turn(?:s|ed|ing)? up|waits?|waited|waiting|came) (?:at|to|outside|near) my "
    r"(?:home|house|flat|door|work|office|gym|school)|"
    r"won't (?:leave me alone|stop (?:call|messag|text|writ|contact|phon|ring)ing)|"
    r"(?:afraid|worried)(?: that)? (?:he|she|they)(?:'ll| will| might| would) (?:be|get) "
    r"(?:angry|furious|mad)|(?:meet|see|talk to)(?: with)? me (?:just )?one (?:last|more) time|"
    r"regret (?:it|this)|be sorry|"
    r"(?:send(?:s|ing)?|sent)(?: me)?(?: \w+){0,2} (?:pictures|photos|pics|selfies|videos) of "
    r"(?:himself|herself|themsel(?:f|ves))\b"
)
"""Short of danger: someone comes nearer than they should."""

_CALM = re.compile(
    r"\b(?:play it safe|safe to (?:assume|say)|to be safe|better safe|health and safety|"
    r"safety (?:data|officer|report|audit|training|regulations?|review|sheet)|"
    r"(?:food|fire|road) safety|suicide prevention|afraid (?:not|so)|"
    r"follow(?:s|ed|ing)? me on \w+)\b"
)
_NO_SIGNS = re.compile(r"[^\w' ]+")
_SENTENCE = re.compile(r"[.!?;\n]")
_NO_APOSTROPHE = re.compile(
    r"\b(?:(i)(m|ve)|(he|she|what|who|that)(s)|(they|you)(re|ve|ll)|"
    r"(do|does|did|is|are|was|ca|wo|would|could)(nt))\b"
)
"""Short forms as many type them: im, hes, dont."""

LIFE = "life:"
"""How the mark of a sentence begins that is about ending a life."""

HURT = "hurt:"
"""How the mark of one begins that tells of violence, control or pursuit."""


def asks_for_safety(typed: str) -> bool:
    """Whether this, typed at a prompt or looked for in the palette, asks for the safety page.

    Any case, with or without a full stop: "unsafe", "I'm scared", "Help!".
    """
    words = _NO_SIGNS.sub(" ", _plain(typed)).split()
    named = [word for word in words if re.fullmatch(_KEYWORDS, word)]
    only = bool(named) and set(words) <= _AROUND | _DENIES | set(named)
    denied = not _DENIES.isdisjoint(words) and "safe" not in named
    return (only and not denied) or says_fear(typed)


@lru_cache(maxsize=256)
def says_fear(text: str) -> bool:
    """Whether a text of the user's own says fear of someone, or that a life may be ended."""
    return says_harm(text) or says_besides(text)


def says_besides(text: str) -> bool:
    """Whether it says fear of someone, or what they did, whatever it says of ending a life."""
    said = _flat(text)
    found = fear_phrases.FEARS.hears(said) or fear_phrases.HURTS.hears(said)
    return found or any(map(_feels, _sentences(text)))


def says_harm(text: str) -> bool:
    """Whether it says that somebody thinks of ending their life or of harming themselves."""
    return fear_phrases.ENDS_LIFE.hears(_flat(text))


def fears(text: str) -> frozenset[str]:
    """A mark for each sentence that asks for safety, by which it is known again.

    Marks say nothing of what was typed, so that it's gone once the user deletes it.
    """
    found = {
        _mark(each) for each in _sentences(text) if fear_phrases.FEARS.hears(each) or _feels(each)
    }
    found |= {HURT + _mark(each) for each in _sentences(text) if fear_phrases.HURTS.hears(each)}
    found |= {LIFE + _mark(each) for each in _sentences(text) if fear_phrases.ENDS_LIFE.hears(each)}
    if not found and says_harm(text):
        found = {LIFE + _mark(_flat(text))}
    elif not found and asks_for_safety(text):
        found = {_mark(_flat(text))}
    return frozenset(found)


def _mark(sentence: str) -> str:
    from hashlib import blake2b

    plain = " ".join(_NO_SIGNS.sub(" ", sentence).split())
    return blake2b(plain.encode(errors="replace"), digest_size=8).hexdigest()


def _feels(sentence: str) -> bool:
    return _FEELING.match(sentence) is not None


def _sentences(text: str) -> list[str]:
    return [" ".join(each.split()) for each in _SENTENCE.split(_plain(text)) if each.strip()]


def _flat(text: str) -> str:
    return " ".join(_plain(text).split())


@lru_cache(maxsize=256)
def says_hurt(text: str) -> bool:
    """Whether it tells of violence, of a threat of it, of control or pursuit."""
    return fear_phrases.HURTS.hears(_flat(text))


def says_grave(text: str) -> bool:
    """Whether it tells of violence or control, or that a life may be ended, besides fear."""
    return says_hurt(text) or says_harm(text)


def says_pressed(text: str) -> bool:
    """Whether a text of the user's own says that someone comes too near."""
    return _PRESSED.hears(_plain(text))


def says_unsafe(typed: str) -> bool:
    """Whether this is the plain word for the safety page, which needs no question first."""
    said = " ".join(_NO_SIGNS.sub(" ", _plain(typed)).split())
    return re.fullmatch(r"(?:i(?:'m| am| feel)? )?(?:really |so |very )?unsafe", said) is not None


def _plain(text: str) -> str:
    """Small letters, straight apostrophes where they belong, without what only sounds like it."""
    said = text.casefold().replace("\u2019", "'").replace("-", " ")
    return _CALM.sub(" ", _NO_APOSTROPHE.sub(_apostrophe, said))


def _apostrophe(found: re.Match[str]) -> str:
    word, rest = (each for each in found.groups() if each)
    return f"{word}n't" if rest == "nt" else f"{word}'{rest}"
