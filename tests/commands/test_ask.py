"""`coach ask`: the whole walk through a pipe, and the same record as the screen keeps."""

import io
import subprocess
import sys
from dataclasses import replace

import pytest

from coach.cli import main, services
from coach.commands import ask_command, read_command
from coach.commands.prompts import Prompts
from coach.content.loader import ContentFolder
from coach.errors import JournalError
from coach.journal.decisions import Decision, Person
from coach.platform.mail_drafts import TerminalMailPrograms
from coach.platform.paths import journal_folder
from coach.store.journal_store import open_journal
from coach.vocabulary import Ending, Outcome, Step, VerdictId
from tests.journeys.driver import A_TUESDAY, Life
from tests.journeys.test_waiting import answers_the_questions, tells_the_pause
from tests.terminal.driver import ROOT, environment

WORDS = "Hello Mara,\n\nhave you decided about the quote? A yes or a no by Friday is fine.\n\nJo"

PAUSE = (
    "1",
    "Mara Lindqvist",
    "the March proposal",
    "",
    "proposal",
    "email",
    "me",
    "9 days ago",
    "0",
    "none",
    "answer",
    "equals",
    "stranger",
    "",
    "",
    "She asked for a quote on 6 November. I sent it on the 8th.",
    "She found it too dear and does not dare to say so.",
    "",
    "anxious",
    "4",
)
ASSESS = ("1", "1", "")
BLANK = ("‹blank›", "The quote", *WORDS.split("\n"), ".", "1")


@pytest.fixture
def life(tmp_path, monkeypatch):
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "coach"))
    monkeypatch.setenv("TZ", "UTC")
    return Life(tmp_path)


@pytest.fixture
def asked(life, monkeypatch, capsys):
    """Sessions with these lines as the answers; returns exit status and what was said."""

    def open_session(*lines, **changes):
        machine = {
            "clock": life.clock,
            "clipboard": life.clipboard,
            "opener": lambda: life.opener,
            "new_id": lambda: "walk-1",
        }
        made = replace(services(), **{**machine, **changes})
        monkeypatch.setattr("sys.stdin", Picky(lines, capsys))
        args = type("Args", (), {"services": staticmethod(lambda: made)})
        status = ask_command.run(args)
        made.journal().close()
        return status, capsys.readouterr().out

    return open_session


class Picky(io.StringIO):
    """Answers a choice in words: "‹words›" becomes the number of the line that holds them."""

    def __init__(self, lines, capsys):
        super().__init__()
        self._lines = list(lines)
        self._capsys = capsys
        self._said = ""

    def readline(self, *_):
        said, errors = self._capsys.readouterr()
        print(said, end="")
        sys.stderr.write(errors)
        self._said += said
        if not self._lines:
            return ""
        line = self._lines.pop(0)
        return f"{self._number(line[1:-1]) if line.startswith('‹') else line}\n"

    def _number(self, words):
        for line in reversed(self._said.splitlines()):
            number, _, text = line.strip().partition("  ")
            if number.isdigit() and words.casefold() in text.casefold():
                return number
        raise AssertionError(f"no line offers {words!r}:\n{self._said[-1500:]}")


def same(one: Decision) -> Decision:
    """The decision without the time of the last touch."""
    return replace(one, session=replace(one.session, touched=one.session.started))


# -- the same record ---------------------------------------------------------------------


async def test_the_waiting_story_leaves_the_same_record_as_the_screen(tmp_path, monkeypatch, asked):
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "screen"))
    life = Life(tmp_path, A_TUESDAY)
    async with life.opens(size=(100, 40)) as person:
        await tells_the_pause(person)
        await answers_the_questions(person)
        await person.goes_on()
        await person.chooses("A blank page")
        await person.pastes(WORDS)
        await person.presses("shift+tab")
        await person.pastes("The quote")
        await person.goes_on()
        await person.chooses("Copy the message")
        await person.chooses("I have sent it")
        await person.rates(6)
        await person.says("She laughs at it.")
        await person.says("A short no.")
        await person.chooses("Done")
    (on_screen,) = life.decisions()

    monkeypatch.setenv("COACH_HOME", str(tmp_path / "asked"))
    ending = (
        "‹copy the message›",
        "‹i have sent it›",
        "6",
        "She laughs at it.",
        "A short no.",
        "‹done›",
    )
    status, said = asked(*PAUSE, *ASSESS, *BLANK, *ending)
    assert status == 0, said
    (by_line,) = life.decisions()
    assert same(by_line) == same(on_screen)
    assert by_line.prediction.percent == 60
    assert by_line.sent.how == "copied"


async def test_the_safety_story_leaves_the_same_session_as_the_screen(tmp_path, monkeypatch, asked):
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "screen"))
    life = Life(tmp_path, A_TUESDAY)
    async with life.opens() as person:
        await person.chooses("Someone keeps pushing me")
        await person.says("him")
        await person.feels_unsafe()
        await person.sees("Who can help")
        await person.chooses("Save and close")
    (on_screen,) = life.open_sessions()

    monkeypatch.setenv("COACH_HOME", str(tmp_path / "asked"))
    status, said = asked("3", "him", "unsafe", "‹save and close›")
    assert status == 3
    assert "Who can help" in said
    (by_line,) = life.open_sessions()
    assert (by_line.at_safety, by_line.answers) == (on_screen.at_safety, on_screen.answers)
    assert "safety" not in by_line.answers


def test_what_is_feared_and_expected_can_be_written_beside_the_guess(asked, life):
    ending = ("‹i have sent it›", "6", "She laughs at it.", "A short no.", "‹done›")
    status, said = asked(*PAUSE, *ASSESS, *BLANK, *ending)
    assert status == 0, said
    (guess,) = (each.prediction for each in life.decisions())
    assert (guess.percent, guess.feared, guess.expected) == (60, "She laughs at it.", "A short no.")


def test_who_makes_no_guess_is_asked_nothing_beside_it(asked, life):
    status, said = asked(*PAUSE, *ASSESS, *BLANK, "‹i have sent it›", "", "‹done›")
    assert status == 0
    assert "What do you fear" not in said


# -- leaving and coming back -------------------------------------------------------------


@pytest.mark.parametrize("lines", [PAUSE[:4], (*PAUSE[:4], "q")], ids=["end of input", "q"])
def test_leaving_keeps_the_session_and_the_next_start_goes_on(asked, life, lines):
    status, said = asked(*lines)
    assert status == 3
    assert "Saved. To continue later" in said
    (kept,) = life.open_sessions()
    assert kept.answers["topic"] == "the March proposal"
    status, said = asked("‹continue: mara lindqvist›", *PAUSE[4:], *ASSESS)
    assert "Begin with" in said
    assert life.open_sessions()[0].step is Step.DRAFT


def test_ctrl_c_keeps_the_session(asked, life, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("coach.commands.prompts.Prompts.pick", lambda self, ask, rows: 0)
    monkeypatch.setattr(Picky, "readline", interrupted)
    assert asked()[0] == 3
    assert len(life.open_sessions()) == 1


def test_words_begun_when_the_input_ends_are_kept(asked, life):
    status, _ = asked(*PAUSE, *ASSESS, "‹blank›", "The quote", "Hello Mara,", "")
    assert status == 3
    assert life.open_sessions()[0].draft.body == "Hello Mara,\n"


def test_leaving_before_anything_was_said_keeps_nothing(asked, life):
    assert asked()[0] == 3
    assert life.open_sessions() == []


def test_after_the_decision_the_end_of_input_is_a_good_end(asked, life):
    status, _ = asked(*PAUSE, *ASSESS, *BLANK, "‹i have sent it›", "")
    assert status == 0
    assert life.open_sessions() == []
    assert life.decisions()[0].prediction is None


def test_a_journal_that_cannot_be_written_ends_with_its_sentence(asked, capsys):
    class Broken:
        def summaries(self):
            raise JournalError("The journal is on holiday.")

        def close(self):
            pass

    assert asked(journal=Broken)[0] == 1


# -- saying things anywhere --------------------------------------------------------------


def test_unsafe_can_be_said_at_any_choice_and_no_message_is_offered_after_it(asked, life):
    back = ("unsafe", "‹go back›")
    status, said = asked(*PAUSE, *ASSESS, *back, "", "‹save this decision›", "")
    assert status == 0
    after = said[said.rindex("Recommendation") :]
    assert "get advice" in after
    assert "Begin with" not in after
    assert not life.decisions()[0].verdict.sends


def test_unsafe_as_the_very_first_word_leads_to_the_safety_advice(asked):
    status, said = asked("unsafe")
    assert status == 3
    assert "call your local emergency number" in said


def test_an_earlier_wish_to_write_ends_with_feeling_unsafe(asked, life):
    overruled = ("o", "‹write one last time›", "I want it over")
    asked(*PAUSE, *ASSESS[:-1], *overruled, "unsafe")
    (open_session,) = life.open_sessions()
    assert open_session.overrule is None


def test_back_is_heard_at_a_choice_too(asked, life):
    asked(*PAUSE, *ASSESS, "b")
    assert life.open_sessions()[0].step is Step.ASSESS


def test_what_others_wrote_cannot_act_on_the_terminal(asked, life):
    asked("1", "Ada \x1b[31m[b]", "the topic")
    _, said = asked()
    assert "\x1b" not in said
    assert "[31m[b]" in said


# -- the last yard -----------------------------------------------------------------------


def test_what_ran_hot_is_rated_again_and_may_be_held(asked, life):
    hot = [*PAUSE[:-1], "9", "‹continue now›"]
    status, said = asked(*hot, *ASSESS, *BLANK, "8", "‹ten more minutes›")
    assert status == 3
    assert "You said 9" in said
    life.sleeps(minutes=11)
    status, said = asked("‹continue:›", "‹continue›", "3", "‹i have sent it›", "")
    assert status == 0
    assert life.decisions()[0].strength_after == 3


def test_other_words_are_kept_beside_the_draft(asked, life):
    other = ("‹i sent a different version›", "Dear Mara,", "yes or no?", ".", "")
    assert asked(*PAUSE, *ASSESS, *BLANK, *other)[0] == 0
    (decision,) = life.decisions()
    assert decision.sent.body == "Dear Mara,\nyes or no?"
    assert decision.session.draft.body == WORDS


def test_an_answer_that_came_meanwhile_ends_the_session_unsent_and_says_so(asked, life):
    ends = ("‹they've replied›", "‹close this session›")
    assert asked(*PAUSE, *ASSESS, *BLANK, *ends)[0] == 0
    (decision,) = life.decisions()
    assert decision.ending is Ending.NOT_SENT
    assert decision.outcome is Outcome.REPLIED
    assert decision.check_on is None


def test_an_answer_that_came_meanwhile_leads_back_to_who_wrote_last(asked, life):
    _, said = asked(*PAUSE, *ASSESS, *BLANK, "‹they've replied›", "‹reconsider with their reply›")
    assert said.rindex("Who wrote last") > said.rindex("They've replied")


def test_words_that_must_not_go_cannot_be_handed_over(asked, life):
    opening = ("bait", "stranger", "linkedin", "none", "stop", "equals", "", "")
    pitch = ("3", "Growth Partners", "a tool", "", *opening, "", "", "", "", "2")
    overruled = ("1", "2", "1", "‹no›", "o", "‹set a limit›", "I want it said")
    telling = ("", "‹blank›", "Stop this. I live in Harbour View with my children.", ".", "1")
    _, said = asked(*pitch, *overruled, *telling, "‹decided not to›", "‹without sending›", "")
    last = said[said.index("Issues in this message") :]
    assert "Must change: " in last
    assert "“I live in" in last
    assert "Copy the message" not in last
    assert "I have sent it" not in last
    assert life.decisions()[0].sent is None


def test_a_mail_without_a_subject_is_shown_and_judged_as_one(asked):
    _, said = asked(*PAUSE, *ASSESS, "‹blank›", "", *WORDS.split("\n"), ".", "1")
    assert "Subject: (empty)" in said
    assert "There's no subject." in said
    assert "Note: There's no subject." in said[said.index("Issues in this message") :]


def test_what_a_template_left_open_can_be_filled_in_before_going_on(asked, life):
    begun = ("‹a short reminder with one question›", "", "")
    question = "Would the 5th suit you?"
    _, said = asked(*PAUSE, *ASSESS, *begun, "‹fill in the gaps›", question, "Jo", "1")
    assert "Still to fill in: your name." in said
    assert question in life.open_sessions()[0].draft.body
    assert "‹" not in life.open_sessions()[0].draft.body


def test_a_template_in_a_chat_brings_no_subject(asked, life):
    chat = [each if each != "email" else "chat" for each in PAUSE]
    begun = ("‹a short reminder with one question›", "Have you decided?", "1")
    _, said = asked(*chat, *ASSESS, *begun)
    assert "Subject" not in said
    assert life.open_sessions()[0].draft.subject == ""


def test_a_chat_needs_no_subject(asked):
    chat = [each if each != "email" else "chat" for each in PAUSE]
    _, said = asked(*chat, *ASSESS, "‹blank›", *WORDS.split("\n"), ".", "1")
    assert "Subject" not in said


def test_a_mail_program_of_the_terminal_can_take_the_words_over(asked, life, tmp_path, monkeypatch):
    neomutt = tmp_path / "bin" / "neomutt"
    neomutt.parent.mkdir()
    neomutt.write_text(f'#!/bin/sh\ncp "$2" {tmp_path}/opened\n')
    neomutt.chmod(0o755)
    here = {"PATH": f"{neomutt.parent}:/usr/bin:/bin"}
    monkeypatch.setattr(Prompts, "on_terminal", True)
    over = ("‹more ways›", "‹neomutt›", "‹yes›", "‹back to the last›", "‹i have sent it›", "")
    _, said = asked(
        *PAUSE, *ASSESS, *BLANK, *over, terminal_mail=lambda: TerminalMailPrograms(here)
    )
    assert "neomutt -H" in said
    assert b"Subject: The quote" in (tmp_path / "opened").read_bytes()
    assert life.decisions()[0].sent.how == "opened in neomutt"


def test_in_a_pipe_no_mail_program_of_the_terminal_is_offered(asked):
    _, said = asked(*PAUSE, *ASSESS, *BLANK)
    assert "Copy the message" in said
    assert "neomutt" not in said
    assert "in this terminal" not in said


def test_at_night_it_may_wait_until_the_next_working_morning(asked, life):
    life.sleeps(days=4, hours=13)  # Saturday, 23:00
    _, said = asked(*PAUSE, *ASSESS, *BLANK, "‹leave it until›")
    assert "It's Saturday 23:00. This can wait until Monday morning." in said
    assert life.open_sessions()[0].hold.until.strftime("%A %H:%M") == "Monday 09:00"


def test_the_date_can_be_saved_for_the_calendar(asked, life):
    asked(*PAUSE, *ASSESS, *BLANK, "‹i have sent it›", "", "‹calendar file›")
    (file,) = life.handed_over()
    assert file.suffix == ".ics"


def test_a_log_is_written_and_saved_after_a_safety_session(asked, life):
    log = ("‹write down what happened›", "17 Nov, 9:40: waited at the gate.", ".")
    asked("3", "him", "unsafe", *log, "‹save the log›")
    (file,) = life.handed_over()
    assert "waited at the gate" in file.read_text()
    assert "SHA-256" in file.read_text()


# -- closed before -----------------------------------------------------------------------


def test_a_closed_conversation_is_shown_before_it_is_opened_again(asked, life):
    overruled = ("o", "‹let it go›", "They never meant it.", "", "‹save this decision›", "")
    assert asked(*PAUSE, *ASSESS[:-1], *overruled)[0] == 0
    assert life.decisions()[0].verdict is VerdictId.LET_GO
    again = {"new_id": lambda: "walk-2"}
    status, said = asked("1", "mara lindqvist", "‹leave it closed›", **again)
    assert status == 0
    assert "You closed this conversation" in said
    assert "They never meant it." in said
    assert life.open_sessions() == []


def test_somebody_marked_unsafe_is_met_with_the_safety_advice(asked, life):
    journal = open_journal(journal_folder())
    journal.keep_person(Person(id="p", name="Rolf", unsafe=True))
    journal.close()
    _, said = asked("1", "Rolf", "‹safety advice›")
    assert "This person is marked as unsafe." in said
    assert "call your local emergency number" in said


# -- as a program ------------------------------------------------------------------------


def test_in_a_pipe_it_speaks_on_standard_output_and_ends_with_three(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "coach", "ask"],
        input="1\nAda\n",
        capture_output=True,
        text=True,
        timeout=60,
        env=environment(tmp_path, {}),
        cwd=ROOT,
    )
    assert done.returncode == 3
    assert done.stderr == ""
    assert "Who went quiet?" in done.stdout
    assert "coach ask" in done.stdout.splitlines()[-1]


def test_help_says_what_the_exit_status_means(capsys):
    with pytest.raises(SystemExit):
        main(["ask", "--help"])
    assert "3 saved for later" in " ".join(capsys.readouterr().out.split())


# -- coming back, changing, throwing away ------------------------------------------------


def test_a_session_is_taken_from_its_start_to_a_recorded_outcome(asked, life):
    assert asked(*PAUSE, *ASSESS, *BLANK, "i have sent it", "")[0] == 0
    life.sleeps(days=14)
    status, said = asked("‹due.›", "1", "", "q")
    assert status == 0, said
    assert "Due: 1." in said
    assert "No session was started" not in said
    (decision,) = life.decisions()
    assert decision.outcome is not None


def test_an_outcome_can_be_told_before_its_day(asked, life):
    asked(*PAUSE, *ASSESS, *BLANK, "‹i have sent it›", "")
    status, said = asked("‹how an earlier decision turned out›", "‹mara lindqvist›", "1", "", "q")
    assert status == 0, said
    assert life.decisions()[0].outcome is Outcome.REPLIED


def test_an_open_session_is_thrown_away_and_brought_back(asked, life):
    asked(*PAUSE[:4])
    thrown = ("discard an open session", "‹mara›")
    asked(*thrown)
    assert life.open_sessions() == []
    asked(*PAUSE[:4])
    asked(*thrown, "‹restore›")
    assert len(life.open_sessions()) == 1


def test_an_answer_in_the_words_of_a_line_or_close_to_them_is_taken(asked, life):
    asked("they went quiet", "Mara", "the quote", "none", "propsal", "E-Mail")
    (open_session,) = life.open_sessions()
    assert open_session.situation == "waiting"
    assert (open_session.answers["matter"], open_session.answers["channel"]) == (
        "proposal",
        "email",
    )


def test_words_that_deny_a_line_do_not_choose_it(asked, life):
    status, said = asked(*PAUSE, *ASSESS, *BLANK, "i have not sent it")
    assert status == 3
    assert "the words of one line" in said.splitlines()[-5:][0] + said[-300:]
    assert life.decisions() == []


def test_after_an_error_one_short_line_asks_again(asked):
    _, said = asked("99", "banana", "1", "Ada")
    assert said.count("What has stalled?") == 1
    assert said.count("Type a number from 1 to") == 2
    _, said = asked("1", "Ada", "the topic", "", "nonsense", "proposal")
    assert said.count("What is it about") <= 1
    assert said.count("or the words of one line") == 1


def test_none_ticks_nothing_and_empty_leaves_open(asked, life):
    asked(*PAUSE[:-2], "none", "4")
    (open_session,) = life.open_sessions()
    assert open_session.answers["feelings"] == ()
    assert "Nothing" not in open_session.person


def test_reading_is_shown_at_the_start_and_by_its_name(asked):
    _, said = asked("?", "short-no#not-there", "short-no", "")
    assert "How long to wait" in said
    assert "has no section" not in said  # that goes to standard error


def test_the_reason_of_what_was_found_in_a_draft_is_shown_where_one_asks(asked, life):
    words = "Sorry to bother you again. I am so sorry."
    _, said = asked(*PAUSE, *ASSESS, "‹blank›", "The quote", words, ".", "?")
    assert said.count("What do you want to do with this draft?") == 2
    assert "Begin with" in said
    assert said.count("Begin with") == 1


def test_a_draft_is_changed_line_by_line(asked, life):
    change = (
        "‹edit the draft›",
        "1",
        "Dear Mara,",
        "0",
        "Subject: The offer",
        "+",
        "PS: thanks",
        "7",
    )
    asked(*PAUSE, *ASSESS, *BLANK[:-1], *change, "-", "", "q")
    (open_session,) = life.open_sessions()
    assert open_session.draft.subject == "The offer"
    assert open_session.draft.body.startswith("Dear Mara,\n")
    assert "thanks" in open_session.draft.body or "PS" not in open_session.draft.body


def test_the_editor_is_named_before_it_opens(asked, life, monkeypatch):
    monkeypatch.setattr(Prompts, "on_terminal", True)
    life.editor.writes = lambda text: text.replace("Hello", "Dear")
    edit = ("‹edit the draft›", "‹in your editor, paper›", "q")
    _, said = asked(*PAUSE, *ASSESS, *BLANK[:-1], *edit, editor=lambda: life.editor)
    assert "Save the file and close the editor" in said
    assert life.open_sessions()[0].draft.body.startswith("Dear Mara")


GERMAN = (
    "Guten Tag Frau Lindqvist, ich wollte nachfragen, ob Sie sich schon entschieden haben.",
    "Bitte geben Sie mir bis Freitag eine kurze Antwort, damit ich planen kann.",
)


def test_a_draft_in_another_language_is_called_not_checked(asked, life):
    _, said = asked(*PAUSE, *ASSESS, "‹blank›", "Das Angebot", *GERMAN, ".", "1")
    assert "words, not checked" in said
    assert "words, ready" not in said
    assert (
        "the draft isn't in English"
        in said[said.rindex("What do you want to do with this draft?") :]
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
@pytest.mark.parametrize("signs", [[], ["--ascii"]], ids=["plain", "signs"])
def test_an_old_terminal_s_letters_break_nothing(tmp_path, encoding, signs):
    done = subprocess.run(
        [sys.executable, "-m", "coach", *signs, "ask"],
        input=b"1\nAda\n?\n",
        capture_output=True,
        timeout=60,
        env=environment(tmp_path, {"PYTHONIOENCODING": encoding}),
        cwd=ROOT,
    )
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr + done.stdout
    assert b"Something broke" not in done.stderr


def test_asking_to_read_is_short_and_leaves_the_answer_to_be_given(asked):
    _, short = asked(*PAUSE, "?", "q")
    _, whole = asked("‹continue›", "??", "q")
    assert "To read all of it, type ??" in short
    assert "To read all of it, type ??" not in whole
    _, said = asked(*PAUSE, *ASSESS[:2], "?", "q")
    assert said.count("How firm") == 1


def test_going_back_from_the_first_question_says_that_nothing_is_before_it(asked, life):
    _, said = asked("1", "b", "continue", "Mara", "q")
    assert "There's nothing before this question." in said
    assert life.open_sessions()[0].person == "Mara"


def test_the_pause_speaks_of_no_key_and_no_countdown_of_the_screen(asked):
    hot = (*PAUSE[:-1], "9")
    _, said = asked(*hot, "‹ten minutes›")
    _, later = asked("‹continue: mara›", "q")
    assert "coach ask again in ten minutes" in said
    assert not any(word in said + later for word in ("esc ", "window", "countdown"))


def test_the_guides_are_listed_once_each_and_read_by_number(asked):
    _, said = asked("‹read a guide›", "1", "", "q")
    listed = said[said.index("Guides") : said.index("Which guide?")].splitlines()
    titles = [line.strip().partition("  ")[2] for line in listed[1:] if line]
    assert len(titles) == len(set(titles)) > 20


def test_discarding_what_still_no_reply_began_makes_it_due_again(asked, life):
    asked(*PAUSE, *ASSESS, *BLANK, "i have sent it", "")
    life.sleeps(days=14)
    asked("‹due.›", "2", "‹still no reply›", "q")
    _, said = asked("‹discard›", "1", "q")
    assert "Due: 1." in said


def test_a_slip_in_the_outcome_is_taken_back(asked, life):
    asked(*PAUSE, *ASSESS, *BLANK, "i have sent it", "")
    life.sleeps(days=14)
    asked("‹due.›", "‹nothing left›", "", "q")
    assert life.decisions()[0].outcome is Outcome.REPLIED
    asked("‹turned out›", "1", "‹take back›", "q")
    assert life.decisions()[0].outcome is None


# -- nothing typed is lost, help moves nobody ----------------------------------------------

APOLOGY = ("‹a short reminder with one question›", "Have you decided on the 5th?")


@pytest.mark.parametrize("leaving", ["q", "b", "?"], ids=["leave", "back", "help"])
def test_what_was_typed_into_a_gap_is_kept_whatever_is_typed_next(asked, life, leaving):
    asked(*PAUSE, *ASSESS, *APOLOGY, leaving)
    assert "Have you decided on the 5th?" in life.open_sessions()[0].draft.body
    _, said = asked("‹continue: mara›", "‹the draft you have›", "q")
    assert "Have you decided on the 5th?" in said


def test_back_in_a_gap_goes_one_gap_back_and_shows_what_was_typed(asked, life):
    _, said = asked(*PAUSE, *ASSESS, *APOLOGY, "b", "Is the 6th better?", "Jo")
    assert "So far: Have you decided on the 5th?" in said
    assert said.count("Begin with") == 1
    body = life.open_sessions()[0].draft.body
    assert "Is the 6th better?" in body
    assert "5th" not in body


def test_back_in_the_first_gap_leads_to_what_a_draft_begins_with(asked):
    _, said = asked(*PAUSE, *ASSESS, APOLOGY[0], "b", "q")
    assert said.count("Begin with") == 2


@pytest.mark.parametrize(
    ("lines", "asks"),
    [
        (APOLOGY, "your name?"),
        ((*BLANK[:-1], "‹edit the draft›"), "Which line?"),
        ((*BLANK[:-1], "‹edit the draft›", "1"), "What should the line say?"),
        ((*BLANK, "‹i have sent it›"), "How likely is a reply"),
    ],
)
def test_help_asks_the_same_again_at_the_same_place(asked, lines, asks):
    _, said = asked(*PAUSE, *ASSESS, *lines, "?")
    assert said.count(asks) == 2
    assert said.count("Begin with") == 1


def test_a_line_that_is_being_changed_can_be_left_as_it_is(asked, life):
    asked(*PAUSE, *ASSESS, *BLANK[:-1], "‹edit the draft›", "1", "b", "", "q")
    assert life.open_sessions()[0].draft.body == WORDS


# -- only what changed is read --------------------------------------------------------------


def test_after_copying_only_that_is_said_and_the_whole_can_be_heard_again(asked):
    _, said = asked(*PAUSE, *ASSESS, *BLANK, "‹copy the message›")
    after = said[said.rindex("opied") :]
    assert "r: read it all." in after
    assert "What happens next" not in after
    _, said = asked("‹continue: mara›", "‹copy the message›", "r")
    assert said.count("What happens next") == 2


def test_after_a_changed_answer_the_new_headline_is_said_and_the_whole_on_request(asked):
    _, said = asked(*PAUSE, *ASSESS[:2], "1", "", "q")
    assert said.count("How firm") == 1
    assert said.count("r: read it all.") == 2
    _, said = asked("‹continue: mara›", "r", "q")
    assert said.count("r: read it all.") == 2


def test_an_answer_keeps_its_number_after_it_was_changed(asked):
    _, said = asked(*PAUSE, *ASSESS[:2], "2", "", "r", "q")
    first, second = (each for each in said.split("Why (press a number")[1:])
    numbered = [
        [line.strip().split("?")[0] for line in part.splitlines() if line[:3].strip().isdigit()]
        for part in (first, second)
    ]
    assert numbered[0]
    assert numbered[1][: len(numbered[0])] == numbered[0]


# -- read aloud ------------------------------------------------------------------------------


def test_a_table_of_a_guide_is_read_row_by_row_and_quotes_have_no_bar(asked):
    _, said = asked("‹read a guide›", "which-channel", "how-long-to-wait", "", "q")
    assert not any(sign in said for sign in "▎─✓✗")
    assert any(line.startswith("A fact, a date") and ": " in line for line in said.splitlines())


def test_what_to_do_while_sending_is_said_in_words(asked):
    _, said = asked(*PAUSE, *ASSESS, *BLANK)
    assert "  Do: " in said
    assert "Don't" in said
    assert not any(sign in said for sign in "✓✗")


def test_the_saved_decision_is_read_without_signs_and_ids(asked, life):
    _, said = asked(*PAUSE, *ASSESS, *BLANK, "‹i have sent it›", "", "‹view the saved›")
    shown = said[said.rindex("Mara Lindqvist - the March proposal") :]
    assert "Message sent" in shown
    assert "yes or a no by Friday" in shown
    assert not any(sign in shown for sign in ("#", "```", "Kept as", "\\"))


# -- looking back can be mended and finished -------------------------------------------------

LOOKED_BACK = ("‹due.›", "‹nothing left›", "")


def test_a_mistyped_note_is_undone_by_going_one_question_back(asked, life):
    asked(*PAUSE, *ASSESS, *BLANK, "‹i have sent it›", "")
    life.sleeps(days=14)
    asked(*LOOKED_BACK, "2", "b", "She said yes.", "‹yes, given›", "‹no›", "q")
    (decision,) = life.decisions()
    assert [note.text for note in decision.notes if note.text] == ["She said yes."]
    assert decision.summary().well_decided is True
    assert decision.outcome is Outcome.REPLIED


def test_looking_back_that_was_left_is_offered_again_and_finished(asked, life):
    asked(*PAUSE, *ASSESS, *BLANK, "‹i have sent it›", "")
    life.sleeps(days=14)
    asked(*LOOKED_BACK, "A note", "q")
    _, said = asked("‹finish looking back: mara›", "‹yes, given›", "‹yes›", "q")
    assert "Was it a good decision" in said
    assert "How did it turn out?" not in said
    assert life.decisions()[0].summary().again is True
    _, said = asked("q")
    assert "Finish looking back" not in said


# -- part of the money came ------------------------------------------------------------------

INVOICE = tuple("invoice" if each == "proposal" else each for each in PAUSE)


def test_a_changed_answer_keeps_its_number_though_it_decides_nothing_now(asked):
    owed = ("1", "‹yes, a date›", "1 november", "1")
    _, said = asked(*INVOICE, *owed, "1", "‹proposal›", "r", "q")
    listed = said[said.rindex("Why (press a number") :]
    assert "1  What are you waiting for?" in listed
    assert "2  Which date did they give? Sun 1 Nov 2026" in listed


def test_a_part_payment_is_known_to_the_next_session_and_confirmed_in_writing(asked, life):
    owed = ("1", "‹yes, a date›", "1 november", "1", "")
    asked(*INVOICE, *owed, "‹blank›", "Invoice", "Please pay.", ".", "1", "‹i have sent it›", "")
    life.sleeps(days=14)
    part = ("‹due.›", "‹paid part›", "none", "", "", "", "anxious", "3", "")
    _, said = asked(*part, "1", "£1,200", "", "q", new_id=lambda: "walk-2")
    assert "Confirm in writing today what they've paid, how much is left" in said
    assert "What's the last thing they said about this? They paid part" in said
    assert "full amount" not in said
    assert "received £1,200, so ‹the sum still open› is left" in life.open_sessions()[0].draft.body


def test_a_template_picked_by_mistake_doesnt_replace_ones_own_words_unasked(asked, life):
    asked(*PAUSE, *ASSESS, "‹blank›", "The quote", *WORDS.split("\n"), ".", "q")
    _, said = asked("‹continue: mara lindqvist›", "‹a short reminder›", "", "q")
    assert "This replaces the draft you've written." in said
    assert life.open_sessions()[0].draft.body == WORDS
    asked("‹continue: mara lindqvist›", "‹a short reminder›", "‹replace it›", "q")
    assert life.open_sessions()[0].draft.body != WORDS


def test_what_is_heard_names_no_bare_sign_and_repeats_what_was_ticked(asked):
    _, said = asked(*PAUSE, *ASSESS, "q")
    page = said[said.index("Recommendation") :]
    starts = {line.strip()[:2] for line in page.splitlines()}
    assert not starts & {"→ ", "· ", "+ ", "- ", "! "}
    ticks = [*PAUSE[:3], "9", "q"]
    _, said = asked(*ticks)
    assert "Taken as: Again and again they insult me" in said


def test_leaving_while_the_day_of_an_outcome_is_asked_for_records_nothing(asked, life):
    asked(*PAUSE, *ASSESS, *BLANK, "i have sent it", "")
    life.sleeps(days=14)
    asked("‹due.›", "‹sorted itself out›", "q")
    (decision,) = life.decisions()
    assert decision.outcome is None
    assert decision.notes == ()


def test_what_was_taken_back_closes_no_conversation(asked, life):
    asked(*PAUSE, *ASSESS, *BLANK, "i have sent it", "")
    life.sleeps(days=14)
    asked("‹due.›", "‹sorted itself out›", "", "", "q")
    _, said = asked("‹turned out›", "1", "‹take back›", "‹still no reply›", "q")
    assert "You closed this conversation" not in said


def test_help_ends_with_a_sentence_or_a_part_and_shows_the_choices_again(asked, capsys):
    shelf = ContentFolder().shelf
    for article in shelf.articles:
        assert read_command.show(shelf, article.slug, most=12)
        last = capsys.readouterr().out.splitlines()[-1]
        assert not last or last[-1] in ".!?:”)", (article.slug, last)
    _, said = asked("1", "Mara", "the quote", "none", "?")
    assert said.split("To read all of it")[1].count("\n  1  ") == 1


def test_going_back_to_a_list_in_which_nothing_was_ticked_says_so_first(asked):
    _, said = asked("1", "Mara", "the quote", "none", "b")
    again = said.rsplit("Pause", 1)[1]
    assert "Nothing is ticked. Press enter to keep it that way" in again
    assert "  1  " not in again


def test_two_open_sessions_about_the_same_are_told_apart_by_when_they_were_left(asked, life):
    asked(*PAUSE[:4], "q")
    life.sleeps(days=1)
    asked("they went quiet", *PAUSE[1:4], "q", new_id=lambda: "walk-2")
    _, said = asked("q")
    rows = [line.split(maxsplit=1)[1] for line in said.splitlines() if "Continue: " in line]
    assert len(set(rows)) == 2
    assert all(", left " in row for row in rows)


def test_the_safety_page_has_the_same_number_on_every_day(asked):
    _, first = asked("q")
    asked(*PAUSE[:4], "q")
    _, later = asked("q")
    rows = [[row for row in said.splitlines() if "Safety page" in row] for said in (first, later)]
    assert rows[0] == rows[1] != []


def test_words_that_begin_two_lines_are_not_taken_for_one(asked, life):
    asked(*PAUSE, *ASSESS, *BLANK, "i have sent it", "")
    life.sleeps(days=14)
    _, said = asked("‹due.›", "replied", "q")
    assert "Taken as: They replied" not in said
    assert life.decisions()[0].outcome is None
