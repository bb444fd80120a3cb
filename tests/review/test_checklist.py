"""The checklist beside a draft: what this decision asks of it, ticked where it is there."""

import pytest

from coach.content.check_files import load
from coach.content.shipped_content import shipped
from coach.vocabulary import Situation, VerdictId
from tests.review.checker import check

RULES = load(shipped() / "checks")
WAITING = Situation.WAITING
ASK, DATE = "A question they can answer", "A date that is real"
EASY_NO, CONSEQUENCE = "An easy way to say no", "What you'll do if it isn't paid"
UNPAID = (
    "Subject: Invoice 88\n\nHi Ann,\n\nInvoice 88 for £400 was due on 3 May and hasn't been paid."
    " Please pay it by Friday 12 June.{}\n\nTom"
)


def listed(text: str, situation: Situation = WAITING, **more) -> dict[str, bool]:
    """Each line of the checklist, and whether it is ticked."""
    duties = check(RULES, text, situation=situation, **more).duties
    return {each.text: each.met for each in duties}


def test_the_checklist_ticks_what_is_there():
    text = "Hello Ann,\n\nWill you sign the lease by Friday 6 June? A short no is fine too.\n\nTom"
    duties = check(RULES, text, situation=WAITING).duties
    assert all(each.met for each in duties)
    fewer = check(RULES, "Hello Ann,\n\nI wrote in May.\n\nTom", situation=WAITING).duties
    assert {each.text for each in fewer if not each.met} >= {
        "A question they can answer",
        "An easy way to say no",
    }


def test_nothing_is_ticked_before_there_are_words():
    for situation in Situation:
        duties = check(RULES, "", situation=situation).duties
        assert duties
        assert not any(each.met for each in duties)


@pytest.mark.parametrize("matter", ["invoice", "wages", "vendor", "manager"])
def test_what_is_owed_needs_no_easy_way_to_say_no(matter):
    lines = listed(UNPAID.format(""), verdict=VerdictId.NUDGE, matter=matter)
    assert EASY_NO not in lines
    assert lines[ASK]
    assert lines[DATE]


@pytest.mark.parametrize("verdict", [VerdictId.FINAL_NUDGE, VerdictId.ESCALATE])
def test_a_last_demand_for_money_says_what_happens_if_it_is_not_paid(verdict):
    says = UNPAID.format(" If it isn't paid by then, I'll charge interest as the contract says.")
    assert listed(says, verdict=verdict, matter="invoice")[CONSEQUENCE]
    assert not listed(UNPAID.format(""), verdict=verdict, matter="invoice")[CONSEQUENCE]
    assert CONSEQUENCE not in listed(says, verdict=verdict, matter="favour")


def test_a_last_message_offers_a_no_by_saying_what_silence_means():
    text = (
        "Hi Ann,\n\nDo you still want the desk? If I don't hear by Friday 12 June, I'll take it"
        " that you've chosen another.\n\nTom"
    )
    assert listed(text, verdict=VerdictId.FINAL_NUDGE)[EASY_NO]
    assert not listed(text, verdict=VerdictId.NUDGE)[EASY_NO]


@pytest.mark.parametrize("situation", [Situation.OWING, Situation.UNWANTED])
def test_an_answer_put_off_names_its_day(situation):
    later = "Hi Ann,\n\nI can't say yet. {}\n\nTom"
    day = "The day you'll answer"
    dated = later.format("You'll have my answer on Monday 9 June.")
    assert listed(dated, situation, verdict=VerdictId.DEFER)[day]
    assert not listed(later.format("I need more time."), situation, verdict=VerdictId.DEFER)[day]


@pytest.mark.parametrize("verdict", [each for each in VerdictId if each.sends])
def test_nobody_is_asked_for_a_question_and_a_no_in_one(verdict):
    for situation in Situation:
        lines = listed("Hi Ann,\n\nThe pages are here.\n\nTom", situation, verdict=verdict)
        assert not {"The no, said plainly", "The limit, said plainly"} & lines.keys() & {ASK}
        assert EASY_NO not in lines or ASK in lines or verdict is VerdictId.REENGAGE


def test_a_line_is_never_ticked_while_its_check_says_it_is_missing():
    for text in ("I'm sorry you feel that way. Let's move on.", "Sorry if this hurt you."):
        report = check(RULES, f"Hi Ann,\n\n{text}\n\nTom", situation=Situation.REPAIR)
        open_lines = {each.id for each in report.duties if not each.met}
        assert {each.rule for each in report.findings} - {"half-apology"} == open_lines
