"""The learnt judge of single sentences: a table of features and what they weigh.

The table is text, sorted, one feature a line, so that a change can be reviewed::

    =any=news	b37 k-4

means that the words "any news" speak for the label with the letter ``b`` and a
little against ``k``. It is made by ``python -m tools.train``; nothing here learns.
A line is looked for when its feature is first met; the lines stand sorted by their bytes, so
it's enough to know where every thousandth byte's line begins.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from struct import Struct
from typing import NamedTuple

from coach.review.features import Token, features, tokens

ANY = "any"
"""The label that says a sentence holds some fault, whichever."""

WINDOW = (2, 5)
"""Words in the passage that is shown as the reason, at least and at most."""


REMEMBERED = 200_000
"""Features that are kept packed, those that are not in the table among them."""

FIELD = 32
"""Bits of a label's field in the packed sums."""

MIDDLE = 1 << (FIELD - 1)
"""What stands for nothing in a field, so that sums below it need no sign."""

BLOCK = 1024
"""Bytes of the table after which the next line's place is kept."""


class ModelError(ValueError):
    """The table cannot be read; the message says what is wrong with it."""


class Label(NamedTuple):
    """One label: its letter in the table, and how its weights become log-odds.

    ``own`` and ``any`` scale the label's sum and that of ``ANY``; ``base`` is added.
    ``fix`` and ``consider`` are log-odds from which a fault is told; for a role
    (what a sentence does) only ``fix`` counts.
    """

    name: str
    letter: str
    scale: float
    bias: float
    own: float
    any: float
    base: float
    fix: float
    consider: float


class Model:
    """What was learnt, ready to be asked. Raises ``ModelError`` where the table is unsound.

    All labels of a feature are packed into one whole number, a field each, so that a
    feature costs one addition however many labels it speaks for.
    """

    def __init__(self, table: bytes) -> None:
        self.notes, self.labels, start = _head(table)
        self._by_name = {each.name: at for at, each in enumerate(self.labels)}
        self._any = self._by_name.get(ANY, -1)
        if table.count(b"\t", start) != table.count(b"\n", start):
            raise ModelError("A line of the table has no weights.")
        self._packed = _Lines(table, start, self.labels).__getitem__
        self._scales = [each.scale for each in self.labels]
        self._fields = Struct(f"<{len(self.labels)}I")
        self._middle = sum(MIDDLE << (FIELD * at) for at in range(len(self.labels)))

    def label(self, name: str) -> Label:
        """One label by its name."""
        return self.labels[self._by_name[name]]

    def odds(self, text: str, situation: str) -> Mapping[str, float]:
        """The log-odds of every label for one sentence."""
        return self._odds(self._sums([each.text for each in tokens(text)], situation))

    def _odds(self, sums: Sequence[float]) -> Mapping[str, float]:
        some = sums[self._any] if self._any >= 0 else 0.0
        return {
            each.name: each.own * sums[at] + each.any * some + each.base
            for at, each in enumerate(self.labels)
        }

    def _sums(self, said: list[str], situation: str) -> list[float]:
        """The weights of every label added up."""
        found = features(said, situation)
        out = [each.bias for each in self.labels]
        for some, worth in (
            (found.words, found.word_worth),
            (found.letters, found.letter_worth),
            (found.place, found.place_worth),
        ):
            total = sum(map(self._packed, some), self._middle)
            raw = total.to_bytes(self._fields.size, "little")
            sums = zip(out, self._fields.unpack(raw), self._scales, strict=True)
            out = [before + (each - MIDDLE) * worth * scale for before, each, scale in sums]
        return out

    def span(self, text: str, situation: str, name: str) -> tuple[int, int]:
        """The passage of a sentence that speaks most for a fault, in characters."""
        said = tokens(text)
        if len(said) <= WINDOW[1]:
            return (said[0].start, said[-1].end) if said else (0, len(text))
        weights = self._by_token(said, situation, name)
        best = max(
            _windows(len(said)), key=lambda each: (sum(weights[each[0] : each[1]]), -each[0])
        )
        return _grown(text, said, *best)

    def _by_token(self, said: list[Token], situation: str, name: str) -> list[float]:
        """How much each token speaks for a fault, by the features it is part of."""
        words = ["=^", *["=" + each.text for each in said], "=$"]
        out = [0.0] * len(words)
        for size in (1, 2, 3):
            for begin in range(len(words) - size + 1):
                weight = self.weight("".join(words[begin : begin + size]), name)
                for each in range(begin, begin + size):
                    out[each] += weight / size
        for place, word in enumerate(words):
            out[place] += self.weight(situation + word, name) / 2
        owners = [place for place, each in enumerate(said) for _ in range(len(each.text) + 1)]
        owners = [0, *owners]
        row = f" {' '.join(each.text for each in said)} "
        for size in (3, 4, 5):
            for begin in range(len(row) - size + 1):
                weight = self.weight(row[begin : begin + size], name)
                if weight:
                    out[owners[min(begin + size // 2, len(owners) - 1)] + 1] += weight / 2
        return out[1:-1]

    def weight(self, feature: str, name: str) -> int:
        """What one feature weighs for a label; 0 where it is not in the table."""
        packed = self._middle + self._packed(feature)
        return (packed >> (FIELD * self._by_name[name])) % (1 << FIELD) - MIDDLE


class _Cells(dict[bytes, int]):
    """A label's letter and weight, as in ``b37``, by its place in a packed number."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self._letters = {ord(each.letter): at for at, each in enumerate(labels)}

    def __missing__(self, said: bytes) -> int:
        found = self[said] = int(said[1:]) << (FIELD * self._letters[said[0]])
        return found


class _Lines(dict[str, int]):
    """The weights of each feature, packed, once it was met; 0 where it is not in the table."""

    def __init__(self, table: bytes, start: int, labels: Sequence[Label]) -> None:
        self._table = table
        self._cell = _Cells(labels).__getitem__
        self._firsts: list[bytes] = []
        self._places: list[int] = []
        at = start - 1
        while 0 <= at < len(table) - 1:
            self._firsts.append(table[at : table.index(b"\t", at)])
            self._places.append(at)
            at = table.find(b"\n", at + BLOCK)
        self._places.append(len(table))

    def __missing__(self, feature: str) -> int:
        if len(self) >= REMEMBERED:
            self.clear()
        begin = f"\n{feature}\t".encode()
        block = bisect_right(self._firsts, begin)
        at = self._table.find(begin, self._places[block - 1], self._places[block])
        found = 0
        if at >= 0:
            at += len(begin)
            cells = self._table[at : self._table.index(b"\n", at)].split()
            found = sum(map(self._cell, cells))
        self[feature] = found
        return found


def _windows(count: int) -> Iterator[tuple[int, int]]:
    for size in range(WINDOW[0], WINDOW[1] + 1):
        for begin in range(count - size + 1):
            yield begin, begin + size


_CLAUSE = ",;:\u2013\u2014()"


def _grown(text: str, said: Sequence[Token], begin: int, end: int) -> tuple[int, int]:
    """A window taken to the end of its clause where only two words are missing."""

    def parted(left: int) -> bool:
        between = text[said[left].end : said[left + 1].start]
        return any(each in _CLAUSE for each in between) or " - " in between

    for step in range(3):
        if begin - step == 0 or (begin - step > 0 and parted(begin - step - 1)):
            begin -= step
            break
    for step in range(3):
        if end + step == len(said) or (end + step < len(said) and parted(end + step - 1)):
            end += step
            break
    return said[begin].start, said[end - 1].end


def _head(table: bytes) -> tuple[Mapping[str, str], tuple[Label, ...], int]:
    """The notes and labels a table begins with, and where its lines begin."""
    notes: dict[str, str] = {}
    labels: list[Label] = []
    at = 0
    while table.startswith(b"#", at):
        end = table.index(b"\n", at)
        line, at = table[at + 1 : end].decode().strip(), end + 1
        kind, _, rest = line.partition(" ")
        if kind == "label":
            name, letter, *numbers = rest.split()
            try:
                labels.append(Label(name, letter, *map(float, numbers)))
            except (TypeError, ValueError) as error:
                raise ModelError(f"A label of the table cannot be read: {line!r}.") from error
        elif rest:
            notes[kind.rstrip(":")] = rest
    if not labels:
        raise ModelError("The table names no labels.")
    return notes, tuple(labels), at
