"""The settings file, written with every key explained and the user's own notes kept."""

import re
from collections.abc import Mapping
from pathlib import Path

from coach.app.settings import Settings
from coach.platform.settings_reader import KEYS, SETTINGS
from coach.private_files import make_folder, replace_text, write_new

_HEAD = """\
# Settings of Follow-up coach. A line that begins with "#" is only a note:
# remove the "#" from a setting to turn it on.
"""

_TABLES = {
    "quiet": "Hours when you're advised to keep a message until the next working morning.",
    KEYS: "Other keys for what the program does. The help page (f1) shows the names,\n"
    '# such as: "walk.next" = "ctrl+n"',
}


class SettingsError(Exception):
    """The settings file could not be written; the message says why and what was left alone."""


def template() -> str:
    """A settings file in which every key stands explained and none counts yet."""
    parts = [_HEAD]
    table = ""
    for setting in SETTINGS:
        if len(setting.path) > 1 and setting.path[0] != table:
            table = setting.path[0]
            parts.append(_table(table))
        parts.append(f"# {setting.meaning}\n# {setting.path[-1]} = {setting.example}\n")
    return "\n".join([*parts, _table(KEYS)])


def written(settings: Settings) -> str:
    """These settings as a file would say them, every one of them."""
    import tomlkit

    quiet = settings.quiet
    texts = ("name", "email", "theme", "warmth", "english")
    return tomlkit.dumps(
        {
            **{name: str(getattr(settings, name)) for name in texts},
            "ascii": settings.ascii,
            "keep": sorted(settings.keep),
            "quiet": {
                "from": f"{quiet.start:%H:%M}",
                "until": f"{quiet.end:%H:%M}",
                "weekends": quiet.weekends,
            },
            KEYS: dict(settings.keys),
        }
    )


def create(file: Path) -> bool:
    """Write the explained file where there is none; says whether it did.

    Raises ``SettingsError``.
    """
    try:
        write_new(make_folder(file.parent) / file.name, template().encode("utf-8"))
    except FileExistsError:
        return False
    except OSError as error:
        raise SettingsError(f"{file} couldn't be written: {error.strerror}.") from error
    return True


def remember(file: Path, key: str, value: object) -> None:
    """Set one key without a table, such as the theme, or the keys of a table, given as a mapping.

    The user's own notes stay.

    A file that cannot be understood is left alone. Raises ``SettingsError``.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    create(file)
    try:
        text = file.read_text(encoding="utf-8-sig")
        document = tomlkit.parse(text)
        if isinstance(value, Mapping):
            document.setdefault(key, tomlkit.table()).update(value)
        else:
            document = document if key in document else tomlkit.parse(_with_line(text, key))
            document[key] = value
        replace_text(file, tomlkit.dumps(document))
    except TOMLKitError as error:
        raise SettingsError(f"{file} wasn't changed because it can't be read: {error}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} couldn't be written: {error}.") from error


def _with_line(text: str, key: str) -> str:
    """The text with a line for this key, where the file explains it or else at the top."""
    above, _, tables = text.partition("\n[")
    explained = re.compile(rf"^#[ \t]*{re.escape(key)}[ \t]*=.*$", re.MULTILINE)
    line = f'{key} = ""'
    above, found = explained.subn(line, above, count=1)
    return "\n[".join(filter(None, (above if found else f"{line}\n{above}", tables)))


def _table(name: str) -> str:
    return f"# {_TABLES[name]}\n[{name}]\n"
