"""The settings, changed from inside the program: one list, and a question for each."""

import re
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

from coach.advice.questions import Choice
from coach.app.settings import Settings
from coach.ui.dialogs.dialog import LineDialog, PickDialog
from coach.vocabulary import Warmth

if TYPE_CHECKING:
    from textual.app import App


_NAMES = {
    "name": "The name you sign with",
    "email": "Your email address",
    "theme": "Colours",
    "warmth": "Your usual tone",
    "english": "Spelling of templates",
    "hours": "Quiet hours, when a message can wait",
    "weekends": "Quiet weekends",
    "ascii": "Plain characters only (from the next start)",
}
_ENGLISH = {"uk": "British", "us": "American"}
_YES_NO = {"yes": "Yes", "no": "No"}
_UNSET = "not set"
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_HOUR = r"((?:[01]?\d|2[0-3]):[0-5]\d)"
_HOURS = re.compile(rf"{_HOUR}\s*(?:to|until|-|–)\s*{_HOUR}")
_HOW = {
    "hours": "A start and an end: 20:00 to 07:00. For no quiet hours, enter the same time twice."
}
_WRONG = {
    "email": "Enter an email address like this: kim@example.org.",
    "hours": "Enter a start and an end, like this: 20:00 to 07:00.",
}


async def pick_setting(app: "App[None]", settings: Settings) -> str:
    """Which setting is to be changed; empty for none."""
    choices = [Choice(id=id, text=f"{name}: {_said(settings, id)}") for id, name in _NAMES.items()]
    asks = PickDialog("Settings", (), choices, leaves="esc closes")
    return await app.push_screen_wait(asks) or ""


async def changed(app: "App[None]", settings: Settings, id: str, themes: list[str]) -> Settings:
    """The settings with another value of this one, as the user says; the same where none."""
    if id in ("name", "email", "hours"):
        before = "" if _said(settings, id) == _UNSET else _said(settings, id)
        typed = LineDialog(_NAMES[id], before, note=_HOW.get(id, ""))
        said = await app.push_screen_wait(typed)
        return settings if said is None else _typed(app, settings, id, said)
    picked = await app.push_screen_wait(_choice(id, themes))
    if not picked:
        return settings
    match id:
        case "theme":
            return replace(settings, theme=picked)
        case "warmth":
            return replace(settings, warmth=Warmth(picked))
        case "english":
            return replace(settings, english=picked)
        case "weekends":
            return replace(settings, quiet=replace(settings.quiet, weekends=picked == "yes"))
    return replace(settings, ascii=picked == "yes")


def _typed(app: "App[None]", settings: Settings, id: str, said: str) -> Settings:
    """The settings with what was typed; the same, and a word about it, where it can't be."""
    if id == "name":
        return replace(settings, name=said)
    if id == "email" and _ADDRESS.fullmatch(said):
        return replace(settings, email=said)
    if id == "hours" and (found := _HOURS.fullmatch(said)):
        start, end = (time.fromisoformat(each.zfill(5)) for each in found.groups())
        return replace(settings, quiet=replace(settings.quiet, start=start, end=end))
    app.notify(_WRONG[id], markup=False)
    return settings


def as_kept(settings: Settings, id: str) -> tuple[str, object]:
    """The key in the settings file that this setting is kept under, and its value."""
    quiet = settings.quiet
    match id:
        case "hours":
            return "quiet", {"from": f"{quiet.start:%H:%M}", "until": f"{quiet.end:%H:%M}"}
        case "weekends":
            return "quiet", {"weekends": quiet.weekends}
    return id, getattr(settings, id)


def _choice(id: str, themes: list[str]) -> PickDialog:
    offered = {
        "theme": {each: each for each in themes},
        "warmth": {each.value: each.value.capitalize() for each in Warmth},
        "english": _ENGLISH,
        "ascii": _YES_NO,
        "weekends": _YES_NO,
    }[id]
    choices = [Choice(id=each, text=text) for each, text in offered.items()]
    return PickDialog(_NAMES[id], (), choices, leaves="esc: no change")


def _said(settings: Settings, id: str) -> str:
    quiet = settings.quiet
    match id:
        case "english":
            return _ENGLISH[settings.english]
        case "ascii" | "weekends":
            on = settings.ascii if id == "ascii" else quiet.weekends
            return _YES_NO["yes" if on else "no"]
        case "hours":
            return f"{quiet.start:%H:%M} to {quiet.end:%H:%M}"
    return str(getattr(settings, id)) or _UNSET
