"""The shipped content, read once for all tests of a process: reading it is pure.

Content of another folder, and what the user added, is read each time as ever.
"""

from functools import cache, cached_property

from coach.content.loader import ContentFolder
from coach.content.shipped_content import shipped

_PARTS = (
    *("version", "deciding", "script", "aftercare", "safety", "rules", "_shipped_templates"),
    "shelf",
)


@cache
def _read() -> ContentFolder:
    return ContentFolder()


def install() -> None:
    """Let every ``ContentFolder`` of the shipped folder share what one of them read."""
    for name in _PARTS:
        _share(name, ContentFolder.__dict__[name])


def _share(name: str, reads: cached_property[object]) -> None:
    def part(self: ContentFolder) -> object:
        one = _read()
        if self is one or self._folder != shipped() or (name == "shelf" and _has_articles(self)):
            return reads.func(self)
        return getattr(one, name)

    shared = cached_property(part)
    shared.__set_name__(ContentFolder, name)
    setattr(ContentFolder, name, shared)


def _has_articles(folder: ContentFolder) -> bool:
    return folder._own is not None and (folder._own / "articles").exists()
