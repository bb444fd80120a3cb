"""The verdict: everything one needs to weigh it is on the page."""

from dataclasses import replace

import pytest

from coach.advice.recommendation import Because, Sure
from coach.app.session_pages import advice_page
from coach.session.flow import AdviceView
from coach.session.session import Overrule
from coach.ui.widgets.session_panes import RecommendationPane
from coach.vocabulary import VerdictId
from tests.store.samples import assessment
from tests.ui.stage import STRANGE, staged

ASSESSMENT = assessment()


def shown(found, *, plan=None, **more):
    """The pane of this recommendation, with the plan of what was decided."""
    view = AdviceView(assessment=found, plan=plan or found.plan)
    return RecommendationPane(advice_page(view, **more))


async def test_the_page_holds_verdict_reason_both_sides_and_plan():
    async with staged(shown(ASSESSMENT), size=(100, 60)) as play:
        for text in (
            "Write once more, and leave it there.",
            "A colleague who owes an answer",
            "+ It is owed.",
            "- They may be busy.",
            "A clear no",
            "Send it today.",
            "Fri 27 Nov 2026",
            "let it go",
            "It is not about you.",
            "a close call",
        ):
            assert text in play.screen, text


async def test_the_plan_says_when_why_how_what_to_say_and_what_else_to_do():
    plan = replace(
        ASSESSMENT.plan,
        why_then="It matters by Friday.",
        how="Call them.",
        first="Your boss.",
        say=("The sum and the day.",),
        avoid=("No guess at why.",),
        meanwhile=("Look elsewhere too.",),
    )
    async with staged(shown(replace(ASSESSMENT, plan=plan)), size=(100, 80)) as play:
        told = " ".join(play.screen.split())
        parts = [plan.why_then, plan.how, plan.first, *plan.say, *plan.avoid]
        places = [told.index(each) for each in (*parts, *plan.meanwhile, "After that")]
        assert places == sorted(places)


async def test_the_verdict_comes_first():
    async with staged(shown(ASSESSMENT)) as play:
        first = next(line for line in play.screen.splitlines() if line.strip())
        assert "Write once more" in first


async def test_a_close_call_is_named_under_the_headline_and_what_turns_it_below():
    change = ASSESSMENT.would_change[0]
    three = tuple(replace(change, text=f"{each}. If so: Wait.") for each in ("One", "Two", "Three"))
    close = replace(ASSESSMENT, sure=Sure.CLOSE, would_change=three)
    async with staged(shown(close), size=(100, 60)) as play:
        told = " ".join(play.screen.split())
        order = ["Write once more", "a close call", close.reason, "One.", "Two.", "Three."]
        places = [told.index(each) for each in order]
        assert places == sorted(places)
        assert told.count("One.") == 1


async def test_a_number_goes_to_the_answer_that_decided():
    several = replace(
        ASSESSMENT,
        because=tuple(Because(fact=each, value=True, text=each) for each in ("warm", "owed")),
    )
    async with staged(shown(several), RecommendationPane.Reconsider) as play:
        await play.press("2")
        assert [each.fact for each in play.said] == ["owed"]


@pytest.mark.parametrize("key", ["2", "9", "0", "x"])
async def test_a_number_of_no_answer_does_nothing(key):
    async with staged(shown(ASSESSMENT), RecommendationPane.Reconsider) as play:
        await play.press(key)
        assert play.said == []


async def test_what_the_user_decided_otherwise_comes_first_and_with_its_own_plan():
    overrule = Overrule(verdict=VerdictId.WAIT, reason=STRANGE)
    own = replace(ASSESSMENT.plan, do="Wait, and look again on Friday.", by=None)
    found = shown(ASSESSMENT, plan=own, overrule=overrule, instead="Give it time.")
    async with staged(found, size=(100, 60)) as play:
        told = " ".join(play.screen.split())
        wanted = (
            "Give it time.",
            "You decided this yourself. [b]Ada[/b]",
            "Wait, and look again",
            "What the coach recommended",
            "Write once more",
        )
        places = [told.index(each) for each in wanted]
        assert places == sorted(places)


async def test_a_click_on_an_answer_goes_to_it():
    several = replace(
        ASSESSMENT,
        because=tuple(Because(fact=each, value=True, text=each) for each in ("warm", "owed")),
    )
    async with staged(shown(several), RecommendationPane.Reconsider, size=(100, 60)) as play:
        rows = play.screen.splitlines()
        at = next(n for n, row in enumerate(rows) if "owed" in row and row.split()[0] == "2")
        await play.pilot.click(offset=(rows[at].index("owed"), at))
        await play.rests()
        assert [each.fact for each in play.said] == ["owed"]


async def test_what_is_known_of_the_person_is_read_before_the_verdict():
    found = shown(ASSESSMENT, before=["Earlier: they left you hanging in May."])
    async with staged(found) as play:
        lines = play.screen.splitlines()
        before = next(n for n, line in enumerate(lines) if "in May" in line)
        verdict = next(n for n, line in enumerate(lines) if "Write once more" in line)
        assert before < verdict


async def test_a_clear_verdict_says_that_it_is_clear():
    async with staged(shown(replace(ASSESSMENT, sure=Sure.CLEAR)), size=(100, 60)) as play:
        assert "How firm: firm. Only" in play.screen


async def test_the_whole_page_can_be_scrolled_by_key():
    async with staged(shown(replace(ASSESSMENT, sure=Sure.CLEAR)), size=(60, 12)) as play:
        assert "How firm: firm. Only" not in play.screen
        await play.press("G")
        await play.sees("How firm: firm. Only")
        await play.press("g")
        await play.sees("Write once more")
