"""Markdown becomes blocks, with nothing of the text lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content.markdown import parse
from coach.guides.article_notes import cited
from coach.guides.prose import (
    Align,
    Code,
    Heading,
    HorizontalRule,
    Listing,
    Look,
    Paragraph,
    ProseTable,
    Quote,
    QuoteKind,
    Run,
    passages_in,
    runs_in,
    words,
)


def only(text: str):
    (block,) = parse(text)
    return block


def text_of(blocks) -> str:
    return "".join(run.text for run in runs_in(blocks))


def test_emphasis_code_and_links_become_looks():
    block = only("a *b* **c** ~~d~~ `e` [f](g#h)")
    looks = {run.text: set(run.looks) for run in block.runs if run.text.strip()}
    assert looks == {
        "a ": set(),
        "b": {Look.EM},
        "c": {Look.STRONG},
        "d": {Look.STRIKE},
        "e": {Look.CODE},
        "f": {Look.LINK},
    }
    assert block.runs[-1].href == "g#h"


def test_looks_within_looks_add_up():
    (run,) = only("[***both***](x)").runs
    assert run.looks == {Look.EM, Look.STRONG, Look.LINK}


def test_a_label_stands_in_brackets_and_never_breaks():
    run = only("It did [House view](source:e12).").runs[1]
    assert run == Run("[House\u00a0view]", frozenset({Look.LABEL}), "source:e12")


def test_sources_are_listed_in_the_order_they_are_first_cited():
    text = "a [Research](source:e2)\n\n- b [Survey](source:e1)\n\n> c [Research](source:e2)"
    assert cited(parse(text)) == ("e2", "e1")


def test_headings_get_ascii_anchors_that_stay_apart():
    text = "## Five parts\n\n## Größe & Maß?\n\n## Five parts\n\n### 日本\n"
    assert [block.anchor for block in parse(text)] == [
        "five-parts",
        "groe--ma",
        "five-parts-2",
        "section",
    ]


def test_lists_know_number_nesting_tasks_and_air():
    block = only("3. a\n   - inner\n4. b")
    assert isinstance(block, Listing)
    assert (block.first, block.tight, len(block.items)) == (3, True, 2)
    assert isinstance(block.items[0].blocks[1], Listing)
    tasks = only("- [x] done\n- [ ] open\n- neither")
    assert [item.done for item in tasks.items] == [True, False, None]
    assert not only("- a\n\n- b").tight


def test_a_quote_may_say_what_it_is():
    good = only("> Invented example: Dear *Amira*,\n>\n> thank you.")
    assert (good.kind, good.title) == (QuoteKind.EXAMPLE, "Invented example")
    assert text_of([good]) == "Dear Amira,thank you."
    bad = only("> Not like this:\n>\n> So sorry")
    assert (bad.kind, bad.title, text_of([bad])) == (QuoteKind.BAD, "Not like this", "So sorry")
    assert only("> Note: this").kind is QuoteKind.QUOTE


@pytest.mark.parametrize("kind", ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
def test_alerts_have_their_name_as_title(kind):
    block = only(f"> [!{kind}]\n> Mind this.")
    assert (block.kind, block.title.upper()) == (QuoteKind.ALERT, kind)
    assert text_of([block]) == "Mind this."


def test_tables_keep_cells_and_alignment():
    block = only("| a | b | c |\n|:--|:-:|--:|\n| 1 | *2* | [3](x) |")
    assert isinstance(block, ProseTable)
    assert block.align == (Align.LEFT, Align.CENTER, Align.RIGHT)
    assert [words(cell) for cell in (*block.head, *block.rows[0])] == [*"abc123"]
    assert block.rows[0][2][0].href == "x"


def test_code_is_kept_as_it_is():
    assert only("```py\n# no heading [b]\n\n  x\n```") == Code(text="# no heading [b]\n\n  x")
    assert only("    indented") == Code(text="indented")


def test_a_rule_is_a_rule_and_a_meant_break_is_kept():
    assert parse("a  \nb\n\n---") == (Paragraph(runs=(Run("a\nb"),)), HorizontalRule())


def test_tags_stay_visible_and_comments_vanish():
    assert text_of(parse("a <b>c</b> <!-- no --> d")) == "a <b>c</b>  d"
    assert parse("<!-- a\nnote -->\n\nb") == (Paragraph(runs=(Run("b"),)),)
    assert parse("<div>\nx\n</div>") == (Code(text="<div>\nx\n</div>"),)


def test_a_bare_address_becomes_a_link():
    (run,) = (run for run in only("see https://example.org/x now").runs if run.href)
    assert run.href == "https://example.org/x"


def test_script_addresses_are_text():
    assert not [run for run in only("[x](javascript:alert)").runs if run.href]


def test_square_brackets_in_text_come_through():
    text = "Dear [name], [@click=app.quit]press[/] me"
    assert text_of(parse(text)) == text


@given(st.text(max_size=300))
def test_any_text_at_all_can_be_read(text):
    parse(text)


@given(st.lists(st.text("abc xyzé漢🙂", min_size=1), max_size=5))
def test_no_word_is_lost(paragraphs):
    text = "\n\n".join(paragraphs)
    blocks = parse(text)
    shown = "".join(b.text if isinstance(b, Code) else text_of([b]) for b in blocks)
    assert "".join(shown.split()) == "".join(text.split())


def test_headings_within_code_are_no_headings():
    blocks = parse("## A\n\n```\n## no\n```\n\n~~~\n## no\n~~~\n## B")
    assert [each.anchor for each in blocks if isinstance(each, Heading)] == ["a", "b"]


def test_a_heading_may_carry_its_anchor():
    (heading,) = parse("## Ask for *one* thing {#asks}")
    assert (words(heading.runs), heading.anchor) == ("Ask for one thing", "asks")
    (plain,) = parse("## Ask for one thing")
    assert plain.anchor == "ask-for-one-thing"


def test_passages_have_no_marks_targets_or_labels():
    text = "> **Thanks**, see [this](slug#x) [House view](source:e1)."
    assert "".join(passages_in(parse(text))) == "Thanks, see this ."
    assert list(passages_in(parse("| a | b |\n|---|--:|\n| c | d |"))) == ["a · b", "c · d"]


def test_a_quote_without_words_is_no_block():
    assert not [block for block in parse(">") if isinstance(block, Quote)]
