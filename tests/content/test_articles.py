"""Each article keeps the promises of the shelf: form, length, ease, labels, links, honesty."""

import re
import unicodedata

import pytest

from tests.content import planned
from tests.content.article_files import (
    ARTICLES,
    OWN_VIEW,
    Article,
    Block,
    Link,
    parse,
    read_article,
    read_sources,
)
from tests.content.reading import flesch, words

SLUGS = sorted({*planned.PLANNED, *(path.stem for path in ARTICLES.glob("*.md"))})

FRONT_MATTER = {
    "title": str,
    "summary": str,
    "situations": list,
    "steps": list,
    "rows": list,
    "order": int,
}
SITUATIONS = {"waiting", "owing", "unwanted", "repair"}
STEPS = {"pause", "assess", "draft", "send", "review"}
ROWS = {*planned.KISS_OFF, *planned.GHOSTING, *planned.PUSHY, *planned.CARD}

SHORTEST, LONGEST = 300, 700
EASIEST_ALLOWED = 55
WIDEST_TABLE = 70
SUMMARY_WIDTH = 76


@pytest.fixture(params=SLUGS)
def article(request: pytest.FixtureRequest) -> Article:
    """Every article in turn, those promised and those added."""
    return read_article(request.param)


def test_front_matter_has_exactly_the_agreed_keys(article: Article) -> None:
    types = {key: type(value) for key, value in article.meta.items()}
    assert types == FRONT_MATTER


def test_front_matter_uses_known_words_only(article: Article) -> None:
    meta = article.meta
    assert meta["situations"]
    assert meta["steps"]
    assert meta["rows"]
    assert set(meta["situations"]) <= SITUATIONS
    assert set(meta["steps"]) <= STEPS
    assert set(meta["rows"]) <= ROWS


def test_title_and_summary_fit_their_line(article: Article) -> None:
    assert 0 < len(article.meta["title"]) <= 60
    assert 0 < len(article.meta["summary"]) <= SUMMARY_WIDTH


def test_it_stands_where_the_reading_list_has_it(article: Article) -> None:
    if article.slug in planned.ORDER:
        assert article.meta["order"] == planned.ORDER[article.slug]
    else:
        assert article.meta["order"] > len(planned.ORDER)


def test_it_belongs_to_the_steps_and_situations_that_link_to_it(article: Article) -> None:
    for shown in planned.PLANNED.get(article.slug, ()):
        everywhere = shown.situation == "any"
        wanted = SITUATIONS if everywhere else {shown.situation}
        assert wanted <= set(article.meta["situations"]), shown
        steps = {"pause", "assess", "draft", "send"} if shown.step == "any" else {shown.step}
        assert steps <= set(article.meta["steps"]), shown


def test_the_answer_comes_before_any_heading(article: Article) -> None:
    assert article.blocks[0].kind == "paragraph"


def test_headings_are_ascii_of_second_or_third_level_and_unlike(article: Article) -> None:
    for heading in article.headings:
        assert heading.level in {2, 3}, heading.text
        assert heading.text.isascii(), heading.text
    assert len(set(article.anchors)) == len(article.anchors), article.anchors


def test_every_anchor_that_others_link_to_exists(article: Article) -> None:
    promised = {shown.anchor for shown in planned.PLANNED.get(article.slug, ())}
    assert promised <= set(article.anchors), f"missing: {promised - set(article.anchors)}"


def test_it_ends_by_saying_what_is_not_known(article: Article) -> None:
    last = [heading.text for heading in article.headings if heading.level == 2][-1]
    assert re.search(
        r"\b(not|nobody|no one|cannot|never|unknown|untested|unsure)\b", last.lower()
    ), last


def test_length_is_between_300_and_700_words(article: Article) -> None:
    count = len(words(article.visible))
    assert SHORTEST <= count <= LONGEST, f"{count} words"


def test_it_reads_easily(article: Article) -> None:
    score = flesch(article.prose)
    assert score >= EASIEST_ALLOWED, f"Flesch {score:.1f}"


def test_every_link_leads_somewhere(article: Article) -> None:
    lost = [link.target for link in article.links if not _resolves(link, article)]
    assert not lost


def _resolves(link: Link, article: Article) -> bool:
    if link.source:
        return link.source in read_sources()
    slug, _, anchor = link.target.partition("#")
    if slug and not (ARTICLES / f"{slug}.md").exists():
        return False
    there = read_article(slug) if slug else article
    return not anchor or anchor in there.anchors


def test_every_label_says_what_its_source_is(article: Article) -> None:
    sources = read_sources()
    for link in article.links:
        if link.source:
            assert link.source in sources, link
            assert link.text == sources[link.source]["label"], link
        elif link.is_label:
            assert (link.text, link.target) == ("House view", OWN_VIEW), link


def test_it_says_at_least_once_what_it_stands_on(article: Article) -> None:
    assert any(link.is_label for link in article.links)


def test_every_figure_carries_a_label(article: Article) -> None:
    bare = [block.text or str(block.rows[0]) for block in unlabelled_figures(article.blocks)]
    assert not bare


def unlabelled_figures(blocks: tuple[Block, ...]) -> list[Block]:
    """Blocks with a numeral and no label, where no label introduces their list or table."""
    found: list[Block] = []
    intro = Block("paragraph")
    for number, block in enumerate(blocks):
        if block.kind == "paragraph":
            intro = block
        if block.kind in {"quote", "heading"} or block.labelled:
            continue
        said = block.text + " ".join(cell for row in block.rows for cell in row)
        after = blocks[number + 1] if number + 1 < len(blocks) else Block("none")
        introduced = block.kind in {"item", "table"} and intro.labelled
        followed = block.kind == "table" and after.labelled
        if re.search(r"\d", said) and not introduced and not followed:
            found.append(block)
    return found


def test_tables_fit_a_narrow_terminal(article: Article) -> None:
    for block in article.blocks:
        if block.kind == "table":
            assert block.width <= WIDEST_TABLE, f"{block.width} cells: {block.rows[0]}"


@pytest.mark.parametrize(("pattern", "why"), planned.NEVER.items(), ids=planned.NEVER.values())
def test_nothing_banned_is_said(article: Article, pattern: str, why: str) -> None:
    found = re.search(pattern, article.visible + str(article.meta), re.IGNORECASE)
    assert found is None, f"{found[0] if found else ''}: {why}"


def test_readers_meet_no_row_ids_evidence_numbers_or_addresses(article: Article) -> None:
    seen = article.visible + article.meta["title"] + article.meta["summary"]
    assert not re.findall(r"\b(?:[EKGPT]\d{1,3}[a-d]?)\b|https?:|www\.", seen)


def test_the_voice_stays_calm(article: Article) -> None:
    assert "!" not in article.body
    signs = [
        sign for sign in article.body if unicodedata.category(sign) in {"So", "Cs", "Co", "Cf"}
    ]
    assert not signs


def test_it_is_plain_markdown(article: Article) -> None:
    odd = {"fence", "code_block", "html_block", "hr"}
    assert not [block for block in article.blocks if block.kind in odd]
    assert not [link for link in article.links if link.target in {"html_inline:", "image:"}]


def test_there_are_at_least_24_articles_and_every_promised_one() -> None:
    written = {path.stem for path in ARTICLES.glob("*.md")}
    assert set(planned.PLANNED) <= written, f"missing: {sorted(set(planned.PLANNED) - written)}"
    assert len(written) >= 24


def test_every_row_of_the_mission_is_served_by_some_article() -> None:
    served = {row for path in ARTICLES.glob("*.md") for row in read_article(path.stem).meta["rows"]}
    assert set(planned.MUST_SERVE) <= served, f"missing: {set(planned.MUST_SERVE) - served}"


BAD = """+++
title = "Bad"
+++
Half of them, 50 per cent, came back.

## Figures

Some came [Research](source:e12).

- 12 of them

> Send 20 of these: 0800 123 4567
"""


def test_a_figure_without_a_label_is_noticed() -> None:
    bare = unlabelled_figures(parse("bad", BAD).blocks)
    assert [block.text for block in bare] == ["Half of them, 50 per cent, came back."]


@pytest.mark.parametrize("text", ["0800 123 4567", "+44 20 7946 0000", "call 911", "555-867-5309"])
def test_a_phone_number_is_noticed(text: str) -> None:
    assert any(re.search(pattern, text) for pattern in planned.NEVER)


def test_long_words_and_sentences_score_lower() -> None:
    easy = flesch(["Wait a day. Then write one line."])
    hard = flesch(["Organisational communication necessitates considerable deliberation."])
    assert hard < EASIEST_ALLOWED < easy
