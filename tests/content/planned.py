"""What was promised: the articles, the anchors that others link to, the rows of the mission."""

from typing import NamedTuple


class Shown(NamedTuple):
    """Where a section is offered: at a step of a situation ("any" where it is all of them)."""

    step: str
    situation: str
    anchor: str


def _shown(text: str) -> tuple[Shown, ...]:
    return tuple(Shown(*part.split()) for part in text.split(";"))


PLANNED: dict[str, tuple[Shown, ...]] = {
    "how-we-know": _shown("any any labels; any any what-we-left-out"),
    "how-long-to-wait": _shown(
        "assess waiting table; pause waiting normal-gaps; send waiting their-usual-pace"
    ),
    "how-many-times": _shown(
        "assess waiting limits; draft waiting last-note; review waiting stopping"
    ),
    "what-silence-means": _shown("pause waiting many-reasons; assess waiting not-about-merit"),
    "cool-off": _shown("pause any calm-down; pause unwanted unsendable-draft; send any last-look"),
    "reading-the-odds": _shown(
        "assess waiting pick-a-number; review waiting compare;"
        "review any process; review any ten-or-more; send any if-then"
    ),
    "good-nudge": _shown(
        "draft waiting five-parts; draft waiting subject; draft waiting length;"
        "send waiting when-to-send"
    ),
    "which-channel": _shown("assess waiting switching; send waiting etiquette"),
    "easy-yes-easy-no": _shown(
        "draft waiting an-out; draft waiting dates; assess waiting pressure-check"
    ),
    "job-search-silence": _shown(
        "assess waiting by-stage; draft waiting other-offer; review waiting move-on"
    ),
    "asking-favours": _shown(
        "assess waiting who-and-when; draft waiting small-ask; send waiting deadlines"
    ),
    "unpaid-invoice": _shown(
        "assess waiting rights-by-country; draft waiting ladder; send waiting records"
    ),
    "proposals-and-pitches": _shown(
        "assess waiting consent; draft waiting new-value; send waiting opt-out"
    ),
    "colleague-silence": _shown("assess waiting change-route; draft waiting default-plan"),
    "short-no": _shown(
        "pause owing it-costs-less; assess owing must-i-answer; draft owing three-lines;"
        "draft owing reasons; send owing no-reopening"
    ),
    "buy-time": _shown("draft owing holding-note; send owing date-you-keep"),
    "late-reply": _shown(
        "pause repair open-the-thread; assess repair too-late; draft repair own-fix-answer;"
        "send repair expect-nothing"
    ),
    "old-contacts": _shown(
        "pause repair warm-up; draft repair plain-hello; draft repair when-you-need-something"
    ),
    "unwanted-contact": _shown(
        "assess unwanted who-is-owed; draft unwanted one-no; send unwanted mute-remove-block"
    ),
    "not-safe": _shown(
        "assess unwanted stop-here; assess unwanted who-to-call; review unwanted log"
    ),
    "job-scams": _shown("assess unwanted signs; assess unwanted check; send unwanted report"),
    "soft-no": _shown("assess waiting signs; draft owing clear-and-kind"),
    "the-kiss-off": _shown(
        "pause waiting not-your-worth; review waiting take-the-hint; review waiting two-line-note"
    ),
}
"""By slug: the anchors other content may link to."""

WITHOUT_MESSAGE = {"how-we-know", "not-safe"}
"""Articles that carry no message to paste: one is about our sources, one advises to send none."""

KISS_OFF = [f"K{number}" for number in range(1, 11)]
GHOSTING = [*(f"G{n}" for n in (1, 2, 3)), *("G4a", "G4b", "G4c", "G4d")]
GHOSTING += [f"G{number}" for number in range(5, 14)]
PUSHY = [f"P{number}" for number in range(1, 6)]
CARD = [f"C{number}" for number in range(1, 6)]
MUST_SERVE = [row for row in (*KISS_OFF, *GHOSTING, *PUSHY) if row != "G13"]
"""Rows that some article has to serve; G13, keeping the record, is the journal's work."""

NEVER = {
    r"career\s*builder[^\n]{0,120}\b67\b|\b67\b[^\n]{0,120}career\s*builder": "no such study",
    r"lena\s+torres|marcus\s+reed|techforward|workplace integrity": "nobody of that name was found",
    r"\bjessica\b": "a made-up case from an unsourced page",
    r"80\s*(?:%|per\s?cent) of (?:all )?sales": "the body named as its source does not exist",
    r"national sales exec": "the body does not exist",
    r"4[48]\s*(?:%|per\s?cent)[^.\n]{0,60}give up": "the body named as its source does not exist",
    r"\b78\s*(?:%|per\s?cent)": "a self-selected sample, not a share of people",
    r"\b100\s*(?:%|per\s?cent)": "a staffing firm's headline",
    r"\b501 ?(?:m\b|million)": "never confirmed",
    r"amygdala|(?<!pick your )(?<!pick their )\bbrains?\b|neuro": "no talk of brains",
    r"narcissis|sociopath|psychopath|bipolar|borderline|disorder\b|gaslight": "no diagnosis",
    r"break-?up e?-?mails? (?:get|work|draw)": "vendor folklore",
    r"\+\d[\d ()./-]{6,}\d": "no phone numbers",
    r"\b0\d{2,4}[ /-]\d{3}[ -]?\d{3,}": "no phone numbers",
    r"\b\d{3}[ .-]\d{3}[ .-]\d{3,4}\b|\(\d{3}\) ?\d{3}": "no phone numbers",
    r"\b(?:911|999|988|116 ?\d{3})\b": "no phone numbers",
    r"(?:call|dial|ring|phone|text) (?:\w+ )?\d{3,}": "no phone numbers",
}
"""What may stand in no text, and why."""

FOREIGN = {
    r"(?<!Yahoo )\bmail(?:s|ed|ing|bag)?\b": "say email",
    r"\b(?:applied for|for|fill|about the \w+) (?:the |a |this )?post\b(?! on| about)": "a job",
    r"\bmostly\b": "say usually, or leave it out",
    r"\bsooner\b": "say rather, earlier or before",
    r"\bfor a word\b|\bof a word\b|\bsend a word\b": "a reply",
    r"\b(?:write|send|drop|add|is|with|in|for|such) a line\b": "a reply, a sentence, a short note",
    r"\bmeanwhile\b": "say in the meantime, or name what to do",
    r"\b(?:the|this|that|your|their|same|kind of|sort of) matter\b": "name it",
    r"\blevers?\b": "say power",
    r"\b(?:mend|mends|mending|mended)\b": "say fix",
    r"\b(?:the|this|these|each) walks?\b": "a session",
    r"\bput (?:it |that |this )?down\b": "say what is done",
    r"\bpersonnel\b": "say HR",
    r"\btouch base\b|\breach out\b": "a cliche",
    r"\bnearly always\b|\balmost always\b": "a claim without ground",
    r"\bper cent\b": "one style for numbers: 84%",
    r"\b(?:favor|color|behavior|center|honor|labor)(?:s|ed|ing|ites?)?\b": "UK spelling",
    r"\b(?:organiz|apologiz|recogniz|realiz|summariz|analyz)\w*": "UK spelling",
}
"""Words that nobody at the next desk would say, and what to say in their place."""
