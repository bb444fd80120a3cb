"""The one door to the time.

A zone by name ("Europe/Berlin") rather than a fixed offset: "tomorrow at nine"
stays nine when the clocks change overnight.
"""

import os
from datetime import datetime, tzinfo
from pathlib import Path

_LOCALTIME = Path("/etc/localtime")


class SystemClock:
    """The machine's clock, in the user's own zone."""

    def __init__(self) -> None:
        self._zone: tzinfo | None = None
        self._looked = False

    def now(self) -> datetime:
        """This moment with the local zone; never naive."""
        moment = datetime.now().astimezone()
        if not self._looked:
            self._looked = True
            self._zone = _local_zone(moment)
        return moment.astimezone(self._zone) if self._zone else moment


def _local_zone(moment: datetime) -> tzinfo | None:
    """The named zone of this machine, if there is one that agrees with its clock."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    for name in _zone_names():
        try:
            zone = ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
        if zone.utcoffset(moment.replace(tzinfo=None)) == moment.utcoffset():
            return zone
    return None


def _zone_names() -> tuple[str, ...]:
    """What the environment and the system call the local zone, best first."""
    said = os.environ.get("TZ", "").removeprefix(":")
    if said:
        return (said,)
    try:
        target = str(_LOCALTIME.readlink()) if _LOCALTIME.is_symlink() else ""
    except OSError:
        return ()
    _, _, name = target.partition("zoneinfo/")
    return (name,) if name else ()
