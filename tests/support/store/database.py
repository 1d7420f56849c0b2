"""Open a data file with ids that count up, and look into files from outside."""

import json
import os
import warnings
from itertools import count
from pathlib import Path

from tinydb import TinyDB

from lastmile_tui.store.db.table import LastmileDB

_numbers = count(1)


def new_id():
    return f"id-{os.getpid()}-{next(_numbers)}"


def merge(mine, theirs):
    events = {*mine.get("events", []), *theirs.get("events", [])}
    return {**theirs, **mine, "events": sorted(events)}


def open_db(path, **options):
    settings = {"new_id": new_id, "merge": merge, "file_time": lambda: "20260102T030405Z"}
    return LastmileDB(path, **{**settings, "timeout": 0.05, **options})


def journal_of(path):
    return Path(path).with_name(f".~{Path(path).name}.journal")


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
