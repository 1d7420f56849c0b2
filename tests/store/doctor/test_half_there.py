"""The doctor looks again at a file that another program is just writing."""

from __future__ import annotations

import pytest

from lastmile_tui.store.disk.grace import Grace
from lastmile_tui.store.doctor.examine import examine
from support.store.database import place_at
from support.store.goal_store import open_store, plan


class Writer:
    """A clock, and another program that writes the file whole in the third wait, or never."""

    def __init__(self, path, whole):
        self.now, self.waits, self._path, self._whole = 0.0, 0, path, whole

    def sleep(self, seconds):
        self.now += seconds
        self.waits += 1
        if self.waits == 3 and self._whole:
            self._path.write_bytes(self._whole)

    def grace(self):
        return Grace(1.0, lambda: self.now, self.sleep)


@pytest.fixture
def whole(path):
    with open_store(path) as store:
        store.add(plan())
    return path.read_bytes()


HALF = {
    "half": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "a line": lambda _: b"\n",
    "missing": None,
}


@pytest.mark.parametrize("kind", HALF)
def test_what_passes_within_a_second_is_no_trouble(path, whole, kind):
    path.unlink() if HALF[kind] is None else path.write_bytes(HALF[kind](whole))
    writer = Writer(path, whole)
    examined = examine(place_at(path), writer.grace())
    assert (examined.unreadable, examined.size, writer.waits) == ("", len(whole), 3)


@pytest.mark.parametrize("kind", HALF)
def test_what_stays_so_is_told_after_a_second(path, whole, kind):
    path.unlink() if HALF[kind] is None else path.write_bytes(HALF[kind](whole))
    writer = Writer(path, b"")
    examined = examine(place_at(path), writer.grace())
    assert examined.found is None
    assert 1.0 <= writer.now < 1.2


def test_a_whole_file_and_one_that_never_was_are_told_at_once(path, tmp_path, whole):
    writer = Writer(path, whole)
    assert examine(place_at(path), writer.grace()).size == len(whole)
    assert examine(place_at(tmp_path / "new" / "never.json"), writer.grace()).size == 0
    assert writer.waits == 0
