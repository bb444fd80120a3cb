"""Every message to begin from reads as a person would send it, in each form it has.

A test here looks at all templates and names every offender with what is wrong, so that one
run shows all that is left to do.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from coach.content import check_files, table_files
from coach.content.template_files import load, read_spelling
from coach.session.message_forms import Form
from coach.session.session import Session
from coach.session.templates import (
    FIELDS,
    Filled,
    Template,
    Warmth,
    fill,
    fitting,
    form_for,
    open_slots,
    slots_of,
    why_first,
)
from coach.vocabulary import Channel, Severity, Situation, VerdictId
from tests.content.article_files import read_article
from tests.content.reading import flesch, words
from tests.content.template_slots import SLOTS
from tests.review.checker import Checker
from tests.sweep import over

CONTENT = Path(__file__).parents[2] / "content"
TEMPLATES, PROBLEMS = load(CONTENT / "templates")
SPELLING = read_spelling(CONTENT / "spelling.toml")
DECIDING = table_files.load(CONTENT)
MATTERS = tuple(DECIDING.waits)
SENDING = tuple(each for each in VerdictId if each.sends)
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)

MOST_WORDS = {Form.EMAIL: 100, Form.FORMAL: 100, Form.CHAT: 60}
MOST_CHARACTERS_IN_A_CHAT = 400
LEAST_WORDS = 12
MOST_SLOTS = 3
MOST_OFFERED = 14
HARDEST_ALLOWED, USUAL = 45, 65

KNOWN = {
    "person": "Dana Ray",
    "given": "Dana",
    "formal": "Ms Ray",
    "topic": "the March proposal",
    "topic_to_others": "the March proposal",
    "me": "Ali",
    "last_contact": "Tuesday 3 November",
    "by": "Monday 30 November",
    "needed": "Tuesday 1 December",
    "answer_on": "Thursday 26 November",
    "gap": "three weeks",
}


class Message(NamedTuple):
    """A template in one of its forms, as it might be sent there."""

    template: Template
    form: Form
    channel: Channel
    said: Filled

    def __str__(self) -> str:
        return f"{self.template.id} ({self.form})"


def sent(template: Template, form: Form, english: str = "uk") -> Filled:
    """The template in this form with every place filled in."""
    once = fill(template.in_form(form), KNOWN, english)

    def put(text: str) -> str:
        return re.sub("‹([^›]+)›", lambda slot: SLOTS.get(slot[1]) or KNOWN["by"], text)

    return Filled(subject=put(once.subject), body=put(once.body), missing=())


def messages() -> Iterator[Message]:
    """Every template in every form it can be offered in, on every channel."""
    for template, channel, warmth in product(TEMPLATES, Channel, Warmth):
        if not template.channels or channel in template.channels:
            form = form_for(template, channel, warmth)
            yield Message(template, form, channel, sent(template, form))


ALL = tuple({(each.template.id, each.form, each.channel): each for each in messages()}.values())
ONCE = tuple({(each.template.id, each.form): each for each in ALL}.values())


def prose(message: Message) -> list[str]:
    """Its paragraphs without greeting and sign-off."""
    blocks = message.said.body.split("\n\n")
    blocks = [each for each in blocks if not re.fullmatch(r"(Hello|Hi|Dear) [^\n]*,", each)]
    return [each for each in blocks if not re.search(r"(^|,\n)Ali$", each)]


def unslotted(message: Message) -> str:
    """Only what the template itself says."""
    body = fill(message.template.in_form(message.form), KNOWN).body
    return re.sub("‹[^›]+›", "", body)


def informal(template: Template) -> bool:
    return template.warmth is not Warmth.FORMAL


@cache
def checker() -> Checker:
    return Checker(check_files.load(CONTENT / "checks"))


NATURAL: dict[str, dict[str, str]] = {
    "friend-hello": {"just_checking_in": "how a friend is doing is the whole question"},
    "step-back": {"vague_circle_back": "whoever is ill names no day"},
}
"""Faults the checks would have mended in a natural sentence, by template, and why they are none.

``test_no_remark_is_excused_that_is_no_longer_made`` says when one can go.
"""

MOST_REMARKED = 0.25
"""The share of messages of which a check may say "consider": each is taken for a false alarm."""


@cache
def remarks(message: Message) -> dict[str, list[tuple[str, str, Severity]]]:
    """What the checks say of a message, by where it may be used; length is counted elsewhere."""
    head = f"Subject: {message.said.subject}\n\n" if message.channel is Channel.EMAIL else ""
    said = {}
    for situation, verdict in product(message.template.situations, message.template.verdicts):
        found = checker().check(
            head + message.said.body, situation=situation, verdict=verdict, channel=message.channel
        )
        said[f"{situation} {verdict}"] = [
            (each.fault, each.text, each.severity)
            for each in found.findings
            if each.fault not in {"too_long", "subject", "send_nothing"}
        ]
    return said


# What it says


def test_no_template_is_broken():
    assert not list(map(str, PROBLEMS))


def test_every_template_is_ready_wherever_it_may_be_used():
    found = [
        (f"{each} {where}", fault, text)
        for each in ALL
        for where, said in remarks(each).items()
        for fault, text, severity in said
        if severity is not Severity.CONSIDER and fault not in NATURAL.get(each.template.id, {})
    ]
    assert not found


def test_most_templates_are_not_remarked_on_at_all():
    remarked = [str(each) for each in ALL if any(remarks(each).values())]
    assert len(remarked) / len(ALL) <= MOST_REMARKED, sorted(set(remarked))


def test_no_remark_is_excused_that_is_no_longer_made():
    made = {
        (each.template.id, fault)
        for each in ALL
        for said in remarks(each).values()
        for fault, *_ in said
    }
    assert {(id, fault) for id, faults in NATURAL.items() for fault in faults} <= made


BANNED = (
    r"just checking|checking in\b|touch base|circle back|reach(?:ing)? out|at your earliest|asap"
    r"|hope this (?:email|message|finds)|per my last|friendly reminder|gentle reminder|kindly"
    r"|\bbump|\bping\b|in advance|hesitate to|moving forward|going forward|please find|as per"
    r"|a (?:word|line) (?:by|from|on|when|about)|\bpost\b|\bmail\b|\bmostly\b|\bsooner\b"
    r"|meanwhile|coming back to you|\bkind word|\bthe matter\b|came to rest|put down|a plain no"
    r"|lay? (?:it )?by|so as to|in its place|\bwhilst\b|\bupon\b|\bherewith\b|\bI am writing about"
    r"|delete (?:me|my details)|take (?:me|my details) off|within seven days"
)


def test_no_template_uses_a_banned_phrase():
    found = {}
    for each in ONCE:
        said = f"{each.template.title}\n{each.said.subject}\n{each.said.body}"
        hits = re.findall(BANNED, said, re.IGNORECASE)
        if hits or "!" in said:
            found[str(each)] = hits
    assert not found


LONG_FORM = re.compile(
    r"\b(?:(?:do|does|did|is|are|was|has|have|had|would|could|should|will) not|cannot"
    r"|(?:I (?:am|will|would)|(?:you|we|they) (?:are|will)|(?<!what )it (?:is|will))(?= [a-z])"
    r"|I have(?= (?:\w+ed|been|had|got|kept)\b))\b"
)
"""What a speaker would say in one word; "how you are." at the end of a sentence is not."""


def test_an_informal_message_contracts_wherever_a_speaker_would():
    found = {
        str(each): hits
        for each in ONCE
        if informal(each.template)
        and each.form is not Form.FORMAL
        and (hits := LONG_FORM.findall(unslotted(each)))
    }
    assert not found


def test_a_formal_message_has_no_contraction():
    formal = [each for each in ONCE if each.form is Form.FORMAL or not informal(each.template)]
    raw = {str(each): unslotted(each) for each in formal}
    short = re.compile(
        r"\w+n['’]t\b|\b(?:I|you|we|they|it|that|there|here)['’](?:m|ve|ll|re|d|s)\b"
    )
    assert formal
    assert not {name: hits for name, body in raw.items() if (hits := short.findall(body))}


def test_what_is_contracted_with_d_is_would_and_never_had():
    """A letter is derived by writing contractions out, and "'d" is written out as "would"."""
    bodies = {each.id: each.body for each in TEMPLATES}
    had = re.compile(r"['’]d (?:been|had|better|\w+ed\b)")
    kept = re.compile(r"You'd kept")
    assert not [id for id, body in bodies.items() if had.search(kept.sub("", body))]


PURPOSE = re.compile(
    r"\?|follow(?:ing)? up|ask(?:ed|ing)?\b|writ(?:e|ing)\b|message|answer|\bno\b|\byes\b|need"
    r"|thank|sorry|apologi[sz]e|could|can\b|can't|won't|request|offer|interest|owe|paid|pay\b"
    r"|invoice|plan|decision|hello|thought of you|introduce|signature|review|complain|report|demand"
    r"|right person|passed|update|hold\b|fixed|missed|agree|decided|make time|great to"
    r"|good to meet|trying you|changed|forget|keep your|silence|stopped|should've|without|let you"
    r"|like to (?:know|pick up|withdraw)|owe you|here's|kept you|haven't been in touch|out of touch"
    r"|not going to help|don't accept|do not accept|haven't received|have not received"
    r"|I'll make this|cannot|one thing|question|close|last time|withdraw|step back|contact|start",
    re.IGNORECASE,
)


def test_the_first_sentence_says_what_the_message_is_for():
    """Nobody has to read on to learn what is wanted: no small talk stands before it."""
    found = {}
    for each in ONCE:
        first = re.split(r"(?<=[.?])\s", " ".join(prose(each)))[0]
        small_talk = re.match(r"(?:Hi \w+, )?(?:I hope|hope you|how are you|it has been)", first)
        if small_talk or not PURPOSE.search(first):
            found[str(each)] = first
    assert not found


def test_a_no_is_offered_at_most_once():
    offered = re.compile(r"\ba no is\b|it's a no\b|rather not|not this time|no problem|that's fine")
    assert not {
        str(each): hits for each in ONCE if len(hits := offered.findall(each.said.body)) > 2
    }


def test_a_message_asks_at_most_two_closely_tied_questions():
    assert not {str(each): count for each in ONCE if (count := each.said.body.count("?")) > 2}


def test_each_is_short_for_its_channel():
    found = {}
    for each in ONCE:
        count, most = len(words(each.said.body)), MOST_WORDS[each.form]
        too_long = each.form is Form.CHAT and len(each.said.body) > MOST_CHARACTERS_IN_A_CHAT
        if not LEAST_WORDS <= count <= most or too_long:
            found[str(each)] = (count, len(each.said.body))
    assert not found


def test_each_leaves_at_most_three_things_to_the_writer():
    most = {
        str(each): slots
        for each in ONCE
        if len(slots := open_slots(each.template.in_form(each.form).body)) > MOST_SLOTS
    }
    assert not most


def test_each_reads_easily_and_most_very_easily():
    """Short messages swing with a single long word ("application"), so one may be harder."""
    scores = {str(each): flesch(prose(each)) for each in ONCE}
    assert not {name: score for name, score in scores.items() if score < HARDEST_ALLOWED}
    assert sum(scores.values()) / len(scores) >= USUAL


def test_a_subject_names_the_thing_in_two_to_eight_words():
    subjects = {each.id: sent(each, Form.EMAIL).subject for each in TEMPLATES}
    assert not {id: said for id, said in subjects.items() if not 2 <= len(words(said)) <= 8}


def test_greeting_and_sign_off_suit_the_form():
    wrong = []
    for each in ONCE:
        body = each.template.in_form(each.form).body
        bare = each.template.id in {"stop", "limit-personal"}  # said to nobody one would greet
        if each.form is Form.CHAT:
            fits = ("\n" not in body and "{me}" not in body) or bare
        else:
            greeted = re.match(r"(Hi|Hello|Dear) .+,\n\n", body)
            fits = bool(greeted or bare) and body.endswith("{me}")
        dear = each.form is Form.FORMAL or each.template.warmth is Warmth.FORMAL
        dear = dear and each.form is not Form.CHAT and not bare
        if not fits or (dear and not body.startswith("Dear ")):
            wrong.append(str(each))
    assert not wrong


def test_only_a_formal_greeting_has_the_whole_name():
    assert not [
        str(each)
        for each in ONCE
        if re.match(r"(?:(?:Hi|Hello) \{person|Dear \{(?:given|person))", each.template.body)
    ]


def test_a_topic_never_begins_a_sentence_of_the_body():
    """It is typed as it comes, mostly in small letters."""
    begins = re.compile(r"(?:^|[.?]\s+)\{topic")
    assert not [t.id for t in TEMPLATES for f in Form if begins.search(t.in_form(f).body)]


def test_who_is_told_of_somebody_else_is_not_addressed_as_them():
    wrong = []
    for each in TEMPLATES:
        to_others = "‹" in each.body.split("\n", 1)[0] and "{given}" not in each.body
        other_way = "{topic" + (":}|" if to_others else "_to_others")
        named = re.findall(r"\{topic(?:_to_others)?", each.subject + each.body)
        wanted = "{topic_to_others" if to_others else "{topic"
        wrong += [each.id] if set(named) - {wanted} or other_way in each.body else []
    assert not wrong


def test_a_slot_says_by_its_first_letter_whether_a_sentence_or_a_few_words_fit():
    wrong = []
    for each in ONCE:
        body = each.template.in_form(each.form).body
        for found in re.finditer(r"(^|[.?:,] |[\w,] )?‹([^›]+)›", body, re.MULTILINE):
            before, slot = (found[1] or "").strip(), found[2]
            if slot[0].isupper() and before not in {"", ".", "?"}:
                wrong.append((str(each), slot))
    assert not wrong


def test_a_filled_message_has_no_gaps_or_doubled_stops():
    gaps = re.compile(r"[.?,]{2}|  |[‹›{}]| [.,?]")
    assert not {str(each): hits for each in ONCE if (hits := gaps.findall(each.said.body))}


@pytest.mark.parametrize(
    "topic",
    [
        "the May invoice",
        "pay rise",
        "invoice 4471",
        "your talk in May",
        "whether you can come",
        "when I get the boxes",
        "asking you for a reference",
        "",
    ],
)
def test_whatever_the_topic_is_no_sentence_breaks_on_it(topic: str):
    """A clause stands only after "about" or "on"; elsewhere other words take its place."""
    known = {**KNOWN, "topic": topic, "topic_to_others": topic}
    clause = not topic or topic.split()[0] in {"whether", "when", "asking"}
    wrong = []
    for each in TEMPLATES:
        for form in Form:
            said = fill(each.in_form(form), known).body
            assert topic or "topic" not in said
            for found in re.finditer(rf"(\w+) {re.escape(topic)}\b", said) if topic else ():
                if clause and found[1] not in {"about", "on"}:
                    wrong += [(each.id, found[0])]
    assert not wrong


# Law and safety


def test_no_template_states_the_law_or_a_legal_deadline():
    claims = re.compile(r"\bby law\b|legal(?:ly)?\b|statut|entitled|interest at|your rights", re.I)
    assert not [str(each) for each in ONCE if claims.search(each.said.body)]


def test_no_answer_to_a_collector_admits_the_debt():
    [letter] = [each for each in TEMPLATES if each.id == "debt-collector"]
    assert "do not acknowledge that I owe" in letter.body
    assert "I owe you" not in letter.body


def test_who_turned_somebody_down_gives_no_reason():
    [letter] = [each for each in TEMPLATES if each.id == "no-applicant"]
    assert "because" not in letter.body
    assert not [slot for slot in open_slots(letter.body) if "reason" in slot]


def test_no_message_keeps_score_with_them_of_the_last_one():
    """The day of the last message is for whoever settles it, not for the other side."""
    assert not [
        each.id
        for each in TEMPLATES
        if VerdictId.ESCALATE not in each.verdicts and "{last_contact}" in each.subject + each.body
    ]


# Spelling


def test_british_is_what_is_written_and_american_what_is_said_to_be():
    american = re.compile(rf"\b(?:{'|'.join(set(SPELLING.values()) - {'check', 'Sincerely'})})\b")
    shipped = {each.id: f"{each.title} {each.subject} {each.body}" for each in TEMPLATES}
    assert not [id for id, text in shipped.items() if american.search(text)]
    british = re.compile(rf"\b(?:{'|'.join(SPELLING)})\b", re.IGNORECASE)
    left = {
        f"{each.id} {form}": british.findall(fill(each.in_form(form), KNOWN, "us").body)
        for each in TEMPLATES
        for form in Form
    }
    assert not {name: hits for name, hits in left.items() if hits}


def test_an_american_letter_is_spelt_and_closed_the_american_way():
    by_id = {each.id: each for each in TEMPLATES}
    letter = fill(by_id["repair-word"].in_form(Form.FORMAL), KNOWN, "us").body
    assert "I apologize" in letter
    assert letter.endswith("Sincerely,\nAli")
    assert "my CV" in fill(by_id["reference-reminder"], KNOWN).body
    assert "my résumé" in fill(by_id["reference-reminder"], KNOWN, "us").body


# What it is for


def test_each_says_when_it_is_for_in_words_the_tables_know():
    wrong = []
    for each in TEMPLATES:
        fits = each.title and each.situations and each.verdicts
        fits = fits and all(verdict.sends for verdict in each.verdicts)
        fits = fits and {*each.matters, *each.not_matters} <= set(MATTERS)
        wrong += [] if fits and not (each.matters and each.not_matters) else [each.id]
        for question, choices in each.when.items():
            known = {choice.id for choice in DECIDING.questions[question].choices}
            wrong += [] if choices and set(choices) <= known else [(each.id, question)]
    assert not wrong


def test_what_each_is_made_for_is_asked_in_its_situations():
    """A template for an answer nobody is asked for would never be offered."""
    wrong = []
    for each, situation in ((t, s) for t in TEMPLATES for s in t.situations):
        asked = {*DECIDING.used(situation), *DECIDING.pause}
        needs = {*each.when, *(["matter"] if each.matters else [])}
        text = each.subject + each.body
        needs |= {"last_contact"} if re.search(r"\{last_contact\}|\{gap\}", text) else set()
        wrong += [(each.id, situation, needs - asked)] if needs - asked else []
    assert not wrong


def test_the_section_behind_each_exists():
    missing = []
    for each in TEMPLATES:
        slug, _, anchor = each.read.partition("#")
        missing += [] if anchor in read_article(slug).anchors else [(each.id, each.read)]
    assert not missing


def test_titles_differ_and_fit_their_line():
    titles = Counter(each.title for each in TEMPLATES)
    assert not [title for title, count in titles.items() if count > 1 or len(title) > 60]


def test_every_slot_is_tried_and_no_other():
    used = {slot for each in TEMPLATES for slot in slots_of(each)} - set(FIELDS.values())
    assert used == set(SLOTS)


# Which comes first


def offered(
    situation: str, verdict: str, topic: str = "", **answers: object
) -> tuple[Session, tuple[Template, ...]]:
    told = {**answers, "topic": topic} if topic else answers
    session = Session(
        id="w", started=NOW, touched=NOW, situation=Situation(situation), answers=told
    )
    return session, fitting(TEMPLATES, session, VerdictId(verdict))


OFFERED = {"waiting_extra": ("other_offer",), "set_by": "outside"}

CASES = [
    ("nudge", "waiting nudge", {}),
    ("nudge-warm", "waiting nudge", {"matter": "other", "warmth": "warm"}),
    ("nudge-promised", "waiting nudge", {"their_word": "will_do"}),
    ("nudge-hardship", "waiting nudge", {"known_reason": "hardship"}),
    ("application-status", "waiting nudge", {"matter": "job_application"}),
    ("interview-status", "waiting nudge", {"matter": "after_interview"}),
    ("interview-status", "waiting nudge", {"matter": "final_round"}),
    (
        "interview-thanks",
        "waiting answer",
        {"matter": "after_interview", "last_from": "them", "their_word": "talking"},
    ),
    ("rejection-feedback", "waiting nudge", {"matter": "after_interview", "their_word": "no"}),
    ("rejection-thanks", "waiting answer", {"matter": "final_round", "their_word": "no"}),
    ("offer-promised", "waiting nudge", {"matter": "final_round", "their_word": "will_do"}),
    ("other-offer", "waiting nudge", {"matter": "after_interview", **OFFERED}),
    ("other-offer", "waiting nudge", {"matter": "final_round", "their_word": "will_do", **OFFERED}),
    ("other-offer", "waiting final_nudge", {"matter": "job_application", **OFFERED}),
    ("recruiter-status", "waiting nudge", {"matter": "recruiter"}),
    ("quote-decision", "waiting nudge", {"matter": "proposal"}),
    ("stranger-new-point", "waiting nudge", {"matter": "cold_message"}),
    ("invoice-first", "waiting nudge", {"matter": "invoice"}),
    ("invoice-first", "waiting nudge", {"matter": "invoice", "channel": "chat"}),
    ("invoice-firm", "waiting final_nudge", {"matter": "invoice"}),
    ("invoice-demand", "waiting escalate", {"matter": "invoice"}),
    ("wages", "waiting nudge", {"matter": "invoice", "topic": "my wages for October"}),
    ("expenses", "waiting nudge", {"matter": "invoice", "topic": "expenses for the fair"}),
    ("deposit", "waiting nudge", {"matter": "invoice", "topic": "the deposit for the flat"}),
    ("deposit", "waiting nudge", {"matter": "vendor", "topic": "my deposit"}),
    ("loan", "waiting nudge", {"matter": "invoice", "topic": "the money I lent him"}),
    ("home-repair", "waiting nudge", {"matter": "vendor", "topic": "the boiler"}),
    ("supplier-complaint", "waiting escalate", {"matter": "vendor"}),
    ("supplier-date", "waiting nudge", {"matter": "vendor"}),
    ("client-sign-off", "waiting nudge", {"matter": "vendor", "topic": "sign-off on the plans"}),
    ("colleague-question", "waiting nudge", {"matter": "colleague"}),
    ("colleague-question", "waiting nudge", {"matter": "colleague", "channel": "chat"}),
    ("manager-decision", "waiting nudge", {"matter": "manager"}),
    ("signature", "waiting nudge", {"matter": "colleague", "topic": "her signature"}),
    ("review-request", "waiting nudge", {"matter": "other", "topic": "my pull request"}),
    ("favour", "waiting nudge", {"matter": "favour"}),
    ("introduction-note", "waiting nudge", {"matter": "favour", "topic": "an intro to Lee"}),
    ("short-talk", "waiting nudge", {"matter": "networking", "channel": "linkedin"}),
    ("reference-reminder", "waiting nudge", {"matter": "reference"}),
    ("expert-question", "waiting nudge", {"matter": "professor"}),
    ("submission-status", "waiting nudge", {"matter": "submission"}),
    ("friend-hello", "waiting nudge", {"matter": "personal"}),
    ("event-follow-up", "waiting nudge", {"matter": "networking", "topic": "the conference"}),
    ("missed-by-them", "waiting nudge", {"matter": "other", "topic": "the missed meeting"}),
    ("soft-no-out", "waiting final_nudge", {"their_word": "soft_no"}),
    ("last-note", "waiting final_nudge", {"matter": "cold_message", "channel": "chat"}),
    ("last-note-warm", "waiting final_nudge", {"matter": "favour", "warmth": "close"}),
    ("job-last-note", "waiting final_nudge", {"matter": "after_interview"}),
    ("what-happens-next", "waiting final_nudge", {"matter": "vendor"}),
    ("other-channel", "waiting switch_channel", {"their_word": "will_do", "channel": "chat"}),
    ("stand-in", "waiting switch_channel", {"known_reason": "away"}),
    ("who-decides", "waiting escalate", {"matter": "colleague"}),
    ("answer-question", "waiting answer", {"their_word": "asked_me"}),
    ("withdraw-application", "waiting decline", {"matter": "final_round"}),
    ("answer-question", "owing answer", {"who": "work"}),
    ("answer-yes", "owing answer", {"my_answer": "yes"}),
    ("answer-part", "owing answer", {"my_answer": "partly", "channel": "chat"}),
    ("disputed-sum", "owing answer", {"bound": "money", "my_answer": "no"}),
    ("debt-collector", "owing defer", {"bound": "money", "who": "official"}),
    ("holding-note", "owing defer", {"who": "work"}),
    ("more-time", "owing defer", {"bound": "promise"}),
    ("offer-more-time", "owing defer", {"who": "invested", "my_answer": "undecided"}),
    ("candidate-waiting", "owing defer", {"who": "invested", "power": "i_hold"}),
    ("news-so-far", "owing defer", {"request": "news", "my_answer": "later"}),
    ("promise-not-kept", "owing decline", {"request": "promised"}),
    ("it-stands", "owing decline", {"request": "rethink"}),
    ("not-allowed-to-say", "owing boundary", {"my_answer": "not_allowed"}),
    ("step-back", "owing defer", {"able": "unwell"}),
    ("pay-plan", "owing defer", {"bound": "money", "who": "known"}),
    ("no-plain", "owing decline", {"who": "stranger"}),
    ("no-warm", "owing decline", {"who": "known"}),
    ("no-colleague", "owing decline", {"who": "work", "request": "work"}),
    ("no-applicant", "owing decline", {"who": "invested", "power": "i_hold"}),
    ("no-job-offer", "owing decline", {"who": "invested", "topic": "the job in Leeds"}),
    (
        "no-job-offer",
        "owing decline",
        {"who": "work", "request": "job_offer", "topic": "the Year 3 teaching post"},
    ),
    ("no-bid", "owing decline", {"who": "invested", "topic": "their quote for the roof"}),
    ("no-reference", "owing decline", {"who": "known", "topic": "a reference for Jo"}),
    ("decline-meeting", "owing decline", {"who": "work", "topic": "the weekly meeting"}),
    ("decline-invitation", "owing decline", {"who": "known", "topic": "an invitation to speak"}),
    ("introduction-ask-first", "owing refer", {"who": "known", "topic": "an intro to Lee"}),
    ("right-person", "owing refer", {"my_answer": "not_me"}),
    ("no-take-back-yes", "owing decline", {"my_answer": "take_back"}),
    ("limit-tone", "owing boundary", {"tone": "rude"}),
    ("late-and-sorry", "owing repair_apology", {}),
    ("repair-missed-meeting", "owing repair_apology", {"topic": "the meeting I missed"}),
    ("not-interested", "unwanted decline", {"approach": "pitch"}),
    ("no-recruiter", "unwanted decline", {"approach": "recruiter"}),
    ("no-free-work", "unwanted boundary", {"approach": "free_work"}),
    ("limit-scope", "unwanted boundary", {"approach": "scope"}),
    ("limit-senior", "unwanted boundary", {"approach": "scope", "power": "they_hold"}),
    ("limit-personal", "unwanted boundary", {"approach": "personal"}),
    ("no-honest-offer", "unwanted decline", {"approach": "honest"}),
    ("stop", "unwanted boundary", {"approach": "other"}),
    ("complaint-answer", "unwanted answer", {"approach": "complaint"}),
    ("complaint-passed-on", "unwanted refer", {"approach": "complaint", "handler": "office"}),
    ("right-person", "unwanted refer", {"approach": "complaint", "handler": "elsewhere"}),
    ("complaint-stands", "unwanted boundary", {"approach": "complaint"}),
    ("holding-note", "unwanted defer", {"approach": "complaint"}),
    ("repair-answer", "repair repair_apology", {"open_debt": "answer", "deliver": "now"}),
    ("repair-dated", "repair repair_apology", {"open_debt": "work", "deliver": "dated"}),
    ("repair-no", "repair repair_apology", {"open_debt": "answer", "deliver": "wont"}),
    (
        "repair-employer",
        "repair repair_apology",
        {"open_debt": "answer", "deliver": "wont", "topic": "the job"},
    ),
    (
        "repair-candidate",
        "repair repair_apology",
        {"open_debt": "answer", "deliver": "now", "topic": "her application"},
    ),
    ("repair-missed-meeting", "repair repair_apology", {"topic": "the call I missed"}),
    ("repair-money", "repair repair_apology", {"open_debt": "money"}),
    ("repair-need", "repair repair_apology", {"wish": "need"}),
    ("repair-upset", "repair repair_apology", {"their_wish": "upset"}),
    ("repair-their-loss", "repair repair_apology", {"fault": "their_trouble"}),
    ("repair-word", "repair repair_apology", {"open_debt": "nothing"}),
    ("hello-again", "repair reengage", {"warmth": "close"}),
    ("hello-after-hard-time", "repair reengage", {"fault": "hard_time"}),
    ("back-with-request", "repair reengage", {"wish": "need"}),
]


@over(("first", "where", "told"), CASES, ids=[each[0] for each in CASES])
def test_the_first_one_offered_is_the_one_made_for_the_case(
    first: str, where: str, told: dict[str, str]
):
    situation, verdict = where.split()
    session, found = offered(situation, verdict, **{"channel": "email", **told})
    assert found[0].id == first
    why = why_first(found[0], session, DECIDING.questions)
    assert why.startswith("Listed first because")


def test_a_letter_is_formal_and_a_chat_is_one_paragraph():
    _, [letter, *_] = offered("waiting", "nudge", channel="letter")
    assert letter.id == "nudge"
    assert letter.body.startswith("Dear {formal},")
    _, [chat, *_] = offered("waiting", "nudge", channel="chat")
    assert chat.id == "nudge"
    assert "\n" not in chat.body


def test_it_is_said_that_a_word_of_the_topic_brought_it_to_the_front():
    session, found = offered("waiting", "nudge", "the deposit", matter="vendor", channel="email")
    assert "“deposit”" in why_first(found[0], session, DECIDING.questions)


@pytest.mark.parametrize("channel", Channel)
def test_with_nothing_open_no_apology_promises_anything(channel: Channel):
    promised = r"by ‹|you'll have|deliver|owed you|owe you|here it is|attached"
    for wish in DECIDING.questions["wish"].choices:
        _, found = offered(
            "repair",
            "repair_apology",
            channel=str(channel),
            open_debt="nothing",
            wish=wish.id,
            fault="mine",
        )
        assert found
        assert not [each.id for each in found if re.search(promised, each.body, re.IGNORECASE)]


def test_a_yes_is_only_offered_where_the_answer_is_yes():
    for answer, channel in product(("no", "partly", "not_me", "undecided"), Channel):
        _, found = offered("owing", "answer", channel=str(channel), my_answer=answer, who="work")
        assert found
        assert "answer-yes" not in [each.id for each in found]


@pytest.mark.parametrize("matter", ["invoice", "colleague", "manager", "vendor", "partner"])
def test_no_last_note_drops_what_is_owed(matter: str):
    for channel in Channel:
        _, found = offered("waiting", "final_nudge", channel=str(channel), matter=matter)
        assert found
        drops = re.compile(r"no need to reply|leave it there|take it as a no")
        assert not [each.id for each in found if drops.search(each.body)]


SAYS_NO_IS_FINE = re.compile(r"(?i)a no\b|fine\b|no problem|take it as|no need to reply|rather not")


@pytest.mark.parametrize(
    "owing", [{"matter": "invoice"}, {"matter": "wages"}, {"matter": "other", "owed": "money"}]
)
def test_nobody_who_is_owed_money_writes_that_a_no_is_fine(owing):
    wrong = set()
    asking = ("nudge", "final_nudge", "switch_channel", "escalate")
    for verdict, channel, sent in product(asking, Channel, (0, 2)):
        for word in ("nothing", "will_do", "part_paid", "asked_me"):
            told = {**owing, "channel": str(channel), "nudges_sent": sent, "their_word": word}
            _, found = offered("waiting", verdict, **told)
            assert found
            wrong |= {(each.id, verdict) for each in found if SAYS_NO_IS_FINE.search(each.body)}
    assert not wrong


def test_who_was_paid_in_part_begins_with_what_came_and_what_is_left():
    for verdict, matter in product(("nudge", "escalate"), ("invoice", "wages")):
        _, found = offered("waiting", verdict, matter=matter, their_word="part_paid")
        assert "part-paid" in [each.id for each in found[: 1 if verdict == "nudge" else None]]
        assert not [each.id for each in found if "full amount" in each.body]


def test_nobody_faces_a_blank_page():
    """Whatever is decided, by the tables or against them, and whatever the matter is."""
    blank = []
    for situation, verdict, channel in product(Situation, SENDING, Channel):
        _, found = offered(situation, verdict, channel=str(channel))
        blank += [] if found else [(situation, verdict, channel)]
    assert not blank


def test_every_kind_of_matter_has_a_reminder_of_its_own():
    nudges = [each for each in TEMPLATES if VerdictId.NUDGE in each.verdicts]
    assert {matter for each in nudges for matter in each.matters} >= {*MATTERS} - {"other"}


def told_of(template: Template) -> frozenset[str]:
    """The questions whose answers say whether it fits."""
    return frozenset(template.when) | ({"matter"} if template.matters else set())


def too_long(
    served: list[Template], questions: list[str], open_session: Session, verdict: VerdictId
) -> list[tuple[dict[str, object], int]]:
    """All answers to these questions after which too many fit, and how many.

    A template is left as soon as its own questions are answered and it doesn't fit, and answers
    that leave few enough are followed no further: no answer makes them more.
    """
    if len(served) <= MOST_OFFERED:
        return []
    if not questions:
        return [(dict(open_session.answers), len(served))]
    long = []
    question, *others = questions
    for choice in DECIDING.questions[question].choices:
        told = replace(open_session, answers={**open_session.answers, question: choice.id})
        still = [
            each
            for each in served
            if not told_of(each) <= told.answers.keys() or each.fits(told, verdict)
        ]
        long += too_long(still, others, told, verdict)
    return long


def test_no_list_is_too_long_to_choose_from():
    """Whatever the answers are, at most this many are offered."""
    long = {}
    for situation, verdict in product(Situation, SENDING):
        served = [t for t in TEMPLATES if situation in t.situations and verdict in t.verdicts]
        questions = sorted(question for each in served for question in told_of(each))
        open_session = Session(id="w", started=NOW, touched=NOW, situation=situation, answers={})
        if found := too_long(served, list(dict.fromkeys(questions)), open_session, verdict):
            long[situation, verdict] = found
    assert not long


def test_after_the_last_demand_the_first_template_says_what_was_done():
    told, _ = offered("waiting", "escalate", matter="invoice", last_sent=1)
    for used in ("invoice-firm", "invoice-demand", ""):
        gone_on = replace(told, used=used)
        assert fitting(TEMPLATES, gone_on, VerdictId.ESCALATE)[0].id == "invoice-filed"


def test_a_firm_reminder_alone_is_no_last_demand():
    told, _ = offered("waiting", "escalate", matter="invoice")
    gone_on = replace(told, used="invoice-firm")
    ids = [each.id for each in fitting(TEMPLATES, gone_on, VerdictId.ESCALATE)]
    assert "invoice-filed" not in ids
    assert ids[0] == "invoice-demand"
