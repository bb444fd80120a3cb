"""How a name and a topic read in a message: to the other side, and to somebody else.

What the user typed is theirs; these only turn it so that it reads well where a
template puts it. Whatever is not sure to be what it looks like stays as typed.
"""

import re

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
_NAME_PART = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ'’-]+")
MOST_NAMES = 3
"""Words of a name from which the first is taken; longer ones may be anything."""


def full_name(person: str) -> str:
    """The name to write to; empty for what is no name ("my landlord", "him")."""
    name = re.sub(r"\s*\([^()]*\)$", "", person.strip())
    first, *others = name.split() or [""]
    small = first.islower() or not any(each[0].isupper() for each in others)
    return "" if small and first.casefold() in _NO_NAME else name


def given_name(person: str) -> str:
    """What to call them in a plain greeting: the first of two or three names, else all of it.

    A title, an initial, a firm or office, a name in another script, or one in small
    letters stays whole. "Lindqvist, Mara" is called Mara.
    """
    name = full_name(person)
    family, comma, given = name.partition(",")
    if comma and _is_name(family.strip()) and _is_name(given.strip()):
        return given.split()[0]
    parts = name.split()
    if not 1 < len(parts) <= MOST_NAMES or not all(map(_is_name, parts)):
        return name
    said = {each.casefold() for each in parts}
    return name if said & (_TITLES | _NO_PERSON) else parts[0]


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
_HIM = re.compile(r"\bhim\b(?! and\b)")
_YOUR = re.compile(r"\b[Yy]our (?=\w)")
_YOU_CAN = re.compile(rf"\byou (?=(?:{_MODAL})\b)")


def topic_to_them(topic: str, person: str) -> str:
    """The topic as it reads after "about" in a message to this person.

    What is theirs becomes "your": "a talk at his meetup", and of Mara Lindqvist
    also "Mara's offer".
    """
    said = _in_a_sentence(topic)
    for name in (person.strip(), given_name(person)):
        if len(name) > 1:
            said = re.sub(rf"(?<!\w){re.escape(name)}['’]s? (?=\w)", "your ", said)
    said = _HIS.sub(_yours, said)
    return _HIM.sub("you", _HE_CAN.sub("you ", said))


def topic_to_others(topic: str) -> str:
    """The topic as it reads after "about" in a message to somebody else: "your" is "their"."""
    return _YOU_CAN.sub("they ", _YOUR.sub("their ", _in_a_sentence(topic)))


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
