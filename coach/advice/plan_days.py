"""The days a plan can name, worked out from what is known."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from coach.advice.facts import Known, Missing
from coach.advice.timing import REPLY_WITHIN, after_working_days, turn_of

UNNAMED = 5
"""Working days until an answer that was announced without a day."""

SATURDAY = 5
"""The first day of the week on which nobody is expected to work."""


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


def off(day: date) -> bool:
    """Whether nobody is expected to work or read on this day: a weekend."""
    return day.weekday() >= SATURDAY


def latest_day(known: Known) -> date | None:
    """The last day this case allows: a real date by which it matters, unless it has passed."""
    needed_by = known.facts.get("needed_by")
    if needed_by == known.facts.get("promised_for") and known.facts.get("set_by") == "them":
        return None  # the one date there is was named by them, and they may miss it
    day = date.fromisoformat(str(needed_by)) if needed_by else None
    return day if day and day >= known.today else None


def settled(day: date, known: Known) -> date:
    """The working day to act by: the last one up to ``day``, or the first after it.

    Never after the case's own deadline; today where no working day is left before it.
    """
    last = latest_day(known)
    day = max(known.today, min(day, last) if last else day)
    earlier, later = _before(day), _after(day)
    if earlier >= known.today:
        return earlier
    return later if last is None or later <= last else known.today


def settled_after(day: date, known: Known) -> date:
    """The working day to wait for: the first one from ``day`` on, else the last one before it.

    Never after the case's own deadline; today where no working day is left before it.
    """
    last = latest_day(known)
    day = max(known.today, min(day, last) if last else day)
    earlier, later = _before(day), _after(day)
    if last is None or later <= last:
        return later
    return max(known.today, earlier)


def _before(day: date) -> date:
    while off(day):
        day -= timedelta(days=1)
    return day


def _after(day: date) -> date:
    while off(day):
        day += timedelta(days=1)
    return day


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


def after_asking(known: Known, day: date) -> date:
    """The day to look again after a message that went out on ``day``, as ``following``.

    Half way to a real date at the latest: something else can still be arranged then.
    """
    on = after_working_days(day, max(2, known.wait.then or known.wait.first))
    half = half_way(known, day)
    return on if half is None else min(on, half)


def half_way(known: Known, day: date) -> date | None:
    """The working day half way from ``day`` to a real date; None where there's no real date.

    Later than ``day``, unless the real date is that day.
    """
    last = latest_day(known)
    if last is None:
        return None
    half = _before(day + (last - day) // 2)
    return half if half > day else max(day, min(_after(day + timedelta(days=1)), last))


def halfway(known: Known) -> date:
    """The working day half way from today to the real date."""
    return half_way(known, known.today) or needed(known)


def reply_by(known: Known) -> date:
    """The last day of the 72 hours after deciding, or an earlier date by which it is needed."""
    day = known.today + REPLY_WITHIN
    needed_by = known.facts.get("needed_by")
    return min(day, needed(known)) if needed_by else day


def needed(known: Known) -> date:
    """The real date by which something is needed, not before today."""
    return max(known.today, known.day("needed_by"))


def day_before(known: Known) -> date:
    """The last working day before the real date; that date itself where no day is left."""
    day = _before(needed(known) - timedelta(days=1))
    return day if day > known.today else needed(known)


def promised(known: Known) -> date:
    """The date they named."""
    return known.day("promised_for")


def asked_over(known: Known) -> date:
    """The first working day on which what the last message asked for by a day is late."""
    return after_working_days(known.day("asked_by"), 1)


def answer_on(known: Known) -> date:
    """The day the user named for the answer itself, not before today."""
    return max(known.today, known.day("answer_on"))


def answer_day(known: Known) -> date:
    """The day the user can keep; a week of working days from today where none was named."""
    if "answer_on" not in known.facts:
        return after_working_days(known.today, UNNAMED)
    return answer_on(known)


DAYS: Mapping[str, Callable[[Known], date]] = {
    "today": lambda known: known.today,
    "tomorrow": lambda known: known.today + timedelta(days=1),
    "reply_by": reply_by,
    "ask_by": ask_by,
    "due": due,
    "next": following,
    "needed": needed,
    "before": day_before,
    "halfway": halfway,
    "promised": promised,
    "asked_over": asked_over,
    "rest": lambda known: after_working_days(known.today, 10),
    "answer_on": answer_on,
    "answer_day": answer_day,
    "month": lambda known: known.today + timedelta(days=30),
}
"""Every day a plan can name."""
