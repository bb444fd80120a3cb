"""What is known: the answers given, and what follows from them and the day.

A derived fact looks the same to a row as an answer. When an answer it needs is
missing, reading it raises ``Missing`` with the question to ask.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from coach.advice.questions import SAFETY, Facts, Value
from coach.advice.timing import (
    Wait,
    after_working_days,
    deadline_state,
    gap_state,
    pace,
    promise_state,
    working_days,
)

UNDER_WAY = ("will_do", "idle", "talking", "asked_me")
"""Last words after which one reminder more than usual is fair: they said yes, or it went well."""

GAVE_THEIR_WORD = ("will_do", "idle")
"""Last words that are a promise, kept or not."""

NO_OUTSIDE_DAY = ("none", "me")
"""Who may have set the day by which it matters, where no day of anyone else's is asked for."""

CIRCUMSTANCES = frozenset(
    {"involved", "waiting_extra", "owing_extra", "unwanted_extra", "repair_extra"}
)
"""Lists of circumstances that the opening asks for; a list nobody has seen has nothing ticked.

Their ticks do not weigh on one another: of several, the first row that has one decides.
"""

CARRIED = frozenset({"waited", "last_sent", "asked_by"})
"""What nobody is asked for: a session that goes on brings it with it."""

FROM_THEM = frozenset(
    {"threats", "hurt", "following", "controlled", "sexual", "abusive", "afraid", "after_no"}
)
"""Signs that the other side is a danger to the user."""

PASSED = ("passed", "long_past")
"""States of a promise whose day, with its grace, is over."""

IMPLIED_BY = {"promised": "promised_for", "cost": "needed_by"}
"""Questions that ask whether there is a date, and the date that answers them."""

UNDATED_BY = {"cost": "set_by"}
"""Questions that ask whether there is a date, and the answer that says there is none."""

SAID_NOTHING_DATED = ("nothing", "asked_me", "no")
"""Last words that name no day, so that none is asked for, unless money is owed."""


SEVERAL_DAYS = 2
"""Days to a real date from which it is neither today nor tomorrow."""


class Missing(LookupError):  # noqa: N818 - it is a state, not a fault
    """A fact is not known yet; ``question`` is what to ask."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.question = question


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The answers, the waiting times, and the local day they are read on."""

    facts: Facts
    waits: Mapping[str, Wait]
    today: date

    def __getitem__(self, name: str) -> Value:
        """The value of an answer or of a derived fact; raises ``Missing``."""
        derived = DERIVED.get(name)
        return derived.of(self) if derived else self.answer(name)

    def answer(self, question: str) -> Value:
        """An answer as given; raises ``Missing``."""
        if not self.has(question):
            if question in CIRCUMSTANCES:
                return ()
            raise Missing(question)
        return self.facts.get(question, "date")  # the date itself was given unasked

    def has(self, question: str) -> bool:
        """Whether a question is answered, be it by the date it asks after."""
        return question in self.facts or IMPLIED_BY.get(question) in self.facts

    def text(self, question: str) -> str:
        """An answer that is a choice."""
        return str(self.answer(question))

    def count(self, question: str) -> int:
        """An answer that is a number."""
        value = self.answer(question)
        return value if isinstance(value, int) else 0

    def day(self, question: str) -> date:
        """An answer that is a date."""
        return date.fromisoformat(self.text(question))

    @property
    def wait(self) -> Wait:
        """The waiting time for what is awaited."""
        return self.waits.get(self.text("matter")) or self.waits["other"]


@dataclass(frozen=True, slots=True, eq=False)
class Derived:
    """A fact worked out from answers: its possible values, meaning and sources.

    ``shows`` is the answer that stands for it where the deciding answers are listed.
    """

    of: Callable[[Known], Value]
    values: tuple[str, ...]
    meaning: str
    shows: str
    needs: tuple[str, ...]


def _quiet(known: Known) -> int:
    return max(0, working_days(known.day("last_contact"), known.today))


def _standing(known: Known) -> str:
    wait = known.wait
    owed = wait.owed if wait.fixed else str(known.facts.get("owed") or wait.owed)
    owed = owed or known.text("owed")
    if owed == "unsure":
        return "courtesy"
    given_word = owed == "favour" and known.text("their_word") in GAVE_THEIR_WORD
    return "courtesy" if given_word else owed


def _promise(known: Known) -> str:
    wait = known.wait
    if not known.has("promised"):
        undated = known.text("their_word") in SAID_NOTHING_DATED
        if undated and wait.owed != "money":
            return "none"
    said = known.text("promised")
    if said != "date":
        return said
    return promise_state(known.day("promised_for"), known.today, _grace(known))


def _grace(known: Known) -> int:
    """The working days a date they named is given: one at most where a real date is near."""
    near = (
        "needed_by" in known.facts and deadline_state(known.day("needed_by"), known.today) == "near"
    )
    return min(known.wait.grace, 1) if near else known.wait.grace


def _since_promise(known: Known) -> str:
    wait = known.wait
    if _promise(known) not in PASSED:
        return "asked"
    last, named = known.day("last_contact"), known.day("promised_for")
    return "quiet" if working_days(named, last) < wait.grace else "asked"


def _timing(known: Known) -> str:
    wait, nudges = known.wait, known.count("nudges_sent")
    if nudges == 0 and (promise := _promise(known)) in PASSED:
        return "due" if promise == "passed" else "overdue"
    return pace(wait, _quiet(known), nudges)


def _nudges_left(known: Known) -> int:
    most = known.wait.most
    if known.text("their_word") in UNDER_WAY:
        most = max(most, 2)
    return max(0, most - known.count("nudges_sent"))


def _broken(known: Known) -> int:
    gave_their_word = known.text("their_word") in GAVE_THEIR_WORD
    if "broken" in known.facts or (gave_their_word and _promise(known) in PASSED):
        return known.count("broken")
    return 0


def _deadline(known: Known) -> str:
    if "needed_by" not in known.facts:
        said_none = known.facts.get("set_by") in NO_OUTSIDE_DAY and "cost" not in known.facts
        if said_none or known.text("cost") != "date":
            return "none"
    return deadline_state(known.day("needed_by"), known.today)


def _my_day(known: Known) -> str:
    if "answer_on" not in known.facts:
        return "none"
    late = "needed_by" in known.facts and known.day("answer_on") > known.day("needed_by")
    return "too_late" if late and _deadline(known) != "past" else "in_time"


def _pressure(known: Known) -> str:
    cost = known.text("cost")
    if cost == "blocked":
        return "pressing"
    if cost == "date" or "needed_by" in known.facts:
        return "some" if _deadline(known) == "far" else "pressing"
    return cost


def _nearness(known: Known) -> str:
    signs = known.answer(SAFETY)
    ticked = signs if isinstance(signs, tuple) else ()
    if "shared_workplace" in ticked:
        return "work"
    return "home" if "knows_where" in ticked else "far"


def _life_and_danger(known: Known) -> str:
    signs = known.answer(SAFETY)
    ticked = set(signs) if isinstance(signs, tuple) else set()
    danger = ticked & (FROM_THEM | {"knows_where", "fraud_signs"})
    return "yes" if "self_harm" in ticked and danger else "no"


def counted(facts: Facts, fact: str) -> int:
    """A count among the facts; 0 where it was not said."""
    count = facts.get(fact, 0)
    return count if isinstance(count, int) else 0


def _lasts_sent(known: Known) -> int:
    ticked = known.answer("waiting_extra")
    told = isinstance(ticked, tuple) and "said_last" in ticked
    return max(counted(known.facts, "last_sent"), int(told))


def _their_day(known: Known) -> str:
    if _promise(known) != "ahead" or _deadline(known) not in {"near", "far"}:
        return "none"
    named, needed = known.day("promised_for"), known.day("needed_by")
    if named == needed and known.facts.get("set_by") == "them":
        return "in_time"  # the one day there is: theirs
    return "too_late" if after_working_days(named, known.wait.grace) >= needed else "in_time"


def _last_day(known: Known) -> str:
    if _deadline(known) in {"none", "past"}:
        return "none"
    days = (known.day("needed_by") - known.today).days
    return ("today", "tomorrow")[days] if days < SEVERAL_DAYS else "later"


def _too_late(known: Known) -> str:
    if known.facts.get("set_by") != "outside" or "needed_by" not in known.facts:
        return "no"
    return "yes" if known.day("needed_by") < known.today else "no"


def _asked_day(known: Known) -> str:
    if "asked_by" not in known.facts or known.facts.get("last_from") == "them":
        return "none"
    return "ahead" if known.day("asked_by") >= known.today else "none"


def _no_show(known: Known) -> str:
    return "yes" if known.facts.get("left") == "appointment" else "no"


def _unreported(known: Known) -> str:
    return "yes" if known.facts.get("left") == "report" else "no"


def _gap(known: Known) -> str:
    return gap_state(known.day("last_contact"), known.today)


DERIVED: Mapping[str, Derived] = {
    "nearness": Derived(
        _nearness,
        ("work", "home", "far"),
        "Whether they can get close to the user: through a shared workplace, a known address,"
        " or not at all.",
        SAFETY,
        (SAFETY,),
    ),
    "life_and_danger": Derived(
        _life_and_danger,
        ("yes", "no"),
        "Whether they talk about harming themselves and are also a danger to the user, by signs of"
        " fraud too.",
        SAFETY,
        (SAFETY,),
    ),
    "standing": Derived(
        _standing,
        ("money", "duty", "courtesy", "favour"),
        "What answering would mean to them, worked out from what the user is waiting for or"
        " owes. A favour they agreed to counts as a courtesy.",
        "owed",
        ("matter", "owed", "their_word"),
    ),
    "promise": Derived(
        _promise,
        ("none", "vague", "ahead", "passed", "long_past"),
        "Whether a date they gave is still to come, has passed (after a few days' grace), or"
        " passed at least ten working days ago.",
        "promised_for",
        ("promised", "their_word", "matter", "promised_for"),
    ),
    "since_promise": Derived(
        _since_promise,
        ("quiet", "asked"),
        "Whether neither side has written since the date they gave.",
        "last_contact",
        ("matter", "their_word", "promised", "promised_for", "last_contact"),
    ),
    "timing": Derived(
        _timing,
        ("too_early", "due", "overdue", "closing"),
        "How long the silence has lasted, in working days, compared with the usual wait for"
        " this kind of answer.",
        "last_contact",
        ("matter", "nudges_sent", "promised", "their_word", "promised_for", "last_contact"),
    ),
    "nudges_left": Derived(
        _nudges_left,
        (),
        "How many reminders the user has left for this kind of answer: at least two in all if"
        " they said yes or things were well under way.",
        "nudges_sent",
        ("matter", "their_word", "nudges_sent"),
    ),
    "broken_dates": Derived(
        _broken,
        (),
        "How many times they've missed a date they gave.",
        "broken",
        ("broken", "promised", "their_word", "matter", "promised_for"),
    ),
    "deadline": Derived(
        _deadline,
        ("none", "far", "near", "past"),
        "Whether the deadline is far off, within five working days, or already past.",
        "needed_by",
        ("cost", "needed_by"),
    ),
    "my_day": Derived(
        _my_day,
        ("none", "in_time", "too_late"),
        "Whether the user can only answer after the deadline; none if the user gave no day.",
        "answer_on",
        ("answer_on", "needed_by"),
    ),
    "pressure": Derived(
        _pressure,
        ("none", "some", "pressing"),
        "What waiting costs: “pressing” if work has stopped, or if a real deadline is near or"
        " past.",
        "cost",
        ("cost", "needed_by"),
    ),
    "waits_done": Derived(
        lambda known: counted(known.facts, "waited"),
        (),
        "How many times the user has already waited on this program's advice; 0 if unknown.",
        "waited",
        (),
    ),
    "too_late": Derived(
        _too_late,
        ("no", "yes"),
        "Whether a date set by something else (an event, a deadline) has passed; no if there's"
        " no such date.",
        "needed_by",
        ("set_by", "needed_by"),
    ),
    "no_show": Derived(
        _no_show,
        ("no", "yes"),
        "Whether the user went quiet after missing an appointment.",
        "left",
        ("left",),
    ),
    "unreported": Derived(
        _unreported,
        ("no", "yes"),
        "Whether the user was told that someone was being harmed and did nothing about it.",
        "left",
        ("left",),
    ),
    "lasts_sent": Derived(
        _lasts_sent,
        (),
        "How many final messages the user has sent: those this program advised, and any the"
        " user ticked.",
        "last_sent",
        (),
    ),
    "asked_day": Derived(
        _asked_day,
        ("none", "ahead"),
        "Whether the deadline given in the last message is today or still ahead; none if unknown.",
        "asked_by",
        ("asked_by", "last_from"),
    ),
    "their_day": Derived(
        _their_day,
        ("none", "in_time", "too_late"),
        "Whether the date they gave is too late for a deadline the user has to meet.",
        "promised_for",
        ("promised", "their_word", "matter", "promised_for", "cost", "needed_by"),
    ),
    "last_day": Derived(
        _last_day,
        ("none", "today", "tomorrow", "later"),
        "Whether the deadline is today, tomorrow or later.",
        "needed_by",
        ("cost", "needed_by"),
    ),
    "gap": Derived(
        _gap,
        ("short", "long", "years"),
        "How long the silence has lasted: under six weeks, longer, or a year or more.",
        "last_contact",
        ("last_contact",),
    ),
}
"""Every fact that is worked out rather than asked, by name."""


def sources(fact: str) -> tuple[str, ...]:
    """The questions a fact is made of: itself, or those a derived fact needs."""
    derived = DERIVED.get(fact)
    return derived.needs if derived else (fact,)
