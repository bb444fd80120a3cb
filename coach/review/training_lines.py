"""What a user meant as it stood, as lines the judge can learn from."""

from collections.abc import Iterator

from coach.review.checks import ReviewSetting, RuleKind
from coach.review.message_parts import take_apart
from coach.review.review import Judge


def kept_lines(
    judge: Judge, text: str, setting: ReviewSetting, kept: frozenset[str]
) -> Iterator[str]:
    """A line of the corpus for each sentence whose learnt issues were kept.

    Tab-separated: ``clean``, the situation, ``?`` (nobody noted what it does), the sentence.
    """
    learnt = {each.id for each in judge.checks if each.kind is RuleKind.LEARNT}
    stretches = take_apart(text).stretches
    for issue in judge.review(text, setting).findings:
        if issue.rule in kept & learnt:
            for part in stretches:
                if part.start <= issue.start < part.end:
                    said = " ".join(text[part.start : part.end].split())
                    yield f"clean\t{setting.situation.value}\t?\t{said}"
