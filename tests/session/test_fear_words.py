"""Fear is understood however it is typed, and ordinary words are left alone."""

import pytest

from coach.session.fear_words import asks_for_safety, says_fear, says_pressed
from tests.sweep import over


@over(
    "typed",
    [
        *("unsafe", "UNSAFE", "Unsafe.", "I feel unsafe", "I'm scared", "I’m scared!", "help"),
        *("Help me", "scared", "afraid", "safe", "safety", "threat", "threats", "stalking"),
        *("i am afraid of him", "I'm not safe", "I feel threatened.", "danger", "stalker"),
        *("he is following me", "they threatened me", "She says she will hurt me"),
        *("scared of my boss", "He scares me", "I need help", "please help me", "call the police"),
        *("my ex is stalking me", "I'm being harassed", "blackmail", "he hit me", "suicide"),
        *("I no longer feel safe", "this feels unsafe", "he's abusive", "am I in danger?"),
    ],
)
def test_it_asks_for_safety(typed):
    assert asks_for_safety(typed)


@pytest.mark.parametrize(
    "text",
    [
        "He turned up again on Tuesday. I'm scared of him and my manager laughed.",
        "It makes me feel unsafe to go home.",
        "They know where I live, and now they're following me.",
        "She wrote that she'll come to my house. I am afraid that she might turn up.",
        "He said he will hurt my family",
        "I left after years of abuse, and he was outside my house again.",
        "She told me I'd regret it.",
        "He sends pictures, naked ones.",
        "He says he'll kill himself if I leave.",
        "I'm so scared. I can't sleep.",
    ],
)
def test_a_longer_text_says_fear(text):
    assert says_fear(text) or asks_for_safety(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "Ana", "the safety report", "health and safety", "it's safe to say no", "helpful"),
        *(
            "I'm afraid we can't make it on Tuesday.",
            "I'm afraid the answer is no.",
            "just to be safe",
        ),
        *("Could you help me with the form?", "the helpdesk", "a threat to the budget"),
        "I was afraid to ask, and then the deadline passed.",
        "They followed up with me twice.",
        "He follows me on LinkedIn.",
        "She said she'll find a slot, and they will come to the meeting.",
        "I'm scared of missing the deadline.",
        "I can't make it, I'm afraid.",
        "The wait is killing me.",
        "no threats",
        "I'm afraid not",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert not says_fear(text)
    assert not asks_for_safety(text)


@pytest.mark.parametrize(
    "text",
    [
        "He found my private number.",
        "A seller who has my number now, and rings every evening.",
        "My boss texts me late at night.",
        "It has become intimate, and I'm his trainee.",
        "She keeps flirting with me.",
        "He waited outside my office again.",
    ],
)
def test_coming_too_near_is_heard_short_of_danger(text):
    assert says_pressed(text)
    assert not says_fear(text)


@pytest.mark.parametrize(
    "text",
    [
        "I sent the quote late at night and she hasn't answered.",
        "She asked for my address for the invoice.",
        "They call every Monday about the March proposal.",
        "He waits for the numbers from my team.",
    ],
)
def test_ordinary_stories_are_not_taken_for_it(text):
    assert not says_pressed(text)
