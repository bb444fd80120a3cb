"""The draft in ``coach ask``: begun, filled in, typed, and looked over until it may go on."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from coach.advice.questions import Choice
from coach.app.controllers import Controllers
from coach.app.draft_controller import BLANK, KEEP_MINE, REPLACE, REPLACES, UNSENDABLE
from coach.app.draft_review import DraftReview, said
from coach.commands import read_command
from coach.commands.prompts import GoBackError, Prompts, UnfinishedError
from coach.session import flow
from coach.session.kept_issues import Scope
from coach.session.session import Draft
from coach.vocabulary import WITH_SUBJECT

_THERE = Choice(id="there", text="The draft you have")
_FILL = Choice(id="fill", text="Fill in the gaps")
_GRAVE = "These words matter more than the message. To see where to find help, type: unsafe"
_GO_ON = Choice(id="on", text="Continue with this draft")
_EDIT = Choice(id="edit", text="Edit the draft")
_ANEW = Choice(id="anew", text="Start again")
_AS_THEY_ARE = Choice(id="keep", text="Ignore the issues and continue")
_BY_LINES = Choice(id="lines", text="Line by line, here")
_HOW_TO_COME_BACK = (
    "Save the file and close the editor to come back. To use another editor, set $EDITOR."
)
_NEW_WORDS = (
    "What should the line say? Press enter to leave it as it is, or type a minus sign to remove it."
)
_WHICH_LINE = "Which line? Type + to add one at the end, or press enter if you're done."
_KEEP_PAGE = Choice(id="keep", text="Save it with this decision")
_THROW_PAGE = Choice(id="throw", text="Delete it")


class AskDraft:
    """Where the draft of a session is written. Every change goes to the session at once."""

    def __init__(self, controllers: Controllers, talk: Prompts) -> None:
        self._drafts = controllers.drafts
        self._sessions = controllers.sessions
        self._reading = controllers.reading
        self._talk = talk

    def write(self) -> None:
        """Begin with a template, a blank page or the draft there is; then look it over."""
        offered = self._drafts.beginnings()
        assert offered is not None, "there's no decision yet to write a draft for"
        if offered.why:
            self._talk.say(f"\n{offered.why}")
        there = [_THERE] if offered.has_words else []
        picked = self._talk.choose("Begin with", [*there, *offered.choices], first=True)
        if picked == UNSENDABLE:
            self.write_privately()
            return
        keeps = picked != _THERE.id and offered.edited and self._keeps()
        if keeps:
            pass
        elif picked == BLANK:
            self._sessions.write(self._typed())
        elif picked != _THERE.id:
            begun = self._drafts.begun(*offered.templates[int(picked)])
            self._talk.show(begun, self._sessions.current.channel)
            self._sessions.write(begun)
            if not self._fill():
                return
        while self._look_over():
            pass

    def _keeps(self) -> bool:
        """Whether the user keeps what they have written."""
        return self._talk.choose(REPLACES, (KEEP_MINE, REPLACE), first=True) == KEEP_MINE.id

    def write_privately(self) -> None:
        """A page for oneself; only what the user wants kept is kept, with the session."""
        self._talk.say(
            "Write everything you want to say. It will never be sent. To finish, type a full"
            " stop on its own and press enter."
        )
        text = self._talk.text()
        if text.strip():
            picked = self._talk.choose("What should happen to it?", (_THROW_PAGE, _KEEP_PAGE))
            self._sessions.write_privately(text if picked == _KEEP_PAGE.id else "")

    def _fill(self) -> bool:
        """Ask for one gap after the other, each kept at once; False where one goes back."""
        empty = self._sessions.current.draft
        gaps = flow.open_places(self._sessions.services.guidance, empty)
        told = dict.fromkeys(gaps, "")
        at = 0
        while at < len(gaps):
            gap = gaps[at]
            so_far = f"So far: {told[gap]}. Press enter to keep it." if told[gap] else ""
            ask = f"{gap}? {so_far or 'Press enter to leave it open.'}"
            try:
                told[gap] = self._talk.own_words(ask) or told[gap]
            except GoBackError:
                if at == 0:
                    return False
                at -= 1
            else:
                self._sessions.write(_filled(empty, told))
                self._sessions.save()
                at += 1
        return True

    def _typed(self) -> Draft:
        subject = ""
        if self._sessions.current.channel in WITH_SUBJECT:
            subject = self._talk.own_words("Subject?")
        self._talk.say(
            "Write your message. To finish, type a full stop on its own and press enter."
        )
        try:
            return Draft(subject=subject, body=self._talk.text())
        except UnfinishedError as begun:
            self._sessions.write(Draft(subject=subject, body=begun.args[0]))
            raise

    def _look_over(self) -> bool:
        """What the checks say, and whether it goes on; true where it is to be looked over again."""
        review, session = self._sessions.review(), self._sessions.current
        found = review.review.findings
        self._talk.show(session.draft, session.channel)
        beside = [review.not_checked] if review.not_checked else []
        lines = [*map(said, found), *review.missing, *beside]
        if review.grave:  # help comes before what might be worded better
            lines = [_GRAVE, *map(said, review.stops)]
        lines = lines or ["No issues found."]
        self._talk.list(f"{review.review.words} words, {_state(review)}", lines)
        options = [_FILL] if review.slots else []
        options += [_GO_ON, _EDIT, _ANEW]
        options += [_AS_THEY_ARE] if any(not each.kept for each in found) else []
        picked = self._talk.choose(
            "What do you want to do with this draft?",
            options,
            first=not review.slots,
            reader=lambda _whole: self._read(review),
        )
        match picked:
            case _FILL.id:
                self._fill()
                return True
            case _EDIT.id:
                self._edit(session.draft)
                return True
            case _AS_THEY_ARE.id:
                for rule in {each.rule for each in found}:
                    self._sessions.keep_issue(rule, Scope.DRAFT)
                self._sessions.forward()
            case _GO_ON.id:
                self._sessions.forward()
        return False

    def _read(self, review: DraftReview) -> bool:
        """Why each thing found is one, each section once; else what the step is about."""
        places = [each.why for each in (*review.stops, *review.left)]
        for place in dict.fromkeys(places or [self._sessions.page().reading]):
            if place:
                read_command.show(self._reading.shelf, place)
        return True

    # Changing what stands there

    def _edit(self, draft: Draft) -> None:
        """In the user's own editor, which is named first, or line by line."""
        editor = self._drafts.editor_name() if self._talk.on_terminal else ""
        if editor:
            own = Choice(id="own", text=f"In your editor, {editor}", help=_HOW_TO_COME_BACK)
            if self._talk.choose("How?", (own, _BY_LINES), first=True) == own.id:
                edited = self._drafts.edit()
                if edited.problem:
                    self._talk.say(edited.problem)
                self._sessions.write(replace(draft, body=edited.text))
                return
        with suppress(GoBackError):
            self._edit_by_lines(draft)

    def _edit_by_lines(self, draft: Draft) -> None:
        """One line after the other, each kept at once; a line taken out renumbers the rest."""
        with_subject = self._sessions.current.channel in WITH_SUBJECT
        self._list_lines(draft, with_subject)
        while picked := self._talk.command(_WHICH_LINE):
            lines = draft.body.split("\n")
            number = int(picked[:4]) if picked.isascii() and picked.isdigit() else -1
            if picked == "+":
                self._talk.say("The new line:")
                lines.append(self._talk.words())
            elif number == 0 and with_subject:
                subject = self._talk.own_words("What should the subject be? Press enter to skip.")
                subject = re.sub(r"(?i)^(subject:\s*)+", "", subject)
                draft = replace(draft, subject=subject or draft.subject)
            elif 1 <= number <= len(lines):
                self._talk.say(lines[number - 1])
                with suppress(GoBackError):
                    typed = self._talk.own_words(_NEW_WORDS)
                    lines[number - 1 : number] = _instead(lines[number - 1], typed)
            else:
                self._talk.say(f"Type a number from {0 if with_subject else 1} to {len(lines)}.")
                continue
            before, draft = draft, replace(draft, body="\n".join(lines))
            self._sessions.write(draft)
            if draft != before:
                self._talk.say("Changed.")
            if len(lines) != before.body.count("\n") + 1:
                self._list_lines(draft, with_subject)

    def _list_lines(self, draft: Draft, with_subject: bool) -> None:
        numbered = [f"{n}  {line}" for n, line in enumerate(draft.body.split("\n"), start=1)]
        subject = [f"0  Subject: {draft.subject}"] if with_subject else []
        self._talk.list("The lines", [*subject, *numbered])


def _filled(draft: Draft, told: Mapping[str, str]) -> Draft:
    subject, body = draft.subject, draft.body
    for gap, words in told.items():
        if words:
            subject = subject.replace(f"‹{gap}›", words)
            body = body.replace(f"‹{gap}›", words)
    return replace(draft, subject=subject, body=body)


def _instead(line: str, typed: str) -> list[str]:
    if typed.strip() == "-":
        return []
    return [typed if typed.strip() else line]


def _state(review: DraftReview) -> str:
    if review.ready:
        return "ready"
    if review.grave:
        return "it mentions fear or harm: help comes first"
    found = len(review.review.findings)
    if not review.checked:
        return f"not checked, {found} to look at" if found else "not checked"
    return f"{found or 'nothing'} to look at"
