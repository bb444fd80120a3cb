"""Pictures of the running app: as rows of text, and as PNG files in screenshots/.

    COACH_PICTURES=1 pytest tests/journeys     the journeys write them as they go
    python -m tools.pictures                   the same, and names what changed

Text grids (``grid``) are what tests compare. Pictures (``shoot``) are for
people; they are set in JetBrains Mono where it is installed (Debian and
Ubuntu: ``fonts-jetbrains-mono``), else in DejaVu Sans Mono, and would look odd
in any other font, so without both none is written.
"""

import asyncio
import os
import re
import subprocess
import sys
from functools import cache
from hashlib import sha256
from html import escape, unescape
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot
from wcwidth import wcswidth

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "screenshots"
SIZES = ((80, 24), (120, 40))
FONTS = ("JetBrains Mono", "DejaVu Sans Mono")
_CELL = 12.2
"""Width of one cell in the drawing."""
_RUN = re.compile(
    r'<text(?P<head>[^>]*) x="(?P<x>[\d.]+)"(?P<y> y="[\d.]+") textLength="[\d.]+"(?P<tail>[^>]*)>'
    r"(?P<text>[^<]*)</text>"
)
WANTED = "COACH_PICTURES"
"""The environment variable that asks the journeys for pictures."""


def grid(app: App[object]) -> list[str]:
    """The rows of the screen as it stands, without blanks at their ends."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    return ["".join(strip.text for strip in row).rstrip() for row in update.strips]


def wanted() -> bool:
    """Whether pictures were asked for."""
    return bool(os.environ.get(WANTED))


async def shoot(pilot: Pilot[object], name: str, folder: Path = FOLDER) -> list[Path]:
    """Write NAME-80x24.png and NAME-120x40.png; the app has its own size again afterwards."""
    before = pilot.app.size
    written = []
    for width, height in SIZES:
        await resize(pilot, width, height)
        path = folder / f"{name}-{width}x{height}.png"
        path.write_bytes(png(pilot.app))
        written.append(path)
    await resize(pilot, before.width, before.height)
    return written


async def resize(pilot: Pilot[object], width: int, height: int) -> None:
    """Give the app another size, and let it come to rest."""
    if pilot.app.size != (width, height):
        await pilot.resize_terminal(width, height)
        await asyncio.sleep(0.1)
    await pilot.pause()


def png(app: App[object]) -> bytes:
    """The screen as it stands, as a terminal window."""
    import resvg_py

    font = _font()
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=_in_our_font(app.export_screenshot(simplify=True), font, _ground(app)),
            font_family=font,
            monospace_family=font,
            sans_serif_family=font,
            shape_rendering="crisp_edges",
        )
    )


def _ground(app: App[object]) -> str:
    """The colour behind everything."""
    return app.screen.background_colors[1].hex6


def _in_our_font(svg: str, font: str, ground: str) -> str:
    """The drawing in installed fonts, on one ground to its very edge."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", font).replace("font-family: arial", f"font-family: {font}")
    svg = svg.replace('<rect fill="#292929"', f'<rect fill="{ground}"', 1)
    return _RUN.sub(lambda found: _parted(found, font), svg)


def _parted(run: re.Match[str], font: str) -> str:
    """A run of text with each mark that the font lacks as a run of its own.

    A renderer that misses one mark sets the whole run in another font.
    """
    text = unescape(run["text"])
    marks = "".join(each for each in set(text) if _lacks(font, each))
    if not marks:
        return run[0]
    parts, left = [], float(run["x"])
    for piece in re.split(f"([{re.escape(marks)}])", text):
        width = wcswidth(piece) * _CELL
        if piece:
            style = f' style="font-family: {FONTS[-1]}"' if piece in marks else ""
            place = f'x="{left:g}"{run["y"]} textLength="{width:g}"'
            parts.append(f"<text{run['head']} {place}{run['tail']}{style}>{escape(piece)}</text>")
        left += width
    return "".join(parts)


def _lacks(font: str, character: str) -> bool:
    if character <= "\xff":
        return False
    there = _fonts_with(character)
    return font not in there and FONTS[-1] in there


@cache
def _fonts_with(character: str) -> str:
    return _installed(f":charset={ord(character):x}")


def _installed(pattern: str) -> str:
    found = subprocess.run(
        ["fc-list", pattern, "family"], capture_output=True, text=True, check=True
    )
    return found.stdout


@cache
def _font() -> str:
    installed = _installed(":")
    for font in FONTS:
        if font in installed:
            return font
    raise RuntimeError(f"pictures need one of these fonts: {', '.join(FONTS)}")


def _digests() -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in FOLDER.glob("*.png")}


def main() -> int:
    """Play the journeys, write all pictures, and name those that changed."""
    before = _digests()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/journeys", *sys.argv[1:]],
        cwd=ROOT,
        env={**os.environ, WANTED: "1"},
        check=False,
    )
    after = _digests()
    for name in sorted(after):
        if after[name] != before.get(name):
            print(f"screenshots/{name}: {'changed' if name in before else 'new'}")
    return done.returncode


if __name__ == "__main__":
    raise SystemExit(main())
