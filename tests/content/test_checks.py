"""The shipped checks: their own examples, their links, their completeness."""

import pytest

from coach.content.article_files import load as load_articles
from coach.content.check_files import load, pages, problems
from coach.content.shipped_content import shipped
from coach.content.typed_toml import ContentError
from coach.review.checks import Rule, check
from coach.vocabulary import Severity, Situation

FOLDER = shipped() / "checks"
RULES = load(FOLDER, examples=True)

FAULTS = {
    "vague_circle_back",
    "just_checking_in",
    "no_clear_ask",
    "many_asks",
    "open_question",
    "over_apology",
    "over_justification",
    "guilt_trip",
    "pressure_urgency",
    "ultimatum",
    "passive_aggressive",
    "blame",
    "retaliation",
    "false_hope",
    "missing_boundary",
    "self_deprecating",
    "presumptive_thanks",
    "jargon",
    "gap_unnamed",
    "no_repair",
    "unsafe_detail",
    "too_long",
    "subject",
    "send_nothing",
}

MINE = 'fault = "mine"\ntitle = "x"\nabout = "x"\nwhy = "x#y"\n[[rules]]\nid = "m"\n'

WHERE = {
    "just_checking_in": "waiting repair",
    "no_clear_ask": "waiting",
    "many_asks": "waiting repair",
    "open_question": "owing unwanted",
    "ultimatum": "waiting owing repair",
    "false_hope": "owing unwanted",
    "missing_boundary": "owing unwanted",
    "presumptive_thanks": "waiting repair",
    "gap_unnamed": "repair",
    "no_repair": "repair",
    "unsafe_detail": "unwanted",
    "subject": "waiting owing repair",
}


def found_by(rule: Rule, text: str) -> bool:
    situation, verdict, channel = rule.first
    report = check([rule], text, situation=situation, verdict=verdict, channel=channel)
    return bool(report.findings)


BAD = [
    pytest.param(rule, text, id=f"{rule.id}: {text[:40]}") for rule in RULES for text in rule.bad
]
GOOD = [
    pytest.param(rule, text, id=f"{rule.id}: {text[:40]}") for rule in RULES for text in rule.good
]


@pytest.mark.parametrize(("rule", "text"), BAD)
def test_a_rule_finds_its_bad_examples(rule, text):
    assert found_by(rule, text)


@pytest.mark.parametrize(("rule", "text"), GOOD)
def test_a_rule_leaves_its_good_examples_alone(rule, text):
    assert not found_by(rule, text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_that_can_mark_anything_shows_what_it_marks(rule):
    measured = {"easy-no", "dated", "long-email", "long-linkedin", "long-chat", "long-letter"}
    plain = {"shouting", "exclamation-marks"}
    assert rule.bad or rule.id in measured
    assert rule.good or rule.id in measured | plain | {"send-nothing"}


def test_every_pattern_and_shape_can_be_read():
    assert problems(FOLDER) == ()


def test_every_fault_has_its_page_and_no_other():
    assert {each.fault for each in pages(FOLDER)} == FAULTS


def test_rule_ids_are_told_apart():
    ids = [each.id for each in RULES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("fault", sorted(FAULTS - {"send_nothing", "too_long"}))
def test_a_fault_is_judged_in_the_situations_where_it_is_one(fault):
    expected = WHERE.get(fault, " ".join(Situation))
    situations = {each for rule in RULES if rule.fault == fault for each in rule.situations}
    assert situations == {Situation(each) for each in expected.split()}


def test_only_danger_and_a_decision_for_silence_stop_a_message():
    stopping = {each.fault for each in RULES if each.severity is Severity.STOP}
    assert stopping == {"unsafe_detail", "send_nothing"}


def test_every_why_leads_to_a_section_of_an_article():
    shelf = load_articles(shipped())
    for rule in RULES:
        slug, _, anchor = rule.why.partition("#")
        article = shelf.get(slug)
        assert article is not None, rule.why
        assert anchor in {each.anchor for each in article.sections()}, rule.why


def test_a_rule_loaded_for_use_is_the_one_its_examples_test():
    quick = {each.id: each for each in load(FOLDER)}
    assert quick.keys() == {each.id for each in RULES}
    for rule in RULES:
        assert quick[rule.id].match.patterns == rule.match.patterns
        assert quick[rule.id].bad == ()


def test_a_broken_file_is_named_with_its_line(tmp_path):
    (tmp_path / "mine.toml").write_text(f'{MINE}kind = "phrse"\nmessage = "x"\n')
    with pytest.raises(ContentError) as caught:
        load(tmp_path)
    assert str(caught.value).startswith("mine.toml:7: ")


def test_a_pattern_that_cannot_be_read_is_named_with_its_file(tmp_path):
    (tmp_path / "mine.toml").write_text(f'{MINE}kind = "phrase"\nmessage = "x"\nmatch = "(a"\n')
    assert [str(each) for each in problems(tmp_path)] == [
        "mine.toml: 'm': A bracket in a pattern is never closed."
    ]
