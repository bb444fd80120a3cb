"""The looks of our own. Contrast of text is at least 4.5:1, or 7:1 in those named so (tested)."""

from dataclasses import replace

from textual.theme import Theme

HARBOUR = Theme(
    name="harbour",
    dark=True,
    primary="#e8b66b",
    secondary="#8fb3c4",
    accent="#e8b66b",
    foreground="#d9dde0",
    background="#14191d",
    surface="#14191d",
    panel="#1d242a",
    boost="#232b32",
    success="#9cc48a",
    warning="#e8b66b",
    error="#e58f80",
    variables={
        "border": "#e8b66b",
        "border-blurred": "#3a454e",
        "foreground-muted": "#9aa5ad",
        "text-muted": "#9aa5ad",
        "footer-background": "#14191d",
        "footer-key-foreground": "#e8b66b",
        "footer-description-foreground": "#9aa5ad",
        "footer-item-background": "#14191d",
        "footer-description-background": "#14191d",
        "footer-key-background": "#14191d",
        "block-cursor-background": "#2b353d",
        "block-cursor-foreground": "#f2f4f5",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#1d242a",
        "block-cursor-blurred-foreground": "#d9dde0",
        "block-cursor-blurred-text-style": "none",
        "input-selection-background": "#e8b66b 30%",
        "scrollbar": "#2b353d",
        "scrollbar-background": "#14191d",
        "scrollbar-corner-color": "#14191d",
        "scrollbar-hover": "#3a454e",
        "scrollbar-active": "#e8b66b",
        "scrollbar-background-hover": "#14191d",
        "scrollbar-background-active": "#14191d",
    },
)

PAPER = Theme(
    name="paper",
    dark=False,
    primary="#87500f",
    secondary="#2f6377",
    accent="#87500f",
    foreground="#22292d",
    background="#f6f3ec",
    surface="#f6f3ec",
    panel="#ece7db",
    boost="#e5dfd0",
    success="#3e6b2c",
    warning="#8a5210",
    error="#a33a2a",
    variables={
        "border": "#87500f",
        "border-blurred": "#c9c1b0",
        "foreground-muted": "#565e62",
        "text-muted": "#565e62",
        "footer-background": "#f6f3ec",
        "footer-key-foreground": "#87500f",
        "footer-description-foreground": "#565e62",
        "footer-item-background": "#f6f3ec",
        "footer-description-background": "#f6f3ec",
        "footer-key-background": "#f6f3ec",
        "block-cursor-background": "#e2dac8",
        "block-cursor-foreground": "#14191d",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#ece7db",
        "block-cursor-blurred-foreground": "#22292d",
        "block-cursor-blurred-text-style": "none",
        "input-selection-background": "#87500f 25%",
        "scrollbar": "#d5ccba",
        "scrollbar-background": "#f6f3ec",
        "scrollbar-corner-color": "#f6f3ec",
        "scrollbar-hover": "#c9c1b0",
        "scrollbar-active": "#87500f",
        "scrollbar-background-hover": "#f6f3ec",
        "scrollbar-background-active": "#f6f3ec",
    },
)

_DARK = {
    "border": "#ffd75f",
    "border-blurred": "#b0b0b0",
    "foreground-muted": "#e0e0e0",
    "text-muted": "#e0e0e0",
    "footer-key-foreground": "#ffd75f",
    "footer-description-foreground": "#ffffff",
    "block-cursor-background": "#00318a",
    "block-cursor-foreground": "#ffffff",
    "block-cursor-text-style": "bold",
    "block-cursor-blurred-background": "#4a4a4a",
    "block-cursor-blurred-foreground": "#ffffff",
    "input-selection-background": "#ffd75f 40%",
    "scrollbar": "#b0b0b0",
    "scrollbar-hover": "#ffffff",
}
_LIGHT = {
    "border": "#000000",
    "border-blurred": "#555555",
    "foreground-muted": "#222222",
    "text-muted": "#222222",
    "footer-key-foreground": "#5c2e00",
    "footer-description-foreground": "#000000",
    "block-cursor-background": "#ffe08a",
    "block-cursor-foreground": "#000000",
    "block-cursor-text-style": "bold",
    "block-cursor-blurred-background": "#d0d0d0",
    "block-cursor-blurred-foreground": "#000000",
    "input-selection-background": "#5c2e00 25%",
    "scrollbar": "#555555",
    "scrollbar-hover": "#000000",
}
_GROUND = (
    *("footer-background", "footer-item-background", "footer-description-background"),
    *("footer-key-background", "scrollbar-background", "scrollbar-corner-color"),
    *("scrollbar-background-hover", "scrollbar-background-active"),
)


def _on(ground: str, variables: dict[str, str]) -> dict[str, str]:
    return dict.fromkeys(_GROUND, ground) | variables


HARBOUR_CONTRAST = replace(
    HARBOUR,
    name="harbour-contrast",
    primary="#ffd75f",
    secondary="#9fe0ff",
    accent="#ffd75f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    boost="#262626",
    success="#a8f088",
    warning="#ffd75f",
    error="#ffa8a0",
    variables={**HARBOUR.variables, **_on("#000000", _DARK)},
)

PAPER_CONTRAST = replace(
    PAPER,
    name="paper-contrast",
    primary="#5c2e00",
    secondary="#003f5c",
    accent="#5c2e00",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#f0f0f0",
    boost="#e8e8e8",
    success="#0b4a00",
    warning="#5c2e00",
    error="#8a0000",
    variables={**PAPER.variables, **_on("#ffffff", _LIGHT)},
)

OURS = (HARBOUR, PAPER, HARBOUR_CONTRAST, PAPER_CONTRAST)
