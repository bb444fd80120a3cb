"""Names and topics read well where a message puts them, and what is not sure stays as typed."""

import pytest

from coach.session.addressing import (
    as_clause,
    as_noun,
    formal_name,
    full_name,
    given_name,
    topic_to_others,
    topic_to_them,
)
from coach.session.templates import Template, fill
from tests import naughty
from tests.sweep import over


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("Mara", "Mara"),
        ("Mara Lindqvist", "Mara"),
        ("Ann-Marie O'Neil", "Ann-Marie"),
        ("Zoë Müller", "Zoë"),
        ("An Nguyen", "An"),
        ("Lindqvist, Mara", "Mara"),
        ("Mara Lindqvist (the agency)", "Mara"),
        ("Karen at Northwind", "Karen"),
        ("Hanna Berg, editor at Lumen magazine", "Hanna"),
        ("Tobias from StudioSuite", "Tobias"),
        ("Mrs Hartley, Elmwood Primary", "Mrs Hartley"),
        ("Dr. Henrik Vaasa, the clinic", "Dr. Vaasa"),
        ("Brand Boss coaching (Kyle)", "Kyle"),
        ("Priya ,", "Priya"),
    ],
)
def test_a_plain_greeting_uses_the_given_name(typed, called):
    assert given_name(typed) == called


@pytest.mark.parametrize(
    "typed",
    [
        "Dr Weber",
        "dr henrik vaasa",
        "Dr",
        "Sir Henrik Vaasa",
        "Ms Maria Garcia Lopez",
        "Mrs Smith Accounts",
        "J. Smith",
        "Ludwig van Beethoven",
        "Brightwork accounts",
        "Acme Ltd",
        "Tom and Sue",
        "mara lindqvist",
        "李小龙",
        "محمد علي",
    ],
)
def test_a_name_that_is_not_surely_a_given_one_and_a_family_one_stays_whole(typed):
    assert given_name(typed) == full_name(typed) == typed


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("Dr. Henrik Vaasa", "Dr. Vaasa"),
        ("Prof. Anna Weber", "Prof. Weber"),
        ("Prof. Dr. Anna Weber", "Prof. Dr. Weber"),
        ("Mr Tom Lee", "Mr Lee"),
        ("Ms O. Lee", "Ms Lee"),
        ("Dr Ludwig van Beethoven", "Dr van Beethoven"),
        ("Dr Anna Weber (clinic)", "Dr Weber"),
    ],
)
def test_a_title_goes_with_the_family_name(typed, called):
    assert given_name(typed) == formal_name(typed) == called


def test_without_a_title_a_formal_greeting_has_the_whole_name():
    assert formal_name("Mara Lindqvist") == "Mara Lindqvist"


@pytest.mark.parametrize("typed", ["my landlord", "the recruiter", "The agency", "him", "her boss"])
def test_what_is_no_name_is_no_greeting_and_is_asked_for_in_the_draft(typed):
    assert given_name(typed) == full_name(typed) == ""


@over("typed", naughty.ALL)
def test_no_name_is_harmed(typed):
    assert given_name(typed) in typed
    assert formal_name(typed) in typed
    assert full_name(typed) in typed


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("the March proposal", "the March proposal"),
        ("his meetup", "your meetup"),
        ("a talk at his meetup", "a talk at your meetup"),
        ("their offer of a job", "your offer of a job"),
        ("her reference letter", "your reference letter"),
        ("Mara's offer", "your offer"),
        ("Mara Lindqvist’s offer", "your offer"),
        ("asking him for a reference", "asking you for a reference"),
        ("whether she can read my draft", "whether you can read my draft"),
        ("my invoice", "my invoice"),
        ("your talk in May", "your talk in May"),
        ("The flat", "the flat"),
        ("About the flat.", "the flat"),
        ("Re: invoice 4471", "invoice 4471"),
        ("Q3 report", "Q3 report"),
    ],
)
def test_a_topic_reads_as_the_other_side_would_say_it(typed, read):
    assert topic_to_them(typed, "Mara Lindqvist") == read


@pytest.mark.parametrize(
    "typed",
    [
        "Tom and his firm",
        "thanking her for the lift",
        "the boxes and when I get them",
        "Marathon's fees",
        "the U.S. visa.",
    ],
)
def test_what_may_belong_to_somebody_else_stays_as_typed(typed):
    assert topic_to_them(typed, "Mara Lindqvist") == typed


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("your talk in May", "their talk in May"),
        ("his meetup", "his meetup"),
        ("whether you can come", "whether they can come"),
        ("whether she can come", "whether she can come"),
        ("The flat", "the flat"),
    ],
)
def test_somebody_else_is_told_of_them_and_not_spoken_to_as_them(typed, read):
    assert topic_to_others(typed) == read


NATURAL = (
    "the March proposal",
    "invoice 4471",
    "my May invoice",
    "the rota for December",
    "cover roughs for the badger book",
    "return of my deposit",
    "pay rise",
    "my grandmother's will",
    "an answer to my letter",
    "Dr. Weber's report",
    "the note from me",
    "a talk about us",
    "what is left to pay",
    "when I get the boxes",
    "IT support",
)

SENTENCES = (
    "about the cover roughs for the badger book, quote I sent",
    "about He must give me the rota of the surgeons for December",
    "she never paid",
    "they owe me money",
    "I need the rota",
    "I'm waiting for the file",
    "the quote I sent",
    "need the keys back",
    "send me the contract",
    "please sign the form",
    "wants to meet again",
    "asked for a meeting",
    "when he pays",
    "the boiler is still broken",
    "my landlord said next week",
    "promised me a rise",
    "job interview - no answer",
    "why is there no answer?",
    "rota. again nothing from her",
    "the new contract for the museum shop in Leeds next spring",
)


@pytest.mark.parametrize("typed", NATURAL)
def test_a_thing_named_in_a_few_words_is_put_into_a_message(typed):
    assert topic_to_them(typed, "Mara Lindqvist") == topic_to_others(typed) == typed


@over("typed", SENTENCES)
def test_a_sentence_or_a_story_is_never_pasted_after_about(typed):
    assert topic_to_them(typed, "Mara Lindqvist") == ""
    assert topic_to_others(typed) == "" or typed == "when he pays"


def test_a_draft_about_a_sentence_asks_for_three_or_four_words_instead():
    template = Template(id="t", title="T", subject="Question about {topic}", body="About {topic}.")
    told = topic_to_them("He must give me the rota of the surgeons for December", "Dr Vaasa")
    filled = fill(template, {"topic": told})
    assert filled.body == "About ‹what it is about, in three or four words›."
    assert filled.missing == ("what it is about, in three or four words",)


@pytest.mark.parametrize(
    ("topic", "thing"),
    [
        ("the May invoice", "the May invoice"),
        ("my deposit", "my deposit"),
        ("invoice 4471", "invoice 4471"),
        ("pay rise", "the pay rise"),
        ("return of my deposit", "the return of my deposit"),
        ("parking space", "the parking space"),
        ("IT support", "IT support"),
        ("two chairs", "two chairs"),
        ("Mara's offer", "Mara's offer"),
        ("whether you can come", ""),
        ("when I get the boxes", ""),
        ("asking you for a reference", ""),
        ("moving the date", ""),
        ("", ""),
    ],
)
def test_a_thing_fits_any_sentence_and_gets_its_article(topic, thing):
    assert as_noun(topic) == thing


@pytest.mark.parametrize(
    ("topic", "clause"),
    [
        ("whether you can come", "whether you can come"),
        ("when I get the boxes", "when I get the boxes"),
        ("if you can come", ""),
        ("the May invoice", ""),
        ("what", ""),
        ("", ""),
    ],
)
def test_only_an_indirect_question_is_a_clause(topic, clause):
    assert as_clause(topic) == clause


@over("typed", naughty.ALL)
def test_no_topic_is_harmed_by_the_grammar_of_its_place(typed):
    assert as_noun(typed) in {"", typed, f"the {typed}"}
    assert as_clause(typed) in {"", typed}


def test_whoever_is_called_by_a_title_is_not_greeted_with_hi():
    greets = Template(id="t", title="t", body="Hi {given},\n\nHi again.")
    assert fill(greets, {"given": "Mrs Hartley"}).body == "Dear Mrs Hartley,\n\nHi again."
    assert fill(greets, {"given": "Mara"}).body.startswith("Hi Mara,")
