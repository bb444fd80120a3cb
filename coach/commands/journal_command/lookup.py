"""Looking into the journal: a list, one decision, the counts."""

import argparse
import sys
from typing import TYPE_CHECKING

from coach.commands.journal_command.decision_selection import (
    NO_FILTERS,
    add_filters,
    ids,
    wanted,
    with_words,
)
from coach.commands.journal_command.open_journal import DONE, WRONG_USE, opened
from coach.platform.standard_streams import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coach.commands.journal_command.open_journal import Commands
    from coach.journal.decisions import Summary
    from coach.journal.rates import Rate


_HIDDEN = "also show what is kept out of sight because it's about fear or danger"


def add(commands: "Commands") -> None:
    """Add list, show and stats."""
    parser = commands.add_parser("list", help="one line for each decision, newest first")
    parser.add_argument("words", nargs="*", help="list only decisions that contain all these words")
    add_filters(parser)
    parser.add_argument(
        "-n", "--limit", type=int, default=0, metavar="N", help="list at most N decisions"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object per line")
    parser.add_argument("--hidden", action="store_true", help=_HIDDEN)
    parser.set_defaults(command=_list)
    parser = commands.add_parser("show", help="one full decision, as Markdown")
    parser.add_argument("id", help="the id shown in the list; its first few characters are enough")
    parser.add_argument("--hidden", action="store_true", help=_HIDDEN)
    parser.set_defaults(command=_show)
    parser = commands.add_parser("stats", help="counts, your own reply rates, and your guesses")
    add_filters(parser)
    parser.set_defaults(command=_stats)


def _list(args: argparse.Namespace) -> int:
    with opened() as journal:
        shortest = _shortest([each.id for each in journal.summaries()])
        found = wanted(journal, args)
        if args.words:
            found = with_words(journal, found, args.words)
        found = found[: args.limit] if args.limit > 0 else found
    if args.json:
        _print_json(found, shown=args.hidden)
    else:
        _print_lines(found, _names(args), shortest, shown=args.hidden)
    if not found and sys.stdout.isatty():
        print("No decisions here yet.", file=sys.stderr)
    return DONE


DEFAULTS = {"command": _list, "json": False, "hidden": False, "limit": 0, "words": "", **NO_FILTERS}
"""What is done where no command is named: list."""


def _names(args: argparse.Namespace) -> "Mapping[str, str]":
    """The verdicts as people know them."""
    words = args.services().guidance.deciding.words
    return {id: said.name for id, said in words.items()}


_SHORT = 6
"""Characters of an id at least, where they are enough to tell it from all others."""

_NAMED = 16
"""Characters up to which an id is shown whole: it was given by hand."""


def _shortest(ids: "Sequence[str]") -> int:
    """How many characters of each id are shown: enough to tell it from every other."""
    longest = max(map(len, ids), default=0)
    if longest <= _NAMED:
        return longest
    told_apart = (n for n in range(_SHORT, longest) if len({id[:n] for id in ids}) == len(ids))
    return next(told_apart, longest)


def _print_lines(
    found: "Sequence[Summary]", verdicts: "Mapping[str, str]", shortest: int, *, shown: bool
) -> None:
    """The day, the id, what was decided, how it turned out, with whom and about what.

    Of what is about fear or danger, nobody who looks on sees more than that it's there, unless
    that is asked for (``shown``).
    """
    from coach.journal.due_dates import SAVED_EARLIER
    from coach.journal.outcomes import outcome_brief
    from coach.sanitize import one_line

    veiled = {each.id for each in found if each.hidden and not shown}
    decided = [SAVED_EARLIER if each.id in veiled else verdicts[each.verdict] for each in found]
    name = max(map(len, decided), default=0)
    for each, what in zip(found, decided, strict=True):
        unsaid = "open" if each.ending == "sent" else "-"
        came = outcome_brief(each.situation)[each.outcome] if each.outcome else unsaid
        id = f"{each.id[:shortest]:{shortest}}"
        head = f"{each.decided:%Y-%m-%d}  {id}  {what:{name}}"
        named = () if each.id in veiled else (each.person, each.topic)
        whom = one_line(", ".join(filter(None, named)))
        print(folded(f"{head}  {came:8}  {whom}".rstrip()))


_TELLING = ("person", "topic", "matter", "situation", "verdict", "next_step")
"""What of a decision says whom or what it's about."""


def _print_json(found: "Iterable[Summary]", *, shown: bool) -> None:
    import msgspec

    for each in found:
        data = msgspec.to_builtins(each)
        if each.hidden and not shown:
            data |= {**dict.fromkeys(_TELLING, ""), "unsafe": None, "discreet": True}
        sys.stdout.write(msgspec.json.encode(data).decode() + "\n")


def _show(args: argparse.Namespace) -> int:
    from coach.journal.exports import markdown
    from coach.sanitize import visible

    with opened() as journal:
        chosen = ids(journal, [args.id])
        if chosen is None:
            return WRONG_USE
        found = [journal.decision(each) for each in chosen]
    if not args.hidden and any(each.hidden for each in found):
        print("Saved earlier. To show it, add --hidden: others may see this screen.")
        return DONE
    text = markdown(found)
    print(folded(visible(text)) if sys.stdout.isatty() else text, end="")
    return DONE


# -- the counts -----------------------------------------------------------------------


def _stats(args: argparse.Namespace) -> int:
    from coach.journal import rates
    from coach.vocabulary import SITUATIONS

    with opened() as journal:
        summaries = wanted(journal, args)
        sessions = len(journal.sessions())
    _counts(summaries, sessions)
    situations = {str(id): text for id, text in SITUATIONS.items()}
    _rates("By situation", rates.reply_rates(summaries), situations)
    by_matter = rates.reply_rates(summaries, rates.by_matter)
    if by_matter:
        waits = args.services().guidance.deciding.waits
        _rates(
            "By what you were waiting for", by_matter, {id: wait.text for id, wait in waits.items()}
        )
    _rates(
        "By number of reminders already sent", rates.reply_rates(summaries, rates.by_reminders), {}
    )
    _guesses(summaries)
    return DONE


def _counts(summaries: "Sequence[Summary]", sessions: int) -> None:
    from collections import Counter

    from coach.vocabulary import SITUATIONS

    open_ones = sum(each.outcome is None and each.ending == "sent" for each in summaries)
    print(
        folded(
            f"{len(summaries)} decision{'' if len(summaries) == 1 else 's'}, "
            f"{open_ones} sent with no outcome recorded, {sessions} unfinished"
        )
    )
    for situation, count in Counter(each.situation for each in summaries).most_common():
        print(folded(f"  {SITUATIONS[situation]:28} {count:6}"))


def _rates(title: str, rates: "Sequence[Rate]", names: "Mapping[str, str]") -> None:
    named = [rate for rate in rates if rate.group]
    if not named:
        return
    print(folded(f"\n{title}: how many messages got a reply, with a 95% margin of error"))
    for rate in named:
        span = f"{rate.low:.0%} to {rate.high:.0%}"
        name = names.get(rate.group, rate.group)
        print(folded(f"  {name:28} {rate.replied:4} of {rate.n:<4} {span}"))


def _guesses(summaries: "Sequence[Summary]") -> None:
    from coach.journal.rates import calibration

    found = calibration(summaries)
    if found is None:
        return
    told = f"{found.n} with a known result. Brier score {found.brier:.2f} (0 is best);"
    print(folded(f"\nYour guesses: {told}"))
    print(folded(f"always guessing your own average would have scored {found.steady:.2f}."))
    for bucket in found.buckets:
        rate = bucket.rate
        print(f"  guessed {bucket.percent:3}%: {rate.replied} of {rate.n} got a reply")
