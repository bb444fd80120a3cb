"""The shelf: what is sound can be read, what is not is named."""

import subprocess
import sys
from pathlib import Path

import pytest

from coach.content.article_files import faults, load, one
from coach.content.loader import ContentFolder
from coach.content.shipped_content import shipped
from coach.guides.article_notes import Use, UseKind
from coach.guides.articles import Stage, Target, target
from coach.guides.layout import lay_out
from coach.guides.prose import Heading, Look, part_of, runs_in, words
from coach.session.guide_references import uses
from coach.vocabulary import Situation

FRONT = '+++\ntitle = "{title}"\nsummary = "s"\nsituations = ["waiting"]\nsteps = ["draft"]\n+++\n'

SOURCES = """
[e12]
label = "Research"
claim = "Most answers come within a day."
limit = "Only messages that got one."

[[e12.works]]
author = "Someone and others"
year = 2015
title = "A study"
address = "https://www.example.org/a/"
counted = "two million people"

[e6]
label = "House view"
claim = "Be kind."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "sources.toml").write_text(SOURCES)
    return tmp_path


def write(folder: Path, slug: str, body: str = "Text.", title: str = "A title") -> None:
    (folder / "articles" / f"{slug}.md").write_text(FRONT.format(title=title) + body)


def titles(blocks) -> list[str]:
    return [words(block.runs) for block in blocks if isinstance(block, Heading)]


def all_text(blocks) -> str:
    return "".join(run.text for run in runs_in(blocks))


def test_an_article_is_known_by_its_file_and_front_matter(folder):
    write(folder, "good-nudge", "Text.", "The parts of a good nudge")
    (article,) = load(folder).articles
    assert (article.slug, article.title) == ("good-nudge", "The parts of a good nudge")
    assert article.situations == (Situation.WAITING,)
    assert article.steps == (Stage.DRAFT,)
    assert not article.own


def test_articles_stand_in_their_order_and_own_ones_last(folder, tmp_path):
    write(folder, "b")
    text = FRONT.format(title="First") + "x"
    (folder / "articles" / "z.md").write_text(text.replace("+++\nx", "order = 1\n+++\nx"))
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.md").write_text('+++\ntitle = "Mine"\norder = 0\n+++\nx')
    shelf = load(folder, own)
    assert [article.slug for article in shelf.articles] == ["z", "b", "a"]
    assert [article.own for article in shelf.articles] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("no front matter", "bad.md:1"),
        ('+++\ntitle = "a"\nno end', "bad.md:1"),
        ('+++\ntitle = "a"\nsteps = [\n+++\n', "bad.md:"),
        ('+++\ntitle = "a"\nsumary = "s"\n+++\n', "bad.md:3: 'sumary'"),
        ('+++\ntitle = "a"\nsituations = ["wating"]\n+++\n', "bad.md:3"),
        ('+++\nsummary = "s"\n+++\n', "`title`"),
    ],
)
def test_a_broken_article_is_named_by_file_and_line_and_the_rest_works(folder, text, said):
    write(folder, "sound")
    (folder / "articles" / "bad.md").write_text(text)
    shelf = load(folder)
    assert [article.slug for article in shelf.articles] == ["sound"]
    assert said in "\n".join(map(str, shelf.problems))


def test_a_file_that_is_not_utf8_is_named_by_the_line(folder):
    (folder / "articles" / "bad.md").write_bytes(b'+++\ntitle = "a"\n+++\nfine\n\xff\n')
    (problem,) = load(folder).problems
    assert (problem.file, problem.line) == ("bad.md", 5)


def test_an_own_article_of_a_taken_name_is_left_out_and_named(folder, tmp_path):
    write(folder, "short-no")
    own = tmp_path / "own"
    own.mkdir()
    (own / "short-no.md").write_text('+++\ntitle = "Mine"\n+++\nx')
    shelf = load(folder, own)
    assert [article.own for article in shelf.articles] == [False]
    assert "short-no" in str(shelf.problems[0])


def test_own_articles_need_nothing_but_a_title_and_say_whose_they_are(folder, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "notes.md").write_text('\ufeff+++\r\ntitle = "Mine"\r\n+++\r\nwords [b]', newline="")
    (article,) = load(folder, own).articles
    assert "One of your own guides." in all_text(article.blocks())
    assert article.always()


def test_an_own_folder_that_is_not_there_is_no_problem(folder, tmp_path):
    assert load(folder, tmp_path / "nowhere").problems == ()


def test_an_article_ends_with_the_sources_it_cites(folder):
    write(folder, "a", "It is so [Research](source:e12). Be kind [House view](source:e6).")
    (article,) = load(folder).articles
    blocks = article.blocks()
    assert titles(blocks) == ["A title", "Sources"]
    text = all_text(blocks)
    assert "Most answers come within a day." in text
    assert "Only messages that got one." in text
    assert "Someone and others (2015). A study. Counted: two million people." in text
    assert "example.org/a" in text
    (address,) = {run.href for run in runs_in(blocks) if run.href.startswith("http")}
    assert address == "https://www.example.org/a/"


def test_sources_that_are_not_cited_are_not_listed(folder):
    write(folder, "a", "Be kind [House view](source:e6).")
    assert "Most answers" not in all_text(load(folder).articles[0].blocks())


def test_an_article_reads_on_when_the_list_of_sources_is_broken(folder):
    write(folder, "a", "It is so [Research](source:e12).")
    (folder / "sources.toml").write_text("[e12\n")
    shelf = load(folder)
    assert "It is so" in all_text(shelf.articles[0].blocks())
    assert any(problem.file == "sources.toml" for problem in faults(shelf, folder))


def test_a_section_brings_only_its_own_sources(folder):
    one = "## One\n\nx [Research](source:e12)\n\n### Deeper\n\ny"
    write(folder, "a", f"{one}\n\n## Two\n\nz [House view](source:e6)")
    (article,) = load(folder).articles
    assert titles(article.section("one")) == ["One", "Deeper", "Sources"]
    assert "Be kind" not in all_text(article.section("one"))
    assert titles(article.section("sources")) == ["Sources"]
    assert article.section("nowhere") == ()


def test_an_article_says_where_the_session_uses_it_section_by_section(folder):
    write(folder, "a", "## One\n\nx\n\n## Two\n\nx")
    write(folder, "b")
    uses = [
        Use(link="a#two", kind=UseKind.TEMPLATE, name="A template"),
        Use(link="a#one", kind=UseKind.VERDICT, name="Wait"),
        Use(link="a#one", kind=UseKind.VERDICT, name="Wait"),
        Use(link="a#one", kind=UseKind.VERDICT, name="Let it go"),
        Use(link="a#one", kind=UseKind.ARGUMENT, name="A long sentence."),
    ]
    shelf = load(folder).with_uses(lambda: uses)
    page = lay_out(part_of(shelf.get("a").blocks(), "used-in-the-walk"), 60)
    assert [line.text for line in page.lines] == [
        "Where a session uses this guide",
        "",
        "One",
        "• Decided: Wait\u00a0· Let it go",
        "• Weighed: 1 consideration",
        "",
        "Two",
        "• Written: A template",
    ]
    assert titles(shelf.get("b").blocks()) == ["A title"]


def test_every_article_is_led_to_from_the_session_or_from_another_article():
    guidance = ContentFolder()
    led = {use.link.partition("#")[0] for use in uses(guidance)}
    for article in guidance.shelf.articles:
        links = (target(run.href, article.slug) for run in runs_in(article.body()) if run.href)
        led |= {link.slug for link in links} - {article.slug}
    assert {article.slug for article in guidance.shelf.articles} - led <= {"how-we-know"}


def test_every_section_the_session_sends_its_readers_to_is_there():
    guidance = ContentFolder()
    anchors = {each.slug: {s.anchor for s in each.sections()} for each in guidance.shelf.articles}
    for use in uses(guidance):
        slug, _, anchor = use.link.partition("#")
        assert anchor in anchors[slug], use


def test_groups_name_every_article_and_no_empty_group(folder):
    write(folder, "a")
    text = FRONT.format(title="All").replace('["waiting"]', "[]").replace('["draft"]', "[]")
    (folder / "articles" / "b.md").write_text(text)
    shelf = load(folder)
    by_situation = {group.title: [a.slug for a in group.articles] for group in shelf.by_situation()}
    by_step = {group.title: [a.slug for a in group.articles] for group in shelf.by_step()}
    assert by_situation == {"They went quiet": ["a"], "Any conversation": ["b"]}
    assert by_step == {"While you write": ["a"], "At any time": ["b"]}


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("[x](nowhere)", "There's no article 'nowhere'."),
        ("[x](thee)", "There's no article 'thee'. Did you mean 'the'?"),
        ("[x](the#on)", "'the' has no section 'on'. Did you mean 'one'?"),
        ("[x](#on)", "'a' has no section 'on'."),
        ("[Research](source:e99)", "There's no source 'e99'."),
        ("[Survey](source:e12)", "The label of 'e12' is 'Research', not 'Survey'."),
    ],
)
def test_a_broken_link_is_named_by_file_and_line(folder, link, said):
    write(folder, "the", "## One\n\nx")
    write(folder, "a", f"Fine.\n\nNot fine: {link}")
    (problem,) = faults(load(folder), folder)
    assert (problem.file, problem.line) == ("a.md", 9)
    assert said in str(problem)


def test_sound_links_of_every_kind_are_no_fault(folder):
    write(folder, "the", "## One\n\nx")
    write(folder, "a", "[a](the) [b](the#one) [c](https://example.org) [d](#sub)\n\n## Sub\n\nx")
    assert faults(load(folder), folder) == ()


@pytest.mark.parametrize(
    ("href", "where"),
    [
        ("short-no", Target(slug="short-no")),
        ("short-no#reasons", Target(slug="short-no", anchor="reasons")),
        ("./short-no.md#reasons", Target(slug="short-no", anchor="reasons")),
        ("#reasons", Target(slug="here", anchor="reasons")),
        ("source:E12", Target(slug="here", anchor="source-e12")),
        ("https://example.org/#x", Target(address="https://example.org/#x")),
        ("mailto:a@example.org", Target(address="mailto:a@example.org")),
        ("//example.org", Target(address="//example.org")),
    ],
)
def test_a_link_leads_where_it_says(href, where):
    assert target(href, "here") == where


def test_every_label_link_of_the_shipped_articles_reaches_its_source():
    for article in load(shipped()).articles:
        anchors = {block.anchor for block in article.blocks() if hasattr(block, "anchor")}
        for run in runs_in(article.body()):
            if Look.LABEL in run.looks and run.href.startswith("source:"):
                assert target(run.href, article.slug).anchor in anchors, article.slug


def test_the_shelf_is_known_without_parsing_markdown_or_sources():
    code = (
        "import sys; from pathlib import Path; from coach.content.article_files import load;"
        "shelf = load(Path(sys.argv[1])); assert len(shelf.articles) >= 24;"
        "assert 'markdown_it' not in sys.modules; shelf.articles[0].blocks();"
        "assert 'markdown_it' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(shipped())], check=True, timeout=60)


def test_one_article_read_by_itself_is_the_one_on_the_shelf(folder, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    write(folder, "short-no", "As said in [Research](source:e12).")
    for name, title in (("short-no", "Taken"), ("notes", "Mine")):
        (own / f"{name}.md").write_text(f'+++\ntitle = "{title}"\n+++\nx')
    shelf = load(folder, own)
    for slug in ("short-no", "notes"):
        alone = one(folder, slug, own)
        assert alone == shelf.get(slug)
        assert alone.blocks() == shelf.get(slug).blocks()


@pytest.mark.parametrize("slug", ["", "nothing", "../articles/short-no", "/etc/hostname", "broken"])
def test_no_other_file_can_be_read_as_an_article(folder, slug):
    write(folder, "short-no")
    (folder / "articles" / "broken.md").write_text("no front matter")
    assert one(folder, slug) is None


def test_a_broken_list_of_sources_takes_no_text_away(folder):
    write(folder, "a", "As said in [Research](source:e12) and [House view](source:e6).")
    text = SOURCES.replace('label = "Research"', 'label = "Rumour"')
    (folder / "sources.toml").write_text(text)
    (article,) = load(folder).articles
    assert "As said in" in all_text(article.blocks())
    assert "Be kind." in all_text(article.blocks())
    (folder / "sources.toml").unlink()
    (article,) = load(folder).articles
    assert titles(article.blocks()) == ["A title"]
