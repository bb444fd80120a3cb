"""What came of a deed: said where it failed, and brought back from a thread."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.worker import NoActiveWorker, get_current_worker

from coach.errors import JournalError, OutboxError

T = TypeVar("T")

DELETED = "Deleted. You have 30 days to restore it: press u in the journal."

_LONG = 12
"""Seconds in which a sentence about a fault can be read."""


def say_fault(node: DOMNode, fault: object) -> None:
    """Say what went wrong, long enough to be read."""
    node.app.notify(str(fault), severity="error", timeout=_LONG, markup=False)


def tried(node: DOMNode, deed: Callable[[], T]) -> T | None:
    """What came of it; None where the journal or a file does not take it, which is said."""
    try:
        return deed()
    except (JournalError, OutboxError) as error:
        say_fault(node, error)
    except KeyError:  # another window deleted it meanwhile
        said = "That decision is no longer in the journal."
        node.app.notify(said, severity="warning", markup=False)
    return None


def done(node: DOMNode, deed: Callable[[], object]) -> bool:
    """Whether this could be done; where it could not, that is said."""
    return tried(node, lambda: (deed(),)) is not None


def deliver(node: MessagePump, show: Callable[[], object]) -> None:
    """From a worker's thread: run ``show`` in the node's own turn, unless nobody waits for it.

    Nobody does once the worker was cancelled or the node has left the screen. Parts of
    the node may be on their way out even then, so ``show`` asks for them by ``query``.
    """
    worker = None
    with suppress(NoActiveWorker):
        worker = get_current_worker()

    def if_waited_for() -> None:
        if not (worker and worker.is_cancelled) and node.is_running:
            show()

    if not (worker and worker.is_cancelled):
        node.call_later(if_waited_for)
