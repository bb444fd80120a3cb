"""The plan that goes with a recommendation: its day, its points, and what follows.

What follows without an answer is worked out by the same tables: the same facts on that
day, with one reminder or one wait more. So a plan cannot contradict the day when it comes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from textwrap import shorten

from coach.advice.branching import distinct
from coach.advice.deciding import Deciding
from coach.advice.facts import CIRCUMSTANCES, Known, counted
from coach.advice.plan_days import (
    after_asking,
    day_before,
    half_way,
    latest_day,
    named_day,
    off,
    settled,
    settled_after,
)
from coach.advice.questions import SAFETY, UNCOVERED, Facts, Question, Value, spoken_day
from coach.advice.recommendation import Plan, PlanStep
from coach.advice.tables import AdviceRow, PlanRule, TableRow, When, first_open, state, words_in
from coach.vocabulary import Situation, VerdictId

SAME_DAY = "by"
"""How a step of a plan names the day of the plan itself."""

AFTER_ASKING = "next"
"""The day to look again after a message, counted from the day of the plan."""

LOOK_BACK = frozenset({"month", "rest"})
"""The days of looking back or leaving it at rest, which a deadline does not bring forward."""

OWN_DAY = "answer_day"
"""The day of the user's own answer: where they named it, nobody's deadline moves it."""

MOST_LINES = {"say": 3, "avoid": 3, "meanwhile": 2}
"""How many points of each kind are shown: what one remembers while writing."""

MORE_IN_DANGER = 5
"""How many where somebody may be in danger: nothing is being written, and each may be needed."""

ASKS = frozenset({VerdictId.NUDGE, VerdictId.FINAL_NUDGE, VerdictId.SWITCH_CHANNEL})
"""Verdicts that send a reminder and wait for an answer."""

MOVES_ON = frozenset({VerdictId.ESCALATE, *ASKS})
"""Verdicts after which something else is begun half way to a real date at the latest."""

SENDS_NOTHING = frozenset({VerdictId.WAIT, VerdictId.LET_GO})
"""Verdicts beside which a text on how to write is said only where it's meant for them alone."""

ONE_OF_EACH = ("how", "first")
"""The parts of a plan of which the first row's alone is shown."""

SHOWN = (*ONE_OF_EACH, "say", "avoid", "meanwhile")
"""The parts of a plan in which advice is given."""

OF_A_MESSAGE = frozenset({"how", "first", "say"})
"""The parts of a plan that speak of a message going out."""

OTHER_ROUTE = "other_route"
"""The question whether another way to reach them is left."""

HURT = "hurt_them"
"""The circumstance of a silence that one apology settles."""

WAYS_ON = 4
"""How many unanswered questions are thought through for a later day before it is left open."""

WAITS_IN_A_ROW = 6
"""More waits than ever follow one another; a test holds the tables to it."""

MOST_OWN_WORDS = 240
"""How many characters of the user's own words are repeated beside the advice."""

UNLESS_LEARNT: Facts = {"known_reason": "none"}
"""What is taken for granted for advice, and of a later day, where it hasn't been asked."""

_OWN_WORDS = "{uncovered}"
_DAY = re.compile(r"\{([a-z_+0-9]+)\}")


@dataclass(frozen=True, slots=True, eq=False)
class _Setting:
    """What a plan is made from; ``situation`` is None where the user decided without the tables."""

    deciding: Deciding
    situation: Situation | None
    known: Known
    row: TableRow

    def fitting(self, advice: Iterable[AdviceRow]) -> Iterator[AdviceRow]:
        """The rows of advice known to be true here that belong to what is to be done."""
        supposed = _unless_learnt(self.known)
        for each in advice:
            if self._belongs(each) and state(each.when, supposed) is True:
                yield each

    @property
    def in_danger(self) -> bool:
        """Whether a row of the safety table decided."""
        return self.row in self.deciding.safety.rows

    def _belongs(self, advice: AdviceRow) -> bool:
        """Whether a row of advice is meant for this situation, this verdict and this row."""
        if advice.situations and self.situation not in advice.situations:
            return False
        if advice.verdicts and self.row.verdict not in advice.verdicts:
            return False
        if advice.rows and self.row.id not in advice.rows:
            return False
        return not self.in_danger or SAFETY in advice.when

    def quiet_on(self, advice: AdviceRow, part: str) -> bool:
        """Whether nothing is sent, so that what a row says on writing has no place."""
        if self.row.verdict not in SENDS_NOTHING or part not in OF_A_MESSAGE:
            return False
        return not advice.verdicts or not set(advice.verdicts) <= SENDS_NOTHING

    def ticks(self, when: When) -> set[tuple[str, str]]:
        """The circumstances that are ticked here and named by these conditions."""
        return {
            (fact, word)
            for fact in CIRCUMSTANCES & when.keys()
            for word in words_in(when[fact])
            if state({fact: (word,)}, self.known) is True
        }


def _unless_learnt(known: Known) -> Known:
    return replace(known, facts={**UNLESS_LEARNT, **known.facts})


def plan_for(
    deciding: Deciding,
    verdict: VerdictId,
    facts: Facts,
    today: date,
    situation: Situation | None = None,
) -> Plan:
    """The plan that goes with a verdict no row chose: one of the user's own."""
    known = deciding.known(facts, today)
    row = TableRow(id="", verdict=verdict, reason="", read=())
    return _planned(_Setting(deciding, situation, known, row))


def plan_of_row(deciding: Deciding, situation: Situation, known: Known, row: TableRow) -> Plan:
    """The plan that goes with a row of the tables."""
    return _planned(_Setting(deciding, situation, known, row))


def _planned(here: _Setting) -> Plan:
    words = here.deciding.words[here.row.verdict]
    fitting = list(here.fitting(here.deciding.advice))
    fitting += _of_last_resort(here, fitting)
    by, why_then = _by(here, fitting)
    days = {"by": by} if by else {}
    steps = tuple(_steps(here, here.row.steps or words.steps, by))
    said = {part: _most_telling(here, fitting, part, days) for part in MOST_LINES}
    return Plan(
        do=_do(here, fitting, days) or words.do,
        by=by,
        steps=steps,
        why_then=why_then if by else "",
        how=next(_filled(here, fitting, "how", days), ""),
        first=next(_filled(here, fitting, "first", days), ""),
        left_out=tuple(dict.fromkeys(_filled(here, fitting, "left_out", days))),
        **said,
    )


def _of_last_resort(here: _Setting, fitting: list[AdviceRow]) -> Iterator[AdviceRow]:
    """A row for each ticked circumstance of which neither the table row nor other advice speaks.

    What somebody took the trouble to tick is answered on the page, in a general line if need be.
    """
    spoken = here.ticks(here.row.when)
    for part in SHOWN:
        rows = [each for each in fitting if getattr(each, part) and not here.quiet_on(each, part)]
        for each in rows[:1] if part in ONE_OF_EACH else rows:
            spoken |= here.ticks(each.when)
    for each in here.fitting(here.deciding.ticks):
        if not here.ticks(each.when) <= spoken:
            spoken |= here.ticks(each.when)
            yield each


def _by(here: _Setting, fitting: list[AdviceRow]) -> tuple[date | None, str]:
    """The day of the plan, never after the case's own deadline nor on a day off, and why then."""
    words = here.deciding.words[here.row.verdict]
    chosen = next((each for each in fitting if each.by and named_day(each.by, here.known)), None)
    name = here.row.by or (chosen.by if chosen else words.by)
    day = named_day(name, here.known)
    if day is None:
        return None, ""
    waits = here.row.verdict is VerdictId.WAIT
    by = _wait_until(here, day) if waits else settled(day, here.known)
    why = chosen.why_then if chosen and here.row.by in ("", chosen.by) else ""
    text = next(iter(_with_days([why], here.known, {"by": by})), "") if why else ""
    return by, text


def _wait_until(here: _Setting, day: date) -> date:
    """The day a wait ends: it leaves half the time to a real date, unless they named their own."""
    today, last = here.known.today, latest_day(here.known)
    theirs = state({"promise": "ahead"}, here.known) is True
    if last == today:  # nothing is left to wait for before it but a date of their own
        return max(day, today) if theirs else today
    if last and not theirs:
        day = min(day, max(today + timedelta(days=1), today + (last - today) // 2))
    return settled_after(day, here.known)


def _most_telling(
    here: _Setting, fitting: list[AdviceRow], part: str, days: Mapping[str, date]
) -> tuple[str, ...]:
    """The few lines that hang on most of what was answered, in the order they stand in."""
    ranked: dict[str, int] = {}
    for each in fitting:
        rank = len(each.when) + bool(each.rows) + len(here.ticks(each.when))
        for text in _filled(here, [each], part, days):
            ranked.setdefault(text, rank)
    most = MORE_IN_DANGER if here.in_danger else MOST_LINES[part]
    kept = sorted(ranked, key=lambda text: -ranked[text])[:most]
    return tuple(text for text in ranked if text in kept)


def _filled(
    here: _Setting, fitting: list[AdviceRow], part: str, days: Mapping[str, date]
) -> Iterator[str]:
    for each in fitting:
        if here.quiet_on(each, part):
            continue
        told = getattr(each, part)
        yield from _with_days([told] if isinstance(told, str) else list(told), here.known, days)


def _do(here: _Setting, fitting: list[AdviceRow], days: Mapping[str, date]) -> str:
    """What to do in other words than the verdict's, where the facts give any."""
    told = [each.do for each in fitting if each.do and _may_replace(each, here.row, here.row.do)]
    return next(_with_days(told, here.known, days), here.row.do)


def _may_replace(advice: AdviceRow, row: TableRow, own: str) -> bool:
    """A row's own words give way only to those that name the row."""
    return not own or row.id in advice.rows


def own_words(deciding: Deciding, situation: Situation, known: Known, row: TableRow) -> str:
    """What a row says in other words than its verdict, as far as the facts give any."""
    here = _Setting(deciding, situation, known, row)
    told = [
        each.says
        for each in here.fitting(deciding.advice)
        if each.says and _may_replace(each, row, row.says)
    ]
    return next(_with_days(told, known, {}), row.says)


def _with_days(texts: list[str], known: Known, days: Mapping[str, date]) -> Iterator[str]:
    """The texts with their days filled in; one whose day cannot be known is left out.

    {uncovered} stands for what the user wrote beside the questions.
    """
    for pattern in texts:
        text = pattern
        if _OWN_WORDS in pattern:
            text = pattern.replace(_OWN_WORDS, _repeated(str(known.facts.get(UNCOVERED, ""))))
        named = {name: days.get(name) or named_day(name, known) for name in _DAY.findall(text)}
        if text and all(named.values()):
            for name, day in named.items():
                text = text.replace(f"{{{name}}}", _spoken(day))
            yield text


def _repeated(own_words: str) -> str:
    """The user's own words as they can stand inside a sentence."""
    plain = own_words.replace("{", "(").replace("}", ")")
    return shorten(plain, MOST_OWN_WORDS, placeholder=" …").rstrip(".!? ")


def _spoken(day: date | None) -> str:
    return spoken_day(day) if day else ""


def _steps(here: _Setting, rules: tuple[PlanRule, ...], by: date | None) -> Iterator[PlanStep]:
    for rule in rules:
        on = by if rule.on == SAME_DAY else named_day(rule.on, here.known)
        if rule.on == AFTER_ASKING and on and by:
            on = after_asking(here.known, by)
        elif on and by and here.row.verdict in MOVES_ON and rule.on.startswith("+"):
            on = min(on, half_way(here.known, by) or on)
        own = rule.on == OWN_DAY and "answer_on" in here.known.facts
        if on and rule.on not in {*LOOK_BACK, SAME_DAY} and not own:
            on = _within(here, max(on, by) if by else on, by)
        if rule.then or on is None:
            then = rule.then or "open this session again"
            yield PlanStep(on=on, when=rule.when, then=then)
        else:
            yield _ahead(here, rule, by or here.known.today, on)


def _within(here: _Setting, on: date, by: date | None) -> date:
    """A working day within the case's own deadline; after it only to leave the matter at rest."""
    last = latest_day(here.known)
    rests = here.row.verdict not in {VerdictId.WAIT, VerdictId.ESCALATE, *ASKS}
    if rests and by and last and last <= by:
        while off(on):
            on += timedelta(days=1)
        return on
    day = settled_after(on, here.known)
    if here.situation is Situation.WAITING and day == last:
        eve = day_before(here.known)  # on the day itself little can be done any more
        return eve if eve > (by or here.known.today) else day
    return day


def _ahead(here: _Setting, rule: PlanRule, by: date, on: date) -> PlanStep:
    """What the tables will say on that day, should nothing have changed until then."""
    if here.situation is None:
        return PlanStep(on=on, when=rule.when, then="open this session again and decide")
    facts = once_more(here.known.facts, here.row.verdict, by)
    on, rows, known = _on_that_day(here.deciding, here.situation, facts, on)
    then = _said(*_likeliest(replace(here, known=known), rows))
    leads_to = tuple(dict.fromkeys(row.verdict for row in rows))
    return PlanStep(on=on, when=rule.when, then=then, leads_to=leads_to)


def once_more(facts: Facts, verdict: VerdictId, day: date) -> Facts:
    """The facts after this was done on that day and nothing has come of it."""
    later: dict[str, Value] = dict(facts)
    if verdict is VerdictId.WAIT:
        later["waited"] = counted(facts, "waited") + 1
        if facts.get("apology") == "recent":
            later["apology"] = "ignored"
    if verdict is VerdictId.REPAIR_APOLOGY and "waiting_extra" in facts:
        later["waiting_extra"] = _without_hurt(facts["waiting_extra"])
    if verdict is VerdictId.FINAL_NUDGE:
        later["last_sent"] = counted(facts, "last_sent") + 1
    if verdict in ASKS:
        later |= {"nudges_sent": counted(facts, "nudges_sent") + 1, "last_from": "me"}
        later["last_contact"] = day.isoformat()
    if verdict is VerdictId.SWITCH_CHANNEL:
        later["other_route"] = False
        if facts.get("known_reason") in {"moved", "lost"}:
            later["known_reason"] = "none"
    return later


def _without_hurt(ticked: Value) -> Value:
    """The circumstances of a silence once the hurt behind it has been apologised for."""
    return tuple(each for each in ticked if each != HURT) if isinstance(ticked, tuple) else ticked


def _on_that_day(
    deciding: Deciding, situation: Situation, facts: Facts, on: date
) -> tuple[date, tuple[TableRow, ...], Known]:
    """The rows that may decide on that day; a later day where it would only say to wait."""
    for _ in range(WAITS_IN_A_ROW):
        known = deciding.known(facts, on)
        rows = possible_rows(deciding, situation, known)
        if not all(row.verdict is VerdictId.WAIT for row in rows):
            break
        until = max(plan_of_wait(deciding, situation, known, rows[0]) or on, on)
        facts, on = once_more(facts, VerdictId.WAIT, until), until
    return on, rows, known


def plan_of_wait(
    deciding: Deciding, situation: Situation, known: Known, row: TableRow
) -> date | None:
    """Until when a row that waits says to wait."""
    here = _Setting(deciding, situation, known, row)
    return _by(here, [each for each in here.fitting(deciding.advice) if each.by])[0]


def possible_rows(
    deciding: Deciding, situation: Situation, known: Known, depth: int = WAYS_ON
) -> tuple[TableRow, ...]:
    """The rows that may decide, one for each verdict; several where a question is open."""
    rows = deciding.rows(situation)
    row, question = first_open(rows, known)
    if not question or depth == 0:
        return (row,)
    still = tuple(each for each in rows if state(each.when, known) is not False)
    found: dict[VerdictId, TableRow] = {}
    for value in distinct(still, known, deciding.questions[question]):
        after = replace(known, facts={**known.facts, question: value})
        for each in possible_rows(deciding, situation, after, depth - 1):
            found.setdefault(each.verdict, each)
    return tuple(found.values())


def _said(here: _Setting, rows: tuple[TableRow, ...]) -> str:
    """What is to be done then, in the words of the row, or the verdicts it may come to."""
    if len(rows) == 1:
        words = here.deciding.words[rows[0].verdict]
        text = words.text
        if here.situation:
            own = own_words(here.deciding, here.situation, here.known, rows[0])
            text = own or words.sentence(here.situation)
        sentence = re.split(r"(?<=[.?]) ", text)[0].rstrip(".")
        return _as_part(sentence)
    names = {row.verdict: _as_part(here.deciding.words[row.verdict].name) for row in rows}
    asked = _still_asked(here)
    other_way = names.pop(VerdictId.SWITCH_CHANNEL, "") if asked and asked.id == OTHER_ROUTE else ""
    *most, last = names.values()
    choice = f"{', '.join(most)} or {last}" if most else last
    if other_way:
        return f"{other_way} if there's one left; if not, {choice}"
    wording = asked.wording(here.situation) if asked and here.situation else ""
    return f"{choice}: it will depend on “{wording}”" if wording else choice


def _as_part(name: str) -> str:
    """A sentence as it stands within another."""
    return name[:1].lower() + name[1:]


def _likeliest(here: _Setting, rows: tuple[TableRow, ...]) -> tuple[_Setting, tuple[TableRow, ...]]:
    """The rows that may decide where nobody has learnt of a harmless reason since."""
    if len(rows) == 1 or here.situation is None:
        return here, rows
    known = _unless_learnt(here.known)
    return replace(here, known=known), possible_rows(here.deciding, here.situation, known)


def _still_asked(here: _Setting) -> Question | None:
    """The question on which the recommendation of that day hangs."""
    if here.situation is None:
        return None
    _, question = first_open(here.deciding.rows(here.situation), here.known)
    return here.deciding.questions[question] if question else None


def chain(
    deciding: Deciding, situation: Situation, facts: Facts, today: date, most: int
) -> Iterator[tuple[date, tuple[VerdictId, ...]]]:
    """The recommendations to come while nobody answers, until one that waits for nobody."""
    for _ in range(most):
        known = deciding.known(facts, today)
        rows = possible_rows(deciding, situation, known)
        yield today, tuple(row.verdict for row in rows)
        row = next((each for each in rows if each.verdict is not VerdictId.WAIT), rows[0])
        plan = _planned(_Setting(deciding, situation, known, row))
        if row.verdict not in {VerdictId.WAIT, *ASKS}:
            return
        on = next((step.on for step in plan.steps if step.leads_to and step.on), None)
        if on is None:
            return
        facts = once_more(facts, row.verdict, plan.by or today)
        today = on
