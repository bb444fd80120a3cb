"""The least one can answer."""

from coach.advice.questions import Kind, Question, Value


def plainest(question: Question) -> Value:
    """The first choice, no, none or nought; of words a single one."""
    match question.kind:
        case Kind.CHOICE:
            return question.choices[0].id
        case Kind.MANY:
            return ()
        case Kind.YES_NO:
            return False
        case Kind.COUNT | Kind.SCALE:
            return 0
        case _:
            return "said"
