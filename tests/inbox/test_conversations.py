"""Whole conversations: half an answer, a no that isn't heard, jokes, other threads, other names."""

import json
from pathlib import Path

from coach.inbox import linkedin, mail, own_addresses, stall_reasons, whatsapp
from tests.inbox.building import ADDRESS, TOM, all_found, judge, raw, thread
from tests.sweep import over

CONVERSATIONS = [
    json.loads(line)
    for line in Path(__file__).with_name("conversations.jsonl").read_text("utf-8").splitlines()
]
"""Each with its turns (days ago, who, text) and how it has stalled, or null."""


@over("conversation", CONVERSATIONS)
def test_a_conversation_is_judged_by_what_is_still_open(conversation):
    assert judge(*conversation["turns"]).situation == conversation["situation"]


def _mails(*rows):
    made = [
        mail.message(raw(days, sender, text, to=to, subject=subject, number=number))
        for number, (days, sender, to, subject, text) in enumerate(rows)
    ]
    return all_found(*made)


def test_an_answer_from_another_address_of_theirs_is_an_answer():
    found = _mails(
        (20, ADDRESS, TOM, "Site visit", "What time shall I come on Thursday?"),
        (19, "Tom Reid <tom.private@z.example>", ADDRESS, "RE: Site visit", "At ten, by the gate."),
    )

    assert [each.situation for each in found] == [None]


def test_a_mail_sent_again_to_another_address_is_one_question():
    found = _mails(
        (20, ADDRESS, '"Reid, Tom" <tom@x.example>', "Loan", "Would you lend us the chair?"),
        (19, ADDRESS, "Tom Reid <tom@z.example>", "Loan", "Would you lend us the chair?"),
        (18, "Tom Reid <tom@z.example>", ADDRESS, "Re: Loan", "It's sold, I'm afraid, so no."),
    )

    assert [each.situation for each in found] == [None]


def test_what_i_sent_them_in_another_thread_is_an_answer():
    found = _mails(
        (24, TOM, ADDRESS, "Bracket for the lamp", "Could you send me the bracket drawing?"),
        (21, ADDRESS, TOM, "Your parcel", "It came! And the drawing of the bracket is attached."),
    )

    assert not any(each.situation for each in found)


def test_another_thread_about_something_else_is_no_answer():
    found = _mails(
        (24, TOM, ADDRESS, "Bracket for the lamp", "Could you send me the bracket drawing?"),
        (21, ADDRESS, TOM, "Your parcel", "Your parcel came today, thank you."),
    )

    assert [each.situation for each in found if each.situation] == ["owing"]


def test_a_name_with_the_last_one_first_is_said_the_other_way():
    found = _mails((20, '"Reid, Tom" <tom@x.example>', ADDRESS, "Loan", "Could you lend me one?"))

    assert found[0].who.name == "Tom Reid"


def test_a_second_address_of_mine_is_known_by_the_name():
    held = thread((9, "me", "hello"))
    more = mail.message(raw(8, "Ana Lopez <ana@second.example>", "hello", to=TOM, number=9))
    named = mail.message(raw(9, f"Ana Lopez <{ADDRESS}>", "hello", to=TOM, number=8))

    known = own_addresses.Me(own_addresses.given([ADDRESS], [*held, named, more]))

    assert known.wrote(more)


def test_a_promise_says_what_was_promised_and_to_which_question():
    found = judge(
        (20, "them", "Can you send me the recipe?"), (19, "me", "I'll send it on Sunday.")
    )

    assert "I'll send it on Sunday." in found.reason
    assert "Can you send me the recipe?" in found.reason


def test_laughter_answers_an_idle_question():
    found = judge((20, "them", "Do cows ever dance?"), (19, "me", "\U0001f923\U0001f923"))

    assert found.situation is None


def _invited(direction, message, sender, receiver):
    rows = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    rows += f'{sender},{receiver},"11/10/26, 9:12 AM","{message}",{direction},'
    rows += "https://www.linkedin.com/in/one,https://www.linkedin.com/in/two\n"
    assert linkedin.is_invitations(rows.encode())
    return list(linkedin.invitations(rows))


@over(
    ("direction", "people", "wanted"),
    [
        ("INCOMING", ("Lea Park", "Ana Lopez"), "owing"),
        ("OUTGOING", ("Ana Lopez", "Lea Park"), "waiting"),
    ],
)
def test_an_invitation_that_asks_something_waits_for_an_answer(direction, people, wanted):
    found = all_found(*_invited(direction, "May I visit your workshop?", *people))

    assert [each.situation for each in found] == [wanted]
    assert found[0].who.name == "Lea Park"


def test_an_invitation_without_a_message_is_left_out():
    assert not _invited("INCOMING", "", "Lea Park", "Ana Lopez")


PAT = "Pat Hall <pat@x.example>"


@over(
    ("asked", "told"),
    [
        (
            "Would the 14th or the 15th of December work for the tasting?",
            "The 15th is best for the tasting.",
        ),
        ("Could you tell me how many vegetarians there will be?", "Four vegetarians, one vegan."),
        ("Hättest du am 3. Dezember Zeit für die Abnahme?", "Abnahme am 3.12. geht klar."),
        ("Es-tu libre le 4 décembre pour la visite ?", "Oui pour la visite le 4 décembre."),
    ],
)
def test_the_same_day_or_thing_in_another_thread_is_an_answer(asked, told):
    found = _mails((20, TOM, ADDRESS, "A question", asked), (18, ADDRESS, TOM, "Hi again", told))

    assert not any(each.situation for each in found)


@over(
    "said",
    [
        "Hi Ana, Tom is travelling. He'll get back to you next week.\n\nPat Hall",
        "I've passed it on to Tom and he will be in touch himself by the end of the week.\n\nPat",
        "Guten Tag, Herr Reid meldet sich nächste Woche bei Ihnen. Pat Hall, Assistenz",
    ],
)
def test_an_assistant_promises_for_the_one_i_wrote_to(said):
    found = _mails(
        (30, ADDRESS, TOM, "Visa letter", "Hi Tom, could you sign the visa letter?"),
        (29, PAT, ADDRESS, "Re: Visa letter", said),
    )

    assert [(each.situation, each.who.name) for each in found] == [("waiting", "Tom Reid")]


@over(
    ("asked", "told", "still_open"),
    [
        ("Is the hall booked? And what about parking?",
         "The hall is booked. I'll find out about the parking.", "what about parking?"),
        ("Does it have a lift? How much is the deposit?",
         "With a lift. I'll have to ask the owner about the rest.", "deposit"),
        ("Wann beginnt der Kurs? Und wer übernimmt die Fahrtkosten?",
         "Der Kurs beginnt um neun. Das mit den Fahrtkosten kläre ich noch.", "Fahrtkosten?"),
        ("Quand est le vernissage ? Qui paie la salle ?",
         "Le vernissage est le 12 décembre. Pour la salle, je me renseigne.", "Qui paie la salle"),
    ],
)  # fmt: skip
def test_the_reason_quotes_what_is_still_open(asked, told, still_open):
    found = judge((20, "me", asked), (19, "them", told))

    assert still_open in found.reason.split("You asked: ")[1]


@over(
    ("asked", "topic"),
    [
        ("Did you ever find that DI box of mine, the Countryman", "DI box of mine"),
        ("can u send me the wifi password pls", "wifi password"),
        ("Magst du mir das Rezept für den Kuchen schicken?", "Rezept für den Kuchen"),
        ("Tu peux me renvoyer le contrat signé ?", "contrat signé"),
        (
            "It'd be great to pick your brain about small camera rigs some time.",
            "small camera rigs",
        ),
        ("Do you want to come?", ""),
    ],
)
def test_a_topic_is_the_thing_that_is_asked_about(asked, topic):
    assert stall_reasons.subject_of([asked]) == topic


def test_a_call_settles_what_was_asked_before_it():
    chat = "\n".join(
        (
            "13/11/2026, 09:12 - Tony: Do you want the long wheelbase for the 5th",
            "13/11/2026, 09:40 - Tony: Voice call, 4 min",
            "13/11/2026, 09:45 - Tony: Grand so, see you then",
            "13/11/2026, 09:46 - Ana Lopez: \U0001f44d",
        )
    )
    messages = list(whatsapp.messages(chat, "WhatsApp Chat with Tony.txt"))

    assert [each.situation for each in all_found(*messages)] == [None]


def _said(*lines, name="Nadia"):
    text = "".join(f"{on}/2026, 18:00 - {who}: {said}\n" for on, who, said in lines)
    return all_found(*whatsapp.messages(text, name))


def test_a_friend_saved_in_a_chat_is_no_stranger_however_long_ago_she_asked():
    (found,) = _said(("14/02", "Nadia", "You weren't at my party. Did I do something?"))

    assert found.situation == "repair"


def test_a_number_that_sells_stays_a_stranger():
    rows = ("14/02", "+44 7700 900123", "Free quote for new gutters, are you interested?")

    (found,) = _said(rows, name="+44 7700 900123")

    assert found.situation is None


@over(
    ("message", "situation"),
    [
        (
            "I'm training as a tuner. Could we have a quick call so I can ask you how it's done?",
            "owing",
        ),
        ("Could we have a quick call about your insurance?", None),
    ],
)
def test_who_seeks_advice_has_nothing_to_sell(message, situation):
    (found,) = all_found(*_invited("INCOMING", message, "Lea Park", "Ana Lopez"))

    assert found.situation == situation


@over(("name", "situation"), [("Tom Reid", "owing"), ("Tom Rood", None)])
def test_who_comes_through_someone_i_know_makes_no_cold_offer(name, situation):
    text = f"{name} gave me your address. Would you be up for a quick call about the choir?"
    found = _mails(
        (60, ADDRESS, TOM, "Fence", "Thanks, all paid."),
        (20, "Kim Oster <kim@k.example>", ADDRESS, "Choir", text),
    )

    assert {each.topic: each.situation for each in found}["Choir"] == situation


def test_what_another_says_i_will_do_is_owed_by_me():
    both = f"{ADDRESS}, Dan Lopez <dan@l.example>"
    kim, dan = "Kim Oster <kim@k.example>", "Dan Lopez <dan@l.example>"
    found = _mails(
        (20, kim, both, "Lease", "Dear Ana and Dan, I need to know who will sign the lease."),
        (20, dan, f"{kim}, {ADDRESS}", "Re: Lease", "Thanks Kim. Ana will let you know."),
    )

    assert [each.situation for each in found] == ["owing"]


def test_all_addresses_of_mine_are_guessed():
    people = [f"P{n} Q{n} <p{n}@x.example>" for n in range(6)]
    rows = [
        *((9, "Ana Lopez <ana@work.example>", who, "Plan", "Hello there.") for who in people * 2),
        *((8, "Ana Lopez <ana@home.example>", who, "Trip", "Hello there.") for who in people[:2]),
        *((7, "The Chronicle <ed@paper.example>", who, "News", "Hello.") for who in people),
        *((6, people[0], "Ana Lopez <ana@work.example>", f"A{n}", "Hello.") for n in range(5)),
        *((5, people[1], "ana@home.example", f"B{n}", "Hello.") for n in range(5)),
    ]
    held = [
        mail.message(raw(days, sender, text, to=to, subject=subject, number=number))
        for number, (days, sender, to, subject, text) in enumerate(rows)
    ]

    assert [each.party.address for each in own_addresses.propose(held)] == [
        "ana@work.example",
        "ed@paper.example",
        "ana@home.example",
    ]
