"""Every message to begin from is short, plain and ready, and every walk that sends has one."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from coach.content import check_files, table_files
from coach.content.template_files import load
from coach.review.checks import Checker
from coach.session.session import Session
from coach.session.templates import FIELDS, Filled, Template, Warmth, fill, fitting, open_slots
from coach.vocabulary import Channel, Severity, Situation, VerdictId
from tests.content.article_files import read_article
from tests.content.reading import flesch, words

CONTENT = Path(__file__).parents[2] / "content"
TEMPLATES, PROBLEMS = load(CONTENT / "templates")
DECIDING = table_files.load(CONTENT)
MATTERS = tuple(DECIDING.waits)
SENDING = tuple(each for each in VerdictId if each.sends)
SHORT_CHANNELS = frozenset({Channel.CHAT, Channel.LINKEDIN})
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

MOST_WORDS, LEAST_WORDS, LEAST_WORDS_OF_A_NO = 110, 30, 18
MOST_CHARACTERS_SHORT, MOST_WORDS_IN_A_CHAT = 400, 60
MOST_SLOTS = 3
MOST_OFFERED = 12
EASIEST_ALLOWED = 55

KNOWN = {
    "person": "Dana",
    "given": "Dana",
    "formal": "Dana",
    "topic": "the March proposal",
    "topic_to_others": "the March proposal",
    "me": "Ali",
    "last_contact": "Tuesday 3 November",
    "by": "Monday 30 November",
    "gap": "three weeks",
}

SLOTS = {
    "name of the go-between": "Lee",
    "name of the person who stands in": "Lee",
    "name of the right person": "Ms Okafor",
    "one plain reason": "nobody was on site.",
    "past work you can show": "the guide I wrote for the museum",
    "the day they will write": "Friday 27 November",
    "the day they will hear": "Friday 27 November",
    "the day of your answer": "2 October",
    "the office or person who can look at it again": "Ms Lindqvist, complaints office",
    "What you found, and what you will do by when": (
        "The second bill was our mistake. It will be taken back by 1 December."
    ),
    "the one channel you prefer": "mail",
    "how often is fine": "once a week",
    "the part you accept": "the first ten hours",
    "the part you dispute": "the last two days",
    "what interests you": "the talk in May",
    "what is needed, and by when": "the key to the hall, by Friday 27 November.",
    "what they said they would do": "send the contract",
    "what you will do differently": "tell you when I cannot answer",
    "As much of the reason as you want to give": "I was ill for most of the autumn.",
    "One true sentence of reason": "I kept waiting for a free day, and that was a mistake.",
    "What is new, in a line": "The price has gone down by a third.",
    "Your answer, in a few lines": "The hall holds sixty people, and it is free on both days.",
    "Your answer, in a line or two": "The smaller size will do.",
    "Your answer, or what you send with this": "The notes on both chapters are attached.",
    "Your answer, or what you will do": "The smaller hall is the better one.",
    "Your one question, in a line": "May I use your chart on page two?",
    "a book, page or office": "the guide of the city library",
    "a day and hour you are free": "Thursday 26 November at ten",
    "a day that is easy to keep": "Monday 18 January",
    "a day you are free": "Thursday 26 November",
    "a true and kind detail": "how he laughed at his own jokes",
    "a wish that is true": "the festival draws a full house",
    "due date": "1 November",
    "the day you asked": "4 August",
    "from when to when": "nine to five",
    "hours you can give": "four hours a week",
    "how much now": "half of it",
    "name and how to reach them": "Ruth Weber, at the front desk",
    "name of the manager or office": "Ms Okafor",
    "name of the one who can decide": "Karim",
    "name of the one who decides": "Karim Aziz",
    "name of the other person": "Lee",
    "name of the person you turn to": "Ms Okafor",
    "name or office": "customer service",
    "one honest reason": "the years of work in the field",
    "one thing you talked about": "the plan for the new archive",
    "one thing you truly enjoyed": "our walk round the site",
    "one thing you valued": "how openly you spoke about the team",
    "one true detail you share": "the night we fixed the printer with a spoon",
    "one true strength": "clear way of writing",
    "phone, mail or in person": "phone",
    "someone or something better suited": "the students' legal desk",
    "something of use to them": "a short study of school gardens",
    "sum": "£640",
    "the channel you want kept free": "my private number",
    "the client, the task and the pay": "the name of the client, the task and the pay",
    "the date of the agreement": "12 May",
    "the day it ends": "the end of May",
    "the day it is due": "Friday 4 December",
    "the day that offer ends": "Friday 4 December",
    "the day the rest is paid": "Friday 18 December",
    "the day they named": "Friday 4 December",
    "the day you are booked until": "Friday 18 December",
    "the day you need it by": "Monday 30 November",
    "the day you will answer": "Thursday 26 November",
    "the day you will deliver": "Thursday 26 November",
    "the day you would do it": "Thursday 26 November",
    "the favour, in one line": "a look at one page of my talk.",
    "the first way": "the small hall this week",
    "the last day for changes": "Friday 4 December",
    "the new and useful thing": "a count of how many of your pages load slowly.",
    "the new day": "Friday 27 November",
    "the next official step": "take it to the small claims court",
    "the next step and its day": "you get the keys on Friday 27 November",
    "the office address": "orders@example.org",
    "the official step you will take": "pass it to the trade body",
    "the one thing": "the signed form",
    "the one thing that fills your time": "the audit",
    "the part you can do": "the first two chapters",
    "the second way": "the large hall next week",
    "the sum": "£200",
    "the time or help you can give": "one hour a week",
    "the work that fills them": "the audit",
    "the work you agreed on": "ten pages and two rounds of changes",
    "two times you are free": "Tuesday at ten or Wednesday at four",
    "two times you offer": "Tuesday at ten or Wednesday at four",
    "what draws you to the post": "the work with young readers",
    "what happened to them": "your father's death",
    "what is done": "the first draft",
    "what it costs you": "that two rooms have no heating",
    "what mattered to them": "setting it up had to take less than a day",
    "what reminded you of them": "the printer in the library",
    "what stands still because of it": "the printing cannot begin",
    "what waits for it": "the board pack goes out that day",
    "what was agreed": "the boiler would be replaced",
    "what was agreed on the phone": "the order number was missing",
    "what you can hand over": "my notes",
    "what you do to put it right": "I finish the report and send it to the board",
    "what you have already done": "two applications and a move",
    "what you have for that": "a plan that takes two hours",
    "what you need": "your signature on the plan",
    "what you need first": "the figures from finance",
    "what you need from them": "the sales figures",
    "what you owe them": "the report",
    "what you plan to do": "book the small hall",
    "what you want to see": "a page on price and dates",
    "what you will do": "read both chapters",
    "what you will not do": "work at weekends",
    "what you will send": "the report",
    "what you will stop doing": "order any parts",
    "what you would do now": "send the corrected plan",
    "what you would send": "a sample",
    "where it has to go": "the office of the school",
    "who can help": "Ruth",
    "who decides": "Karim",
    "who else you would ask": "Lee",
    "who you would write to next": "your accounts department",
    "why now, in a line": "the grant we spoke of is open again.",
    "your answer, or what you will do and when": "the notes, with you on Thursday 26 November",
    "your next step": "ask Ruth and Karim how to go on",
    "your one question": "how did you get your first grant?",
    "your one subject": "the first year of teaching",
    "your price and date": "£300, from Monday 7 December",
    "your rate": "£60 an hour",
}
"""For each slot, something a writer might put there."""


def name(template: Template) -> str:
    return template.id


every = pytest.mark.parametrize("template", TEMPLATES, ids=name)


def filled(template: Template) -> Filled:
    """The template as it might be sent."""
    once = fill(template, KNOWN)

    def put(text: str) -> str:
        return re.sub("‹([^›]+)›", lambda slot: SLOTS[slot[1]], text)

    return Filled(subject=put(once.subject), body=put(once.body), missing=())


def prose(template: Template) -> list[str]:
    """Its paragraphs as they might be sent, greeting and sign-off left out."""
    body = filled(template).body
    blocks = [block for block in body.split("\n\n") if not re.match(r"(Hello|Hi|Dear) .*,$", block)]
    return [block for block in blocks if not block.endswith(f"\n{KNOWN['me']}")]


def channels(template: Template) -> tuple[Channel, ...]:
    return template.channels or tuple(Channel)


def settings(template: Template) -> Iterator[tuple[Situation, VerdictId, Channel]]:
    yield from product(template.situations, template.verdicts, channels(template))


def short(template: Template) -> bool:
    """Whether it is made for channels where only a few lines are read."""
    return bool(template.channels) and set(template.channels) <= SHORT_CHANNELS


@cache
def checker() -> Checker:
    return Checker(check_files.load(CONTENT / "checks"))


# Each on its own


def test_no_template_is_broken():
    assert not list(map(str, PROBLEMS))


def test_there_are_at_least_44():
    assert len(TEMPLATES) >= 44


@every
def test_it_is_ready_wherever_it_may_be_used(template: Template):
    message = filled(template)
    for situation, verdict, channel in settings(template):
        head = f"Subject: {message.subject}\n\n" if channel is Channel.EMAIL else ""
        report = checker().check(
            head + message.body, situation=situation, verdict=verdict, channel=channel
        )
        found = [(each.rule, each.text) for each in report.findings if each.blocks]
        assert report.ready, (situation, verdict, channel, found)


@every
def test_nothing_about_it_would_be_remarked_on_but_its_length(template: Template):
    message = filled(template)
    for situation, verdict, channel in settings(template):
        report = checker().check(
            message.body, situation=situation, verdict=verdict, channel=channel
        )
        found = [
            (each.rule, each.text)
            for each in report.findings
            if each.severity is not Severity.STOP and each.fault not in {"too_long", "subject"}
        ]
        assert not found, (situation, verdict, channel)


@every
def test_it_says_when_it_is_for(template: Template):
    assert template.title
    assert template.situations
    assert template.verdicts
    assert all(verdict.sends for verdict in template.verdicts)
    assert set(template.matters) <= set(MATTERS)
    assert set(template.not_matters) <= set(MATTERS)
    assert not (template.matters and template.not_matters)


@every
def test_what_it_is_made_for_is_asked_in_its_situations(template: Template):
    """A template for an answer nobody is asked for would never be offered."""
    for situation in template.situations:
        asked = set(DECIDING.used(situation))
        assert not template.matters or "matter" in asked
        assert set(template.when) <= asked
    for question, choices in template.when.items():
        known = {each.id for each in DECIDING.questions[question].choices}
        assert choices
        assert set(choices) <= known


@every
def test_it_counts_on_no_fact_its_situations_never_learn(template: Template):
    """The day of the last message is asked where one waits or went quiet, not elsewhere."""
    for field, question in {"last_contact": "last_contact", "gap": "last_contact"}.items():
        if f"{{{field}}}" in template.subject + template.body:
            for situation in template.situations:
                assert question in DECIDING.used(situation), (field, situation)


@every
def test_its_subject_names_the_thing_in_three_to_six_words(template: Template):
    subject = filled(template).subject
    assert 3 <= len(words(subject)) <= 6, subject


@every
def test_it_is_short(template: Template):
    body = filled(template).body
    count = len(words(body))
    if short(template):
        assert len(body) <= MOST_CHARACTERS_SHORT, len(body)
        assert count <= MOST_WORDS_IN_A_CHAT, count
    else:
        a_no = {VerdictId.BOUNDARY, VerdictId.DECLINE, VerdictId.FINAL_NUDGE}
        brief = Situation.UNWANTED in template.situations and a_no & set(template.verdicts)
        assert (LEAST_WORDS_OF_A_NO if brief else LEAST_WORDS) <= count <= MOST_WORDS, count


@every
def test_it_leaves_at_most_three_things_to_the_writer(template: Template):
    slots = open_slots(f"{template.subject}\n{template.body}")
    assert len(slots) <= MOST_SLOTS, slots


@every
def test_it_reads_easily(template: Template):
    score = flesch(prose(template))
    assert score >= EASIEST_ALLOWED, f"Flesch {score:.1f}"


@every
def test_the_section_behind_it_exists(template: Template):
    slug, _, anchor = template.read.partition("#")
    assert anchor in read_article(slug).anchors


@every
def test_it_greets_and_signs_unless_it_is_a_line_in_a_chat(template: Template):
    if not short(template):
        greeting, *_, signed = template.body.split("\n")
        assert re.fullmatch(r"(Hello|Hi|Dear) .+,", greeting)
        assert signed == "{me}"


@every
def test_its_warmth_shows_in_the_greeting(template: Template):
    wanted = {Warmth.WARM: ("Hi ", "Hello "), Warmth.FORMAL: ("Dear ",)}.get(template.warmth, "")
    assert template.body.startswith(wanted)


@every
def test_the_voice_is_calm_and_plain(template: Template):
    said = f"{template.title}\n{template.subject}\n{template.body}"
    assert "!" not in said
    assert said.isascii() or set(re.sub(r"[\x00-\x7f]", "", said)) <= set("‹›£")
    banned = (
        r"just checking|checking in|touch base|circle back|reach(ing)? out|at your earliest|asap"
        r"|hope this (mail|email|message) finds|per my last|friendly reminder|kindly (do|send|let)"
        r"|gentle reminder|\bbump|\bping\b|in advance|don't hesitate|do not hesitate|moving forward"
    )
    assert not re.search(banned, said, re.IGNORECASE)


@every
def test_a_topic_never_begins_a_sentence(template: Template):
    """It is typed as it comes, mostly in small letters."""
    assert not re.search(r"(^|[.?]\s+)\{topic(_to_others)?\}", template.body)
    assert not template.subject.startswith("{topic}")


@every
def test_a_topic_reads_on_after_about(template: Template):
    """It is asked for in the words that follow "about", so nothing else may stand before it."""
    for topic in ("{topic}", "{topic_to_others}"):
        bare = re.sub(rf"(?:[Aa]bout |: ){topic}", "", template.subject)
        assert topic not in bare
        assert topic not in re.sub(rf"[Aa]bout {topic}", "", template.body)


@every
def test_who_is_told_of_somebody_else_is_not_addressed_as_them(template: Template):
    greeting = template.body.split("\n", 1)[0]
    to_others = "‹" in greeting.partition(",")[0]
    assert ("{topic}" if to_others else "{topic_to_others}") not in template.subject + template.body


@every
def test_only_a_formal_greeting_has_the_whole_name(template: Template):
    greeting = template.body.split("\n", 1)[0]
    assert not re.match(r"(Hi|Hello) \{person\}", greeting)
    assert not re.match(r"Dear \{(given|person)\}", greeting)


@every
def test_a_slot_says_by_its_first_letter_whether_a_sentence_or_a_few_words_fit(template: Template):
    for found in re.finditer(r"(^|[.?:,] |[\w,] )?‹([^›]+)›(.?)", template.body):
        before, slot, after = found[1] or "", found[2], found[3]
        if slot[0].isupper():
            assert before.strip() in {"", ".", "?"}, slot
            assert after in {"", "\n", " "}, slot


@every
def test_a_message_has_no_gaps_or_doubled_stops_when_filled(template: Template):
    body = filled(template).body
    assert not re.search(r"[.?,]{2}|  |[‹›{}]| [.,?]", body)


# Together


@pytest.mark.parametrize(
    ("situation", "verdict", "channel", "answers", "first"),
    [
        ("waiting", "nudge", "email", {"matter": "proposal"}, "quote-decision"),
        ("waiting", "nudge", "email", {"matter": "invoice"}, "invoice-first"),
        ("waiting", "nudge", "chat", {"matter": "invoice"}, "invoice-chat"),
        ("waiting", "nudge", "chat", {"matter": "colleague"}, "colleague-question"),
        ("waiting", "nudge", "linkedin", {"matter": "networking"}, "short-talk-linkedin"),
        ("waiting", "nudge", "email", {"matter": "networking"}, "short-talk"),
        ("waiting", "nudge", "email", {"matter": "other", "warmth": "warm"}, "nudge-warm"),
        ("waiting", "nudge", "letter", {"matter": "other"}, "nudge-formal"),
        ("waiting", "nudge", "chat", {"matter": "other", "warmth": "stranger"}, "nudge-chat"),
        ("waiting", "final_nudge", "chat", {"matter": "other"}, "last-note-chat"),
        ("owing", "defer", "email", {"who": "work"}, "holding-note"),
        ("owing", "defer", "chat", {"who": "official"}, "holding-chat"),
        ("owing", "decline", "email", {"who": "known", "my_answer": "no"}, "no-warm"),
        ("owing", "decline", "email", {"who": "stranger", "my_answer": "no"}, "no-plain"),
        ("owing", "answer", "email", {"who": "official"}, "answer-formal"),
        ("owing", "answer", "chat", {"who": "work"}, "answer-chat"),
        ("unwanted", "decline", "email", {"approach": "recruiter"}, "no-recruiter"),
        ("unwanted", "boundary", "email", {"approach": "scope"}, "limit-scope"),
        ("unwanted", "refer", "email", {"approach": "complaint"}, "complaint-passed-on"),
        ("unwanted", "answer", "letter", {"approach": "complaint"}, "complaint-answer"),
        ("unwanted", "boundary", "email", {"approach": "complaint"}, "complaint-stands"),
        ("unwanted", "defer", "email", {"approach": "complaint"}, "complaint-received"),
        ("repair", "repair_apology", "email", {"open_debt": "money"}, "repair-money"),
        (
            "repair",
            "repair_apology",
            "chat",
            {"open_debt": "answer", "deliver": "now"},
            "repair-chat",
        ),
        ("repair", "repair_apology", "email", {"open_debt": "nothing"}, "repair-word"),
        ("repair", "repair_apology", "chat", {"open_debt": "nothing"}, "repair-word-chat"),
        ("waiting", "nudge", "chat", {"their_word": "will_do"}, "nudge-promised-chat"),
        ("waiting", "nudge", "chat", {"matter": "proposal"}, "quote-chat"),
        ("waiting", "nudge", "chat", {"matter": "final_round"}, "job-chat"),
        ("waiting", "switch_channel", "chat", {"their_word": "will_do"}, "other-channel-chat"),
        ("owing", "answer", "chat", {"my_answer": "yes"}, "answer-yes-chat"),
        ("owing", "answer", "chat", {"my_answer": "partly"}, "answer-part-chat"),
        ("repair", "reengage", "email", {"warmth": "close"}, "hello-again"),
    ],
)
def test_the_first_one_offered_is_the_one_a_friend_would_hand_over(
    situation: str, verdict: str, channel: str, answers: dict[str, str], first: str
):
    told = {**answers, "channel": channel}
    walk = Session(id="w", started=NOW, touched=NOW, situation=Situation(situation), answers=told)
    offered = fitting(TEMPLATES, walk, VerdictId(verdict))
    assert offered[0].id == first


def offered_to(situation: str, verdict: str, **answers: object) -> list[Template]:
    told = {each: str(said) for each, said in answers.items()}
    walk = Session(id="w", started=NOW, touched=NOW, situation=Situation(situation), answers=told)
    return list(fitting(TEMPLATES, walk, VerdictId(verdict)))


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("wish", [each.id for each in DECIDING.questions["wish"].choices])
def test_with_nothing_open_no_apology_promises_anything(channel: Channel, wish: str):
    found = offered_to(
        "repair", "repair_apology", channel=channel, open_debt="nothing", wish=wish, fault="mine"
    )
    assert found
    promised = r"by ‹|you will have|deliver|owed you|owe you|what I can do now|attached"
    assert not [each.id for each in found if re.search(promised, each.body, re.IGNORECASE)]


@every
def test_no_message_claims_a_way_or_a_parcel_that_nobody_named(template: Template):
    """How the last one went out is not known when writing by another way, nor what is enclosed."""
    assert not re.search(r"\b(I (e-?)?mailed|went astray|[Cc]opies are attached)", template.body)
    if template.id != "repair-work-attached":  # made for work that goes with the message
        assert "is attached" not in template.body


@every
def test_no_message_to_them_keeps_score_of_the_last_one(template: Template):
    """The day of the last message is for whoever settles it, not for the other side."""
    if VerdictId.ESCALATE not in template.verdicts:
        assert "{last_contact}" not in template.subject + template.body


@every
def test_no_subject_demands_a_decision(template: Template):
    assert "ecision" not in template.subject


def test_a_yes_is_only_offered_where_the_answer_is_yes():
    for answer in ("no", "partly", "not_me", "undecided"):
        for channel in Channel:
            found = offered_to("owing", "answer", channel=channel, my_answer=answer, who="work")
            assert found
            assert not [each.id for each in found if "my answer is yes" in each.body.lower()]
            assert not [each.id for each in found if "yes, I will" in each.body]


def test_no_quote_names_a_day_on_which_its_price_ends_unless_the_writer_does():
    quotes = [each for each in TEMPLATES if "proposal" in each.matters]
    assert quotes
    assert not [each.id for each in quotes if "price" in each.body]


@pytest.mark.parametrize("matter", ["invoice", "colleague", "manager", "vendor", "partner"])
@pytest.mark.parametrize("channel", Channel)
def test_no_last_note_drops_what_is_owed(matter: str, channel: Channel):
    told = {"channel": str(channel), "matter": matter}
    walk = Session(id="w", started=NOW, touched=NOW, situation=Situation.WAITING, answers=told)
    offered = fitting(TEMPLATES, walk, VerdictId.FINAL_NUDGE)
    assert offered
    assert not [each.id for each in offered if "no reply is needed" in each.body]
    assert not [each.id for each in offered if "leave it there" in each.body]


def test_no_letter_stands_first_in_a_chat():
    """Wherever a line for a chat is made, it comes before every message with a close."""
    for situation, verdict in product(Situation, SENDING):
        walk = Session(
            id="w", started=NOW, touched=NOW, situation=situation, answers={"channel": "chat"}
        )
        offered = [each for each in fitting(TEMPLATES, walk, verdict) if not each.perhaps]
        lines = [bool(each.channels) for each in offered]
        assert lines == sorted(lines, reverse=True), (situation, verdict)


def test_no_two_have_one_title():
    twice = [title for title, count in Counter(t.title for t in TEMPLATES).items() if count > 1]
    assert not twice


def test_titles_fit_their_line():
    assert not [each.title for each in TEMPLATES if len(each.title) > 60]


def test_every_slot_is_tried_and_no_other():
    used = {
        slot for each in TEMPLATES for slot in open_slots(f"{each.subject}\n{each.body}")
    } - set(FIELDS.values())
    assert used - set(SLOTS) == set()
    assert set(SLOTS) - used - set(FIELDS.values()) == set()


@pytest.mark.parametrize("situation", Situation)
@pytest.mark.parametrize("verdict", SENDING)
@pytest.mark.parametrize("channel", Channel)
def test_nobody_faces_a_blank_page(situation: Situation, verdict: VerdictId, channel: Channel):
    """Whatever is decided, by the tables or against them, and whatever the matter is."""
    walk = Session(
        id="w", started=NOW, touched=NOW, situation=situation, answers={"channel": str(channel)}
    )
    fit = fitting(TEMPLATES, walk, verdict)
    assert fit
    if channel in SHORT_CHANNELS:
        assert min(len(filled(each).body) for each in fit) <= MOST_CHARACTERS_SHORT
        assert min(len(words(filled(each).body)) for each in fit) <= MOST_WORDS_IN_A_CHAT


@pytest.mark.parametrize("matter", [each for each in MATTERS if each != "other"])
def test_every_kind_of_matter_has_a_reminder_of_its_own(matter: str):
    nudges = [each for each in TEMPLATES if VerdictId.NUDGE in each.verdicts]
    assert [each for each in nudges if matter in each.matters]


@pytest.mark.parametrize("situation", Situation)
def test_every_situation_can_be_met_in_three_warmths(situation: Situation):
    found = {each.warmth for each in TEMPLATES if situation in each.situations}
    assert found == set(Warmth)


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_has_some_of_its_own(channel: Channel):
    assert [each for each in TEMPLATES if channel in each.channels]


@pytest.mark.parametrize("situation", Situation)
@pytest.mark.parametrize("verdict", SENDING)
def test_no_list_is_too_long_to_choose_from(situation: Situation, verdict: VerdictId):
    """Whatever the answers are, at most a dozen are offered."""
    served = [t for t in TEMPLATES if situation in t.situations and verdict in t.verdicts]
    telling = {question for each in served for question in each.when}
    telling |= {"matter"} if any(each.matters for each in served) else set()
    choices = {
        question: [each.id for each in DECIDING.questions[question].choices]
        for question in sorted(telling)
    }
    for channel, *answers in product(Channel, *choices.values()):
        told = {"channel": str(channel), **dict(zip(choices, answers, strict=True))}
        walk = Session(id="w", started=NOW, touched=NOW, situation=situation, answers=told)
        offered = fitting(served, walk, verdict)
        assert len(offered) <= MOST_OFFERED, (told, [each.id for each in offered])
