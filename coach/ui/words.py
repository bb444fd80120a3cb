"""Names that several screens give to the same things."""

from coach.domain.outcomes import OUTCOMES
from coach.domain.vocabulary import Situation

__all__ = ["OUTCOMES", "SITUATIONS"]

SITUATIONS = {
    Situation.WAITING: "They went quiet on me",
    Situation.OWING: "I owe an answer",
    Situation.UNWANTED: "They press me",
    Situation.REPAIR: "I went quiet and regret it",
}
