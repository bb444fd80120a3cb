"""``coach read``: the articles in a terminal, in a pipe, by name and by words."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coach.content.article_files import load
from coach.content.shipped_content import shipped
from tests.commands.loading import loaded

ROOT = Path(__file__).parents[2]
ESCAPE = "\x1b"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path


def coach(home: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "COACH_HOME": str(home), "PYTHONIOENCODING": "utf-8", **more}
    command = [sys.executable, "-m", "coach", "read", *args]
    return subprocess.run(
        command, env=env, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False
    )


def on_a_terminal(home: Path, *args: str, **more: str) -> str:
    """The output of the command when standard output is a terminal."""
    env = {**os.environ, "COACH_HOME": str(home), "TERM": "xterm-256color", **more}
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "coach", "read", *args]
    with subprocess.Popen(command, env=env, cwd=ROOT, stdout=theirs, stdin=theirs) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            said += part
        process.wait(timeout=60)
    os.close(ours)
    return said.decode()


def own_article(home: Path, slug: str, text: str) -> None:
    folder = home / "content" / "articles"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{slug}.md").write_text(text, encoding="utf-8")


def test_the_list_names_every_article(home):
    done = coach(home)
    assert done.returncode == 0
    for article in load(shipped()).articles:
        assert article.slug in done.stdout
        assert article.title in done.stdout
    assert "They went quiet" in done.stdout


def test_the_list_can_go_by_step(home):
    assert "While you write" in coach(home, "--by", "step").stdout


def test_what_to_do_next_is_said_beside_the_list_not_in_it(home):
    done = coach(home)
    assert "coach read" in done.stderr
    assert "coach read" not in done.stdout


def test_an_article_is_plain_in_a_pipe_and_at_most_seventy_six_wide(home):
    done = coach(home, "short-no")
    assert done.returncode == 0
    assert ESCAPE not in done.stdout
    assert "\u00a0" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 76
    assert done.stdout.startswith("A short, kind no\n")
    assert "\nSources\n" in done.stdout


def test_a_section_is_shown_alone_with_its_sources(home):
    said = coach(home, "short-no#three-lines").stdout
    assert said.startswith("Write three lines\n")
    assert "\nSources\n" in said
    assert "\nGive one true reason or none\n" not in said


@pytest.mark.parametrize("article", load(shipped()).articles, ids=lambda article: article.slug)
def test_every_shipped_article_can_be_laid_out(article):
    from coach.guides.layout import lay_out
    from coach.guides.wrapping import cells

    page = lay_out(article.blocks(), 60)
    assert max(cells(line.text) for line in page.lines) <= 60


def test_on_a_terminal_headings_stand_out(home):
    said = on_a_terminal(home, "short-no")
    assert f"{ESCAPE}[1mA short, kind no{ESCAPE}[0m" in said


def test_a_dumb_terminal_gets_no_escapes(home):
    assert ESCAPE not in on_a_terminal(home, "short-no", TERM="dumb")


def test_no_colour_is_ever_used(home):
    codes = re.findall(r"\x1b\[([\d;]*)m", on_a_terminal(home, "short-no", NO_COLOR="1"))
    assert codes
    assert {int(code) for each in codes for code in each.split(";")} <= {0, 1, 2, 3, 4, 9}


def test_a_search_names_places_that_can_be_shown(home):
    done = coach(home, "--search", "circle", "back")
    assert done.returncode == 0
    link = done.stdout.split()[0]
    assert "#" in link
    assert "circle back" in done.stdout
    assert "circle back" in coach(home, link).stdout


def test_a_search_without_finds_says_so_and_fails(home):
    done = coach(home, "--search", "zebra")
    assert (done.returncode, done.stdout) == (1, "")
    assert "zebra" in done.stderr


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("shorts-no", "There's no guide 'shorts-no'. Did you mean 'short-no'?"),
        ("short-no#three-line", "'short-no' has no section 'three-line'. Did you mean 'three-li"),
        ("zzzz", "There's no guide 'zzzz'."),
    ],
)
def test_a_wrong_name_is_wrong_use_with_the_nearest_right_one(home, name, hint):
    done = coach(home, name)
    assert (done.returncode, done.stdout) == (2, "")
    assert hint in done.stderr


def test_own_articles_are_on_the_shelf_and_marked(home):
    own_article(home, "my-notes", '+++\ntitle = "My notes [b]"\n+++\nDear \x1b[31m[name]')
    assert "My notes [b] (your own)" in re.sub(" +", " ", coach(home).stdout)
    said = coach(home, "my-notes").stdout
    assert "One of your own guides." in said
    assert "Dear ␛[31m[name]" in said
    assert ESCAPE not in said


def test_a_broken_own_article_is_named_and_the_list_still_comes(home):
    own_article(home, "bad", '+++\ntitel = "x"\n+++\n')
    done = coach(home)
    assert done.returncode == 0
    assert "short-no" in done.stdout
    assert re.search(r"bad\.md:2: 'titel' .* Did you mean 'title'\?", done.stderr)


def test_a_terminal_that_knows_only_ascii_gets_signs_it_can_show(home):
    done = coach(home, "short-no#three-lines", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "| Invented example" in done.stdout
    assert done.stdout.isascii()


@pytest.mark.parametrize("args", [[], ["short-no"], ["--search", "reminder"]])
def test_textual_is_never_loaded(home, args):
    assert not loaded(home, "read", *args) & {"textual", "rich"}


def test_a_closed_pipe_is_no_error(home):
    env = {**os.environ, "COACH_HOME": str(home)}
    command = f"{sys.executable} -m coach read short-no | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", command], env=env, cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr


def test_a_broken_article_of_ones_own_is_named_when_it_is_asked_for(home):
    folder = home / "content" / "articles"
    folder.mkdir(parents=True)
    (folder / "mine.md").write_text("no front matter")
    told = coach(home, "mine")
    assert told.returncode == 2
    assert "mine.md:1" in told.stderr


@pytest.mark.parametrize("args", [["short-no"], ["--search", "silence"]])
def test_reading_loads_no_journal(home, args):
    assert not loaded(home, "read", *args) & {"tinydb", "cryptography"}
