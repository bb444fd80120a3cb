"""Fear is understood however it is typed, and ordinary words are left alone."""

import pytest

from coach.session.fear_words import asks_for_safety, fears, says_fear, says_harm, says_pressed
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


@over(
    "text",
    [
        "im scared of what hes going to do",
        *("he pushed me against the wall", "he put his hands round my neck", "he touches me"),
        *("he forced me", "he made me have sex", "dick pics", "he checks my phone"),
        *("he says he will share the photos", "he has my passwords", "airtag in my bag"),
        *("I'm not allowed to talk to anyone", "he has a key to my flat", "he owns guns"),
        *("he knows where my kids go to school", "he found out my new address"),
        *("watch your back", "non-molestation order", "an injunction", "walking on eggshells"),
        *("I don't know what he's capable of", "I'm scared of what he'll do if I say no"),
        "he hit me and said he will kill me",
    ],
)
def test_what_was_done_and_what_is_feared_is_heard_as_people_type_it(text):
    assert says_fear(text)


@over(
    "text",
    [
        *(
            "he doesn't want to live anymore",
            "I don’t want to live anymore",
            "she doesnt want to live",
        ),
        *("doesn't want to be here anymore", "I'd be better off dead", "he wants to end it all"),
        *(
            "no point in living",
            "can't go on",
            "he says he can't go on.",
            "she wishes she was dead",
        ),
        *("everyone would be better off without me", "I want to die", "He'll kill himself."),
        *("suicide", "I'm suicidal", "he wants to end his life", "nothing left to live for"),
    ],
)
def test_that_a_life_may_be_ended_is_heard_and_asked_about_in_its_own_words(text):
    assert says_harm(text)
    assert asks_for_safety(text)


@over(
    "text",
    [
        *("She doesn't want to live in Berlin.", "We'd be better off without them."),
        *("I can't go on with the project.", "There's no point in going on with this supplier."),
        *("He forced me to move the date.", "The client pushed me on price.", "He has a key role."),
        *("They said they'll share the photos by Friday.", "I don't want to be here on Friday."),
        *("She won't let me know.", "We aren't allowed to talk about the offer.", "well, its fine"),
    ],
)
def test_what_sounds_like_it_is_left_alone(text):
    assert not says_fear(text)
    assert not asks_for_safety(text)


@over("text", ["I'm afraid he'll be angry", "he wants to meet me one last time"])
def test_fear_of_an_answer_and_a_last_meeting_lead_to_the_gentle_question(text):
    assert says_pressed(text)


def test_a_sentence_is_known_again_however_it_is_written_and_another_one_is_not():
    assert fears("I'm scared of him.") == fears("Hello.\n I’m scared of HIM!")
    assert fears("I'm scared of him. He hit me.") > fears("I'm scared of him.")
    assert fears("He hit me again.") != fears("He hit me.")
    assert fears("He's late again.") == frozenset()
    assert "hit" not in "".join(fears("He hit me."))


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
