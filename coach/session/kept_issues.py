"""For how long the user means what a check found: in this draft, in this session, or always."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from coach.session.session import Session


class Scope(StrEnum):
    """For how long a finding is kept as it stands."""

    DRAFT = "draft"
    SESSION = "session"
    ALWAYS = "always"


def kept(session: Session, always: frozenset[str]) -> Mapping[str, Scope]:
    """The rules whose findings are kept, each with the longest time it is kept for.

    ``always`` are those that the settings name.
    """
    return {
        **dict.fromkeys(session.draft.kept, Scope.DRAFT),
        **dict.fromkeys(session.kept, Scope.SESSION),
        **dict.fromkeys(always, Scope.ALWAYS),
    }


def keep(session: Session, rule: str, scope: Scope) -> Session:
    """With this rule's findings kept. What is kept always stays so in this session's record too."""
    if scope is Scope.DRAFT:
        draft = session.draft
        return replace(session, draft=replace(draft, kept=draft.kept | {rule}))
    return replace(session, kept=session.kept | {rule})


def release(session: Session, rule: str) -> Session:
    """With this rule's findings marked again, in the draft and in the session."""
    draft = replace(session.draft, kept=session.draft.kept - {rule})
    return replace(session, draft=draft, kept=session.kept - {rule})
