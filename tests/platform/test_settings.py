"""Settings: read with care, every fault named, and the user's own notes kept."""

import re
import stat
import tomllib
from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.app.settings import Quiet, Settings
from coach.platform.settings_reader import SETTINGS, load, parse
from coach.platform.settings_writer import SettingsError, create, remember, template
from coach.session.templates import Warmth


def problems(text):
    return [str(each) for each in parse(text, "config.toml").problems]


def test_everything_that_can_be_set_is_read():
    loaded = parse(
        'name = "Kim"\nemail = "kim@example.org"\ntheme = "paper"\n'
        'warmth = "formal"\n[quiet]\nfrom = "22:30"\nuntil = 06:00:00\nweekends = false\n'
        '[keys]\n"walk.next" = "f7"\nwalk.back = "ctrl+b"\nhelp = "f1, question_mark"\n',
        "config.toml",
    )
    assert loaded.problems == ()
    assert loaded.settings == Settings(
        name="Kim",
        email="kim@example.org",
        theme="paper",
        warmth=Warmth.FORMAL,
        quiet=Quiet(start=time(22, 30), end=time(6), weekends=False),
        keys={"walk.next": "f7", "walk.back": "ctrl+b", "help": "f1, question_mark"},
    )


def test_without_a_file_the_defaults_count_and_nothing_is_wrong(tmp_path):
    assert load(tmp_path / "config.toml").settings == Settings()
    assert load(tmp_path / "config.toml").problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = "Kim"\n\nthem = "paper"\n',
         "config.toml:3: 'them' isn't a setting. Did you mean 'theme'?"),
        ('[quiet]\nuntill = "07:00"\n',
         "config.toml:2: 'quiet.untill' isn't a setting. Did you mean 'quiet.until'?"),
        ("[quite]\n", "config.toml:1: 'quite' isn't a setting. Did you mean 'quiet'?"),
        ("xyzzy = 1\n", "config.toml:1: 'xyzzy' isn't a setting."),
        ("name = 7\n", "config.toml:1: 'name' takes words in quotes, such as \"Kim\"."),
        ('email = "kim"\n',
         "config.toml:1: 'email' takes one email address, such as \"kim@example.org\"."),
        ('warmth = "hot"\n',
         'config.toml:1: \'warmth\' takes one of "warm", "plain", "formal".'),
        ('[quiet]\n\nfrom = "25:00"\n',
         "config.toml:3: 'quiet.from' takes a time of day, such as \"20:00\"."),
        ('[quiet]\nweekends = "no"\n', "config.toml:2: 'quiet.weekends' takes true or false."),
        ("quiet = 3\n", "config.toml:1: 'quiet' isn't a setting."),
        ("[keys]\nhelp = 1\n",
         "config.toml:2: 'help' takes a key in quotes, such as \"f5\"."),
        ("keys = 1\n", "config.toml:1: 'keys' takes a table: [keys]"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line_and_what_would_be_right(text, said):
    [found] = problems(text)
    assert found.startswith(said)


def test_one_fault_does_not_take_the_sound_settings_along():
    loaded = parse('name = "Kim"\nwarmth = 3\ntheme = "paper"\n', "config.toml")
    assert (loaded.settings.name, loaded.settings.theme) == ("Kim", "paper")
    assert loaded.settings.warmth is Warmth.PLAIN
    assert len(loaded.problems) == 1


@pytest.mark.parametrize(
    "data",
    [b"name = \n", b"\xff\xfe\x00", b"[[[", b'name = "a"\nname = "b"\n', b"\x00" * 50],
)
def test_a_broken_file_never_stops_the_start(tmp_path, data):
    file = tmp_path / "config.toml"
    file.write_bytes(data)
    loaded = load(file)
    assert loaded.settings == Settings()
    [problem] = loaded.problems
    assert str(problem).startswith(str(file))
    assert problem.hint == "The defaults are used."
    assert file.read_bytes() == data


def test_the_line_of_broken_syntax_is_named():
    assert problems('name = "Kim"\ntheme = \n')[0].startswith("config.toml:2: ")


def test_a_folder_in_place_of_the_file_is_a_named_problem(tmp_path):
    [problem] = load(tmp_path).problems
    assert "directory" in problem.what


@given(st.text(max_size=200))
def test_no_text_at_all_can_raise(text):
    assert isinstance(parse(text, "config.toml").settings, Settings)


def test_the_explained_file_sets_nothing_until_a_note_mark_is_taken_away():
    assert parse(template(), "config.toml") == parse("", "config.toml")
    live = re.sub(r"^# (?=\w+ = )", "", template(), flags=re.MULTILINE)
    loaded = parse(live, "config.toml")
    assert loaded.problems == ()
    assert loaded.settings.name == "Kim"
    assert sum(
        len(each) if isinstance(each, dict) else 1 for each in tomllib.loads(live).values()
    ) == len(SETTINGS)


def test_every_example_that_is_a_choice_is_the_default():
    live = re.sub(r"^# (?=\w+ = )", "", template(), flags=re.MULTILINE)
    read, default = parse(live, "config.toml").settings, Settings()
    assert (read.theme, read.warmth, read.quiet) == (default.theme, default.warmth, default.quiet)


def test_the_file_is_made_once_for_its_owner_alone(tmp_path):
    file = tmp_path / "a/config.toml"
    assert create(file) is True
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_text('name = "mine"')
    assert create(file) is False
    assert file.read_text() == 'name = "mine"'


def test_a_choice_is_remembered_where_the_file_explains_it_and_notes_stay(tmp_path):
    file = tmp_path / "config.toml"
    create(file)
    before = file.read_text()
    remember(file, "theme", "paper")
    assert file.read_text() == before.replace('# theme = "harbour"', 'theme = "paper"')
    remember(file, "theme", "nord")
    assert file.read_text() == before.replace('# theme = "harbour"', 'theme = "nord"')
    assert load(file).settings.theme == "nord"


def test_a_choice_goes_above_the_tables_of_a_file_written_by_hand(tmp_path):
    file = tmp_path / "config.toml"
    file.write_text('name = "Kim" # me\n[quiet]\n# theme = "mine"\nweekends = false\n')
    remember(file, "theme", "paper")
    loaded = load(file)
    assert loaded.problems == ()
    assert (loaded.settings.theme, loaded.settings.name) == ("paper", "Kim")
    assert 'name = "Kim" # me\n[quiet]\n# theme = "mine"\nweekends = false' in file.read_text()


@pytest.mark.parametrize("text", ['name = "Kim"', "[keys]\nhelp = 'f1'\n", ""])
def test_any_sound_file_takes_a_choice(tmp_path, text):
    file = tmp_path / "config.toml"
    file.write_text(text)
    remember(file, "theme", 'o"dd\n[x]')
    loaded = load(file)
    assert loaded.settings.theme == 'o"dd\n[x]'
    assert loaded.problems == ()


@pytest.mark.parametrize("data", [b"theme = \n", b"\xff\xfe"])
def test_a_file_that_cannot_be_understood_is_never_written(tmp_path, data):
    file = tmp_path / "config.toml"
    file.write_bytes(data)
    with pytest.raises(SettingsError, match=r"config\.toml"):
        remember(file, "theme", "paper")
    assert file.read_bytes() == data
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_a_link_stays_a_link(tmp_path):
    (tmp_path / "dotfiles.toml").write_text('theme = "harbour"\n')
    (tmp_path / "config.toml").symlink_to(tmp_path / "dotfiles.toml")
    remember(tmp_path / "config.toml", "theme", "paper")
    assert (tmp_path / "config.toml").is_symlink()
    assert (tmp_path / "dotfiles.toml").read_text() == 'theme = "paper"\n'


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (datetime(2026, 11, 21, 12, 0, tzinfo=UTC), True),  # a Saturday
        (datetime(2026, 11, 20, 19, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 20, 20, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 20, 6, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 20, 7, 0, tzinfo=UTC), False),
    ],
)
def test_quiet_hours_run_over_midnight_and_the_weekend(moment, quiet):
    assert Quiet().covers(moment) is quiet


def test_quiet_hours_may_be_within_a_day_or_none_at_all():
    noon = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    assert Quiet(start=time(11), end=time(13)).covers(noon)
    assert not Quiet(start=time(11), end=time(11)).covers(noon)


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('"walk.unsafe" = "f12"', "must keep its key 'ctrl+g'"),
        ('"help" = "f7"', "must keep its key 'f1'"),
        ('"quit" = "f10"', "must keep its key 'ctrl+q'"),
        ('"leave" = "f10"', "must keep its key 'escape'"),
        ('"draft.copy" = "f5, Ctrl+G"', "'ctrl+g' belongs to 'walk.unsafe'"),
        ('"draft.copy" = "escape"', "'escape' belongs to"),
    ],
)
def test_the_keys_for_safety_help_and_leaving_are_neither_given_away_nor_taken(line, named):
    loaded = parse(f"[keys]\n{line}\n", "config.toml")
    assert not loaded.settings.keys
    (problem,) = loaded.problems
    assert (problem.file, problem.line) == ("config.toml", 2)
    assert named in problem.what


def test_the_safety_key_may_have_another_beside_it():
    loaded = parse('[keys]\n"walk.unsafe" = "ctrl+g,f12"\n', "config.toml")
    assert loaded.settings.keys == {"walk.unsafe": "ctrl+g,f12"}
    assert not loaded.problems


@pytest.mark.parametrize(
    ("locale", "english"),
    [
        ({"LANG": "en_US.UTF-8"}, "us"),
        ({"LANG": "en_GB.UTF-8"}, "uk"),
        ({"LANG": "de_DE@euro"}, "uk"),
        ({"LC_ALL": "en_US", "LANG": "en_GB.UTF-8"}, "us"),
        ({"LANG": "C.UTF-8"}, "uk"),
        ({}, "uk"),
    ],
)
def test_the_spelling_is_guessed_from_the_locales_territory(locale, english):
    from coach.platform.settings_reader import guessed_english

    assert guessed_english(locale) == english


def test_the_spelling_can_be_set_and_anything_else_is_refused(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert parse('english = "US"', "config.toml").settings.english == "us"
    told = parse('english = "au"', "config.toml")
    assert told.settings.english == "uk"
    assert '"uk" or "us"' in str(told.problems[0])
