"""Pictures of the running app: as rows of text, and as PNG files in screenshots/.

    COACH_PICTURES=1 pytest tests/journeys     the journeys write them as they go
    python -m tests.pictures                   the same, and names what changed

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
from pathlib import Path

from textual.app import App
from textual.pilot import Pilot

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "screenshots"
SIZES = ((80, 24), (120, 40))
FONTS = ("JetBrains Mono", "DejaVu Sans Mono")
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
    """The drawing in an installed font, on one ground to its very edge."""
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = svg.replace("Fira Code", font).replace("font-family: arial", f"font-family: {font}")
    return svg.replace('<rect fill="#292929"', f'<rect fill="{ground}"', 1)


@cache
def _font() -> str:
    installed = subprocess.run(
        ["fc-list", ":", "family"], capture_output=True, text=True, check=True
    ).stdout
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
