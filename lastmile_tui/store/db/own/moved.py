"""What this machine kept of a data file where it was before, found by the name of its database.

A private folder goes by the real path of its file, which stands in it as `path`. Beside the folder
of a file that was moved, alone or with all that it is in, lies the one of where it was:

- Where the file is no longer there, its journals are merged in, never applied, its rings compared,
  and all else, such as backups and the set-up of syncing, goes along.
- Where it is there still, this file is a copy of it, and all that is its own stays its own.
- A folder that does not say whose it is, as older versions left it, is compared only.
- Where this machine knows the database here already, only a place that the file comes from counts:
  a copy that was tried on and deleted is no place of it.

Journals and rings stay in the old folder, since its file may come back, such as with a stick. What
was taken over is noted as `taken` in the new one, and is not read again until it changes.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from lastmile_tui import private_files
from lastmile_tui.errors import StoreError
from lastmile_tui.locations import SYNC
from lastmile_tui.store.db import journal
from lastmile_tui.store.db.own.known import backups_of, db_names
from lastmile_tui.store.db.own.ring import read_end
from lastmile_tui.store.disk import files
from lastmile_tui.store.disk.place import FORMER, JOURNAL, RING, FilePlace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from lastmile_tui.store.db.snapshot import Meta

_PATH, _TAKEN = "path", "taken"

_LONGEST: Final = 1 << 16
"""Bytes of a path that is read."""

_STAY: Final = ("lock", "tmp", "sync.lock", FORMER, _PATH, _TAKEN)
"""What does not go along; journals and rings do not either."""

_SETTLED: Final = (SYNC, "sync.json")
"""What there is where syncing is set up, so that nothing of another set-up is added to it."""

_Stamps = dict[str, tuple[int, int]]
"""Size and time of each file, by its path in the folder."""

_taken: Final = msgspec.json.Decoder(dict[str, _Stamps])


class OldPlace(msgspec.Struct, frozen=True):
    """Where a data file was: its private folder there, with the files of its database in it.

    `sure` is whether it is no longer there, and `alone` whether nothing else is.
    """

    private: Path
    stamps: _Stamps
    sure: bool
    alone: bool

    @property
    def journals(self) -> Iterator[bytes]:
        """The lines that the file may not have yet; none where it is not sure whose they are."""
        journals = (path for path in self._files if self.sure and path.suffix == JOURNAL)
        return map(finished_lines, journals)

    @property
    def compared(self) -> Iterator[Path]:
        """What the file is compared with."""
        return (path for path in self._files if not self.sure or path.suffix == RING)

    @property
    def lines(self) -> bytes:
        """All changes in it, for a ring, the oldest first."""
        rings = sorted(self._files, key=lambda path: path.suffix != RING)
        return b"".join(map(finished_lines, rings))

    @property
    def _files(self) -> Iterator[Path]:
        return map(self.private.joinpath, self.stamps)


def finished_lines(path: Path) -> bytes:
    """The lines of a file, without one that is not finished."""
    return journal.finished(files.read(path)[0])


def lines_elsewhere(olds: Iterable[OldPlace]) -> Iterator[bytes]:
    """The lines of the journals of where a file was, one journal after another."""
    return (lines for old in olds for lines in old.journals)


def rings_of(place: FilePlace, meta: Meta, olds: Iterable[OldPlace] = ()) -> list[Path]:
    """The rings of all names of a database here, and what else is compared of where it was."""
    here = [place.ring(name) for name in (meta.db, *meta.former)]
    return [*here, *(path for old in olds for path in old.compared)]


def note_path(place: FilePlace) -> None:
    """Note in the private folder whose it is; one that does not say so is only compared."""
    note, path = place.private / _PATH, os.fsencode(place.path)
    with suppress(OSError, StoreError):
        if files.read_tail(note, _LONGEST)[0] != path:
            private_files.replace(note, path)


def find_old_places(place: FilePlace, meta: Meta) -> tuple[OldPlace, ...]:
    """Where the file with this meta was before, as far as that was not taken over."""
    with suppress(OSError):
        with os.scandir(place.private.parent) as entries:
            folders = {each.name for each in entries if each.is_dir(follow_symlinks=False)}
        beside = sorted(folders - {place.private.name}) if meta.db else []
        taken = _read_taken(place) if beside else {}
        found = (_look(place, meta, name, taken.get(name, {})) for name in beside)
        return tuple(old for old in found if old)
    return ()


def take_along(
    place: FilePlace, old: OldPlace, names: Collection[str], backups: Path | None
) -> None:
    """Take over what belongs to a moved file beside its changes; what is there already stays.

    What another program holds, or the disk refuses, stays where it is.
    """
    if not old.sure:
        return
    settled = any((place.private / name).exists() for name in _SETTLED)
    for path in _inside(old.private) if old.alone else ():
        is_sync = settled and path.name.startswith("sync")
        if not (is_sync or path.name in _STAY or path.suffix in (JOURNAL, RING)):
            _move(path, place.private)
    if backups:
        before = backups.with_name(old.private.name)
        for path in _inside(before) if old.alone else backups_of(before, names):
            with suppress(StoreError):
                files.make_folder(backups)
            _move(path, backups)


def note_taken(place: FilePlace, olds: Collection[OldPlace]) -> None:
    """Note what was taken over, so that it is not read again. Raises StoreError."""
    note = place.private / _TAKEN
    taken = _read_taken(place) | {old.private.name: old.stamps for old in olds}
    with files.store_errors(f"{note} cannot be written"):
        private_files.replace(note, msgspec.json.encode(taken))


def _read_taken(place: FilePlace) -> dict[str, _Stamps]:
    with suppress(StoreError, ValueError, RecursionError):
        return _taken.decode(files.read(place.private / _TAKEN)[0])
    return {}


def _look(place: FilePlace, meta: Meta, name: str, taken: _Stamps) -> OldPlace | None:
    """What a folder beside ours has of this file, unless that is still there or was taken over."""
    private = place.private.with_name(name)
    stamps = _stamps_in(FilePlace(place.path, private), meta.names)
    if not stamps or stamps == taken:
        return None
    if place.of_names(meta.names) and not any(_is_from(private / each, meta) for each in stamps):
        return None
    try:
        path = Path(os.fsdecode(files.read_tail(private / _PATH, _LONGEST)[0]))
        if not path.is_absolute():
            return OldPlace(private, stamps, sure=False, alone=False)
        alone = not path.exists() or path.samefile(place.path)
        others = frozenset() if alone else db_names(path)
    except (OSError, ValueError, StoreError):
        return None
    # A folder of this very path beside ours is that of another device, as tests have them.
    moved = path != place.path and (alone or (others and others.isdisjoint(meta.names)))
    return OldPlace(private, stamps, sure=True, alone=alone) if moved else None


def _stamps_in(place: FilePlace, names: Collection[str]) -> _Stamps:
    """The journals and rings of a database in a folder, also such as were set aside."""
    found: _Stamps = {}
    for each in (place, FilePlace(place.path, place.private / FORMER)):
        for path in each.of_names(names):
            seen = path.lstat()
            if stat.S_ISREG(seen.st_mode) and os.access(path, os.R_OK):
                found[str(path.relative_to(place.private))] = seen.st_size, seen.st_mtime_ns
    return found


def _is_from(path: Path, meta: Meta) -> bool:
    """Whether a file descends from the snapshot that a ring ends with."""
    with suppress(StoreError):
        end = read_end(path) if path.suffix == RING else None
        return bool(end and end.mark and end.mark.gen in (meta.gen, *meta.lineage))
    return False


def _inside(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(folder.iterdir())
    return []


def _move(path: Path, folder: Path) -> None:
    target = folder / path.name
    with suppress(OSError):
        if not os.path.lexists(target):
            path.rename(target)
