"""The judge as tests call it: a text and where it is sent, in keywords."""

from collections.abc import Sequence

from coach.review.checks import Checks, Review, ReviewSetting, Rule
from coach.review.review import Judge
from coach.vocabulary import Channel, Situation, VerdictId


class Checker:
    """Judges a text again and again while it is typed."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._judge = Judge(rules if isinstance(rules, Checks) else Checks(rules))

    def check(
        self,
        text: str,
        *,
        situation: Situation,
        verdict: VerdictId | None = None,
        channel: Channel = Channel.EMAIL,
        matter: str = "",
        kept: frozenset[str] = frozenset(),
    ) -> Review:
        """Judge one text as it stands now."""
        return self._judge.review(text, ReviewSetting(situation, verdict, channel, matter), kept)


def check(rules: Sequence[Rule], text: str, **setting) -> Review:
    """Judge one text once."""
    return Checker(rules).check(text, **setting)
