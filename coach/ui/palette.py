"""What the palette finds: what can be done here, articles, and past decisions."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.message import Message

from coach.session.fear_words import asks_for_safety, says_harm
from coach.ui.messages import OpenDecision, Read, StartSession
from coach.vocabulary import SITUATIONS

if TYPE_CHECKING:
    from coach.ui.app import CoachApp

MOST_DECISIONS = 500
"""Past decisions looked through; older ones are found in the journal."""

FIRST = 1000.0
"""A score above any that words are given."""

_SAFETY = "Safety page"
_SAFETY_HELP = "If you're afraid, or a life is at risk: who can help, and a log of what happened"
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


def _with_key(text: str, key: str) -> Content:
    return Content(text) + Content.styled(f"  {key}", "$foreground-muted")


class CoachCommands(Provider):
    """Keys of this screen first, then sessions to begin, articles, people and decisions."""

    async def discover(self) -> Hits:
        """What can be done here."""
        for text, key, run in self._deeds():
            yield DiscoveryHit(_with_key(text, key), run, text=text)

    async def search(self, query: str) -> Hits:
        """Whatever fits what is typed."""
        if says_harm(query):  # whose life it is, is asked first
            asks = partial(self.app.call_later, self._coach.ask_whose_life, query)
            yield Hit(FIRST, Content(_SAFETY), asks, text=_SAFETY, help=_SAFETY_HELP)
        elif _about_safety(query):
            yield Hit(
                FIRST, Content(_SAFETY), self._run("app.unsafe"), text=_SAFETY, help=_SAFETY_HELP
            )
        matcher, words = self.matcher(query), query.casefold().split()
        every = list(self._all())
        with_words = [
            each
            for each in every
            if all(word in f"{each[0]} {each[1]}".casefold() for word in words)
        ]
        for text, help, run in with_words or every:  # letters apart only where no word fits
            score = matcher.match(f"{text} {help}")
            if score > 0 and text.casefold().startswith(query.casefold()):
                score += _BEGINS_SO
            if score > 0:
                yield Hit(score, Content(text), run, text=text, help=help)

    def _all(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        yield from self._deeds()
        yield from self._articles()
        yield from self._decisions()
        yield from self._looks()

    def _deeds(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        for active in self._active():
            binding = active.binding
            moves = (binding.id or "").startswith("list.")  # nobody looks for it here
            if binding.tooltip and active.enabled and not moves:
                yield binding.tooltip, self.app.get_key_display(binding), self._run(binding.action)
        yield "Settings", "", self._run("app.settings")
        if not any(each.binding.action == "export" for each in self._active()):
            yield "Export past decisions to a file", "", self._run("app.export")
        if not any(each.binding.action == "app.inbox" for each in self._active()):
            yield "Find stalled conversations in your email and chats", "", self._run("app.inbox")
        for situation, text in SITUATIONS.items():
            yield f"Start a session: {text}", "", self._post(StartSession(situation))

    def _active(self) -> Iterable[ActiveBinding]:
        return self.screen.active_bindings.values()

    def _looks(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        for name in self.app.available_themes:
            yield f"Colours: {name}", "theme", partial(self._coach.wear, name)

    def _articles(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        for article in self._coach.controllers.reading.shelf.articles:
            yield f"Read: {article.title}", article.summary, self._post(Read(article.slug))

    def _decisions(self) -> Iterator[tuple[str, str, Callable[[], object]]]:
        for each in self._coach.controllers.journal.summaries[:MOST_DECISIONS]:
            named = () if each.hidden else (each.person, each.topic)
            unnamed = "Saved earlier" if each.hidden else "no name"
            whom = " · ".join(filter(None, named)) or unnamed
            when = f"{each.decided:%Y-%m-%d}"
            yield f"Decision: {whom}", when, self._post(OpenDecision(each.id))

    def _post(self, message: Message) -> Callable[[], object]:
        return partial(self.app.post_message, message)

    def _run(self, action: str) -> Callable[[], object]:
        """What runs an action of the screen, or of the app, once the palette has gone."""
        return partial(self.app.call_later, self.app.run_action, action, self.screen)

    @property
    def _coach(self) -> "CoachApp":
        return cast("CoachApp", self.app)
