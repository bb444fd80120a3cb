"""Bringing a journal of an older version up to date, after a copy was made.

Each step turns the documents of one schema into those of the next and is tested
on a kept file of its version. A step knows documents as they were then; it must
not depend on how the domain looks today, except for what is derived anyway.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from coach.journal.decisions import Decision
from coach.store import backups
from coach.store.codec import from_json, to_document

if TYPE_CHECKING:
    from coach.store.journal_log import Log, Stream

SCHEMA = 2
"""The schema this program writes."""


def upgrade(log: "Log", schema: int) -> "Stream":
    """The documents of this log, which has an older schema, as they should be now."""
    from coach.store.private_files import said

    with said(log.path, "copied before it is brought up to date"):
        copy = backups.make(log.path, f"before-schema-{SCHEMA}")
    log.notices.append(
        f"{log.path} was brought up to date. As it was before, it is kept in {copy}."
    )
    documents: Stream = log.documents()
    for version in range(schema, SCHEMA):
        documents = STEPS[version](documents)
    return documents


def summaries_with_predictions(documents: "Stream") -> "Stream":
    """From 1 to 2: summaries also hold what became of the prediction and the choice.

    A summary is derived from its decision, so each is made anew.
    """
    from coach.store.lazy_document import encode

    for table, key, raw in documents:
        if table == "details":
            decision = from_json(raw, Decision)
            yield table, key, raw
            yield "decisions", key, encode(to_document(decision.summary()))
        elif table != "decisions":
            yield table, key, raw


STEPS: Mapping[int, Callable[["Stream"], "Stream"]] = MappingProxyType(
    {1: summaries_with_predictions}
)
"""By the schema they start from."""
