"""Whether what this machine keeps of its own last changes can be read, and what mends it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db.own import ring
from lastmile_tui.store.db.own.moved import rings_of
from lastmile_tui.store.disk import files, new_files
from lastmile_tui.store.disk.lock import lock_of
from lastmile_tui.store.doctor.checks import REPAIR, Finding, say_lines, say_size

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lastmile_tui.store.disk.place import FilePlace
    from lastmile_tui.store.doctor.examine import Examination

_AREA: Final = "own changes"
_WHAT: Final = "What this machine keeps of its own last changes"


def check_rings(examined: Examination) -> Iterator[Finding]:
    """Whether each line of what this machine keeps can be read."""
    for path in _rings(examined):
        try:
            data, _ = files.read(path)
        except StoreError as error:
            advice = "Move away what stands there; the next change begins it anew."
            yield Finding(_AREA, "trouble", str(error), advice)
            continue
        if bad := ring.bad_lines(data):
            count = "a line" if len(bad) == 1 else f"{len(bad):,} lines"
            sentence = f"{_WHAT} has {count} that cannot be read: {say_lines(bad)}."
            yield Finding(_AREA, "warning", sentence, REPAIR)
        else:
            yield Finding(_AREA, "ok", f"{_WHAT} can be read: {say_size(len(data))}.")


def damaged_rings(examined: Examination) -> Iterator[Path]:
    """Those that can be written anew of the lines that are whole."""
    for path in _rings(examined):
        with suppress(StoreError):
            if ring.bad_lines(files.read(path)[0]):
                yield path


def mend(path: Path, place: FilePlace, when: str) -> list[str]:
    """Write one anew, after copying it aside; what was done. `when` is a `file_time`.

    Raises StoreError with it as it was.
    """
    with lock_of(place).hold():
        data, seen = files.read(path)
        copy = new_files.copy_aside(path, when)
        whole = ring.whole_lines(data)
        files.replace(path, whole, seen=seen, durable=True, what=_WHAT)
    return [
        f"Kept a copy: {copy}.",
        f"{_WHAT} was written anew, of the lines that can be read.",
    ]


def _rings(examined: Examination) -> Iterator[Path]:
    """The rings of the database that is in the file, under each of its names."""
    if examined.state is not None:
        meta = examined.state.meta
        paths = rings_of(examined.place, meta) if meta.db else ()
        yield from (path for path in paths if path.exists() or path.is_symlink())
