"""Names and topics read well where a message puts them, and what is not sure stays as typed."""

import pytest

from coach.domain.addressing import full_name, given_name, topic_to_others, topic_to_them
from tests import naughty


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
    ],
)
def test_a_plain_greeting_uses_the_given_name(typed, called):
    assert given_name(typed) == called


@pytest.mark.parametrize(
    "typed",
    [
        "Dr Weber",
        "Prof. Anna Weber",
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


@pytest.mark.parametrize("typed", ["my landlord", "the recruiter", "The agency", "him", "her boss"])
def test_what_is_no_name_is_no_greeting_and_is_asked_for_in_the_draft(typed):
    assert given_name(typed) == full_name(typed) == ""


@pytest.mark.parametrize("typed", naughty.ALL)
def test_no_name_is_harmed(typed):
    assert given_name(typed) in typed
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
        "the talk I gave her last week",
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
        ("The flat", "the flat"),
    ],
)
def test_somebody_else_is_told_of_them_and_not_spoken_to_as_them(typed, read):
    assert topic_to_others(typed) == read
