"""Whole conversations: half an answer, a no that isn't heard, jokes, other threads, other names."""

from coach.inbox import linkedin, mail, me
from tests.inbox.building import ADDRESS, TOM, all_found, judge, raw, thread
from tests.sweep import over

CONVERSATIONS = [
    (
        None,
        (20, "me", "Können Sie mir die Masse schicken?"),
        (
            19,
            "them",
            "Gerne, die Masse sind 120 x 80 cm. Bei Rückfragen melden Sie sich einfach.\n\nMit freundlichen Grüssen\nUrs",  # noqa: E501
        ),
    ),
    (
        None,
        (20, "me", "Können Sie mir die Masse schicken?"),
        (19, "them", "Anbei die Masse."),
        (18, "me", "Herzlichen Dank! Wir freuen uns auf die Zusammenarbeit."),
    ),
    (
        None,
        (20, "me", "Kommst du am Samstag?"),
        (19, "them", "Ja klar, ich bringe Kuchen mit. Freu mich!"),
    ),
    (
        None,
        (30, "them", "Kannst du mir die Fotos schicken?"),
        (29, "me", "Hier sind sie."),
        (29, "them", "Super, danke dir! Schönes Wochenende"),
    ),
    (
        None,
        (30, "them", "Pouvez-vous me donner vos dates ?"),
        (29, "me", "Je suis libre le 3 et le 5."),
        (28, "them", "Parfait, je note le 3. Au plaisir de vous voir."),
    ),
    (None, (30, "them", "Die Sitzung ist auf den 4. Dezember verschoben. Nur zur Info.")),
    (None, (12, "them", "Bonjour, nous avons bien reçu votre dossier. Cordialement")),
    (
        None,
        (12, "me", "Où en est le dossier ?"),
        (11, "them", "Le dossier est complet, vous recevrez la décision par courrier en janvier."),
    ),
    (
        None,
        (20, "me", "Wann kommt die Lieferung?"),
        (19, "them", "Die Lieferung kommt Mitte Dezember."),
    ),
    (
        None,
        (20, "them", "Möchtest du die alte Lampe haben?"),
        (19, "me", "Nein danke, lieb von dir."),
        (18, "them", "Kein Problem!"),
    ),
    (
        None,
        (20, "them", "Seriez-vous libre pour une conférence en mars ?"),
        (19, "me", "Je ne pourrai pas, je suis en voyage. Merci d'avoir pensé à moi."),
        (18, "them", "Dommage, une prochaine fois peut-être !"),
    ),
    (
        None,
        (
            15,
            "them",
            "Stell dir vor, der Hund hat den Kuchen gefressen! Kannst du dir das vorstellen?",
        ),
    ),
    (None, (15, "them", "It was so good to see you both. We must do it again some time.")),
    (None, (15, "them", "Thanks so much for dinner. Let us know if you ever come to Leeds!")),
    (None, (15, "them", "Just to let you know the boiler man came and it is all working.")),
    (
        None,
        (20, "them", "Would you like to join our book club?"),
        (19, "me", "Sounds lovely but I have too much on, so not this year."),
        (18, "them", "Totally get it."),
    ),
    (None, (20, "me", "Is the flat still free?"), (19, "them", "Sorry, it went yesterday.")),
    (None, (20, "me", "Hast du noch das Zelt?"), (19, "them", "Leider schon verkauft.")),
    (
        None,
        (12, "me", "Can you review the draft?"),
        (11, "them", "I will look at it on 10 December when I am back."),
    ),
    (
        None,
        (12, "them", "Can you review the draft?"),
        (11, "me", "Yes, but only in January, I will get to it after the holidays."),
        (11, "them", "January is fine."),
    ),
    (
        None,
        (25, "them", "Wie war der Urlaub?"),
        (24, "me", "Herrlich! Zwei Wochen Sonne, wir wollten gar nicht heim."),
    ),
    (None, (25, "them", "Frohes Fest und einen guten Rutsch! Bis bald mal wieder.")),
    (None, (18, "them", "Ich habe dir das Geld überwiesen. Danke nochmals für deine Geduld.")),
    (
        None,
        (
            18,
            "them",
            "Ce fut un plaisir de vous rencontrer. Je vous souhaite une bonne continuation.",
        ),
    ),
    (None, (18, "them", "Hi Ana, I put the box on your porch. Enjoy the jam!")),
    (
        None,
        (18, "me", "Passt dir Dienstag?"),
        (17, "them", "Dienstag passt. 10 Uhr bei mir?"),
        (17, "me", "Perfekt."),
    ),
    (None, (18, "them", "Je t'ai envoyé les photos hier, dis-moi si le lien ne marche pas.")),
    (None, (18, "them", "You asked about the dates: 3 to 5 March. No need to decide now.")),
    (
        None,
        (8, "me", "Danke für das Angebot, wir nehmen es an."),
        (7, "them", "Das freut uns sehr. Der Vertrag folgt im Januar."),
    ),
    ("waiting", (20, "me", "Anbei mein Angebot. Ich bin gespannt auf Ihre Meinung.")),
    (
        "waiting",
        (20, "me", "Könnten Sie mir sagen, wann der Termin ist und wer teilnimmt?"),
        (
            19,
            "them",
            "Der Termin ist am 12. Dezember. Wer teilnimmt, muss ich noch klären, ich melde mich.",
        ),
    ),
    ("waiting", (20, "me", "Voici le devis. Je serais heureux de connaître votre avis.")),
    (
        "waiting",
        (20, "me", "Avez-vous pu vérifier les deux factures ?"),
        (19, "them", "La première est réglée. Pour la seconde, je dois voir avec la comptabilité."),
    ),
    (
        "waiting",
        (
            20,
            "me",
            "Three things: the key, the meter reading, and the deposit. Could you sort them?",
        ),
        (
            18,
            "them",
            "Key is under the mat, reading attached. The deposit I still have to ask my partner about.",  # noqa: E501
        ),
    ),
    (
        "waiting",
        (20, "me", "What do you think of the plan?"),
        (19, "them", "First half is great. I want to read the rest properly and will write again."),
    ),
    (
        "waiting",
        (20, "me", "Hast du den Vertrag gelesen?"),
        (19, "them", "Bin noch nicht dazu gekommen, sorry!"),
    ),
    (
        "waiting",
        (20, "me", "Is Mr Bose still interested?"),
        (19, "them", "Mr Bose is away, he will come back to you next week."),
    ),
    (
        "waiting",
        (20, "me", "Könnten Sie das Gesuch prüfen?"),
        (19, "them", "Frau Dr. Lenz ist informiert und wird sich bei Ihnen melden."),
    ),
    (
        "waiting",
        (30, "them", "I will send you the contacts tomorrow."),
        (30, "me", "Great, thanks!"),
    ),
    ("waiting", (30, "me", "Mir wäre geholfen, wenn Sie die Masse bestätigen könnten.")),
    (
        "owing",
        (12, "me", "Danke für gestern!"),
        (11, "them", "Gern. Übrigens, mich würde interessieren, wer eure Fenster gemacht hat."),
    ),
    (
        "owing",
        (12, "me", "Bonjour, ravi de notre échange."),
        (11, "them", "Moi aussi. Il ne me manque que votre adresse pour le colis."),
    ),
    (
        "owing",
        (12, "them", "Könnten Sie mir Plan und Offerte schicken?"),
        (11, "me", "Den Plan finden Sie anbei. Die Offerte reiche ich nach."),
    ),
    (
        "owing",
        (12, "them", "Peux-tu m'envoyer le CV et la lettre ?"),
        (11, "me", "Voici le CV. Je t'envoie la lettre plus tard."),
    ),
    (
        "owing",
        (12, "them", "Can you send the logo and the fonts?"),
        (11, "me", "Logo attached. Fonts I have to dig out, will send them on."),
    ),
    (
        "owing",
        (12, "me", "Good to meet you."),
        (11, "them", "Likewise! It would be lovely to have your notes from the talk."),
    ),
    (
        "owing",
        (12, "me", "Hello again."),
        (
            11,
            "them",
            "We are putting the menu together and I was hoping to learn what you cannot eat.",
        ),
    ),
    (
        "owing",
        (12, "them", "Can you look at my essay?"),
        (10, "me", "Leave it with me."),
        (10, "them", "You are the best!"),
    ),
    (
        "owing",
        (12, "me", "Sali Beat"),
        (11, "them", "Du wolltest mir doch noch den Kontakt vom Maler geben."),
    ),
    (
        "unwanted",
        (30, "them", "Could you design our logo for free?"),
        (28, "me", "I don't work for free, so I have to say no."),
        (20, "them", "It would be great exposure for you though."),
        (10, "them", "Any news on the logo?"),
    ),
    (
        "unwanted",
        (30, "them", "Können Sie für uns gratis auftreten?"),
        (28, "me", "Nein, das machen wir nicht."),
        (20, "them", "Es wäre doch für einen guten Zweck. Können Sie es sich nochmal überlegen?"),
    ),
    (
        "unwanted",
        (
            40,
            "them",
            "Nous vous proposons notre solution de facturation. Quand puis-je vous appeler ?",
        ),
        (30, "them", "Je me permets de vous relancer."),
        (20, "them", "Avez-vous pu lire mon message ? Notre offre se termine vendredi."),
    ),
    (
        "unwanted",
        (40, "them", "Unsere Agentur bringt Ihnen mehr Kunden. Haben Sie 15 Minuten Zeit?"),
        (30, "them", "Haben Sie meine Nachricht gesehen?"),
        (20, "them", "Letzte Chance: nur noch wenige Plätze."),
    ),
    (
        "unwanted",
        (30, "them", "Would you sell us the van?"),
        (28, "me", "It is not for sale, sorry."),
        (20, "them", "Are you sure? We pay cash."),
        (10, "them", "Hello? Still waiting for your answer."),
    ),
    (
        "repair",
        (200, "me", "Alles Liebe zum Geburtstag"),
        (190, "them", "Danke! Wie geht es euch, und was macht der Garten?"),
    ),
    (
        "repair",
        (60, "them", "Can you send me the recipe?"),
        (59, "me", "Yes, I will send it on Sunday."),
    ),
    (
        "repair",
        (100, "me", "Merci pour ta carte"),
        (95, "them", "Donne-moi de tes nouvelles quand tu peux, tu me manques."),
    ),
    (
        "repair",
        (
            150,
            "them",
            "Liebe Ana, Mama liegt im Spital. Magst du sie mal anrufen? Deine Tante Ruth",
        ),
    ),
]


@over("conversation", CONVERSATIONS)
def test_a_conversation_is_judged_by_what_is_still_open(conversation):
    wanted, *turns = conversation

    assert judge(*turns).situation == wanted


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

    assert [each.situation for each in found if each.situation] == ["repair"]


def test_a_name_with_the_last_one_first_is_said_the_other_way():
    found = _mails((20, '"Reid, Tom" <tom@x.example>', ADDRESS, "Loan", "Could you lend me one?"))

    assert found[0].who.name == "Tom Reid"


def test_a_second_address_of_mine_is_known_by_the_name():
    held = thread((9, "me", "hello"))
    more = mail.message(raw(8, "Ana Lopez <ana@second.example>", "hello", to=TOM, number=9))
    named = mail.message(raw(9, f"Ana Lopez <{ADDRESS}>", "hello", to=TOM, number=8))

    known = me.Me(me.given([ADDRESS], [*held, named, more]))

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
