"""The forms of one message: an email, a line in a chat, a formal letter.

Most templates say the same on every channel, so only the email is written out; the others
differ in greeting, sign-off and length and follow from it:

- in a chat and on LinkedIn the greeting runs into the message and the sign-off goes;
- in a formal letter the greeting is "Dear", contractions are written out, and the close is
  "Yours sincerely".

Where that isn't enough, the file writes the form out under a line ``[chat]`` or ``[formal]``.
"""

import re
from enum import StrEnum


class Form(StrEnum):
    """A way to put one message."""

    EMAIL = "email"
    CHAT = "chat"
    FORMAL = "formal"


CLOSE = "Yours sincerely,"
"""How a formal letter ends, above the name."""

_GREETING = re.compile(r"(?P<hi>Hi|Hello|Dear) (?P<name>[^\n]+),\n\n")
_SIGNED = re.compile(r"\n\n(?:[A-Z][\w' ]+,\n)?\{me\}$")
_STAYS_LARGE = re.compile(r"I\b|[^A-Za-z]")
_SHORT = re.compile(r"\b(?:(?P<word>\w+?)(?P<end>n['’]t|['’](?:m|ve|ll|re|d|s)))\b", re.IGNORECASE)
_WHOLE = {"can't": "cannot", "won't": "will not", "let's": "let us"}
_ENDS = {"n't": "not", "'m": "am", "'ve": "have", "'ll": "will", "'re": "are", "'d": "would"}
_IS = frozenset("it that there here what who he she this how where".split())
"""After these "'s" is short for "is"; after any other word it says whose."""


def derived(email: str, form: Form) -> str:
    """An email in another form. A text without greeting or sign-off is left as it stands there."""
    match form:
        case Form.CHAT:
            return _chat(email)
        case Form.FORMAL:
            return _formal(email)
        case _:
            return email


def _chat(email: str) -> str:
    text = _SIGNED.sub("", email)
    greeting = _GREETING.match(text)
    if greeting is None:
        return text
    said = text[greeting.end() :].replace("\n\n", " ")
    if not _STAYS_LARGE.match(said):
        said = said[:1].lower() + said[1:]
    hello = "Hello" if greeting["hi"] == "Dear" else greeting["hi"]
    return f"{hello} {greeting['name']}, {said}"


def _formal(email: str) -> str:
    greeting = _GREETING.match(email)
    if greeting is None:
        return written_out(email)
    name = "{formal}" if greeting["name"] == "{given}" else greeting["name"]
    body = _SIGNED.sub(f"\n\n{CLOSE}\n{{me}}", email[greeting.end() :])
    return f"Dear {name},\n\n{written_out(body)}"


def written_out(text: str) -> str:
    """Contractions in full: "I'm" as "I am", "it's been" as "it has been"."""
    text = re.sub(r"(?i)(\w)['’]s(?= been\b)", r"\1 has", text)
    return _SHORT.sub(_full, text)


def _full(found: re.Match[str]) -> str:
    said = found[0].replace("’", "'")
    if whole := _WHOLE.get(said.lower()):
        return whole.capitalize() if said[0].isupper() else whole
    word, end = found["word"], found["end"].replace("’", "'").lower()
    if end == "'s":
        return f"{word} is" if word.lower() in _IS else found[0]
    return f"{word} {_ENDS[end]}"
