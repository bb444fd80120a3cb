"""The least one can answer."""

from coach.advice.questions import AnswerKind, Question, Value


def plainest(question: Question) -> Value:
    """The first choice, no, none or nought; of words a single one."""
    match question.kind:
        case AnswerKind.CHOICE:
            return question.choices[0].id
        case AnswerKind.MANY:
            return ()
        case AnswerKind.YES_NO:
            return False
        case AnswerKind.COUNT | AnswerKind.SCALE:
            return 0
        case _:
            return "said"
