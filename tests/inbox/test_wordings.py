"""Asks, promises and chatter in roundabout words: what each does, and who then owes what."""

from dataclasses import replace
from datetime import date

import pytest

from coach.inbox import cues, grouping, mail, stalled, whatsapp
from coach.inbox.own_addresses import Me
from coach.inbox.threads import Party
from tests.inbox.building import TODAY, all_found, judge, raw, thread
from tests.sweep import over

MONDAY = date(2026, 11, 2)

ROUNDABOUT = """Would love to hear how the trial went for you.
I'd be curious what made you choose the other supplier.
Curious to hear which of the two you'd cut.
Your opinion on the opening page would mean a lot to me.
Your eyes on the last chapter would make all the difference.
We're keen to learn whether the later date works.
It'd be good to know how many of you are coming.
I'd really value your honest view.
Comments on the mock-up welcome.
The committee is asking how long it would take.
The landlord keeps asking me when you move out.
My manager wants to know which supplier you chose.
A rough figure would be enough.
One line would do.
We're still short the serial number.
Waiting to hear which room you took.
Everything hinges on your answer.
I could do with a decision by Monday.
Nothing has come from you yet.
Wir warten noch auf die Maße.
Uns würde interessieren, ob Sie kommen.
The only thing still outstanding is your passport copy.
Your signature page is still missing.
I never did find out whether you got the grant.
You never said which colour you wanted.
You still haven't told me where to send it.
Für den Antrag benötigen wir noch Ihre Steuernummer.
Uns fehlt noch die unterschriebene Vollmacht.
Eine kurze Mail genügt.
Wir bräuchten bis Montag die Maße.
Il nous manque encore votre attestation.
Nos falta el número de cuenta.""".splitlines()

NO_ASK = """She was curious how it worked, so I showed her.
I'd love to see you there.
Great, I'm interested in how this goes.
All that's left is to celebrate.
You never told me it was so pretty.
You didn't reply to Tom, which was wise.
I'm short on time this week.
People keep asking me where I bought it.
Any day will do.
He said she'd love to hear it.
He never did find his keys.
I would love to, but I'm away.
haha did you see that goal
did you watch the final?""".splitlines()

OWN_PROMISES = """I'll dig out the old plans and pass them along.
I'll track it down for you.
Let me rummage through the archive tonight.
I'll root around in the loft for it.
Let me pull the numbers together.
I'll fire it over this afternoon.
We'll hunt down the right person.
Sending it over tonight.
Forwarding you the ticket tomorrow
text you tonight
on a call, ring u after
msg u tmrw
You get the drawings Thursday.
With you by lunchtime tomorrow.
On your desk first thing Monday.
Ready by Friday.
Expect my notes on Tuesday.
I'll look it out for you.
Du bekommst es am Freitag.
Sorry, can't chat now, calling you back tonight.""".splitlines()

THROUGH_OTHERS = """Ruth has it, she'll drop it off on Monday.
My colleague will send it tomorrow.
She sends it to me and then it goes out next week.
Marek is going to call you on Tuesday.""".splitlines()


def _read(sentence):
    return cues.read(sentence, MONDAY, chat=sentence[0].islower())


@over("sentence", ROUNDABOUT)
def test_a_roundabout_request_is_heard(sentence):
    assert _read(sentence).asks


@over("sentence", NO_ASK)
def test_what_only_sounds_like_one_is_none(sentence):
    assert not _read(sentence).asks


@over("sentence", OWN_PROMISES)
def test_a_promise_in_other_words_is_heard(sentence):
    assert _read(sentence).promises
    assert not _read(sentence).declines


@pytest.mark.parametrize("sentence", THROUGH_OTHERS)
def test_a_promise_of_someone_else_is_not_the_writers(sentence):
    assert _read(sentence).by_others
    assert not _read(sentence).promises


@pytest.mark.parametrize(
    "answer",
    [
        "Sending it over on Tuesday.",
        "My assistant will send it next week.",
        "On your desk tomorrow.",
        "Haven't had a chance to look yet, sorry.",
        "Can't talk now, in the middle of something.",
    ],
)
def test_putting_it_off_is_no_answer(answer):
    found = judge((20, "me", "Could you send me the plan?"), (18, "them", answer))

    assert found.situation == "waiting"


def test_no_time_right_now_leaves_their_question_open():
    found = judge((9, "them", "Which day suits you?"), (9, "me", "Can't talk right now."))

    assert found.situation == "owing"


def test_no_time_then_but_another_day_is_an_answer():
    answer = "Can't on Tuesday, I'm on a plane. Wednesday works."
    found = judge((9, "me", "Are you free on Tuesday?"), (9, "them", answer))

    assert found.situation is None


def test_my_excuse_leaves_their_question_open():
    found = judge(
        (12, "them", "Could you send the sizes?"), (11, "me", "Haven't got round to it, sorry.")
    )

    assert found.situation == "owing"


def test_naming_who_will_do_it_is_my_answer():
    found = judge(
        (20, "them", "Do you have the keys?"),
        (19, "me", "Ruth has them, she'll drop them off on Friday."),
    )

    assert found.situation is None


def _chat(*lines, title="Bo"):
    text = "\n".join(f"[{day:02}/11/26, 10:00:00] {name}: {said}" for day, name, said in lines)
    messages = list(whatsapp.messages(text, title))
    return stalled.findings(grouping.threads(messages), Me([Party("Ana")]), TODAY)[0]


@pytest.mark.parametrize(
    "answer",
    ["\u200eimage omitted", "<Media omitted>", "haha did you watch the final", "omg this weather"],
)
def test_pictures_and_chatter_answer_nothing(answer):
    found = _chat(
        (14, "Bo", "morning"), (15, "Ana", "what did the bank decide?"), (16, "Bo", answer)
    )

    assert (found.situation, found.who.name) == ("waiting", "Bo")


def test_a_picture_answers_where_one_was_asked_for():
    found = _chat(
        (14, "Bo", "morning"),
        (15, "Ana", "can you send me a photo of the meter?"),
        (16, "Bo", "\u200eimage omitted"),
    )

    assert found.situation is None


def test_a_receipt_is_nobodys_debt_whatever_its_header():
    text = (
        "You paid 48.90 EUR to Holm Bikes.\n\nTransaction number: 7FK22190X\nTotal: 48.90 EUR\n\n"
        "Something wrong? Please let us know within 180 days and we will help."
    )
    message = mail.message(raw(9, "Payments <service@pay.example>", text, subject="Holm Bikes"))

    assert all_found(message)[0].situation is None


def test_a_bill_of_a_person_that_is_overdue_is_owed():
    text = "Invoice number 2290 over 480.00 EUR is overdue. Could you tell me when you'll pay it?"

    assert judge((9, "them", text)).situation == "owing"


@pytest.mark.parametrize(("days", "situation"), [(3, None), (4, None), (5, "waiting")])
def test_a_weekend_is_no_silence(days, situation):
    """Today is a Monday."""
    assert judge((days, "me", "Could you send me the plan?")).situation == situation


def test_a_pitch_three_times_is_unwanted():
    found = judge(
        (50, "them", "Could we jump on a call about your hiring?"),
        (40, "them", "Seats are going fast. Are you in?"),
        (30, "them", "A quick yes or no?"),
    )

    assert found.situation == "unwanted"


def test_the_one_who_asked_is_named_not_the_last_to_write():
    ask = mail.message(
        raw(
            9,
            "Vera <vera@x.example>",
            "Ana, could you book the room?",
            to="ana@me.example, li@x.example",
        )
    )
    note = mail.message(
        raw(8, "Li <li@x.example>", "Nice idea.", to="ana@me.example, vera@x.example", number=1)
    )
    note = replace(note, parents=(ask.id,))

    found = [each for each in all_found(ask, note) if each.situation]

    assert [each.who.name for each in found] == ["Vera"]


def test_the_one_i_asked_by_name_is_waited_for():
    found = _chat(
        (10, "Cy", "hello all"),
        (11, "Di", "nice to meet you"),
        (15, "Ana", "Cy, can you book the court?"),
        (16, "Di", "haha did you see the match"),
        title="Padel",
    )

    assert (found.situation, found.who.name) == ("waiting", "Cy")


def test_the_reason_quotes_what_was_asked_rather_than_a_fragment():
    found = judge((20, "them", "Which of the two rooms should we book?"), (9, "them", "And?"))

    assert "Which of the two rooms" in found.reason


def test_a_fragment_is_quoted_with_what_it_asks_about():
    found = judge((9, "them", "You were going to pick a room. And?"))

    assert "pick a room" in found.reason


def test_owing_is_not_hidden_behind_what_i_wait_for():
    messages = []
    for number in range(30):
        messages += thread(
            (9, "me", "Could you send me the plan?"),
            subject=f"Ask{number}",
            other=f"p{number}@x.example",
        )
    messages += thread(
        (9, "them", "Could you call me?"), subject="Mine", other="Kim <kim@x.example>"
    )
    messages += thread(
        (40, "them", "We help firms like yours. Would you like a demo?"),
        (39, "me", "No thank you, please stop emailing me."),
        (20, "them", "Just a quick call! Which day works?"),
        subject="Demo",
        other="Max <max@x.example>",
    )

    shown = stalled.stalled(all_found(*messages))

    assert len(shown) == 20
    assert "owing" in [each.situation for each in shown[:3]]
    assert shown[-1].situation == "unwanted"
