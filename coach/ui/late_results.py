"""Results that come back from a thread, to a screen or widget that may have gone meanwhile."""

from collections.abc import Callable
from contextlib import suppress

from textual.message_pump import MessagePump
from textual.worker import NoActiveWorker, get_current_worker


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
