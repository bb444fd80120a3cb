"""English as the checks read it: sentences, and each sentence in one plain form.

The plain form is a row of words in lower case with contractions opened ("I'm" is
read "i am"), hyphens split, spellings levelled ("apologize" is read "apologise")
and commas dropped. It is only ever looked at: every word knows the characters
it was typed as, so emoji, accents, curly quotes and line ends come through
unharmed.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_JOINERS = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_APOSTROPHES = "'\u2019\u02bc\u2018`"
_TOKEN = re.compile(rf"[^\W_]+(?:[{_APOSTROPHES}{_JOINERS}][^\W_]+)*|[?!.\u2026\uff1f\uff01]+")
_INVISIBLE = dict.fromkeys(map(ord, _JOINERS))
_LEVEL_QUOTES = {ord(each): "'" for each in _APOSTROPHES}
_QUOTES = frozenset('"\u201c\u201e\u00ab')
_QUOTED = r"[\"\u201c\u201e\u00ab][^\"\u201d\u201c\u00bb]{9,400}[\"\u201d\u00bb]"
_END = re.compile(r"[.!?\u2026\uff1f\uff01]{1,20}[\"'\u201d\u2019)\]]{0,4}(?=\s|$)")
_ABBREVIATION = (
    r"(?i)(?:^|[\s(])(?:(?:mr|mrs|ms|dr|prof|st|e\.g|i\.e|vs|cf|approx|[a-z])"
    r"|(?P<may_end>etc|a\.m|p\.m|no|nos|dept|inc|ltd|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))$"
)
_NEXT = re.compile(r"\s*(\S)")
_IZE = r"iz(e[drs]?|ing|ations?)$"
_IZE_STAYS = frozenset({"size", "sizes", "sized", "prize", "prizes", "seize", "seized", "resize"})

_WHOLE_WORDS = {
    "can't": "can not",
    "cant": "can not",
    "cannot": "can not",
    "won't": "will not",
    "wont": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "let's": "let us",
    "lets": "let us",
    "y'all": "you all",
    "dont": "do not",
    "didnt": "did not",
    "doesnt": "does not",
    "havent": "have not",
    "hasnt": "has not",
    "isnt": "is not",
    "wasnt": "was not",
    "arent": "are not",
    "couldnt": "could not",
    "wouldnt": "would not",
    "shouldnt": "should not",
    "im": "i am",
    "ive": "i have",
    "youre": "you are",
    "youve": "you have",
    "thats": "that is",
    "aint": "is not",
    "youll": "you will",
    "theyre": "they are",
    "theyve": "they have",
    "weve": "we have",
    "hes": "he is",
    "shes": "she is",
    "itll": "it will",
    "couldve": "could have",
    "wouldve": "would have",
    "shouldve": "should have",
    "wheres": "where is",
    "whos": "who is",
    "hows": "how is",
    "cos": "because",
    "cuz": "because",
    "coz": "because",
    "tho": "though",
    "gimme": "give me",
    "lemme": "let me",
    "dunno": "do not know",
    "kinda": "kind of",
    "sorta": "sort of",
    "ppl": "people",
    "sec": "second",
    "theres": "there is",
    "whats": "what is",
    "u": "you",
    "ur": "your",
    "pls": "please",
    "plz": "please",
    "thx": "thanks",
    "ty": "thank you",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "okay": "ok",
    "favor": "favour",
    "favors": "favours",
    "honor": "honour",
    "gray": "grey",
    "inquiry": "enquiry",
    "followup": "follow up",
    "followups": "follow ups",
    "emailed": "emailed",
    "&": "and",
}
_ENDINGS = {
    "m": "am",
    "re": "are",
    "ve": "have",
    "ll": "will",
    "d": "would",
}
_IS_AFTER = frozenset(
    "it that there here what who how where when why he she everything nothing something everyone"
    " nobody one this".split()
)


MARKS = frozenset("?!")
"""The marks a sentence may end with that are kept as its last word."""


class Sentence(NamedTuple):
    """One sentence in its plain form.

    ``said`` are its words, and last of all ``"?"`` or ``"!"`` when it ends so;
    ``spans`` are the places of the same words in the sentence as typed.
    """

    said: tuple[str, ...]
    words: frozenset[str]
    spans: tuple[tuple[int, int], ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The characters as typed for the words from ``start`` up to ``end``."""
        return self.spans[start][0], self.spans[end - 1][1]


def read(text: str) -> Sentence:
    """One sentence in its plain form; words someone else is quoted with are left out."""
    quoted = [] if _QUOTES.isdisjoint(text) else _quotations(text)
    said: list[str] = []
    spans: list[tuple[int, int]] = []
    last = None
    for token in _TOKEN.finditer(text):
        span = token.span()
        if quoted and any(start < span[0] < end for start, end in quoted):
            continue
        last = token
        if token[0][0].isalnum():
            for word in plain_words(token[0]):
                said.append(word)
                spans.append(span)
    mark = _closing(last[0]) if last else ""
    if last and mark:
        said.append(mark)
        spans.append(last.span())
    return Sentence(tuple(said), frozenset(said), tuple(spans))


def _quotations(text: str) -> list[tuple[int, int]]:
    return [each.span() for each in re.finditer(_QUOTED, text) if each[0].count(" ") >= 2]


def _closing(mark: str) -> str:
    if "?" in mark or "\uff1f" in mark:
        return "?"
    return "!" if "!" in mark or "\uff01" in mark else ""


def plain_words(word: str) -> tuple[str, ...]:
    """One word as typed, as the plain words it stands for."""
    low = word.lower()
    if low.isascii() and low.isalpha():
        whole = _WHOLE_WORDS.get(low)
        if whole:
            return tuple(whole.split())
        return (_level(low),)
    low = low.translate(_INVISIBLE).translate(_LEVEL_QUOTES)
    whole = _WHOLE_WORDS.get(low)
    if whole:
        return tuple(whole.split())
    stem, apostrophe, ending = low.rpartition("'")
    if not apostrophe:
        return (_level(low),)
    if ending == "t" and stem.endswith("n"):
        return stem[:-1], "not"
    if ending in _ENDINGS:
        return stem, _ENDINGS[ending]
    if ending == "s" and stem in _IS_AFTER:
        return stem, "is"
    return stem, f"'{ending}"


def _level(word: str) -> str:
    if "iz" in word and word not in _IZE_STAYS:
        return re.sub(_IZE, r"is\1", word)
    return word


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each sentence between two places stands, without the space around it."""
    begin = start
    for mark in _END.finditer(text, start, end):
        if mark[0] == "." and _goes_on(text, begin, mark.start(), end):
            continue
        yield from _trimmed(text, begin, mark.end())
        begin = mark.end()
    yield from _trimmed(text, begin, end)


def _goes_on(text: str, begin: int, stop: int, end: int) -> bool:
    """Whether a full stop belongs to an abbreviation; "No." or "p.m." may also end a sentence."""
    before = text[max(begin, stop - 8) : stop]
    short = re.search(_ABBREVIATION, before) if len(before.rpartition(" ")[2]) < 7 else None
    if not short:
        return False
    following = _NEXT.match(text, stop + 1, end)
    return not (short["may_end"] and following and following[1].isupper())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield start, end


_FUNCTION_WORDS = {
    "en": (
        "the a an i you we he she it they my your our me us is are was were be been am do "
        "does did have has had will would can could should not no and or but if so that "
        "this these to of in on at for with from by about as please thanks thank sorry hi "
        "hello dear what when which who how there any some just still yet here"
    ),
    "de": (
        "der die das ich du sie wir ihr nicht ein eine einen dem den und oder aber ist "
        "sind war habe haben hat kann können mit von zu auf für bitte danke wie was wenn "
        "dass sich noch mich mir ihnen ihre hallo liebe lieber auch schon bei nach über "
        "wurde wird"
    ),
    "fr": (
        "le la les je tu vous nous il elle est sont une un des du de et ou mais ne pas "
        "que qui pour avec dans sur bonjour merci votre mon ma mes ce cette avez suis ai "
        "plus très bien cordialement"
    ),
    "es": (
        "el la los las yo usted nosotros es son una un de del y o pero no que para con "
        "por en hola gracias su mi me le está estoy tengo muy bien saludos como más sobre"
    ),
    "it": (
        "il lo la gli le io tu lei noi è sono una un di del e o ma non che per con in "
        "ciao grazie suo mio mi ho ha come più sul della sulla buongiorno saluti"
    ),
    "nl": (
        "de het een ik jij je u wij is zijn was heb heeft kan met van naar op voor niet "
        "en of maar dat die bedankt hallo mijn uw nog ook wel graag groeten over"
    ),
    "pt": (
        "o a os as eu você nós é são uma um de do da e ou mas não que para com por em olá "
        "obrigado obrigada seu meu me está estou tenho muito bem sobre como mais"
    ),
    "sv": (
        "jag du vi han hon är var en ett och eller men inte att som för med på av till "
        "har kan hej tack min din det den om vill skulle"
    ),
    "pl": (
        "ja ty my jest są nie i lub ale że na w z do od za dziękuję proszę dzień dobry "
        "się mam czy jak to dla pozdrawiam"
    ),
}
_WORDS_OF = {name: frozenset(words.split()) for name, words in _FUNCTION_WORDS.items()}
_SCRIPTS = (
    ("ja", 0x3040, 0x30FF),
    ("ko", 0xAC00, 0xD7AF),
    ("zh", 0x4E00, 0x9FFF),
    ("ru", 0x0400, 0x052F),
    ("el", 0x0370, 0x03FF),
    ("ar", 0x0600, 0x06FF),
    ("he", 0x0590, 0x05FF),
    ("hi", 0x0900, 0x097F),
    ("th", 0x0E00, 0x0E7F),
)
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str:
    """The language this text is most likely written in; ``"en"`` when nothing speaks against it."""
    if not text.isascii():
        script = _script(text)
        if script:
            return script
    words = [each.lower() for each in _WORD.findall(text)]
    counts = {name: _count(words, known) for name, known in _WORDS_OF.items()}
    best = max(counts, key=lambda name: (counts[name], name == "en"))
    if best != "en" and counts[best] >= 3 and counts[best] > 1.5 * counts["en"]:
        return best
    return "en"


def _count(words: Iterable[str], known: frozenset[str]) -> int:
    return sum(1 for each in words if each in known)


def _script(text: str) -> str:
    letters = [each for each in text if each.isalpha()]
    for name, low, high in _SCRIPTS:
        if 3 * sum(1 for each in letters if low <= ord(each) <= high) > len(letters) > 0:
            return name
    return ""
