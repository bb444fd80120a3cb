"""Whether typed words ask for safety: in a prompt, in the palette, in a field of a session.

Asking once too often costs a key; missing it can cost much. So a few words are enough where
one of them names fear and the rest names nothing else, and in longer text a phrase that says
fear of a person, or what that person did. It only ever leads to a question ("Do you want the
safety page?"), never to an answer given for the user (E101, E106). A no to it answers the sentence
that was typed and no other, so each sentence has a mark by which it is known again. Words
about ending a life lead to another question than words of fear.
"""

import re

_KEYWORDS = (
    r"(?:unsafe|safe|safety|scar(?:ed|es|y)|afraid|frighten\w*|terrif\w+|danger\w*|threat\w*|"
    r"stalk\w*|harass\w*|assault\w*|rap(?:e[ds]?|ist)|abus\w+|violen\w+|blackmail\w*|suicid\w+|"
    r"creepy|fear|help|sos|emergency|crisis|police)"
)
_AROUND = frozenset(
    "i im i'm am is it it's its this that a an the of by at in to so very really too un he he's"
    " she she's they they're me my him her them us ex boss man feel feels feeling felt was being"
    " been get getting and or still here now home work call need want please someone for from"
    " death reply answer".split()
)
"""Words that name nothing of their own beside one of these."""

_DENIES = frozenset("no not never don't isn't aren't nobody nothing without".split())
_ON_ME = (
    r"(?:me|us|my (?:house|home|family|child(?:ren)?|kids?|partner|wife|husband|mum|mother|dad|"
    r"father|sister|brother|daughter|son|car|phone|location|arm|hair|neck|throat|wrist))"
)
_PEOPLE = (
    r"(?:him|her|them|someone|somebody|what (?:he|she|they|my \w+)|"
    r"(?:this|that|the) (?:man|guy|woman|person)|my (?:ex|boss|husband|wife|partner|manager|"
    r"neighbou?r|father|mother|brother|landlord|colleague|stalker|ex-\w+|former \w+|old \w+))"
)
_THEY = r"(?:he|she|they|who|someone|somebody|my \w+|this (?:man|guy|woman|person))"
_SCARED = r"(?:scared|frightened|terrified|petrified)"
_WILL = r"(?:'ll| will|'d| would| might| could| may|(?:'s|'re| is| are) going to)"
_FEARS = (
    # how it feels
    rf"(?:afraid|{_SCARED}) (?:of|by) {_PEOPLE}",
    rf"(?:afraid|{_SCARED}) of (?:going|being) (?:home|out|alone|near|hurt|followed)",
    rf"(?:afraid|{_SCARED}) for (?:my|our) (?:life|lives|safety|family|kids?|child)",
    r"afraid to (?:go|leave|be|open|walk|sleep|stay|refuse|block|come)",
    rf"afraid(?: that)? {_THEY}{_WILL} (?:hurt|come|turn up|follow|kill|find me|do something)",
    rf"{_SCARED} (?:to \w+|(?:that |what )?{_THEY}{_WILL})",
    r"(?:is|are|am) (?:\w+ )?(?:terrified|frightened)(?! of| that| to| by)",
    rf"what {_THEY}{_WILL} do to (?:me|us)|how (?:can|do) (?:i|we) (?:be|stay|keep) safe",
    rf"{_THEY} (?:scares?|frightens?|terrif(?:y|ies)|intimidates?|hurts?) {_ON_ME}",
    rf"(?:i|in) fear (?:{_PEOPLE}|(?:for|of) my (?:life|safety))|live in fear",
    r"(?:i (?:feel|felt)|i'?m|i am|i was|makes? me feel|feels|feeling) (?:\w+ )?"
    r"(?:unsafe|threatened)",
    r"(?:don'?t|do not|didn't|no longer|never|not) (?:\w+ )?(?:feel|felt|feeling) (?:\w+ )?safe",
    # what they do
    r"(?:threaten|stalk|harass|assault|attack|blackmail|extort|grop|strangl|chok|punch|slapp?|"
    rf"rap|abus|follow|track|watch|beat|grabb?)(?:e?s|e?d|ing)? {_ON_ME}"
    r"(?! (?:on|up|back|to|a|an))",
    rf"(?:kill|hit|hits|harm|harmed) {_ON_ME}(?! up)|touched (?:me|my \w+)",
    r"(?:i'?m|i am|i was|i'?ve been|i have been)(?: being| been)? (?:stalked|followed|threatened|"
    r"harassed|abused|assaulted|attacked|watched|tracked|blackmailed|raped|beaten|groped)",
    rf"{_WILL} (?:hurt|kill|harm|find|come for|come after|get) (?:me|us|my (?:family|kids|child))",
    rf"(?:said|says|wrote|writes|threatens|threatened)(?: that)? {_THEY}{_WILL} (?:hurt|kill|"
    r"come for|come to my|ruin|destroy)",
    r"(?:said|says|told|wrote|writes|warned)[^.!?]{0,30}\b(?:i|you|me)(?:'ll|'d| will| would) "
    r"(?:regret|be sorry)",
    r"(?:outside|in front of) (?:my|our) (?:house|home|flat|door|window|apartment|building|gate)",
    rf"{_THEY}(?:'s| is)? outside (?:right )?now",
    r"(?:knows?|found out|finds? out) where (?:i|we) (?:live|sleep)",
    r"(?:knows?|found out|finds? out) where my (?:\w+ ){1,2}(?:lives?|sleeps?|works?|goes|go|"
    r"stays?)",
    r"found out my (?:new |home )?address|(?:found|knows?|has|got) my new address",
    r"tracker (?:in|on|under) my|air ?tags?",
    r"(?:controls?|watches|monitors?|checks?|took|goes through) my (?:phone|money|location|"
    r"screen|texts)|(?:has|knows?|got) (?:all )?my passwords?",
    r"(?:i'?m|i am) not allowed to (?:talk to|speak to|see|meet|leave|go out)",
    r"(?:won't|doesn't|didn't|never|wouldn't) lets? me (?:leave|out|go out|sleep|see my)",
    r"(?:has|had|got|brought|carries|with|owns?|keeps?|bought) (?:a |his |her |their |some )?"
    r"(?:guns?|kni(?:fe|ves)|weapons?|rifles?|pistols?)",
    rf"{_THEY} (?:has|have|had|got|kept|keeps) (?:a|the|his|her|their) keys? to (?:my|our) "
    r"(?:flat|house|home|place|apartment|room)",
    r"(?:push|shov|thr[eo]w|slamm?|pinn?|drag+)(?:e?s|e?d|ing)? me (?:against|down|into the|onto|"
    r"over the|off the|across|by my|out of the)",
    rf"(?:kick(?:s|ed)?|bit|bites|burn(?:s|ed|t)|spat at|hitting) {_ON_ME}(?! (?:out|off|up))",
    r"hands? (?:a?round|on|over) my (?:neck|throat|mouth)|touch(?:es|ing) me",
    rf"{_THEY} (?:forced|forces) me(?= *(?:$|[.,!?;]| (?:into (?:bed|sex|his|her|a|the)|to (?:have|"
    r"touch|kiss|sleep|undress|stay|watch|strip|lie|get in))))",
    r"(?:made|makes|making) me (?:have sex|touch|kiss|undress|strip|sleep with)",
    r"(?:have|had|has|having) sex with me|dick ?pics?",
    rf"(?:he|she|my \w+){_WILL} (?:post|share|publish|leak|spread) (?:the|my|our|those|these) "
    r"(?:\w+ )?(?:photos|pictures|pics|videos)",
    r"watch your back|you(?:'ll| will) pay for (?:this|it|that)",
    r"what (?:he|she)(?:'s| is) capable of|on eggshells",
    r"(?:post|share|publish|leak|spread)(?:s|ed|ing)? my (?:\w+ )?(?:photos|pictures|pics|videos)",
    # words that are enough
    r"blackmail(?:s|ed|ing)?|violent|abusive|abuse|rape[ds]?|sexual(?:ly)?|nudes?|naked|stalk(?:er|ing)",
    r"domestic (?:violence|abuse)|(?:restraining|protecti(?:on|ve)|no contact|non molestation|"
    r"exclusion) order|injunctions?",
)
_GRAVE = re.compile(
    r"\b(?:hit|hits|hurts?|kill(?:s|ed)?|beat(?:s|en)?|punch\w*|slap\w*|kick\w*|push\w*|shov\w*|"
    r"threw|chok\w+|strangl\w+|neck|throat|rap(?:e[ds]?|ing)|forc\w+|assault\w*|attack\w*|grop\w+|"
    r"guns?|kni(?:fe|ves)|weapons?|rifles?|pistols?|threat\w*|blackmail\w*|stalk\w*|follow\w*|"
    r"violen\w+|abus\w+|suicid\w+|die|dead)\b"
)
"""Words of what may not be left at a first no."""

_SELF = r"(?:my|him|her|them)sel(?:f|ves)"
_LIFE = (
    rf"suicid(?:e|al)|self harm(?:s|ed|ing)?|(?:kill|hurt|harm|hang)(?:s|ing)? {_SELF}",
    rf"cut(?:s|ting)? {_SELF}(?= *(?:$|[.,!?;]| (?:again|when|every|and)))|overdos(?:e[ds]?|ing)",
    r"want(?:s|ed|ing)? to die|wish(?:es|ed)? (?:i|he|she|they|to) (?:was|were|be) dead|"
    r"wish(?:es|ed)? (?:i|he|she|they) (?:had never|hadn't|was never|were never)(?: been)? born",
    r"(?:end(?:s|ing)?|tak(?:e|es|ing)) (?:my|his|her|their) (?:own )?li(?:fe|ves)|"
    r"end(?:ing|s)? it all",
    r"(?:n't|not|never|no longer)(?: really| even)? want(?:s|ed)? to (?:be alive|exist|"
    r"wake up(?: any ?more| again| tomorrow)?(?= *(?:$|[.,!?;]))|live(?! (?:in|at|with|near|"
    r"there|here|by|alone|together))|(?:be here|go on)(?: any ?more| any longer)?"
    r"(?= *(?:$|[.,!?;]| and| because)))",
    r"better off (?:dead|without me)|(?:everyone|everybody|the world|people|family|kids)"
    r"(?:'d| would| will) (?:all )?be better off without (?:him|her|them)",
    r"(?:no|any) (?:point|reason|sense) (?:in|to) (?:living|live|being alive|be alive)|"
    r"no (?:point|reason|sense) (?:in )?(?:living|being alive)",
    r"(?:i|he|she|they) (?:just |really |simply )?(?:can't|cannot) (?:go|carry) on"
    r"(?: living| like this| any ?more| any longer)*(?= *(?:$|[.,!?;]| and| because))",
    r"^(?:can't|cannot) (?:go|carry) on(?: any ?more)?$",
    r"(?:n't|not) be (?:here|around|alive) (?:tomorrow|much longer|any ?more|any longer)",
    r"nothing (?:left )?to live for|jump(?:s|ed|ing)? (?:off|from) (?:a|the) (?:bridge|roof)",
)
_ENDS_LIFE = re.compile(rf"(?:\b|(?=n't))(?:{'|'.join(_LIFE)})\b")
"""A phrase that says somebody thinks of ending their life, or of harming themselves."""

_FEAR = re.compile(rf"\b(?:{'|'.join(_FEARS)})\b")
"""A phrase in a longer text that says fear of a person, or what they did."""

_FEELING = re.compile(
    r"(?:i'?m|i am|i feel)(?: so| very| really| too)* (?:afraid|scared|frightened|terrified)"
    r"(?: and| but|$)"
)
"""How a sentence may begin that says nothing but that; "I'm afraid we can't" says another thing."""

_PRESSED = re.compile(
    r"\b(?:my (?:private|personal|home) (?:number|phone|mobile|address|email)|"
    r"(?:found|got|has|have|knows?) my (?:new )?(?:number|address|flat|house)|"
    r"flirt(?:s|ed|ing|y)?|intimate|suggestive|creep(?:s|y)?|uneasy|what i(?:'m| am| was) wearing|"
    r"(?:messages|texts|writes|calls|rings|phones|(?:messag|text|writ|call|ring)ing)(?: to)?"
    r"(?: me)?(?: \w+){0,3} (?:at night|in the night|at midnight)|"
    r"(?:turn(?:s|ed|ing)? up|waits?|waited|waiting|came) (?:at|to|outside|near) my "
    r"(?:home|house|flat|door|work|office|gym|school)|"
    r"won't (?:leave me alone|stop (?:call|messag|text|writ|contact|phon|ring)ing)|"
    r"(?:afraid|worried)(?: that)? (?:he|she|they)(?:'ll| will| might| would) (?:be|get) "
    r"(?:angry|furious|mad)|(?:meet|see|talk to)(?: with)? me (?:just )?one (?:last|more) time|"
    r"regret (?:it|this)|be sorry)\b"
)
"""Short of danger: someone comes nearer than they should."""

_CALM = re.compile(
    r"\b(?:play it safe|safe to (?:assume|say)|to be safe|better safe|health and safety|"
    r"safety (?:data|officer|report|audit|training|regulations?|review|sheet)|"
    r"(?:food|fire|road) safety|suicide prevention|afraid (?:not|so)|"
    r"follow(?:s|ed|ing)? me on \w+)\b"
)
_NO_SIGNS = re.compile(r"[^\w' ]+")
_SENTENCE = re.compile(r"[.!?;\n]")
_NO_APOSTROPHE = re.compile(
    r"\b(?:(i)(m|ve)|(he|she|what|who|that)(s)|(they|you)(re|ve|ll)|"
    r"(do|does|did|is|are|was|ca|wo|would|could)(nt))\b"
)
"""Short forms as many type them: im, hes, dont."""

LIFE = "life:"
"""How the mark of a sentence begins that is about ending a life."""


def asks_for_safety(typed: str) -> bool:
    """Whether this, typed at a prompt or looked for in the palette, asks for the safety page.

    Any case, with or without a full stop: "unsafe", "I'm scared", "Help!".
    """
    words = _NO_SIGNS.sub(" ", _plain(typed)).split()
    named = [word for word in words if re.fullmatch(_KEYWORDS, word)]
    only = bool(named) and set(words) <= _AROUND | _DENIES | set(named)
    denied = not _DENIES.isdisjoint(words) and "safe" not in named
    return (only and not denied) or says_fear(typed)


def says_fear(text: str) -> bool:
    """Whether a text of the user's own says fear of someone, or that a life may be ended."""
    said = _flat(text)
    return says_harm(text) or _FEAR.search(said) is not None or any(map(_feels, _sentences(text)))


def says_harm(text: str) -> bool:
    """Whether it says that somebody thinks of ending their life or of harming themselves."""
    return _ENDS_LIFE.search(_flat(text)) is not None


def fears(text: str) -> frozenset[str]:
    """A mark for each sentence that asks for safety, by which it is known again.

    Marks say nothing of what was typed, so that it's gone once the user deletes it.
    """
    found = {_mark(each) for each in _sentences(text) if _FEAR.search(each) or _feels(each)}
    found |= {LIFE + _mark(each) for each in _sentences(text) if _ENDS_LIFE.search(each)}
    if not found and says_harm(text):
        found = {LIFE + _mark(_flat(text))}
    elif not found and asks_for_safety(text):
        found = {_mark(_flat(text))}
    return frozenset(found)


def _mark(sentence: str) -> str:
    from hashlib import blake2b

    plain = " ".join(_NO_SIGNS.sub(" ", sentence).split())
    return blake2b(plain.encode(errors="replace"), digest_size=8).hexdigest()


def _feels(sentence: str) -> bool:
    return _FEELING.match(sentence) is not None


def _sentences(text: str) -> list[str]:
    return [" ".join(each.split()) for each in _SENTENCE.split(_plain(text)) if each.strip()]


def _flat(text: str) -> str:
    return " ".join(_plain(text).split())


def says_grave(text: str) -> bool:
    """Whether it tells of violence, or of a threat of it, besides fear."""
    return says_fear(text) and _GRAVE.search(_flat(text)) is not None


def says_pressed(text: str) -> bool:
    """Whether a text of the user's own says that someone comes too near."""
    return _PRESSED.search(_plain(text)) is not None


def says_unsafe(typed: str) -> bool:
    """Whether this is the plain word for the safety page, which needs no question first."""
    said = " ".join(_NO_SIGNS.sub(" ", _plain(typed)).split())
    return re.fullmatch(r"(?:i(?:'m| am| feel)? )?(?:really |so |very )?unsafe", said) is not None


def _plain(text: str) -> str:
    """Small letters, straight apostrophes where they belong, without what only sounds like it."""
    said = text.casefold().replace("\u2019", "'").replace("-", " ")
    return _CALM.sub(" ", _NO_APOSTROPHE.sub(_apostrophe, said))


def _apostrophe(found: re.Match[str]) -> str:
    word, rest = (each for each in found.groups() if each)
    return f"{word}n't" if rest == "nt" else f"{word}'{rest}"
