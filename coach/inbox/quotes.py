"""Cuts out of a reply what its sender didn't write in it: quotes, signatures, disclaimers.

By shape first, so that it works in languages nobody listed: a line that ends in a colon above
lines that begin with ``>``; a block of header-like lines. Every expression here runs in time
proportional to the text. mail-parser-reply reads the same samples equally well, and needs
seconds for a text of 20,000 blanks.
"""

import re

LIMIT = 60_000
"""Characters of a message that are looked at."""

_BLANKS = re.compile(r"[ \t\u00a0\u200b]{2,}")
_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
_MARK = re.compile(r"(?m)^[ \t]*>")
_RULE = re.compile(
    r"(?im)^[ \t*]*(?:[-_]{2,}[ ]?(?:original[ -]?(?:message|appointment)|forwarded message"
    r"|urspr\w+ (?:nachricht|mail)|weitergeleitete nachricht|message d'origine|message transf\w+"
    r"|mensaje original|mensaje reenviado|messaggio originale|oorspronkelijk bericht"
    r"|mensagem original|original besked|ursprungligt meddelande)[ ]?[-_]{0,}"
    r"|_{20,}|begin forwarded message:)[ \t]*"
)
_HEADER = (
    r"from|sent|to|date|subject|cc|von|gesendet|an|datum|betreff|de|envoy\u00e9|\u00e0|objet"
    r"|enviado(?: el)?|para|asunto|fecha|da|inviato|a|oggetto|data|van|verzonden|aan|onderwerp"
    r"|fra|til|emne|sendt|fr\u00e5n|till|\u00e4mne|skickat|od|do|temat|wys\u0142ano"
)
_BLOCK = re.compile(
    rf"(?im)^[ \t]*\*?(?:{_HEADER}):\*?[ \t].*\n(?:(?:[ \t]*\n)?[ \t]*\*?(?:{_HEADER}"
    rf"):\*?.*\n?){{2,}}"
)
_WROTE = re.compile(
    r"(?im)^[ \t]*(?:on|am|le|el|il|op|den|em|vid|dnia)\b[^\n]{4,200}(?:\n[^\n]{0,120})?"
    r"(?:wrote|schrieb|\u00e9crit|escribi\u00f3|ha scritto|schreef|skrev|escreveu|napisa\w*)"
    r"[^\n]{0,80}:[ \t]*$"
)
_WROTE_LATER = re.compile(
    r"(?im)^(?=[^\n]*(?:\d{4}|\d:\d\d|@))[^\n]{4,160}"
    r"(?:wrote|schrieb|\u00e9crit|escribi\u00f3|scritto|schreef|skrev"
    r"|\u66f8\u304d\u307e\u3057\u305f|napisa\w*)"
    r"[^\n]{0,60}[:\uff1a][ \t]*$"
)
_SIGNATURE = re.compile(r"(?m)^(?:--[ ]?|__)\r?$")
_SENT_FROM = re.compile(
    r"(?im)^[ \t]*(?:sent from (?:my|outlook|yahoo|mail for|proton)|get outlook for"
    r"|von meinem \w+ gesendet|envoy\u00e9 de mon|enviado desde mi|gesendet mit|"
    r"inviato da |verstuurd vanaf).*$"
)
_DISCLAIMER = re.compile(
    r"(?im)^[ \t*]*(?:disclaimer\b|confidential(?:ity)?(?: notice)?:|this (?:e-?mail"
    r"|message|communication)"
    r"[^\n]{0,80}(?:confidential|intended|privileged)|diese e-?mail[^\n]{0,40}vertraulich"
    r"|please consider the environment|the information (?:contained )?in this (?:e-?mail|message))"
)
_CAUTION = re.compile(
    r"(?im)^[ \t*\[]*(?:caution|external(?: e-?mail)?|warning)\b[^\n]*(?:external|outside"
    r"|sender)[^\n]*\n?"
)
_VERBS = ("wrote", "schrieb", "\u00e9crit", "escribi", "scritto", "schreef", "skrev", "napisa",
          "escreveu", "\u66f8\u304d\u307e\u3057\u305f")  # fmt: skip
_CUTS = (
    (("---", "___", "-- ", "begin forwarded"), _RULE),
    (("from:", "von:", "de:", "da:", "van:", "fra:", "\u00e5n:", "od:"), _BLOCK),
    (_VERBS, _WROTE),
    (_VERBS, _WROTE_LATER),
)
"""Each expression with the plain words without which it can't match: they're found much faster."""
_ENDS = (
    (("\n--", "\n__"), _SIGNATURE),
    (("sent from", "get outlook", "gesendet", "envoy", "enviado", "inviato", "verstuurd"),
     _SENT_FROM),
    (("confiden", "disclaimer", "intended", "privileged", "vertraulich", "the environment",
      "the information"), _DISCLAIMER),
)  # fmt: skip


def tidy(text: str) -> str:
    """The text with runs of blanks and of empty lines drawn together."""
    text = text[: LIMIT * 4]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(sign in text for sign in ("  ", "\t", "\u00a0", "\u200b")):
        text = _BLANKS.sub(" ", text)
    if "\n\n\n" in text or "\n \n" in text:
        text = _LINES.sub("\n\n", text)
    return text[:LIMIT]


def new_words(text: str) -> str:
    """What was written anew in this message."""
    text = tidy(text)
    end = len(text)
    low = text.lower()
    for signs, pattern in _CUTS:
        place = _nearby(low, signs)
        found = pattern.search(text, place, end) if place >= 0 else None
        if found and _cuts(text, found.start(), found.end()):
            end = found.start()
    cut = text[:end]
    if ">" in cut and _MARK.search(cut):
        cut = _unquoted(cut)
    if "external" in low or "outside" in low:
        cut = _CAUTION.sub("", cut, count=1)
    return _without_end(cut).strip()


def _nearby(low: str, signs: tuple[str, ...]) -> int:
    """Two lines before the first of these words, where an expression may begin; -1 for none."""
    first = min((place for sign in signs if (place := low.find(sign)) >= 0), default=-1)
    if first < 0:
        return -1
    place = first
    for _ in range(3):
        place = max(0, low.rfind("\n", 0, place))
    return max(0, place - 8)  # a lower-case letter may be longer than its capital


def _cuts(text: str, start: int, end: int) -> bool:
    """Whether everything from here on is quoted; answers between the quotes are kept."""
    if not text[:start].strip():
        return not _has_answers(text[end:])
    rest = text[end:]
    return not (_MARK.search(rest) and _has_answers(rest))


def _has_answers(rest: str) -> bool:
    """Whether unquoted words stand between quoted lines, or after them."""
    seen = False
    for line in rest.split("\n"):
        stripped = line.strip()
        if stripped.startswith(">"):
            seen = True
        elif seen and stripped and not stripped.startswith("--"):
            return True
        elif stripped.startswith("--"):
            return False
    return False


def _unquoted(text: str) -> str:
    """The lines that aren't quoted, nor announce the quote below them."""
    lines = text.split("\n")
    kept: list[str] = []
    for line in lines:
        if line.lstrip().startswith(">"):
            while kept and not kept[-1].strip():
                kept.pop()
            if kept and kept[-1].rstrip().endswith((":", "：")) and _announces(kept[-1]):
                kept.pop()
                if kept and re.match(r"\s*(?:On|Am|Le|El|Il|Op|Den)\b", kept[-1]):
                    kept.pop()
            continue
        kept.append(line)
    return "\n".join(kept)


def _announces(line: str) -> bool:
    return bool(re.search(r"\d|@|wrote|schrieb|\u00e9crit|escribi|scritto|schreef|skrev", line))


def _without_end(text: str) -> str:
    """The text up to its signature or disclaimer."""
    end, low = len(text), text.lower()
    for signs, pattern in _ENDS:
        place = _nearby(low, signs)
        found = pattern.search(text, place, end) if place >= 0 else None
        if found and text[: found.start()].strip():
            end = found.start()
    return text[:end]
