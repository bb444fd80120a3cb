"""The shelf keeps its promises: form, length, ease, voice, labels, links, honesty.

Each test reads every article and names all that break its promise, so that one run shows the
whole work left.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

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
from tests.content.reading import flesch, mean_sentence, words

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

LENGTH = range(300, 701)
SHORT = {"how-we-know": range(230, 301)}
"""Words an article may have, and the one that has to do with fewer."""

SENTENCE = (11.0, 16.0)
EASE = (60.0, 80.0)
WIDEST_TABLE = 70
SUMMARY_WIDTH = 76
EXAMPLE, BAD = "Invented example:", "Not like this:"
FEWEST_WORDS_TO_PASTE = 15

Check = Callable[[Article], Iterable[object]]


def shelf() -> list[Article]:
    """Every article that is written."""
    return [read_article(path.stem) for path in sorted(ARTICLES.glob("*.md"))]


def offenders(check: Check, articles: Iterable[Article] | None = None) -> list[str]:
    """What ``check`` finds fault with, article by article, in words that name the place."""
    read = shelf() if articles is None else articles
    return [f"{each.slug}: {fault}" for each in read for fault in check(each)]


def test_front_matter_has_exactly_the_agreed_keys_and_words() -> None:
    def check(article: Article) -> Iterator[object]:
        meta = article.meta
        if {key: type(value) for key, value in meta.items()} != FRONT_MATTER:
            yield sorted(meta)
        for key, known in (("situations", SITUATIONS), ("steps", STEPS), ("rows", ROWS)):
            if not meta[key] or not set(meta[key]) <= known:
                yield key, meta[key]

    assert not offenders(check)


def test_title_and_summary_fit_their_line() -> None:
    def check(article: Article) -> Iterator[object]:
        for key, width in (("title", 60), ("summary", SUMMARY_WIDTH)):
            if not 0 < len(article.meta[key]) <= width:
                yield key, len(article.meta[key])

    assert not offenders(check)


def test_the_article_on_our_sources_stands_last() -> None:
    last = max(shelf(), key=lambda article: article.meta["order"])
    assert last.slug == "how-we-know"


def test_an_article_belongs_to_the_steps_and_situations_that_link_to_it() -> None:
    def check(article: Article) -> Iterator[object]:
        for shown in planned.PLANNED.get(article.slug, ()):
            situations = SITUATIONS if shown.situation == "any" else {shown.situation}
            steps = STEPS - {"review"} if shown.step == "any" else {shown.step}
            if not situations <= set(article.meta["situations"]):
                yield shown
            if not steps <= set(article.meta["steps"]):
                yield shown

    assert not offenders(check)


def test_the_answer_comes_before_any_heading() -> None:
    assert not offenders(lambda article: [b for b in article.blocks[:1] if b.kind != "paragraph"])


def test_headings_are_ascii_of_second_or_third_level_with_anchors_of_their_own() -> None:
    def check(article: Article) -> Iterator[object]:
        for heading in article.headings:
            if heading.level not in {2, 3} or not heading.text.isascii():
                yield heading.text
        if len(set(article.anchors)) != len(article.anchors):
            yield article.anchors

    assert not offenders(check)


def test_every_anchor_that_others_link_to_exists() -> None:
    def check(article: Article) -> Iterator[object]:
        promised = {shown.anchor for shown in planned.PLANNED.get(article.slug, ())}
        yield from sorted(promised - set(article.anchors))

    assert not offenders(check)


def test_length_is_between_300_and_700_words() -> None:
    def check(article: Article) -> Iterator[object]:
        count = len(words(article.visible))
        if count not in SHORT.get(article.slug, LENGTH):
            yield f"{count} words"

    assert not offenders(check)


def test_it_reads_easily() -> None:
    def check(article: Article) -> Iterator[object]:
        score = flesch(article.prose)
        if not EASE[0] <= score <= EASE[1]:
            yield f"Flesch {score:.1f}"

    assert not offenders(check)


def test_sentences_run_neither_short_nor_long() -> None:
    def check(article: Article) -> Iterator[object]:
        mean = mean_sentence(article.prose)
        if not SENTENCE[0] <= mean <= SENTENCE[1]:
            yield f"{mean:.1f} words a sentence"

    assert not offenders(check)


def test_every_link_leads_somewhere() -> None:
    def check(article: Article) -> Iterator[object]:
        yield from (link.target for link in article.links if not _resolves(link, article))

    assert not offenders(check)


def _resolves(link: Link, article: Article) -> bool:
    if link.source:
        return link.source in read_sources()
    slug, _, anchor = link.target.partition("#")
    if slug and not (ARTICLES / f"{slug}.md").exists():
        return False
    there = read_article(slug) if slug else article
    return not anchor or anchor in there.anchors


def test_every_label_says_what_its_source_is() -> None:
    def check(article: Article) -> Iterator[object]:
        sources = read_sources()
        for link in article.links:
            if link.source and link.text != sources.get(link.source, {}).get("label"):
                yield link
            own = (link.text, link.target) == ("House view", OWN_VIEW)
            if link.is_label and not link.source and not own:
                yield link

    assert not offenders(check)


def test_what_is_ours_carries_no_label_but_for_a_waiting_time() -> None:
    def check(article: Article) -> Iterator[object]:
        for link in article.links:
            if link.text == "House view" and not re.match(r"[te]\d", link.source):
                yield link.target

    assert not offenders(check)


def test_every_figure_carries_a_label() -> None:
    def check(article: Article) -> Iterator[object]:
        yield from (b.text or str(b.rows[0]) for b in unlabelled_figures(article.blocks))

    assert not offenders(check)


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


def test_each_carries_a_message_that_can_be_pasted_as_it_stands() -> None:
    def check(article: Article) -> Iterator[object]:
        if not any(map(_can_be_pasted, article.blocks)):
            yield "no message"

    assert not offenders(
        check, [each for each in shelf() if each.slug not in planned.WITHOUT_MESSAGE]
    )


def _can_be_pasted(block: Block) -> bool:
    """Whether a quotation is an example long enough to be sent, with nothing left to fill in."""
    said = block.text.removeprefix(EXAMPLE)
    return (
        block.kind == "quote"
        and block.text.startswith(EXAMPLE)
        and len(words(said)) >= FEWEST_WORDS_TO_PASTE
        and not re.search(r"[\[\]{}]|\.\.\.", said)
    )


def test_tables_fit_a_narrow_terminal() -> None:
    def check(article: Article) -> Iterator[object]:
        for block in article.blocks:
            if block.kind == "table" and block.width > WIDEST_TABLE:
                yield f"{block.width} cells: {block.rows[0]}"

    assert not offenders(check)


def test_nothing_banned_is_said() -> None:
    def check(article: Article) -> Iterator[object]:
        yield from _said(planned.NEVER, article.visible + str(article.meta))

    assert not offenders(check)


def test_the_words_are_those_of_a_colleague_of_today() -> None:
    def check(article: Article) -> Iterator[object]:
        meta = article.meta
        good = [block.text for block in article.blocks if not block.text.startswith(BAD)]
        cells = [cell for block in article.blocks for row in block.rows for cell in row]
        yield from _said(
            planned.FOREIGN, "\n".join([meta["title"], meta["summary"], *good, *cells])
        )

    assert not offenders(check)


def _said(patterns: dict[str, str], text: str) -> Iterator[str]:
    for pattern, why in patterns.items():
        for found in re.finditer(pattern, text, re.IGNORECASE):
            around = text[max(0, found.start() - 20) : found.end() + 20]
            yield f"{around!r}: {why}"


def test_readers_meet_no_row_ids_evidence_numbers_or_addresses() -> None:
    def check(article: Article) -> Iterator[object]:
        seen = article.visible + article.meta["title"] + article.meta["summary"]
        yield from re.findall(r"\b(?:[EKGPT]\d{1,3}[a-d]?)\b|https?:|www\.", seen)

    assert not offenders(check)


def test_the_voice_stays_calm() -> None:
    def check(article: Article) -> Iterator[object]:
        if "!" in article.body:
            yield "an exclamation mark"
        for sign in article.body:
            if unicodedata.category(sign) in {"So", "Cs", "Co", "Cf"}:
                yield unicodedata.name(sign, repr(sign))

    assert not offenders(check)


def test_it_is_plain_markdown() -> None:
    def check(article: Article) -> Iterator[object]:
        odd = {"fence", "code_block", "html_block", "hr"}
        yield from (block.kind for block in article.blocks if block.kind in odd)
        yield from (x.target for x in article.links if x.target in {"html_inline:", "image:"})

    assert not offenders(check)


def test_every_promised_article_is_written() -> None:
    written = {path.stem for path in ARTICLES.glob("*.md")}
    assert set(planned.PLANNED) <= written, f"missing: {sorted(set(planned.PLANNED) - written)}"


def test_every_row_of_the_mission_is_served_by_some_article() -> None:
    served = {row for article in shelf() for row in article.meta["rows"]}
    assert set(planned.MUST_SERVE) <= served, f"missing: {set(planned.MUST_SERVE) - served}"


SAMPLE = """+++
title = "Bad"
+++
Half of them, 50 per cent, came back.

## Figures

Some came [Research](source:e12).

- 12 of them

> Send 20 of these: 0800 123 4567
"""


def test_a_figure_without_a_label_is_noticed() -> None:
    bare = unlabelled_figures(parse("bad", SAMPLE).blocks)
    assert [block.text for block in bare] == ["Half of them, 50 per cent, came back."]


def test_an_example_with_a_gap_to_fill_in_is_no_message() -> None:
    whole = "Hi Dana, may I use your chart on page two? The printer needs the file on Friday."
    assert _can_be_pasted(Block("quote", text=f"{EXAMPLE} {whole}"))
    assert not _can_be_pasted(Block("quote", text=f"{EXAMPLE} {whole.replace('Dana', '[name]')}"))
    assert not _can_be_pasted(Block("quote", text=f"{BAD} {whole}"))


@pytest.mark.parametrize("text", ["0800 123 4567", "+44 20 7946 0000", "call 911", "555-867-5309"])
def test_a_phone_number_is_noticed(text: str) -> None:
    assert any(re.search(pattern, text) for pattern in planned.NEVER)


@pytest.mark.parametrize(
    "text",
    ["Send a mail today", "It is mostly fine", "I applied for the post", "The matter is closed"],
)
def test_a_word_that_gives_a_foreigner_away_is_noticed(text: str) -> None:
    assert list(_said(planned.FOREIGN, text))


@pytest.mark.parametrize("text", ["Send an email", "It doesn't matter", "I saw your post on it"])
def test_a_plain_word_is_left_alone(text: str) -> None:
    assert not list(_said(planned.FOREIGN, text))


def test_long_words_and_sentences_score_lower() -> None:
    easy = flesch(["Wait a day. Then write one line."])
    hard = flesch(["Organisational communication necessitates considerable deliberation."])
    assert hard < EASE[0] < easy


def test_a_block_ends_its_last_sentence() -> None:
    assert mean_sentence(["One two three. Four five", "Six seven eight nine."]) == 3.0
