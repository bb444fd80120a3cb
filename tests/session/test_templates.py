"""Known facts are put in as they are, what is missing is named, the nearest comes first."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.advice.questions import AnswerKind, Choice, Question
from coach.session.message_forms import Form
from coach.session.session import Session
from coach.session.templates import (
    FIELDS,
    Template,
    Warmth,
    fill,
    fitting,
    from_draft,
    lone_brace,
    open_slots,
    said_gap,
    slots_of,
    unknown_fields,
    why_first,
)
from coach.vocabulary import Channel, Situation, VerdictId
from tests import naughty
from tests.sweep import over

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


ABOUT = "what it is about, in three or four words"


def session(**answers: object) -> Session:
    return Session(
        id="w", started=NOW, touched=NOW, situation=Situation.WAITING, answers=dict(answers)
    )


def template(id: str = "t", body: str = "", **more: object) -> Template:
    return replace(Template(id=id, title=id, body=body), **more)


def ids(found: tuple[Template, ...]) -> list[str]:
    return [each.id for each in found]


# Filling in


def test_known_facts_stand_in_subject_and_body():
    one = template(subject="About {topic}", body="Hello {person},\n\nAbout {topic}.\n\n{me}")
    filled = fill(one, {"person": "Dana", "topic": "the quote", "me": "Ali"})
    assert filled.subject == "About the quote"
    assert filled.body == "Hello Dana,\n\nAbout the quote.\n\nAli"
    assert filled.missing == ()


def test_what_is_not_known_is_named_where_it_is_needed():
    filled = fill(template(body="Hello {person}, by {by}."), {"person": "Dana"})
    assert filled.body == "Hello Dana, by ‹the day you need it by›."
    assert filled.missing == ("the day you need it by",)


def test_an_empty_fact_counts_as_not_known():
    assert fill(template(body="Hello {person},"), {"person": ""}).missing == ("their name",)


def test_what_is_missing_is_named_once_and_in_order_of_need():
    one = template(subject="{topic}", body="‹one› {me} ‹two› {topic} ‹one›")
    assert fill(one, {}).missing == (ABOUT, "one", "your name", "two")


def test_a_doubled_brace_means_itself():
    filled = fill(template(body="{{person}} {person} }}{{"), {"person": "Dana"})
    assert filled.body == "{person} Dana }{"


@over("value", [each for each in naughty.ALL if each])
@over("field", FIELDS)
def test_any_text_comes_through_a_field_unharmed(field: str, value: str):
    one = template(subject=f"s {{{field}}}", body=f"a {{{field}}} b {{{field}}} ‹slot›")
    filled = fill(one, {field: value})
    assert filled.subject == f"s {value}"
    assert filled.body == f"a {value} b {value} ‹slot›"
    assert filled.missing == ("slot",)


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_fact_is_read_as_a_field_or_a_slot(person: str, topic: str):
    filled = fill(template(body="{person}|{topic}"), {"person": person, "topic": topic})
    assert filled.body == f"{person}|{topic}"
    assert filled.missing == ()


# The grammar of a place

NEWS = "Any news on {topic:noun|topic:clause|my question}?"


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("the May invoice", "Any news on the May invoice?"),
        ("pay rise", "Any news on the pay rise?"),
        ("whether you can come", "Any news on whether you can come?"),
        ("asking you for a reference", "Any news on my question?"),
        ("", "Any news on my question?"),
    ],
)
def test_a_place_takes_the_first_alternative_that_fits_it(topic: str, said: str):
    filled = fill(template(body=NEWS), {"topic": topic})
    assert (filled.body, filled.missing) == (said, ())


def test_what_does_not_fit_its_place_is_asked_for_where_nothing_else_is_offered():
    filled = fill(template(body="Your {topic:noun}"), {"topic": "whether you can come"})
    assert filled.missing == (ABOUT,)
    assert slots_of(template(body="Your {topic:noun}")) == (ABOUT,)


def test_a_grammar_that_does_not_exist_is_found():
    assert unknown_fields("{topic:noun|topic:clause|my} {topic:nuon} {me}") == ("topic:nuon",)


def test_a_subject_that_begins_with_the_topic_begins_with_a_capital():
    filled = fill(template(subject="{topic}: my answer"), {"topic": "the quote"})
    assert filled.subject == "The quote: my answer"


# Spelling


def test_american_words_stand_where_the_template_has_british_ones_and_facts_stay():
    one = template(subject="CV", body="Favours organised by {person}", us={})
    one = replace(one, us={"favours": "favors", "organised": "organized", "cv": "résumé"})
    filled = fill(one, {"person": "Organised Favours Ltd"}, english="us")
    assert filled.body == "Favors organized by Organised Favours Ltd"
    assert filled.subject == "résumé"
    assert fill(one, {"person": "Jo"}).body == "Favours organised by Jo"


# Forms


def test_a_form_written_by_hand_goes_before_the_derived_one_and_ones_own_has_only_itself():
    one = template(body="Hi {given},\n\nYes.\n\n{me}", forms={Form.CHAT: "Yes!"})
    assert one.in_form(Form.CHAT).body == "Yes!"
    assert one.in_form(Form.FORMAL).body.startswith("Dear {formal},")
    mine = replace(one, forms={}, own=True)
    assert mine.in_form(Form.CHAT) == mine


def test_a_slot_of_any_form_counts_as_one_of_the_template():
    one = template(body="‹a›", forms={Form.CHAT: "‹b›"})
    assert slots_of(one) == ("a", "b")


# Open slots


def test_open_slots_are_named_once_in_order():
    assert open_slots("‹b› and ‹a› and ‹b›") == ("b", "a")


def test_a_slot_never_runs_over_a_line_end_and_is_never_empty():
    assert open_slots("‹a\nb› ‹› ‹c") == ()


def test_marks_of_the_writer_are_no_slots_where_those_of_the_template_are_known():
    one = template(body="Hello {person}, ‹your question›")
    text = fill(one, {"person": "Jo ‹the printer› Bell"}).body + " ‹Guten Tag›"
    assert open_slots(text, slots_of(one)) == ("your question",)


def test_all_slots_of_a_template_include_the_facts_it_needs():
    assert slots_of(template(body="{person} ‹one›")) == ("their name", "one")


# Fields and braces


def test_a_field_that_does_not_exist_is_found():
    assert unknown_fields("{person} {persn} {{topc}} {persn}") == ("persn",)


def test_a_brace_that_stands_alone_is_found_where_it_stands():
    assert lone_brace("{person} {{ }} {me") == 15
    assert lone_brace("{person} {{ }}") is None


# Keeping a draft as a template


def test_a_kept_draft_serves_the_next_person():
    words = from_draft(
        "Dear Ann,\n\nAbout the quote. Ann-Marie knows.\n\nBo",
        {"person": "Ann", "topic": "the quote", "me": "Bo"},
    )
    filled = fill(template(body=words), {"person": "Cy", "topic": "the plan", "me": "Di"})
    assert filled.body == "Dear Cy,\n\nAbout the plan. Cy-Marie knows.\n\nDi"


def test_a_name_inside_another_word_stays():
    assert from_draft("Annual report for Ann", {"person": "Ann"}) == "Annual report for {person}"


@over("words", naughty.ALL)
def test_any_draft_can_be_kept_and_comes_back_as_it_was(words: str):
    known = {"person": "Dana", "topic": "the quote", "me": "Ali"}
    kept = from_draft(f"Dana {words} the quote", known)
    assert unknown_fields(kept) == ()
    assert lone_brace(kept) is None
    assert fill(template(body=kept), known).body == f"Dana {words} the quote"


@given(st.text(), st.text(), st.text())
def test_keeping_and_filling_with_the_same_facts_gives_the_draft_back(
    words: str, person: str, topic: str
):
    known = {"person": person, "topic": topic}
    assert fill(template(body=from_draft(words, known)), known).body == words


# Which templates fit


def test_empty_conditions_fit_every_session():
    assert template().fits(session(matter="invoice", channel="chat"), VerdictId.NUDGE)


def test_a_matter_not_known_yet_leaves_the_general_ones():
    special = template("special", matters=("invoice",))
    general = template("general")
    assert ids(fitting([special, general], session(), VerdictId.NUDGE)) == ["general"]


def test_a_template_for_another_situation_verdict_matter_or_channel_is_left_out():
    others = [
        template(situations=(Situation.OWING,)),
        template(verdicts=(VerdictId.DECLINE,)),
        template(matters=("invoice",)),
        template(channels=(Channel.LETTER,)),
    ]
    assert fitting(others, session(matter="colleague", channel="chat"), VerdictId.NUDGE) == ()


def test_one_made_for_an_answer_waits_until_that_answer_is_given():
    special = template(when={"who": ("work", "known")})
    assert not special.fits(session(), VerdictId.NUDGE)
    assert not special.fits(session(who="stranger"), VerdictId.NUDGE)
    assert special.fits(session(who="work"), VerdictId.NUDGE)


def test_of_several_signs_one_is_enough():
    special = template(when={"marks": ("unpaid",)})
    assert special.fits(session(marks=("pressure", "unpaid")), VerdictId.NUDGE)
    assert not special.fits(session(marks=("pressure",)), VerdictId.NUDGE)
    assert not special.fits(session(marks=()), VerdictId.NUDGE)


def test_the_more_answers_one_is_made_for_the_nearer_it_is():
    one = template("one", when={"who": ("work",)})
    two = template("two", when={"who": ("work",), "able": ("fine",)})
    found = fitting([one, two], session(who="work", able="fine"), VerdictId.NUDGE)
    assert ids(found) == ["two", "one"]


def test_one_that_fits_only_perhaps_comes_last_but_the_users_own_before_all():
    found = fitting(
        [
            template("perhaps", when={"who": ("work",)}, perhaps=True),
            template("general"),
            template("mine", own=True, perhaps=True),
        ],
        session(who="work"),
        VerdictId.NUDGE,
    )
    assert ids(found) == ["mine", "general", "perhaps"]


def test_the_nearest_comes_first_and_the_users_own_before_all():
    found = fitting(
        [
            template("general"),
            template("channel", channels=(Channel.CHAT,)),
            template("matter", matters=("colleague",)),
            template("mine", own=True),
        ],
        session(matter="colleague", channel="chat"),
        VerdictId.NUDGE,
    )
    assert ids(found) == ["mine", "channel", "matter", "general"]


def test_the_one_made_most_narrowly_for_an_answer_comes_first():
    wide = template("wide", when={"who": ("work", "official")})
    narrow = template("narrow", when={"who": ("work",)})
    assert ids(fitting([wide, narrow], session(who="work"), VerdictId.NUDGE)) == ["narrow", "wide"]


@pytest.mark.parametrize("usual", list(Warmth))
def test_the_usual_tone_comes_first_where_nothing_is_known_of_the_two(usual: Warmth):
    three = [template(str(each), warmth=each) for each in Warmth]
    assert ids(fitting(three, session(), VerdictId.NUDGE, usual))[0] == usual
    assert ids(fitting(three, session(warmth="close"), VerdictId.NUDGE, usual))[0] == "warm"


def test_whoever_is_formal_as_a_rule_is_plain_in_a_chat():
    three = [template(str(each), warmth=each) for each in Warmth]
    found = fitting(three, session(channel="chat"), VerdictId.NUDGE, Warmth.FORMAL)
    assert ids(found)[0] == "plain"


def test_a_shorter_one_comes_before_a_longer_one_of_its_kind():
    long, short = template("long", body="word " * 90), template("short", body="word")
    assert ids(fitting([long, short], session(), VerdictId.NUDGE)) == ["short", "long"]


@pytest.mark.parametrize(
    ("between", "first"),
    [("close", "warm"), ("warm", "warm"), ("stranger", "plain"), ("acquaintance", "plain")],
)
def test_among_equals_the_words_as_warm_as_the_two_are_come_first(between: str, first: str):
    three = [template(str(each), warmth=each) for each in Warmth]
    assert ids(fitting(three, session(warmth=between), VerdictId.NUDGE))[0] == first


def test_equals_stand_in_the_order_of_their_titles():
    pair = [template("b", title="Beta"), template("a", title="Alpha")]
    assert ids(fitting(pair, session(), VerdictId.NUDGE)) == ["a", "b"]


def test_one_made_for_a_word_of_the_topic_is_first_there_and_last_elsewhere():
    deposit = template("deposit", topics=("deposit",))
    invoice = template("invoice", matters=("invoice",))
    both = [deposit, invoice]
    there = session(matter="invoice", topic="the deposits for two flats")
    assert ids(fitting(both, there, VerdictId.NUDGE)) == ["deposit", "invoice"]
    elsewhere = session(matter="invoice", topic="the May bill")
    assert ids(fitting(both, elsewhere, VerdictId.NUDGE)) == ["invoice", "deposit"]
    assert deposit.topic_word("our depositary") == ""


# Saying a gap


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "a day"),
        (1, "a day"),
        (3, "three days"),
        (7, "a week"),
        (11, "two weeks"),
        (45, "six weeks"),
        (60, "two months"),
        (200, "seven months"),
        (329, "11 months"),
        (350, "a year"),
        (800, "two years"),
        (20_000, "55 years"),
    ],
)
def test_a_gap_is_said_as_one_says_it_after_about(days: int, said: str):
    assert said_gap(days) == said


MATTER = Question(
    id="matter",
    kind=AnswerKind.CHOICE,
    ask="What is it?",
    choices=(Choice(id="invoice", text="An invoice"), Choice(id="other", text="Other")),
)


def test_it_is_said_why_the_first_template_is_the_first():
    told = session(matter="invoice")
    asked = {"matter": MATTER}
    made = template(matters=("invoice",))
    assert why_first(made, told, asked) == "Listed first because you said: An invoice"
    assert "simplest" in why_first(template(), told, asked)
    assert "yours" in why_first(template(own=True), told, asked)


def test_a_first_reminder_is_offered_only_before_any_was_sent():
    offered = (template("early", first=True), template("later"))
    assert "early" in ids(fitting(offered, session(nudges_sent=0), VerdictId.NUDGE))
    assert ids(fitting(offered, session(nudges_sent=2), VerdictId.NUDGE)) == ["later"]


def test_what_goes_on_from_the_last_letter_comes_first_and_that_letter_last():
    one = template("a", verdicts=(VerdictId.NUDGE,))
    again = template("b", verdicts=(VerdictId.NUDGE,), after="a")
    other = template("c", verdicts=(VerdictId.NUDGE,))
    fresh = session()
    gone_on = replace(fresh, used="a")
    assert [each.id for each in fitting((one, again, other), fresh, VerdictId.NUDGE)] == ["a", "c"]
    found = fitting((one, again, other), gone_on, VerdictId.NUDGE)
    assert [each.id for each in found] == ["b", "c", "a"]
