"""Fear is understood however it is typed, and ordinary words are left alone."""

from pathlib import Path

import pytest

from coach.session.fear_words import (
    asks_for_safety,
    fears,
    says_fear,
    says_harm,
    says_hurt,
    says_pressed,
)
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
        "He keeps sending pictures of himself.",
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
        "She sent me pictures of the roof and of his dog.",
    ],
)
def test_ordinary_stories_are_not_taken_for_it(text):
    assert not says_pressed(text)


@over(
    "text",
    [
        *("he beat me up", "he locked me in", "he broke my arm", "he pushed me"),
        *("my ex has a key and rings all day", "he still has my key", "he let himself in"),
        *("he was in my flat when I got home", "he hurts the dog", "he killed my cat"),
        *("he said if he can't have me nobody can", "he'll take my kids"),
        *("he took my passport", "he smashed my phone", "he reads my messages"),
        *("I'm hiding from him", "I can't leave him", "I dread going home"),
        *("I am frightened of an ex-partner", "he keeps beating me"),
        *("she hits me when she drinks", "he's been beating me for years"),
        *("I was beaten again", "he has beaten me", "he kicked me in the stomach"),
        *("he knocked me down", "my husband throttled me", "he threw a plate at me"),
        *("he twisted my wrist", "she scratched my face", "he has broken my finger"),
        *("he shoved me again yesterday", "I have bruises on my arms"),
        *("he gave me a black eye", "he won't let me out of the house"),
        *("he keeps me locked up", "I was locked in the bathroom"),
        *("he shut me in the cellar", "she won't let me see my friends"),
        *("my boss kept me in the office and blocked the door", "he hides my keys"),
        *("he put a camera in my bedroom", "he tracks my phone", "she's tracking me"),
        *("he goes through my phone", "he spies on me", "he knows where I am all the time"),
        *("he follows me everywhere", "he has been following me home"),
        *("he controls everything I do", "my ex still has a key to my flat"),
        *("he's got a key", "she has kept the keys", "my ex keeps turning up at my house"),
        *("he broke into my flat", "he came into my room at night"),
        *("he threatened to take the kids", "he says I'll never see my children again"),
        *("he raised his fist", "he puts his hands on me", "He punched the wall next to me"),
        *("he forces me to sleep with him", "I ran away from my husband"),
        *("I'm scared to go home", "my partner hurt me", "my father hits us"),
        *("he pulled my hair", "he spat in my face", "he grabbed me by the throat"),
        *("he slapped me", "she bit me", "he tied me up", "he drugged me"),
        *("he burned my hand",),
    ],
)
def test_violence_control_and_pursuit_are_heard_in_many_tenses_and_particles(text):
    assert says_fear(text)
    assert fears(text)


@over(
    "text",
    [
        *("I have the pills ready", "I've written a goodbye note"),
        *("I'm thinking of ending it", "he's going to end it", "I want to end it"),
        *("I just want to sleep and never wake up", "I don't see a way out"),
        *("I can't cope any more", "I can't take it any more", "I've had enough of life"),
        *("I am a burden to everyone", "I want to disappear", "he sent me a goodbye message"),
        *("he said he'll do something stupid", "kms", "unalive", "I can't go on"),
        *("she says she can't go on any more", "there's no way out", "no way out"),
        *("I see no way out any more", "goodbye letter"),
        *("she wrote a goodbye letter to her kids", "he left a suicide note"),
        *("I took all my tablets", "I've saved up pills", "I've got enough pills"),
        *("I have all the pills", "I want to kill myself", "I could kill myself"),
        *("I'm going to kill myself tonight", "life isn't worth living"),
        *("I don't want to be alive", "everyone would be better off if I was gone"),
        *("you'd all be better off without me", "I wish I'd never been born"),
        *("I wish I was dead", "I've given up on life", "I'm tired of living"),
        *("I'd rather be dead", "nobody would miss me", "he's standing on a bridge"),
        *("she wants to jump off a bridge", "I keep thinking about dying", "I cut my wrists"),
        *("he tried to hang himself", "she says this is goodbye forever"),
        *("I won't be here tomorrow", "I won't survive the night"),
        *("there is nothing left to live for", "I can't do this any more"),
        *("I can't live like this any more", "I don't want to wake up"),
        *("he talks about killing himself", "I've thought about ending my life"),
        *("thinking about suicide", "he says he'll end it all"),
        *("I don't care if I live or die", "my life is over", "he threatens to end his life"),
        *("I'm done with life", "I can't keep going", "she has overdosed", "wanna die"),
        "I just want it to be over, everything",
    ],
)
def test_that_a_life_may_end_is_heard_in_many_plain_words(text):
    assert says_harm(text)


@over(
    "text",
    [
        *("I can't go on with this project", "he beat me to it", "dead tired"),
        *("kill the feature", "They beat us on price", "it hit me that I forgot"),
        *("the bill hit us hard", "the deadline is killing me", "She kept me in the loop"),
        *("he locked me out of the account", "they locked us into a contract"),
        *("he has a key role", "she has the key points", "the key question is open"),
        *("he pushed me to decide", "the client pushed me on price", "he kept me waiting"),
        *("she keeps me in the dark about the budget",),
        *("He reads my messages and doesn't answer", "she read my message"),
        *("I can't leave them hanging", "I can't leave it like this"),
        *("we don't see a way out of this contract",),
        *("there's no way forward with this supplier",),
        *("I wrote a farewell letter to the team", "a goodbye card for our colleague"),
        *("I want to end the thread politely", "I ended it last year"),
        *("the contract is ending", "I'll end the call", "he took my idea"),
        *("she broke the news", "he'll take my kids to school", "I broke my arm"),
        *("he's tied up in meetings", "they hold me to the price"),
        *("I was kicked off the list", "he let me down", "the airline lost my passport"),
        *("I'm dying to hear from you", "I could die of shame", "I ran 10 kms"),
        *("I want to go on with the order", "the pills arrived late"),
        *("I can't do this any earlier", "I can't take on any more work"),
        *("I can't take any more orders", "I'm sick of waiting"),
        *("I'm tired of chasing the invoice",),
        *("I don't want to be a burden with my questions", "my manager followed up with me"),
        *("he watched my talk", "she tracks my parcel", "I did something stupid"),
        *("he never replied after the interview", "He turned up late to the meeting"),
        *("they cut my hours", "They threw the draft at us last minute"),
        *("I need to jump on a call", "we had enough of the delays", "the train was late"),
        *("life is busy", "I won't be here on Friday"),
        *("won't be around tomorrow for the meeting", "She can't make it any more"),
        *("I can't wait any longer", "the project is dead", "he shot me an email"),
        *("she killed it in the interview", "hit me up when you're free"),
        *("I'll hit them with a reminder", "I've been hit by a cold"),
        *("he grabbed me a coffee", "he got me a coffee", "they'll get us a quote"),
        *("she will find me a slot", "let himself down", "I choked on my words"),
        *("I took the tablets to the office", "his phone is dead"),
        *("they dragged me into the meeting", "a burden of proof"),
        *("I can't stand this any more font",),
    ],
)
def test_look_alikes_of_violence_and_despair_are_left_alone(text):
    assert not asks_for_safety(text)


def test_violence_is_told_from_fear():
    assert says_hurt("He beat me up.")
    assert not says_hurt("I'm scared of him.")


@over(
    "text",
    [
        "he rings all day",
        "She calls me ten times a day.",
        "he keeps turning up",
        "texts me non-stop",
    ],
)
def test_somebody_who_rings_all_day_leads_to_the_gentle_question(text):
    assert says_pressed(text)


def plainly_said(sign: str) -> list[str]:
    """The lines of ``plainly_said.txt`` that begin with this sign."""
    told = Path(__file__).with_name("plainly_said.txt").read_text(encoding="utf-8").splitlines()
    return [each[2:] for each in told if each.startswith(f"{sign} ")]


def test_what_people_say_plainly_of_fear_and_despair_is_heard():
    assert [each for each in plainly_said("+") if not asks_for_safety(each)] == []


def test_what_only_sounds_like_it_is_left_alone():
    assert [each for each in plainly_said("-") if asks_for_safety(each)] == []
