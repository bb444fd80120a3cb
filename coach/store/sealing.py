"""Journals with a passphrase: each document's JSON is encrypted, tied to its table and id.

The passphrase becomes a key by scrypt. That key opens only the head, which holds
another, random one, made anew with every passphrase; this second one seals the
documents (ChaCha20-Poly1305, a random nonce each). The table and the id are
authenticated with a document, so one cannot be put in the place of another.
``cryptography``, an optional extra, is imported when a passphrase is used.
"""

import os
import unicodedata
from base64 import b64decode, b64encode
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import msgspec

from coach.errors import JournalError, JournalLocked

CIPHER, KDF = "chacha20-poly1305", "scrypt"

SHORTEST = 8
"""Characters below which a passphrase is not taken."""

INSTALL = 'pip install "follow-up-coach[encrypt]"'

_NONCE, _KEY, _SALT = 12, 32, 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What deriving a key takes: scrypt's parameters. Memory is ``128 * n * r`` bytes."""

    n: int = 2**17
    r: int = 8
    p: int = 1

    @property
    def bearable(self) -> bool:
        """Whether this is a cost that scrypt knows and that a machine can pay (1 GB at most)."""
        power_of_two = self.n > 1 and self.n & (self.n - 1) == 0
        return power_of_two and 1 <= self.r <= 32 and 1 <= self.p <= 16 and self.n * self.r <= 2**23


COST = Cost()
"""About half a second and 128 MB, for whoever guesses too."""


class Head(msgspec.Struct, frozen=True):
    """What is kept in the clear of a sealed journal: how the key is made, and the sealed key.

    ``before`` holds the key of the passphrase before this one, sealed, so that copies
    that are still under that one can follow.
    """

    cipher: str
    kdf: str
    n: int
    r: int
    p: int
    salt: str
    mark: str
    key: str = ""
    before: str = ""

    @property
    def bound(self) -> bytes:
        """What is authenticated with the sealed key."""
        return msgspec.json.encode(
            [self.cipher, self.kdf, self.n, self.r, self.p, self.salt, self.mark]
        )


class Key:
    """What seals and opens documents. It shows nothing of itself."""

    __slots__ = ("_secret", "before", "head")

    def __init__(self, head: Head, secret: bytes) -> None:
        self.head, self._secret = head, secret
        self.before: Key | None = None
        if head.before:
            mark, _, old = self.open(b64decode(head.before), "before").partition(b"\n")
            self.before = Key(msgspec.structs.replace(head, mark=mark.decode(), before=""), old)

    def seal(self, data: bytes, place: str) -> bytes:
        """The data, sealed so that it opens in this place only."""
        return _sealed(self._secret, data, place.encode())

    def open(self, sealed: bytes, place: str) -> bytes:
        """What was sealed for this place. Raises ``JournalError`` if it is not that any more."""
        data = opened(self._secret, sealed, place.encode())
        if data is None:
            raise JournalError(f"{place!r} isn't what was saved there.")
        return data

    def kept_for_copies(self) -> bytes:
        """The key itself: to be kept under the seal of the next one, only."""
        return self.head.mark.encode() + b"\n" + self._secret


def new_key(passphrase: str, before: Key | None = None) -> Key:
    """A key of its own for a journal that gets this passphrase. Raises ``JournalError``."""
    if why := unfit(passphrase):
        raise JournalError(why)
    salt, secret = os.urandom(_SALT), os.urandom(_KEY)
    bare = Head(CIPHER, KDF, COST.n, COST.r, COST.p, _text(salt), os.urandom(8).hex())
    wrapped = _sealed(derived(passphrase, COST, salt), secret, bare.bound)
    head = msgspec.structs.replace(bare, key=_text(wrapped))
    if before is not None:
        kept = Key(head, secret).seal(before.kept_for_copies(), "before")
        head = msgspec.structs.replace(head, before=_text(kept))
    return Key(head, secret)


def unlocked(head: Head, passphrase: str, path: Path) -> Key:
    """The key under this head. Raises ``JournalLocked`` when the passphrase is another."""
    cost = Cost(head.n, head.r, head.p)
    if (head.cipher, head.kdf) != (CIPHER, KDF) or not cost.bearable:
        raise JournalError(f"{path} is locked in a way this program doesn't know.")
    try:
        salt, wrapped = b64decode(head.salt, validate=True), b64decode(head.key, validate=True)
    except ValueError as error:
        raise JournalError(f"{path} is damaged in the part that says how it's locked.") from error
    secret = opened(derived(passphrase, cost, salt), wrapped, head.bound)
    if secret is None:
        raise wrong_passphrase()
    return Key(head, secret)


def wrong_passphrase() -> JournalLocked:
    """The error for a passphrase that is another."""
    return JournalLocked("This passphrase doesn't open the journal. Nothing was changed.")


def locked(path: Path) -> JournalLocked:
    """The error for a journal whose passphrase has not been given."""
    if not installed():
        return JournalLocked(
            f"{path} is locked with a passphrase, and this installation can't open it. "
            f"To install what's missing: {INSTALL}",
            openable=False,
        )
    return JournalLocked(
        f"{path} is locked with a passphrase. Nothing in it can be seen, and nothing is saved, "
        "until you enter it."
    )


def unfit(passphrase: str) -> str:
    """What is wrong with a new passphrase, as a sentence; empty when it will do."""
    if len(passphrase) < SHORTEST:
        return f"At least {SHORTEST} characters, please; four or five unusual words work well."
    try:
        passphrase.encode()
    except UnicodeEncodeError:
        return "This terminal sent something that isn't text."
    return ""


def installed() -> bool:
    """Whether the extra that sealing needs is here."""
    return find_spec("cryptography") is not None


def derived(passphrase: str, cost: Cost, salt: bytes) -> bytes:
    """The key that scrypt makes of a passphrase. Raises ``JournalError``."""
    try:
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
    except ImportError as error:
        raise JournalError(
            f"A passphrase needs one more package. To install what's missing: {INSTALL}"
        ) from error
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return Scrypt(salt=salt, length=_KEY, n=cost.n, r=cost.r, p=cost.p).derive(words)
    except MemoryError as error:
        need = f"{128 * cost.n * cost.r // 2**20} MB are needed"
        raise JournalError(f"There isn't enough memory for this ({need}).") from error


def _sealed(secret: bytes, data: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce = os.urandom(_NONCE)
    return nonce + ChaCha20Poly1305(secret).encrypt(nonce, data, bound)


def opened(secret: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """What was sealed with this key and these bytes beside it; None where it was not."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        return ChaCha20Poly1305(secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound)
    except (InvalidTag, ValueError):
        return None


def _text(data: bytes) -> str:
    return b64encode(data).decode()
