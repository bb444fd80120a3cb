"""A record in lines: what was decided, what came of it, and what was known then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from textual.content import Content
from textual.style import Style

from coach.advice.questions import Question, spoken_date
from coach.advice.recommendation import plan_lines
from coach.journal import conversations, history
from coach.journal.decisions import Decision, Note, Sent, Summary
from coach.journal.due_dates import SAVED_EARLIER
from coach.journal.follow_up import was_imagined
from coach.journal.incident_log import of_session
from coach.journal.outcomes import outcome_words
from coach.journal.rates import luck
from coach.sanitize import one_line, visible
from coach.ui.widgets.lines import EMPTY, HangingLines, Row, quiet
from coach.vocabulary import Ending, Situation

_LONGEST_NAME = 150
"""Cells of name and topic above a record: two lines."""

_LONGEST_GLANCE = 120
"""Cells of them beside the list."""
_MOST_LINES = 14
"""Lines of a message that are shown there at most."""

_ELSEWHERE = frozenset({"person", "topic", "strength", "feelings"})
"""Answers that a record shows in places of their own."""

_CHANNELS = {"email": "email", "linkedin": "LinkedIn", "chat": "chat", "letter": "letter"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One moment of a conversation: its day, what happened, quiet words, and what it opens."""

    day: str
    text: str
    aside: str = ""
    opens: str = ""
    here: bool = False
    decision: bool = False


@dataclass(frozen=True, slots=True)
class DecisionLines:
    """Retells records, with the names of verdicts and the questions that were asked."""

    verdicts: Mapping[str, str]
    questions: Mapping[str, Question]

    def head(self, one: Decision) -> list[Content]:
        """With whom and when, why it is closed if it is, what was decided, what went out."""
        return [*_whom(one), *_closed(one), *self._decided(one)]

    def known(self, one: Decision) -> list[Content]:
        """What was answered, as it was asked."""
        lines = heading("What you knew")
        situation = one.session.situation
        for id, value in one.session.answers.items():
            question = self.questions.get(id)
            if question is None or id in _ELSEWHERE:
                continue
            lines.append(quiet(question.wording(situation)))
            lines.append(Content(visible(question.text_of(value))))
        return lines

    def moments(self, around: Sequence[Decision], here: str) -> list[Moment]:
        """What happened in these decisions, in order of time; ``here`` is the one shown.

        What was added to a decision in one sitting stands together.
        """
        sittings = groupby(history.timeline(around), key=_sitting)
        return [self._moment([*events], here) for _, events in sittings]

    def _moment(self, events: Sequence[history.Event], here: str) -> Moment:
        one, day = events[0].decision, spoken_date(events[0].at.date())
        if one.hidden and one.id != here:
            is_note = events[0].note is not None
            return Moment(day=day, text=SAVED_EARLIER, opens=one.id, decision=not is_note)
        notes = [each.note for each in events if each.note]
        if not notes:
            sent = f"sent by {_channel(one.sent)}" if one.sent else "nothing sent"
            title = history.decided(one, self.verdicts)
            at = one.id == here
            return Moment(day=day, text=title, aside=sent, opens=one.id, here=at, decision=True)
        said = [part for note in notes for part in _noted(note, one.session.situation)]
        words = "\n".join(visible(note.text) for note in notes if note.text)
        if not said:
            return Moment(day=day, text=words or "Reviewed.", opens=one.id)
        return Moment(day=day, text=" ".join(said), aside=words, opens=one.id)

    def _decided(self, one: Decision) -> list[Content]:
        lines = [*heading("Decided"), Content(history.decided(one, self.verdicts))]
        overrule = one.session.overrule
        if overrule is None:  # in the words in which it was read then
            lines.append(Content(visible(one.assessment.verdict.text)))
        else:
            lines.append(Content(visible(f"Against the recommendation: {overrule.reason}")))
            lines.append(quiet(visible(f"The coach recommended: {one.assessment.verdict.text}")))
        shut = conversations.closed(one)
        if shut is None or shut.reason != one.assessment.reason:
            lines.append(quiet(visible(one.assessment.reason)))
        if one.session.hold_overridden:
            lines.append(quiet("A pause was offered. You chose to continue."))
        if one.ending is Ending.SENT and one.sent:
            when = f"{spoken_date(one.sent.at.date())}, {one.sent.at:%H:%M}"
            return [*lines, *heading(f"Sent by {_channel(one.sent)}, {when}")]
        return [*lines, *heading("Nothing was sent"), quiet("You decided to send nothing.")]


VEILED = "Press v to show it. Others may see this screen."


def veiled(one: Decision, how: str) -> list[Content]:
    """One that is about danger, before the user asks for it: its day, and ``how`` to see more."""
    day = quiet(spoken_date(one.decided.date()))
    return [Content.styled(SAVED_EARLIER, "bold"), day, Content(""), quiet(how)]


def heading(text: str) -> list[Content]:
    """A title with air above it."""
    return [Content(""), Content.styled(text, "$accent")]


def message(one: Decision) -> list[Content]:
    """The words that went out, to the letter; nothing where none did."""
    if one.ending is not Ending.SENT or one.sent is None:
        return []
    subject = one.sent.subject
    head = Content.styled(f"{visible(subject)}\n\n", "bold") if subject else Content("")
    return [head + Content(visible(one.sent.body))]


def came(one: Decision) -> list[Content]:
    """What came of it: in words, apart from luck, against the guess, and when to look again."""
    return [*_told(one), *_weighed(one.summary()), *_guessed(one), *_next(one)]


def beside(one: Decision) -> dict[str, Content]:
    """Feared, expected and happened; empty where neither of the first two was written down."""
    guess = one.prediction
    if guess is None or not was_imagined(guess):
        return {}
    words = outcome_words(one.session.situation)
    happened = [words[one.outcome]] if one.outcome else []
    happened += [visible(note.text) for note in one.notes if note.text]
    columns = {
        "Feared": visible(guess.feared),
        "Expected": visible(guess.expected),
        "Happened": "\n".join(happened),
    }
    missing = {"Happened": "Not recorded yet. Press n to record it"}
    return {
        title: Content.styled(f"{title}\n", "$accent")
        + (Content(text) if text else quiet(missing.get(title, "Nothing recorded")))
        for title, text in columns.items()
    }


def afterwards(one: Decision) -> list[Content]:
    """The plan, and how strong it felt."""
    lines = [Content(visible(line)) for line in plan_lines(one.plan)]
    return [*heading("The plan"), *lines, *_feeling(one)]


def logged(one: Decision) -> list[Content]:
    """The log of what happened, entry by entry, where safety came first."""
    written = of_session(one.session)
    if not (written or one.session.in_danger):
        return []
    lines = [
        quiet(f"{spoken_date(each.at.date())}, {each.at:%H:%M}  ") + Content(visible(each.text))
        for each in written
    ]
    return [
        *heading("Log of what happened"),
        *lines,
        quiet("Press l to add to the log, or to save it."),
    ]


def kept(one: Decision) -> list[Content]:
    """Which guidance and program said it."""
    said = [f"guidance {one.guidance}"] if one.guidance else []
    said += [f"program {one.program}"] if one.program else []
    return (
        [Content(""), quiet(f"Based on the versions of that time: {', '.join(said)}.")]
        if said
        else []
    )


def _whom(one: Decision) -> list[Content]:
    session = one.session
    parts = [one_line(part) for part in (session.person, session.topic) if part]
    when = f"{spoken_date(one.decided.date())}, {one.decided:%H:%M}"
    whom = Content.styled(" · ".join(parts) or "A conversation", "bold")
    return [whom.truncate(_LONGEST_NAME, ellipsis=True), quiet(when)]


def _channel(sent: Sent) -> str:
    return _CHANNELS.get(sent.channel, sent.channel)


def _closed(one: Decision) -> list[Content]:
    """Why it is closed comes first, so that it is not opened again by habit."""
    found = conversations.closed(one)
    if found is None or one.session.in_danger:  # nothing is over because nothing was sent
        return []
    words = outcome_words(one.session.situation)
    why = f"{words[found.outcome]}." if found.outcome else visible(found.reason)
    head = heading(f"Closed on {spoken_date(found.on)}")
    lines = [*head, Content(why or "You let it go.")]
    return [*lines, quiet("It stays closed unless something new happens.")]


def _told(one: Decision) -> list[Content]:
    lines = heading("How it turned out")
    words = outcome_words(one.session.situation)
    told = [note for note in one.notes if note.outcome or note.text or note.on]
    if not told:
        return [*lines, quiet("Not recorded yet. Press n to record it")]
    for note in told:
        said = [f"{words[note.outcome]}."] if note.outcome else []
        said += [f"That was on {spoken_date(note.on)}."] if note.on else []
        said += [visible(note.text)] if note.text else []
        lines.append(quiet(f"{spoken_date(note.at.date())}  ") + Content(" ".join(said)))
    return lines


def _sitting(event: history.Event) -> object:
    """The same for all that was added to one decision on one day."""
    return event.decision.id, event.note is None, event.at.date()


def _noted(note: Note, situation: Situation | None) -> list[str]:
    """What a note says beside its words."""
    said: tuple[tuple[bool | None, str, str], ...] = (
        (
            note.well_decided,
            "A good decision, however it turned out.",
            "Not your best decision, however it turned out.",
        ),
        (note.again, "You'd do the same again.", "You'd decide differently."),
        (note.came_true, "They replied in time.", "No reply in time."),
    )
    parts = [f"{outcome_words(situation)[note.outcome]}."] if note.outcome else []
    parts += [yes if value else no for value, yes, no in said if value is not None]
    parts += [f"That was on {spoken_date(note.on)}."] if note.on else []
    parts += [f"Check again on {spoken_date(note.check_on)}."] if note.check_on else []
    parts += ["You let it go."] if note.settled else []
    return parts


def _weighed(short: Summary) -> list[Content]:
    """The choice and its luck, named apart; nothing until the choice was judged."""
    found = luck([short])
    fields = (
        (found.well_and_well, "A good decision, and a good outcome."),
        (found.well_and_badly, "A good decision, and a bad outcome."),
        (found.badly_and_well, "Not your best decision, but a good outcome."),
        (found.badly_and_badly, "Not your best decision, and a bad outcome."),
    )
    said = [text for count, text in fields if count]
    if not said and short.well_decided is not None:
        said = ["A good decision." if short.well_decided else "Not your best decision."]
    if short.again is not None:
        said.append("You'd do the same again." if short.again else "You'd decide differently.")
    return [*heading("How good the decision was"), Content(" ".join(said))] if said else []


def _guessed(one: Decision) -> list[Content]:
    guess = one.prediction
    if guess is None:
        return []
    end = {True: "They did.", False: "They didn't.", None: "Not recorded yet."}[one.came_true]
    line = f"{guess.percent}% that they'd reply by {spoken_date(guess.by)}. {end}"
    why = [quiet(visible(guess.why))] if guess.why else []
    return [*heading("Your guess"), Content(line), *why]


def _next(one: Decision) -> list[Content]:
    """When to look again, where that is still open and the plan does not say it itself."""
    if one.outcome is not None or one.check_on is None or one.check_on == one.next_on:
        return []
    return [*heading("Next"), Content(f"Check again on {spoken_date(one.check_on)}.")]


def _feeling(one: Decision) -> list[Content]:
    before, after = one.session.answers.get("strength"), one.strength_after
    parts = [f"{before} out of 10 before"] if before is not None else []
    parts += [f"{after} out of 10 after"] if after is not None else []
    return (
        [*heading("How strong the feeling was"), Content(", ".join(parts) + ".")] if parts else []
    )


def glance(one: Decision, verdicts: Mapping[str, str]) -> Content:
    """One beside the list: with whom, what and why, the first lines sent, what came of it."""
    if one.hidden:
        return Content("\n").join(veiled(one, "Press enter, then v, to show it."))
    session = one.session
    whom = " · ".join(one_line(each) for each in (session.person, session.topic) if each)
    head = Content.styled(whom or "A conversation", "bold")
    lines = [
        head.truncate(_LONGEST_GLANCE, ellipsis=True),
        quiet(spoken_date(one.decided.date())),
        Content(""),
        Content(history.decided(one, verdicts)),
        quiet(visible(one.assessment.reason)),
    ]
    return Content("\n").join([*lines, *_first_lines(one), *_outcome(one)])


def _first_lines(decision: Decision) -> list[Content]:
    if decision.sent is None:
        return []
    told = visible(decision.sent.body).strip().splitlines()
    shown = "\n".join(told[:_MOST_LINES]).rstrip()
    more = "\n…" if len(told) > _MOST_LINES else ""
    return [*heading("Sent"), Content(shown + more)]


def _outcome(decision: Decision) -> list[Content]:
    words = outcome_words(decision.session.situation)
    said = words[decision.outcome] if decision.outcome else "Not recorded yet."
    notes = [each for each in decision.notes if each.text]
    lines = [*heading("How it turned out"), Content(said)]
    lines += [quiet(visible(each.text)) for each in notes[-2:]]
    if decision.outcome is None and decision.check_on:
        lines.append(quiet(f"Check again on {spoken_date(decision.check_on)}"))
    return lines


def rail(moments: Sequence[Moment]) -> HangingLines:
    """A rail of moments. ``●`` are decisions, ``○`` what was added later, ``›`` the one open.

    What is clicked carries the decision it opens as ``moment``.
    """
    return HangingLines(
        *(row for n, each in enumerate(moments, start=1) for row in _rows(each, n == len(moments)))
    )


def _rows(moment: Moment, end: bool) -> list[Row]:
    opens = Style.from_meta({"moment": moment.opens})
    beside = Content.styled("  " if end else "│ ", "$border-blurred").stylize(opens)
    text = Content.styled(moment.text, "bold" if moment.here else "")
    if moment.here:
        text = Content.styled("› ", "$accent") + text
    lines = [text, *([quiet(moment.aside)] if moment.aside else []), *([] if end else [EMPTY])]
    mark = Content.styled("● " if moment.decision else "○ ", "$accent")
    return [
        (mark.stylize(opens), quiet(moment.day).stylize(opens)),
        *((beside, each.stylize(opens), beside) for each in lines),
    ]
