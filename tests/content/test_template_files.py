"""Template files are read with every fault named, and the user's own are kept whole."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from coach.content.template_files import load, read, remove, save
from coach.errors import ContentError
from coach.session.message_forms import Form
from coach.session.templates import Template, Warmth
from coach.vocabulary import Channel, Situation, VerdictId
from tests import naughty

SOUND = '+++\ntitle = "A reminder"\nsubject = "About {topic}"\n+++\n\nHello {person},\n\nA line.\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    return shipped


def written(folder: Path, text: str, name: str = "one.md") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def fault(path: Path) -> str:
    with pytest.raises(ContentError) as caught:
        read(path)
    return str(caught.value)


def mine(**more: object) -> Template:
    return replace(Template(id="", title="My own", body="Hello {person},", own=True), **more)


# Reading


def test_front_matter_says_when_and_the_rest_is_the_message(folder: Path):
    more = (
        'situations = ["waiting"]\nverdicts = ["nudge"]\nmatters = ["invoice"]\n'
        'channels = ["chat"]\nwarmth = "warm"\nwhen = { who = ["work"] }\n'
        'read = "good-nudge#length"\n+++'
    )
    path = written(folder, SOUND.replace("+++\n\nHello", more + "\n\nHello"))
    assert read(path) == Template(
        id="one",
        title="A reminder",
        subject="About {topic}",
        body="Hello {person},\n\nA line.",
        situations=(Situation.WAITING,),
        verdicts=(VerdictId.NUDGE,),
        matters=("invoice",),
        channels=(Channel.CHAT,),
        warmth=Warmth.WARM,
        when={"who": ("work",)},
        read="good-nudge#length",
    )


def test_forms_written_by_hand_stand_below_the_email_and_spelling_beside_the_folder(folder: Path):
    (folder.parent / "spelling.toml").write_text('[us]\nfavour = "favor"\ngrey = "gray"\n')
    written(folder, SOUND + "\n[chat]\nA favour.\n\n[formal]\nDear {formal},\n")
    (one,), problems = load(folder)
    assert not problems
    assert one.body == "Hello {person},\n\nA line."
    assert one.forms == {Form.CHAT: "A favour.", Form.FORMAL: "Dear {formal},"}
    assert one.us == {"favour": "favor"}


def test_ones_own_words_are_never_cut_into_forms(folder: Path):
    path = written(folder, SOUND + "\n[chat]\nStill mine.\n")
    own = read(path, own=True)
    assert own.body.endswith("[chat]\nStill mine.")
    assert not own.forms


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(folder: Path):
    path = folder / "one.md"
    path.write_bytes(b"\xef\xbb\xbf" + SOUND.replace("\n", "\r\n").encode())
    assert read(path) == read(written(folder, SOUND))


def test_a_body_may_hold_a_line_that_looks_like_front_matter(folder: Path):
    assert read(written(folder, SOUND + "+++\nx = 1\n")).body.endswith("A line.\n+++\nx = 1")


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("Hello", "one.md:1: It must begin with front matter between two +++ lines."),
        ("+++\ntitle = 1\n+++\nHi", "one.md:2: Expected `str`, got `int`"),
        (
            SOUND.replace("subject", "subjet"),
            "one.md:3: 'subjet' isn't known here. Did you mean 'subject'?",
        ),
        (
            SOUND.replace("{person}", "{persn}"),
            "one.md:6: {persn} isn't known here. Did you mean 'person'?",
        ),
        (
            SOUND.replace("{topic}", "{topic:nuon}"),
            "one.md:3: {topic:nuon} isn't known here. A topic can be asked for as noun or clause.",
        ),
        (
            SOUND.replace("{topic}", "{topc}"),
            "one.md:3: {topc} isn't known here. Did you mean 'topic'?",
        ),
        (
            SOUND.replace("A line.", "A {line."),
            "one.md:8: A single brace was found. Write a field like this: {person}. To show a"
            " brace, type it twice.",
        ),
        (
            SOUND.replace('title = "A reminder"', 'title = "A"\nverdicts = ["wait"]'),
            "one.md: 'wait' sends nothing, so no template can serve it.",
        ),
    ],
)
def test_a_fault_is_named_by_file_and_line_with_a_suggestion(folder: Path, broken: str, said: str):
    assert fault(written(folder, broken)) == said


def test_bytes_that_are_no_text_are_named_by_line(folder: Path):
    path = folder / "one.md"
    path.write_bytes(b"+++\n\xff\n")
    assert fault(path) == "one.md:2: This isn't UTF-8 text."


def test_a_broken_file_leaves_all_others_in_use(folder: Path):
    written(folder, SOUND, "good.md")
    written(folder, "nothing", "bad.md")
    templates, problems = load(folder)
    assert [each.id for each in templates] == ["good"]
    assert [each.file for each in problems] == ["bad.md"]


def test_the_users_own_are_marked_and_their_faults_name_the_whole_path(tmp_path: Path):
    own = tmp_path / "own"
    own.mkdir()
    written(own, SOUND, "mine.md")
    bad = written(own, "nothing", "bad.md")
    templates, problems = load(own, own=True)
    assert [(each.id, each.own) for each in templates] == [("mine", True)]
    assert [each.file for each in problems] == [str(bad)]


def test_no_folder_of_their_own_is_no_fault(tmp_path: Path):
    assert load(tmp_path / "none", own=True) == ((), ())


# Keeping the user's own


def test_what_is_kept_is_read_back_the_same(tmp_path: Path):
    kept = mine(
        subject="About {topic}",
        situations=(Situation.WAITING, Situation.REPAIR),
        verdicts=(VerdictId.NUDGE,),
        matters=("invoice",),
        channels=(Channel.EMAIL,),
        warmth=Warmth.FORMAL,
        when={"who": ("work", "known"), "marks": ("unpaid",)},
        topics=("deposit",),
        perhaps=True,
        read="good-nudge#length",
    )
    path = save(tmp_path, kept)
    assert read(path, own=True) == replace(kept, id=path.stem)


@pytest.mark.parametrize("text", naughty.ONE_LINE)
def test_any_title_and_subject_can_be_kept(tmp_path: Path, text: str):
    doubled = text.replace("{", "{{").replace("}", "}}")
    path = save(tmp_path, mine(title=text, subject=doubled))
    again = read(path, own=True)
    assert (again.title, again.subject) == (text, doubled)
    assert path.parent == tmp_path


@pytest.mark.parametrize("text", naughty.ALL)
def test_any_words_can_be_kept(tmp_path: Path, text: str):
    doubled = text.replace("{", "{{").replace("}", "}}")
    path = save(tmp_path, mine(body=f"Hello\n{doubled}\nbye"))
    as_one_line_end = doubled.replace("\r\n", "\n").replace("\r", "\n")
    assert read(path, own=True).body == f"Hello\n{as_one_line_end}\nbye"


def test_two_with_one_title_get_a_file_each(tmp_path: Path):
    assert save(tmp_path, mine()) != save(tmp_path, mine(body="Other words"))
    templates, _ = load(tmp_path, own=True)
    assert {each.body for each in templates} == {"Hello {person},", "Other words"}


def test_one_with_an_id_is_overwritten(tmp_path: Path):
    path = save(tmp_path, mine())
    assert save(tmp_path, mine(id=path.stem, body="Better words")) == path
    assert read(path).body == "Better words"
    assert list(tmp_path.iterdir()) == [path]


def test_only_its_owner_can_read_it(tmp_path: Path):
    assert stat.S_IMODE(save(tmp_path, mine()).stat().st_mode) == 0o600


def test_a_save_that_fails_leaves_the_old_words_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = save(tmp_path, mine())

    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        save(tmp_path, mine(id=path.stem, body="Better words"))
    assert read(path).body == "Hello {person},"
    assert list(tmp_path.iterdir()) == [path]


def test_one_can_be_thrown_away_and_twice_is_no_fault(tmp_path: Path):
    path = save(tmp_path, mine())
    remove(tmp_path, path.stem)
    remove(tmp_path, path.stem)
    assert load(tmp_path, own=True) == ((), ())


@pytest.mark.parametrize("id", ["../outside", "a/b", ".hidden"])
def test_an_id_never_leads_out_of_the_folder(tmp_path: Path, id: str):
    with pytest.raises(ValueError, match="isn't the id of a template"):
        remove(tmp_path, id)
