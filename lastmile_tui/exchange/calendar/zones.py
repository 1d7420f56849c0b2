"""Time zones by their names; those of Windows, and what a file describes itself, by icalendar."""

from __future__ import annotations

import sys
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.versions import say_extra

if TYPE_CHECKING:
    from datetime import tzinfo
    from types import ModuleType


@lru_cache(maxsize=256)
def iana(name: str) -> tzinfo | None:
    """The zone of the database; some tools write a path of their own before its name."""
    parts = name.strip("/").split("/")
    for count in range(1, 4):
        try:
            return ZoneInfo("/".join(parts[-count:]))
        except (ValueError, OSError, LookupError):
            continue
    return None


def described(name: str, raw: str) -> tzinfo | None:
    """The zone of a VTIMEZONE, or without one of an offset or a Windows name; None of none of them.

    ImportFileError where icalendar is not there.
    """
    if not raw and (found := _offset(name)):
        return found
    icalendar = _icalendar()
    if raw:
        try:
            return cast("tzinfo", icalendar.Timezone.from_ical(raw).to_tz())
        except Exception:  # noqa: BLE001 # whatever a broken one makes of it
            return None
    from icalendar.timezone.windows_to_olson import (  # noqa: PLC0415 # with it only
        WINDOWS_TO_OLSON,
    )

    return iana(WINDOWS_TO_OLSON.get(name, ""))


def _offset(name: str) -> tzinfo | None:
    """The zone of `UTC+02:00`, as icalendar (7.3.2) calls an offset, and describes it nowhere."""
    try:
        return datetime.strptime(name, "UTC%z").tzinfo
    except ValueError:
        return None


def written(name: str) -> str:
    """The VTIMEZONE of a zone of the database; empty where that has none."""
    try:
        return cast("str", _icalendar().Timezone.from_tzid(name).to_ical().decode())
    except (ValueError, LookupError, OSError):
        return ""


def _icalendar() -> ModuleType:
    try:
        import icalendar  # noqa: PLC0415 # an extra, and 90 ms
    except ImportError as error:
        brings = say_extra("formats", sys.path, sys.prefix, sys.executable)
        sentence = f"Time zones of calendars need a library that is not there: {brings}"
        raise ImportFileError(sentence) from error
    return icalendar
