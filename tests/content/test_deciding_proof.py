"""What holds on every path through every decision table.

Every question is asked with every answer that any condition can tell apart, so
these are statements about all sessions there are, not about examples.
"""

import re
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.advice.answers import MOST_COUNTED, answers, might_as_well, turning_days
from coach.advice.engine import CONTEXT, consider
from coach.advice.facts import CARRIED, CIRCUMSTANCES, DERIVED
from coach.advice.plan import UNLESS_LEARNT, chain, once_more, possible_rows
from coach.advice.questions import AnswerKind
from coach.advice.recommendation import Assessment, Sure, Undecided, plan_lines
from coach.advice.tables import Bounds, first_open, state
from coach.vocabulary import Situation, VerdictId
from tests.advice.paths import TODAY, all_paths, deciding, walked
from tests.content.article_files import ARTICLES, read_article
from tests.sweep import over

pytestmark = pytest.mark.xdist_group("paths")  # they walk all paths once, which takes a minute


DANGER = {"threats", "following", "sexual", "abusive", "afraid", "fraud_signs", "after_no"}
SENDS_THEM_NOTHING = {VerdictId.GET_HELP, VerdictId.BLOCK_REPORT, VerdictId.SILENCE}
SITUATIONS = pytest.mark.parametrize("situation", list(Situation))


MOST_PATHS = 350_000
"""As many as are walked in under two minutes on two cores."""

TOLD_UNASKED = {*CIRCUMSTANCES, *CARRIED, "set_by", "needed_by", "left"}
"""Facts that rows read without asking: the opening does, or a session that goes on brings them."""


def after_the_pause(path) -> int:
    return sum(question not in deciding().pause for question in path.asked)


@SITUATIONS
def test_every_path_ends_in_a_verdict_and_there_are_few_enough_to_session(situation, capsys):
    paths, nodes = walked(situation)
    assert all(isinstance(path.row.verdict, VerdictId) for path in paths)
    assert len(paths) < MOST_PATHS
    longest = max(map(after_the_pause, paths))
    mean = sum(map(after_the_pause, paths)) / len(paths)
    with capsys.disabled():
        print(
            f"\n  {situation.value}: {len(paths):,} paths over {len(nodes):,} questions, "
            f"at most {longest} after the pause, {mean:.1f} on average over all paths"
        )


@SITUATIONS
def test_no_row_is_dead(situation):
    reached = {path.row.id for path in walked(situation)[0]}
    assert [row.id for row in deciding().rows(situation) if row.id not in reached] == []


@SITUATIONS
def test_no_question_is_asked_whose_answer_cannot_matter(situation):
    idle = [
        (node.question, dict(node.facts))
        for node in walked(situation)[1]
        if node.question not in deciding().pause  # the opening asks those in any case
        if len(node.leads_to) < 2 or len(set(node.leads_to)) == 1 == len(node.leads_to[0])
    ]
    assert idle == []


@SITUATIONS
def test_the_longest_session_asks_at_most_twelve_questions_after_the_pause(situation):
    assert max(map(after_the_pause, walked(situation)[0])) <= 12


def test_no_safety_sign_ever_leads_to_a_message_to_that_person():
    warned = [path for path in all_paths() if DANGER & set(path.facts["safety"])]
    assert warned
    for path in warned:
        assert set(path.row.verdicts) <= SENDS_THEM_NOTHING, path


def test_fear_is_answered_with_help_before_anything_they_would_notice():
    for path in all_paths():
        signs = set(path.facts["safety"])
        if "afraid" in signs and not {"fraud_signs", "threats"} <= signs:
            assert path.row.verdicts == (VerdictId.GET_HELP, VerdictId.SILENCE)


def test_safety_is_the_first_question_of_every_situation():
    for situation in Situation:
        found = consider(deciding(), situation, {}, TODAY)
        assert isinstance(found, Undecided)
        assert found.question.id == "safety"


@pytest.mark.parametrize("sign", ["knows_where", "shared_workplace"])
def test_somebody_who_may_turn_up_is_a_sign_on_its_own(sign):
    for situation in Situation:
        known = deciding().known({"safety": (sign,)}, TODAY)
        row, question = first_open(deciding().rows(situation), known)
        assert not question
        assert row.verdict is VerdictId.GET_HELP


def test_all_sixteen_verdicts_can_be_reached():
    first = {path.row.verdict for path in all_paths()}
    second = {path.row.also for path in all_paths()} - {None}
    assert first == set(VerdictId)
    assert second >= {VerdictId.GET_HELP, VerdictId.REFER, VerdictId.DEFER, VerdictId.ANSWER}


def test_a_clear_no_to_a_favour_is_never_followed_by_another_message():
    for path in walked(Situation.WAITING)[0]:
        if path.facts.get("their_word") == "no" and path.row.id != "blackmail":
            assert path.row.verdict not in {
                VerdictId.NUDGE,
                VerdictId.FINAL_NUDGE,
                VerdictId.SWITCH_CHANNEL,
            }, path


def test_what_is_owed_is_never_closed_by_silence():
    for path in walked(Situation.WAITING)[0]:
        known = deciding().known(path.facts, TODAY)
        if state({"standing": ("money",)}, known) is True:
            assert path.row.verdict not in {VerdictId.LET_GO, VerdictId.SILENCE}, path


def test_a_duty_is_let_go_only_after_a_clear_no_that_costs_nothing():
    for path in walked(Situation.WAITING)[0]:
        known = deciding().known(path.facts, TODAY)
        if state({"standing": ("duty",)}, known) is True and path.row.verdict is VerdictId.LET_GO:
            assert path.facts["their_word"] == "no"
            assert path.facts["cost"] == "none"


def test_no_favour_is_nudged_beyond_its_budget():
    for path in walked(Situation.WAITING)[0]:
        known = deciding().known(path.facts, TODAY)
        if path.row.id in {"their_loss_last", "not_now_come_back", "not_now_their_day_has_come"}:
            continue  # a warning for their own good asks for nothing; the others were invited
        spent = state({"nudges_left": 0, "standing": ("favour",)}, known) is True
        if spent:
            assert path.row.verdict not in {VerdictId.NUDGE, VerdictId.FINAL_NUDGE}, path


def test_nobody_apologises_twice():
    for path in walked(Situation.REPAIR)[0]:
        if path.facts.get("apology", "no") in {"recent", "ignored", "cool", "accepted"}:
            assert VerdictId.REPAIR_APOLOGY not in path.row.verdicts, path


def test_whoever_asked_to_be_left_alone_gets_no_message():
    for path in walked(Situation.REPAIR)[0]:
        if path.facts.get("their_wish") == "stop":
            assert path.row.verdict in {
                *SENDS_THEM_NOTHING,
                VerdictId.SWITCH_CHANNEL,
            }, path


FIFTEEN = {
    "safety": ("safety", "gave_them", "nearness", "life_and_danger"),
    "favour or duty": ("owed", "standing", "bound", "open_debt"),
    "a clear no": ("their_word", "i_said", "their_wish"),
    "who spoke last, and a date": ("last_from", "promise", "promised", "promised_for"),
    "reminders": ("nudges_sent", "broken_dates", "other_route"),
    "what waiting costs": ("pressure", "cost", "deadline"),
    "what is usual": ("timing", "matter"),
    "power": ("power",),
    "what they invested": ("invested", "who"),
    "meeting again": ("meet_again", "warmth"),
    "repair": ("fault", "apology", "gap"),
    "wanting it at all": ("my_answer", "i_want", "aim"),
    "a harmless reason": ("known_reason",),
    "the amount": ("amount",),
    "motive": ("aim", "wish"),
}


@over("fact", FIFTEEN)
def test_each_of_the_fifteen_facts_can_turn_a_verdict(fact):
    for situation in Situation:
        for node in walked(situation)[1]:
            if node.question in FIFTEEN[fact] and len(set(node.leads_to)) > 1:
                verdicts = {frozenset(_verdicts(situation, rows)) for rows in node.leads_to}
                if len(verdicts) > 1:
                    return
    pytest.fail(f"{fact} never turns a verdict")


def _verdicts(situation, rows):
    by_id = {row.id: row.verdict for row in deciding().rows(situation)}
    return {by_id[id] for id in rows}


def test_every_waiting_time_is_used():
    assert {each.id for each in deciding().questions["matter"].choices} == set(deciding().waits)
    assert {wait.key for wait in deciding().waits.values()} >= {f"T{n}" for n in range(1, 15)}


def test_no_condition_counts_higher_than_the_paths_do():
    for situation in Situation:
        for row in deciding().rows(situation):
            for test in row.when.values():
                if isinstance(test, Bounds):
                    assert (test.at_least or 0) <= MOST_COUNTED
                    assert (test.at_most or 0) < MOST_COUNTED


def test_every_fact_of_the_tables_is_asked_on_some_path_or_follows_from_one():
    asked = {question for path in all_paths() for question in path.asked}
    opening = {id for ids in deciding().opening.values() for id in ids}
    assert set(deciding().questions) - asked <= CONTEXT | opening | {
        "uncovered",
        "fear_meant",
        "life_meant",
        *CARRIED,
    }


@cache
def sample():
    """Every row at least once, and every four-hundredth path besides, with its assessment."""
    seen = set()
    taken = []
    for number, path in enumerate(all_paths()):
        if path.row.id not in seen or number % 400 == 0:
            seen.add(path.row.id)
            found = consider(deciding(), path.situation, path.facts, TODAY)
            assert isinstance(found, Assessment)
            taken.append((path, found))
    return tuple(taken)


def test_what_is_argued_is_argued_somewhere():
    """A text with conditions so narrow that no path meets them would be dead."""
    safety = {row.id for row in deciding().safety.rows}
    argued = [bool(f.supporting or f.opposing) for p, f in sample() if p.row.id not in safety]
    assert sum(argued) > len(argued) / 2


def test_nobody_is_argued_out_of_getting_help_or_asked_to_weigh_danger():
    safety = {row.id for row in deciding().safety.rows}
    for path, found in sample():
        if path.row.id in safety:
            assert not found.supporting
            assert not found.opposing
        if path.row.verdict is VerdictId.GET_HELP and path.situation is not Situation.OWING:
            assert not found.opposing, path.row.id


NOBODY_NEAR = {
    "accused",
    "advice_first",
    "formal_claim",
    "fraud_harm_done",
    "legal",
    "in_distress",
    "reported",
    "self_harm",
    "smears_with_power",
    "worried_about_them",
    "worried_in_a_hard_time",
}
"""Rows where the user is in no danger: a formal matter, a fraud from afar, or somebody else who
needs help."""


def test_who_may_be_in_danger_reads_of_the_emergency_line_first_and_of_no_deadline():
    """And nowhere is there a number that may be the wrong one where they are."""
    first = re.compile(r"If you[^.]* (?:now|danger)[^.]*, call (?:your local|the) emergency number")
    for path, found in sample():
        if path.row.id in NOBODY_NEAR:
            continue
        if VerdictId.GET_HELP in path.row.verdicts and set(path.facts["safety"]) & DANGER - {
            "fraud_signs"
        }:
            assert first.match(found.verdict.text), path.row.id
        if path.row.verdict is VerdictId.GET_HELP:
            said = [each.text for each in found.verdicts]
            told = [bool(first.search(each)) for each in (*said, found.plan.do)]
            assert sum(told) == 1, path.row.id
            assert first.match(said[0]) or first.match(found.plan.do), path.row.id
            assert found.plan.by is None, path.row.id
            assert not re.search(r"\d", " ".join(plan_lines(found.plan)))


def test_every_decision_says_because_of_which_answers():
    for path, found in sample():
        assert found.because
        assert {each.fact for each in found.because} <= set(path.facts)
        assert set(found.asked) - TOLD_UNASKED == set(path.facts) - TOLD_UNASKED


def test_every_plan_names_a_day_and_what_follows():
    for path, found in sample():
        assert found.plan.steps
        if path.row.verdict in SENDS_THEM_NOTHING:
            continue  # neither help nor silence has a deadline
        assert found.plan.by is not None, path.row.id
        assert found.plan.by >= TODAY


def test_most_calls_are_clear_and_some_are_close():
    found = [assessment.sure for _, assessment in sample()]
    assert 0 < found.count(Sure.CLOSE) < len(found) / 2


# ---- any facts at all, in any order and number


def _answer(question):
    known = deciding().known({"matter": "other"}, TODAY)
    ids = [choice.id for choice in question.choices]
    if question.kind is AnswerKind.MANY:
        return st.lists(st.sampled_from(ids), unique=True, max_size=3).map(tuple)
    if question.kind is AnswerKind.DATE:
        return st.integers(-500, 60).map(
            lambda days: type(TODAY).fromordinal(TODAY.toordinal() + days).isoformat()
        ) | st.sampled_from([day.isoformat() for day in turning_days(question.id, known)])
    if question.kind is AnswerKind.TEXT:
        return st.text(min_size=1, max_size=9)
    if question.kind in (AnswerKind.COUNT, AnswerKind.SCALE):
        return st.integers(0, 10)
    return st.sampled_from(list(answers(question, known)))


@st.composite
def some_facts(draw):
    questions = deciding().questions
    chosen = draw(st.lists(st.sampled_from(sorted(questions)), unique=True))
    return {id: draw(_answer(questions[id])) for id in chosen}


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(list(Situation)), some_facts(), st.data())
def test_following_the_questions_from_any_start_ends_in_one_verdict(situation, facts, data):
    facts = dict(facts)
    for _ in range(25):
        found = consider(deciding(), situation, facts, TODAY)
        if isinstance(found, Assessment):
            break
        assert found.question.id not in facts
        assert found.at_most >= 1
        facts[found.question.id] = data.draw(_answer(found.question))
    assert isinstance(found, Assessment)
    if DANGER & set(facts.get("safety", ())):
        assert {each.id for each in found.verdicts} <= SENDS_THEM_NOTHING
    needed = {id: facts[id] for id in found.asked}
    again = consider(deciding(), situation, needed, TODAY)
    assert isinstance(again, Assessment)
    assert again.row == found.row, "the answers said to count decide alone"
    for change in found.would_change:
        turned = consider(deciding(), situation, {**facts, change.fact: change.to}, TODAY)
        assert isinstance(turned, Assessment)
        assert turned.verdict.id is change.verdict is not found.verdict.id


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(list(Situation)), some_facts(), st.data())
def test_the_number_of_questions_still_possible_is_never_exceeded(situation, facts, data):
    facts = dict(facts)
    found = consider(deciding(), situation, facts, TODAY)
    while isinstance(found, Undecided):
        before = found.at_most
        facts[found.question.id] = data.draw(_answer(found.question))
        found = consider(deciding(), situation, facts, TODAY)
        if isinstance(found, Undecided):
            assert found.at_most < before


# ---- links and words


def _links() -> set[str]:
    d = deciding()
    tables = (d.safety, *d.tables.values())
    rows = {link for table in tables for row in table.rows for link in row.read}
    arguments = {each.read for table in tables for each in table.arguments}
    questions = {each.read for each in d.questions.values() if each.read}
    return rows | arguments | questions


def test_every_row_and_argument_says_where_to_read_more():
    d = deciding()
    for table in (d.safety, *d.tables.values()):
        assert all(row.read for row in table.rows)
        assert all(each.read for each in table.arguments)


def test_every_link_leads_to_a_section_that_exists():
    places = {
        f"{path.stem}#{anchor}"
        for path in ARTICLES.glob("*.md")
        for anchor in read_article(path.stem).anchors
    }
    assert _links() - places == set()


def test_every_verdict_has_words_dos_and_donts():
    for words in deciding().words.values():
        assert words.text.endswith(".")
        assert words.dos
        assert words.donts


def test_every_text_is_plain_and_calm():
    d = deciding()
    tables = (d.safety, *d.tables.values())
    texts = [row.reason for table in tables for row in table.rows]
    texts += [row.says for table in tables for row in table.rows if row.says]
    texts += [each.text for table in tables for each in table.arguments]
    texts += [each.text for each in d.comforts]
    for text in texts:
        assert text.endswith((".", ".”")), text
        assert "!" not in text
        assert not re.search(r"\d", text), f"no statistics in a reason: {text}"
        assert not re.search(r"\b[EKGPCT]\d", text)


def test_every_reason_is_one_sentence_or_two():
    d = deciding()
    for table in (d.safety, *d.tables.values()):
        for row in table.rows:
            assert len(re.findall(r"[.?](?:\s|$)", row.reason)) <= 2, row.reason


def test_derived_facts_name_only_questions_that_exist():
    for derived in DERIVED.values():
        assert set(derived.needs) <= set(deciding().questions)
        assert derived.shows in deciding().questions


# ---- the plan is what the tables will say


MOST_STEPS_AHEAD = 14


def test_what_a_plan_announces_is_what_the_recommendation_of_that_day_says():
    contradicted = []
    for path, found in sample():
        step = next((each for each in found.plan.steps if each.leads_to), None)
        if step is None:
            continue
        sent = once_more(path.facts, path.row.verdict, found.plan.by)
        sent = {**sent, "waited": MOST_STEPS_AHEAD} if _waits(path, sent, step.on) else sent
        then = possible_rows(deciding(), path.situation, deciding().known(sent, step.on))
        if {row.verdict for row in then} != set(step.leads_to):
            contradicted.append((path.row.id, step, [row.id for row in then]))
    assert contradicted == []


def _waits(path, facts, day):
    """Whether the tables would first have said to wait, as an earlier day of the plan."""
    rows = possible_rows(deciding(), path.situation, deciding().known(facts, day))
    return all(row.verdict is VerdictId.WAIT for row in rows)


def test_nobody_is_told_to_wait_without_end():
    endless = []
    for path, _ in sample():
        steps = list(chain(deciding(), path.situation, path.facts, TODAY, MOST_STEPS_AHEAD))
        if len(steps) == MOST_STEPS_AHEAD:
            endless.append((path.row.id, [str(each[1][0]) for each in steps]))
    assert endless == []


def test_no_plan_names_a_day_off_or_one_after_the_deadline_of_the_case():
    wrong = []
    for path, found in sample():
        needed_by = path.facts.get("needed_by")
        last = date.fromisoformat(needed_by) if needed_by else None
        for day in (found.plan.by, *(each.on for each in found.plan.steps if each.leads_to)):
            if path.row.verdict is VerdictId.WAIT and last == TODAY:
                continue  # it is the last day, and they were asked: only their own date is left
            late = day and last and last >= TODAY and day > last
            if day and ((day.weekday() >= 5 and day != TODAY) or late):
                wrong.append((path.row.id, day, needed_by))
    assert wrong == []


def test_it_is_firm_only_where_no_answer_that_might_as_well_have_been_given_turns_it():
    for path, found in sample():
        if found.sure is not Sure.CLEAR or path.row in deciding().safety.rows:
            continue
        for id in set(path.facts) - CONTEXT - {"safety"}:
            question = deciding().questions[id]
            for other in might_as_well(question, path.facts[id]):
                known = deciding().known({**path.facts, id: other}, TODAY)
                row, opened = first_open(deciding().rows(path.situation), known)
                assert opened or row.verdict is path.row.verdict, (path.row.id, id, other)


def test_no_text_is_shown_where_what_it_presumes_is_not_known():
    """Every text that is shown belongs to a row whose conditions all hold, none is open."""
    for path, found in sample():
        known = deciding().known({**UNLESS_LEARNT, **path.facts}, TODAY)
        shown = {*found.plan.say, *found.plan.avoid, *found.plan.meanwhile}
        for each in deciding().advice:
            texts = {text for text in (*each.say, *each.avoid, *each.meanwhile) if "{" not in text}
            if texts & shown and state(each.when, known) is not True:
                others = [
                    row
                    for row in deciding().advice
                    if row is not each and texts & {*row.say, *row.avoid, *row.meanwhile}
                ]
                assert others, (path.row.id, each.id)
