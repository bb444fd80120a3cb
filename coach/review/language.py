"""Where a sentence ends, and which language a text is in."""

import re
from collections.abc import Iterable, Iterator

_END = re.compile(r"[.!?\u2026\uff1f\uff01]{1,20}[\"'\u201d\u2019)\]]{0,4}(?=\s|$)")
_ABBREVIATION = (
    r"(?i)(?:^|[\s(])(?:(?:mr|mrs|ms|dr|prof|st|e\.g|i\.e|vs|cf|approx|[a-z])"
    r"|(?P<may_end>etc|a\.m|p\.m|no|nos|dept|inc|ltd|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))$"
)
_NEXT = re.compile(r"\s*(\S)")


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
