"""The settings, changed from inside the program: one list, and a question for each."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from coach.advice.questions import Choice
from coach.app.settings import Settings
from coach.ui.dialogs.dialog import LineDialog, PickDialog
from coach.vocabulary import Warmth

if TYPE_CHECKING:
    from textual.app import App


_NAMES = {
    "name": "Your name, as you sign",
    "email": "Your email address",
    "theme": "Colours",
    "warmth": "Your usual tone",
    "english": "Spelling of templates",
    "ascii": "Plain characters only (from the next start)",
}
_ENGLISH = {"uk": "British", "us": "American"}
_YES_NO = {"yes": "Yes", "no": "No"}
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")


async def pick_setting(app: "App[None]", settings: Settings) -> str:
    """Which setting is to be changed; empty for none."""
    choices = [Choice(id=id, text=f"{name}: {_said(settings, id)}") for id, name in _NAMES.items()]
    asks = PickDialog("Settings", (), choices, leaves="esc closes")
    return await app.push_screen_wait(asks) or ""


async def changed(app: "App[None]", settings: Settings, id: str, themes: list[str]) -> Settings:
    """The settings with another value of this one, as the user says; the same where none."""
    if id in ("name", "email"):
        said = await app.push_screen_wait(LineDialog(_NAMES[id], str(getattr(settings, id))))
        if said is None:
            return settings
        if id == "email" and not _ADDRESS.fullmatch(said):
            app.notify("An email address looks like kim@example.org.", markup=False)
            return settings
        return replace(settings, name=said) if id == "name" else replace(settings, email=said)
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
    return replace(settings, ascii=picked == "yes")


def _choice(id: str, themes: list[str]) -> PickDialog:
    offered = {
        "theme": {each: each for each in themes},
        "warmth": {each.value: each.value.capitalize() for each in Warmth},
        "english": _ENGLISH,
        "ascii": _YES_NO,
    }[id]
    choices = [Choice(id=each, text=text) for each, text in offered.items()]
    return PickDialog(_NAMES[id], (), choices, leaves="esc: no change")


def _said(settings: Settings, id: str) -> str:
    value = getattr(settings, id)
    if id == "english":
        return _ENGLISH[settings.english]
    if id == "ascii":
        return _YES_NO["yes" if settings.ascii else "no"]
    return str(value) or "not set"
