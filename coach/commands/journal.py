"""``coach journal``: past decisions listed, shown, exported, imported, counted and kept safe."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from coach.domain.vocabulary import Outcome, Situation, VerdictId

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.domain.record import Decision, Summary
    from coach.domain.rates import Rate
    from coach.storage.journal import TinyJournal
    from coach.storage.sealing import Key

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

DONE, BROKEN, WRONG_USE = 0, 1, 2


def add(subparsers: "Commands") -> None:
    """Add the command and its own commands to the command line."""
    parser = subparsers.add_parser(
        "journal",
        help="past decisions: list, show, export, import, verify, back up",
        description="Your decisions, on your own machine. Without a command: list.",
        epilog="Exit status: 0 done, 1 the journal cannot be read, is damaged or stays locked, "
        "2 wrong use. The passphrase of a locked journal is asked for, at a terminal only.",
    )
    parser.set_defaults(run=run, command=_list, json=False, limit=0, words="", **_no_filters())
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_list(commands)
    _add_show(commands)
    _add_export(commands)
    _add_import(commands)
    _add_rest(commands)
    _add_passphrase(commands)


def run(args: argparse.Namespace) -> int:
    """Run one of the commands on the user's journal."""
    from coach.domain.problems import JournalError
    from coach.system.asking import NoTerminalError

    command: Callable[[argparse.Namespace], int] = args.command
    try:
        return command(args)
    except NoTerminalError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except JournalError as error:
        print(error, file=sys.stderr)
        return BROKEN


# -- the grammar ----------------------------------------------------------------------


def _no_filters() -> dict[str, str | None]:
    texts = dict.fromkeys(("situation", "verdict", "outcome", "person"), "")
    return {**texts, "since": None, "until": None}


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--situation", default="", choices=list(Situation), metavar="ID")
    parser.add_argument("--verdict", default="", choices=list(VerdictId), metavar="ID")
    parser.add_argument("--outcome", default="", choices=[*Outcome, "open"], metavar="ID")
    parser.add_argument("--person", default="", metavar="NAME", help="under any of their spellings")
    parser.add_argument("--since", type=_day, metavar="YYYY-MM-DD")
    parser.add_argument("--until", type=_day, metavar="YYYY-MM-DD")


def _day(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-30") from error


def _add_list(commands: "Commands") -> None:
    parser = commands.add_parser("list", help="one line a decision, newest first")
    parser.add_argument("words", nargs="*", help="only decisions that hold all these words")
    _add_filters(parser)
    parser.add_argument("-n", "--limit", type=int, default=0, metavar="N", help="at most N")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(command=_list)


def _add_show(commands: "Commands") -> None:
    parser = commands.add_parser("show", help="one decision, whole, as Markdown")
    parser.add_argument("id", help="as listed; the beginning is enough")
    parser.set_defaults(command=_show)


def _add_export(commands: "Commands") -> None:
    parser = commands.add_parser("export", help="decisions as Markdown, JSON or CSV")
    parser.add_argument("id", nargs="*", help="only these (default: all that the options leave)")
    _add_filters(parser)
    parser.add_argument("--format", choices=["markdown", "json", "csv"], default="markdown")
    parser.add_argument(
        "--redact",
        action="store_true",
        help="replace the names of the people you wrote down, and mail addresses, links and "
        "long numbers; read the result before you pass it on",
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="a new file")
    parser.set_defaults(command=_export)


def _add_import(commands: "Commands") -> None:
    parser = commands.add_parser("import", help="merge a JSON export or a copy of a journal")
    parser.add_argument("file", type=Path)
    parser.set_defaults(command=_import)


def _add_rest(commands: "Commands") -> None:
    stats = commands.add_parser("stats", help="counts, your own reply rates, and your guesses")
    _add_filters(stats)
    stats.set_defaults(command=_stats)
    verify = commands.add_parser("verify", help="look at every line and document; changes nothing")
    verify.add_argument(
        "--mend",
        action="store_true",
        help="if it is damaged, set the file aside and keep all that can be understood",
    )
    verify.set_defaults(command=_verify)
    backup = commands.add_parser("backup", help="make a copy now")
    backup.add_argument("--list", action="store_true", help="list the copies instead")
    backup.set_defaults(command=_backup)


def _add_passphrase(commands: "Commands") -> None:
    for name, run, help in (
        ("lock", _lock, "set a passphrase: the journal and its copies are encrypted"),
        ("unlock", _unlock, "take the passphrase off again"),
        ("rekey", _rekey, "set another passphrase"),
    ):
        said = f"{help[0].upper()}{help[1:]}. It is asked for at a terminal, and nowhere else."
        parser = commands.add_parser(name, help=help, description=said)
        parser.set_defaults(command=run)


# -- the commands ---------------------------------------------------------------------


@contextmanager
def _journal() -> "Iterator[TinyJournal]":
    """The user's journal, closed at the end; what opening found is said on stderr."""
    from coach.storage.journal import open_journal
    from coach.system.places import journal_folder

    journal = open_journal(journal_folder())
    if journal.locked:
        _open_locked(journal)
    try:
        yield journal
    finally:
        for notice in journal.notices():
            print(notice, file=sys.stderr)
        journal.close()


def _open_locked(journal: "TinyJournal") -> None:
    from coach.storage import sealing
    from coach.system.asking import open_locked

    if not sealing.installed():
        raise sealing.locked(journal.path)
    open_locked(journal)


def _list(args: argparse.Namespace) -> int:
    from coach.domain.review import one_line

    with _journal() as journal:
        found = _wanted(journal, args)
        if args.words:
            found = _with_words(journal, found, args.words)
        found = found[: args.limit] if args.limit > 0 else found
    if args.json:
        _print_json(found)
        return DONE
    for each in found:
        said = each.outcome or ("open" if each.ending == "sent" else "-")
        line = f"{each.decided:%Y-%m-%d}  {each.verdict:14}  {said:8}  {each.id}"
        print(f"{line}  {one_line(', '.join(filter(None, (each.person, each.topic))))}".rstrip())
    if not found and sys.stdout.isatty():
        print("No decisions here yet.", file=sys.stderr)
    return DONE


def _print_json(found: "Iterable[Summary]") -> None:
    import msgspec

    for each in found:
        sys.stdout.write(msgspec.json.encode(each).decode() + "\n")


def _show(args: argparse.Namespace) -> int:
    from coach.domain.exports import markdown
    from coach.domain.review import visible

    with _journal() as journal:
        ids = _ids(journal, [args.id])
        if ids is None:
            return WRONG_USE
        text = markdown(journal.decision(each) for each in ids)
    print(visible(text) if sys.stdout.isatty() else text, end="")
    return DONE


def _export(args: argparse.Namespace) -> int:
    with _journal() as journal:
        ids = _ids(journal, args.id) if args.id else [each.id for each in _wanted(journal, args)]
        if ids is None:
            return WRONG_USE
        decisions = [journal.decision(each) for each in ids]
        everything = not args.id and args.format == "json"
        people = list(journal.people()) if everything or args.redact else []
    if args.redact:
        from coach.domain.exports import Redaction

        redaction = Redaction.of(decisions, people)
        decisions = [redaction.decision(each) for each in decisions]
        people = [redaction.person(each) for each in people] if everything else []
    return _hand_over(_exported(args.format, decisions, people), args.output)


def _exported(kind: str, decisions: "Sequence[Decision]", people: "Sequence[object]") -> bytes:
    from coach.domain import exports

    if kind == "json":
        from coach.storage.transfer import to_json
        from coach.system.clock import SystemClock

        return to_json(decisions, people, SystemClock().now())  # type: ignore[arg-type]
    text = exports.table(decisions) if kind == "csv" else exports.markdown(decisions)
    return text.encode("utf-8")


def _hand_over(data: bytes, output: Path | None) -> int:
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return DONE
    from coach.storage.files import write_new

    try:
        write_new(output, data)
    except OSError as error:
        print(f"{output} was not written: {error.strerror or error}.", file=sys.stderr)
        return BROKEN
    print(f"Written to {output}.", file=sys.stderr)
    return DONE


def _import(args: argparse.Namespace) -> int:
    from coach.domain.problems import JournalLocked
    from coach.storage.transfer import bring_in

    with _journal() as journal:
        try:
            merged = bring_in(journal, args.file)
        except JournalLocked:  # a copy with a passphrase that is not this journal's
            merged = bring_in(journal, args.file, _key_of(args.file))
    print(f"{merged.added} new, {merged.completed} completed, {merged.same} here already.")
    return DONE


def _stats(args: argparse.Namespace) -> int:
    from coach.domain import rates

    with _journal() as journal:
        summaries = _wanted(journal, args)
        walks = len(journal.walks())
    _counts(summaries, walks)
    _rates("By situation", rates.reply_rates(summaries))
    _rates("By matter", rates.reply_rates(summaries, rates.by_matter))
    _rates("By reminders sent before", rates.reply_rates(summaries, rates.by_reminders))
    _guesses(summaries)
    return DONE


def _counts(summaries: "Sequence[Summary]", walks: int) -> None:
    from collections import Counter

    open_ones = sum(each.outcome is None and each.ending == "sent" for each in summaries)
    print(f"{len(summaries)} decisions, {open_ones} sent with no outcome noted, {walks} unfinished")
    for situation, count in Counter(each.situation for each in summaries).most_common():
        print(f"  {situation:12} {count:6}")


def _rates(title: str, rates: "Sequence[Rate]") -> None:
    named = [rate for rate in rates if rate.group]
    if not named:
        return
    print(f"\n{title}: answered of sent, with the range that fits them (95 %)")
    for rate in named:
        span = f"{rate.low:.0%} to {rate.high:.0%}"
        print(f"  {rate.group:16} {rate.replied:4} of {rate.n:<4} {span}")


def _guesses(summaries: "Sequence[Summary]") -> None:
    from coach.domain.rates import calibration

    found = calibration(summaries)
    if found is None:
        return
    print(f"\nYour guesses: {found.n} resolved. Brier score {found.brier:.2f} (0 is best);")
    print(f"always guessing your own average would have scored {found.steady:.2f}.")
    for bucket in found.buckets:
        rate = bucket.rate
        print(f"  guessed {bucket.percent:3} %: {rate.replied} of {rate.n} answered")


def _verify(args: argparse.Namespace) -> int:
    from coach.storage.journal import FILE
    from coach.storage.sound import mend, verify
    from coach.system.places import journal_folder

    path = journal_folder() / FILE
    if not path.exists():
        print(f"There is no journal yet; it will be {path}.", file=sys.stderr)
        return DONE
    key = _key_of(path)
    report = verify(path, key)
    for problem in report.problems:
        print(problem, file=sys.stderr)
    counts = ", ".join(f"{count} {name}" for name, count in sorted(report.counts.items()))
    print(f"{path}: {report.lines} lines, {report.size} bytes; {counts or 'nothing in it yet'}")
    if not report.problems:
        print("Sound.")
        return DONE
    if not args.mend:
        print("Damaged. Nothing was changed; --mend keeps all that can be understood.")
        return BROKEN
    _, aside = mend(path, key)
    print(f"Mended. The file as it was is kept in {aside}.")
    return DONE


def _backup(args: argparse.Namespace) -> int:
    from coach.storage.backups import copies

    with _journal() as journal:
        if not args.list:
            print(journal.back_up())
            return DONE
        for copy in copies(journal.path):
            print(f"{copy.stat().st_size:12}  {copy}")
    return DONE


# -- the passphrase -------------------------------------------------------------------

_FINAL = """\
A passphrase encrypts {path} and all its copies.
If you forget it, everything in them is lost for good: nobody can open them, we cannot either.
Write it down and keep it where you keep such things. Four or five odd words are good.
Exports, calendar files and drafts saved elsewhere stay readable, and so may what a disk or a
backup of yours still holds of the files as they were."""


def _key_of(path: Path) -> "Key | None":
    """The key of this file, asked for; None for one that needs none."""
    from coach.storage import sealing
    from coach.system.asking import ask

    if not sealing.needs_key(path):
        return None
    if not sealing.installed():
        raise sealing.locked(path)
    return sealing.key_for(path, ask(f"Passphrase of {path.name}: "))


def _lock(_: argparse.Namespace) -> int:
    from coach.storage import sealing

    if not sealing.installed():
        print(f"A passphrase needs one more package: {sealing.INSTALL}", file=sys.stderr)
        return BROKEN
    with _plain_journal() as journal:
        if journal.locked:
            print('It has a passphrase; "coach journal rekey" sets another.', file=sys.stderr)
            return WRONG_USE
        chosen = _chosen(_FINAL.format(path=journal.path))
        if chosen is None:
            return WRONG_USE
        left = journal.set_passphrase(chosen)
    _say_left(left)
    print("Locked. It is asked for whenever the journal is opened.")
    return DONE


def _rekey(_: argparse.Namespace) -> int:
    with _journal() as journal:
        if journal.key is None:
            print('It has no passphrase; "coach journal lock" sets one.', file=sys.stderr)
            return WRONG_USE
        chosen = _chosen(_FINAL.format(path=journal.path))
        if chosen is None:
            return WRONG_USE
        left = journal.set_passphrase(chosen)
    _say_left(left)
    print("Done. From now on the new passphrase opens it, and the old one opens nothing.")
    return DONE


def _unlock(_: argparse.Namespace) -> int:
    with _journal() as journal:
        if journal.key is not None:
            left = journal.take_passphrase_off()
        elif (key := _key_of_copies(journal)) is not None:  # what was interrupted before
            left = journal.lay_copies_open(key)
        else:
            print("It has no passphrase.", file=sys.stderr)
            return WRONG_USE
    _say_left(left)
    print("The passphrase is off. Whoever can read your files can read the journal.")
    return DONE


def _key_of_copies(journal: "TinyJournal") -> "Key | None":
    """The key of copies that are sealed though the journal is not; None where there are none."""
    from coach.storage.resealing import sealed_around

    sealed = sealed_around(journal.path)
    return _key_of(sealed[0]) if sealed else None


@contextmanager
def _plain_journal() -> "Iterator[TinyJournal]":
    """The journal as it is: a passphrase is not asked for."""
    from coach.storage.journal import open_journal
    from coach.system.places import journal_folder

    journal = open_journal(journal_folder())
    try:
        yield journal
    finally:
        journal.close()


def _chosen(warning: str) -> str | None:
    """A new passphrase, typed twice after the warning; None after saying why there is none."""
    from coach.storage.sealing import unfit
    from coach.system.asking import ask, require_terminal

    require_terminal()
    print(warning, file=sys.stderr)
    first = ask("New passphrase (empty: leave it all as it is): ")
    why = unfit(first) if first else "Nothing was changed."
    if not why and ask("The same again: ") != first:
        why = "These were two different ones. Nothing was changed."
    if why:
        print(why, file=sys.stderr)
    return None if why else first


def _say_left(left: "Sequence[Path]") -> None:
    for path in left:
        print(
            f"{path} is damaged or under another passphrase; it was left as it is.",
            file=sys.stderr,
        )


# -- choosing -------------------------------------------------------------------------


def _wanted(journal: "TinyJournal", args: argparse.Namespace) -> "list[Summary]":
    """The decisions that the options leave, newest first."""
    from coach.domain.review import history

    found: Iterable[Summary] = journal.summaries()
    if args.person:
        found = history(args.person, found, journal.people()).decisions
    return [each for each in found if _passes(each, args)]


def _passes(each: "Summary", args: argparse.Namespace) -> bool:
    day = each.decided.date().isoformat()
    return (
        args.situation in ("", each.situation)
        and args.verdict in ("", each.verdict)
        and args.outcome in ("", each.outcome or "open")
        and (args.since or day) <= day <= (args.until or day)
    )


def _with_words(
    journal: "TinyJournal", found: "Sequence[Summary]", words: Sequence[str]
) -> "list[Summary]":
    wanted = [word.casefold() for word in words]
    texts = ((id, text.casefold()) for id, text in journal.texts())
    hits = {id for id, text in texts if all(word in text for word in wanted)}
    return [each for each in found if each.id in hits]


def _ids(journal: "TinyJournal", typed: Sequence[str]) -> list[str] | None:
    """The ids that these begin, or None after saying which one is wrong."""
    known = [each.id for each in journal.summaries()]
    found: list[str] = []
    for beginning in typed:
        hits = [id for id in known if id == beginning] or [
            id for id in known if id.startswith(beginning)
        ]
        if len(hits) != 1:
            _say_wrong(beginning, hits, known)
            return None
        found += hits
    return found


def _say_wrong(typed: str, hits: Sequence[str], known: Sequence[str]) -> None:
    from coach.domain.problems import did_you_mean

    if hits:
        print(f"{len(hits)} decisions begin with {typed!r}; type more of it.", file=sys.stderr)
    else:
        hint = did_you_mean(typed, known) or 'See "coach journal list".'
        print(f"There is no decision {typed!r}. {hint}", file=sys.stderr)
