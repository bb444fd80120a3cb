"""The safety page in ``coach ask``: every word for it, at every prompt."""

import pytest

from tests.commands.test_ask import ASSESS, BLANK, PAUSE, asked, life  # noqa: F401
from tests.journeys.test_safety_paths import PUSHES

UNSAFE = ("unsafe", "Unsafe.", "UNSAFE", "I feel unsafe", "I'm unsafe!")


@pytest.mark.parametrize("word", UNSAFE)
@pytest.mark.parametrize("before", [(), ("3",), ("3", "him"), PAUSE, (*PAUSE, *ASSESS)])
def test_the_word_leads_to_the_page_from_any_prompt(asked, life, word, before):  # noqa: F811
    status, said = asked(*before, word)
    assert status == 3
    assert said.rindex("Who can help") > said.rindex("What has stalled?")


@pytest.mark.parametrize("word", ["I'm scared", "help", "afraid"])
@pytest.mark.parametrize("before", [(), ("3",), PAUSE])
def test_words_of_fear_ask_once_whether_the_page_is_wanted(asked, life, word, before):  # noqa: F811
    _, said = asked(*before, word, "1")
    assert "Do you want the safety page?" in said
    assert "Who can help" in said
    assert not any(each.signs for each in life.open_sessions())


FEAR = "I'm scared of him."
ENDING = ("‹i have sent it›", "6", "She laughs at it.", "A short no.", "‹done›")
WHOLE = (*PAUSE, *ASSESS, *BLANK, *ENDING)


def test_words_of_fear_in_place_of_any_answer_ask_and_lose_nothing(tmp_path, monkeypatch, asked):  # noqa: F811
    deaf = []
    for at, before in enumerate(WHOLE):
        monkeypatch.setenv("COACH_HOME", str(tmp_path / str(at)))
        _, said = asked(*WHOLE[:at], FEAR, ".", "1", "1")
        if "Do you want the safety page?" not in said:
            deaf.append(f"in place of {before!r}: {said[-300:]}")
    assert not deaf, "\n".join(deaf)


def test_words_of_fear_about_how_it_turned_out_are_kept_and_then_asked_about(asked, life):  # noqa: F811
    asked(*WHOLE)
    life.sleeps(days=1)
    told = ("‹how an earlier decision turned out›", "‹mara lindqvist›", "‹write a note›", FEAR, "1")
    _, said = asked(*told)
    assert "Who can help" in said
    assert FEAR in [note.text for note in life.decisions()[0].notes]


def test_a_page_never_sent_is_heard_though_it_is_thrown_away(asked):  # noqa: F811
    hot = (*PAUSE[:-1], "9", "‹write what you›")
    _, said = asked(*hot, FEAR, ".", "1")
    assert "Do you want the safety page?" in said


def test_after_a_danger_sign_nothing_pushes_towards_a_message_a_date_or_a_pause(asked, life):  # noqa: F811
    told = ("3", "Rolf", "his messages", "6", "‹go back to what›", "", "o", "‹send nothing›", "")
    status, said = asked(*told, "", "‹save this decision›", "‹done›")
    assert status == 0, said
    after = said[said.index("Who can help") :].casefold()
    assert [each for each in PUSHES if each in after] == []
    life.sleeps(days=40)
    _, said = asked("‹saved earlier›", "‹add to the log›", "He rang.", "‹back›", "q")
    assert "Due" not in said
    assert [each for each in PUSHES if each in said.casefold()] == []
    _, said = asked("‹saved earlier›", "q")
    assert "Written down: 1 entry." in said
    assert "He rang." not in said
    _, said = asked("‹saved earlier›", "2", "q")
    assert "He rang." in said


def test_q_closes_the_log_at_once_and_keeps_what_was_written(asked, life):  # noqa: F811
    status, said = asked("3", "Rolf", "unsafe", "‹write down what›", "He rang.", "q")
    assert status == 3
    assert said.rstrip().endswith("coach ask")
    (session,) = life.open_sessions()
    assert session.typed["safety_log"] == "He rang."


LOGGED = ("3", "Rolf", "unsafe", "‹write down what›", "He rang.", "He came.")


def test_a_log_gone_on_with_is_not_read_aloud_and_a_line_can_be_taken_out(asked, life):  # noqa: F811
    asked(*LOGGED, "q")
    _, said = asked("‹continue›", "‹write down what›", "undo", "show", ".", "q")
    assert "He came." not in said
    assert said.index("Lines written already: 2") < said.index("He rang.")
    assert [each.text for each in life.open_sessions()[0].incidents] == ["He rang."]


def test_a_question_mark_in_the_log_says_how_to_end_it_and_is_no_line_of_it(asked, life):  # noqa: F811
    _, said = asked(*LOGGED, "?", ".", "q")
    assert said.count("To end the entry") == 2
    assert "?" not in life.open_sessions()[0].incidents[0].text


def test_somebody_in_despair_hears_whom_to_tell_before_how_to_close_this(asked):  # noqa: F811
    _, said = asked("3", "I want to die", "Me", "q")
    assert said.index("Tell one person today") < said.index("If someone comes in")


def test_the_word_leads_from_the_log_to_the_page_and_is_no_line_of_it(asked, life):  # noqa: F811
    _, said = asked(*LOGGED, "unsafe", "q")
    assert said.count("Who can help") == 2
    assert "unsafe" not in life.open_sessions()[0].incidents[0].text


def test_once_something_stands_in_the_log_a_slip_does_not_take_the_page_away(asked, life):  # noqa: F811
    _, said = asked(*LOGGED, ".", "‹back to the safety›", "‹mistake›", "2", "q")
    assert "really open the safety page by mistake?" in said
    assert life.open_sessions()[0].in_danger
    asked("‹continue›", "‹mistake›", "1")
    assert not life.open_sessions()[0].in_danger


TOLD = "I'm scared of what he'll do if I say no."
GRAVER = "He hit me and said he will kill me."


def test_after_a_no_graver_words_are_offered_the_page_and_nothing_is_to_be_said_in_person(asked):  # noqa: F811
    pause = ("3", "him", TOLD, "2", "", "personal", "my boss", "in person", "none")
    pause += ("stop", "equals", "none", "none", "", "", GRAVER)
    _, said = asked(*pause, "2", "none", "3")
    after = said[said.index("don't cover?") :]
    assert "Do you want the safety page?" in after
    assert "kill me" not in after.replace(GRAVER, "")
    assert "in person" not in after
    assert "careful friend" not in after


def test_the_same_words_are_not_asked_about_twice(asked):  # noqa: F811
    _, said = asked("3", "him", TOLD, "2", "", "b", "b", TOLD, "")
    assert said.count("Do you want the safety page?") == 1


@pytest.mark.parametrize(("who", "told"), [("1", "down to you alone"), ("2", "nearest hospital")])
def test_words_about_a_life_ask_whose_it_is(asked, who, told):  # noqa: F811
    for before in ((), ("2", "Jonas")):
        _, said = asked(*before, "He doesn't want to live anymore.", who)
        assert "Is someone thinking of ending their life" in said
        assert told in said
        assert "stalking" not in said


def test_home_shows_neither_name_nor_words_of_what_fear_was_heard_in(asked, life):  # noqa: F811
    asked("3", "Viktor", TOLD, "2")
    assert life.open_sessions()
    _, said = asked("‹discard an open›", "‹saved earlier›", "q")
    assert "Saved earlier" in said
    assert "gone for good" in said
    assert "Undo the deletion" in said
    assert "Viktor" not in said
    assert "scared" not in said
    assert not life.open_sessions()
