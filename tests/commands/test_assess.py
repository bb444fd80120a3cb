"""`coach assess`, run as a user runs it."""

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from coach.cli import main

ROOT = Path(__file__).parents[2]
INVOICE = {
    "safety": [],
    "matter": "invoice",
    "their_word": "nothing",
    "promised_for": "2026-10-20",
    "nudges_sent": 2,
    "known_reason": "none",
    "last_contact": "2026-11-10",
    "other_route": False,
    "amount": "large",
}


def line(facts, situation, today):
    """The arguments for these facts, and what is given on the standard input."""
    options = ["--situation", situation, "--facts", "-"] if facts is not None else []
    given = facts if isinstance(facts, str) else json.dumps(facts)
    return ["assess", *options, "--today", today], given


def run_as_a_program(*arguments, facts=None, situation="waiting", today="2026-11-23"):
    options, given = line(facts, situation, today)
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME")}
    return subprocess.run(
        [sys.executable, "-m", "coach", *options, *arguments],
        env={**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        input=given,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )


def assess(*arguments, facts=None, situation="waiting", today="2026-11-23"):
    """The same command line within this process, which needs no interpreter of its own."""
    options, given = line(facts, situation, today)
    said, faults = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
    told = TextIOWrapper(BytesIO(given.encode()), encoding="utf-8")
    with (
        pytest.MonkeyPatch.context() as patched,
        redirect_stdout(said),
        redirect_stderr(faults),
    ):
        patched.setattr(sys, "stdin", told)
        try:
            status = main([*options, *arguments])
        except SystemExit as end:
            status = end.code
    texts = []
    for each in (said, faults):
        each.flush()
        texts.append(each.buffer.getvalue().decode())
    return subprocess.CompletedProcess(options, status, *texts)


def test_facts_that_decide_give_everything_a_program_needs():
    done = run_as_a_program("--json", facts=INVOICE)
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert done.stderr == ""
    assert set(found) == {
        "verdicts",
        "reason",
        "because",
        "for",
        "against",
        "would_change",
        "sure",
        "firm",
        "plan",
        "read",
        "asked",
    }
    assert found["verdicts"][0]["id"] == "final_nudge"
    assert {"fact": "nudges_sent", "value": 2} in found["because"]
    assert found["sure"] in {"clear", "fairly", "close"}
    assert found["plan"]["by"] == "2026-11-23"
    assert set(found["plan"]) == {
        "do",
        "by",
        "why_then",
        "how",
        "first",
        "say",
        "avoid",
        "meanwhile",
        "left_out",
        "then",
    }
    assert all(set(each) == {"fact", "to", "verdict"} for each in found["would_change"])
    assert all("#" in link for link in found["read"])


OPENING = {
    "channel": "email",
    "last_from": "me",
    "set_by": "none",
    "aim": "answer",
    "warmth": "stranger",
    "power": "equals",
    "involved": [],
    "waiting_extra": [],
    "request": "help",
    "tie": "stranger",
    "outcome": "stop",
    "owing_extra": [],
    "kept_waiting": "days",
    "answer_on": "2026-12-04",
    "unwanted_extra": [],
}


def test_the_opening_asks_for_the_day_the_medium_the_wish_and_who_else_is_in_it():
    facts: dict[str, object] = {"safety": [], "matter": "invoice", "last_contact": "2026-11-02"}
    facts |= {"nudges_sent": 0}
    asked = []
    for _ in range(9):
        asked.append(json.loads(assess("--json", facts=facts).stdout)["next"]["fact"])
        facts[asked[-1]] = {**OPENING, "set_by": "outside", "needed_by": "2026-12-04"}[asked[-1]]
    first = ["channel", "last_from", "set_by", "needed_by", "aim", "warmth", "power"]
    assert asked == [*first, "involved", "waiting_extra"]


def test_a_missing_fact_is_asked_for_and_the_answer_leads_on():
    facts: dict[str, object] = {}
    answers = {**OPENING, **INVOICE, "promised": "date", "cost": "some"}
    for _ in range(30):
        done = assess("--json", facts=facts)
        if done.returncode == 0:
            break
        assert done.returncode == 3
        question = json.loads(done.stdout)["next"]
        assert question["ask"]
        assert question["fact"] not in facts
        facts[question["fact"]] = answers[question["fact"]]
    assert json.loads(done.stdout)["verdicts"][0]["id"] == "final_nudge"


def test_the_next_question_brings_its_answers():
    asked = {**OPENING, "safety": [], "matter": "invoice", "last_contact": "2026-11-02"}
    question = json.loads(assess("--json", facts={**asked, "nudges_sent": 1}).stdout)["next"]
    assert question["type"] == "choice"
    assert {"no", "nothing", "will_do"} <= {each["id"] for each in question["choices"]}


def test_the_question_is_worded_for_the_situation():
    facts = {**OPENING, "safety": [], "who": "known", "i_said": "never", "my_answer": "undecided"}
    asked = json.loads(assess("--json", facts={**facts}, situation="owing").stdout)
    asked = asked["next"]["fact"], asked["next"]["ask"]
    assert asked == ("able", "Are you up to replying right now?")
    wanted = json.loads(assess("--json", facts={"safety": []}, situation="unwanted").stdout)
    assert wanted["next"]["ask"] == "What do they want?"
    told = {**OPENING, "safety": [], "approach": "bait"}
    wanted = json.loads(assess("--json", facts=told, situation="unwanted").stdout)
    assert wanted["next"]["ask"] == "Have you said no to them, or told them to stop?"


def test_without_json_a_person_can_read_it():
    done = assess(facts=INVOICE)
    assert done.returncode == 0
    assert done.stdout.startswith("Send a final reminder")
    for part in ("Because:", "Against:", "Plan:", "How firm:"):
        assert part in done.stdout
    asked = run_as_a_program(facts={"safety": []})
    assert asked.returncode == 3
    assert "Next: What are you waiting for?" in asked.stdout


def test_an_unknown_fact_is_refused_with_the_nearest_name():
    done = run_as_a_program(facts={"safty": []})
    assert done.returncode == 2
    assert done.stdout == ""
    assert "'safty'" in done.stderr
    assert "Did you mean 'safety'?" in done.stderr


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            {"their_word": "nothin"},
            "their_word: 'nothin' isn't an answer. Did you mean 'nothing'?",
        ),
        ({"their_word": "xyzzy"}, "Use one of: nothing,"),
        ({"nudges_sent": -1}, "nudges_sent: -1 isn't a whole number of 0 or more."),
        ({"nudges_sent": True}, "nudges_sent: True isn't a whole number"),
        ({"last_contact": "soon"}, "last_contact: 'soon' isn't a date such as 2026-11-23."),
        ({"other_route": "perhaps"}, "other_route: 'perhaps' is neither true nor false."),
        ({"strength": 11}, "strength: 11 is more than 10."),
        ({"safety": ["none", "threats"]}, "safety: 'none' isn't an answer."),
        ("[1, 2]", "the facts must be a single object"),
        ('{"a": ', "not valid JSON"),
        ("a = = b", "neither JSON nor TOML"),
    ],
)
def test_a_bad_value_is_refused_and_named(facts, said):
    done = assess(facts=facts)
    assert done.returncode == 2
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_null_means_not_known():
    done = assess("--json", facts={"safety": None})
    assert json.loads(done.stdout)["next"]["fact"] == "safety"


def test_facts_of_other_situations_are_welcome_and_make_no_difference():
    with_more = {**INVOICE, "who": "known", "approach": "pitch", "their_wish": "stop"}
    assert assess("--json", facts=with_more).stdout == assess("--json", facts=INVOICE).stdout


@pytest.mark.parametrize(
    "written",
    [
        {**INVOICE, "safety": "none", "nudges_sent": "2", "other_route": "no"},
        {**INVOICE, "nudges_sent": 2.0, "last_contact": "2026-11-10T09:30:00"},
        {**INVOICE, "their_word": " Nothing "},
    ],
)
def test_harmless_ways_of_writing_a_value_are_understood(written):
    assert assess("--json", facts=written).stdout == assess("--json", facts=INVOICE).stdout


def test_one_sign_may_be_given_without_a_list():
    done = assess("--json", facts={"safety": "threats"})
    assert json.loads(done.stdout)["verdicts"][0]["id"] == "block_report"


def test_toml_facts_with_real_dates_say_the_same(tmp_path):
    file = tmp_path / "facts.toml"
    file.write_text(
        'safety = []\nmatter = "invoice"\ntheir_word = "nothing"\npromised_for = 2026-10-20\n'
        'nudges_sent = 2\nknown_reason = "none"\nlast_contact = 2026-11-10\n'
        'other_route = false\namount = "large"\n'
    )
    done = assess("--situation", "waiting", "--facts", str(file), "--json")
    assert done.stdout == assess("--json", facts=INVOICE).stdout


def test_the_day_can_be_fixed_and_changes_the_answer():
    facts = {**INVOICE, "promised_for": "2026-11-27", "nudges_sent": 0}
    early = json.loads(assess("--json", facts=facts, today="2026-11-23").stdout)
    late = json.loads(assess("--json", facts=facts, today="2026-12-07").stdout)
    assert early["verdicts"][0]["id"] == "wait"
    assert late["verdicts"][0]["id"] == "nudge"


def test_a_day_that_is_none_is_refused():
    done = assess(facts={}, today="tomorrow")
    assert done.returncode == 2
    assert "--today: 'tomorrow' isn't a date" in done.stderr


def test_a_missing_file_is_named(tmp_path):
    done = assess("--situation", "waiting", "--facts", str(tmp_path / "none.json"))
    assert done.returncode == 2
    assert "none.json: No such file or directory." in done.stderr


def test_situation_and_facts_are_both_needed():
    done = run_as_a_program("--situation", "waiting")
    assert done.returncode == 2
    assert "--facts" in done.stderr


def test_the_list_tells_an_outsider_every_fact_and_every_answer():
    listed = json.loads(assess("--list-facts", "--json").stdout)
    by_name = {each["fact"]: each for each in listed}
    assert {"safety", "matter", "who", "approach", "their_wish"} <= set(by_name)
    for fact in listed:
        assert fact["meaning"].endswith(".")
        assert fact["type"] in {"choice", "many", "yes_no", "count", "scale", "date", "text"}
        assert (fact["type"] in {"choice", "many"}) == bool(fact["choices"])
    assert by_name["matter"]["used_in"] == ["waiting"]
    assert by_name["safety"]["used_in"] == ["waiting", "owing", "unwanted", "repair"]
    assert by_name["feelings"]["used_in"] == []
    assert "final_round" in {each["id"] for each in by_name["matter"]["choices"]}


def test_the_list_can_be_read_as_text():
    done = assess("--list-facts")
    assert done.returncode == 0
    assert "their_word  (one of the ids below; waiting)" in done.stdout


def test_nothing_of_the_screen_or_the_journal_is_loaded():
    code = (
        "import sys; from coach.cli import main; "
        "main(['assess', '--situation', 'waiting', '--facts', sys.argv[1], '--json']); "
        "heavy = {'textual', 'rich', 'tinydb', 'markdown_it', 'sqlite3', 'email'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    facts = ROOT / "tests/cases/facts.json"
    done = subprocess.run(
        [sys.executable, "-c", code, str(facts)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )
    assert done.stderr.strip() == "[]"
    assert json.loads(done.stdout)["verdicts"]


SCARED = {"safety": [], "approach": "personal", "tie": "colleague", "power": "equals"}
SCARED |= {"i_said": "never", "meet_again": True, "outcome": "stop"}


def unwanted(**changes):
    return assess("--json", facts={**SCARED, **changes}, situation="unwanted")


@pytest.mark.parametrize("words", ["He hit me.", "I'm scared of him."])
def test_words_of_fear_are_asked_about_before_any_message_is_advised(words):
    first = unwanted(uncovered=words)
    assert first.returncode == 3
    assert json.loads(first.stdout)["next"]["fact"] == "fear_meant"
    meant = json.loads(unwanted(uncovered=words, fear_meant=True).stdout)
    assert meant["verdicts"][0]["id"] == "get_help"
    assert not any("afraid" in str(each["value"]) for each in meant["because"])
    other = json.loads(unwanted(uncovered=words, fear_meant=False).stdout)
    assert other["verdicts"][0]["id"] == "boundary"
    for said in (meant, other):
        assert "careful friend" not in json.dumps(said)
        assert words not in json.dumps(said)


def test_other_words_are_repeated():
    words = "He is my cousin's husband."
    found = json.loads(unwanted(uncovered=words, fear_meant=False).stdout)
    assert "careful friend" in found["plan"]["left_out"][0]


PRESSING_EX = {"tie": "partner", "approach": "favours", "i_want": "no", "better_placed": False}


@pytest.mark.parametrize(
    ("told", "ask"),
    [
        (PRESSING_EX, "Have they ever hurt, threatened, controlled or followed you?"),
        (
            {"tie": "client", "uncovered": "He waits outside my work every day."},
            "Are you afraid of what",
        ),
    ],
)
def test_whether_an_answer_is_feared_is_asked_as_in_a_session(told, ask):
    asked = json.loads(unwanted(**told).stdout)["next"]
    assert asked["fact"] == "fear_meant"
    assert asked["ask"].startswith(ask)
    meant = json.loads(unwanted(**told, fear_meant=True).stdout)
    assert meant["verdicts"][0]["id"] == "get_help"
    other = json.loads(unwanted(**told, fear_meant=False).stdout)
    assert other["verdicts"][0]["id"] in {"decline", "boundary"}


@pytest.mark.parametrize("situation", ["waiting", "owing", "unwanted", "repair"])
@pytest.mark.parametrize("told", [{"i_said": "not_safe"}, {"safety": ["knows_where"]}])
def test_an_answer_that_says_it_is_not_safe_is_decided_without_a_message(situation, told):
    done = assess("--json", facts={"safety": [], **told}, situation=situation)
    assert done.returncode == 0
    assert json.loads(done.stdout)["verdicts"][0]["id"] == "get_help"


@pytest.mark.parametrize("signs", [[], ["after_no"]])
def test_words_of_ending_a_life_ask_whose_it_is_whatever_was_ticked(signs):
    words = "I want to kill myself"
    first = unwanted(uncovered=words, safety=signs, fear_meant=True)
    assert json.loads(first.stdout)["next"]["fact"] == "life_meant"
    mine = json.loads(unwanted(uncovered=words, safety=signs, life_meant="own_harm").stdout)
    assert "life-in-danger#yours" in mine["read"]
    assert "HR" not in json.dumps(mine)


def test_a_friend_in_despair_is_not_met_with_silence():
    words = "she says she can't go on"
    theirs = json.loads(unwanted(uncovered=words, life_meant="self_harm").stdout)
    assert "life-in-danger#theirs" in theirs["read"]
    assert "don't answer" not in json.dumps(theirs["plan"]["then"])
    both = json.loads(unwanted(uncovered=words, life_meant="both").stdout)
    assert "life-in-danger#both" in both["read"]


def test_the_reason_says_what_was_said():
    meant = json.loads(unwanted(uncovered="I'm scared of him.", fear_meant=True).stdout)
    assert "asked for the safety page" not in meant["reason"]
    assert meant["reason"].startswith("You said that someone is afraid")


def test_fear_among_the_feelings_is_asked_about_before_anything_is_advised():
    facts = {"feelings": ["afraid"], "approach": "personal"}
    assert json.loads(unwanted(**facts).stdout)["next"]["fact"] == "fear_meant"
    meant = json.loads(unwanted(**facts, fear_meant=True).stdout)
    assert meant["verdicts"][0]["id"] == "get_help"
    assert meant["reason"].startswith("You said that someone is afraid, hurt or in danger")
