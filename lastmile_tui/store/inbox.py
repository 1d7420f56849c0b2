"""The inbox: `inbox.txt` beside the data file, where anything may leave lines of quick add.

Each line is taken in once. The file is moved into the private folder first, under a name of its
own; then its goals are added in one change, whose registers name the moved file and the line; then
what was not understood goes back, with a remark in front. Whoever finds a moved file that a killed
process left goes on with it, and adds nothing twice.

A program may hold the file open and write on, into the moved one: for a day what comes there is
put into the inbox again. A line whose goal is there and no day old is left out when it comes again:
a synchroniser has brought back an older file.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, timedelta
from errno import EXDEV
from functools import partial
from itertools import pairwise
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING

from msgspec import Struct

from lastmile_tui import private_files
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.model.events import SOURCE
from lastmile_tui.domain.model.record import with_registers
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.errors import QuickAddError, StoreError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lastmile_tui.domain.changes.start import Plan
    from lastmile_tui.domain.model.events import Stamp
    from lastmile_tui.domain.model.record import Record
    from lastmile_tui.store.goals import GoalStore

NAME = "inbox.txt"
ORIGIN = "inbox"

REMARK = "# not read"
"""What the line in front of one begins with that was not understood; comments begin with `# `."""

QUIET = 2.0
"""Seconds that a last line without its end is left alone: somebody may be writing it."""

DAY = timedelta(days=1)
"""How long a moved file is looked at, and a line is known."""

LIMIT = 1 << 20
"""Bytes that are taken at a time; what is behind them goes back."""


class Taken(Struct, frozen=True):
    """What came of an inbox: goals, how many lines were known already, and refused ones.

    `doubts` is what is uncertain of the lines that became goals, a sentence each.
    """

    records: tuple[Record, ...] = ()
    again: int = 0
    refused: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class _InboxLine(Struct, frozen=True):
    """A line and what is said of it in front."""

    number: int
    text: str
    before: str = ""

    @property
    def digest(self) -> str:
        from hashlib import sha256  # noqa: PLC0415 # 5 ms, where there is something to take in

        return sha256(self.text.strip().encode(errors="surrogateescape")).hexdigest()[:12]

    @property
    def is_new(self) -> bool:
        """Whether it is to be read: no comment, and not refused before as it is."""
        if not self.text.strip() or self.text.startswith("# "):
            return False
        return not self.before.startswith(f"{REMARK} ({self.digest})")

    def refused(self, reason: str) -> str:
        """The line with a remark in front, which counts until the line is changed."""
        return f"{REMARK} ({self.digest}): {clean_line(reason)}\n{self.text}\n"


class Inbox:
    """The inbox of a data file; `private` is the folder of that file on this machine."""

    def __init__(self, data: Path, private: Path) -> None:
        self.path = data.with_name(NAME)
        self._private = private / ORIGIN
        self._seen: object = None
        """The inbox as it was when nothing of it was new."""

    def waits(self, now: datetime) -> bool:
        """Whether there is something to take in; two looks at names, where there is nothing."""
        there = _look(self.path)
        if there is not None and there != self._seen:
            if self._has_news(now):
                return True
            if _is_quiet(self.path, now):
                self._seen = there
        return any(self._is_pending(moved, now) for moved in self._all_moved())

    def take(self, store: GoalStore, read: Callable[[str], Plan], now: datetime) -> Taken:
        """Make a goal of each line; the next `refresh` of the store tells them.

        StoreError where the disk does not let it; a file that is only read is left alone.
        """
        if store.storage.health == "read-only":
            return Taken()
        try:
            return self._take(store, read, now)
        except OSError as error:
            raise StoreError(f"{self.path} could not be taken in: {error.strerror}.") from error

    def _take(self, store: GoalStore, read: Callable[[str], Plan], now: datetime) -> Taken:
        for moved in self._all_moved():
            self._drain(moved, now)
        if self._has_news(now):
            self._move(os.urandom(6).hex())
        taken = Taken()
        for moved in self._all_moved():
            if not self._size(moved).exists():
                more = self._read_moved(moved, store, read, now)
                taken = Taken(
                    taken.records + more.records,
                    taken.again + more.again,
                    taken.refused + more.refused,
                    taken.doubts + more.doubts,
                )
        return taken

    def _read_moved(
        self, moved: Path, store: GoalStore, read: Callable[[str], Plan], now: datetime
    ) -> Taken:
        """Take a moved file in, as far as its lines are whole; the rest goes back."""
        data = moved.read_bytes()
        size = _whole(data, still=_is_quiet(moved, now))
        plans, back, again = self._sort([*_lines(data[:size])], store, read, now)
        here = {source for goal in store.goals.values() for source in goal.sources}
        sources = {
            f"{ORIGIN}:{moved.stem}.{line.number}.{line.digest}": plan
            for line, plan in plans.items()
        }
        fresh = {source: plan for source, plan in sources.items() if source not in here}
        makes = [partial(_made, plan, source) for source, plan in fresh.items()]
        records = store.add_all(makes, news=True) if makes else []
        self._give_back(back)
        private_files.replace(self._size(moved), str(size).encode())
        self._drain(moved, now)
        refused = tuple(text.split("\n")[1] for text in back if text.startswith(REMARK))
        doubts = tuple(words for plan in fresh.values() for words in plan.remarks)
        return Taken(tuple(records), again, refused, doubts)

    def _all_moved(self) -> list[Path]:
        """The moved files, in the order of their names."""
        try:
            names = sorted(os.listdir(self._private))  # noqa: PTH208 # a quarter of the time
        except OSError:
            return []
        return [self._private / name for name in names if name.endswith(".txt")]

    def _size(self, moved: Path) -> Path:
        """What says how many bytes of a moved file are done with."""
        return moved.with_suffix(".size")

    def _is_pending(self, moved: Path, now: datetime) -> bool:
        """Whether something of a moved file is not done with, or it may go."""
        try:
            done = int(self._size(moved).read_bytes() or b"0")
            found = moved.stat()
        except (OSError, ValueError):
            return True
        return found.st_size != done or _is_old(found.st_mtime, now)

    def _has_news(self, now: datetime) -> bool:
        if _look(self.path) is None:
            return False
        data = self.path.read_bytes()
        size = _whole(data, still=_is_quiet(self.path, now))
        return any(line.is_new for line in _lines(data[:size]))

    def _move(self, name: str) -> None:
        """Move the inbox into the private folder, by way of a copy if that is another disk."""
        private_files.make_folder(self._private)
        path, moved = Path(os.path.realpath(self.path)), self._private / f"{name}.txt"
        try:
            path.rename(moved)
        except OSError as error:
            if error.errno != EXDEV:
                raise
            before = _look(path)
            private_files.create(moved, path.read_bytes())
            if _look(path) != before:  # written meanwhile: the next look takes it
                moved.unlink()
            else:
                path.unlink()

    def _drain(self, moved: Path, now: datetime) -> None:
        """Put into the inbox again what was written into a moved file that is done with."""
        mark = self._size(moved)
        if not mark.exists():
            return
        size = int(mark.read_bytes() or b"0")
        data = moved.read_bytes()
        if len(data) > size:
            self._give_back([data[size:].decode(errors="surrogateescape")])
            private_files.replace(mark, str(len(data)).encode())
        elif _is_old(moved.stat().st_mtime, now):
            moved.unlink()
            mark.unlink()

    def _sort(
        self, lines: list[_InboxLine], store: GoalStore, read: Callable[[str], Plan], now: datetime
    ) -> tuple[dict[_InboxLine, Plan], list[str], int]:
        """What lines make, what goes back of them, and how many are known already."""
        recent = {
            source.rpartition(".")[2]
            for goal in store.goals.values()
            if not goal.deleted and now - goal.created < DAY
            for source in goal.sources
            if source.startswith(f"{ORIGIN}:")
        }
        plans: dict[_InboxLine, Plan] = {}
        back: list[str] = []
        known = 0
        stale = {one.number for one, after in pairwise(lines) if after.is_new}
        for line in lines:
            if line.is_new and line.digest in recent:
                known += 1
            elif line.is_new:
                try:
                    plans[line] = _plan(line.text, read)
                except QuickAddError as error:
                    back.append(line.refused(str(error)))
            elif line.text.strip() and not (line.text.startswith(REMARK) and line.number in stale):
                back.append(f"{line.text}\n")
        return plans, back, known

    def _give_back(self, texts: list[str]) -> None:
        """Append to the inbox what is not there yet."""
        there = self.path.read_bytes() if self.path.exists() else b""
        parts = (text.encode(errors="surrogateescape") for text in texts)
        back = b"".join(part for part in parts if part not in there)
        if not back:
            return
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        fd = os.open(self.path, flags, 0o600)
        try:
            private_files.write(fd, back if not there or there.endswith(b"\n") else b"\n" + back)
            private_files.sync(fd)
        finally:
            os.close(fd)


def _plan(text: str, read: Callable[[str], Plan]) -> Plan:
    """What a line says; QuickAddError for what makes no goal."""
    try:
        text.encode()
    except UnicodeError:
        raise QuickAddError("It is no UTF-8 text; write it anew.") from None
    plan = read(text.strip())
    if plan.done:
        raise QuickAddError("It is done already; take away what says so to add it all the same.")
    return plan


def _made(plan: Plan, source: str, stamp: Stamp) -> Record:
    return with_registers(add(plan, stamp), {f"{SOURCE}{source}": {"marker": ""}})


def _look(path: Path) -> tuple[int, int, int] | None:
    """What tells one state of a file from another; None for an empty one, or none at all."""
    with suppress(OSError):
        found = path.stat()
        if S_ISREG(found.st_mode) and found.st_size:
            return found.st_ino, found.st_size, found.st_mtime_ns
    return None


def _is_old(written: float, now: datetime) -> bool:
    return now.timestamp() - written > DAY.total_seconds()


def _is_quiet(path: Path, now: datetime) -> bool:
    """Whether nobody has written into a file just now; clocks may differ."""
    return abs(now.timestamp() - path.stat().st_mtime) > QUIET


def _whole(data: bytes, *, still: bool) -> int:
    """How many bytes are whole lines, and not too many.

    The last line of a file that is `still` needs no end.
    """
    if len(data) > LIMIT:
        return data.rfind(b"\n", 0, LIMIT) + 1 or LIMIT
    if still or data.endswith((b"\n", b"\r")):
        return len(data)
    return data.rfind(b"\n") + 1


def _lines(data: bytes) -> Iterator[_InboxLine]:
    """The lines of a file; bytes that are no UTF-8 stay as they are."""
    text = data.decode("utf-8-sig", errors="surrogateescape")
    before = ""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        yield _InboxLine(number, line, before)
        before = line
