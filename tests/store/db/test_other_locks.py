"""Machines that share only the folder of the file: each has its own lock, and may be overtaken."""

import pytest

from lastmile_tui import private_files
from lastmile_tui.errors import StoreError
from lastmile_tui.store.db.snapshot import Meta
from support.store.database import meta_of, open_db, stock


class Machines:
    """One file, and what its machines do while another one is about to replace it."""

    def __init__(self, folder, monkeypatch):
        self.folder, self.path = folder, folder / "lastmile.json"
        self._patch = monkeypatch

    def open(self, device):
        return open_db(self.path, device=device, private=self.folder / device).storage

    def overtake(self, *works):
        """Have each of these done once, before a new file that is now on the disk takes its place.

        What they write themselves overtakes nobody.
        """
        sync, left = private_files.sync, list(works)

        def first(fd):
            sync(fd)
            if left:
                self._patch.setattr(private_files, "sync", sync)
                left.pop(0)()
                self._patch.setattr(private_files, "sync", first)

        self._patch.setattr(private_files, "sync", first)


@pytest.fixture
def machines(tmp_path, monkeypatch):
    return Machines(tmp_path, monkeypatch)


def add_event(storage, event):
    """Make a change as the goals are changed: the whole document of what is there now."""
    with storage.transaction():
        old = storage.read().get("goals", {}).get("1", {"uid": "one", "events": []})
        storage.commit({"goals": {"1": {**old, "events": [*old["events"], event]}}})


def write_event(storage, event):
    add_event(storage, event)
    storage.compact()


def events_in(path):
    return stock(path)["goals"][1]["events"]


def test_a_change_is_not_refused_where_others_write_the_file_at_the_same_moment(machines):
    desk, laptop = machines.open("desk"), machines.open("laptop")
    write_event(desk, "first")
    add_event(laptop, "journal of the laptop")  # which the next file of the desk does not have
    write_event(desk, "second")
    machines.overtake(lambda: write_event(desk, "third"), lambda: write_event(desk, "fourth"))
    add_event(laptop, "not refused")
    write_event(laptop, "last")
    everything = {"first", "second", "third", "fourth", "journal of the laptop", "not refused"}
    assert set(events_in(machines.path)) == everything | {"last"}
    assert not any("just written" in each for each in laptop.report.sentences)


def test_a_compaction_that_is_overtaken_takes_the_other_file_in(machines):
    desk, laptop = machines.open("desk"), machines.open("laptop")
    write_event(desk, "first")
    add_event(laptop, "mine")
    machines.overtake(lambda: write_event(desk, "second"))
    laptop.close()
    assert set(events_in(machines.path)) == {"first", "second", "mine"}
    assert not any("just written" in each for each in laptop.report.sentences)
    assert laptop.pending == 0


def test_names_of_another_database_are_joined_although_the_file_was_overtaken(machines):
    desk, laptop = machines.open("desk"), machines.open("laptop")
    write_event(desk, "first")
    write_event(laptop, "mine")
    machines.overtake(lambda: write_event(desk, "second"))
    laptop.join(Meta(db="another", gen="g"), whole=True)
    assert set(events_in(machines.path)) == {"first", "second", "mine"}
    assert "another" in {meta_of(machines.path)["db"], *meta_of(machines.path)["former"]}


def test_what_was_made_of_an_older_reading_is_never_written_over_a_newer_file(machines):
    desk, laptop = machines.open("desk"), machines.open("laptop")
    write_event(desk, "first")
    with laptop.transaction():
        data = machines.path.read_bytes()
        machines.overtake(lambda: write_event(desk, "second"))
        with pytest.raises(StoreError, match="just written"):
            laptop.put(data, None)
    assert events_in(machines.path) == ["first", "second"]


def test_who_is_overtaken_again_and_again_says_so_and_loses_nothing(machines):
    desk, laptop = machines.open("desk"), machines.open("laptop")
    write_event(desk, "first")
    add_event(laptop, "mine")
    write_event(desk, "second")
    machines.overtake(*(lambda n=n: write_event(desk, f"again {n}") for n in range(50)))
    with pytest.raises(StoreError, match="just written"):
        add_event(laptop, "refused")
    machines.overtake()
    machines.open("laptop").compact()
    assert {"first", "second", "mine"} < set(events_in(machines.path))
    assert "refused" not in events_in(machines.path)
