"""Opens the files in which conversations are: folders walked, zip files looked into. Read only.

Nothing is ever unpacked to disk, so a name in a zip can't lead anywhere; what a zip may give is
capped by size and by how far it expands.
"""

import io
import os
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

MEMBERS = 200_000
MEMBER_LIMIT = 200 << 20
"""Bytes of a member that has to be read at once."""
EXPANSION = 200
"""How many times its packed size a member may give, beyond ``MEMBER_LIMIT``."""
_ATTACHED = frozenset(
    ".jpg .jpeg .png .gif .webp .mp4 .mov .opus .ogg .mp3 .m4a .aac .pdf .docx .xlsx .pptx .heic"
    " .vcf .html .css .js .msf .sqlite .db .dat .plist .woff .svg .ttf .webm .doc .xls .ppt".split()
)
_BROKEN = (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error, EOFError,
           ValueError, zipfile.LargeZipFile)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be read. ``folders`` are the names above it, for Sent and Trash."""

    name: str
    folders: tuple[str, ...]
    open: Callable[[], IO[bytes]]
    size: int = 0
    maildir: bool = False
    flags: str = ""
    """The flags of a Maildir file, as ``S``, ``R``, ``T``."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Files that may belong together: the members of a zip, or of a folder."""

    name: str
    members: tuple[str, ...]
    read: Callable[[str], bytes]
    files: Callable[[], Iterator[Found]]


def walk(path: Path, on_trouble: Callable[[str], None]) -> Iterator[Found | Bundle]:
    """The files at a path, a folder's in the order of their names."""
    if path.is_dir():
        yield from _folder(path, path, on_trouble)
    elif path.is_file() and zipfile.is_zipfile(path):
        yield from _zip(path, on_trouble)
    else:
        yield _file(path, path.parent)


def standard_input() -> Found:
    """What is piped in."""
    return Found("standard input", (), lambda: sys.stdin.buffer)


def _file(path: Path, root: Path) -> Found:
    folders = path.relative_to(root).parts[:-1]
    try:
        size = path.stat().st_size
    except OSError:
        size = 0
    maildir = path.parent.name in ("cur", "new")
    name = path.name
    flags = name.rpartition("2,")[2] if maildir and ("2," in name) else ""
    above = (root.name, *folders)
    return Found(
        name=str(path),
        folders=(*above, path.name) if not maildir else above,
        open=lambda: path.open("rb"),
        size=size,
        maildir=maildir,
        flags=flags,
    )


def _folder(path: Path, root: Path, on_trouble: Callable[[str], None]) -> Iterator[Found | Bundle]:
    try:
        entries = sorted(os.scandir(path), key=lambda each: each.name)
    except PermissionError:
        hint = ""
        if sys.platform == "darwin" and "/Library/Mail" in str(path):
            hint = " Give your terminal Full Disk Access in System Settings, Privacy & Security."
        on_trouble(f"{path}: you don't have permission to read this folder.{hint}")
        return
    except OSError as error:
        on_trouble(f"{path}: {error.strerror or error}.")
        return
    names = {each.name.lower() for each in entries}
    if "users.json" in names or "messages.csv" in names:
        yield _folder_bundle(path, root)
        return
    yield from _entries(entries, root, names, on_trouble)


def _entries(
    entries: Iterable["os.DirEntry[str]"], root: Path, names: set[str],
    on_trouble: Callable[[str], None],
) -> Iterator[Found | Bundle]:  # fmt: skip
    for each in entries:
        path = Path(each.path)
        if each.is_symlink() or each.name == "__MACOSX":
            continue
        if each.is_dir():
            if not (each.name == "tmp" and "cur" in names):
                yield from _folder(path, root, on_trouble)
        elif each.is_file() and not _passed(each.name, maildir=path.parent.name in ("cur", "new")):
            if path.suffix.lower() == ".zip" and zipfile.is_zipfile(path):
                yield from _zip(path, on_trouble)
            else:
                yield _file(path, root)


def _passed(name: str, *, maildir: bool) -> bool:
    if maildir:
        return name.startswith(".")
    return name.startswith(".") or Path(name).suffix.lower() in _ATTACHED


def _folder_bundle(path: Path, root: Path) -> Bundle:
    members = []
    for above, folders, names in os.walk(path):
        folders.sort()
        for each in sorted(names):
            members.append(Path(above, each).relative_to(path).as_posix())
            if len(members) >= MEMBERS:
                break

    def read(name: str) -> bytes:
        with (path / name).open("rb") as file:
            return file.read(MEMBER_LIMIT)

    def files() -> Iterator[Found]:
        for name in members:
            if not _passed(Path(name).name, maildir=False):
                yield _file(path / name, root)

    return Bundle(str(path), tuple(members), read, files)


def _zip(path: Path, on_trouble: Callable[[str], None]) -> Iterator[Bundle]:
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN:
        on_trouble(f"{path}: this zip file is broken.")
        return
    with archive:
        infos = {
            each.filename: each
            for each in archive.infolist()[:MEMBERS]
            if not each.is_dir() and not each.filename.startswith("__MACOSX/")
        }

        def read(name: str) -> bytes:
            try:
                with archive.open(infos[name]) as member:
                    return member.read(_limit(infos[name]))
            except _BROKEN:
                on_trouble(f"{path}: {name} can't be read.")
                return b""

        def files() -> Iterator[Found]:
            for name, info in infos.items():
                parts = tuple(part for part in name.replace("\\", "/").split("/") if part)
                if not parts or _passed(parts[-1], maildir=False):
                    continue
                label = f"{path}/{parts[-1]}" if parts[-1] != "_chat.txt" else str(path)
                yield Found(label, parts, partial(_member, archive, info), info.file_size)

        yield Bundle(str(path), tuple(infos), read, files)


def _limit(info: zipfile.ZipInfo) -> int:
    return min(MEMBER_LIMIT, max(10 << 20, info.compress_size * EXPANSION))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    return io.BufferedReader(_Member(archive, info))


class _Member(io.RawIOBase):
    """A member of a zip that ends where it has expanded too far, or is broken."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        try:
            self._member: IO[bytes] = archive.open(info)
        except _BROKEN:
            self._member = io.BytesIO()
        self._left = MEMBER_LIMIT + info.compress_size * EXPANSION

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            part = self._member.read(min(len(buffer), self._left))
        except _BROKEN:
            part = b""
        self._left -= len(part)
        buffer[: len(part)] = part
        return len(part)

    def close(self) -> None:
        self._member.close()
        super().close()
