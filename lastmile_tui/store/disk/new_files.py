"""New files, such as copies: one that is there already is never written over."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

from lastmile_tui import private_files
from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk import files

if TYPE_CHECKING:
    from pathlib import Path


def create(path: Path, data: bytes, *, what: str) -> None:
    """Write a new file; an existing one of that name, even a link, is never touched.

    `what` begins the sentence of a failure: "The backup".
    """
    files.check_size(path, len(data))
    with files.store_errors(f"{what} could not be written"):
        try:
            private_files.create(path, data)
        except FileExistsError:
            raise StoreError(f"{path} is there already: nothing is written over it.") from None
        except FileNotFoundError:
            raise StoreError(
                f"There is no folder {path.parent}; make it, or name another one."
            ) from None
        files.confirm(path)


def copy_to_free_name(path: Path, copy: Path) -> Path:
    """Copy a file under the first free name of `copy`, `copy-2` and so on; returns it."""
    with files.store_errors(f"No copy of {path.name} could be kept"):
        data, _ = files.read(path)
        with private_files.draft(copy, data) as temp:
            for number in count(1):
                name = copy if number == 1 else copy.with_name(f"{copy.name}-{number}")
                with suppress(FileExistsError):
                    private_files.rename_new(temp, name)
                    break
        files.confirm(name)
    return name


def copy_aside(path: Path, when: str) -> Path:
    """Copy a damaged file beside it; `when` is a `file_time`."""
    return copy_to_free_name(path, path.with_name(f"{path.name}.bad-{when}"))
