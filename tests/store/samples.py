"""Sessions, decisions and people for the tests of this room: plain, full, and many."""

from datetime import UTC, date, datetime, timedelta, timezone

from coach.advice.recommendation import (
    Assessment,
    Because,
    Change,
    Consideration,
    Plan,
    PlanStep,
    Sure,
    Verdict,
)
from coach.journal.decisions import Decision, Note, Person, Prediction, Sent
from coach.session.session import Draft, Hold, Overrule, Session
from coach.vocabulary import Channel, Ending, Outcome, Situation, Step, VerdictId

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=timezone(timedelta(hours=1)))

NAUGHTY = (
    "[bold]not markup[/bold] [/] \\[ ]",
    "\x00\x01\x1b[31mred\x1b[0m\x7f\x9b31m",
    "\u202eright to left\u202c \u2066isolated\u2069 \u200bzero\u200d\ufeff",
    "\U0001f469\u200d\U0001f4bb \U0001f1eb\U0001f1ee e\u0301 \ufdfd \U00020000",
    "日本語 한국어 العربية עברית",
    "\u2028\u2029\x85\r\n\r\t\v\f",
    '"},{"sum":"00000000","put":{}}\n{"sum":"',
    "=cmd()|' /C calc'!A0 +1 -1 @SUM(1)",
    "\\u0000 \\ud800 \\n %s {0} ${HOME} `id`",
    "../../etc/passwd\\..\\nul",
    "\ufffe\uffff\U0010ffff",
)


def open_session(
    number: int = 1, *, body: str = "Dear you,\n\nthe draft stands.", **changes: object
) -> Session:
    """An unfinished session with something in every field."""
    fields: dict[str, object] = {
        "id": f"walk-{number}",
        "started": NOON,
        "touched": NOON + timedelta(minutes=number),
        "situation": Situation.WAITING,
        "step": Step.DRAFT,
        "page": 2,
        "answers": {
            "person": f"Ana {number % 40}",
            "topic": f"the report {number % 7}",
            "matter": "work",
            "nudges_sent": number % 4,
            "warm": True,
            "signs": ("late", "brief"),
            "strength": 5,
        },
        "typed": {"sent_on": "a while ago"},
        "looking_at": "signs",
        "hold": Hold(since=NOON, until=NOON + timedelta(hours=1)),
        "overrule": Overrule(verdict=VerdictId.NUDGE, reason="I know her."),
        "kept": frozenset({"one"}),
        "unsendable": "They asked you to stop.",
        "decided": NOON + timedelta(minutes=20),
        "strength_after": 4,
        "handed": "copied",
        "draft": Draft(subject="Report", body=body, template="nudge", kept=frozenset({"a", "b"})),
    }
    return Session(**{**fields, **changes})  # type: ignore[arg-type]


def assessment(verdict: VerdictId = VerdictId.NUDGE) -> Assessment:
    """An assessment with something in every field, about 1 KB of text."""
    return Assessment(
        row="w07",
        verdicts=(Verdict(id=verdict, text="Write once more, and leave it there."),),
        reason="A colleague who owes an answer may be reminded. " * 6,
        because=(Because(fact="warm", value=True, text="You know each other: yes"),),
        supporting=(Consideration(text="It is owed. " * 12, read="how-many-times#owed"),),
        opposing=(Consideration(text="They may be busy. " * 12),),
        would_change=(
            Change(fact="signs", to=("no",), verdict=VerdictId.LET_GO, text="A clear no"),
        ),
        sure=Sure.CLOSE,
        plan=Plan(
            do="Send it today.",
            by=date(2026, 11, 21),
            steps=(PlanStep(on=date(2026, 11, 27), when="no answer", then="let it go"),),
        ),
        read=("how-many-times",),
        asked=("warm", "signs"),
        comfort=("It is not about you.",),
    )


def decision(number: int = 1, **changes: object) -> Decision:
    """A decision with something in every field, about 3 KB as JSON."""
    fields: dict[str, object] = {
        "id": f"decision-{number}",
        "decided": NOON + timedelta(hours=number),
        "ending": Ending.SENT,
        "session": open_session(number),
        "assessment": assessment(),
        "sent": Sent(
            subject="Report",
            body="Could you send the report by Friday? A no is fine too. " * 8,
            channel=Channel.EMAIL,
            at=NOON,
            how="copied",
        ),
        "next_step": "If no answer, let it go.",
        "next_on": date(2026, 11, 27),
        "findings": ("open_question",),
        "strength_after": 3,
        "own_plan": Plan(do="Wait.", by=date(2026, 12, 1)),
        "prediction": Prediction(percent=70, by=date(2026, 11, 25), why="She always answers."),
        "guidance": "1",
        "program": "1.0.0",
        "notes": (Note(at=NOON, text="Sent.", outcome=Outcome.REPLIED if number % 3 else None),),
    }
    return Decision(**{**fields, **changes})  # type: ignore[arg-type]


def filled_with(text: str) -> Decision:
    """A decision in which every field that can hold words holds these."""
    guess = Prediction(percent=10, by=date(2026, 1, 1), why=text, feared=text, expected=text)
    return decision(
        1,
        id=text or "x",
        session=open_session(
            1, body=text, typed={text: text}, answers={"person": text, text: (text,)}
        ),
        next_step=text,
        findings=(text,),
        prediction=guess,
        notes=(Note(at=NOON, text=text),),
    )


def person(number: int = 1, **changes: object) -> Person:
    """What is kept about one person."""
    fields: dict[str, object] = {
        "id": f"person-{number}",
        "name": f"Ana {number}",
        "also": (f"A. {number}",),
        "notes": (Note(at=NOON.astimezone(UTC), text="Cancelled twice on the day."),),
    }
    return Person(**{**fields, **changes})  # type: ignore[arg-type]
