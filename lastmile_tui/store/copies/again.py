"""A data file that is no longer there, or holds two versions between markers, is made again.

rclone renames both sides of a conflict, so that only copies are left; git without our merge driver
leaves both versions in the file. The newest copy, or our version, takes its place; the others are
merged into that as any copies are.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from lastmile_tui.errors import StoreError
from lastmile_tui.store.copies.find import FOLDER, candidates
from lastmile_tui.store.copies.git_index import unmerged_stages
from lastmile_tui.store.copies.names import CopyName, parse_copy_name
from lastmile_tui.store.copies.read import CopyContent, read_copy, read_parts, read_stage
from lastmile_tui.store.db import snapshot
from lastmile_tui.store.db.own.known import known_names
from lastmile_tui.store.db.snapshot import has_markers, next_lineage
from lastmile_tui.store.disk import files, new_files
from lastmile_tui.store.disk.lock import lock_of
from lastmile_tui.store.disk.place import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lastmile_tui.locations import Locations
    from lastmile_tui.store.disk.files import FileStamp


class Remains(Struct, frozen=True):
    """What is left of a data file: its copies by their names, and the first one's tool.

    `marked` means that the file is there, with two versions in it.
    """

    path: Path
    names: tuple[str, ...]
    tool: str = ""
    marked: bool = False

    @property
    def sentence(self) -> str:
        """What happened."""
        if self.marked:
            return f"{self.path.name} cannot be read: a merge left two versions in it."
        *others, last = self.names
        both = f"{', '.join(others)} and {last}" if others else last
        who = f"{self.tool} renamed both sides" if others and self.tool == "rclone" else ""
        return f"{self.path} is missing; {who or f'{self.tool} left a copy of it'}: {both}."

    @property
    def advice(self) -> str:
        """What mends it."""
        rest = "of our version, and merges theirs" if self.marked else "of what is there"
        return f"lastmile merge makes it again {rest}."


def remains_of(path: Path) -> Remains | None:
    """What is left of a file that is missing, blank or marked; else None.

    Raises StoreError if it cannot be looked at.
    """
    path = Path(os.path.realpath(path))
    data, _ = files.read(path)
    if has_markers(data):
        return Remains(path, (path.name,), marked=True)
    names = list(_sure(path)) if snapshot.is_blank(data) else []
    if not names:
        return None
    return Remains(path, tuple(each.name for each in names), names[0].tool)


def make_again(
    remains: Remains, named: Iterable[Path], new_id: Callable[[], str], places: Locations
) -> Path | None:
    """Put the newest version that can be read in the place of the file.

    One of another data file than this machine knows there is none of it, where there are others.
    Gives where the file with the markers is kept now, if there was one. `named` are copies that a
    person named. Raises StoreError with nothing changed if none can be read.
    """
    path = remains.path
    data, seen = files.read(path)
    known = list(read_parts(data))[:1] if remains.marked else []
    found = known or list(_versions(path, named))
    if not found:
        raise StoreError(f"No version of {path.name} can be read: nothing was merged.")
    known_here = set(known_names(place_of(path, places.private)))
    newest = max(found, key=lambda each: (bool(each.meta.names & known_here), each.meta.gen))
    meta = replace(
        newest.meta, gen=new_id(), taken=0, taken_crc=0, lineage=next_lineage(newest.meta)
    )
    return _replace(path, seen, snapshot.encode(meta, newest.tables), places)


def _replace(path: Path, seen: FileStamp | None, data: bytes, places: Locations) -> Path | None:
    files.make_folder(path.parent)
    place, kept = place_of(path, places.private), None
    with lock_of(place).hold():
        if seen and seen.size:
            folder = places.backups / FOLDER
            files.make_folder(folder)
            kept = new_files.copy_to_free_name(path, folder / path.name)
        files.replace(path, data, seen=seen, durable=True, temp=place.temp)
    return kept


def _sure(path: Path) -> Iterator[CopyName]:
    """The names beside a file that only a synchroniser gives."""
    for name, _ in candidates(path):
        copy_name = parse_copy_name(name, path.name)
        if copy_name and copy_name.sure and not copy_name.journal:
            yield copy_name


def _versions(path: Path, named: Iterable[Path]) -> Iterator[CopyContent]:
    """The versions of a file that can be read."""
    files_there = [(path.with_name(each.name), each) for each in _sure(path)]
    files_there += [(each, CopyName(each.name, "", sure=False)) for each in named]
    for where, copy_name in files_there:
        try:
            content = read_copy(where, copy_name, ())
        except StoreError:
            continue
        if content:
            yield content
    for stage in unmerged_stages(path):
        try:
            content = read_stage(path, stage.blob, path.name)
        except StoreError:
            continue
        if content:
            yield content
