"""Decision tables: rows in order, the first that holds decides.

A row's conditions are read in three-valued logic: one may hold, fail, or hang
on a question not answered yet. So the order of rows is the order of questions.
Rows and the like are compared by identity: there is one of each.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coach.advice.facts import Known, Missing
from coach.advice.questions import Question, Value
from coach.vocabulary import Situation, VerdictId


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Bounds:
    """A count within limits, a choice that is none of these, or a list with all of these."""

    at_least: int | None = None
    at_most: int | None = None
    without: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()


Test = bool | int | str | tuple[str, ...] | Bounds
"""What a fact must be: this; one of these; any of these ticked (an empty list: none); within."""

When = Mapping[str, Test]
"""Conditions by fact, all of which must hold. Their order is the order of the questions."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlanRule:
    """A line of a plan: ``when`` and ``then`` are said, ``on`` names a day.

    Days are named as in ``plan_days.py``; "by" is the day of the plan itself. A line without
    ``then`` says what the recommendation of that day will be, should nothing have changed.
    """

    when: str
    then: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TableRow:
    """One rule. ``also`` is a second verdict, ``says`` the verdict in other words than usual.

    ``because`` names the answers to show as deciding, where the conditions alone
    would not tell (a last row has none). ``do``, ``by`` and ``steps`` replace the
    plan that goes with the verdict. ``evidence`` are the sources it stands on ("E12");
    a row without any is a house view.
    """

    id: str
    verdict: VerdictId
    reason: str
    read: tuple[str, ...]
    when: When = field(default_factory=dict)
    also: VerdictId | None = None
    says: str = ""
    because: tuple[str, ...] = ()
    do: str = ""
    by: str = ""
    steps: tuple[PlanRule, ...] = ()
    evidence: tuple[str, ...] = ()

    @property
    def verdicts(self) -> tuple[VerdictId, ...]:
        """The deciding verdict, then the second one if there is any."""
        return (self.verdict, self.also) if self.also else (self.verdict,)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Argument:
    """A consideration beside the row: it speaks for some verdicts and against others."""

    id: str
    text: str
    read: str
    favours: tuple[VerdictId, ...] = ()
    opposes: tuple[VerdictId, ...] = ()
    when: When = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Comfort:
    """A line or two for a feeling, shown only where the user named it.

    It is said only beside one of ``verdicts``; none named means beside any.
    """

    id: str
    text: str
    when: When
    situations: tuple[Situation, ...] = ()
    verdicts: tuple[VerdictId, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AdviceRow:
    """What belongs to a recommendation beside its verdict, where ``when`` is known to hold.

    It is said only in ``situations``, beside one of ``verdicts`` and of table ``rows``;
    none named means any. Of ``says`` (the recommendation itself), ``do``, ``by`` (a day, with
    ``why_then``), ``how`` and ``first`` the first row that has one counts; the lists of all
    rows are joined in order. ``says`` and ``do`` replace the words of the verdict; those of a
    table row only where ``rows`` names it.
    """

    id: str
    when: When = field(default_factory=dict)
    situations: tuple[Situation, ...] = ()
    verdicts: tuple[VerdictId, ...] = ()
    rows: tuple[str, ...] = ()
    says: str = ""
    do: str = ""
    by: str = ""
    why_then: str = ""
    how: str = ""
    first: str = ""
    say: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    meanwhile: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DecisionTable:
    """The rules of one situation, the arguments beside them, and the facts only it asks for."""

    title: str
    rows: tuple[TableRow, ...]
    arguments: tuple[Argument, ...] = ()
    facts: tuple[Question, ...] = ()


def words_in(test: Test) -> tuple[str, ...]:
    """The ids that a test names."""
    if isinstance(test, Bounds):
        return test.without + test.all_of
    if isinstance(test, tuple):
        return test
    return (test,) if isinstance(test, str) else ()


def holds(test: Test, value: Value) -> bool:
    """Whether a known value meets a test."""
    if isinstance(test, Bounds):
        return _within(test, value)
    if isinstance(value, tuple):
        return _ticked(test, value)
    if isinstance(test, tuple):
        return value in test
    return type(test) is type(value) and test == value


def _within(test: Bounds, value: Value) -> bool:
    if isinstance(value, int):
        low = test.at_least is None or value >= test.at_least
        return low and (test.at_most is None or value <= test.at_most)
    named = value if isinstance(value, tuple) else (value,)
    has_all = all(each in named for each in test.all_of)
    return has_all and not any(each in test.without for each in named)


def _ticked(test: bool | int | str | tuple[str, ...], value: tuple[str, ...]) -> bool:
    wanted = test if isinstance(test, tuple) else (str(test),)
    return any(each in value for each in wanted) if wanted else not value


def state(when: When, known: Known) -> bool | str:
    """True when all conditions hold, False when one fails, else the question to ask next."""
    question: str = ""
    for fact, test in when.items():
        try:
            value = known[fact]
        except Missing as missing:
            question = question or missing.question
            continue
        if not holds(test, value):
            return False
    return question or True


def first_open(rows: tuple[TableRow, ...], known: Known) -> tuple[TableRow, str]:
    """The first row that does not fail, and the question it hangs on ("" when it holds).

    Raises ``LookupError`` when every row fails; a table's last row is unconditional.
    """
    for row in rows:
        found = state(row.when, known)
        if found is not False:
            return row, found if isinstance(found, str) else ""
    raise LookupError("No row of the table fits these facts.")
