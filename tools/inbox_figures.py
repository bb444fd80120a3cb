"""How well stalled conversations are found: ``python -m tools.inbox_figures [--held] [-v]``.

Prints precision and recall of *stalled* and how often the situation is right, over the labelled
mailbox. The personas marked as held out were never looked at while the detector was written.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from coach.commands import inbox_command as inbox
from coach.inbox import grouping, stalled
from coach.inbox.mailbox_reader import Collection, Tally
from coach.inbox.verdict import Finding
from coach.platform.mailbox_messages import MailboxMessages
from tools.inbox_scripts import LABELLED, TODAY


@dataclass
class Figures:
    """Counts over some conversations."""

    right: int = 0
    """Stalled, and found."""
    wrong: int = 0
    """Found, but not stalled."""
    missed: int = 0
    quiet: int = 0
    """Neither stalled nor found."""
    situations: int = 0
    """Stalled and found, with the right situation."""
    notes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """How many of those found have stalled."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """How many of the stalled were found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def situation(self) -> float:
        """How often the situation was right, of those found rightly."""
        return self.situations / max(1, self.right)

    def __str__(self) -> str:
        total = self.right + self.wrong + self.missed + self.quiet
        return (
            f"{total:4} conversations   precision {self.precision:6.1%}"
            f"   recall {self.recall:6.1%}   situation {self.situation:6.1%}"
        )


def read(folder: Path, words: Sequence[str] = ()) -> list[Finding]:
    """All findings for the files of one persona."""
    held, tally = Collection(), Tally()
    for message in MailboxMessages().messages([str(folder)], tally):
        held.add(message)
    owner = inbox._me(words, held.messages)
    return stalled.findings(grouping.threads(held.messages), owner, TODAY)


def labels() -> list[dict[str, object]]:
    """The labels, one for each conversation."""
    found: list[dict[str, object]] = json.loads((LABELLED / "labels.json").read_text("utf-8"))
    return found


def of(label: dict[str, object], findings: Sequence[Finding]) -> Finding | None:
    """The finding that belongs to a labelled conversation."""
    slug, name = str(label["slug"]), str(label["with"])
    for each in findings:
        if any(m.id.lstrip("[").startswith(f"{slug}.") for m in each.thread.messages):
            return each
        if each.thread.id in (f"2-{slug}", name):
            return each
    chats = [
        f for f in findings if f.medium == "chat" and (f.who.name == name or f.thread.title == name)
    ]
    if label["format"] == "slack":
        channel = slug.startswith("channel")
        chats = [f for f in findings if f.source == "slack" and f.thread.group == channel]
        chats = [f for f in chats if f.who.name in (name, f"U{sum(map(ord, name))}")]
    return chats[0] if chats else None


def measure(*, held_out: bool | None = None) -> tuple[Figures, Counter[str]]:
    """The figures over all conversations, or over one part of them."""
    figures, detail = Figures(), Counter[str]()
    read_by: dict[str, list[Finding]] = {}
    for label in labels():
        if held_out is not None and label["held_out"] != held_out:
            continue
        persona = str(label["persona"])
        if persona not in read_by:
            read_by[persona] = read(LABELLED / "files" / persona, [str(label["me"])])
        _count(label, of(label, read_by[persona]), figures, detail)
    for persona, found in read_by.items():
        known = {id(of(label, found)) for label in labels() if label["persona"] == persona}
        for each in found:
            if each.situation and id(each) not in known:
                figures.wrong += 1
                figures.notes.append(
                    f"{persona}: found but not written: {each.topic} {each.reason}"
                )
    return figures, detail


def _count(
    label: dict[str, object], found: Finding | None, figures: Figures, detail: Counter[str]
) -> None:
    wanted, got = label["situation"], found.situation if found else None
    reason = found.reason if found else "not read"
    where = f"{label['persona']}/{label['slug']}: {wanted} -> {got}  {reason}"
    if wanted and got:
        figures.right += 1
        figures.situations += wanted == got
        for name in ("reminders_sent", "promised_for"):
            if label[name] is not None and str(getattr(found, name)) != str(label[name]):
                detail[name] += 1
                figures.notes.append(f"{where}; {name} {label[name]} -> {getattr(found, name)}")
    elif wanted:
        figures.missed += 1
    elif got:
        figures.wrong += 1
    else:
        figures.quiet += 1
    if wanted != got:
        figures.notes.append(where)


def main() -> int:
    """Print the figures; 1 where they miss the goal."""
    parser = argparse.ArgumentParser(prog="python -m tools.inbox_figures", description=__doc__)
    parser.add_argument("--tuned", action="store_true", help="only what the detector was tuned on")
    parser.add_argument("-v", "--verbose", action="store_true", help="each that is wrong, with why")
    args = parser.parse_args()
    good = True
    parts = (
        (("tuned on", False),)
        if args.tuned
        else (("tuned on", False), ("held out", True), ("all", None))
    )
    for name, held_out in parts:
        figures, _ = measure(held_out=held_out)
        print(f"{name:9}{figures}")
        if args.verbose and held_out is not None:
            print("\n".join(f"    {each}" for each in figures.notes))
        good &= figures.precision >= 0.95 and figures.recall >= 0.85 and figures.situation >= 0.85
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
