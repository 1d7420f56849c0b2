"""Salvages what a data file that is no longer JSON still has. Pure, over bytes.

Only documents are found here; `mend` makes goals of them.

Every complete `"12":{…}` is a document, wherever it is; of an incomplete goal the complete events
are taken. Our own files have one document a line, so that damage costs only the lines it touches.
The work is bounded by the size of the file.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from lastmile_tui.domain.model.events import EventKind
from lastmile_tui.errors import StoreError
from lastmile_tui.store.db.documents import Raw, encode, is_id
from lastmile_tui.store.db.lenient import LenientReader
from lastmile_tui.store.db.schema import GOALS
from lastmile_tui.store.db.snapshot import META, Meta
from lastmile_tui.store.disk.files import LARGEST

if TYPE_CHECKING:
    from lastmile_tui.store.db.documents import Tables

PLACES: Final = 1000
"""The most damaged lines that are noted."""

_WORK: Final = 16
"""How often a byte is read, on average, before the search is given up."""

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
    """None if its line is damaged."""
    tables: dict[str, dict[str, Raw]]
    extra: tuple[tuple[str, Raw], ...]
    """More documents, each with its table, whose id is taken or lost."""
    places: tuple[int, ...]
    """The lines, from 1, in which something was left out."""


def salvage(data: bytes) -> SalvagedFile:
    """Salvage documents from any bytes; never raises."""
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
    """Read a line as UTF-8, or as Latin-1 if only its ASCII is valid UTF-8."""
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
        self._span = 0, 0
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
                    self._note_skipped(found.start())
                    self._done = at = end
                else:
                    self._keep_torn(key, start)
            elif _TABLE.match(text, start):
                self._note_skipped(found.start())
                self._table, self._done = _name(key), start
        self._note_skipped(len(text))
        if not text.rstrip().endswith("}}"):
            self._note_line(len(text))

    def _parse(self, start: int) -> tuple[dict[str, Any] | None, int]:
        """Read an object; None if it lost its end and runs into the next document.

        If the next goal is near, only the text up to it is parsed: to say where it failed, Python's
        json counts all lines before.
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
        """The latest end of a goal: the start of the next one."""
        if not self._span[0] <= start < self._span[1]:
            found = _NEXT.search(self.text, start)
            self._span = start, found.start() if found else len(self.text)
        return self._span[1]

    def _keep_torn(self, key: str, start: int) -> None:
        """Keep the rest of a torn goal: its uid, and its complete events.

        The goal behind it may have lost its start too. The event that adds a goal gives its uid;
        after a larger gap it is not known which goal other events are of.
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
            if value["kind"] == EventKind.ADDED and _OWN.fullmatch(uid):
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
        """Keep a document, unless its table is unknown or it is not valid."""
        goal = isinstance(value.get("uid"), str)
        is_meta = "db" in value and "gen" in value and not goal
        table = self._table or (META if is_meta else GOALS if goal else "")
        raw = _raw(text)
        if not table or raw is None:
            return False
        documents = self.tables.setdefault(table, {})
        if not is_id(key) or documents.setdefault(key, raw) != raw:
            self.extra.append((table, raw))
        return True

    def _note_skipped(self, end: int) -> None:
        """Note the lines that were skipped up to here, if they have content."""
        for found in _REST.finditer(self.text, self._done, end):
            if len(self.places) >= PLACES:
                break
            self._note_line(found.start())
        self._done = end

    def _note_line(self, at: int) -> None:
        self._number += self.text.count("\n", self._counted, at)
        self._counted = max(at, self._counted)
        if self.places[-1:] != [self._number]:
            self.places.append(self._number)


def _raw(text: str) -> bytes | None:
    """The JSON of a document, mended if only Python's json accepts it."""
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
