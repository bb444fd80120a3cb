"""Broken decision content is named by file and line, with a suggestion."""

import shutil

import pytest

from coach.content.shipped_content import shipped
from coach.content.table_files import load
from coach.errors import ContentError
from coach.vocabulary import Situation


@pytest.fixture
def content(tmp_path):
    shutil.copytree(shipped() / "deciding", tmp_path / "deciding")
    return tmp_path


def broken(content, part, old, new):
    """The complaint after one change, and the number of the changed line."""
    file = content / "deciding" / f"{part}.toml"
    text = file.read_text()
    assert text.count(old) >= 1
    line = text[: text.index(old)].count("\n") + 1
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(ContentError) as caught:
        load(content)
    return str(caught.value), line


def test_the_shipped_tables_are_sound():
    deciding = load(shipped())
    assert set(deciding.tables) == set(Situation)


def test_one_situation_can_be_read_alone():
    deciding = load(shipped(), Situation.REPAIR)
    assert list(deciding.tables) == [Situation.REPAIR]
    assert deciding.used(Situation.REPAIR) == load(shipped()).used(Situation.REPAIR)


def test_an_unknown_fact_in_a_row_is_named_with_its_line_and_the_nearest(content):
    said, line = broken(content, "owing", 'when = { who = "mass" }', 'when = { whom = "mass" }')
    assert said == f"deciding/owing.toml:{line}: 'whom' isn't a fact. Did you mean 'who'?"


def test_an_unknown_answer_in_a_row_is_named_with_its_line(content):
    said, line = broken(content, "owing", 'when = { who = "mass" }', 'when = { who = "mss" }')
    assert said == (
        f"deciding/owing.toml:{line}: 'mss' isn't an answer to 'who'. Did you mean 'mass'?"
    )


def test_an_unknown_value_of_a_derived_fact_is_named(content):
    said, _ = broken(content, "waiting", 'timing = "too_early"', 'timing = "to_early"')
    assert "'to_early' isn't an answer to 'timing'. Did you mean 'too_early'?" in said


def test_an_unknown_verdict_is_named_with_its_line(content):
    said, line = broken(content, "repair", 'verdict = "let_go"', 'verdict = "letgo"')
    assert said.startswith(f"deciding/repair.toml:{line}: ")
    assert "letgo" in said


def test_a_misspelled_key_is_named_with_the_nearest(content):
    said, line = broken(content, "unwanted", "reason = ", "raeson = ")
    assert said == (
        f"deciding/unwanted.toml:{line}: 'raeson' isn't known here. Did you mean 'reason'?"
    )


def test_an_unknown_day_in_a_plan_is_named(content):
    said, _ = broken(content, "waiting", 'by = "due"', 'by = "deu"')
    assert "'deu' isn't a day. Did you mean 'due'?" in said


def test_an_unknown_day_in_the_plan_of_a_verdict_is_named(content):
    said, _ = broken(content, "verdicts", 'by = "reply_by"', 'by = "replyby"')
    assert "'replyby' isn't a day. Did you mean 'reply_by'?" in said


def test_a_row_that_is_there_twice_is_named(content):
    said, _ = broken(content, "repair", 'id = "leave_alone"\n', 'id = "leave_alone_but_money"\n')
    assert "'leave_alone_but_money' is here twice." in said


def test_a_yes_or_no_needs_true_or_false(content):
    said, _ = broken(content, "unwanted", "meet_again = true", 'meet_again = "yes"')
    assert "'meet_again' needs true or false." in said


def test_a_table_without_a_last_word_is_refused(content):
    file = content / "deciding" / "owing.toml"
    text = file.read_text()
    at = text.index('id = "no"\n')
    file.write_text(text[:at] + 'id = "no"\nwhen = { who = "known" }\n' + text[at + 10 :])
    with pytest.raises(ContentError, match="The last row must have no conditions"):
        load(content)


def test_a_verdict_without_words_is_refused(content):
    said, _ = broken(content, "verdicts", "[words.refer]", "[words.decline.texts]\n[words.wait.x]")
    assert "deciding/verdicts.toml" in said


def test_a_broken_comfort_is_named(content):
    said, line = broken(content, "comforts", 'feelings = ["foolish"]', 'feeling = ["foolish"]')
    assert said == (
        f"deciding/comforts.toml:{line}: 'feeling' isn't a fact. Did you mean 'feelings'?"
    )


def test_a_missing_file_is_named(content):
    (content / "deciding" / "waits.toml").unlink()
    with pytest.raises(ContentError, match=r"deciding/waits\.toml: No such file or directory"):
        load(content)
