"""When a screen stands still: nothing is on its way that would change it without a clock.

Textual's own pilot takes the app for idle when the process used little CPU for 20 ms,
which says too much on an idle machine and too little on a busy one. Here it is a condition:
the event loop has nothing left to run, no thread is at work for it, nothing is animated,
and all is drawn. Timers that are still to ring aren't waited for: a test that wants one
waits for what it brings.
"""

import asyncio
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from textual import app as textual_app
from textual import pilot as textual_pilot
from textual._context import active_app
from textual.app import App
from textual.pilot import Pilot
from textual.screen import Screen

PATIENCE = 60.0
"""Seconds after which an app that never comes to rest counts as hung."""

_A_MOMENT = 0.001
"""Seconds between two looks at threads that are at work."""


SOON = 0.3
"""Seconds a widget lets go by at most between the last key and what it does about it."""


async def settled(app: App[object], *, and_soon: bool = False) -> bool:
    """Wait until nothing is on its way; False where the app broke.

    ``and_soon``: what a widget does a moment after the last key is waited for too.
    """
    loop = asyncio.get_running_loop()
    end = time.monotonic() + PATIENCE
    while app._exception is None and app._running:
        await asyncio.sleep(0)
        if time.monotonic() > end:
            raise AssertionError("the app never comes to rest")
        if loop._ready:
            continue
        at_work = _at_work(loop._default_executor) or app.animator._animations or app._resize_event
        if at_work or (and_soon and _rings_soon(app.screen)):
            await asyncio.sleep(_A_MOMENT)
        elif not loop._ready and not _draws(app):
            return True
    return app._exception is None


def _at_work(threads: ThreadPoolExecutor | None) -> bool:
    """Whether a thread is busy; one that a test holds back by a lock or an event is not."""
    if threads is None:
        return False
    busy = len(threads._threads) - threads._idle_semaphore._value
    if not busy and threads._work_queue.empty():
        return False
    held = sum(map(_is_held, list(threads._threads)))
    return busy > held or not threads._work_queue.empty()


def _is_held(thread: object) -> bool:
    frame = sys._current_frames().get(thread.ident)
    return frame is not None and frame.f_code.co_filename == threading.__file__


def _rings_soon(screen: Screen[object]) -> bool:
    timers = (each for node in screen.walk_children(with_self=True) for each in node._timers)
    return any(
        each._repeat == 0 and each._interval <= SOON and each._task and not each._task.done()
        for each in list(timers)
    )


def _draws(app: App[object]) -> bool:
    """Draw at once what would be drawn at the next sixtieth of a second; whether there was any."""
    try:
        screen = app.screen
    except textual_app.ScreenStackError:
        return False
    if not _wants_drawing(screen):
        return False
    screen._on_timer_update()
    return True


def _wants_drawing(screen: Screen[object]) -> bool:
    wanted = (
        screen._layout_required,
        screen._scroll_required,
        screen._repaint_required,
        screen._recompose_required,
        screen._dirty_widgets,
    )
    return bool(screen._callbacks) or (screen.is_current and any(wanted))


async def _idle(min_sleep: float = 0.0, max_sleep: float = 0.0) -> None:
    await settled(active_app.get())


async def _screen_is_done(pilot: Pilot[object], timeout: float = 0.0) -> bool:
    return await settled(pilot.app)


def install() -> None:
    """Let every pilot wait by this condition."""
    textual_app.wait_for_idle = _idle
    textual_pilot.wait_for_idle = _idle
    Pilot._wait_for_screen = _screen_is_done
