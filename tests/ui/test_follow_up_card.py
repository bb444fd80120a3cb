"""The card that asks what came of a decision."""

from coach.advice.questions import Choice
from coach.ui.widgets.choices import Choices
from coach.ui.widgets.follow_up_card import FollowUpCard
from tests.ui.stage import staged

FIRST, NEXT = (Choice(id="yes", text="Yes"),), (Choice(id="silent", text="Still no reply"),)


async def test_an_answer_to_one_question_is_never_taken_for_one_to_the_next():
    card = FollowUpCard()
    async with staged(card, FollowUpCard.Answered) as play:
        await card.ask("first", "Did they?", FIRST)
        card.query_one(Choices).settle()
        await card.ask("next", "How did it turn out?", NEXT)
        await play.rests()
        assert [each for each in play.said if each.question == "next"] == []
        await play.press("1")
        assert [(each.question, each.value) for each in play.said][-1:] == [("next", "silent")]
