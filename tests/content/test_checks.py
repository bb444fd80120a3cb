"""The shipped checks: their examples, their links, their completeness."""

import pytest

from coach.content.article_files import load as load_articles
from coach.content.check_files import load, pages, problems
from coach.content.shipped_content import shipped
from coach.content.typed_toml import ContentError
from coach.review.checks import RuleKind
from coach.vocabulary import Severity, Situation
from tests.review.checker import Checker
from tests.sweep import over
from tools.corpus import FAULTS as LEARNT

FOLDER = shipped() / "checks"
CHECKS = load(FOLDER)

FAULTS = {
    *LEARNT,
    "no_clear_ask",
    "many_asks",
    "missing_boundary",
    "gap_unnamed",
    "no_repair",
    "too_long",
    "subject",
    "send_nothing",
    "greeting",
    "broken",
}

MINE = 'fault = "mine"\ntitle = "x"\nabout = "x"\nwhy = "x#y"\n[[rules]]\nid = "m"\n'

WHERE = {
    "just_checking_in": "waiting repair",
    "no_clear_ask": "waiting",
    "many_asks": "waiting repair",
    "open_question": "owing unwanted",
    "false_hope": "owing unwanted",
    "missing_boundary": "owing unwanted",
    "gap_unnamed": "repair",
    "no_repair": "repair",
    "unsafe_detail": "unwanted",
    "subject": "waiting owing repair",
}


def test_every_fault_has_its_page_and_no_other():
    assert {each.fault for each in pages(FOLDER)} == FAULTS


def test_every_shape_is_known_and_every_learnt_fault_was_learnt():
    assert problems(FOLDER) == ()


def test_rule_ids_are_told_apart():
    ids = [each.id for each in CHECKS]
    assert len(ids) == len(set(ids))


def test_examples_on_the_pages_are_judged_as_the_pages_say():
    wrong = []
    checker = Checker(CHECKS)
    for page in pages(FOLDER):
        rule = next(each for each in CHECKS if each.fault == page.fault)
        for text in (*page.bad, *page.good):
            report = checker.check(
                text,
                situation=next(each for each in Situation if each in rule.situations),
                verdict=min(rule.verdicts, default=None),
                channel=min(rule.channels, default="email"),
            )
            if (page.fault in {each.fault for each in report.findings}) is (text in page.good):
                wrong.append((page.fault, text))
    assert wrong == []


@over("fault", sorted(FAULTS - {"send_nothing", "too_long"}))
def test_a_fault_is_judged_in_the_situations_where_it_is_one(fault):
    expected = WHERE.get(fault, " ".join(Situation))
    situations = {each for rule in CHECKS if rule.fault == fault for each in rule.situations}
    assert situations == {Situation(each) for each in expected.split()}


def test_only_danger_and_a_decision_for_silence_stop_a_message():
    stopping = {each.fault for each in CHECKS if each.severity is Severity.STOP}
    assert stopping == {"unsafe_detail", "send_nothing", "ultimatum"}
    threats = [
        each.id for each in CHECKS if each.fault == "ultimatum" and each.severity is Severity.STOP
    ]
    assert threats == ["violent-threat"]


def test_every_why_leads_to_a_section_of_an_article():
    shelf = load_articles(shipped())
    wrong = []
    for rule in CHECKS:
        slug, _, anchor = rule.why.partition("#")
        article = shelf.get(slug)
        if article is None or anchor not in {each.anchor for each in article.sections()}:
            wrong.append(rule.why)
    assert wrong == []


def test_what_is_said_by_a_rule_is_said_in_words():
    silent = [each.id for each in CHECKS if not each.message and each.kind is not RuleKind.DUTY]
    assert silent == []


def test_the_checks_stay_small_enough_to_be_read():
    assert sum(each.stat().st_size for each in FOLDER.iterdir()) < 60_000


def test_a_broken_file_is_named_with_its_line(tmp_path):
    (tmp_path / "mine.toml").write_text(f'{MINE}kind = "phrse"\nmessage = "x"\n')
    with pytest.raises(ContentError) as caught:
        load(tmp_path)
    assert str(caught.value).startswith("mine.toml:7: ")


def test_a_shape_nobody_knows_is_named_with_its_file(tmp_path):
    (tmp_path / "mine.toml").write_text(f'{MINE}kind = "structure"\nshape = "capitol"\n')
    assert [each.file for each in problems(tmp_path)] == ["mine.toml"]


def test_a_damaged_model_is_named(tmp_path):
    folder = tmp_path / "checks"
    folder.mkdir()
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "words.tsv").write_text("# label blame\n")
    with pytest.raises(ContentError):
        load(folder)
