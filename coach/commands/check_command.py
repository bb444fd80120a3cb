"""``coach check``: judge drafts from files or a pipe, as text or JSON.

Exit status 0 when every draft is ready, 1 when one is not, 3 when one is in another
language or a life may be at risk, so that it was not judged, 2 when it was called wrongly or a
file cannot be read.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from coach.commands.arguments import names_files
from coach.sanitize import one_line
from coach.vocabulary import Channel, Situation, VerdictId

if TYPE_CHECKING:
    from coach.review.checks import Issue, Review, ReviewSetting
    from coach.review.review import Judge

READY, NOT_READY, USAGE, NOT_CHECKED = 0, 1, 2, 3
LIFE, FEAR = "life-in-danger#yours", "not-safe#stop-here"
BOTH = "life-in-danger#both"
"""What to read first where a draft has words of despair, or of fear and violence, or both."""

_FIRST = {
    LIFE: (
        "This matters more than any wording. If it could happen now, or something has been done"
        " already, call the emergency number. If it's about you, don't wait for better words: tell"
        " someone you feel safe with now, in these if you like. If it's about someone else, tell"
        " someone near them; if they frighten you, or say it to make you stay, tell the police or a"
        " domestic abuse service instead."
    ),
    BOTH: (
        "This matters more than any wording. If it could happen now, or something has been done"
        " already, call the emergency number. Otherwise tell someone you feel safe with now, in"
        " these words if you like. Don't send it to anybody who frightens you: tell the police or a"
        " domestic abuse service."
    ),
    FEAR: (
        "If you're in danger now, call your local emergency number. Otherwise get advice before you"
        " write to someone you fear: you don't have to send anything. If this is for someone who"
        " helps you, don't hold it back."
    ),
}
_LIVES = frozenset({LIFE, BOTH})
"""Where a life may be at risk: such a draft is called neither ready nor not ready."""

_GRAVITY = (READY, NOT_CHECKED, NOT_READY, USAGE)
"""Of several files the gravest status is the command's."""


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add this command to the program's parser."""
    parser = subparsers.add_parser(
        "check",
        help="check drafts against the situation they're meant for",
        description="Check drafts against the situation they're meant for. If the first line"
        " begins with 'Subject:', it's read as the subject. Lines that begin with '>' are skipped.",
        epilog="Exit status: 0 ready, 1 not ready, or with words of fear, 2 usage error, 3 not"
        " checked: not English, or it may be about a life at risk. In JSON, 'ready' is true, false"
        " or, for 3, null; 'safety' names the guide to read first.",
    )
    files = parser.add_argument(
        "files", nargs="*", metavar="FILE", help="drafts to check; '-' or no file reads stdin"
    )
    names_files(files)
    parser.add_argument(
        "-s",
        "--situation",
        choices=[each.value for each in Situation],
        help="the kind of stalled conversation (required, except with --export-kept)",
    )
    parser.add_argument(
        "--verdict",
        choices=[each.value for each in VerdictId],
        metavar="ID",
        help="what was decided, one of: " + ", ".join(each.value for each in VerdictId),
    )
    parser.add_argument(
        "--channel",
        choices=[each.value for each in Channel],
        default=Channel.EMAIL.value,
        help="how it will be sent (default: email)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object for each draft")
    parser.add_argument(
        "--export-kept",
        action="store_true",
        help="print, as training lines, the sentences in your journal that you said were"
        ' "not an issue"',
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Judge each draft in order; returns the exit status."""
    from coach.content.check_files import load
    from coach.content.shipped_content import shipped
    from coach.errors import ContentError
    from coach.review.checks import ReviewSetting
    from coach.review.review import Judge
    from coach.session.fear_words import says_besides, says_harm

    if not args.situation and not args.export_kept:
        return _usage("--situation is required: waiting, owing, unwanted or repair.")
    try:
        judge = Judge(load(shipped() / "checks"))
    except (ContentError, OSError) as error:
        return _usage(f"The checks can't be read. {error}")
    if args.export_kept:
        return _export(judge)
    setting = ReviewSetting(
        Situation(args.situation),
        VerdictId(args.verdict) if args.verdict else None,
        Channel(args.channel),
    )
    status = READY
    for name in args.files or ["-"]:
        try:
            text = _text(name)
        except (OSError, UnicodeDecodeError) as error:
            status = _usage(f"{name}: {_why(error)}")
            continue
        report = judge.review(text, setting)
        own = _own(text)
        besides = says_besides(own)
        page = (BOTH if besides else LIFE) if says_harm(own) else FEAR if besides else ""
        many = len(args.files) > 1
        _say(_json(report, page) if args.json else _plain(name, text, report, page, many=many))
        found = NOT_CHECKED if page in _LIVES else NOT_READY if page else _status(report)
        status = max(status, found, key=_GRAVITY.index)
    return status


def _export(judge: "Judge") -> int:
    """Print what was kept on purpose in the journal, a line a sentence, each once."""
    from coach.commands.journal_command.open_journal import opened
    from coach.errors import JournalError
    from coach.review.checks import ReviewSetting

    lines: dict[str, None] = {}
    try:
        with opened() as journal:
            decided = [journal.decision(each.id) for each in journal.summaries()]
            for session in (*journal.sessions(), *(each.session for each in decided)):
                if session.situation is not None:
                    setting = ReviewSetting(session.situation, None, session.channel)
                    kept = session.draft.kept | session.kept
                    lines |= dict.fromkeys(_kept_lines(judge, session.draft.text, setting, kept))
    except JournalError as error:
        print(f"coach check: {error}", file=sys.stderr)
        return NOT_READY
    for line in lines:
        _say(line)
    return READY


def _kept_lines(
    judge: "Judge", text: str, setting: "ReviewSetting", kept: frozenset[str]
) -> Iterator[str]:
    """A line of the corpus for each sentence whose learnt issues were kept.

    Tab-separated: ``clean``, the situation, ``?`` (nobody noted what it does), the sentence.
    """
    from coach.review.checks import RuleKind
    from coach.review.message_parts import take_apart

    learnt = {each.id for each in judge.checks if each.kind is RuleKind.LEARNT}
    stretches = take_apart(text).stretches
    for issue in judge.review(text, setting).findings:
        if issue.rule in kept & learnt:
            for part in stretches:
                if part.start <= issue.start < part.end:
                    said = " ".join(text[part.start : part.end].split())
                    yield f"clean\t{setting.situation.value}\t?\t{said}"


def _status(report: "Review") -> int:
    ready = _ready(report)
    if ready is None:
        return NOT_CHECKED
    return READY if ready else NOT_READY


def _ready(report: "Review") -> bool | None:
    """Whether it is ready; None where its language is not judged and nothing else is wrong."""
    if report.judged or any(each.blocks for each in report.findings):
        return report.ready
    return None


def _passed(report: "Review", page: str) -> bool | None:
    """Whether it is ready: False with words of fear, None where a life may be at risk."""
    if page:
        return None if page in _LIVES else False
    return _ready(report)


def _text(name: str) -> str:
    """The characters of a file exactly as they stand, line ends too."""
    raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    return raw.decode("utf-8")


def _why(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, OSError):
        return f"{error.strerror or error}."
    return "This isn't UTF-8 text."


def _usage(message: str) -> int:
    print(f"coach check: {message}", file=sys.stderr)
    return USAGE


def _say(line: str) -> None:
    sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


def _own(text: str) -> str:
    """What isn't quoted from an earlier message."""
    return "\n".join(each for each in text.splitlines() if not each.startswith(">"))


def _json(report: "Review", page: str) -> str:
    import json

    return json.dumps(
        {
            "ready": _passed(report, page),
            "words": report.words,
            "language": report.language,
            "unchecked": list(report.unchecked),
            "safety": page,
            "findings": [_as_object(each) for each in report.findings],
        },
        ensure_ascii=False,
    )


def _as_object(finding: "Issue") -> dict[str, object]:
    return {
        "rule": finding.rule,
        "fault": finding.fault,
        "severity": finding.severity.value,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "message": finding.message,
        "why": finding.why,
        "suggest": finding.suggest,
    }


def _plain(name: str, text: str, report: "Review", page: str, *, many: bool) -> str:
    """A report for people: one line a finding, with the place as line and column."""
    prefix = f"{name}:" if many else ""
    lines = [
        f"{prefix}{_place(text, each)} {each.severity.value}: {_about(each)}"
        for each in report.findings
    ]
    if page:  # no verdict and no issue: nobody in danger is asked for a better message
        return f"{prefix} {_FIRST[page]} Where to find help: coach read {page}".strip()
    lines += [f"{prefix} not checked: {each}".strip() for each in report.unchecked]
    word = "word" if report.words == 1 else "words"
    ready = _ready(report)
    verdict = {True: "Ready", False: "Not ready", None: "Not checked"}[ready]
    silent = report.judged and not report.ready and not report.findings
    why = ": the draft doesn't say anything yet" if silent else ""
    return "\n".join([*lines, f"{prefix} {verdict}, {report.words} {word}{why}.".strip()])


def _place(text: str, finding: "Issue") -> str:
    if not finding.end:
        return "whole message:"
    before = text[: finding.start]
    return f"{before.count(chr(10)) + 1}:{finding.start - before.rfind(chr(10))}:"


def _about(finding: "Issue") -> str:
    shown = one_line(finding.text)
    quote = f'"{shown}" ' if shown else ""
    change = ""
    if finding.suggest is not None:
        change = f' Instead: "{finding.suggest}".' if finding.suggest else " Remove it."
    return f"{quote}{finding.message}{change} [{finding.why}]"
