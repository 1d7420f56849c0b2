"""What can be saved from a data file that is no JSON any more. Pure, over bytes.

Only documents are found here; whether they make goals is the matter of `mending`.

Every `"12":{…}` that is whole is a document, wherever it stands; of a goal that is not whole those
events are taken that are. Our own files hold one document a line, so that damage costs no more
than the lines it touches. The work is bounded by the size of the file.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db.documents import Raw, encode, is_id
from lastmile_tui.store.db.lenient import LenientReader
from lastmile_tui.store.db.schema import GOALS
from lastmile_tui.store.db.snapshot import META, Meta
from lastmile_tui.store.disk.files import LARGEST

if TYPE_CHECKING:
    from lastmile_tui.store.db.documents import Tables

PLACES: Final = 1000
"""Lines that are named; of a file with more damage the others are not."""

_WORK: Final = 16
"""How often a byte is looked at, on average, before the search is given up."""

_LEAST_WORK: Final = 1 << 20
_NEAR: Final = 1 << 20
"""Characters up to the next goal that may be copied."""

_KEY: Final = re.compile(r'"((?:[^"\\\n]|\\.){0,64})"\s*:\s*(?=\{)')
_TABLE: Final = re.compile(r'\{\s*"(?:0|[1-9][0-9]{0,17})"\s*:\s*\{')
_GOAL: Final = re.compile(r'\{\s*"uid"\s*:\s*"([^"\\\n]{1,64})"')
_NEXT: Final = re.compile(r'"[0-9]{1,18}"\s*:\s*\{\s*"uid"')
_EVENT: Final = re.compile(r'\{\s*"id"\s*:\s*"')
_EVENTS: Final = re.compile(r'"events"\s*:\s*\[')
_OWN: Final = re.compile(r"[0-9a-z]{16}")
"""A uid that is the end of the id of its goal's first event."""

_GAP: Final = 300
"""Characters of damage that may hold the end of one goal and the beginning of another."""

_OF_EVENT: Final = {"id", "at", "dev", "day", "kind"}
_REST: Final = re.compile(r"[^\s,:{}][^\n]*")
_decoder: Final = json.JSONDecoder()


class SalvagedFile(msgspec.Struct, frozen=True):
    """The sound part of a file."""

    meta: Meta | None
    """None where its line was damaged."""
    tables: dict[str, dict[str, Raw]]
    extra: tuple[tuple[str, Raw], ...]
    """More documents, each with its table, whose id another one has or that had no number."""
    places: tuple[int, ...]
    """The lines, from 1, in which something was left out."""


def salvage(data: bytes) -> SalvagedFile:
    """Save what can be saved of any bytes; never raises."""
    scan = _Scan(_text(data[:LARGEST]))
    scan.run()
    try:
        meta = msgspec.json.decode(scan.tables.get(META, {}).get("1", b""), type=Meta)
    except ValueError:
        meta = None
    return SalvagedFile(meta, scan.tables, tuple(scan.extra), tuple(scan.places))


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "\n".join(map(_line, data.split(b"\n"))).removeprefix("\ufeff")


def _line(line: bytes) -> str:
    """Read a line as UTF-8, or as Latin-1 where nothing but ASCII makes sense as UTF-8."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        latin = line.decode(errors="ignore").isascii()
        return line.decode("latin-1") if latin else line.decode(errors="replace")


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tables: Tables = {}
        self.extra: list[tuple[str, Raw]] = []
        self.places: list[int] = []
        self._table = ""
        self._done = 0
        self._near = 0, 0
        self._counted, self._number = 0, 1
        self._work = _WORK * len(text) + _LEAST_WORK

    def run(self) -> None:
        text, at = self.text, 0
        while self._work > 0 and (found := _KEY.search(text, at)):
            key, start = found[1], found.end()
            at = start
            if is_id(key) or _GOAL.match(text, start):
                value, end = self._parse(start)
                if value is not None and self._keep(key, value, text[start:end]):
                    self._leave_out(found.start())
                    self._done = at = end
                else:
                    self._keep_torn(key, start)
            elif _TABLE.match(text, start):
                self._leave_out(found.start())
                self._table, self._done = _name(key), start
        self._leave_out(len(text))
        if not text.rstrip().endswith("}}"):
            self._place(len(text))

    def _parse(self, start: int) -> tuple[dict[str, Any] | None, int]:
        """Read an object; a document that lost its end and goes on with the next is none.

        Where the next goal is near only the text up to there is tried: to tell where it failed,
        Python's json counts all lines before.
        """
        stop = self._end(start)
        near = stop - start <= _NEAR
        text, at = (self.text[start:stop], 0) if near else (self.text, start)
        try:
            value, end = _decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            self._work -= stop - start
            return None, start
        self._work -= end - at
        return (None if any(map(is_id, value)) else value), end + start - at

    def _end(self, start: int) -> int:
        """Where a goal ends at the latest: at the next one."""
        if not self._near[0] <= start < self._near[1]:
            found = _NEXT.search(self.text, start)
            self._near = start, found.start() if found else len(self.text)
        return self._near[1]

    def _keep_torn(self, key: str, start: int) -> None:
        """Take in what is left of a torn goal: its uid, and its events that are whole.

        The goal behind it may have lost its beginning too. The event that adds a goal tells its
        uid; of others behind a larger gap nobody knows which goal they are of.
        """
        goal = _GOAL.match(self.text, start)
        if not goal:
            return
        uid = goal[1]
        found: dict[str, list[Any]] = {uid: []}
        end = self._end(start)
        head = _EVENTS.search(self.text, goal.end(), end)
        at = last = head.end() if head else goal.end()
        while self._work > 0 and (begun := _EVENT.search(self.text, at, end)):
            value, at = self._parse(begun.start())
            at = max(at, begun.end())
            if value is None or not value.keys() >= _OF_EVENT:
                continue
            if value["kind"] == "added" and _OWN.fullmatch(uid):
                uid = str(value["id"])[-16:]
            elif begun.start() - last > _GAP:
                break
            found.setdefault(uid, []).append(value)
            last = at
        for uid, events in found.items():
            part = {"uid": uid, "events": events}
            if events:
                self._keep(key if uid == goal[1] else "", part, json.dumps(part))

    def _keep(self, key: str, value: dict[str, Any], text: str) -> bool:
        """Take a document in, unless nothing tells its table or it is none after all."""
        goal = isinstance(value.get("uid"), str)
        about = "db" in value and "gen" in value and not goal
        table = self._table or (META if about else GOALS if goal else "")
        raw = _raw(text)
        if not table or raw is None:
            return False
        held = self.tables.setdefault(table, {})
        if not is_id(key) or held.setdefault(key, raw) != raw:
            self.extra.append((table, raw))
        return True

    def _leave_out(self, end: int) -> None:
        """Name the lines with something in them from where all was taken up to here."""
        for found in _REST.finditer(self.text, self._done, end):
            if len(self.places) >= PLACES:
                break
            self._place(found.start())
        self._done = end

    def _place(self, at: int) -> None:
        self._number += self.text.count("\n", self._counted, at)
        self._counted = max(at, self._counted)
        if self.places[-1:] != [self._number]:
            self.places.append(self._number)


def _raw(text: str) -> bytes | None:
    """Give a document's JSON, mended where only Python's json takes it."""
    try:
        return encode(text.encode())
    except (StoreError, ValueError):
        pass
    try:
        read = LenientReader(f'{{"{GOALS}":{{"1":{text}}}}}'.encode("utf-8", "replace"))
    except StoreError:
        return None
    raw = read.tables[GOALS].get("1")
    return None if raw is None else bytes(raw)


def _name(key: str) -> str:
    """Read the name of a table as JSON writes it."""
    try:
        return str(json.loads(f'"{key}"')).encode(errors="replace").decode()
    except ValueError:
        return key
