"""A small language for turns of phrase, matched against the words of a sentence.

===============  =====================================================
``word``         that word; between words, fillers such as "just" may stand
``word*``        any word that begins so; ``*ing`` any that ends so
``(a|b c)``      one of these; ``word?`` and ``(a|b)?`` may be left out
``<name>``       one of a named list of phrases
``#``            a number
``..`` ``...``   up to three, up to seven words of any kind
``^`` ``$``      the start and the end of the sentence
``[?]`` ``[!]``  the mark it ends with
===============  =====================================================

Matching follows all readings of a pattern at once, as the set of places they
have reached, and a pattern has no way to say "any number of". So the time grows
with the text in proportion, whatever is written in either. Patterns are read
when a text first needs them, and tried only on sentences that hold one of the
words they cannot do without.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial

from coach.review.language import MARKS, Sentence

FILLERS = frozenset(
    (
        "just really very so quite actually simply truly honestly basically literally totally"
        " absolutely completely also please kindly ever even still then again though too only"
        " certainly definitely genuinely sincerely already now maybe perhaps"
    ).split()
)
"""Words that may stand between any two words of a pattern, two at a time."""

_PART = re.compile(
    r"\([^()<>.#^$?\[\]]*\)\??|\[[?!]\]\??|\(|\)\??|\||<[\w-]+>\??|\.{2,3}|[^\s()|<>\[\]]+"
)
_FIRST = re.compile(r"(\([a-z |]*\)|[a-z]+) ")
"""A first part that is plain words: most patterns begin with one, and it often tells enough."""

_GAPS = {"..": 3, "...": 7}
_TAIL = re.compile(r"(?:^|[(| ])\*")
_NO_FORMS = frozenset(
    (
        "thing something anything nothing everything during morning evening king ring spring"
        " string bring wing ceiling wedding building sibling meeting need indeed speed seed feed"
        " hundred"
    ).split()
)
"""Words that only look as if they had the ending of a verb."""

_CONJUNCTIONS = frozenset({"and", "but", "so", "well"})
_NUMBER = re.compile(r"\d+(?:st|nd|rd|th|am|pm)?")
_COMMON = frozenset(
    (
        "i you we he she it they me us them my your our their his her its a an the this that these"
        " those and or but if so as of to in on at by for from with about is are was were be been"
        " am do does did have has had will would can could should may might not no what when which"
        " who how"
    ).split()
)

Places = set[int]


class PatternError(ValueError):
    """A pattern that cannot be read; ``str()`` says why."""


class _Choice:
    """One of some words, beginnings or endings of words, or longer ways to say it."""

    __slots__ = ("_any", "_by_first", "longer", "optional", "starts", "tails", "words")

    def __init__(
        self,
        words: frozenset[str],
        starts: tuple[str, ...] = (),
        longer: "tuple[_Row | _Later, ...]" = (),
        optional: bool = False,
        tails: tuple[str, ...] = (),
    ) -> None:
        self.words = words
        self.starts = starts
        self.tails = tails
        self.longer = longer
        self.optional = optional
        self._by_first: dict[str, list[_Row | _Later]] = {}
        self._any: list[_Row | _Later] = []
        for row in longer:
            firsts = row.firsts
            if firsts is None:
                self._any.append(row)
            else:
                for word in firsts:
                    self._by_first.setdefault(word, []).append(row)

    @property
    def firsts(self) -> frozenset[str] | None:
        """The words it may begin with; None where any word may, or none at all."""
        if self.optional or self.starts or self.tails or self._any:
            return None
        return self.words.union(self._by_first) if self._by_first else self.words

    def ends(self, said: Sequence[str], at: int) -> Places:
        """Every place this may end when it begins at a place."""
        places: Places = {at} if self.optional else set()
        if at < len(said):
            word = said[at]
            if (
                word in self.words
                or (self.starts and word.startswith(self.starts))
                or (self.tails and word.endswith(self.tails) and word not in _NO_FORMS)
            ):
                places.add(at + 1)
            for each in self._by_first.get(word, ()):
                places |= each.ends(said, at)
        for each in self._any:
            places |= each.ends(said, at)
        return places


class _Gap:
    """Up to so many words of any kind; marks are not words."""

    __slots__ = ("most",)

    def __init__(self, most: int) -> None:
        self.most = most

    def ends(self, said: Sequence[str], at: int) -> Places:
        """Every place up to the end of the words."""
        last = len(said) - 1 if said and said[-1] in MARKS else len(said)
        return set(range(at, max(at, min(at + self.most, last)) + 1))


class _Number:
    """A number, in digits."""

    __slots__ = ()

    def ends(self, said: Sequence[str], at: int) -> Places:
        """The place after it, if it stands here."""
        return {at + 1} if at < len(said) and _NUMBER.fullmatch(said[at]) else set()


class _Edge:
    """The start or the end of the sentence; a conjunction may come before the start."""

    __slots__ = ("end",)

    def __init__(self, *, end: bool) -> None:
        self.end = end

    def ends(self, said: Sequence[str], at: int) -> Places:
        """This very place, if it is the edge."""
        if self.end:
            return {at} if at == len(said) or (at == len(said) - 1 and said[at] in MARKS) else set()
        return {at} if at == 0 or (at == 1 and said[0] in _CONJUNCTIONS) else set()


_Element = _Choice | _Gap | _Number | _Edge


class _Row:
    """Elements that follow each other."""

    __slots__ = ("elements", "firsts")

    def __init__(self, elements: tuple[_Element, ...]) -> None:
        self.elements = elements
        first = elements[0]
        self.firsts = first.firsts if isinstance(first, _Choice) else None
        """The words it may begin with; None where any word may."""

    def ends(self, said: Sequence[str], at: int) -> Places:
        """Every place the whole row may end when it begins at a place."""
        places = self.elements[0].ends(said, at)
        for element in self.elements[1:]:
            if not places:
                break
            places = _after(element, said, places)
        return places


class _Later:
    """A row that is read when a sentence first comes to its first word."""

    __slots__ = ("_read", "_row", "firsts")

    def __init__(self, firsts: frozenset[str], read: Callable[[], _Row]) -> None:
        self.firsts = firsts
        self._read = read
        self._row: _Row | None = None

    @property
    def elements(self) -> tuple[_Element, ...]:
        """What follows each other in it."""
        if self._row is None:
            self._row = self._read()
        return self._row.elements

    def ends(self, said: Sequence[str], at: int) -> Places:
        """Every place the whole row may end when it begins at a place."""
        if self._row is None:
            self._row = self._read()
        return self._row.ends(said, at)


def _after(element: _Element, said: Sequence[str], places: Places) -> Places:
    """Where the next element may end, with up to two fillers passed over before it."""
    out: Places = set()
    for place in places:
        out |= element.ends(said, place)
        if isinstance(element, _Choice):
            for skipped in (place, place + 1):
                if skipped >= len(said) or said[skipped] not in FILLERS:
                    break
                out |= element.ends(said, skipped + 1)
    return out


_Needs = tuple[frozenset[str], tuple[str, ...]]


def _needs(elements: Sequence[_Element]) -> _Needs | None:
    """The most telling set of words of which a sentence must hold one; None when there is none."""
    best: _Needs | None = None
    telling = -1
    for element in elements:
        found = _choice_needs(element) if isinstance(element, _Choice) else None
        if found is not None and (score := _telling(found)) > telling:
            best, telling = found, score
    return best


def _choice_needs(choice: _Choice) -> _Needs | None:
    if choice.optional or choice.tails:
        return None
    words, starts = choice.words, choice.starts
    for row in choice.longer:
        needs = _needs(row.elements)
        if needs is None:
            return None
        words, starts = words | needs[0], starts + needs[1]
    return words, starts


def _telling(needs: _Needs) -> int:
    """How rare these words are in ordinary text: fewer common ones, then fewer in all."""
    words, starts = needs
    return 1000 - 100 * len(words & _COMMON) - len(words) - len(starts)


class Lexicon:
    """Named lists of patterns, each read once when first used."""

    def __init__(self, lists: Mapping[str, Sequence[str]] | None = None) -> None:
        self._lists = dict(lists or {})
        self._read: dict[str, _Choice] = {}
        self._patterns: dict[str, tuple[Pattern, ...]] = {}
        self._needed: dict[str, _Needs | None] = {}
        self._vetted = False

    def patterns(self, text: str) -> "tuple[Pattern, ...]":
        """What one line stands for: a pattern, or each of a list if it names nothing but a list.

        It is read no further than it takes to know which sentences may hold it.
        """
        if text not in self._patterns:
            if text[0] == "<" and text[1:-1] in self._lists:
                inner = (self.patterns(each) for each in self._lists[text[1:-1]])
                self._patterns[text] = tuple(each for some in inner for each in some)
            else:
                self._patterns[text] = (self._glanced(text),)
        return self._patterns[text]

    def needs(self, name: str) -> "_Needs | None":
        """Words that every line of a list needs one of; None where only a full reading can tell."""
        if name not in self._needed:
            lines = [_needs_at_a_glance(each, self) for each in self._lists.get(name, ())]
            known = [each for each in lines if each is not None]
            self._needed[name] = _either(known) if known and len(known) == len(lines) else None
        return self._needed[name]

    def _glanced(self, text: str) -> "Pattern":
        needs = _needs_at_a_glance(text, self)
        return Pattern(text, self, needs) if needs else Pattern(text, self, None, self.row(text))

    def choice(self, name: str) -> _Choice:
        """A named list as one choice. Raises ``PatternError``."""
        if name not in self._read:
            if name not in self._lists:
                raise PatternError(f"There is no list named {name!r}.")
            self._read[name] = _one_of([self._later(each) for each in self._lists[name]])
        return self._read[name]

    def _later(self, line: str) -> "_Row | _Later":
        first = _FIRST.match(line)
        if not first:
            return self.row(line)
        ways = first[1].strip("()").split("|")
        return _Later(frozenset(each.split()[0] for each in ways), partial(self.row, line))

    def vet(self) -> None:
        """Read every line of every list, once. Raises ``PatternError`` for the first unsound."""
        if not self._vetted:
            for lines in self._lists.values():
                for each in lines:
                    self.row(each)
            self._vetted = True

    def row(self, pattern: str) -> _Row:
        """A pattern, read. Raises ``PatternError``."""
        parts = _PART.findall(pattern)
        if sum(map(len, parts)) != len(pattern) - pattern.count(" ") + sum(
            each.count(" ") for each in parts
        ):
            raise PatternError(f"{pattern!r} holds something that is not part of a pattern.")
        row, at = self._row(parts, 0)
        if at < len(parts) and parts[at] == "|":
            raise PatternError(f"{pattern!r} holds a choice that is not in brackets.")
        if at != len(parts):
            raise PatternError(f"{pattern!r} closes a bracket that was never opened.")
        return row

    def _choice(self, parts: list[str], at: int) -> tuple[_Row, int]:
        rows: list[_Row] = []
        while True:
            row, at = self._row(parts, at)
            rows.append(row)
            if at >= len(parts) or parts[at] != "|":
                return rows[0] if len(rows) == 1 else _Row((_one_of(rows),)), at
            at += 1

    def _row(self, parts: list[str], at: int) -> tuple[_Row, int]:
        elements: list[_Element] = []
        while at < len(parts) and parts[at] not in {"|", ")", ")?"}:
            element, at = self._element(parts, at)
            elements.append(element)
        while len(elements) > 1 and isinstance(elements[-1], _Gap):
            elements.pop()
        if all(_may_be_empty(each) for each in elements):
            raise PatternError(f"A choice in {' '.join(parts)!r} may be nothing at all.")
        return _Row(tuple(elements)), at

    def _element(self, parts: list[str], at: int) -> tuple[_Element, int]:
        part = parts[at]
        if part == "(":
            row, at = self._choice(parts, at + 1)
            if at >= len(parts):
                raise PatternError("A bracket in a pattern is never closed.")
            return _grouped(row, optional=parts[at] == ")?"), at + 1
        return self._single(part), at + 1

    def _single(self, part: str) -> _Element:
        if part[0] == "(":
            return _flat(part)
        if part in _GAPS:
            return _Gap(_GAPS[part])
        if part in _EDGES:
            return _EDGES[part]
        if part == "#":
            return _Number()
        optional = len(part) > 1 and part[-1] == "?" and part != "[?"
        name = part[:-1] if optional else part
        if name in {"", "?"}:
            raise PatternError("A question mark must follow a word or a closing bracket.")
        if name[0] == "<":
            known = self.choice(name[1:-1])
            return _optional(known) if optional else known
        return _word(name.strip("[]"), optional)


def _optional(choice: _Choice) -> _Choice:
    return _Choice(choice.words, choice.starts, choice.longer, True, choice.tails)


def _may_be_empty(element: _Element) -> bool:
    return isinstance(element, _Gap) or (isinstance(element, _Choice) and element.optional)


_EDGES = {"^": _Edge(end=False), "$": _Edge(end=True)}


@cache
def _word(word: str, optional: bool) -> _Choice:
    if word.endswith("*"):
        return _Choice(frozenset(), (word[:-1],), optional=optional)
    if word[0] == "*":
        return _Choice(frozenset(), optional=optional, tails=(word[1:],))
    return _Choice(frozenset((word,)), optional=optional)


def _flat(part: str) -> _Choice:
    """A bracket that holds nothing but words and ``|``: by far the commonest."""
    optional = part[-1] == "?"
    single: list[str] = []
    starts: list[str] = []
    tails: list[str] = []
    longer: list[_Row | _Later] = []
    for each in part.rstrip("?")[1:-1].split("|"):
        words = each.split()
        if not words:
            raise PatternError("An empty choice in a pattern.")
        if len(words) > 1:
            longer.append(_spelled(words))
        elif each.endswith("*"):
            starts.append(words[0][:-1])
        elif words[0][0] == "*":
            tails.append(words[0][1:])
        else:
            single.append(words[0])
    return _Choice(frozenset(single), tuple(starts), tuple(longer), optional, tuple(tails))


def _spelled(words: list[str]) -> _Row | _Later:
    """Some plain words that follow each other."""
    if "*" in words[0]:
        return _in_a_row(words)
    return _Later(frozenset((words[0],)), partial(_in_a_row, words))


def _in_a_row(words: list[str]) -> _Row:
    return _Row(tuple([_word(word, False) for word in words]))


def _one_of(rows: Sequence[_Row | _Later]) -> _Choice:
    """Rows as one choice; rows that are one plain choice are taken in."""
    words: set[str] = set()
    starts: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    longer: tuple[_Row | _Later, ...] = ()
    for row in rows:
        if isinstance(row, _Later):
            longer += (row,)
            continue
        only = row.elements[0]
        if len(row.elements) == 1 and isinstance(only, _Choice) and not only.optional:
            words |= only.words
            starts += only.starts
            tails += only.tails
            longer += only.longer
        else:
            longer += (row,)
    return _Choice(frozenset(words), starts, longer, tails=tails)


def _grouped(row: _Row, *, optional: bool) -> _Choice:
    choice = _one_of((row,))
    return _optional(choice) if optional else choice


class Pattern:
    """One pattern, read as far as it was needed."""

    __slots__ = ("_all", "_lexicon", "_row", "needs", "text")

    def __init__(
        self, text: str, lexicon: Lexicon, needs: _Needs | None, row: _Row | None = None
    ) -> None:
        self.text = text
        self._lexicon = lexicon
        self.needs = needs if row is None else _needs(row.elements)
        self._all: tuple[_Needs, ...] | None = None
        self._row = row

    def matches(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """From the left, the longest match at each place that holds at least one word."""
        if self._row is None:
            if self._all is None:
                self._all = tuple(_all_needs(self.text, self._lexicon))
            if not _in_order(self._all, sentence.said):
                return
            self._row = self._lexicon.row(self.text)
        said, at = sentence.said, 0
        starts = self._row.firsts or sentence.words
        while at < len(said):
            end = max(self._row.ends(said, at), default=at) if said[at] in starts else at
            if end > at:
                yield at, end
                at = end
            else:
                at += 1


class _Index:
    """Which patterns the words of a sentence wake; the others need not be looked at."""

    __slots__ = ("_always", "_lengths", "_starts", "_words")

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._always: list[int] = []
        self._words: dict[str, list[int]] = {}
        self._starts: dict[str, list[int]] = {}
        for at, pattern in enumerate(patterns):
            if not pattern.needs:
                self._always.append(at)
                continue
            words, starts = pattern.needs
            for word in words:
                self._words.setdefault(word, []).append(at)
            for start in starts:
                self._starts.setdefault(start, []).append(at)
        self._lengths = sorted({len(each) for each in self._starts})

    def awake(self, sentence: Sentence) -> list[int]:
        """The places of the patterns, in order."""
        found = set(self._always)
        for word in sentence.words:
            found.update(self._words.get(word, ()))
            for length in self._lengths:
                if length > len(word):
                    break
                found.update(self._starts.get(word[:length], ()))
        return sorted(found)


def _either(needs: Sequence[_Needs]) -> _Needs:
    """What is needed where one of several will do."""
    words = frozenset().union(*(each[0] for each in needs))
    return words, tuple(start for each in needs for start in each[1])


def _needs_at_a_glance(text: str, lexicon: Lexicon) -> _Needs | None:
    """Words the outermost parts cannot do without; None where only a full reading can tell."""
    first = _FIRST.match(text)
    if first and _COMMON.isdisjoint((told := _told(first[1]))[0]):
        return told
    best: _Needs | None = None
    fewest = 1000
    for needs in _all_needs(text, lexicon):
        common = len(needs[0] & _COMMON)
        if not common:
            return needs
        if common < fewest:
            best, fewest = needs, common
    return best


def _all_needs(text: str, lexicon: Lexicon) -> Iterator[_Needs]:
    """For each outermost part that is plain words or a list, what meets it."""
    depth = 0
    for found in _PART.finditer(text):
        part = found[0]
        if part == "(":
            depth += 1
        elif part in {")", ")?"}:
            depth -= 1
        elif depth == 0 and part[-1] != "?" and part[0] not in ".#^$[|":
            if part[0] == "<":
                needs = lexicon.needs(part[1:-1])
            elif "*" in part and _TAIL.search(part):
                continue
            else:
                needs = _told(part)
            if needs:
                yield needs


def _in_order(parts: Sequence[_Needs], said: Sequence[str]) -> bool:
    """Whether there is one of the words of each part, one after the other."""
    rest = iter(said)
    for words, starts in parts:
        for word in rest:
            if word in words or (starts and word.startswith(starts)):
                break
        else:
            return False
    return True


@cache
def _told(part: str) -> _Needs:
    """The last words of a plain part's ways to say it, and beginnings of words."""
    bare = part.strip("()")
    last = bare.split("|") if " " not in bare else _last_words(bare)
    if "*" not in part:
        return frozenset(last), ()
    starts = tuple(each[:-1] for each in last if each[-1] == "*")
    return frozenset(each for each in last if each[-1] != "*"), starts


def _last_words(bare: str) -> list[str]:
    return [each.rsplit(None, 1)[-1] for each in bare.split("|")]


class Hit:
    """One match in a sentence: which pattern, and where in the sentence as typed."""

    __slots__ = ("end", "pattern", "start")

    def __init__(self, pattern: str, start: int, end: int) -> None:
        self.pattern = pattern
        self.start = start
        self.end = end


class Phrases:
    """A set of patterns that express the same thing.

    They are read when a sentence is first held against them; what they mean
    never changes.
    """

    __slots__ = ("_index", "_lexicon", "_read", "patterns")

    def __init__(self, patterns: Sequence[str], lexicon: Lexicon | None = None) -> None:
        self.patterns = tuple(patterns)
        self._lexicon = lexicon or Lexicon()
        self._read: tuple[Pattern, ...] | None = None
        self._index: _Index | None = None

    def read(self) -> tuple[Pattern, ...]:
        """The patterns. Raises ``PatternError``."""
        if self._read is None:
            lines = (self._lexicon.patterns(each) for each in self.patterns)
            self._read = tuple(each for some in lines for each in some)
        return self._read

    def hits(self, sentence: Sentence) -> Iterator[Hit]:
        """Each pattern's matches that do not overlap, pattern by pattern."""
        for pattern in self._awake(sentence):
            for start, end in pattern.matches(sentence):
                yield Hit(pattern.text, *sentence.place(start, end))

    def found(self, sentence: Sentence) -> bool:
        """Whether any of them is in this sentence."""
        return any(True for pattern in self._awake(sentence) for _ in pattern.matches(sentence))

    def _awake(self, sentence: Sentence) -> Iterator[Pattern]:
        patterns = self.read()
        if self._index is None:
            self._index = _Index(patterns)
        return (patterns[at] for at in self._index.awake(sentence))

    def vet(self) -> None:
        """Read every pattern to its end. Raises ``PatternError`` for the first unsound one."""
        self._lexicon.vet()
        for each in self.patterns:
            self._lexicon.row(each)
