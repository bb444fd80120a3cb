"""Decisions as Markdown and CSV, and without the names in them."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.journal import exports
from coach.journal.decisions import Note, Person, Sent
from coach.journal.redaction import Redaction
from coach.session.session import Draft
from coach.vocabulary import Channel, Ending, Outcome
from tests.store.samples import NAUGHTY, NOON, decision, open_session


def sent(body, subject="Hello"):
    return Sent(subject=subject, body=body, channel=Channel.EMAIL, at=NOON)


# -- Markdown ---------------------------------------------------------------------------


def test_markdown_tells_the_whole_decision():
    text = exports.markdown([decision(1)])
    for part in (
        "# Ana 1 - the report 1\n",
        "- Decided: Fri 20 Nov 2026, 13:00\n",
        "- Ending: sent\n",
        "## Why\n",
        "## Reasons for\n",
        "## Reasons against\n",
        "I know her.",
        "Subject: Report\n",
        "- 70% that a reply would come by Wed 25 Nov 2026. It came.\n",
        "They replied. Sent.\n",
    ):
        assert part in text


def test_markdown_of_a_decision_not_to_send_shows_the_draft():
    text = exports.markdown([decision(1, sent=None, ending=Ending.NOT_SENT)])
    assert "- Ending: not sent" in text
    assert "## Draft\n" in text
    assert "the draft stands." in text


def test_markdown_leaves_out_what_was_never_said():
    bare = decision(
        1,
        sent=None,
        prediction=None,
        notes=(),
        session=open_session(1, draft=Draft(), overrule=None, answers={}),
    )
    text = exports.markdown([bare])
    assert text.startswith("# A decision\n")
    for title in ("Drafted", "The guess", "Since then", "otherwise"):
        assert title not in text


def test_no_message_can_break_out_of_its_fence():
    body = "```\n# not a heading\n````\n<script>"
    text = exports.markdown([decision(1, sent=sent(body))])
    assert f"`````text\n{body}\n`````\n" in text


def test_nothing_typed_becomes_markup_in_a_line():
    text = exports.markdown([decision(1, next_step="# <b>[x](http://y)</b> *z*\n- one")])
    assert r"\# \<b\>\[x\](http://y)\</b\> \*z\* - one" in text


# -- CSV --------------------------------------------------------------------------------


def rows(*decisions):
    return list(csv.DictReader(io.StringIO(exports.table(decisions), newline="")))


def test_csv_has_a_header_and_a_row_for_each():
    one, other = rows(decision(1), decision(2))
    assert tuple(one) == exports.COLUMNS
    assert (one["id"], one["person"], one["verdict"], one["percent"]) == (
        "decision-1",
        "Ana 1",
        "nudge",
        "70",
    )
    assert other["decided"] == "2026-11-20T14:00:00+01:00"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_can_act_as_a_formula(start):
    text = f"{start}cmd|' /C calc'!A0"
    (row,) = rows(decision(1, next_step=text, sent=sent(text, text)))
    for column in ("next_step", "sent", "subject"):
        assert row[column] == f"'{text}"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")))
def test_every_text_comes_back_from_csv(text):
    (row,) = rows(decision(1, next_step=text))
    assert row["next_step"].removeprefix("'") == text.removeprefix("'")


# -- redaction --------------------------------------------------------------------------


def redacted(*decisions, people=()):
    redaction = Redaction.of(decisions, people)
    return [redaction.decision(each) for each in decisions]


def about(name, body):
    return decision(
        1, session=open_session(1, answers={"person": name, "topic": "x"}), sent=sent(body)
    )


def test_a_name_is_replaced_wherever_it_stands():
    (found,) = redacted(
        about("Ana Lopez", "Dear Ana,\nis ANA LOPEZ's  answer (Ana Lopez) in? Anagram.")
    )
    assert found.session.person == "Person 1"
    assert found.sent is not None
    assert found.sent.body == "Dear Person 1,\nis Person 1's  answer (Person 1) in? Anagram."


def test_one_person_has_one_name_throughout():
    people = [Person(id="p", name="Ana Lopez", also=("A. L.",))]
    first, second, third = redacted(
        about("Ana Lopez", "A. L. wrote"),
        about("Bo", "Bo and Ana"),
        about("ana lopez", ""),
        people=people,
    )
    assert first.session.person == third.session.person
    assert first.sent is not None
    assert first.sent.body == f"{first.session.person} wrote"
    assert second.sent is not None
    assert second.sent.body == f"{second.session.person} and {first.session.person}"
    assert second.session.person != first.session.person


def test_a_name_that_is_also_a_word_does_not_change_the_word():
    (found,) = redacted(about("Will", "Will, I will wait."))
    assert found.sent is not None
    assert found.sent.body == "Person 1, I will wait."


def test_addresses_links_and_numbers_are_replaced_the_same_by_the_same():
    (found,) = redacted(
        about(
            "",
            "ana@x.org, bo@y.org, ANA@x.org; https://x.org/a?b and +44 20 7946 0000"
            " until 2026-11-20",
        )
    )
    assert found.sent is not None
    assert found.sent.body == (
        "[address 1], [address 2], [address 1]; [link 1] and [number 1] until 2026-11-20"
    )


def test_notes_reasons_and_guesses_are_redacted_and_ids_stay():
    one = replace(
        about("Ana", ""),
        next_step="Ask Ana.",
        notes=(Note(at=NOON, text="Ana rang.", outcome=Outcome.REPLIED),),
    )
    (found,) = redacted(one)
    assert (found.next_step, found.notes[0].text) == ("Ask Person 1.", "Person 1 rang.")
    assert (found.id, found.assessment.row, found.notes[0].outcome) == (
        one.id,
        "w07",
        Outcome.REPLIED,
    )
    assert "Ana" not in exports.markdown([found])


def test_what_is_kept_about_a_person_is_redacted_too():
    ana = Person(
        id="ana", name="Ana", also=("Annie",), notes=(Note(at=NOON, text="Annie was late."),)
    )
    found = Redaction.of([], [ana]).person(ana)
    assert (found.id, found.name, found.also) == ("person-1", "Person 1", ())
    assert found.notes[0].text == "Person 1 was late."


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_names_do_not_break_redaction(text):
    (found,) = redacted(about(text, f"before {text} after"))
    assert exports.markdown([found])
    assert found.sent is not None
