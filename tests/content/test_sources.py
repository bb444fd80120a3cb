"""Every source entry is whole, honest about its label, and quotes nothing that was left out."""

import re
import tomllib
from typing import Any

import pytest

from coach.content.sources import Sources, all_sources
from coach.guides.article_notes import source_id
from coach.vocabulary import Situation
from tests.content import planned
from tests.content.article_files import (
    ARTICLES,
    CONTENT,
    LABELS,
    SOURCES,
    read_article,
    read_sources,
)

IDS = [*(f"e{number}" for number in range(1, 129)), *(f"t{number}" for number in range(1, 15))]
WORK = {"author": str, "year": int, "title": str, "address": str, "counted": str}
COUNTRIES = ("United Kingdom", "European Union", "United States", "New York State, USA")


@pytest.fixture(params=IDS)
def source(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Every entry of the evidence in turn."""
    return read_sources()[request.param]


def test_the_list_holds_the_whole_evidence_and_nothing_else() -> None:
    assert set(read_sources()) == set(IDS)


def test_an_entry_says_its_label_and_its_claim(source: dict[str, Any]) -> None:
    assert set(source) <= {"label", "claim", "limit", "works"}
    assert source["label"] in LABELS
    assert source["claim"].endswith((".", "?"))
    assert source.get("limit", ".").endswith(".")


def test_a_claim_that_is_not_just_ours_has_a_whole_work_behind_it(source: dict[str, Any]) -> None:
    works = source.get("works", [])
    assert works or source["label"] == "House view"
    for work in works:
        assert {key: type(value) for key, value in work.items()} == WORK
        assert all(str(value).strip() for value in work.values())
        assert re.match(r"https?://\S+\.\S+$", work["address"])
        assert 1900 < work["year"] <= 2026


def test_an_official_claim_names_its_country(source: dict[str, Any]) -> None:
    if source["label"] == "Official":
        assert source["claim"].partition(":")[0].startswith(COUNTRIES)


@pytest.mark.parametrize(("pattern", "why"), planned.NEVER.items(), ids=planned.NEVER.values())
def test_no_entry_repeats_what_was_left_out(pattern: str, why: str) -> None:
    for name, entry in read_sources().items():
        text = " ".join([entry["claim"], entry.get("limit", "")])
        assert not re.search(pattern, text, re.IGNORECASE), f"{name}: {why}"


def test_entries_are_plain_calm_text(source: dict[str, Any]) -> None:
    said = source["claim"] + source.get("limit", "")
    assert "!" not in said
    assert not re.search(r"\b[ET]\d{1,3}\b|https?:", said)


def test_every_entry_serves_a_reader_but_those_kept_as_a_warning() -> None:
    cited = {
        link.source
        for path in ARTICLES.glob("*.md")
        for link in read_article(path.stem).links
        if link.source
    }
    assert set(IDS) - cited == {"e56", "e75"}


def test_an_entry_read_by_itself_is_the_entry_read_with_all_others():
    assert dict(Sources(SOURCES)) == all_sources(CONTENT)


def test_every_row_says_what_it_stands_on_or_that_it_is_a_house_view():
    for part in ("safety", *Situation):
        text = (CONTENT / "deciding" / f"{part}.toml").read_text(encoding="utf-8")
        for row in tomllib.loads(text)["rows"]:
            assert "evidence" in row, f"{row['id']}: where nothing carries it, an empty list"
            assert {source_id(each) for each in row["evidence"]} <= set(IDS), row["id"]
