"""Time zones: that of the configuration, or that of the machine."""

from __future__ import annotations

import os
import re
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from lastmile_tui.dates.words import quote
from lastmile_tui.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

_LOCALTIME = "/etc/localtime"
_IN_DATABASE = r"/zoneinfo[^/]*/(?:posix/|right/)?(.+)$"


def zone(name: str | None = None) -> tzinfo:
    """Return the zone of a name, or the machine's without one.

    ConfigError if the name is unknown. If the machine's zone cannot be found it is today's offset.
    """
    if not name:
        return _machine_zone()
    found = _named(name)
    if found is None:
        raise ConfigError(f"{quote(name)} is not a time zone; {_advice(name)}")
    return found


def _machine_zone() -> tzinfo:
    """Find the zone as the C library does, which pendulum does not.

    `TZ` comes first, then /etc/localtime; pendulum knows the registry of Windows and what else
    may name a zone. A `TZ` in the POSIX form (`CET-1CEST,M3.5.0,…`) stands for today's offset.
    """
    name = os.environ.get("TZ")
    if name is None:
        return _of_file(_LOCALTIME) or _try(_guess) or _offset()
    name = name.removeprefix(":")
    return (_of_file(name) if name.startswith("/") else _named(name)) or _offset()


def _named(name: str) -> tzinfo | None:
    return _try(lambda: ZoneInfo(name))


def _of_file(path: str) -> tzinfo | None:
    """Name the zone by the link into the database, or read its rules from a plain file."""

    def rules() -> tzinfo:
        with Path(path).open("rb") as file:
            return ZoneInfo.from_file(file)

    linked = re.search(_IN_DATABASE, os.path.realpath(path))
    return (_named(linked[1]) if linked else None) or _try(rules)


def _guess() -> tzinfo:
    from pendulum.tz import get_local_timezone  # noqa: PLC0415 # 40 ms, hardly ever needed

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a warning on stderr would land on the screen
        return get_local_timezone()


def _offset() -> tzinfo:
    return datetime.now(UTC).astimezone().tzinfo or UTC


def _try(find: Callable[[], tzinfo]) -> tzinfo | None:
    """Return None for any failure.

    A directory of the database, a torn file or a strange registry each raise another error.
    """
    try:
        return find()
    except Exception:  # noqa: BLE001 # see above; the next way to find the zone is tried
        return None


def _advice(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 # 7 ms, for a mistake only

    names = {known.casefold(): known for known in available_timezones()}
    near = get_close_matches(name.casefold(), names, n=1)
    return f"did you mean {names[near[0]]}?" if near else "write one such as Europe/Berlin."
