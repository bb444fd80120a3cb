"""The turns of phrase by which people ask, promise, thank, refuse, insist and sell.

The expressions are in ``phrases.toml``; here's what each list of them is for.
"""

import re
import tomllib
from pathlib import Path

from coach.inbox.phrase_list import PhraseList

_DATA = tomllib.loads(Path(__file__).with_name("phrases.toml").read_text("utf-8"))


def _whole(expression: str) -> str:
    """The expression with the parts that its <names> stand for; a part may hold earlier ones."""
    for name, part in reversed(_DATA["parts"].items()):
        expression = expression.replace(f"<{name}>", part)
    return expression


def _list(name: str) -> PhraseList:
    return PhraseList(*map(_whole, _DATA["lists"][name]))


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_whole(_DATA["patterns"][name]))


SOFT = _list("soft")
"""Politeness in the shape of a request; nobody has to answer it."""
SMALL_QUESTION = _list("small_question")
"""Questions that greet, or that answer themselves."""
REQUEST = _list("request")
INDIRECT = _list("indirect")
"""A request without asking: what one would love to hear, what others ask, what's missing."""
NO_INDIRECT = _list("no_indirect")
"""Where such a phrase only tells of one."""
QUESTION_START = _pattern("question_start")
"""How a question begins that has no question mark, as in chats."""
NUDGE = _list("nudge")
PRESSURE = _list("pressure")
SALES = _list("sales")
HARD_NO = _list("hard_no")
DECLINE = _list("decline")
RETRACT = _list("retract")
PROMISE = _list("promise")
NO_PROMISE = _list("no_promise")
BY_OTHERS = _list("by_others")
"""Somebody else will do it: to the one who asked a promise, but none of the writer's own."""
OWN = _pattern("own")
NOT_NOW = _list("not_now")
"""No time at the moment, which neither answers nor refuses."""
NOT_YET = _list("not_yet")
"""Not done or decided yet: no answer so far."""
DELIVERED = _list("delivered")
RECEIVED = _list("received")
"""Says that what had been promised has come."""
THANKS = _list("thanks")
SMALL_TALK = _list("small_talk")
UNRELATED = _list("unrelated")
NO_REPLY_NEEDED = _list("no_reply_needed")
GREETING = _pattern("greeting")
SIGN_OFF = _pattern("sign_off")
CAN_DO = _list("can_do")
"""An offer to do something, which is a promise where it names the day."""
STRONG_PROMISE = _list("strong_promise")
"""A promise to give or tell something, rather than just to do one's own part."""
REST = _list("rest")
"""A promise of what a message that gives something leaves out."""
LAUGHS = _list("laughs")
HEARTFELT = _list("heartfelt")
"""What waits for an answer without asking: bad news, a present, an apology."""
OPEN_DOOR = _list("open_door")
"""A standing invitation, which is mere politeness unless the letter is a personal one."""
SETTLED = _list("settled")
"""What was open has been settled: by phone, or by the one who had asked."""
GIVES_UP = _list("gives_up")
"""A complaint about the silence, or the end of waiting."""
WARM = _list("warm")
"""What only someone close would write: a question in it isn't a stranger's."""
BUSINESS = _list("business")
"""What a letter between friends doesn't speak of."""
STOP = _list("stop")
"""A no to being written to at all."""
BACKS_OFF = _list("backs_off")
AGREES = _pattern("agrees")
"""A short yes, which to a request for something is a promise of it."""
WANTS_WORD = _list("wants_word")
"""Asks for a word back, rather than telling how to do something."""
DELIVERABLE = _list("deliverable")
"""Something asked for that one has to do later, and can't just agree to."""
ON_FILE = _list("on_file")
"""Something asked for that a picture or a file may be."""
SHORT_LIVED = _list("short_lived")
PRESENCE = _list("presence")
NOTICE = _list("notice")
"""What services write about orders, accounts and documents."""
RECEIPT = _list("receipt")
"""What a receipt holds: an amount, a number, thanks for a purchase, days for a complaint."""
UNPAID = _list("unpaid")
"""A bill rather than a receipt."""
ACKNOWLEDGES = _list("acknowledges")
"""An automatic receipt for a message, whatever its header says."""
FUTURE = _list("future")
"""Anything one will do; with a day it's a promise."""
COMMON = frozenset(_DATA["words"]["common"].split())
"""Words that say nothing of what a subject is about."""
LITTLE = frozenset(_DATA["words"]["little"].split())
"""Verbs, pronouns and adverbs: no part of what a question is about."""
ARTICLES = frozenset(_DATA["words"]["articles"].split())
LINKS = frozenset(_DATA["words"]["links"].split())
"""Words that join two things into one, as in "a copy of the lease"."""
VAGUE = frozenset(_DATA["words"]["vague"].split())
"""Words that alone name nothing."""
