"""Every kind of bad data file and journal, as a table.

Each case writes a file (and a journal) into a folder. `opens` says what comes of it:

refused    nothing can be read; the file is left, and the sentence offers repair and restore
read-only  what can be read is shown, nothing can be changed
partly     a document cannot be read: it is named, left in the file, and the rest can be changed
whole      everything can be read and changed
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

import msgspec

from lastmile_tui import locations
from lastmile_tui.domain.changes.start import add
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.model.goal import Goal
from lastmile_tui.store import codec
from lastmile_tui.store.db import journal, snapshot
from lastmile_tui.store.db.snapshot import Meta
from support.store.database import private_of

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Good road"
"""The title of the goal that every file holds that can be read in part."""

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


class Case(NamedTuple):
    name: str
    opens: str
    data: bytes
    says: str = ""
    journal: bytes = b""

    def write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.data)
        if self.journal:
            journal_of(path).parent.mkdir(parents=True, exist_ok=True)
            journal_of(path).write_bytes(self.journal)
            device = locations.find(os.environ, file=path).state / "device"
            device.write_text("laptop\n")


def journal_of(path: Path) -> Path:
    """The journal of the database that all these files name."""
    return private_of(path) / "db.journal"


def goal(title: str = TITLE, number: int = 1) -> dict[str, Any]:
    """A goal's document, which is the caller's to change."""
    return json.loads(_text_of_goal(title, number))


@cache
def _text_of_goal(title: str, number: int) -> str:
    at = NOW + timedelta(minutes=number)
    made = add(
        read_line(f"{title}: a > b > c ! paid #tag @Ana", lambda _: None),
        Stamp(ulid(at, number << 40), at, "dev", at.date()),
    )
    return json.dumps(codec.write_record(made), default=_iso)


def _iso(value: Any) -> str:
    return value.isoformat().replace("+00:00", "Z")


META = {"db": "db", "gen": "g", "seq": 1, "schema": 1}
GOOD = goal()


def file_of(goals: dict[str, Any] | None = None, meta: Any = META, **tables: Any) -> bytes:
    """A file as another program writes it."""
    held = {"1": GOOD, **(goals or {})}
    return json.dumps({"_meta": {"1": meta}, "goals": held, **tables}).encode()


def pristine(goals: dict[str, bytes]) -> bytes:
    """A file whose checksum is right, whatever is in it."""
    good = msgspec.json.encode(GOOD)
    meta = Meta(db="db", gen="g", seq=1, schema=1)
    return snapshot.encode(meta, {"goals": {"1": good, **goals}})


def raw_file(document: bytes, doc_id: bytes = b"7") -> bytes:
    """A file with a second document that is written as it is given."""
    whole = file_of()
    end = whole.rindex(b"}}")
    return whole[:end] + b', "%s": %s}}' % (doc_id, document)


def line(seq: int, goals: dict[str, Any], db: str = "db", gen: str = "g", **was: Any) -> bytes:
    made = {key: None if doc is None else msgspec.json.encode(doc) for key, doc in goals.items()}
    return journal.encode(
        journal.JournalRecord(seq, db, gen, {"goals": made}, "laptop", "run", 0, was or {})
    )


def framed(body: bytes) -> bytes:
    return b'{"crc":"%08x","rec":%s}\n' % (crc32(body), body)


def changed(**fields: Any) -> dict[str, Any]:
    """A goal with other fields; None takes one away."""
    merged = {**goal("Bad road", 7), **fields}
    return {key: value for key, value in merged.items() if value is not GONE}


GONE = object()


def event(**fields: Any) -> dict[str, Any]:
    """A goal whose only event has other fields."""
    held = goal("Bad road", 7)
    merged = {**held["events"][0], **fields}
    held["events"] = [{key: value for key, value in merged.items() if value is not GONE}]
    return held


def registers(**held: Any) -> dict[str, Any]:
    """A goal with a second event that writes these registers."""
    doc = goal("Bad road", 7)
    second = {**doc["events"][0], "id": "second", "kind": "edited", "set": held, "was": {}}
    second["at"] = "2026-11-20T10:00:00Z"
    doc["events"].append(second)
    return doc


def deep(levels: int) -> bytes:
    return b'{"a":' * levels + b"1" + b"}" * levels


WRONG = (5, -1, 1e300, True, "x", "", [], [1], {}, {"a": 1}, None, [None], "9999-12-31", [[]])
"""What no field takes all of."""

EVERY_FIELD = {
    str(100 + number): changed(**{"uid": f"field{number:03}", field: wrong})
    for number, (field, wrong) in enumerate(
        (field, wrong) for field in (*Goal.__struct_fields__, "events") for wrong in WRONG
    )
}
"""A goal for each field and each wrong value of it."""

_half = file_of()
TRUNCATED = [_half[: len(_half) * part // 8] for part in range(1, 8)]

FILES: list[Case] = [
    Case("null", "refused", b"null", "not of lastmile"),
    Case("a list at the top", "refused", b"[]", "not of lastmile"),
    Case("a number at the top", "refused", b"5", "not of lastmile"),
    *(Case(f"truncated {n}/8", "refused", data, "line 1") for n, data in enumerate(TRUNCATED, 1)),
    Case("a truncated file of ours", "refused", pristine({})[:-40], "line"),
    Case("zeros", "refused", b"\0" * 4096, "line 1"),
    Case("zeros at the end", "refused", file_of() + b"\0" * 99, "line 1"),
    Case("two files in one", "refused", file_of() * 2, "line 1"),
    Case("a git conflict", "refused", b"<<<<<<< ours\n" + file_of(), "line 1"),
    Case("Latin-1", "refused", b'{\n"goals":{"1":{"title":"caf\xe9"}}}', "line 2"),
    Case("UTF-16", "refused", file_of().decode().encode("utf-16"), "not UTF-8"),
    Case("5,000 digits", "refused", raw_file(b'{\n"n":' + b"9" * 5000 + b"}"), "line 2"),
    Case("200,000 levels", "refused", b"\n" + b"[" * 200_000, "line 2"),
    Case("200,000 closed levels", "refused", raw_file(deep(200_000)), "nested too deep, line 1"),
    Case("a BOM", "whole", b"\xef\xbb\xbf" + file_of()),
    *(
        Case(f"{levels} levels", "read-only", raw_file(deep(levels)), "goal 7 is nested too deep")
        for levels in (33, 300, 500, 700, 900)
    ),
    Case("NaN", "partly", raw_file(b'{"a":NaN,"b":Infinity,"c":1e999}'), "Goal 7: "),
    Case("more than 64 bits", "partly", raw_file(b'{"n":1%s}' % (b"0" * 40)), "Goal 7: "),
    Case("a duplicate document", "whole", raw_file(msgspec.json.encode(goal("Other", 2)), b"1")),
    Case("a duplicate table", "whole", file_of().replace(b'"_meta"', b'"goals": {}, "_meta"')),
    Case("a duplicate uid", "partly", file_of({"2": GOOD}), "twice"),
    Case("a table that is a list", "read-only", file_of(other=[]), "'other' is not as lastmile"),
    Case("goals that are a list", "read-only", b'{"goals": [], "_meta": {"1": {}}}', "'goals'"),
    Case("a document that is 5", "read-only", file_of({"7": 5}), "goal 7 is not as"),
    *(
        Case(f"the id {name}", "read-only", file_of({name: {"n": 1}}), "has no number")
        for name in ("x", "-1", "1e9", "٣", "01", "", "9" * 18, "1" * 30)
    ),
    Case("half a surrogate pair", "whole", file_of({"7": changed(title="a\ud800b")})),
    Case("half a pair as a name", "whole", file_of(**{"\ud800": {}})),
    *(
        Case(f"_meta {meta!r:.30}", "read-only", file_of(meta=meta), "_meta")
        for meta in (5, [], {"db": 5}, {"seq": -1}, {"schema": "x"}, {"top": []}, {"gen": None})
    ),
    Case("_meta that is a list", "read-only", file_of(_meta=[]), "_meta"),
    Case("the id of 17 digits", "partly", file_of({"9" * 17: {"n": 1}}), "Goal 999"),
    Case("a schema to come", "read-only", file_of(meta={**META, "schema": 99}), "newer"),
]

GOALS: list[Case] = [
    Case(name, "partly", file_of({"7": doc}), "Goal 7: ")
    for name, doc in {
        "an empty document": {},
        "markers empty": changed(markers=[]),
        "no title": changed(title=GONE),
        "negative miles": changed(markers=[{"id": "a", "title": "a", "miles": -3}]),
        "huge miles": changed(markers=[{"id": "a", "title": "a", "miles": 1e300}]),
        "a roadblock without a kind": changed(roadblocks=[{"id": "a", "since": "2026-11-20"}]),
        "an instant without a zone": changed(touched="2026-11-20T09:00:00"),
        "a change in 9999": changed(changed="9999-12-31T23:59:59.999999Z"),
        "deep in a goal": changed(tags=[[[[["x"]]]]]),
    }.items()
] + [
    Case(name, "whole", file_of({"7": doc}))
    for name, doc in {
        "a position beyond the road": changed(position=1e11),
        "due in 9999": changed(due="9999-12-31"),
        "due in 0001": changed(due="0001-01-01", due_time="23:59:59"),
        "made in 0001": changed(
            created="0001-01-01T00:00:00Z",
            touched="0001-01-01T00:00:00Z",
            changed="0001-01-01T00:00:00Z",
        ),
        "made in 9999": changed(
            created="9999-12-31T23:00:00Z", touched="9999-12-31T00:00:00Z", started=GONE
        ),
        "sealed in 9999": changed(sealed="9999-12-31T23:00:00Z", sealed_on="9999-12-31"),
        "sealed in 0001": changed(sealed="0001-01-01T00:00:00Z", sealed_on="0001-01-01"),
        "parked until 9999": changed(parked_until="9999-12-31"),
        "let go in 9999": changed(let_go={"on": "9999-12-31", "kind": "?"}),
        "a turn in 0001": changed(turn={"whose": "nobody", "since": "0001-01-01"}),
        "a next step in 9999": changed(next_step={"text": "", "on": "9999-12-31"}),
        "an unknown roadblock": changed(
            position=1.5, roadblocks=[{"id": "a", "kind": "?", "since": "9999-12-31"}]
        ),
        "unknown keys": changed(mood={"x": [1, {"y": None}]}, stage="?"),
        "an empty uid": changed(uid=""),
        "an empty title": changed(title=""),
        "duplicate markers": changed(
            position=1, markers=[{"id": "a", "title": "a"}, {"id": "a", "title": "a"}]
        ),
        "an unknown final marker": changed(final_from="nowhere"),
        "2,000 tags and people": changed(
            tags=[f"t{n}" for n in range(2000)], people=[{"name": f"p{n}"} for n in range(2000)]
        ),
        "3,000 markers": changed(markers=[{"id": f"m{n}", "title": f"{n}"} for n in range(3000)]),
        "a title of 2 MB": changed(title="Long " * 400_000),
        "a why of 2 MB": changed(why="Long\n" * 400_000),
        "no events": changed(events=[]),
        "events that are text": changed(events="x"),
        "events left out": changed(events=GONE),
        "an event in 9999": event(at="9999-12-31T23:59:59.999999Z", day="9999-12-31"),
        "an event in 0001": event(at="0001-01-01T00:00:00Z", day="0001-01-01"),
        "an event without a zone": event(at="2026-11-20T09:00:00"),
        "an event without an id": event(id=GONE),
        "an unknown kind": event(kind="sang"),
        "a set that is a list": event(set=[]),
        "a rank that is null": registers(**{"marker:x": {"title": "x", "rank": None}}),
        "a rank that is text": registers(**{"marker:x": {"title": "x", "rank": "NaN"}}),
        "a marker that is 5": registers(**{"marker:x": 5}),
        "a marker without a name": registers(**{"marker:": {"title": "x"}}),
        "a roadblock register without a kind": registers(**{"roadblock:x": {"text": "x"}}),
        "a position that is text": registers(position="x"),
        "a position of 1e300": registers(position=1e300),
        "a position below 0": registers(position=-5),
        "an unknown register": registers(song={"la": [1]}),
        "one event twice": {**GOOD, "uid": "twice", "title": "Twice", "events": GOOD["events"] * 2},
        "one event with two bodies": {
            **GOOD,
            "uid": "bodies", "title": "Bodies",
            "events": [*GOOD["events"], *event(id=GOOD["events"][0]["id"])["events"]],
        },
        "an event that undoes itself": registers() | {"events": [
            {**GOOD["events"][0], "undoes": GOOD["events"][0]["id"], "kind": "undone"}
        ]},
    }.items()
]  # fmt: skip

SEALED: list[Case] = [
    Case("bad UTF-8 behind a right checksum", "partly", pristine({"7": b'{"title":"\xff"}'}), "7"),
    Case("no JSON behind a right checksum", "partly", pristine({"7": b"{nonsense}"}), "Goal 7: "),
    Case("900 levels behind a right checksum", "partly", pristine({"7": deep(900)}), "Goal 7: "),
    Case("every field", "partly", file_of(EVERY_FIELD), "Goal 100"),
]

_good = pristine({})
_two = line(2, {"2": goal("Second", 2)}) + line(3, {"3": goal("Third", 3)})

JOURNALS: list[Case] = [
    Case("half a line", "whole", _good, journal=_two[:-30]),
    Case("a gap", "whole", _good, "missing", line(5, {"2": goal("Second", 2)})),
    Case("a number twice", "whole", _good, "missing", _two + _two),
    Case("an unknown generation", "whole", _good, "merged", line(2, {"2": GOOD}, gen="?")),
    Case("another database", "whole", _good, "another data file", line(2, {"2": GOOD}, db="?")),
    Case("zeros at its end", "whole", _good, journal=_two + b"\0" * 4096),
    Case("nonsense", "whole", _good, "cannot be read", b"\xff\xfe\n{}\n\n" * 3),
    Case("not ours", "whole", _good, "cannot be read", framed(b'{"hello":"world"}')),
    Case("a list", "whole", _good, "cannot be read", framed(b"[]")),
    Case("a negative number", "whole", _good, "cannot be", framed(_two[23:].split(b"}\n")[0][:1])),
    Case("seq -1", "whole", _good, "cannot be read", framed(b'{"s":-1,"db":"db","g":"g","d":{}}')),
    Case(
        "seq too large",
        "whole",
        _good,
        "cannot be read",
        framed(b'{"s":%d,"db":"db","g":"g","d":{}}' % 10**30),
    ),
    Case(
        "an id that is none",
        "whole",
        _good,
        "cannot be read",
        framed(b'{"s":2,"db":"db","g":"g","d":{"goals":{"x":{}}}}'),
    ),
    Case("a broken goal", "partly", _good, "Goal 7: ", line(2, {"7": {"title": 5}})),
    Case(
        "no JSON behind a right checksum in it",
        "partly",
        _good,
        "Goal 7: ",
        framed(b'{"s":2,"db":"db","g":"g","d":{"goals":{"7":{"title":1e999}}}}'),
    ),
]

EVERY_GOAL = file_of(
    EVERY_FIELD
    | {
        str(1000 + number): json.loads(case.data)["goals"]["7"] | {"uid": f"goal{number:03}"}
        for number, case in enumerate(GOALS)
    }
)
"""All the goals above in one file."""

CASES = [*FILES, *GOALS, *SEALED, *JOURNALS]
