"""What goes wrong while saving, said where the user is."""

from collections.abc import Callable

from textual.dom import DOMNode

from coach.problems import JournalError, OutboxError

DELETED = "Deleted. In the journal, u brings it back, for 30 days."

_LONG = 12
"""Seconds in which a sentence about a fault can be read."""


def say_fault(node: DOMNode, fault: object) -> None:
    """Say what went wrong, long enough to be read."""
    node.app.notify(str(fault), severity="error", timeout=_LONG, markup=False)


def done(node: DOMNode, deed: Callable[[], object]) -> bool:
    """Whether this could be done; where the journal or a file does not take it, that is said."""
    try:
        deed()
    except (JournalError, OutboxError) as error:
        say_fault(node, error)
        return False
    except KeyError:  # another window deleted it meanwhile
        said = "It is not in the journal any more."
        node.app.notify(said, severity="warning", markup=False)
        return False
    return True
