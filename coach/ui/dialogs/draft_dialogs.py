"""The dialogs of a draft: what to begin from, what is kept as it is, the page never sent."""

from dataclasses import dataclass, replace
from functools import partial

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static, TextArea

from coach.advice.questions import Choice
from coach.app.controllers import Controllers
from coach.app.draft_controller import (
    BLANK,
    KEEP_MINE,
    MINE,
    REPLACE,
    REPLACES,
    UNDO,
    UNSENDABLE,
    Beginnings,
)
from coach.review.inbox_preview import InboxPreview
from coach.session.kept_issues import Scope
from coach.session.session import Draft
from coach.session.templates import FIELDS
from coach.ui.dialogs.dialog import Dialog, LineDialog, PickDialog
from coach.ui.dialogs.template_dialogs import (
    BEGIN,
    DELETE,
    EDIT,
    OwnTemplateDialog,
    Picked,
    TemplateDialog,
)
from coach.ui.keys import also
from coach.ui.messages import SettingChanged
from coach.ui.results import done
from coach.ui.textual_workarounds import ProseField
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.lines import quiet

_SCOPES = (
    Choice(id=Scope.DRAFT, text="In this draft"),
    Choice(id=Scope.SESSION, text="In every draft of this session"),
    Choice(
        id=Scope.ALWAYS,
        text="Always",
        help="To undo this, remove the issue from “keep” in the settings.",
    ),
)


def scope_dialog(message: str) -> PickDialog:
    """Asks for how long this issue is meant as it stands; nothing leaves it marked."""
    return PickDialog("Ignore this issue", (), _SCOPES, leaves="esc to cancel", note=message)


class InboxDialog(Dialog[None]):
    """A phone's two lines, and what they are asked to decide. Any usual key closes it."""

    TITLE_TEXT = "What they see first"
    LEAVES = "esc to close"
    BINDINGS = [also("enter,q,space,ctrl+o", "cancel")]

    def __init__(self, glimpse: InboxPreview, sender: str) -> None:
        super().__init__()
        self._glimpse = glimpse
        self._sender = sender

    def pieces(self) -> ComposeResult:
        """The inbox line, then the ask."""
        seen = self._glimpse
        with Vertical(id="phone"):
            yield Static(Content.styled(self._sender or "You", "bold"))
            if seen.subject:
                yield Static(Content(seen.subject))
            lines = "\n".join(line for line in seen.lines if line)
            yield Static(quiet(lines or "(empty)"))
        yield Static(Content.styled("What you're asking them", "$accent"), classes="head")
        yield Static(Content(seen.ask or "Nothing. They may read it and not reply."))
        yield Static(quiet(_verdict(seen)))


def _verdict(seen: InboxPreview) -> str:
    if not seen.ask:
        return ""
    if seen.one_word:
        return "They can answer yes or no."
    return "They can't just answer yes or no."


THROW, KEEP, BACK = "throw", "keep", "back"

ENDS = (
    Choice(id=THROW, text="Delete it", help="It's deleted for good, here and on disk."),
    Choice(id=KEEP, text="Save it with this decision", help="In your journal, only for you."),
    Choice(id=BACK, text="Back to the page"),
)
"""What becomes of the page."""

_LEAD = (
    "Write everything you want to say. You can't copy this page, save it as an email or"
    " send it. It isn't kept unless you say so. Press esc to finish."
)


@dataclass(frozen=True, slots=True)
class PrivatePage:
    """What became of the page: the text to keep, and whether the safety key was pressed on it."""

    kept: str = ""
    unsafe: bool = False


class PrivatePageDialog(Dialog[PrivatePage]):
    """Returns what became of the page. Hands nothing over."""

    TITLE_TEXT = "Never to be sent"
    LEAVES = "esc to finish"
    TALL = True

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = text

    def pieces(self) -> ComposeResult:
        """A page, and how to end it."""
        yield Static(Content(_LEAD), classes="quiet")
        yield ProseField(self._text)
        yield Choices(ENDS)

    def ready(self) -> None:
        """Ready to write."""
        self._ask(ending=False)

    def _ask(self, *, ending: bool) -> None:
        page, ends = self.query_one(TextArea), self.query_one(Choices)
        ends.display = ending
        page.disabled = ending
        (ends if ending else page).focus()

    def action_cancel(self) -> None:
        """An empty page is simply closed; else ask what becomes of it."""
        if not self.query_one(TextArea).text.strip():
            self.dismiss(PrivatePage())
        else:
            self._ask(ending=not self.query_one(Choices).display)

    def action_unsafe(self) -> None:
        """Straight to the safety advice; the page is kept, for it may matter."""
        self.dismiss(PrivatePage(self.query_one(TextArea).text, unsafe=True))

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Thrown away, kept, or written on."""
        event.stop()
        picked = event.ids[0]
        if picked == BACK:
            self._ask(ending=False)
        else:
            self.dismiss(PrivatePage(self.query_one(TextArea).text if picked == KEEP else ""))


class DraftDialogs:
    """Opens them over a screen. Each waits for the user, so it runs in a worker of the screen."""

    def __init__(self, screen: Screen[None], controllers: Controllers) -> None:
        self._screen = screen
        self._drafts = controllers.drafts
        self._sessions = controllers.sessions

    async def begin(self) -> Draft | None:
        """What the user begins from; None where the draft stays as it is."""
        while (offered := self._drafts.beginnings()) is not None:
            picked = await self._picked(offered)
            if picked is None:
                return None
            match picked.what:
                case what if what == BEGIN:
                    return await self._begun(offered, picked.index)
                case what if what == BLANK:
                    return Draft()
                case what if what == UNSENDABLE:
                    await self.write_privately()
                    return None
                case what if what == MINE:
                    await self._keep_as_template()
                    return None
                case what if what == EDIT:
                    await self._edit(picked.index)
                case what if what == DELETE:
                    gone = offered.templates[picked.index][0]
                    done(self._screen, partial(self._drafts.throw_away, gone))
                case what if what == UNDO:
                    done(self._screen, self._drafts.bring_back)
        return None

    async def _picked(self, offered: Beginnings) -> Picked | None:
        """What the user picks; before it takes the place of their own words, they are asked."""
        picked = await self._screen.app.push_screen_wait(TemplateDialog(offered))
        if picked and picked.what in (BEGIN, BLANK) and offered.edited:
            asks = PickDialog("Begin with", [REPLACES], (KEEP_MINE, REPLACE))
            if await self._screen.app.push_screen_wait(asks) != REPLACE.id:
                return None
        return picked

    async def _begun(self, offered: Beginnings, index: int) -> Draft:
        """The draft; before the first one that wants it, the user's own name is asked for."""
        if self._sessions.asks_name and FIELDS["me"] in offered.templates[index][1].missing:
            await self._ask_name()
            offered = self._drafts.beginnings() or offered
        return self._drafts.begun(*offered.templates[index])

    async def _ask_name(self) -> None:
        """Ask once how the user signs, and keep it."""
        self._sessions.asks_name = False
        note = (
            "Your name will be filled in from now on. You can change it in the settings (ctrl+p)."
        )
        asked = LineDialog(
            "The name you sign with", note=note, leaves="enter to save · esc to skip"
        )
        name = await self._screen.app.push_screen_wait(asked)
        if name:
            services = self._sessions.services
            self._sessions.services = replace(
                services, settings=replace(services.settings, name=name)
            )
            self._screen.post_message(SettingChanged("name", name))

    async def _keep_as_template(self) -> None:
        """The draft becomes a template of the user's own."""
        named = LineDialog("Name your template", self._sessions.current.topic)
        title = await self._screen.app.push_screen_wait(named)
        if title and done(self._screen, lambda: self._drafts.keep_as_template(title)):
            self._screen.notify(f"Saved as your template: {title}", markup=False)

    async def _edit(self, index: int) -> None:
        """Another name or other words for one of the user's own."""
        offered = self._drafts.beginnings()
        if offered is None:
            return
        template = offered.templates[index][0]
        changed = await self._screen.app.push_screen_wait(OwnTemplateDialog(template))
        if changed is not None:
            done(self._screen, lambda: self._drafts.save(changed))

    async def write_privately(self) -> None:
        """A page for oneself; only what the user wants kept is kept, with the session."""
        page = PrivatePageDialog(self._sessions.current.unsendable)
        written = await self._screen.app.push_screen_wait(page)
        if self._sessions.session is None:
            return
        self._sessions.write_privately(written.kept)
        if written.unsafe:
            self._sessions.to_safety()

    def edit_outside(self) -> Draft | None:
        """The draft as the user's own editor leaves it; None where it was not changed."""
        before = self._sessions.current.draft
        with self._screen.app.suspend():
            edited = self._drafts.edit()
        if edited.problem:
            self._screen.notify(edited.problem, severity="warning", timeout=10, markup=False)
        return replace(before, body=edited.text) if edited.text != before.body else None

    def preview(self) -> None:
        """What the other side sees first."""
        me = self._sessions.services.me
        self._screen.app.push_screen(InboxDialog(self._drafts.preview(), me))
