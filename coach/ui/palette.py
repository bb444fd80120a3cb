"""What the palette finds: what can be done here, articles, and past decisions."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, cast

from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.message import Message

from coach.session.fear_words import asks_for_safety
from coach.ui.messages import OpenDecision, OpenInbox, OpenSafety, Read, StartSession
from coach.vocabulary import SITUATIONS

if TYPE_CHECKING:
    from coach.ui.app import CoachApp

MOST_DECISIONS = 500
"""Past decisions looked through; older ones are found in the journal."""

FIRST = 1000.0
"""A score above any that words are given."""

_SAFETY = "Safety page"
_SAFETY_HELP = "If you're afraid of someone: who can help, and a log of what happened"
_SAFETY_WORDS = (
    "unsafe safety safe scared afraid frightened threat threats threatened stalking stalker "
    "stalked harassment danger fear help"
).split()


def _about_safety(query: str) -> bool:
    """Whether this, even unfinished, looks for safety."""
    said = query.strip().casefold()
    begun = len(said) > 2 and any(each.startswith(said) for each in _SAFETY_WORDS)
    return begun or asks_for_safety(query)


_BEGINS_SO = 10.0
"""By how much an entry that begins as typed comes before those with the letters in them."""


class CoachCommands(Provider):
    """Keys of this screen first, then walks to begin, articles, people and decisions."""

    async def discover(self) -> Hits:
        """What can be done here."""
        for text, _, run in self._deeds():
            yield DiscoveryHit(text, run)

    async def search(self, query: str) -> Hits:
        """Whatever fits what is typed."""
        if _about_safety(query):
            yield Hit(FIRST, Content(_SAFETY), self._unsafe, text=_SAFETY, help=_SAFETY_HELP)
        matcher = self.matcher(query)
        for text, help, run in self._all():
            score = matcher.match(f"{text} {help}")
            if score > 0 and text.casefold().startswith(query.casefold()):
                score += _BEGINS_SO
            if score > 0:
                yield Hit(score, Content(text), run, text=text, help=help)

    def _all(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        yield from self._deeds()
        yield from self._articles()
        yield from self._decisions()
        yield from self._looks()

    def _deeds(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        for active in self._active():
            binding = active.binding
            if binding.tooltip and active.enabled:
                key = self.app.get_key_display(binding)

                def run(action: str = binding.action) -> None:
                    self.app.call_later(self.app.run_action, action, self.screen)

                yield binding.tooltip, key, run
        yield "Settings", "", self._settings
        if not any(each.binding.action == "export" for each in self._active()):
            yield "Export past decisions to a file", "", self._export
        if not any(each.binding.action == "inbox" for each in self._active()):
            yield "Find stalled conversations in your mail and chats", "", self._post(OpenInbox())
        for situation, text in SITUATIONS.items():
            yield f"StartSession: {text}", "", self._post(StartSession(situation))

    def _unsafe(self) -> None:
        self.app.call_later(self.app.post_message, OpenSafety())

    def _active(self) -> Iterable[ActiveBinding]:
        return self.screen.active_bindings.values()

    def _settings(self) -> None:
        self.app.call_later(self.app.run_action, "app.settings")

    def _export(self) -> None:
        self.app.call_later(self.app.run_action, "app.export")

    def _looks(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        for name in self.app.available_themes:

            def run(name: str = name) -> None:
                self._coach.wear(name)

            yield f"Colours: {name}", "", run

    def _articles(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        for article in self._coach.controllers.reading.shelf.articles:
            yield f"Read: {article.title}", article.summary, self._post(Read(article.slug))

    def _decisions(self) -> Iterator[tuple[str, str, Callable[[], None]]]:
        for each in self._coach.controllers.journal.summaries[:MOST_DECISIONS]:
            whom = " · ".join(part for part in (each.person, each.topic) if part) or "no name"
            when = f"{each.decided:%Y-%m-%d}"
            yield f"Decision: {whom}", when, self._post(OpenDecision(each.id))

    def _post(self, message: Message) -> Callable[[], None]:
        def run() -> None:
            self.app.post_message(message)

        return run

    @property
    def _coach(self) -> "CoachApp":
        return cast("CoachApp", self.app)
