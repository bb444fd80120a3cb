"""How a name and a topic read in a message: to the other side, and to somebody else.

What the user typed is theirs; these only turn it so that it reads well where a
template puts it. Whatever is not sure to be what it looks like stays as typed.
"""

import re
from itertools import pairwise

_NO_NAME = frozenset(
    (
        "a an the my our your his her their this that some someone somebody anyone him she he they"
        " them it who whoever me us everyone"
    ).split()
)
"""First words of what is no name: "my landlord", "the recruiter", "him"."""

_TITLES = frozenset(
    (
        "dr prof professor mr mrs ms mx miss sir dame lord lady rev judge captain mme mlle"
        " herr frau doctor"
    ).split()
)
_NO_PERSON = frozenset(
    (
        "team department dept office desk support service services accounts hr gmbh ltd llc inc ag"
        " plc bank agency company council university group press museum school clinic and or"
    ).split()
)
_WITH_FAMILY_NAME = _TITLES - frozenset(("sir", "dame", "lord", "lady", "rev"))
"""Titles that go with the family name; the others go with the given one, or with all of it."""

_PARTICLES = frozenset(
    "van von der den de la le di da del dos du ten ter zu zum bin ibn al el st".split()
)
_AFTER_A_NAME = re.compile(r"([A-Z][^\W\d_].*?)(?: (?:at|from|@) \S.*|, (?:[a-z]|HR\b).*)$")
"""A name with where they work or what they do: "Karen at Northwind", "Hanna, editor at Lumen"."""

_IN_BRACKETS = re.compile(r"\(([^()]+)\)$")
"""Who it is, after the firm: "Brand Boss coaching (Kyle)"."""

_NAME_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ'’-]+")
MOST_NAMES = 3
"""Words of a name from which the first is taken; longer ones may be anything."""


def full_name(person: str) -> str:
    """The name to write to; empty for what is no name ("my landlord", "him")."""
    name = re.sub(r"\s*\([^()]*\)$", "", person.strip()).rstrip(" ,;:")
    first, *others = name.split() or [""]
    small = first.islower() or not any(each[0].isupper() for each in others)
    return "" if small and first.casefold() in _NO_NAME else name


def given_name(person: str) -> str:
    """What to call them in a plain greeting: the first of two or three names, else all of it.

    "Dr. Henrik Vaasa" is called Dr. Vaasa and "Lindqvist, Mara" Mara. An initial, a firm
    or office, a name in another script, or one in small letters stays whole.
    """
    name = _alone(full_name(person))
    if titled := _titled(name):
        return titled
    inside = _IN_BRACKETS.search(person.strip())
    if inside and _is_name(inside[1]) and not all(map(_is_name, name.split())):
        return inside[1]
    family, comma, given = name.partition(",")
    if comma and _is_name(family.strip()) and _is_name(given.strip()):
        return given.split()[0]
    parts = name.split()
    if not 1 < len(parts) <= MOST_NAMES or not all(map(_is_name, parts)):
        return name
    said = {each.casefold() for each in parts}
    return name if said & (_TITLES | _NO_PERSON) else parts[0]


def is_formal(name: str) -> bool:
    """Whether somebody is called by a title here, so that "Dear" fits and "Hi" doesn't."""
    first, *rest = name.split() or [""]
    return bool(rest) and _is_title(first)


def formal_name(person: str) -> str:
    """What to call them after "Dear" in a formal message: title and family name, or all of it."""
    name = _alone(full_name(person))
    return _titled(name) or name


def _alone(name: str) -> str:
    """The name without the firm or the role that was typed after it."""
    first, comma, _ = name.partition(",")
    if comma and len(first.split()) > 1 and _is_title(first.split()[0]):
        return first
    found = _AFTER_A_NAME.match(name)
    whole = found is None or {each.casefold() for each in found[1].split()} & _NO_PERSON
    return name if whole or found is None else found[1]


def _titled(name: str) -> str:
    """Titles and family name where both are sure; else empty."""
    parts = name.split()
    count = next((n for n, each in enumerate(parts) if not _is_title(each)), len(parts))
    titles, names = parts[:count], parts[count:]
    family = next((n for n, each in enumerate(names) if each in _PARTICLES), len(names) - 1)
    given, last = names[: max(0, family)], [each for each in names if each not in _PARTICLES][-1:]
    sure = titles and len(given) == 1 and last and _is_name(last[0]) and len(names) - family <= 3
    if not sure or {each.casefold() for each in names} & _NO_PERSON or not _is_first(given[0]):
        return ""
    return " ".join((*titles, *names[family:]))


def _is_title(word: str) -> bool:
    return word.rstrip(".").casefold() in _WITH_FAMILY_NAME


def _is_first(word: str) -> bool:
    """Whether this is a given name or its initial."""
    return _is_name(word) or re.fullmatch(r"[A-Z]\.?", word) is not None


def _is_name(word: str) -> bool:
    plain = _NAME_PART.fullmatch(word) and _LATIN.fullmatch(word)
    return bool(plain) and len(word) > 1 and word[0].isupper() and not word.isupper()


_LEAD = re.compile(r"^(?:it is |it's )?(?:about|re|regarding|concerning)\b[:\s]+", re.IGNORECASE)
_SMALL = frozenset(
    (
        "a an the my our your his her their this that these those some whether if when how what"
        " why who where asking getting"
    ).split()
)
_MODAL = r"can|could|will|would|should|may|might|must"
_NOT_POSSESSED = (
    r"about|again|and|at|but|by|for|from|if|in|into|last|next|not|of|on|or|since|so|that|this|to"
    r"|today|tomorrow|until|when|whether|who|why|with|yesterday|a|an|the|my|our"
)
_HIS = re.compile(rf"\b(?P<before>\w+ )?(?:his|her|their) (?!(?:{_NOT_POSSESSED})\b)(?=\w)")
_HE_CAN = re.compile(rf"\b(?:he|she|they) (?=(?:{_MODAL})\b)")
_THIRD = re.compile(r"\b(?:he|she|they)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:i|we|he|she|they)(?:'\w+)?")
_ASKS = frozenset("whether if when how what why who where which".split())
"""Words after which a clause reads on after "about": "whether you can come"."""

_FINITE = frozenset(
    (
        "is are was were isn't aren't wasn't weren't has have had hasn't haven't hadn't does did"
        " do doesn't didn't don't won't can't cannot can could couldn't will would wouldn't should"
        " shouldn't must owes owe wants says said told refuses refused ignores ignored keeps"
    ).split()
)
"""Words that make a sentence of it, unless one of ``_ASKS`` stands before them."""

_OF_A_NOUN = frozenset("a an the my our your his her their last first".split())
"""After these a verb's word is a noun: "my will", "the can"."""

_TO_US = re.compile(
    r"\b(?!(?:to|for|with|from|by|of|on|at|between|about|near|behind|against|without|and|or"
    r"|around|over|after|before|like|than)\b)(?!\w+ing\b)\w+ (?:me|us)\b",
    re.IGNORECASE,
)
_BIDS = re.compile(
    r"(?:please|(?:send|give|get|ask|tell|want|need|bring|finish|sign|pay|return|confirm)"
    r" (?:me|us|my|our|his|her|their|your|the|an?|this|that|back)"
    r"|(?:wants?|wanted|needs?|needed|asks?|asked|tried) (?:to|for|him|them))\b",
    re.IGNORECASE,
)
_STOPS_WITHIN = re.compile(r"[,;:!?\n…]|(?!prof)\b[^\W\d_]{4,}\.\s|\s[-–—]\s", re.IGNORECASE)
MOST_WORDS = 8
"""Words of a topic that still read on after "about"; a longer one is a story."""

_HIM = re.compile(r"\bhim\b(?! and\b)")
_YOUR = re.compile(r"\b[Yy]our (?=\w)")
_YOU_CAN = re.compile(rf"\byou (?=(?:{_MODAL})\b)")


def topic_to_them(topic: str, person: str) -> str:
    """The topic as it reads after "about" in a message to this person; empty if it would not.

    What is theirs becomes "your": "a talk at his meetup", and of Mara Lindqvist
    also "Mara's offer". A sentence ("he must pay me") is no topic.
    """
    said = _in_a_sentence(topic)
    for name in (person.strip(), given_name(person)):
        if len(name) > 1:
            said = re.sub(rf"(?<!\w){re.escape(name)}['’]s? (?=\w)", "your ", said)
    said = _HIS.sub(_yours, said)
    said = _HIM.sub("you", _HE_CAN.sub("you ", said))
    return said if reads_on(said) and not _THIRD.search(said) else ""


def topic_to_others(topic: str) -> str:
    """The topic as it reads after "about" in a message to somebody else: "your" is "their".

    Empty if it would not read so.
    """
    said = _in_a_sentence(topic)
    return _YOU_CAN.sub("they ", _YOUR.sub("their ", said)) if reads_on(said) else ""


def reads_on(topic: str) -> bool:
    """Whether these words read on after "I am writing about": a thing, and no sentence."""
    words = topic.split()
    broken = _STOPS_WITHIN.search(topic) or _TO_US.search(topic) or _BIDS.match(topic)
    if not words or len(words) > MOST_WORDS or broken:
        return False
    said = ["", *(each.casefold().replace("’", "'") for each in words)]
    asked = False
    for before, word in pairwise(said):
        noun = before in _OF_A_NOUN or before.endswith("'s")
        finite = _SUBJECT.fullmatch(word) or (word in _FINITE and not noun)
        if finite and not asked:
            return False
        asked = asked or word in _ASKS
    return True


_BEFORE_AN_OBJECT = frozenset(
    (
        "a an the my our your his her their this that these those him them you me us it for to"
        " about whether if"
    ).split()
)
_DETERMINERS = frozenset(
    (
        "a an the my our your his her their this that these those some any one two three four"
        " five six seven eight nine ten both all each every no"
    ).split()
)
_FITS_NO_THE = re.compile(r"[^a-z]|\w+['’]s\b|\w+ #?\d|[a-z]*\d|(?:my|your)self\b")


def as_noun(topic: str) -> str:
    """The topic as a thing that fits any sentence ("Any news on ...?"); empty if it is none.

    "pay rise" gets its article; a clause ("whether you can come") or an activity
    ("asking you for a reference") is no thing.
    """
    words = topic.split()
    if not words or words[0].casefold() in _ASKS:
        return ""
    first, *others = (each.casefold().replace("’", "'") for each in words)
    if first.endswith("ing") and others and others[0] in _BEFORE_AN_OBJECT:
        return ""
    bare = first not in _DETERMINERS and not _FITS_NO_THE.match(topic)
    return f"the {topic}" if bare else topic


def as_clause(topic: str) -> str:
    """The topic where it is an indirect question ("whether you can come"); else empty."""
    first = topic.split(maxsplit=1)[0].casefold() if topic.strip() else ""
    return topic if first in _ASKS - {"if"} and len(topic.split()) > 1 else ""


def _yours(found: re.Match[str]) -> str:
    """Put "your" in place of "his"; what follows "and" may belong to a third person."""
    before = found["before"] or ""
    return found[0] if before == "and " else f"{before}your "


def _in_a_sentence(topic: str) -> str:
    """Without "about" before it and a stop after it, a small word first in small letters."""
    said = _LEAD.sub("", topic.strip())
    if said[-1:] in {".", ",", ";", ":"} and said.count(".") <= 1:
        said = said[:-1].rstrip()
    first = said.split(maxsplit=1)[0] if said else ""
    return said[:1].lower() + said[1:] if first.casefold() in _SMALL else said
