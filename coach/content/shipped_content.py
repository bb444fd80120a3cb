"""Where content lies: packed beside the code, or at the top of a checkout."""

from pathlib import Path


def shipped() -> Path:
    """The content folder that belongs to this program."""
    package = Path(__file__).resolve().parent.parent
    packed = package / "data"
    return packed if packed.is_dir() else package.parent / "content"
