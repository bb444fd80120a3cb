"""The safety page and its log in ``coach ask``."""

from coach.app import safety_pages
from coach.app.controllers import Controllers
from coach.app.pages import SafetyPage
from coach.app.session_pages import YES_NO
from coach.commands import read_command
from coach.commands.prompts import (
    LEAVE,
    READ,
    FeelsUnsafeError,
    GoBackError,
    Prompts,
    SpeaksOfFearError,
)
from coach.platform.standard_streams import can_clear
from coach.session.fear_words import says_unsafe
from coach.session.safety import SafetyPart

_ENTRY = """\
Every line is saved as you enter it.
To end the entry, type a full stop on its own. To remove the last line, type undo.
For the safety page, type unsafe."""
_WIPES = (
    "If someone comes in: type q. It clears the screen and closes this at once. Some windows still"
    " keep earlier lines, so close the window too if you can."
)
_STAYS = (
    "If someone comes in: close the whole window. q stops the program, but what's written stays on"
    " the screen."
)
_EARLIER = (
    "This session is kept as “Saved earlier”. To delete it, run coach ask and choose “Discard an"
    " open session”."
)
_SHOW = "The lines aren't shown here. To see them, type show."
_SURE = "You've added entries to the log. Did you really open the safety page by mistake?"


def _way_out() -> str:
    """What to do where someone comes in; no terminal is promised what it can't do."""
    return _WIPES if can_clear() else _STAYS


class AskSafety:
    """Draws the safety page as prompts; every line of its log is saved as you enter it."""

    def __init__(self, controllers: Controllers, talk: Prompts) -> None:
        self._controllers = controllers
        self._sessions = controllers.sessions
        self._talk = talk
        self.seen = False

    def show(self, page: SafetyPage) -> bool:
        """One page shown and answered; whether the user leaves now. ``seen`` from then on."""
        self.seen = True
        try:
            return self._shown(page)
        finally:
            self._talk.answered()  # what is typed here is said on the safety page already

    def _shown(self, page: SafetyPage) -> bool:
        self._talk.answered()
        if page.writes:
            return self._log(page)
        self._talk.say(f"\n{page.title}. {page.ask}")
        self._talk.draw(page.lines[: page.urgent])
        if page.leaves:
            self._talk.say(f"{_way_out()} {_EARLIER}")
        self._talk.draw(page.lines[page.urgent :])
        return self._picked(page)

    def _log(self, page: SafetyPage) -> bool:
        self._talk.say(f"\n{page.title}")
        self._talk.draw(page.lines)
        self._talk.say(f"{_ENTRY}\n{_way_out()}")
        text = page.typed
        if text:
            self._talk.say(f"Lines written already: {len(text.splitlines())}. {_SHOW}")
        while (line := self._talk.words()) != ".":
            match line.strip().casefold():
                case word if word in LEAVE:
                    raise EOFError
                case word if says_unsafe(word):
                    self._sessions.choose_safety(safety_pages.PAGE)
                    return False
                case word if word in READ:
                    self._talk.say(_ENTRY)
                    continue
                case "show":
                    self._talk.say(text)
                    continue
                case "undo":
                    text = "\n".join(text.splitlines()[:-1])
                    self._talk.say("The last line has been removed.")
                case _:
                    text = f"{text}\n{line}" if text else line
            self._sessions.type_incident(text)
            self._sessions.save()
        self._sessions.write_incident()
        self._talk.say("Written down." if text.strip() else "Nothing was added to the log.")
        if self._sessions.current.at_safety is SafetyPart.DESPAIR:
            return False  # the question about it is the next page
        return self._picked(page)

    def _picked(self, page: SafetyPage) -> bool:
        try:
            picked = self._talk.choose("What now?", page.choices)
        except (FeelsUnsafeError, SpeaksOfFearError):
            picked = safety_pages.YES
        match picked:
            case safety_pages.READ:
                read_command.show(self._controllers.reading.shelf, page.reading)
            case safety_pages.CLOSE:
                return True
            case safety_pages.MISTAKE if self._sessions.current.logged and not self._sure():
                pass
            case safety_pages.SAVE_LOG:
                self._talk.say_saved(self._sessions.save_safety_log)
                self._sessions.choose_safety(safety_pages.PAGE)
            case _:
                self._sessions.choose_safety(picked)
        return False

    def _sure(self) -> bool:
        """Whether the page was really opened by mistake, though something stands in the log."""
        try:
            return self._talk.choose(_SURE, YES_NO) == "yes"
        except (FeelsUnsafeError, GoBackError, SpeaksOfFearError):
            return False
