"""Insights: counted with care, silent while there is too little to say, and without grades."""

import pytest

from coach.journal.decisions import Note
from coach.vocabulary import Outcome, Situation
from tests.ui.past import ago, decided, remember


async def opens_insights(person):
    await person.opens_the_journal()
    await person.presses("i")
    await person.sees("Insights")


def guesses(count):
    return [
        decided(
            f"g{n}",
            days=30 + n,
            topic=f"matter {n}",
            guess=80,
            outcome=Outcome.REPLIED if n % 4 else Outcome.SILENT,
        )
        for n in range(count)
    ]


async def test_with_nothing_to_count_it_says_what_will_be_here(life):
    async with life.opens() as person:
        await opens_insights(person)
        await person.sees("Nothing to count yet")


async def test_rates_stand_with_their_number_and_the_range_that_fits(life):
    remember(
        [
            decided("a", days=1, topic="1", outcome=Outcome.REPLIED),
            decided("b", days=2, topic="2", outcome=Outcome.SILENT),
            decided("c", days=3, topic="3", outcome=Outcome.REFUSED),
            decided("d", days=4, topic="4", situation=Situation.REPAIR, outcome=Outcome.SILENT),
            decided("e", days=5, topic="5"),
        ]
    )
    async with life.opens() as person:
        await opens_insights(person)
        await person.sees("2 of 4 messages with a known outcome got a reply.")
        await person.sees("Too few to rely on")
        lines = person.screen.splitlines()
        quiet = next(line for line in lines if "They went quiet on me" in line)
        assert "2 of 3" in quiet
        assert "━" in quiet
        assert "●" in quiet
        back = next(line for line in lines if "I went quiet and regret it" in line)
        assert "0 of 1" in back
        assert back.index("●") < quiet.index("●")
        await person.finds("An unpaid invoice" if "An unpaid" in person.words else "2 of 4")
        await person.finds("By number of reminders already sent")


async def test_guesses_are_only_counted_until_there_are_twenty(life):
    remember(guesses(12))
    async with life.opens((80, 50)) as person:
        await opens_insights(person)
        await person.sees("12 of 20 so far")
        await person.sees_no("Brier")


async def test_from_twenty_on_guesses_are_laid_beside_what_came(life):
    remember(guesses(20))
    async with life.opens((80, 50)) as person:
        await opens_insights(person)
        await person.sees("20 with a known result. Their Brier score is 0.19")
        line = next(line for line in person.screen.splitlines() if "You said 80%" in line)
        assert "15 of 20" in line
        assert line.index("●") < line.index("◇")


async def test_choices_and_luck_are_counted_apart(life):
    def judged(id, outcome, sound):
        note = Note(at=ago(1), well_decided=sound, again=sound)
        return decided(id, days=9, topic=id, outcome=outcome, notes=[note])

    remember(
        [
            judged("a", Outcome.REPLIED, True),
            judged("b", Outcome.SILENT, True),
            judged("c", Outcome.REPLIED, False),
        ]
    )
    async with life.opens((80, 50)) as person:
        await opens_insights(person)
        told = [" ".join(line.strip("│ ").split()) for line in person.screen.splitlines()]
        assert "Good decision, good outcome 1" in told
        assert "Good decision, bad outcome 1" in told
        assert "Weak decision, good outcome 1" in told
        assert "Weak decision, bad outcome 0" in told
        assert "Would do the same again 2 of 3" in told


async def test_nothing_is_said_of_choices_until_one_was_judged(life):
    remember([decided("a", days=9, outcome=Outcome.REPLIED)])
    async with life.opens((80, 50)) as person:
        await opens_insights(person)
        await person.sees_no("Decisions and luck")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_charts_fit_any_width_and_stand_in_line(life, size):
    remember(guesses(24))
    async with life.opens(size) as person:
        await opens_insights(person)
        ends = {
            line.rindex("─" if line.rstrip("│ ").endswith("─") else "●")
            for line in person.screen.splitlines()
            if " of 24" in line and "got a reply" not in line
        }
        assert len(ends) <= 2
        assert max(ends) < size[0] - 1
        await person.presses("j", "k", "end", "escape")
        await person.sees("decisions")
