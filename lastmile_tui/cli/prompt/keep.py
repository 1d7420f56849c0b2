"""Keeping the line of a prompt, with all that tells whether it is still true."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lastmile_tui import private_files, prompt_line

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from lastmile_tui.cli.context import Context
    from lastmile_tui.store.goals import GoalStore

MOST = 16
"""How many lines are kept; those that were asked for least lately go first."""

_ZONE = "/etc/localtime"


class Keeper:
    """Looks at the files before they are read, and keeps a line if nothing changed meanwhile."""

    def __init__(self, context: Context, args: Namespace) -> None:
        self._context = context
        self._made = int(context.clock.now().timestamp())
        argv: list[str] = [*getattr(args, "argv", ())]
        # Elsewhere a relative path names another file, and a stopped clock is no clock.
        places = (
            args.file,
            args.config,
            *map(os.environ.get, ("LASTMILE_FILE", "LASTMILE_CONFIG")),
        )
        fixed = not args.now and all(not path or path.startswith(("/", "~")) for path in places)
        path = prompt_line.path_of(argv, os.environ) if fixed else None
        self._path = Path(path) if path else None
        self._key = prompt_line.key_of(argv, os.environ)
        self._before: dict[str, str] = {}
        if self._path:
            self._before = _stamped(map(str, self._inputs()))

    def keep(self, store: GoalStore, line: str) -> None:
        """Keep a line that was printed; what fails is tried again the next time."""
        place = self._context.place
        journal = str(place.journal(store.storage.meta.db))
        now = _stamped([*self._before, journal])
        same = all(self._before.get(path, "-") == stamp for path, stamp in now.items())
        whole = store.storage.settled or not place.path.exists()
        if not (self._path and same and whole and self._fits(line)):
            return
        rows = (
            f"{self._made} {int(true_until(self._context, store))}",
            line,
            *now,
            str(place.path.parent),
            " ".join(now.values()),
            self._key,
        )
        if sum("\n" in row for row in rows) or not all(path.startswith("/") for path in now):
            return
        with suppress(OSError, UnicodeEncodeError):
            _write(self._path, "".join(f"{row}\n" for row in rows).encode(), self._made - 1)

    def _fits(self, line: str) -> bool:
        """Whether the line is the same wherever it is printed, and seen by who asks."""
        context, out = self._context, sys.stdout
        utf8 = out is not None and out.encoding.lower() == "utf-8" and context.terminal.utf8
        return utf8 and not context.linear and len(line) < prompt_line.SIZE >> 3

    def _inputs(self) -> Iterator[Path | str]:
        """The files that may be read, whether they are there or not."""
        places, place = self._context.locations, self._context.place
        yield from (places.data, places.config, _ZONE, place.old_journal)
        yield from sorted(place.private.glob("*.journal"))


def true_until(context: Context, store: GoalStore) -> float:
    """From when on other words may be true: the next day, or a due time before it."""
    times = [context.calendar.end_of(context.today)]
    for goal in store.goals.values():
        if goal.due and goal.due_time:
            wall = datetime.combine(goal.due, goal.due_time.replace(tzinfo=None))
            with suppress(OverflowError):  # at the ends of the calendar
                times.append(wall.replace(tzinfo=context.calendar.zone))
    return min(at.timestamp() for at in times if at > context.now)


def _stamped(paths: Iterator[str] | list[str]) -> dict[str, str]:
    names = list(dict.fromkeys(paths))
    return dict(zip(names, prompt_line.stamps(names), strict=True))


def _write(path: Path, data: bytes, mtime: int) -> None:
    """Write a file of that age, and remove those that are too many."""
    private_files.make_folder(path.parent)
    temp = path.with_name(f".~{path.name}.{os.urandom(4).hex()}")
    with private_files.temporary_file(temp, data, durable=False):
        os.utime(temp, (mtime, mtime))
        temp.replace(path)
    found = sorted(path.parent.iterdir(), key=lambda each: -each.lstat().st_mtime)
    for old in found[MOST:]:
        old.unlink(missing_ok=True)
