"""Whether typed words ask for safety: in a prompt, in the palette, in a field of a session.

Asking once too often costs a key; missing it can cost much. So one plain word is
enough where it is all that was typed, and in longer text a phrase that says fear
of a person. It only ever leads to a question ("Do you want the safety page?"), never
to an answer given for the user (E101, E106).
"""

import re

_ALONE = (
    r"(?:i'?m |i am |i feel |feel |feeling |im |it'?s |this is )?(?:not |so |very |really )*"
    r"(?:unsafe|un safe|safe|safety|scared|afraid|frightened|terrified|threatened|in danger|"
    r"danger|stalk(?:ed|ing|er)|threats?|harassed|harassment|fear|help|help me|please help|"
    r"sos|emergency|police)(?: of (?:him|her|them))?(?: help)?"
)
"""The whole of what was typed, without its signs."""

_THEY = r"(?:he|she|they)"
_VERY = r"(?:very |so |really |too |quite |a bit )*"
_FEARS = (
    rf"i (?:feel|felt|don't feel|do not feel) {_VERY}(?:unsafe|safe|threatened)",
    rf"(?:i'?m|i am|i was|makes? me(?: feel)?) {_VERY}(?:unsafe|scared|afraid|frightened|"
    r"terrified) (?:of|by|for my (?:life|safety|family)|(?:to go|to leave|to be) \w+|"
    rf"that {_THEY}(?:'ll| will| might| could)? (?:hurt|come|turn up|follow|kill))",
    rf"{_THEY}(?:'s| is| are|'re| has| have)?(?: been)? (?:stalk|follow|threaten)(?:s|ed|ing)? "
    r"(?:me|us|my)",
    rf"{_THEY}(?:'s| has| have)? (?:said|says|wrote|threatened)(?: that)? {_THEY}"
    r"(?:'ll| will|'d| would|'s going to| is going to| are going to) "
    r"(?:hurt|kill|find|come for|come to|ruin|destroy)",
    r"(?:hurt|kill|harm) (?:me|my (?:family|children|kids|partner))",
    r"(?:knows?|found out) where i live",
)
_FEAR = rf"\b(?:{'|'.join(_FEARS)})\b"
"""A phrase in a longer text that says fear of a person."""

_PRESSED = re.compile(
    r"\b(?:my (?:private|personal|home) (?:number|phone|mobile|address|email)|"
    r"(?:found|got|has|have|knows?) my (?:new )?(?:number|address|flat|house)|"
    r"flirt(?:s|ed|ing|y)?|intimate|suggestive|what i(?:'m| am| was) wearing|"
    r"(?:messages|texts|writes|calls|rings|phones|(?:messag|text|writ|call|ring)ing)(?: to)?"
    r"(?: me)?(?: \w+){0,3} (?:at night|in the night|at midnight)|"
    r"(?:turn(?:s|ed|ing)? up|waits?|waited|waiting) (?:at|outside|near) my |"
    r"won't leave me alone|touch(?:es|ed) (?:me|my))\b"
)
"""Short of danger: someone comes nearer than they should."""

_CALM = re.compile(
    r"\b(?:play it safe|safe to (?:assume|say)|to be safe|better safe|health and safety|"
    r"safety (?:data|officer|report|audit|training|regulations?|review|sheet)|"
    r"(?:food|fire|road) safety)\b"
)
_NO_SIGNS = re.compile(r"[^\w' ]+")


def asks_for_safety(typed: str) -> bool:
    """Whether this, typed at a prompt or looked for in the palette, asks for the safety page.

    Any case, with or without a full stop: "unsafe", "I'm scared", "Help!".
    """
    said = " ".join(_NO_SIGNS.sub(" ", _plain(typed)).split())
    return bool(re.fullmatch(_ALONE, said)) or says_fear(typed)


def says_fear(text: str) -> bool:
    """Whether a text of the user's own says that they are afraid of someone."""
    said = _CALM.sub(" ", _plain(text))
    return re.search(_FEAR, said) is not None


def says_pressed(text: str) -> bool:
    """Whether a text of the user's own says that someone comes too near."""
    return _PRESSED.search(_plain(text)) is not None


def _plain(text: str) -> str:
    return text.casefold().replace("\u2019", "'")
