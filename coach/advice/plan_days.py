"""The days a plan can name, worked out from what is known."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from coach.advice.facts import Known, Missing
from coach.advice.timing import REPLY_WITHIN, after_working_days, turn_of


def named_day(name: str, known: Known) -> date | None:
    """The local day that a plan's word stands for, or None when it cannot be known.

    Words: the keys of ``DAYS``, and "+5" for that many working days from today.
    """
    if name.startswith("+"):
        return after_working_days(known.today, int(name))
    try:
        return DAYS[name](known) if name else None
    except Missing:
        return None


def due(known: Known) -> date:
    """The first day on which writing again is usual here, tomorrow at the earliest."""
    wait, tomorrow = known.wait, known.today + timedelta(days=1)
    promised = known.facts.get("promised_for")
    if promised and known["promise"] == "ahead":
        return max(tomorrow, after_working_days(date.fromisoformat(str(promised)), wait.grace))
    turn = turn_of(wait, known.count("nudges_sent"))
    return max(tomorrow, after_working_days(known.day("last_contact"), turn))


def ask_by(known: Known) -> date:
    """The last day for a message that asks: it leaves them half the time to a real date."""
    day = known.today + REPLY_WITHIN
    if not known.facts.get("needed_by"):
        return day
    return min(day, known.today + (needed(known) - known.today) // 2)


def following(known: Known) -> date:
    """The day to look again after a message that asks: at a real date at the latest.

    It leaves the other side the usual wait of this kind of matter (T1-T14), two
    working days at least, counted from the last day on which the message may go out.
    """
    wait, asked = known.wait, ask_by(known)
    day = after_working_days(asked, max(2, wait.then or wait.first))
    return max(asked, min(day, needed(known))) if known.facts.get("needed_by") else day


def reply_by(known: Known) -> date:
    """The last day of the 72 hours after deciding, or an earlier date by which it is needed."""
    day = known.today + REPLY_WITHIN
    needed_by = known.facts.get("needed_by")
    return min(day, needed(known)) if needed_by else day


def needed(known: Known) -> date:
    """The real date by which something is needed, not before today."""
    return max(known.today, known.day("needed_by"))


DAYS: Mapping[str, Callable[[Known], date]] = {
    "today": lambda known: known.today,
    "tomorrow": lambda known: known.today + timedelta(days=1),
    "reply_by": reply_by,
    "ask_by": ask_by,
    "due": due,
    "next": following,
    "needed": needed,
    "month": lambda known: known.today + timedelta(days=30),
}
"""Every day a plan can name."""
