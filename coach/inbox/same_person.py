"""Tells one person behind several addresses: by the full name they write under."""

import re
from collections.abc import Iterable

from coach.inbox.threads import Message, Party

_INVERTED = re.compile(r"([^\W\d_][\w'-]+(?: [\w'-]+)?), ([^\W\d_][\w'.-]*(?: [\w'.-]+)?)\Z")
_TITLES = frozenset(
    "gmbh ag kg inc ltd llc llp plc sa sarl bv co phd md dds mba cpa esq jr sr ii iii msc bsc ma"
    " dr prof mr mrs ms herr frau the team".split()
)
_WORD = re.compile(r"[^\W\d_]{2,}")


def in_order(name: str) -> str:
    """A name as it's said: "Wirth, Sabine" becomes "Sabine Wirth"; a firm or a title stays."""
    found = _INVERTED.match(name)
    if not found or _TITLES & {each.strip(".") for each in found[2].casefold().split()}:
        return name
    return f"{found[2]} {found[1]}"


class People:
    """Who is who among these messages."""

    def __init__(self, messages: Iterable[Message]) -> None:
        self._names: dict[str, str] = {}
        for each in messages:
            if each.sender.address and not each.bulk:
                self._names.setdefault(each.sender.address, _full(each.sender.name))

    def key(self, party: Party) -> str:
        """What tells two people apart: the full name, or else the address."""
        name = _full(party.name) or self._names.get(party.address, "")
        return name or party.key


def _full(name: str) -> str:
    """First and last name in one order; empty where there's only one of them."""
    words = sorted(set(_WORD.findall(in_order(name).casefold())) - _TITLES)
    return " ".join(words) if len(words) > 1 else ""
