"""Names that several screens give to the same things."""

from coach.domain.vocabulary import Outcome, Situation

SITUATIONS = {
    Situation.WAITING: "They went quiet on me",
    Situation.OWING: "I owe an answer",
    Situation.UNWANTED: "They press me",
    Situation.REPAIR: "I went quiet and regret it",
}

OUTCOMES = {
    Outcome.REPLIED: "They answered",
    Outcome.REFUSED: "They said no",
    Outcome.SILENT: "Still silence",
    Outcome.SETTLED: "It settled itself",
    Outcome.WORSE: "It got worse",
}
