"""What a text is told: spans, settings, parts of a message, and what is left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.content.check_files import load
from coach.content.shipped_content import shipped
from coach.review.checks import Review
from coach.vocabulary import Channel, Severity, Situation, VerdictId
from tests.review.checker import Checker, check
from tools.corpus import FOLDER, drafts

RULES = load(shipped() / "checks")
DRAFTS = [each.text for each in drafts(FOLDER / "drafts" / "drafts.toml")]
WAITING, OWING = Situation.WAITING, Situation.OWING
UNWANTED, REPAIR = Situation.UNWANTED, Situation.REPAIR


def told(text: str, situation: Situation = WAITING, **more) -> set[str]:
    return {each.fault for each in check(RULES, text, situation=situation, **more).findings}


def marked(text: str, fault: str) -> str:
    """All that is marked of this fault in a message to someone who went quiet."""
    findings = check(RULES, text, situation=WAITING).findings
    return "".join(each.text for each in findings if each.fault == fault)


def found(report: Review, fault: str) -> str:
    return next(each.text for each in report.findings if each.fault == fault)


def test_one_plain_sorry_is_fine_anywhere_and_grovelling_nowhere():
    sorry = "I'm sorry for the silence since March. The review is attached."
    assert "over_apology" not in told(sorry, REPAIR)
    assert "over_apology" not in told("Sorry for the late reply, here is the file.", OWING)
    grovelling = "I'm so, so sorry, I can't apologise enough, I feel absolutely terrible about it."
    assert "over_apology" in told(grovelling, OWING)


def test_a_polite_no_is_not_heard_as_fear():
    text = "Hi Ann,\n\nI'm afraid I can't take this on. Please ask someone else.\n\nBest,\nIda"
    assert "unsafe_detail" not in told(text, UNWANTED, verdict=VerdictId.DECLINE)
    assert "unsafe_detail" in told(text.replace("I can't take this on", "of you"), UNWANTED)


def test_a_refusal_that_leaves_hope_is_not_ready():
    text = "Dear Ines,\n\nI can't join, but maybe another year.\n\nBest wishes\nPaul"
    report = check(RULES, text, situation=OWING, verdict=VerdictId.DECLINE)
    assert not report.ready
    assert found(report, "false_hope") in text


def test_a_promise_with_a_date_is_left_alone():
    assert told("I will come back to you on Monday 9 June.", OWING) == set()
    assert "vague_circle_back" in told("I will come back to you soon.", OWING)


@pytest.mark.parametrize("spelling", ["I'll", "I’ll", "I will", "i'll", "Ill be honest, I'll"])
def test_contractions_and_curly_quotes_are_read_alike(spelling):
    assert "vague_circle_back" in told(f"{spelling} circle back at some point.", OWING)


@pytest.mark.parametrize(
    "before",
    [
        "",
        "Café crème, naïve señor. ",
        "👩‍👩‍👧‍👦🇬🇧 ",
        "日本語 ",
        "שלום ",
        "\u200b\ufeff",
        "A [b] {c}\x1b[31m. ",
        "a\r\nb\r\n\r\n",
    ],
)
def test_places_count_characters_of_the_text_as_given(before):
    text = f"{before}Just checking in again."
    report = check(RULES, text, situation=WAITING)
    finding = next(each for each in report.findings if each.fault == "just_checking_in")
    assert text[finding.start : finding.end] == finding.text
    assert "checking in" in finding.text


def test_a_word_split_by_an_invisible_mark_is_still_read():
    assert "over_apology" in told("I am so sor\u200bry to bother you.")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "sorry",
                    "any thoughts?",
                    "ASAP",
                    "\r\n",
                    "\n\n",
                    "> no",
                    "Subject: x",
                    "you ghosted me",
                    "!!",
                    "“",
                    "maybe later",
                ]
            ),
            st.text(max_size=12),
        ),
        max_size=14,
    ),
    st.sampled_from(list(Situation)),
    st.sampled_from(list(Channel)),
)
def test_every_finding_says_exactly_what_stands_at_its_place(parts, situation, channel):
    text = " ".join(parts)
    report = check(RULES, text, situation=situation, channel=channel)
    places = [each.start for each in report.findings]
    assert places == sorted(places)
    for each in report.findings:
        assert 0 <= each.start <= each.end <= len(text)
        assert text[each.start : each.end] == each.text


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_checker_that_remembers_says_the_same_as_one_that_does_not(data):
    checker = Checker(RULES)
    text = data.draw(st.sampled_from(DRAFTS))
    for _ in range(3):
        at = data.draw(st.integers(0, len(text)))
        word = data.draw(st.sampled_from([" sorry ", "\n\n", "?", "soon", " you ghosted me. "]))
        text = text[:at] + word + text[at:]
        assert checker.check(text, situation=WAITING) == check(RULES, text, situation=WAITING)


def test_lines_of_the_other_side_are_not_judged():
    text = "Is the post still open?\n\nOn 3 May 2026, Ann wrote:\n> You ghosted me. Or else.\n"
    report = check(RULES, text, situation=WAITING)
    assert report.findings == ()
    assert report.unchecked == ("lines quoted from the other side",)


def test_a_forwarded_original_and_a_signature_are_not_judged():
    for below in (
        "-----Original Message-----\nReply ASAP or else.",
        "-- \nAnn, synergy lead, ASAP",
    ):
        assert told(f"Is the post still open?\n\n{below}") == set()


def test_words_the_other_side_is_quoted_with_are_not_held_against_the_writer():
    assert "passive_aggressive" not in told(
        'You wrote "as I already said twice" and I looked again.'
    )


def test_another_language_is_said_to_be_unchecked():
    german = "Hallo Petra, ich wollte noch einmal nach der Rechnung fragen, die im Mai fällig war."
    report = check(RULES, german, situation=WAITING)
    assert report.language == "de"
    assert report.unchecked == ("paragraph 1: not English (de)",)
    assert report.findings == ()


def test_one_foreign_paragraph_leaves_the_rest_checked():
    text = "Any thoughts?\n\nIch habe die Rechnung noch nicht bekommen und bitte um eine Antwort."
    report = check(RULES, text, situation=WAITING)
    assert "just_checking_in" in {each.fault for each in report.findings}
    assert report.unchecked == ("paragraph 2: not English (de)",)


def test_a_phrase_is_not_held_to_the_duties_of_a_whole_message():
    sentence = "I was glad of your letter about the choir."
    for situation in Situation:
        assert told(sentence, situation) == set()


def test_a_whole_message_without_a_question_has_no_clear_ask():
    text = "Dear Ms Adler,\n\nI sent you the pages in May.\n\nKind regards\nTom"
    report = check(RULES, text, situation=WAITING)
    finding = next(each for each in report.findings if each.fault == "no_clear_ask")
    assert (finding.start, finding.end, finding.text) == (0, 0, "")


@pytest.mark.parametrize("verdict", [each for each in VerdictId if not each.sends])
def test_any_words_are_stopped_where_the_decision_was_to_send_none(verdict):
    report = check(RULES, "All the best.", situation=WAITING, verdict=verdict)
    assert Severity.STOP in {each.severity for each in report.findings}
    assert not report.ready


def test_a_kept_finding_no_longer_stands_in_the_way():
    text = "Hello Ann,\n\nI need an answer ASAP. Will you sign the lease?\n\nTom"
    first = check(RULES, text, situation=WAITING)
    assert not first.ready
    rules = frozenset(each.rule for each in first.findings)
    kept = check(RULES, text, situation=WAITING, kept=rules)
    assert kept.ready
    assert all(each.kept for each in kept.findings)


def test_a_stop_cannot_be_kept():
    text = "Please stop. I live on Harbour Street."
    everything = frozenset(each.id for each in RULES)
    report = check(RULES, text, situation=UNWANTED, kept=everything)
    assert not report.ready


def test_no_words_are_not_ready():
    report = check(RULES, " \n\n", situation=OWING)
    assert (report.ready, report.words) == (False, 0)


def test_a_subject_is_judged_only_in_email():
    text = "Subject: URGENT!!!\n\nWill you sign the lease by Friday?"
    assert "subject" in told(text)
    assert "subject" not in told(text, channel=Channel.LETTER)


@pytest.mark.parametrize(
    "subject", ["", "(no subject)", "Re:", "RE: re: Fwd: lease", "PLEASE ANSWER", "Lease??"]
)
def test_a_subject_that_names_nothing_is_found(subject):
    assert "subject" in told(f"Subject: {subject}\n\nWill you sign the lease by Friday?")


@pytest.mark.parametrize(
    "subject", ["Lease for Mill Lane", "Re: your CV for UNESCO", "NATO archive"]
)
def test_a_subject_that_names_the_matter_is_left_alone(subject):
    assert "subject" not in told(f"Subject: {subject}\n\nWill you sign the lease by Friday?")


def test_the_guide_shows_the_count_and_never_stands_in_the_way():
    text = "Will you sign the lease by Friday 6 June? " + "The lease has a garden. " * 30
    report = check(RULES, text, situation=WAITING)
    assert report.guide is not None
    assert (report.guide.most, report.guide.unit, report.guide.over) == (
        125,
        "words",
        True,
    )
    assert report.guide.count == report.words == 159
    assert report.ready


def test_linkedin_is_measured_in_characters():
    report = check(RULES, "x" * 401, situation=WAITING, channel=Channel.LINKEDIN)
    assert report.guide is not None
    assert (report.guide.count, report.guide.unit) == (401, "characters")
    assert "too_long" in {each.fault for each in report.findings}


def test_a_suggestion_keeps_the_capital_letter():
    finding = next(
        each
        for each in check(RULES, "Touch base with Ann by Friday?", situation=WAITING).findings
        if each.fault == "jargon"
    )
    assert (finding.text, finding.suggest) == ("Touch base", "Talk")


SHAPES_OF_TEXT = {
    "one long word": "a",
    "fillers": "just really ",
    "triggers": "I will get back to you as soon as I can ",
    "sorries": "sorry ",
    "marks": "!",
    "questions": "could you send? ",
    "dots": "...x",
    "capitals": "PLEASE ",
    "quotes": '"“',
    "lines": "\n> ",
    "dashes": "-- ",
    "replies": "Re: ",
    "greetings": "hi ",
    "signs": "best ",
    "spaces": " ",
    "apostrophes": "i'i'",
    "invisible": "\u200b",
    "brackets": "[(<",
    "chains": "because I and my and ",
    "conditions": "if you do not or I will and you never ",
}


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("No. We do not sell it.", ["No.", "We do not sell it."]),
        ("We meet at 5 p.m. Is it free?", ["We meet at 5 p.m.", "Is it free?"]),
        ("It is no. 12 of the list.", ["It is no. 12 of the list."]),
        ("Dr. Weiss opens at 9 a.m. on Monday.", ["Dr. Weiss opens at 9 a.m. on Monday."]),
    ],
)
def test_a_full_stop_after_an_abbreviation_may_end_the_sentence(text, ends):
    from coach.review.language import sentences

    assert [text[start:end] for start, end in sentences(text, 0, len(text))] == ends


def test_a_third_question_is_marked_from_where_it_begins():
    text = "We open at 9 a.m. Is it free? What does it cost? We talked at 5 p.m. Who has the key?"
    report = check(RULES, text, situation=WAITING)
    assert found(report, "many_asks") == "Who has the key?"


@pytest.mark.parametrize("line", ["Subject:", "Subject: ", "subject :\t", "Subject:\r"])
def test_an_empty_subject_line_is_a_missing_subject(line):
    assert "subject" in told(f"{line}\n\nIs the post still open?")


def test_a_sentence_with_a_blank_to_fill_in_is_not_judged_for_its_tone():
    said = "If you haven't paid by then, I will tell everyone how you treat people."
    blank = said.replace("tell everyone how you treat people", "‹the next official step›")
    assert told(said)
    assert "ultimatum" not in told(blank)
    assert "blame" not in told(blank)


@pytest.mark.parametrize(
    ("greeting", "more"),
    [
        ("Hi Karen at Northwind,", " at Northwind"),
        ("Dear Hanna, editor at Lumen magazine,", ", editor at Lumen magazine"),
        ("Hello Tobias Berg from StudioSuite,", " from StudioSuite"),
        ("Hi Karen,", ""),
        ("Dear hiring team at Northwind,", ""),
        ("Hi Karen, thanks for your note,", ""),
    ],
)
def test_a_greeting_with_more_than_the_name_is_told(greeting, more):
    assert marked(f"{greeting}\n\nWhen will you decide?\n\nSam", "greeting") == more


@pytest.mark.parametrize(
    ("said", "told_for"),
    [
        ("Please pay by Monday. If I haven't heard from you by th.", "th."),
        ("Please pay the sum on the. I'll wait until then.", "the."),
        ("I'm not interested in your subscription, thank  so swamped, sorry!", "  "),
        ("I have an offer. They need my answer to the other job. by Wednesday please.", "job."),
        ("Please bring passport, visa etc. to the desk in Room B. We open at 9 a.m. sharp.", ""),
        ("Is this what you asked for.  It's the one I was thinking of. So am I.", ""),
        ("i have an offer. they need my answer. can you write to me today", ""),
    ],
)
def test_what_is_left_of_a_sentence_changed_half_way_is_told(said, told_for):
    assert marked(f"Hi Karen,\n\n{said}\n\nSam Ortiz", "broken") == told_for


def test_words_glued_to_the_signature_are_judged_like_any_others():
    words = "I don't understand why you ignored me for 9 days."
    letter = "Hi Karen,\n\nWhen will you decide?\n\nKind regards,\nSam Ortiz"
    apart = told(f"{letter}\n\nPS {words}")
    assert apart
    assert told(f"{letter}PS {words} Northwind is my dream, please please answer soon.") >= apart


def test_what_is_left_open_is_said_alike_by_the_checklist_and_the_list_of_issues():
    text = "Dear Ines,\n\nI can't join for now, but maybe another year.\n\nBest wishes\nPaul"
    report = check(RULES, text, situation=UNWANTED, verdict=VerdictId.DECLINE)
    assert found(report, "false_hope")
    assert [each.met for each in report.duties if each.text == "Nothing left open"] == [False]
