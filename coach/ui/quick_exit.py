"""Leaving the terminal at once, when the program ends."""

from textual.driver import Driver


def at_once(driver: type[Driver]) -> type[Driver]:
    """This driver, except that the program's end does not wait for its thread.

    The thread that reads keys looks up every tenth of a second, and twice before it ends.
    An editor that takes over the terminal needs it gone; the end of the process takes it
    along anyway.
    """

    class AtOnce(driver):  # type: ignore[misc, valid-type]
        """Forgets its thread where the app has ended."""

        def disable_input(self) -> None:
            """Disable further input."""
            ended = self._app.return_code is not None
            if ended:
                self._key_thread = None
            super().disable_input()
            if ended:
                self.exit_event.set()  # it ends by itself, should the process live on

    return AtOnce
