"""The looks of our own: readable, complete, and the same in kind."""

import re

import pytest
from textual.color import Color

from coach.ui.app import CoachApp
from coach.ui.theme import OURS
from tests.sweep import over

SHEET = CoachApp.CSS_PATH
READABLE = 4.5
"""The contrast that text needs against its ground, by the accessibility guidelines' level AA."""

ON_GROUND = ("foreground", "primary", "secondary", "accent", "success", "warning", "error")
NAMED = (
    "foreground-muted",
    "text-muted",
    "footer-key-foreground",
    "footer-description-foreground",
)
PAIRS = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("footer-key-foreground", "footer-background"),
)


def variables(theme):
    """All colours of a theme by name, as the style sheets see them."""
    return {**theme.to_color_system().generate(), **theme.variables}


def luminance(colour):
    """Relative luminance as the accessibility guidelines (WCAG 2.2) define it."""
    parts = (each / 255 for each in Color.parse(colour).rgb)
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """From 1 (the same) to 21 (black and white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_reckoned_as_the_guidelines_do():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.fixture(params=OURS, ids=lambda theme: theme.name)
def theme(request):
    return request.param


@over("name", [*ON_GROUND, *NAMED])
@over("theme", [each for each in OURS if "contrast" in each.name], ids=str)
def test_a_look_of_high_contrast_keeps_to_level_triple_a(theme, name):
    colours = variables(theme)
    assert contrast(colours[name], colours["background"]) >= 7


@over("name", ON_GROUND)
@over("ground", ["background", "surface", "panel"])
def test_text_in_any_of_our_colours_can_be_read_on_any_ground(theme, name, ground):
    colours = variables(theme)
    assert contrast(colours[name], colours[ground]) >= READABLE


@over("name", NAMED)
def test_quiet_text_can_be_read_too(theme, name):
    colours = variables(theme)
    for ground in ("background", "panel"):
        assert contrast(colours[name], colours[ground]) >= READABLE


@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_under_the_cursor_and_in_the_footer_can_be_read(theme, text, ground):
    colours = variables(theme)
    assert contrast(colours[text], colours[ground]) >= READABLE


def test_muted_text_can_be_read_under_the_cursor(theme):
    colours = variables(theme)
    for ground in ("block-cursor-background", "block-cursor-blurred-background"):
        assert contrast(colours["foreground-muted"], colours[ground]) >= READABLE
        assert contrast(colours["accent"], colours[ground]) >= READABLE


def test_both_looks_name_the_same_things():
    first, *others = (set(theme.variables) for theme in OURS)
    assert all(names == first for names in others)


def test_one_look_is_dark_and_one_is_light_and_each_has_one_of_high_contrast():
    assert sorted((theme.name, theme.dark) for theme in OURS) == [
        ("harbour", True),
        ("harbour-contrast", True),
        ("paper", False),
        ("paper-contrast", False),
    ]


def test_a_frame_without_focus_is_seen_and_quieter_than_one_with_it(theme):
    colours = variables(theme)
    quiet = contrast(colours["border-blurred"], colours["background"])
    loud = contrast(colours["border"], colours["background"])
    assert 1.3 <= quiet < loud


def test_the_style_sheet_knows_colours_by_name_only():
    text = re.sub(r"/\*.*?\*/", "", SHEET.read_text(), flags=re.DOTALL)
    assert not re.findall(r"(?:color|background)\s*:[^;]*(?:#[0-9a-fA-F]{3,8}\b|rgb)", text)
    assert ":hover" not in text
