"""The way a reader has taken: where they were, are, and were before going back."""

from dataclasses import dataclass, replace

from coach.ui.widgets.article_view import TOP, ReadingPosition


@dataclass(frozen=True, slots=True)
class Stop:
    """An article on the way, and the spot in it that one left from."""

    slug: str
    spot: ReadingPosition = TOP


@dataclass(frozen=True, slots=True)
class ReadingHistory:
    """Stops in order; ``at`` is where one is now, -1 before the first."""

    stops: tuple[Stop, ...] = ()
    at: int = -1

    @property
    def here(self) -> Stop:
        """The stop one is at. Raises ``IndexError`` before the first."""
        return self.stops[self.at]

    def leaving(self, spot: ReadingPosition) -> "ReadingHistory":
        """With the spot remembered that one leaves this stop from."""
        if self.at < 0:
            return self
        left = replace(self.here, spot=spot)
        return replace(self, stops=(*self.stops[: self.at], left, *self.stops[self.at + 1 :]))

    def to(self, slug: str) -> "ReadingHistory":
        """One stop further; what lay ahead before is forgotten."""
        return ReadingHistory((*self.stops[: self.at + 1], Stop(slug)), self.at + 1)

    def step(self, step: int) -> "ReadingHistory | None":
        """One stop back (-1) or on (1); None where the trail ends."""
        at = self.at + step
        return replace(self, at=at) if 0 <= at < len(self.stops) else None
