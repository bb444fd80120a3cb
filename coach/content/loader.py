"""All of content/ as one value, each part read when it is first asked for."""

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coach.content.shipped_content import shipped
from coach.errors import ContentError, Problem

if TYPE_CHECKING:
    from coach.advice.deciding import Deciding
    from coach.guides.article_notes import Use
    from coach.guides.articles import Shelf
    from coach.review.checks import Checks
    from coach.session.aftercare import Aftercare
    from coach.session.guidance import Script
    from coach.session.safety import SafetyText
    from coach.session.templates import Template


class ContentFolder:
    """The shipped content, with the user's own articles and templates added.

    ``own`` is the user's folder; it may not exist. What is broken is left out
    and named in ``errors``.
    """

    def __init__(self, folder: Path | None = None, own: Path | None = None) -> None:
        self._folder = folder or shipped()
        self._own = own
        self._problems: list[Problem] = []
        self._own_problems: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the parts read so far."""
        return (*self._problems, *self._own_problems)

    @cached_property
    def version(self) -> str:
        """A short digest over the deciding tables, so that a record can name its guidance."""
        from hashlib import sha256

        digest = sha256()
        for path in sorted((self._folder / "deciding").glob("*.toml")):
            digest.update(path.read_bytes())
        return digest.hexdigest()[:12]

    @cached_property
    def deciding(self) -> "Deciding":
        """Facts, tables, waiting times and verdict words; raises ``ContentError``."""
        from coach.content import table_files

        return table_files.load(self._folder)

    @cached_property
    def script(self) -> "Script":
        """What the pause asks; raises ``ContentError``."""
        from coach.content.typed_toml import read_toml
        from coach.session.guidance import Script

        return read_toml(self._folder / "pause.toml", Script)

    @cached_property
    def aftercare(self) -> "Aftercare":
        """What is said once a conversation is closed; raises ``ContentError``."""
        from coach.content.typed_toml import read_toml
        from coach.session.aftercare import Aftercare

        return read_toml(self._folder / "closing.toml", Aftercare)

    @cached_property
    def safety(self) -> "SafetyText":
        """What the safety page says; raises ``ContentError``."""
        from coach.content.typed_toml import read_toml
        from coach.session.safety import SafetyText

        return read_toml(self._folder / "safety.toml", SafetyText)

    @cached_property
    def rules(self) -> "Checks":
        """The checks on words, and the model some of them ask."""
        from coach.content import check_files

        return check_files.load(self._folder / "checks")

    @property
    def templates(self) -> "tuple[Template, ...]":
        """Messages to begin from; the user's own, which may change, are read anew each time."""
        from coach.content import template_files

        if self._own is None:
            return self._shipped_templates
        own, self._own_problems = template_files.load(self._own / "templates", own=True)
        return (*own, *self._shipped_templates)

    @cached_property
    def _shipped_templates(self) -> "tuple[Template, ...]":
        from coach.content import template_files

        found, problems = template_files.load(self._folder / "templates")
        self._problems += problems
        return found

    @cached_property
    def shelf(self) -> "Shelf":
        """The articles, the user's own among them."""
        from coach.content import article_files

        own = self._own / "articles" if self._own else None
        shelf = article_files.load(self._folder, own)
        self._problems += shelf.problems
        return shelf.with_uses(cache(self._uses))

    def _uses(self) -> "tuple[Use, ...]":
        from coach.session.guide_references import uses

        try:
            return uses(self)
        except ContentError:  # an article reads on; the session says what is broken
            return ()
