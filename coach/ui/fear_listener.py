"""One door through which the words of every field pass: whether they ask for safety (E101, E106).

It hears them when the field is left, not at every letter, and says so once all that the key
does is done, so that nothing that was typed is lost. A new field needs nothing to be heard.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial

from textual import events
from textual.binding import Binding
from textual.message_pump import MessagePump
from textual.widget import Widget
from textual.widgets import Input, TextArea

from coach.session.fear_words import asks_for_safety

_ROUNDS = 4

_PALETTE = "--textual-command-palette"
"""Its first line is the safety page already."""


def left_in_fear(field: Widget, event: events.Event, under: Widget | None) -> bool:
    """Whether this key or click leaves a field in which words that ask for safety stand.

    ``under`` is what lies under the pointer.
    """
    if not isinstance(field, Input | TextArea) or not field.is_attached:
        return False
    if field.screen.has_class(_PALETTE):
        return False
    match event:
        case events.Key():
            leaves = not event.is_printable and event.key not in _editing(type(field))
        case events.MouseDown():
            leaves = under is not field
        case _:
            return False
    return leaves and asks_for_safety(words_of(field))


def once_done(field: Widget, then: Callable[[], object]) -> None:
    """Do this when the event that the field was given, and what it says of it, is dealt with."""
    _in_turn(_above(field), then)


def words_of(field: Widget) -> str:
    """What stands in a field; nothing of a passphrase."""
    if isinstance(field, TextArea):
        return field.text
    return field.value if isinstance(field, Input) and not field.password else ""


@cache
def _editing(kind: type[Widget]) -> frozenset[str]:
    """The keys that move or change words in such a field, and stay in it."""
    own = (each.__dict__.get("BINDINGS", ()) for each in kind.__mro__)
    keys = {each.key for bindings in own for each in Binding.make_bindings(bindings)}
    keys -= {"tab"}  # completes a path, and leaves it all the same
    return frozenset(keys | {"enter"} if issubclass(kind, TextArea) else keys - {"enter"})


def _above(field: Widget) -> Iterator[MessagePump]:
    """All that the field lies in, from it to the app, as often as one thing leads to another.

    First the key, then what the app does with it, what the field says, and what is made of that.
    """
    for _ in range(_ROUNDS):
        yield from tuple(field.ancestors_with_self)


def _in_turn(pumps: Iterator[MessagePump], then: Callable[[], object]) -> None:
    for each in pumps:
        if each.call_later(partial(_in_turn, pumps, then)):
            return
    then()
