"""A journal with a year in it, looked back on one morning."""

from datetime import timedelta

import pytest

from coach.journal.decisions import Note, Person
from coach.vocabulary import Outcome, Situation, VerdictId
from tests.ui.past import NOW, ago, decided, remember

WAITING, OWING = Situation.WAITING, Situation.OWING
PRESSED, REPAIR = Situation.UNWANTED, Situation.REPAIR
NUDGE, LAST, GO = VerdictId.NUDGE, VerdictId.FINAL_NUDGE, VerdictId.LET_GO
NO, LATER, ANSWER = VerdictId.DECLINE, VerdictId.DEFER, VerdictId.ANSWER
LIMIT, SILENCE, MEND = VerdictId.BOUNDARY, VerdictId.SILENCE, VerdictId.REPAIR_APOLOGY
ANSWERED, REFUSED, QUIET = Outcome.REPLIED, Outcome.REFUSED, Outcome.SILENT

LETTER = (
    "Hello Mara,\n\n"
    "On 8 November I sent you the proposal for the spring campaign. The printer holds our date"
    " until Friday 27 November.\n\n"
    "Shall we go ahead, or is it a no this time? Either helps me plan.\n\n"
    "Kind regards\nJo"
)
REASON = "The usual wait has passed, and a first friendly reminder costs little."

# days ago, who, what, situation, verdict, outcome, the chance given in per cent
YEAR = (
    (2, "Mara Lindqvist", "the March proposal", WAITING, NUDGE, None, 60),
    (5, "Tomasz Zielinski", "the talk in April", OWING, NO, ANSWERED, None),
    (9, "Ines Carvalho", "the reference letter", REPAIR, MEND, ANSWERED, 70),
    (13, "Northgate Lettings", "the deposit", WAITING, NUDGE, None, 40),
    (20, "Dana Okafor", "a coffee, again", PRESSED, LIMIT, QUIET, None),
    (28, "Ruth Feldman", "the panel in Bergen", OWING, LATER, ANSWERED, None),
    (34, "Mara Lindqvist", "the invoice for May", WAITING, NUDGE, ANSWERED, 80),
    (41, "Priya Raman", "the second interview", WAITING, NUDGE, REFUSED, 50),
    (55, "Jonas Weber", "the shared data set", WAITING, LAST, QUIET, 30),
    (63, "Ines Carvalho", "the workshop notes", REPAIR, MEND, ANSWERED, 80),
    (70, "Leo Marchetti", "a free logo", PRESSED, SILENCE, QUIET, None),
    (84, "Hanna Virtanen", "the venue quote", WAITING, NUDGE, ANSWERED, 70),
    (96, "Tomasz Zielinski", "the review", OWING, ANSWER, ANSWERED, None),
    (110, "Priya Raman", "the first interview", WAITING, NUDGE, ANSWERED, 60),
    (124, "Aiko Tanabe", "the translation", WAITING, NUDGE, ANSWERED, 90),
    (137, "Ruth Feldman", "the joint paper", WAITING, GO, QUIET, 20),
    (151, "Hanna Virtanen", "the stage plan", WAITING, NUDGE, ANSWERED, 80),
    (166, "Northgate Lettings", "the boiler", WAITING, NUDGE, QUIET, 60),
    (180, "Sam Adeyemi", "the introduction", WAITING, NUDGE, ANSWERED, 70),
    (199, "Jonas Weber", "the code review", WAITING, NUDGE, ANSWERED, 60),
    (214, "Leo Marchetti", "the badge design", WAITING, NUDGE, REFUSED, 40),
    (230, "Aiko Tanabe", "the glossary", WAITING, NUDGE, ANSWERED, 80),
    (247, "Sam Adeyemi", "the summer fair", WAITING, LAST, QUIET, 20),
    (263, "Mara Lindqvist", "the pilot project", WAITING, NUDGE, ANSWERED, 70),
    (281, "Hanna Virtanen", "the caterer", WAITING, NUDGE, ANSWERED, 90),
    (300, "Ruth Feldman", "the grant report", WAITING, NUDGE, ANSWERED, 80),
    (322, "Priya Raman", "the open call", WAITING, NUDGE, QUIET, 30),
)


@pytest.fixture
def a_year(life):
    """The year, on disk."""
    remember(
        [
            decided(
                f"d{days}",
                days=days,
                person=who,
                topic=what,
                situation=situation,
                verdict=verdict,
                outcome=outcome,
                guess=chance,
                body=LETTER,
                reason=REASON,
                by=(ago(days) + timedelta(days=10)).date(),
                next_on=None if outcome else (NOW - timedelta(days=1)).date(),
            )
            for days, who, what, situation, verdict, outcome, chance in YEAR
        ],
        [
            Person(
                id="mara",
                name="Mara Lindqvist",
                notes=(Note(at=ago(34), text="Answers on Fridays, after the team meeting."),),
            )
        ],
    )


async def test_a_year_can_be_looked_back_on(life, a_year):
    async with life.opens((120, 40)) as person:
        await person.sees("Due", "Mara Lindqvist · the March proposal", "Northgate Lettings")
        await person.looks("home-due")
        await person.presses("f3")
        await person.sees("27 decisions", "Set a limit", "replied", "no reply")
        await person.looks("journal-year")
        await person.presses("p")
        await person.sees("Mara Lindqvist", "Hanna Virtanen")
        await person.presses("enter")
        await person.sees("Answers on Fridays", "the pilot project")
        await person.looks("person")
        await person.presses("escape", "escape", "i")
        await person.sees("Brier")
        await person.looks("insights")


async def test_the_shelf_is_grouped_by_what_one_needs_it_for(life):
    async with life.opens((120, 40)) as person:
        await person.presses("r")
        await person.sees("They went quiet", "How long to wait")
        await person.looks("library")
