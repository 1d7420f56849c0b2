"""A file that other programs unlink or cut before they write it: half there for a moment."""

import pytest

from lastmile_tui.errors import LostFileError, StoreError
from lastmile_tui.store.disk.grace import Grace
from support.store.damage import made
from support.store.database import documents, open_db


class SlowWriter:
    """A clock at which another program has written the file after some looks."""

    def __init__(self, path, data, looks):
        self.path, self.data, self.looks, self.now = path, data, looks, 0.0

    def sleep(self, seconds):
        self.now += seconds
        self.looks -= 1
        if self.looks == 0:
            self.path.write_bytes(self.data)

    @property
    def grace(self):
        return Grace(1.0, lambda: self.now, self.sleep)


HALVES = {"missing": None, "empty": b"", "half": b'{"_meta":{\n"1":{"db"', "blank": b" \n"}


@pytest.fixture(params=HALVES)
def whole(request, path):
    """A file that is half there; what was in it."""
    made(path).storage.compact()
    data = path.read_bytes()
    path.unlink()
    if HALVES[request.param] is not None:
        path.write_bytes(HALVES[request.param])
    return data


def test_who_opens_it_looks_again(path, whole):
    writer = SlowWriter(path, whole, 7)
    db = open_db(path, grace=writer.grace)
    assert documents(db).keys() == {1, 2, 3}
    assert db.storage.report.sentences == ()
    assert 0.3 < writer.now < 0.5


def test_after_a_second_it_is_told(path, whole):
    writer = SlowWriter(path, whole, 1000)
    try:
        db = open_db(path, grace=writer.grace)
    except StoreError:
        assert path.read_bytes().startswith(b"{")
    else:
        with pytest.raises(LostFileError):
            db.table("goals").insert({})
    assert 1.0 <= writer.now < 1.2


@pytest.mark.parametrize("half", HALVES.values(), ids=HALVES)
def test_an_open_file_is_no_scare_at_one_look_and_waited_for_by_a_change(path, half):
    made(path).storage.compact()
    whole = path.read_bytes()
    writer = SlowWriter(path, whole, 3)
    db = open_db(path, grace=writer.grace)
    path.unlink()
    if half is not None:
        path.write_bytes(half)
    assert db.storage.refresh() == frozenset()
    assert db.storage.health == "ok"
    assert db.storage.report.sentences == ()
    db.table("goals").insert({"uid": "new"})
    assert documents(db).keys() == {1, 2, 3, 4}
    assert path.read_bytes() == whole, "nothing was written over it"


def test_a_new_file_is_not_waited_for(path):
    writer = SlowWriter(path, b"", 1000)
    open_db(path, grace=writer.grace).table("goals").insert({"n": 1})
    assert writer.now == 0
