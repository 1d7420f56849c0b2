"""Open a data file with ids that count up, and look into files from outside."""

import json
import os
import warnings
from itertools import count
from pathlib import Path

from tinydb import TinyDB

from lastmile_tui import locations
from lastmile_tui.store.db.table import LastmileDB
from lastmile_tui.store.disk.grace import Grace
from lastmile_tui.store.disk.place import place_of

_numbers = count(1)

NOW = 1_767_323_045
"""When the clock stands still: 2026-01-02T03:04:05Z."""


def new_id():
    return f"id-{os.getpid()}-{next(_numbers)}"


def merge(mine, theirs):
    events = {*mine.get("events", []), *theirs.get("events", [])}
    return {**theirs, **mine, "events": sorted(events)}


def private_of(path):
    """The private folder of a file, as the command line finds it in the home of a test."""
    return locations.find(os.environ, file=path).private


def place_at(path):
    """The place of a file as the laptop has it."""
    return place_of(path, private_of(path), "laptop")


def open_db(path, **options):
    settings = {"new_id": new_id, "merge": merge, "seconds": lambda: NOW, "device": "laptop"}
    settings |= {"private": private_of(path), "timeout": 0.05, "grace": Grace(0)}
    return LastmileDB(path, **{**settings, **options})


def journal_of(path):
    """Where the journal of a file is, of the database in it; in vain where there is none."""
    try:
        db = meta_of(path).get("db", "")
    except (OSError, ValueError, KeyError):
        return next(iter(private_of(path).glob("*.journal")), private_of(path) / "db.journal")
    return place_at(path).journal(db)


def stock(path):
    """What stock TinyDB reads: the tables as dicts by doc id, without our own."""
    with TinyDB(path, access_mode="r") as db:
        tables = {name: {doc.doc_id: dict(doc) for doc in db.table(name)} for name in db.tables()}
    tables.pop("_meta", None)
    return tables


def documents(db, table="goals"):
    return {doc.doc_id: dict(doc) for doc in db.table(table)}


def meta_of(path):
    return json.loads(Path(path).read_text("utf-8"))["_meta"]["1"]


def lines_of(path):
    return journal_of(path).read_bytes().splitlines()


def abandon(db):
    """Leave a file as a process that is killed leaves it: nobody closes it any more."""
    db.storage.close = lambda: None


def forked(work):
    """Run `work` in a child of its own, and give the child's pid."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of fork beside xdist's threads
        pid = os.fork()
    if pid:
        return pid
    try:
        work()
        os._exit(0)
    except BaseException:  # noqa: BLE001 - a child must never return into pytest
        os._exit(1)


def succeeds(pid):
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
