"""Every source entry is whole, honest about its label, and quotes nothing that was left out."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

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

EVIDENCE, ADDED, WAITING_TIMES = 128, 16, 14
WORK = {"author": str, "year": int, "title": str, "address": str, "counted": str}
COUNTRIES = (
    "United Kingdom",
    "European Union",
    "United States",
    "New York State, USA",
    "Germany",
    "Canada",
)
KEPT_AS_A_WARNING = {"e56", "e75"}


def ids() -> set[str]:
    """The whole evidence, what was added for the law of new articles, and the waiting times."""
    numbered = (f"e{number}" for number in range(1, EVIDENCE + ADDED + 1))
    return {*numbered, *(f"t{number}" for number in range(1, WAITING_TIMES + 1))}


def cited() -> Iterator[str]:
    """What articles cite and what rows of the tables stand on."""
    for path in ARTICLES.glob("*.md"):
        yield from (link.source for link in read_article(path.stem).links if link.source)
    for rows in table_rows().values():
        yield from (source_id(each) for row in rows for each in row.get("evidence", ()))


def table_rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of every decision table, by its name."""
    folder = CONTENT / "deciding"
    return {
        part: tomllib.loads((folder / f"{part}.toml").read_text(encoding="utf-8"))["rows"]
        for part in ("safety", *Situation)
    }


def test_the_list_holds_the_whole_evidence_and_nothing_else() -> None:
    assert set(read_sources()) == ids()


def test_an_entry_says_its_label_and_its_claim_in_plain_calm_text() -> None:
    def faults(entry: dict[str, Any]) -> Iterator[str]:
        said = entry["claim"] + entry.get("limit", "")
        if not set(entry) <= {"label", "claim", "limit", "works"}:
            yield "unknown keys"
        if entry["label"] not in LABELS:
            yield "unknown label"
        if not entry["claim"].endswith((".", "?")) or not entry.get("limit", ".").endswith("."):
            yield "no full stop"
        if "!" in said or re.search(r"\b[ET]\d{1,3}\b|https?:", said):
            yield "not plain"

    assert not [(name, x) for name, entry in read_sources().items() for x in faults(entry)]


def test_a_claim_that_is_not_just_ours_has_a_whole_work_behind_it() -> None:
    def faults(entry: dict[str, Any]) -> Iterator[str]:
        works = entry.get("works", [])
        if not works and entry["label"] != "House view":
            yield "no work"
        for work in works:
            if {key: type(value) for key, value in work.items()} != WORK:
                yield f"keys of {work}"
            if not all(str(value).strip() for value in work.values()):
                yield f"empty in {work}"
            if not re.match(r"https?://\S+\.\S+$", work["address"]):
                yield work["address"]
            if not 1900 < work["year"] <= 2026:
                yield str(work["year"])

    assert not [(name, x) for name, entry in read_sources().items() for x in faults(entry)]


def test_an_official_claim_names_its_country() -> None:
    official = {name: x for name, x in read_sources().items() if x["label"] == "Official"}
    assert not [
        name
        for name, entry in official.items()
        if not entry["claim"].partition(":")[0].startswith(COUNTRIES)
    ]


def test_no_entry_repeats_what_was_left_out_or_speaks_as_nobody_does() -> None:
    said = {
        name: " ".join(
            [
                entry["claim"],
                entry.get("limit", ""),
                *(w["counted"] for w in entry.get("works", ())),
            ]
        )
        for name, entry in read_sources().items()
    }
    assert not [
        (name, pattern, why)
        for name, text in said.items()
        for pattern, why in (planned.NEVER | planned.FOREIGN).items()
        if re.search(pattern, text, re.IGNORECASE)
    ]


def test_every_source_but_those_kept_as_a_warning_serves_a_reader() -> None:
    """What is only our view may stand uncited: articles say once that unlabelled advice is ours."""
    theirs = {name for name, entry in read_sources().items() if entry["label"] != "House view"}
    assert theirs - set(cited()) == KEPT_AS_A_WARNING


def test_an_entry_read_by_itself_is_the_entry_read_with_all_others() -> None:
    assert dict(Sources(SOURCES)) == all_sources(CONTENT)


def test_every_row_says_what_it_stands_on_or_that_it_is_a_house_view() -> None:
    """Where nothing carries a row, its list is empty, not missing."""
    rows = [row for part in table_rows().values() for row in part]
    assert not [row["id"] for row in rows if "evidence" not in row]
    stands = [(row["id"], source_id(each)) for row in rows for each in row["evidence"]]
    assert not [(row, each) for row, each in stands if each not in read_sources()]
