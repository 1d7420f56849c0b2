"""What a store does to the disk, an operation each, and what must be found afterwards."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from lastmile_tui.errors import StoreError
from lastmile_tui.store.app_state import AppState, device_id, load_state, save_state
from lastmile_tui.store.disk.place import place_of
from support.store.database import abandon, meta_of, stock
from support.store.database import open_db as open_elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "lastmile.json"


def private_of(path):
    """The private folder, on the disk that is watched."""
    return path.with_name("private")


def open_db(path, **options):
    return open_elsewhere(path, **{"private": private_of(path), **options})


def journal_of(path):
    return place_of(path, private_of(path)).journal(meta_of(path)["db"])


TABLES = ("goals", "looks")
GROWING = [{"n": 1, "note": "x" * 40}, {"n": 2, "note": "x" * 700}, {"n": 3, "note": "x" * 90}]


class Step(NamedTuple):
    """A call, and what it makes of the content once it has returned.

    `whole` where it may be done although it failed: the file is replaced, but perhaps not for good.
    """

    do: Callable[[Any], object]
    then: Callable[[Any], Any]
    whole: bool = False


class Operation(NamedTuple):
    """Steps on a file that is `prepared`; `holds` looks for what must not get lost beside it."""

    steps: list[Step]
    prepare: Callable[[Any], None] = lambda _: None
    holds: Callable[[Any], bool] = lambda _: True
    place: str = NAME
    options: dict[str, Any] = {}  # noqa: RUF012 - nobody writes to it

    @property
    def final(self):
        """What is saved when everything works again."""
        return put(g1={"n": "final"})

    def open(self, path, **options):
        """Start a store, as a new process does."""
        return open_db(path, **{"schema": 2, **self.options, **options})

    def content(self, db):
        """What a running store shows."""
        tables = ((name, db.storage.raw(name).items()) for name in TABLES)
        return {name: {i: json.loads(bytes(d)) for i, d in rows} for name, rows in tables if rows}

    def look(self, path):
        """What the next start finds; OSError and ValueError where stock TinyDB finds no file."""
        if path.exists():
            stock(path)
        return self.content(self.open(path, read_only=True))

    def mended(self, path, db):
        """Tell what there is to say against a store on a disk that works again."""
        said = db.storage.report.sentences
        if db.storage.health != "ok":
            return f"it is {db.storage.health}: {said}"
        db.close()
        folders = (path.parent, private_of(path))
        left = [file.name for each in folders for file in each.iterdir() if "tmp" in file.name]
        shown = {n: {int(i): d for i, d in t.items()} for n, t in self.content(db).items()}
        found = {name: table for name, table in stock(path).items() if table}
        return "" if found == shown and not left else f"{left} {found}"


def put(**goals):
    """Change goals; the keyword is `g` and the doc id."""
    wanted = {name[1:]: goal for name, goal in goals.items()}

    def then(found):
        after = {**found.get("goals", {}), **wanted}
        after = {doc_id: goal for doc_id, goal in after.items() if goal is not None}
        others = {name: table for name, table in found.items() if name != "goals"}
        return others | ({"goals": after} if after else {})

    return Step(lambda db: db.storage.commit({"goals": wanted}), then)


def _same(found):
    return found


COMPACT = Step(lambda db: db.storage.compact(), _same)


def _close(db):
    db.close()
    db.storage._closed = False  # noqa: SLF001 # the next step goes on with it, as nobody else can
    if db.storage.pending or len(db.storage.report.sentences):
        raise StoreError("It was not compacted.")


CLOSE = Step(_close, _same)
NEW = {"goals": {"1": {"uid": "a", "events": [1]}}, "looks": {"1": {"day": 1}}}
REWRITE = Step(lambda db: db.storage.rewrite(NEW, schema=2), lambda _: NEW, whole=True)


def _two_goals(path):
    with open_db(path) as db:
        db.storage.commit({"goals": {"1": {"n": 0}, "2": {"uid": "b", "note": "y" * 300}}})


def _changed(path):
    _two_goals(path)
    db = open_db(path)
    db.storage.commit({"goals": {"1": {"n": 1}}})
    db.storage.commit({"goals": {"3": {"uid": "c", "events": [1]}}})
    abandon(db)


def _torn(path):
    _changed(path)
    whole = journal_of(path).read_bytes()
    journal_of(path).write_bytes(whole + whole[:50])


BAD = b'{"crc":"00000000","rec":{}}\n'


def _damaged(path):
    _changed(path)
    journal_of(path).write_bytes(journal_of(path).read_bytes() + BAD)


def _bad_is_kept(path):
    return any(BAD in file.read_bytes() for file in private_of(path).iterdir())


def _replaced(path):
    _changed(path)
    theirs = {"1": {"uid": "z", "n": 5}, "3": {"uid": "d"}, "4": {"uid": "c", "events": [2]}}
    path.write_text(json.dumps({"goals": theirs}))


def _old_is_kept(path):
    """Either not migrated, or the old file is there whole."""
    if '"schema":2' not in path.read_text("utf-8"):
        return True
    copies = [file for file in path.parent.iterdir() if ".schema-" in file.name]
    return any(stock(file)["goals"].keys() == {1, 2, 3} for file in copies)


OPERATIONS = {
    "first change in a new folder": Operation([put(g1=GROWING[1])], place=f"a/b/{NAME}"),
    "change": Operation(
        [put(g1=GROWING[0]), put(g2=None), put(g1=GROWING[2], g4=GROWING[0])], _two_goals
    ),
    "documents that grow and shrink": Operation(
        [part for goal in GROWING for part in (put(g1=goal), put(g2=goal), COMPACT)], _changed
    ),
    "compaction": Operation([COMPACT, put(g1={"n": 9})], _changed),
    "compaction that a change calls for": Operation(
        [put(g1=GROWING[1]), put(g5=GROWING[0])], _changed, options={"limit": 600}
    ),
    "close": Operation([put(g2=GROWING[0]), CLOSE, put(g2=GROWING[1])], _changed),
    "torn tail": Operation([put(g1=GROWING[0]), put(g1=GROWING[1])], _torn),
    "migration": Operation([REWRITE, put(g1=GROWING[0])], _changed, _old_is_kept),
    "copy of a damaged journal": Operation([put(g1=GROWING[0])], _damaged, _bad_is_kept),
    "replaced snapshot": Operation([put(g9=GROWING[0]), put(g1={"n": 7})], _replaced),
}


class StaleOperation(Operation):
    """A file over which an old copy is put after whatever happened: the ring has the rest."""

    final = put(g1={"uid": "a", "events": [1, 2, 3, 9]}, g2={"uid": "b", "events": [1, 9]})

    def look(self, path):
        if not path.exists():
            return self.content(self.open(path, read_only=True))
        whole = path.read_bytes()
        old = path.with_name("old.json")
        if old.exists():
            path.write_bytes(old.read_bytes())
        try:
            storage = self.open(path, read_only=True).storage
            gap = storage.missing
            found = {name: dict(table) for name, table in storage.image()[1].items()}
            for name, table in (gap.tables if gap else {}).items():
                found.setdefault(name, {}).update(table)
            tables = ((name, found.get(name, {}).items()) for name in TABLES)
            return {
                name: {i: json.loads(bytes(d)) for i, d in rows} for name, rows in tables if rows
            }
        finally:
            path.write_bytes(whole)


def _old_copy(path):
    with open_db(path) as db:
        db.storage.commit({"goals": {"1": _logged("a", 1)}})
    path.with_name("old.json").write_bytes(path.read_bytes())


def _logged(uid, *events):
    return {"uid": uid, "events": [*events]}


OPERATIONS["compaction with a stale file after it"] = StaleOperation(
    [
        put(g1=_logged("a", 1, 2)),
        COMPACT,
        put(g1=_logged("a", 1, 2, 3)),
        put(g2=_logged("b", 1)),
        COMPACT,
    ],
    _old_copy,
)


class StateOperation(Operation):
    """The state of the machine, and its name."""

    def open(self, path):
        return path.parent

    def content(self, folder):
        name = folder / "device"
        return load_state(folder).theme, name.read_text() if name.exists() else None

    def look(self, path):
        return self.content(path.parent)

    def mended(self, _path, folder):
        for file in folder.glob("*"):
            os.utime(file, (0, 0))
        _save("night").do(folder)
        _name(folder)
        left = {file.name for file in folder.iterdir() if file.name.startswith(".~state.json")}
        found = self.content(folder)
        return "" if found == ("night", "d1\n") and not left else f"{found} {left}"


def _name(folder):
    if device_id(folder, lambda: "d1") != "d1" or not os.path.lexists(folder / "device"):
        raise StoreError("It was not kept.")


def _save(theme):
    return Step(lambda folder: save_state(folder, AppState(theme)), lambda found: (theme, found[1]))


STATE = StateOperation(
    [_save("day"), Step(_name, lambda found: (found[0], "d1\n")), _save("night")],
    place="state/state.json",
)
