"""Wherever a sign of danger can be given, the safety page is next, and no message follows it.

The paths by screen, plain mode, key, word and palette are played in
``tests/journeys/test_safety_paths.py``; here is every sign in every situation, to the end.
"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from coach.advice.engine import consider
from coach.advice.facts import FROM_THEM
from coach.advice.questions import SAFETY, AnswerKind, Question, Value
from coach.advice.recommendation import Assessment, Sure, plan_lines
from coach.app.safety_pages import life_advice, safety_page, warned_of
from coach.content.loader import ContentFolder
from coach.session import flow
from coach.session.safety import OWN_HARM, SELF_HARM, SafetyPart
from coach.session.session import Draft, Overrule, Session
from coach.vocabulary import Situation, Step, VerdictId
from tests.sweep import over

GUIDE = ContentFolder()
NOW = datetime(2026, 11, 17, 10, 0, tzinfo=UTC)
SIGNS = tuple(each.id for each in GUIDE.deciding.questions[SAFETY].choices)
WAYS = (*SIGNS, "key")


PAGE = flow.SafetyView(part=SafetyPart.PAGE)


def page_text(session: Session) -> str:
    """All that the safety page says to this session."""
    page = safety_page(session, SafetyPart.PAGE, GUIDE.safety)
    return " ".join(each.text for each in page.lines)


def fresh(situation: Situation) -> Session:
    return Session(id="w", started=NOW, touched=NOW, situation=situation)


def an_answer(question: Question) -> Value:
    match question.kind:
        case AnswerKind.CHOICE:
            return question.choices[0].id
        case AnswerKind.MANY:
            return ()
        case AnswerKind.YES_NO:
            return True
        case AnswerKind.COUNT:
            return 1
        case AnswerKind.SCALE:
            return 9
        case AnswerKind.DATE:
            return "2026-11-02"
        case _:
            return "words"


def in_danger(session: Session, way: str) -> Session:
    if way == "key":
        return flow.to_safety(GUIDE, session)
    return flow.answer(GUIDE, session, SAFETY, (way,))


def followed(session: Session) -> list[flow.View]:
    """Every view to the end, where whoever asks is answered and all else is gone on from."""
    seen: list[flow.View] = []
    for _ in range(60):
        view = flow.view(GUIDE, session, NOW)
        seen.append(view)
        match view:
            case flow.SendView():
                return seen
            case flow.QuestionView(question=question):
                known = session.answers.get(question.id)
                value = an_answer(question) if known is None else known
                session = flow.answer(GUIDE, session, question.id, value)
            case _:
                session = flow.forward(GUIDE, session, NOW)
    raise AssertionError(f"no end: {session}")


@over("situation", Situation)
@over("way", WAYS)
def test_the_safety_page_is_next_and_no_message_date_or_pause_comes_after(situation, way):
    session = in_danger(fresh(situation), way)
    first, *rest = followed(session)
    assert first == flow.SafetyView(part=SafetyPart.PAGE)
    for view in rest:
        assert isinstance(view, flow.QuestionView | flow.AdviceView | flow.SendView)
        if isinstance(view, flow.AdviceView):
            assert not view.assessment.verdict.id.sends
            assert view.plan.by is None
            assert all(step.on is None for step in view.plan.steps)
            told = " ".join(plan_lines(view.plan)).casefold()
            assert not any(each in told for each in ("write to", "send them", "tell them", "draft"))


@over("way", WAYS)
@over("step", Step)
def test_from_any_step_the_page_is_next_and_no_pause_or_draft_is_left_behind_it(step, way):
    session = replace(fresh(Situation.WAITING), answers={"strength": 9}, step=step, page=99)
    session = session.hold_until(NOW.replace(hour=12), NOW)
    there = in_danger(session, way)
    assert flow.view(GUIDE, there, NOW) == flow.SafetyView(part=SafetyPart.PAGE)
    back = flow.view(GUIDE, flow.leave_safety(there, NOW), NOW)
    assert isinstance(back, flow.QuestionView | flow.AdviceView)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("happened", "He said he will kill me."),
        ("story", "I'm scared of him."),
        ("person", "unsafe"),
        ("topic", "I feel unsafe."),
    ],
)
def test_words_of_fear_in_a_field_ask_once_and_keep_what_was_said(question, words):
    session = flow.answer(GUIDE, fresh(Situation.UNWANTED), question, words)
    assert flow.view(GUIDE, session, NOW) == flow.SafetyView(part=SafetyPart.ASK)
    assert session.answers == {question: words}
    assert not session.in_danger
    again = flow.answer(GUIDE, flow.leave_safety(session, NOW), question, words)
    assert not isinstance(flow.view(GUIDE, again, NOW), flow.SafetyView)


def said_no(session: Session) -> Session:
    return flow.leave_safety(session, NOW)


ASK, LIFE = flow.SafetyView(part=SafetyPart.ASK), flow.SafetyView(part=SafetyPart.LIFE)
DECLINED = "I'm scared of what he'll do if I say no."
GRAVER = "He hit me and said he will kill me."
DECIDED = {SAFETY: (), "approach": "personal", "tie": "boss", "i_said": "never", "meet_again": True}
DECIDED |= {"power": "equals", "outcome": "stop"}


def test_a_no_answers_the_words_it_was_said_to_and_graver_words_are_asked_about():
    session = flow.answer(GUIDE, fresh(Situation.UNWANTED), "topic", DECLINED)
    declined = said_no(session)
    assert flow.answer(GUIDE, declined, "happened", DECLINED).at_safety is None
    graver = flow.answer(GUIDE, declined, "happened", f"{DECLINED} {GRAVER}")
    assert flow.view(GUIDE, graver, NOW) == ASK
    assert flow.heard(declined, GRAVER).at_safety is SafetyPart.ASK
    assert flow.heard(said_no(flow.heard(declined, GRAVER)), GRAVER).at_safety is None


@over("place", ("topic", "happened", "story", "uncovered"))
@over("words", (GRAVER, "He doesn't want to live anymore."))
def test_no_message_is_advised_while_words_of_fear_are_unanswered(place, words):
    given = dict.fromkeys(("person", "topic", "happened", "story"), "")
    session = replace(fresh(Situation.UNWANTED), safety_asked=True, page=99, step=Step.ASSESS)
    session = replace(session, answers={**given, **DECIDED, place: words})
    seen = followed(session)
    question = LIFE if "live" in words else ASK
    sends = [view for view in seen if isinstance(view, flow.DraftView)]
    assert sends, "the story ends in a message, once it was answered"
    assert seen.count(question) == 1
    assert seen.index(question) < seen.index(sends[0])
    advice = next(each for each in seen if isinstance(each, flow.AdviceView))
    assert seen.index(question) < seen.index(advice)
    assert not any("careful friend" in line for line in advice.plan.left_out)
    assert advice.assessment.reason.startswith("What you wrote in your own words matters more")
    assert advice.assessment.sure is Sure.CLOSE


def test_after_a_no_about_violence_it_is_asked_once_more_whether_an_answer_is_feared():
    session = replace(fresh(Situation.UNWANTED), page=99, step=Step.ASSESS)
    session = replace(session, answers={**DECIDED, "approach": "favours", "story": GRAVER})
    gentle = flow.SafetyView(part=SafetyPart.PRESSED)
    seen = followed(session)
    assert [view for view in seen if isinstance(view, flow.SafetyView)] == [ASK, gentle]


def test_words_about_a_life_ask_whose_it_is_and_each_answer_leads_to_its_own_page():
    words = "He doesn't want to live anymore."
    session = flow.answer(GUIDE, fresh(Situation.OWING), "topic", words)
    assert flow.view(GUIDE, session, NOW) == LIFE
    theirs = flow.tell_of_harm(GUIDE, session, SELF_HARM)
    mine = flow.tell_of_harm(GUIDE, session, OWN_HARM)
    assert flow.view(GUIDE, theirs, NOW) == flow.view(GUIDE, mine, NOW) == PAGE
    said = {who: page_text(each) for who, each in (("theirs", theirs), ("mine", mine))}
    assert "already taken something or hurt yourself" in said["mine"]
    assert "It isn't down to you alone" in said["theirs"]
    for text in said.values():
        assert "stalking" not in text
        assert "block" not in text
    for each in (theirs, mine):
        assert not any(isinstance(view, flow.DraftView) for view in followed(each))


def test_a_friend_who_wants_to_die_is_never_to_be_shut_out():
    theirs = flow.tell_of_harm(GUIDE, fresh(Situation.OWING), SELF_HARM)
    dos, donts = life_advice(theirs, GUIDE.safety)
    assert any("stay in touch" in each for each in dos)
    assert not any("answer" in each or "meet" in each for each in donts)
    afraid = theirs.answer(SAFETY, (SELF_HARM, "afraid"))
    assert life_advice(afraid, GUIDE.safety) is None


@over("danger", sorted(FROM_THEM))
def test_talk_of_their_own_death_never_hides_the_danger_to_the_user(danger):
    session = fresh(Situation.UNWANTED).answer(SAFETY, (SELF_HARM, danger))
    found = flow.assess(GUIDE, replace(session, page=99, step=Step.ASSESS), NOW.date())
    assert isinstance(found, Assessment)
    assert found.row == "self_harm_and_danger"
    assert "You don't have to answer, go there or stay." in found.said[0]
    assert "Leave their family to the police or the service." in found.plan.do


@over("situation", (Situation.UNWANTED, Situation.OWING))
def test_that_it_is_not_safe_to_say_no_opens_the_page_and_ends_all_messages(situation):
    session = flow.answer(GUIDE, fresh(situation), "i_said", "not_safe")
    assert flow.view(GUIDE, session, NOW) == PAGE
    assert not any(isinstance(view, flow.DraftView) for view in followed(session))


def test_feeling_afraid_of_them_asks_for_the_page_once():
    session = flow.answer(GUIDE, fresh(Situation.WAITING), "feelings", ("afraid", "sad"))
    assert flow.view(GUIDE, session, NOW) == ASK
    again = flow.answer(GUIDE, said_no(session), "feelings", ("afraid",))
    assert again.at_safety is None


@over("sign", ("knows_where", "shared_workplace"))
@over("situation", Situation)
def test_a_sign_that_they_are_near_is_decided_by_itself_without_a_message(sign, situation):
    found = consider(GUIDE.deciding, situation, {SAFETY: (sign,)}, NOW.date())
    assert isinstance(found, Assessment)
    assert found.row == "near"


PARTNER = {SAFETY: (), "tie": "partner", "meet_again": True, "power": "equals", "outcome": "stop"}


@over("approach", ("personal", "chatter", "rude"))
@over("i_said", ("once", "twice"))
def test_a_partner_who_goes_on_after_a_no_is_never_to_be_called_or_told_again(approach, i_said):
    facts = {**PARTNER, "approach": approach, "i_said": i_said, "channel": "phone"}
    found = consider(GUIDE.deciding, Situation.UNWANTED, facts, NOW.date())
    assert isinstance(found, Assessment)
    assert not found.verdict.id.sends
    assert "Call them" not in " ".join(plan_lines(found.plan)) + found.plan.how


def test_a_former_partner_is_asked_about_first_and_no_door_is_left_open():
    facts = {**PARTNER, "approach": "personal", "i_said": "never"}
    found = consider(GUIDE.deciding, Situation.UNWANTED, facts, NOW.date())
    assert isinstance(found, Assessment)
    plan = found.plan
    told = " ".join((*plan_lines(plan), *plan.say, *plan.avoid, *plan.meanwhile, plan.first))
    assert "It's over for me" in told
    assert not any(each in told for each in ("next get in touch", "like to keep", "stays the same"))
    session = replace(fresh(Situation.UNWANTED), answers=facts, page=99, step=Step.ASSESS)
    assert flow.view(GUIDE, session, NOW) == flow.SafetyView(part=SafetyPart.PRESSED)
    asked = safety_page(session, SafetyPart.PRESSED, GUIDE.safety).ask
    assert "hurt, threatened, controlled or followed" in asked


def test_personal_attention_at_work_puts_no_hurry_and_no_fault_on_who_gets_it():
    facts = {**PARTNER, "tie": "colleague", "approach": "personal", "i_said": "never"}
    facts |= {"unwanted_extra": ("unanswered",), "outcome": "keep"}
    found = consider(GUIDE.deciding, Situation.UNWANTED, facts, NOW.date())
    assert isinstance(found, Assessment)
    plan = found.plan
    told = " ".join((plan.how, *plan.say, *plan.avoid, *plan.meanwhile))
    assert "when it suits you" in told
    reproaches = ("waiting for an answer", "to blame", "sorry you didn't")
    assert not any(each in told for each in reproaches)
    assert "Carry on as before" not in told


def test_smears_by_a_former_partner_are_not_answered():
    facts = {**PARTNER, "approach": "smears"}
    found = consider(GUIDE.deciding, Situation.UNWANTED, facts, NOW.date())
    assert isinstance(found, Assessment)
    assert not found.verdict.id.sends


@over("row", GUIDE.deciding.safety.rows)
def test_every_row_of_danger_names_the_emergency_number(row):
    if "fraud" not in row.id or row.id == "blackmail":
        assert "emergency number" in row.says, row.id


@over("tie", ("partner", "family"))
def test_insults_at_home_are_no_matter_for_a_go_between_or_a_payment(tie):
    facts = {**PARTNER, SAFETY: ("abusive",), "tie": tie, "unwanted_extra": ("took_money",)}
    facts |= {"approach": "dispute", "involved": ("several",)}
    found = consider(GUIDE.deciding, Situation.UNWANTED, facts, NOW.date())
    assert isinstance(found, Assessment)
    plan = found.plan
    told = " ".join((*found.said, plan.first, *plan.say, *plan.meanwhile, plan.do))
    assert "domestic abuse" in told
    assert not any(each in told for each in ("on your behalf: a manager", "a sum", "Put right now"))


def test_going_back_from_the_page_shows_every_tick_as_it_is():
    session = flow.answer(GUIDE, fresh(Situation.OWING), SAFETY, ("threats",))
    asked_for = flow.to_safety(GUIDE, session)
    back = flow.leave_safety(asked_for, NOW)
    assert back.answers[SAFETY] == ("threats",)
    found = flow.assess(GUIDE, back, NOW.date())
    assert isinstance(found, Assessment)
    assert not any("afraid" in each.text for each in found.because)


def test_a_seller_on_a_private_number_is_asked_about_gently_before_any_message():
    session = fresh(Situation.UNWANTED)
    given = {"person": "Rolf", "topic": "a tool", "channel": "chat", "approach": "pitch"}
    seen = followed(replace(session, answers={**given, SAFETY: (), "i_want": "no"}))
    kinds = [type(each) for each in seen]
    advice = next(each for each in seen if isinstance(each, flow.AdviceView))
    gentle = flow.SafetyView(part=SafetyPart.PRESSED)
    if advice.assessment.verdict.id.sends:
        assert seen.count(gentle) == 1
        assert seen.index(gentle) < kinds.index(flow.AdviceView)
    else:
        assert gentle not in seen


def test_a_boss_who_asks_too_much_at_night_is_asked_about_once_before_a_no_is_advised():
    session = fresh(Situation.UNWANTED)
    given = {"approach": "personal", "i_said": "never", "power": "they_hold", SAFETY: ()}
    seen = followed(replace(session, answers=given))
    gentle = flow.SafetyView(part=SafetyPart.PRESSED)
    advice = next(each for each in seen if isinstance(each, flow.AdviceView))
    assert (gentle in seen) == advice.assessment.verdict.id.sends
    assert seen.count(gentle) <= 1


@over("verdict", VerdictId)
def test_a_wish_to_write_or_to_wait_for_a_day_ends_with_a_sign_of_danger(verdict):
    wish = Overrule(verdict=verdict, reason="I want it over.")
    for way in WAYS:
        session = in_danger(replace(fresh(Situation.WAITING), overrule=wish), way)
        stays = verdict in (VerdictId.SILENCE, VerdictId.GET_HELP)
        assert (session.overrule == wish) == stays


def told_of_partner(words: str) -> Session:
    session = fresh(Situation.UNWANTED)
    return replace(session, answers={"tie": "partner", "happened": words, SAFETY: ()})


@over("words", ["He said he'd kill himself if I leave.", "He hit me.", "I'm scared of him."])
def test_words_of_fear_about_a_partner_lead_to_no_message_whatever_was_pressed(words):
    session = flow.leave_safety(flow.offer_safety(told_of_partner(words), words), NOW)
    session = flow.to_safety(GUIDE, session).opened_by_mistake()
    assert not session.unsafe
    assert session.in_danger
    found = consider(GUIDE.deciding, Situation.UNWANTED, session.facts(), NOW.date())
    assert isinstance(found, Assessment)
    assert not found.verdict.id.sends
    calm = told_of_partner("He is late with the keys.")
    assert not calm.in_danger


def test_a_page_opened_by_mistake_leaves_what_was_heard_to_be_asked_about():
    session = replace(fresh(Situation.UNWANTED), answers={"happened": "He hit me."})
    assert not flow.to_safety(GUIDE, session).opened_by_mistake().safety_asked
    assert flow.to_safety(GUIDE, fresh(Situation.UNWANTED)).opened_by_mistake().safety_asked


@over(
    ("picked", "section"),
    [("own_harm", "#yours"), ("self_harm", "#theirs"), ("both", "#both")],
)
def test_read_more_opens_the_guide_that_fits(picked, section):
    session = flow.tell_of_harm(GUIDE, fresh(Situation.OWING), picked)
    page = safety_page(session, SafetyPart.PAGE, GUIDE.safety)
    assert page.reading == f"life-in-danger{section}"


def test_talk_of_a_life_that_presses_puts_danger_to_the_user_first_and_says_both():
    session = flow.tell_of_harm(GUIDE, fresh(Situation.UNWANTED), "both")
    said = page_text(session)
    assert said.index(GUIDE.safety.first) < said.index(GUIDE.safety.both)
    assert "domestic abuse" in said


def test_words_of_despair_in_the_log_are_asked_about_and_can_be_taken_out():
    session = flow.to_safety(GUIDE, fresh(Situation.UNWANTED)).typing("safety_log", "I want to die")
    session = flow.write_incident(session, NOW)
    assert session.at_safety is SafetyPart.DESPAIR
    assert session.without_last_incident().incidents == ()
    calm = flow.to_safety(GUIDE, fresh(Situation.UNWANTED)).typing("safety_log", "He rang at 9.")
    assert flow.write_incident(calm, NOW).at_safety is not SafetyPart.DESPAIR


def test_a_life_is_asked_about_though_another_sign_was_ticked():
    session = flow.answer(GUIDE, fresh(Situation.UNWANTED), SAFETY, ("after_no",))
    session = flow.leave_safety(session, NOW)
    assert flow.offer_safety(session, "I want to kill myself").at_safety is SafetyPart.LIFE


def test_violence_told_at_a_prompt_has_a_page_and_a_reason_of_its_own():
    session = flow.offer_safety(fresh(Situation.UNWANTED), "he hit me")
    session = flow.to_safety(GUIDE, session)
    assert GUIDE.safety.hurt in page_text(session)
    found = flow.assess(GUIDE, session, NOW.date())
    assert isinstance(found, Assessment)
    assert found.reason == GUIDE.safety.reasons["hurt"]
    asked = flow.assess(GUIDE, flow.to_safety(GUIDE, fresh(Situation.UNWANTED)), NOW.date())
    assert isinstance(asked, Assessment)
    assert asked.reason == GUIDE.safety.reasons["asked"]


@over("sign", ["threats", "following", "after_no", "afraid"])
def test_nothing_says_block_first_where_danger_was_named(sign):
    session = replace(fresh(Situation.UNWANTED), answers={SAFETY: (sign,)})
    assert warned_of(session)
    assert GUIDE.safety.close[VerdictId.BLOCK_REPORT].startswith("Don't answer. Keep")
    said = " ".join((*GUIDE.safety.danger_dos, *GUIDE.safety.close.values()))
    assert "then block" not in said
    fraud = replace(fresh(Situation.UNWANTED), answers={SAFETY: ("fraud_signs",)})
    assert not warned_of(fraud)


def test_a_session_with_words_of_despair_is_neutral_however_they_came_there():
    session = replace(fresh(Situation.OWING), answers={"topic": "I don't see a way out"})
    assert session.discreet
    assert not replace(session, answers={"topic": "the invoice"}).discreet


@over("sign", ("threats", "after_no", "afraid"))
def test_signs_taken_out_again_leave_the_session_neutral_and_the_way_to_the_page_in_sight(sign):
    ticked = flow.answer(GUIDE, fresh(Situation.UNWANTED), SAFETY, (sign,))
    taken_out = flow.answer(GUIDE, flow.leave_safety(ticked, NOW), SAFETY, ())
    assert not taken_out.in_danger
    assert taken_out.discreet


def test_who_knows_about_partners_is_named_first_where_it_is_a_partner():
    session = flow.to_safety(GUIDE, replace(fresh(Situation.UNWANTED), answers={"tie": "partner"}))
    told = page_text(session)
    assert told.index("domestic abuse or sexual assault service:") < told.index("At work:")
    assert told.index("stalking service:") < told.index("Someone you trust:")
    assert "change the locks safely" in told
    other = page_text(flow.to_safety(GUIDE, fresh(Situation.UNWANTED)))
    assert other.index("Someone you trust:") < other.index("stalking service:")


@over("situation", Situation)
def test_what_to_say_to_who_hints_at_suicide_is_plain_in_every_situation(situation):
    facts = {SAFETY: (SELF_HARM,), "tie": "friend", "who": "close"}
    found = consider(GUIDE.deciding, situation, facts, NOW.date())
    assert isinstance(found, Assessment)
    said = " ".join(found.plan.say)
    assert "Are you thinking about suicide?" in said
    assert "feel safe with it" in said
    assert "never to leave" not in " ".join(found.plan.avoid)
    pressed = consider(GUIDE.deciding, situation, {SAFETY: (SELF_HARM, "afraid")}, NOW.date())
    assert isinstance(pressed, Assessment)
    assert not pressed.plan.say


def test_a_draft_with_words_of_fear_is_not_ready_before_they_are_asked_about():
    session = replace(
        fresh(Situation.OWING),
        answers={SAFETY: ()},
        draft=Draft(subject="Your question", body="I'm scared of him. I can't come on Friday."),
    )
    assert flow.unheard(session, session.draft.body)
    asked = flow.leave_safety(flow.heard(session, session.draft.body), NOW)
    assert not flow.unheard(asked, asked.draft.body)


def test_on_the_page_about_ones_own_life_help_comes_before_a_log():
    session = flow.tell_of_harm(GUIDE, fresh(Situation.OWING), OWN_HARM)
    first, *_, last = safety_page(session, SafetyPart.PAGE, GUIDE.safety).choices
    assert (first.text, last.text) == ("Read more", "Write down what happened")


def test_an_answer_that_it_is_not_safe_can_be_taken_back_where_it_was_given():
    asked = flow.change(
        GUIDE, replace(fresh(Situation.UNWANTED), page=99, step=Step.ASSESS), "i_said"
    )
    session = flow.leave_safety(flow.answer(GUIDE, asked, "i_said", "not_safe"), NOW)
    question = flow.view(GUIDE, session, NOW)
    assert isinstance(question, flow.QuestionView)
    assert (question.question.id, question.value) == ("i_said", "not_safe")
    kept = flow.answer(GUIDE, session, "i_said", "not_safe")
    assert isinstance(flow.view(GUIDE, kept, NOW), flow.AdviceView)
    again = flow.view(GUIDE, flow.back(GUIDE, kept, NOW), NOW)
    assert isinstance(again, flow.QuestionView)
    assert again.question.id == "i_said"
    changed = flow.answer(GUIDE, flow.back(GUIDE, kept, NOW), "i_said", "once")
    assert not changed.in_danger
