"""Journals that need a passphrase: the same lines, but what they say is encrypted.

The passphrase becomes a key by scrypt. That key opens only the first line of a
file, which holds another, random one, made anew with every file; this second
one seals the lines. A sealed line names the one before it by its tag, which is
part of what is authenticated, so that a line that was changed, moved, repeated
or taken out of the middle is noticed, whoever did it. Nonces are random: a line
that had to be taken back (full disk) is never sealed again under the same one.
``cryptography``, an optional extra, is imported when a passphrase is used.
docs/journal-format.md describes the bytes.
"""

import os
import unicodedata
from base64 import b64encode
from binascii import Error as NotBase64
from binascii import a2b_base64
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from coach.problems import JournalError, JournalLocked
from coach.store import log_lines, private_files

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

CIPHER, KDF = "chacha20-poly1305", "scrypt"
ASIDE = "follow-up-coach sealed file"
"""The format of a file that is no sound journal, and was sealed as it is."""

SHORTEST = 8
"""Characters below which a passphrase is not taken."""

INSTALL = 'pip install "follow-up-coach[encrypt]"'

_TAG, _NONCE, _KEY, _SALT = 16, 12, 32, 16
_LONGEST_HEADER = 4096
_SEALED, _QUOTE = b'"seal":"', b'"'


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


class _Head(msgspec.Struct):
    """What the first line of a sealed file says beside its format."""

    format: str
    schema: int
    cipher: str
    kdf: str
    n: int
    r: int
    p: int
    salt: str
    key: str

    @property
    def cost(self) -> Cost:
        return Cost(self.n, self.r, self.p)


class SealedChain(log_lines.Chain):
    """The lines of one sealed file up to some point."""

    __slots__ = ("_cipher", "_tag")

    def __init__(self, cipher: "ChaCha20Poly1305", tag: bytes, checksum: int) -> None:
        super().__init__(checksum)
        self._cipher = cipher
        self._tag = tag

    def copy(self) -> "SealedChain":
        """Another one at the same point."""
        return SealedChain(self._cipher, self._tag, self.checksum)

    def write(self, body: bytes) -> bytes:
        """The next line, with this sealed in it."""
        nonce = os.urandom(_NONCE)
        sealed = self._tag + nonce + self._cipher.encrypt(nonce, body, self._tag)
        self._tag = sealed[-_TAG:]
        return super().write(_SEALED + b64encode(sealed) + _QUOTE)

    def read(self, line: bytes) -> bytes | None:
        """What the line says, as a plain line, if it is whole, ours and the next one."""
        checksum = log_lines.check(line, self.checksum)
        sealed = None if checksum is None else _sealed(line)
        if checksum is None or sealed is None or sealed[:_TAG] != self._tag:
            return None
        body = self._opened(sealed)
        if body is None:
            return None
        self.checksum, self._tag = checksum, sealed[-_TAG:]
        return log_lines.plain(body)

    def salvage(self, line: bytes) -> bytes | None:
        """What a line says that was sealed here but does not follow, or None."""
        super().salvage(line)
        sealed = _sealed(line)
        if sealed is None:
            return None
        self._tag = sealed[-_TAG:]
        body = self._opened(sealed)
        return None if body is None else log_lines.plain(body)

    def again(self, line: bytes) -> bytes:
        """What a line says that was read before. Raises ``JournalError`` if it has changed."""
        sealed = _sealed(line)
        body = None if sealed is None else self._opened(sealed)
        if body is None:
            raise JournalError("The journal was changed while it was open; open it again.")
        return log_lines.plain(body)

    def _opened(self, sealed: bytes) -> bytes | None:
        from cryptography.exceptions import InvalidTag

        before, nonce = sealed[:_TAG], sealed[_TAG : _TAG + _NONCE]
        try:
            return self._cipher.decrypt(nonce, sealed[_TAG + _NONCE :], before)
        except InvalidTag:
            return None


class Key:
    """What a passphrase opens: the first lines of files. It shows nothing of itself."""

    __slots__ = ("_cipher", "_cost", "_derived", "_salt")

    def __init__(self, derived: bytes, cost: Cost, salt: bytes) -> None:
        self._derived, self._cost, self._salt = derived, cost, salt
        self._cipher = _cipher(derived)

    @classmethod
    def of(cls, passphrase: str, cost: Cost, salt: bytes) -> "Key":
        """Derive it, which takes a moment. Raises ``JournalError`` where that cannot be done."""
        return cls(_derived(passphrase, cost, salt), cost, salt)

    def written(self) -> bytes:
        """The key itself, for ``written_key``: to be kept under the seal of another, only."""
        return msgspec.json.encode((self._derived, self._cost, self._salt))

    def begin(self, schema: int, format: str = log_lines.FORMAT) -> tuple[bytes, SealedChain]:
        """The first line of a new sealed file, and the chain that it begins."""
        head = (
            b'"format":"%b","version":%d,"schema":%d,"cipher":"%b","kdf":"%b",'
            b'"n":%d,"r":%d,"p":%d,"salt":"%b"'
        ) % (
            format.encode(),
            log_lines.SEALED_VERSION,
            schema,
            CIPHER.encode(),
            KDF.encode(),
            self._cost.n,
            self._cost.r,
            self._cost.p,
            b64encode(self._salt),
        )
        inner, nonce = os.urandom(_KEY), os.urandom(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, inner, head)
        line, checksum = log_lines.seal(head + b',"key":"' + b64encode(sealed) + _QUOTE, 0)
        return line, SealedChain(_cipher(inner), sealed[-_TAG:], checksum)

    def chain(self, line: bytes) -> SealedChain | None:
        """The chain that this first line begins, or None when another key is needed."""
        from cryptography.exceptions import InvalidTag

        head = _head(line)
        said, _, _ = log_lines.body_of(line).rpartition(b',"key":"')
        sealed = None if head is None else _decoded(head.key.encode())
        if head is None or sealed is None or len(sealed) != _NONCE + _KEY + _TAG:
            return None
        try:
            inner = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], said)
        except InvalidTag:
            return None
        return SealedChain(_cipher(inner), sealed[-_TAG:], log_lines.claimed(line) or 0)


def new_key(passphrase: str) -> Key:
    """A key of its own for a journal that gets this passphrase. Raises ``JournalError``."""
    if why := unfit(passphrase):
        raise JournalError(why)
    return Key.of(passphrase, COST, os.urandom(_SALT))


def key_for(path: Path, passphrase: str) -> Key:
    """The key of a sealed file. Reads only; writes nothing.

    Raises ``JournalLocked`` when the passphrase is another, ``JournalError``
    when the file cannot be read or is not a sealed one.
    """
    line = first_line(path)
    head = _head(line)
    salt = None if head is None else _decoded(head.salt.encode())
    if head is None or salt is None:
        raise JournalError(f"{path} is not locked with a passphrase.")
    if (head.cipher, head.kdf) != (CIPHER, KDF) or not head.cost.bearable:
        raise JournalError(f"{path} is locked in a way that this program does not know.")
    key = Key.of(passphrase, head.cost, salt)
    if key.chain(line) is None:
        raise JournalLocked("This passphrase does not open the journal. Nothing was changed.")
    return key


def written_key(data: bytes) -> Key | None:
    """The key that was written like this, or None when this is none."""
    try:
        derived, cost, salt = msgspec.json.decode(data, type=tuple[bytes, Cost, bytes])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return Key(derived, cost, salt) if len(derived) == _KEY else None


def is_sealed(path: Path) -> bool:
    """Whether this is a sealed journal, as far as its first line says."""
    head = _head(first_line(path))
    return head is not None and head.format == log_lines.FORMAT


def needs_key(path: Path) -> bool:
    """Whether this is a sealed file of ours: a journal, or one sealed as it was."""
    return _head(first_line(path)) is not None


def first_line(path: Path) -> bytes:
    """The first line of a file of ours; nothing where there is none or it cannot be read."""
    try:
        with os.fdopen(private_files.open_own(path, write=False), "rb") as file:
            return file.readline(_LONGEST_HEADER)
    except (OSError, JournalError):
        return b""


def sealed_aside(line: bytes) -> bool:
    """Whether this first line is that of a file sealed as it was."""
    head = _head(line)
    return head is not None and head.format == ASIDE


def locked(path: Path) -> JournalLocked:
    """The error for a journal whose passphrase has not been given."""
    if not installed():
        return JournalLocked(
            f"{path} is locked with a passphrase, and this installation cannot open it. "
            f"This is what is missing: {INSTALL}",
            openable=False,
        )
    return JournalLocked(
        f"{path} is locked with a passphrase. Nothing in it can be seen, and nothing is kept, "
        "until that is given."
    )


def unfit(passphrase: str) -> str:
    """What is wrong with a new passphrase, as a sentence; empty when it will do."""
    if len(passphrase) < SHORTEST:
        return f"At least {SHORTEST} characters, please; four or five odd words are good."
    try:
        passphrase.encode()
    except UnicodeEncodeError:
        return "This terminal sent something that is no text; nothing was changed."
    return ""


def installed() -> bool:
    """Whether the extra that sealing needs is here."""
    return find_spec("cryptography") is not None


def _derived(passphrase: str, cost: Cost, salt: bytes) -> bytes:
    try:
        from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
    except ImportError as error:
        raise JournalError(
            f"A passphrase needs one more package. This is what is missing: {INSTALL}"
        ) from error
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        return Scrypt(salt=salt, length=_KEY, n=cost.n, r=cost.r, p=cost.p).derive(words)
    except MemoryError as error:
        need = f"{128 * cost.n * cost.r // 2**20} MB are needed"
        raise JournalError(f"There is not enough memory for this ({need}).") from error


def _cipher(key: bytes) -> "ChaCha20Poly1305":
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key)


def _head(line: bytes) -> _Head | None:
    if log_lines.check(line, 0) is None:
        return None
    try:
        head = _decoder().decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return head if head.format in (log_lines.FORMAT, ASIDE) else None


@cache
def _decoder() -> "msgspec.json.Decoder[_Head]":
    return msgspec.json.Decoder(_Head)


def _sealed(line: bytes) -> bytes | None:
    """The bytes in a sealed line, or None when it is none."""
    body = log_lines.body_of(line)
    if not (body.startswith(_SEALED) and body.endswith(_QUOTE)):
        return None
    sealed = _decoded(body[len(_SEALED) : -len(_QUOTE)])
    return sealed if sealed is not None and len(sealed) >= 2 * _TAG + _NONCE else None


def _decoded(text: bytes) -> bytes | None:
    """Base64, in the one way of writing it that counts; None for anything else."""
    try:
        data = a2b_base64(text, strict_mode=True)
    except NotBase64:
        return None
    last = data[(len(data) - 1) // 3 * 3 :]  # only the last group can be written in other ways
    return data if data and text.endswith(b64encode(last)) else None
