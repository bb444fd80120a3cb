"""What is asked once a decision has had its time, and what each answer adds to its record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from coach.advice.questions import AnswerKind, Choice, Question, spoken_date
from coach.journal.decisions import Decision, Note, Person, Prediction, Summary
from coach.journal.due_dates import DueKind, due
from coach.journal.outcomes import outcome_words
from coach.journal.own_promises import asked_by, promised
from coach.sanitize import one_line, visible
from coach.session.continuation import CAN_GO_ON, answer_them, kept_on, still_nothing
from coach.session.guidance import Guidance
from coach.session.session import Session
from coach.session.typed_answers import ReadDate, understand
from coach.vocabulary import Outcome, Situation

ONLY_WORDS = "words"
"""The answer to how it turned out of somebody who only wants to write something down."""

STILL_NOTHING = "still_nothing"
"""The answer of somebody who wants to decide anew, with all they said filled in."""

NOW_ANSWER = "now_answer"
"""The answer of somebody who has heard from them and wants to answer."""

PAID, PAID_PART = "paid", "paid_part"
"""The answers of somebody who waited for money."""

DROPPED, DELIVERED = "dropped", "delivered"
"""The answers of somebody who needs nothing from them any more, and of who did what they owed."""

KEPT_ON = "kept_on"
"""The answer of somebody who is still pressed, and wants to decide what to do now."""

TAKE_BACK = "take_back"
"""The answer of somebody who wants to undo what was said last about a decision."""

_LATER, _REST = "later", "rest"
_DONE = "I'm letting it go: don't ask again"
_YES, _NO, _UNSAID = "yes", "no", "unsaid"
_A_WEEK = timedelta(days=7)
_DAY = Question(id="last_contact", kind=AnswerKind.DATE, ask="When was that?")
"""Read as the day of the last message is: it has passed."""

_LEFT_OPEN = Choice(id=_UNSAID, text="Answer later")
_WELL = (
    Choice(id=_YES, text="Yes, given what I knew then"),
    Choice(id=_NO, text="No, I could have known better"),
    _LEFT_OPEN,
)
_AGAIN = (Choice(id=_YES, text="Yes"), Choice(id=_NO, text="No"), _LEFT_OPEN)
_CAME = (
    Choice(id=_YES, text="Yes, by then"),
    Choice(id=_NO, text="No, not by then"),
    _LEFT_OPEN,
    Choice(id=_REST, text=_DONE),
)


class Ask(StrEnum):
    """The questions that looking back can ask; each may be left open for good."""

    CAME_TRUE = "came_true"
    OUTCOME = "outcome"
    WHEN = "when"
    WORDS = "words"
    WELL_DECIDED = "well_decided"
    AGAIN = "again"


# -- when -----------------------------------------------------------------------------

_FOR_DUE = {DueKind.PREDICTION: Ask.CAME_TRUE, DueKind.CHECK_IN: Ask.OUTCOME}


def asked_now(
    one: Summary, around: Sequence[Summary], people: Sequence[Person], now: datetime
) -> Ask | None:
    """The one question this decision has come due with, or None. A guess is asked for first.

    ``around`` is its conversation, for what was decided again since asks nothing.
    Nothing is asked on the day of the decision. ``now`` carries the user's own zone.
    """
    if one.decided.astimezone(now.tzinfo).date() >= now.date():
        return None
    kinds = {each.kind for each in due((), around, people, now) if each.id == one.id}
    return next((_FOR_DUE[kind] for kind in _FOR_DUE if kind in kinds), None)


def asked_next(decision: Decision, said: Ask) -> Ask | None:
    """What may be asked after this was said; each question once, and never twice.

    Nobody who was in danger is asked whether they could have known better.
    """
    judged = decision.session.in_danger and said is Ask.WORDS
    if judged or (decision.notes and decision.notes[-1].settled):
        return None
    if said is Ask.CAME_TRUE:
        return Ask.OUTCOME if decision.outcome is None else _words_for_the_guess(decision)
    if said is Ask.OUTCOME and decision.outcome not in (None, Outcome.SILENT):
        later = decision.notes[-1].at.date() > decision.decided.date()
        return Ask.WHEN if later else Ask.WORDS
    if said in (Ask.OUTCOME, Ask.WHEN):
        return Ask.WORDS if decision.outcome else None
    if said is Ask.WORDS and decision.outcome and decision.summary().well_decided is None:
        return Ask.WELL_DECIDED
    if said is Ask.WELL_DECIDED and decision.summary().again is None:
        return Ask.AGAIN
    return None


def unfinished(decision: Decision, now: datetime) -> Ask | None:
    """The question at which looking back was left within the last week; None where it wasn't."""
    fresh = bool(decision.notes) and now - decision.notes[-1].at < _A_WEEK
    if decision.outcome in (None, Outcome.SILENT) or not fresh or decision.session.in_danger:
        return None
    return asked_next(decision, Ask.WORDS) or asked_next(decision, Ask.WELL_DECIDED)


def _words_for_the_guess(decision: Decision) -> Ask | None:
    """What happened, in words, where fears and hopes wait beside it and nothing was said yet."""
    told = any(note.text for note in decision.notes)
    return Ask.WORDS if was_imagined(decision.prediction) and not told else None


def was_imagined(guess: Prediction | None) -> bool:
    """Whether it was written down what was feared or expected."""
    return bool(guess and (guess.feared or guess.expected))


# -- in which words -------------------------------------------------------------------


_STILL_AFRAID = "If you're afraid, or it got worse: the safety page says who can help."


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A question as it is put: its text, a quiet line, and the choices (none: words are typed).

    ``at`` is the choice that is lit first, one that ends nothing.
    """

    text: str
    note: str = ""
    choices: tuple[Choice, ...] = ()
    at: str = ""


def inquiry(question: Ask, decision: Decision, today: date | None = None) -> Inquiry:
    """How this question is put to this decision on this day."""
    match question:
        case Ask.CAME_TRUE:
            return _whether_it_came(decision.prediction)
        case Ask.OUTCOME:
            step = one_line(decision.next_step)
            note = f"Planned: {step}" if decision.outcome is None and step else ""
            note = _STILL_AFRAID if decision.session.in_danger else note
            choices = _outcomes(decision, today)
            at = next((each.id for each in choices if each.id in _ENDS_NOTHING), "")
            return Inquiry(text="How did it turn out?", note=note, choices=choices, at=at)
        case Ask.WHEN:
            note = "For example: yesterday, last tuesday, 12 nov. Leave it empty for today."
            return Inquiry(text="When was that?", note=note)
        case Ask.WORDS:
            return _in_own_words(decision.prediction)
        case Ask.WELL_DECIDED:
            note = "A good decision can turn out badly, and a poor one can turn out well."
            return Inquiry(
                text="Was it a good decision, however it turned out?", note=note, choices=_WELL
            )
        case Ask.AGAIN:
            return Inquiry(text="Would you do the same again?", choices=_AGAIN)


def _whether_it_came(guess: Prediction | None) -> Inquiry:
    by = spoken_date(guess.by) if guess else "then"
    note = f"Your guess was {guess.percent}%." if guess else ""
    return Inquiry(text=f"Did they reply by {by}?", note=note, choices=_CAME)


def _in_own_words(guess: Prediction | None) -> Inquiry:
    if guess is None or not was_imagined(guess):
        note = "Facts and dates, if you like."
        return Inquiry(text="Anything to remember?", note=note)
    pairs = (("You feared", guess.feared), ("You expected", guess.expected))
    said = "\n".join(f"{name}: {one_line(text)}" for name, text in pairs if text)
    return Inquiry(text="What actually happened?", note=visible(said))


_MONEY = frozenset({"invoice", "wages", "money"})
_ENDS_NOTHING = frozenset({STILL_NOTHING, KEPT_ON})


def _outcomes(decision: Decision, today: date | None) -> tuple[Choice, ...]:
    """The outcomes, each once; a reply or none may lead on to a new session.

    What was said last can be taken back; then all is asked as it was the first time.
    """
    session, danger = decision.session, decision.session.in_danger
    situation = Situation.UNWANTED if danger else session.situation
    words: dict[str, str] = dict(outcome_words(situation).items())
    rest = {} if danger or decision.outcome else _rest(decision, today)
    rest |= _taken_back(decision, words) | {ONLY_WORDS: "None of these: write a note"}
    replied, silent = words[Outcome.REPLIED], words[Outcome.SILENT]
    if danger or session.situation is None:
        return _as_choices(words | rest)
    if session.situation not in CAN_GO_ON:
        del words[Outcome.REPLIED]
        return _as_choices({KEPT_ON: f"{replied}: decide what to do now"} | words | rest)
    first = {
        Outcome.REPLIED: f"{replied}, and there's nothing left to do",
        NOW_ANSWER: f"{replied}: prepare your answer",
        STILL_NOTHING: f"{silent}: decide what to do now",
    }
    del words[Outcome.REPLIED], words[Outcome.SILENT]
    if _awaits_money(session):
        del words[Outcome.SETTLED]
        first |= {PAID: "They paid", PAID_PART: "They paid part of it: decide what to do now"}
    elif session.situation is Situation.WAITING:
        first |= {DROPPED: "I took something else, or dropped it"}
    elif decision.sent and promised(decision.sent.body, decision.sent.at.date()):
        first |= {DELIVERED: "I did what I promised"}
    return _as_choices(first | words | rest)


def _awaits_money(session: Session) -> bool:
    told = (session.answers.get("matter"), session.answers.get("owed"))
    return session.situation is Situation.WAITING and not _MONEY.isdisjoint(map(str, told))


def _rest(decision: Decision, today: date | None) -> dict[str, str]:
    """To be asked again later, while that can still be of use, or not any more."""
    on = _again_on(decision, today) if today else None
    if on is None or today is None or on == today + _A_WEEK:
        return {_LATER: "Too early to say: ask again in a week", _REST: _DONE}
    if on <= today:
        return {_REST: _DONE}
    return {_LATER: f"Too early to say: ask again on {spoken_date(on)}", _REST: _DONE}


def _again_on(decision: Decision | None, today: date) -> date:
    """In a week; on the case's own deadline if that comes first."""
    needed = decision.session.answers.get("needed_by") if decision else None
    day = date.fromisoformat(str(needed)) if needed else None
    return min(today + _A_WEEK, day) if day and day >= today else today + _A_WEEK


def _taken_back(decision: Decision, words: Mapping[str, str]) -> dict[str, str]:
    """The choice that undoes what was said last, in the words in which it was said."""
    note = decision.last_said
    if note is None:
        return {}
    if note.outcome is not None:
        own = note.text in _SAYS.values()
        said = note.text.rstrip(".") if own else words[note.outcome]
    elif note.came_true is not None:
        said = _CAME[0 if note.came_true else 1].text
    else:
        said = _DONE if note.settled else "Too early to say"
    return {TAKE_BACK: f"Take back “{said}”"}


def _as_choices(words: Mapping[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(id=id, text=text) for id, text in words.items())


def next_session(
    decision: Decision, value: str, guidance: Guidance, id: str, now: datetime
) -> Session | None:
    """The session that this answer opens, with what is known carried over; None if none."""
    before, sent = decision.session, decision.sent
    sent_on = sent.at.astimezone(now.tzinfo).date() if sent else None
    if value == NOW_ANSWER:
        on = answer_them(before, id=id, guidance=guidance, now=now)
    elif value == KEPT_ON:
        on = kept_on(before, decision.verdict, sent_on, id=id, guidance=guidance, now=now)
    elif value in (STILL_NOTHING, PAID_PART):
        on = still_nothing(
            before,
            decision.verdict,
            sent_on,
            id=id,
            guidance=guidance,
            now=now,
            asked_by=asked_by(sent.body, sent_on) if sent and sent_on else None,
        )
        on = _part_paid(on, now.date()) if value == PAID_PART else on
    else:
        return None
    return replace(on, follows=decision.id, used=before.draft.template or before.used)


def _part_paid(session: Session, today: date) -> Session:
    """The next session where part of the money has come: it's known, and the rest is open."""
    known = {key: each for key, each in session.answers.items() if key not in _SAID_BEFORE_PAYING}
    said = {"their_word": "part_paid", "last_from": "them", "last_contact": today.isoformat()}
    return replace(session, answers=known | said)


_SAID_BEFORE_PAYING = frozenset({"their_word", "promised", "promised_for", "amount"})


# -- what an answer adds --------------------------------------------------------------


def noted(
    question: Ask, value: str, now: datetime, read_date: ReadDate, decision: Decision | None = None
) -> Note | None:
    """The note that this answer adds to the decision; None where it adds nothing.

    Raises ``NotUnderstoodError`` for a day that can't be read with ``read_date``.
    """
    if not value or value == _UNSAID:
        return None
    if value == _REST:
        return Note(at=now, settled=True)
    match question:
        case Ask.WHEN:
            day = understand(_DAY, value, now.date(), read_date)
            return Note(at=now, on=date.fromisoformat(str(day)))
        case Ask.WORDS:
            return Note(at=now, text=value)
        case Ask.CAME_TRUE:
            return Note(at=now, came_true=value == _YES)
        case Ask.WELL_DECIDED:
            return Note(at=now, well_decided=value == _YES)
        case Ask.AGAIN:
            return Note(at=now, again=value == _YES)
        case Ask.OUTCOME:
            return _turned_out(value, now, decision)


def _turned_out(value: str, now: datetime, decision: Decision | None) -> Note:
    if value == _LATER:
        return Note(at=now, check_on=_again_on(decision, now.date()))
    outcome = _MEANS.get(value) or Outcome(value)
    return Note(at=now, outcome=outcome, text=_SAYS.get(value, ""))


_SAYS = {
    PAID: "They paid.",
    PAID_PART: "They paid part of it.",
    DROPPED: "I took something else, or dropped it.",
    DELIVERED: "I did what I promised.",
}


_MEANS = {
    PAID: Outcome.SETTLED,
    PAID_PART: Outcome.REPLIED,
    DROPPED: Outcome.SETTLED,
    DELIVERED: Outcome.SETTLED,
    STILL_NOTHING: Outcome.SILENT,
    NOW_ANSWER: Outcome.REPLIED,
    KEPT_ON: Outcome.REPLIED,
}
