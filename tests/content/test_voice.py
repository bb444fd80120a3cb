"""Every string a user meets is in plain words, and in one spelling."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BANNED = {
    r"walks?": "session",
    r"levers?": "power, pressure",
    r"findings?": "issue",
    r"meanwhile": "since, until then, or nothing",
    r"mostly": "usually, with a source",
    r"mends?": "edit, fix",
    r"put down": "save",
    r"parcels?": "nothing",
    r"(?:the|my|your) desk": "draft",
    r"retell": "say again",
    r"by mail|mails?": "email",
    r"goes on": "to continue",
    r"on purpose": "ignored",
    r"kind of matter": "what you are waiting for",
}
"""Words no screen uses, as patterns of whole words, with what to say instead."""

ALLOWED = {
    "mend": r"--mend\b",
    "mail": r"~/Mail\b",
    "walk": r"\bwalk\.[a-z]+",
}
"""What a word may stand in: an option's name, the id of a key in the settings."""

ORDINARY = (
    r"walks?",
    r"findings?",
    r"(?:the|my|your) desk",
    r"goes on",
    r"on purpose",
    r"put down",
)
"""Words that advice on the matter itself may use in their everyday sense."""

PATTERNS = (
    "coach/inbox/automatic_mail.py",
    "coach/inbox/cues.py",
    "coach/inbox/mail.py",
    "coach/inbox/notices.py",
    "coach/inbox/phrases.py",
    "coach/inbox/quotes.py",
    "coach/inbox/notmuch_mu.py",
    "coach/inbox/verdict.py",
    "coach/review/structure.py",
    "coach/session/fear_phrases.py",
    "coach/session/fear_words.py",
)
"""Modules whose strings find what other people write."""

ELSEWHERE = (
    "content/articles/",
    "content/templates/",
    "content/corpus/",
    "content/model/",
    "content/sources.toml",
)
"""Content with rules and tests of its own, and what others wrote."""

AMERICAN = r"\b(?:behavior|colors?|favorite|apologiz|realiz|recogniz|organiz|canceled)"


def _literals(path: Path) -> Iterator[tuple[int, str]]:
    """The string literals of a module that read as text; docstrings are no strings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped: set[int] = set()
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for each in body if isinstance(body, list) else ():
            if isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant):
                skipped.add(id(each.value))
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if " " in text.strip() and id(node) not in skipped:
                yield node.lineno, text


def _texts(value: object) -> Iterator[str]:
    """Every text in a table of content that is a sentence or words, whatever its key."""
    match value:
        case str() if " " in value:
            yield value
        case dict():
            for each in value.values():
                yield from _texts(each)
        case list():
            for each in value:
                yield from _texts(each)


_STYLES = re.compile(r"\{[^}]*: [^}]*;")


def _all() -> Iterator[tuple[str, int, str]]:
    for path in sorted((ROOT / "coach").rglob("*.py")):
        where = path.relative_to(ROOT).as_posix()
        for line, text in _literals(path):
            if where not in PATTERNS and not _STYLES.search(text):
                yield where, line, text
    for path in sorted((ROOT / "content").rglob("*.toml")):
        where = path.relative_to(ROOT).as_posix()
        if where.startswith(ELSEWHERE):
            continue
        with path.open("rb") as file:
            for text in _texts(tomllib.load(file)):
                yield where, 0, text


def test_no_string_a_user_meets_has_a_word_that_went() -> None:
    wrong = []
    for where, line, text in _all():
        advice = where.startswith("content/deciding/")
        for word, instead in BANNED.items():
            if advice and word in ORDINARY:
                continue
            held = re.sub("|".join(ALLOWED.values()), "", text)
            if re.search(rf"\b(?:{word})\b", held, re.I):
                wrong.append(f"{where}:{line}: {text[:70]!r} -> {instead}")
    assert not wrong, "\n".join(wrong)


def test_sources_are_in_one_spelling() -> None:
    wrong = [
        f"{where}:{line}: {text[:70]!r}"
        for where, line, text in _all()
        if where != "content/spelling.toml" and re.search(AMERICAN, text, re.I)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("text", "held"),
    [("Go on with this walk", True), ("Continue this session", False), ("an email file", False)],
)
def test_the_sweep_sees_whole_words_only(text: str, held: bool) -> None:
    assert any(re.search(rf"\b(?:{word})\b", text, re.I) for word in BANNED) is held
