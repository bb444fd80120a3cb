"""Which threads have stalled, and how."""

from dataclasses import replace

from coach.inbox import closed, report, stalled
from coach.inbox.threads import Party
from tests.inbox.building import LEA, TODAY, all_found, judge, thread
from tests.sweep import over


def test_my_question_without_an_answer_waits():
    found = judge((20, "me", "Could you send me the plan?"), (9, "me", "Any news on the plan?"))

    assert (found.situation, found.reminders_sent, found.days) == ("waiting", 1, 9)
    assert found.last_from == "me"


def test_my_last_message_may_answer_and_ask():
    found = judge((9, "them", "What does it cost?"), (8, "me", "It's 40 euros. Shall I order it?"))

    assert found.situation == "waiting"


def test_an_answer_ends_it():
    found = judge((9, "me", "Could you send me the plan?"), (8, "them", "Here it is, attached."))

    assert found.situation is None


def test_an_automatic_answer_is_none():
    away = "I am out of the office until 20 November."
    found = judge((18, "me", "Could you send me the plan?"), (18, "them", away))

    assert found.situation == "waiting"


def test_nobody_is_waited_for_who_is_still_away():
    away = "I am out of the office until 4 December."
    found = judge((18, "me", "Could you send me the plan?"), (18, "them", away))

    assert found.situation is None


def test_a_promise_of_mine_whose_day_has_passed_is_owed_late():
    found = judge(
        (20, "them", "Can you send the logs?"), (19, "me", "I'll send them by 20 November.")
    )

    assert found.situation == "owing"
    assert str(found.promised_for) == "2026-11-20"
    assert report.said(found) == "You promised and you're late"


@over(
    ("asked", "again", "situation"),
    [
        (50, (), "owing"),
        (60, (), "repair"),
        (40, ("Just a quick reminder.",), "owing"),
        (40, ("Guess you're too busy for us.",), "repair"),
    ],
)
def test_an_answer_is_owed_until_the_silence_is_the_matter(asked, again, situation):
    later = [(asked - 14, "them", text) for text in again]

    found = judge(
        (asked + 1, "me", "Here are the plans."),
        (asked, "them", "Which of them do you like best?"),
        *later,
    )

    assert found.situation == situation


@over(("days", "text", "situation"), [
    (700, "Do you still have the boat? I miss you. Your old friend Tom", "repair"),
    (700, "Could you send me the invoice for May?", None),
    (2000, "Do you still have the boat? I miss you. Your old friend Tom", None),
])  # fmt: skip
def test_a_personal_letter_waits_for_years(days, text, situation):
    assert judge((days, "them", text)).situation == situation


def test_what_is_more_than_a_year_old_is_listed_last_and_says_so():
    letter = thread((700, "them", "How are the kids? I miss you."), other=LEA, subject="Hello")
    recent = thread((10, "them", "Could you send a price?"), subject="Fence")

    listed = report.lines(stalled.stalled(all_found(*letter, *recent)))

    assert "long ago" not in listed[0]
    assert "long ago" in listed[2]


def test_a_promise_kept_in_another_thread_is_kept():
    first = thread(
        (20, "them", "Can you send the logs?"), (19, "me", "I'll send them by 20 November.")
    )
    second = thread((11, "me", "Here are the logs."), subject="October logs")

    assert not stalled.stalled(all_found(*first, *second))


def test_a_bare_yes_to_a_request_is_a_promise():
    found = judge((9, "them", "Could you send me the photos?"), (9, "me", "Sure!"))

    assert found.situation == "owing"


def test_a_copy_owes_nothing():
    asked = thread((9, "them", "Could you call them?"), extra="Cc: ana@me.example\r\n")[0]
    copied = replace(asked, to=(Party("Vera", "vera@x.example"),))

    assert all_found(copied)[0].situation is None


def test_a_later_unrelated_thread_does_not_answer():
    first = thread((15, "me", "Can you give me access to the server?"), subject="Access")
    second = thread((7, "them", "The party is on the 18th."), subject="Party")

    assert [each.topic for each in stalled.stalled(all_found(*first, *second))] == ["Access"]


def test_one_who_writes_on_after_a_no_is_unwanted():
    found = judge(
        (40, "them", "We help firms like yours. Would you like a demo?"),
        (39, "me", "No thank you, please stop emailing me."),
        (20, "them", "Just a quick call! Which day works?"),
    )

    assert found.situation == "unwanted"


def test_newsletters_are_nobodys_debt():
    found = judge((9, "them", "Could you tell us what you think?"), extra="List-Id: <a.b>\r\n")

    assert found.situation is None


def test_closed_stays_closed_until_they_write():
    asked = ((20, "me", "Could you send me the plan?"),)
    found = judge(*asked)
    mark = closed.closed(found)
    again = judge(*asked, (5, "me", "Any news?"))
    written = judge(*asked, (5, "them", "What plan do you mean?"))

    assert closed.is_hidden(found, mark, TODAY)
    assert closed.is_hidden(again, mark, TODAY)
    assert not closed.is_hidden(written, mark, TODAY)
    assert "tom" not in repr(mark)


def test_a_second_reading_says_what_is_new():
    asked = ((20, "me", "Could you send me the plan?"),)
    before = {each.id: each for each in [closed.closed(judge(*asked))]}
    answered = judge(*asked, (5, "them", "Here it is, attached."))
    other = judge(*asked, subject="Another")

    news = closed.found_again([answered, judge(*asked), other], before)

    assert [each.news for each in news] == ["answered since", "still stalled", "new"]
