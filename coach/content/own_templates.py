"""The user's own templates, kept as files beside the shipped ones."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coach.problems import OutboxError

if TYPE_CHECKING:
    from coach.session.templates import Template


@dataclass(frozen=True, slots=True)
class OwnTemplates:
    """Fulfils ``coach.app.ports.TemplateKeeper`` with a folder of Markdown files."""

    folder: Path

    def save(self, template: "Template") -> "Template":
        """Keep it, over the one it was if it is the user's own; raises ``OutboxError``."""
        from coach.content.template_files import save

        mine = template if template.own else replace(template, id="", own=True)
        try:
            path = save(self.folder, mine)
        except OSError as error:
            raise OutboxError(f"The template could not be kept: {error.strerror}.") from error
        return replace(mine, id=path.stem)

    def delete(self, id: str) -> None:
        """Forget one of the user's own; raises ``OutboxError``."""
        from coach.content.template_files import remove

        try:
            remove(self.folder, id)
        except OSError as error:
            raise OutboxError(f"The template could not be deleted: {error.strerror}.") from error
