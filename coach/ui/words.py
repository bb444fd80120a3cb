"""Names that several screens give to the same things."""

from coach.domain.vocabulary import SITUATIONS

__all__ = ["SITUATIONS"]
