"""The pages on which stalled conversations are found, as values that any front end can draw."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from coach.advice.questions import Choice, Question, Value, spoken_date
from coach.app.found_threads import Found, Replied, name_of
from coach.app.inbox_controller import Candidate, Reading
from coach.app.pages import Line, Page, Tone
from coach.inbox.quotes import new_words
from coach.inbox.report import said, shown, silence, topic
from coach.inbox.threads import Message
from coach.inbox.verdict import Finding
from coach.sanitize import visible

LAST_MESSAGES = 4
"""Messages of a thread that are shown."""

MOST_LETTERS = 600
"""Letters of a message that are shown."""

FIELDS = {
    "person": "Person",
    "topic": "About",
    "channel": "Where you write",
    "last_from": "Wrote last",
    "last_contact": "Last message",
    "nudges_sent": "Reminders you sent",
    "promised_for": "Promised for",
    "happened": "What happened",
}
"""What is carried into a session, in the order in which it's shown."""

_READS = (
    "You can choose a folder or any of these files: Gmail Takeout or Thunderbird (mbox),"
    " Maildir, .eml, .msg, and exports from LinkedIn, WhatsApp, Telegram and Slack. Your files"
    " are only read, and nothing leaves this machine."
)


def files_page(chosen: Sequence[str], wrong: str = "") -> Page:
    """Asks for files or folders."""
    lines = [Line(_READS, Tone.HELP)]
    lines += [Line(each, mark="✓ ") for each in chosen]
    lines += [Line(wrong, Tone.STOP)] if wrong else []
    begin = "Type another path, or press enter on an empty line to read these files."
    return Page(
        title="Find stalled conversations",
        ask="Which file or folder holds your messages?",
        lines=tuple(lines),
        hint=begin if chosen else "Type a path. Press tab to complete it and enter to choose it.",
    )


def reading_page(messages: int, size: int) -> Page:
    """Says how far the reading is; ``size`` in bytes."""
    read = f"{messages:,} messages" + (f", {size >> 20:,} MB" if size >> 20 else "")
    return Page(
        title="Reading",
        ask="Reading your files …",
        lines=(Line(read, Tone.QUIET),),
        hint="esc to stop",
    )


def me_page(candidates: Sequence[Candidate], reading: Reading) -> Page:
    """Asks who of them is the user; the ids are positions."""
    choices = tuple(
        Choice(id=str(n), text=shown(_party(each)), help=each.why)
        for n, each in enumerate(candidates)
    )
    lines = [Line(each, Tone.QUIET) for each in _told(reading)]
    return Page(
        title="Find stalled conversations",
        ask="Which of these is you?",
        lines=tuple(lines),
        choices=choices,
        hint="Press a number or space to tick. Press enter to continue.",
    )


def _told(reading: Reading) -> list[str]:
    read = f"{len(reading.messages):,} messages read."
    stopped = ["You stopped before the end: these are the results so far."]
    return [read, *(stopped if reading.stopped else ()), *map(shown, reading.notices)]


def _party(candidate: Candidate) -> str:
    party = candidate.party
    both = party.name and party.address and party.name != party.address
    return f"{party.name} <{party.address}>" if both else party.name or party.address


def list_page(found: Found) -> Page:
    """The conversations that have stalled, and what was answered since."""
    choices = [_answered_choice(each) for each in found.replied]
    choices += [
        Choice(id=each.id, text=_headline(each, found), help=shown(each.reason))
        for each in found.rows
    ]
    lines = [
        Line(f"Answered since: {name_of(each)}, {shown(topic(each))}.", Tone.BEFORE)
        for each in found.answered
    ]
    if found.hidden:
        lines.append(Line(f"{found.hidden} that you closed or put off aren't listed.", Tone.QUIET))
    if found.left_out:
        more = "more have stalled. Close or put off some of these to see the next ones."
        lines.append(Line(f"{found.left_out} {more}", Tone.QUIET))
    count = len(found.rows)
    what = "conversation has" if count == 1 else "conversations have"
    return Page(
        title="Find stalled conversations",
        ask=f"{count} {what} stalled" if count else "Nothing has stalled",
        lines=tuple(lines),
        choices=tuple(choices),
        hint="Press enter to open one." if choices else "esc goes back",
    )


def _answered_choice(each: Replied) -> Choice:
    one = each.summary
    about = f", {shown(one.topic)}" if one.topic else ""
    return Choice(
        id=f"replied:{one.id}",
        text=f"They replied: {shown(one.person)}{about} (your decision is waiting)",
        help=f"They wrote after {spoken_date(one.decided.date())}. Open it to close the decision.",
    )


def _headline(each: Finding, found: Found) -> str:
    about = shown(topic(each))
    new = " · new" if each.id in found.new else ""
    new += " · session started" if each.id in found.taken else ""
    sure = "" if each.sure else " (not sure)"
    who = name_of(each)
    name = f"{who}, {about}" if about and about != who else who
    return f"{name} · {said(each)} · {silence(each)}{sure}{new}"


def thread_page(finding: Finding, is_mine: Callable[[Message], bool]) -> Page:
    """The last messages of a conversation, the latest first, and what can be done with it."""
    lines = [Line(shown(finding.reason), Tone.HELP)]
    for each in reversed(_last(finding)):
        who = "You" if is_mine(each) else shown(each.sender.name or each.sender.address)
        lines.append(Line(f"{who}, {spoken_date(each.on)}", Tone.HEAD))
        lines.append(Line(folded(each), Tone.MESSAGE))
    return Page(
        title=f"{name_of(finding)} · {shown(topic(finding))}",
        ask=said(finding),
        choices=(
            Choice(id="session", text="Start a session with these details"),
            Choice(id="week", text="Put it off for a week"),
            Choice(id="month", text="Put it off for a month"),
            Choice(id="close", text="Close it for good"),
            Choice(id="back", text="Back to the list"),
        ),
        below=(*lines, Line("Latest message first. Press page down to scroll.", Tone.QUIET)),
    )


def replied_page(each: Replied, is_mine: Callable[[Message], bool]) -> Page:
    """Their messages since a decision, which can be closed now."""
    page = thread_page(each.finding, is_mine)
    return Page(
        title=page.title,
        ask=f"Does this reply belong to your decision of "
        f"{spoken_date(each.summary.decided.date())}?",
        choices=(
            Choice(id="answered", text="Yes: note that they replied, and stop waiting"),
            Choice(id="back", text="No, or not now"),
        ),
        below=page.below[1:],
    )


def _last(finding: Finding) -> Sequence[Message]:
    said = [each for each in finding.thread.messages if each.kind != "system"]
    return said[-LAST_MESSAGES:]


def folded(message: Message) -> str:
    """What its sender wrote in a message: quotes left out, and cut where it's long."""
    whole = message.text.strip()
    words = (new_words(whole) if message.medium == "email" else whole).strip()
    words = visible("\n".join(line for line in words.splitlines() if line.strip()))
    if len(words) > MOST_LETTERS:
        words = f"{words[:MOST_LETTERS].rstrip()} …"
    return words or "(no words)"


def confirm_page(known: Mapping[str, Value], question: Callable[[str], Question]) -> Page:
    """What the session will know; each can be changed or left out before it starts."""
    fields = [
        Choice(id=id, text=f"{label}: {spoken(question(id), known[id])}")
        for id, label in FIELDS.items()
        if id in known
    ]
    return Page(
        title="Start a session",
        ask="Is this right?",
        lines=(
            Line(
                "Only these details are kept. The session will ask for anything that's missing.",
                Tone.HELP,
            ),
        ),
        choices=(Choice(id="start", text="Yes, start the session"), *fields),
        hint="Choose a line to change it.",
    )


def spoken(question: Question, value: Value) -> str:
    """An answer as one says it."""
    if isinstance(value, str) and (choice := question.choice(value)):
        return choice.text
    if question.kind.value == "date":
        return spoken_date(date.fromisoformat(str(value)))
    return shown(str(value))
