"""Sessions that begin where something else left off, so that nothing is asked twice.

What is known is carried over as answers; what may have changed since, and above all whether
it's safe to write, is asked anew.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from coach.advice.facts import counted
from coach.advice.plan import once_more
from coach.advice.questions import SAFETY, Value
from coach.session.guidance import Guidance, pause_questions
from coach.session.session import Session
from coach.vocabulary import Situation, Step, VerdictId

CAN_GO_ON = frozenset({Situation.WAITING, Situation.OWING, Situation.REPAIR})
"""Where an answer is hoped for; after an unwanted message, nobody is led to write again."""

_MAY_HAVE_CHANGED = frozenset(
    {SAFETY, "gave_them", "feelings", "strength", "pull", "cost", "known_reason"}
)
_SHOWN_AGAIN = frozenset({"happened", "set_by", "waiting_extra", "owing_extra", "repair_extra"})
"""Carried over and shown again with the answer of then, since there may be more to tell."""

_OTHER_OFFER = "other_offer"
"""The circumstance of a silence that ends with the date it gives."""

_RECENT = timedelta(days=14)
"""For how long an apology that isn't answered counts as recent."""

_WHOEVER_WRITES = ("person", "topic", "channel", "power", "warmth", "invested", "tie")
"""What stays true of a conversation in any situation."""


def begun(
    id: str,
    situation: Situation,
    known: Mapping[str, Value],
    guidance: Guidance,
    now: datetime,
    *,
    passed: frozenset[str] = frozenset(),
) -> Session:
    """A session in which this is known and isn't asked; it opens at the first open question.

    ``passed`` are questions that were left open before and aren't asked again.
    """
    fresh = Session(id=id, started=now, touched=now, situation=situation, answers=dict(known))
    carried = (frozenset(known) | passed) - _SHOWN_AGAIN
    pages = pause_questions(guidance, situation)
    page = next((n for n, each in enumerate(pages) if each.id not in carried), len(pages) - 1)
    return replace(fresh, page=page, carried=carried)


def still_nothing(
    before: Session,
    verdict: VerdictId,
    sent_on: date | None,
    *,
    id: str,
    guidance: Guidance,
    now: datetime,
    asked_by: date | None = None,
) -> Session:
    """The next session where no answer came.

    ``before`` is the session that ended with ``verdict``; ``sent_on`` is the day its message
    went out, None where none did, and ``asked_by`` the day it named for an answer.
    What was done counts as the plan foretold it.
    """
    situation = before.situation or Situation.WAITING
    if situation is Situation.OWING and sent_on:  # the answer went out: now it's they who are quiet
        situation = Situation.WAITING
    passed: frozenset[str] = frozenset()
    if situation is before.situation:
        done = sent_on is not None or not verdict.sends
        facts = (
            once_more(before.answers, verdict, sent_on or now.date()) if done else before.answers
        )
        known, passed = _unchanged(facts), _TOLD_BEFORE
        if verdict is VerdictId.ESCALATE and asked_by and known.get("matter") == "invoice":
            known["last_sent"] = counted(known, "last_sent") + 1  # a demand with its day is one
        if verdict is VerdictId.REPAIR_APOLOGY and sent_on and situation is Situation.REPAIR:
            fresh = now.date() - sent_on < _RECENT
            known["apology"] = "recent" if fresh else "ignored"
    else:
        known = _kept(before) | {"nudges_sent": 0}
    if sent_on is not None:
        known.pop("asked_by", None)
        known |= {"last_contact": sent_on.isoformat(), "last_from": "me"}
        if asked_by:
            known["asked_by"] = asked_by.isoformat()
    known, lapsed = _without_lapsed(situation, known, before.touched.date(), now.date())
    on = begun(id, situation, known, guidance, now, passed=passed)
    return replace(on, lapsed=lapsed)


def kept_on(
    before: Session,
    verdict: VerdictId,
    sent_on: date | None,
    *,
    id: str,
    guidance: Guidance,
    now: datetime,
) -> Session:
    """The next session where they kept on pushing; a no that went out is one clear no more."""
    known = _unchanged(before.answers)
    known.pop("their_tries", None)
    if sent_on and verdict in _SAYS_NO:
        known["i_said"] = "twice" if known.get("i_said") in ("once", "twice") else "once"
    return begun(id, Situation.UNWANTED, known, guidance, now, passed=_TOLD_BEFORE)


_TOLD_BEFORE = frozenset({"topic", "story", "uncovered"})
"""Questions for words of one's own that aren't put twice, even where they were left empty."""

_SAYS_NO = frozenset({VerdictId.DECLINE, VerdictId.BOUNDARY, VerdictId.BLOCK_REPORT})


def _without_lapsed(
    situation: Situation, known: Mapping[str, Value], then: date, today: date
) -> tuple[dict[str, Value], str]:
    """What is still true now that a date of one's own has passed, and that date, if one has.

    A date that they set is a promise of theirs, and stays.
    """
    day = str(known.get("needed_by", ""))
    over = then.isoformat() <= day < today.isoformat()
    if situation is not Situation.WAITING or not over or known.get("set_by") == "them":
        return dict(known), ""
    rest = {key: each for key, each in known.items() if key not in ("set_by", "needed_by")}
    ticked = rest.get("waiting_extra")
    if isinstance(ticked, tuple):
        rest["waiting_extra"] = tuple(each for each in ticked if each != _OTHER_OFFER)
    return rest, day


def looked_at_again(session: Session, guidance: Guidance, today: date) -> Session:
    """An open session taken up again: a date that passed meanwhile is asked for once more."""
    if session.situation is None or session.in_danger:
        return session
    then = session.touched.date()
    known, lapsed = _without_lapsed(session.situation, session.answers, then, today)
    if not lapsed:
        return session
    pages = [each.id for each in pause_questions(guidance, session.situation, known)]
    carried = session.carried - _SHOWN_AGAIN - {"needed_by"}
    carried |= frozenset(pages[: pages.index("set_by")])
    carried |= frozenset(known) - _SHOWN_AGAIN
    on = replace(session, answers=known, lapsed=lapsed, carried=carried, decided=None)
    return replace(on, step=Step.PAUSE, page=pages.index("set_by"), looking_at="", overrule=None)


def answer_them(before: Session, *, id: str, guidance: Guidance, now: datetime) -> Session:
    """The next session where they have answered, and now it's the user's turn."""
    known = _kept(before) | {"last_from": "them"}
    return begun(id, Situation.OWING, known, guidance, now)


def _kept(before: Session) -> dict[str, Value]:
    return {key: before.answers[key] for key in _WHOEVER_WRITES if key in before.answers}


def _unchanged(facts: Mapping[str, Value]) -> dict[str, Value]:
    return {key: each for key, each in facts.items() if key not in _MAY_HAVE_CHANGED}
