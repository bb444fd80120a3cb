"""Mutated files: bits flipped, cut, giant lines, wrong charsets, deep MIME, zip bombs."""

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

FILES = Path(__file__).parent / "labelled" / "files"


def seeds() -> list[tuple[str, bytes]]:
    """One small file of each kind, and some that are hostile from the start."""
    kinds: dict[str, tuple[str, bytes]] = {}
    for path in sorted(FILES.rglob("*")):
        if path.is_file() and path.stat().st_size and not path.name.startswith("."):
            kinds.setdefault(
                f"{path.parts[-2]}{path.suffix}", (path.name, path.read_bytes()[:60_000])
            )
    return [*kinds.values(), *hostile()]


def hostile() -> list[tuple[str, bytes]]:
    """Files made to break a reader."""
    head = b"From: a@b.example\nTo: c@d.example\nDate: Mon, 02 Nov 2026 09:00:00 +0000\n"
    deep = b"".join(
        b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(3000)
    )
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_chat.txt", b"[01/02/26, 10:00:00] A: " + b"a" * 30_000_000)
        archive.writestr("../../etc/evil.eml", head + b"\n\nCould you?")
    return [
        ("deep.eml", head + b"Content-Type: multipart/mixed; boundary=b0\n\n" + deep),
        ("blanks.eml", head + b"\n" + b" " * 300_000 + b"x"),
        ("lines.eml", head + b"\n" + b"\n \n" * 60_000),
        ("header.eml", head + b"Subject: " + b"=?utf-8?q?" * 20_000 + b"\n\nhello"),
        ("names.eml", b"From: " + b'"<,' * 40_000 + b"\n" + head + b"\nhi"),
        ("tags.eml", head + b"Content-Type: text/html\n\n" + b"<div><!--<!" * 15_000),
        ("quotes.eml", head + b"\n" + b"On On On wrote\n> a\n" * 8_000),
        ("colons.eml", head + b"\n" + b"From: To: a\n" * 20_000),
        ("long.eml", head + b"\n" + b"could you please let me know if " * 12_000),
        ("question.eml", head + b"\n" + b"?" * 200_000),
        ("chat.txt", b"01/02/26, 10:00 - " + b"A" * 200_000 + b": hi"),
        ("list.json", b"[" * 100_000),
        ("dict.json", b'{"a":' * 50_000),
        ("messages.csv", b"CONVERSATION ID,FROM\n" + b'"' * 200_000),
        ("bomb.zip", bomb.getvalue()),
        ("empty.eml", b""),
        ("from.mbox", b"From x Mon Nov 02 09:00:00 2026\nFrom: a@b.example\n" * 2_000),
    ]  # fmt: skip


def mutated(count: int, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """So many files, each a seed with something broken in it."""
    chance = random.Random(seed)
    held = seeds()
    for number in range(count):
        name, raw = held[number % len(held)]
        broken = bytearray(raw[:200_000])
        for _ in range(chance.randint(1, 3)):
            broken = _broken(broken, chance)
        yield f"{number}-{name}", bytes(broken)


def _broken(raw: bytearray, chance: random.Random) -> bytearray:
    place = chance.randint(0, max(0, len(raw) - 1))
    way = chance.randint(0, 6)
    if way == 0:
        for _ in range(chance.randint(1, 40)):
            if raw:
                raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    elif way == 1:
        del raw[place:]
    elif way == 2:
        raw[place:place] = (
            chance.choice([b" ", b"a", b"\n", b">", b"=", b"\xff", b"\0", b"("]) * 30_000
        )
    elif way == 3:
        raw = bytearray(
            bytes(raw).decode("latin-1").encode(chance.choice(["utf-16", "utf-7", "cp500"]))
        )
    elif way == 4:
        raw[place:place] = raw[chance.randint(0, place) : place + 2_000]
    elif way == 5:
        words = [b"boundary", b"charset=utf-8", b"Date: ", b"\n\n", b'"', b"Content-Type"]
        raw = raw.replace(
            chance.choice(words), chance.choice([b"", b"charset=klingon", b"\r", b"\n"])
        )
    else:
        del raw[place : place + chance.randint(1, 3_000)]
    return raw
