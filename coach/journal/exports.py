"""Decisions as text for other programs and other people: Markdown and CSV."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.advice.questions import spoken_date
from coach.journal.decisions import Decision, Note, Prediction
from coach.journal.incident_log import of_session
from coach.journal.outcomes import outcome_words
from coach.vocabulary import Ending, Situation

COLUMNS = (
    "id",
    "decided",
    "situation",
    "person",
    "topic",
    "verdict",
    "ending",
    "outcome",
    "next_on",
    "next_step",
    "percent",
    "percent_by",
    "came_true",
    "well_decided",
    "again",
    "reason",
    "subject",
    "sent",
    "notes",
)
"""The columns of the CSV, in order."""


class Form(StrEnum):
    """What an export is written as."""

    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


ENDINGS = {Form.MARKDOWN: ".md", Form.JSON: ".json", Form.CSV: ".csv"}
"""The end of a file's name, by what is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What is to be taken out: these decisions, or all for None, with their names or without."""

    ids: tuple[str, ...] | None
    form: Form
    redacted: bool


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


# -- Markdown -------------------------------------------------------------------------


def markdown(decisions: Iterable[Decision]) -> str:
    """The decisions as one Markdown text, each under a heading of its own."""
    return "\n".join("\n".join(_decision(each)) + "\n" for each in decisions)


def plain(one: Decision) -> str:
    """The same of one decision to be read aloud: no signs of Markdown and no id."""
    said, quoted = [], False
    for line in _decision(one):
        if line.startswith("```"):
            quoted = not quoted
        elif quoted:
            said.append(line)
        elif not line.startswith("- Kept as:"):
            said.append(re.sub(r"\\([\\`*_{}\[\]<>#|~&])", r"\1", re.sub(r"^(#+|-) ", "", line)))
    return "\n".join(said)


def _decision(one: Decision) -> Iterable[str]:
    who = " - ".join(part for part in (one.session.person, one.session.topic) if part)
    yield f"# {_inline(who or 'A decision')}"
    yield ""
    yield from _facts(one)
    yield from _section("Why", [one.assessment.reason])
    yield from _section("Reasons for", [each.text for each in one.assessment.supporting])
    yield from _section("Reasons against", [each.text for each in one.assessment.opposing])
    if one.session.overrule:
        yield from _section("Why you decided differently", [one.session.overrule.reason])
    if one.sent:
        yield from _quoted("Message sent", one.sent.subject, one.sent.body)
    elif one.session.draft.body:
        yield from _quoted("Draft", one.session.draft.subject, one.session.draft.body)
    if one.prediction:
        yield from _prediction(one.prediction, one.came_true)
    if written := of_session(one.session):
        yield from ("", "## Log of what happened", "")
        yield from (f"- {each.at:%Y-%m-%d %H:%M}: {each.text}" for each in written)
    if one.notes:
        yield from ("", "## Since then", "")
        yield from (f"- {_note(each, one.session.situation)}" for each in one.notes)


def _facts(one: Decision) -> Iterable[str]:
    own = one.session.overrule is not None
    verdict = one.verdict.replace("_", " ") if own else one.assessment.verdict.text
    ending = "sent" if one.ending is Ending.SENT else "not sent"
    rows = (
        ("Decided", f"{spoken_date(one.decided.date())}, {one.decided:%H:%M}"),
        ("Situation", str(one.session.situation or "")),
        ("Recommendation", verdict),
        ("Ending", ending),
        ("Next", " ".join(_planned(one))),
        ("Outcome", outcome_words(one.session.situation)[one.outcome] if one.outcome else ""),
        ("Kept as", one.id),
    )
    yield from (f"- {name}: {_inline(text)}" for name, text in rows if text)


def _planned(one: Decision) -> Iterable[str]:
    if one.check_on:
        yield f"{spoken_date(one.check_on)}:"
    if one.next_step:
        yield one.next_step


def _section(title: str, texts: Sequence[str]) -> Iterable[str]:
    said = [text for text in texts if text.strip()]
    if said:
        yield from ("", f"## {title}", "")
        yield from (
            (_inline(said[0]),) if len(said) == 1 else (f"- {_inline(text)}" for text in said)
        )


def _quoted(title: str, subject: str, body: str) -> Iterable[str]:
    """The words exactly, in a fence that nothing in them can close."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", body)), default=0))
    yield from ("", f"## {title}", "")
    if subject:
        yield from (f"Subject: {_inline(subject)}", "")
    yield from (f"{fence}text", body, fence)


def _prediction(guess: Prediction, came_true: bool | None) -> Iterable[str]:
    came = {True: "It came.", False: "It didn't come.", None: "Not known yet."}[came_true]
    yield from ("", "## The guess", "")
    yield f"- {guess.percent}% that a reply would come by {spoken_date(guess.by)}. {came}"
    for name, text in (("Why", guess.why), ("Feared", guess.feared), ("Expected", guess.expected)):
        if text:
            yield f"- {name}: {_inline(text)}"


def _note(note: Note, situation: Situation | None) -> str:
    said = [f"{outcome_words(situation)[note.outcome]}."] if note.outcome else []
    said += [_inline(note.text)] if note.text else []
    if note.well_decided is not None:
        said.append("A good decision." if note.well_decided else "Not the best decision.")
    if note.again is not None:
        said.append("I'd do the same again." if note.again else "I'd decide differently.")
    return f"{spoken_date(note.at.date())}: {' '.join(said) or 'reviewed'}"


def _inline(text: str) -> str:
    """On one line, with nothing in it that Markdown or HTML would act on."""
    return re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", " ".join(text.split()))


# -- CSV ------------------------------------------------------------------------------


def table(decisions: Iterable[Decision]) -> str:
    """The decisions as CSV (RFC 4180) with a header; no cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in _row(each)] for each in decisions)
    return out.getvalue()


def _row(one: Decision) -> Iterable[object]:
    short = one.summary()
    own: Mapping[str, object] = {
        "decided": short.decided.isoformat(timespec="seconds"),
        "reason": one.assessment.reason,
        "subject": one.sent.subject if one.sent else "",
        "sent": one.sent.body if one.sent else "",
        "notes": "\n".join(each.text for each in one.notes if each.text),
    }
    return [own[name] if name in own else getattr(short, name) for name in COLUMNS]


def _cell(value: object) -> str:
    """As text; a cell that a spreadsheet would take for a formula begins with a quote mark."""
    text = "" if value is None else str(value)
    text = text.replace("\x00", "")
    return f"'{text}" if text.startswith(_FORMULA) else text
