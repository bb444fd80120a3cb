"""Where the program keeps things on this machine.

``COACH_HOME`` holds everything in one folder (a portable or a second life);
without it the usual folders of the operating system are taken. Asking for a
place makes nothing: ``private_files`` does, when the first file is to be written.
"""

import os
from pathlib import Path

from coach.errors import StartError

APP = "follow-up-coach"


def home() -> Path:
    """The folder of the user's data: ``COACH_HOME``, or the usual data folder."""
    chosen = _chosen()
    if chosen:
        return chosen
    from platformdirs import user_data_path  # first use: 20 ms

    return user_data_path(APP, appauthor=False)


def journal_folder() -> Path:
    """Where the journal lies."""
    return home() / "journal"


def settings_file() -> Path:
    """The file that holds the user's settings; it need not exist."""
    return _config() / "config.toml"


def own_content() -> Path:
    """Where the user's own articles, templates and checks are looked for."""
    return _config() / "content"


def outbox_folder() -> Path:
    """Where saved mails and calendar files go, in sight of other programs."""
    chosen = _chosen()
    if chosen:
        return chosen / "outbox"
    from platformdirs import user_documents_path

    return user_documents_path() / "Follow-up coach"


def editing_folder() -> Path:
    """Where a draft lies while another editor has it open; never a shared folder."""
    return home() / "editing"


def _chosen() -> Path | None:
    named = os.environ.get("COACH_HOME", "").strip()
    try:
        return Path(named).expanduser().absolute() if named else None
    except FileNotFoundError as error:
        raise StartError(
            f"COACH_HOME is {named!r}, but the folder you are in no longer exists. "
            "Go to another folder, or set COACH_HOME to a full path."
        ) from error


def _config() -> Path:
    chosen = _chosen()
    if chosen:
        return chosen
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False)
