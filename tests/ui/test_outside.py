"""Other terminals, the disk, and the end of the app."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from tinydb import TinyDB

from lastmile_tui.domain.changes import drive
from lastmile_tui.errors import StoreError
from lastmile_tui.store.disk import files
from support.store.full_disk import no_space_left
from support.ui.internals import settled
from support.ui.screen import begun, chosen, position, shown, titles, toast, until, view
from support.ui.workspace import CALENDAR

CAR = "Sell the car: listed > driven > agreed >> signed"
BOAT = "Paint the boat: sanded > primed > painted"


def goal_of(app, title):
    """A goal as an app shows it."""
    return next(goal for goal in view(app).board.lineup.goals if goal.title == title)


def uid_of(garage, title):
    return garage.saved(title).uid


@pytest.mark.usefixtures("quick")
async def test_what_another_terminal_does_is_seen_and_the_cursor_stays(garage):
    one, two = garage.app(CAR, BOAT), garage.app()
    async with one.run_test() as first:
        await first.press("G")
        here = chosen(one)
        other = next(title for title in titles(one) if title != here)
        async with two.run_test() as second:
            view(two).choose(uid_of(garage, here))
            await second.press("1")
            await until(first, lambda: position(one) == 1)
            assert chosen(one) == here
            view(two).choose(uid_of(garage, other))
            await second.press("2")
            await until(first, lambda: goal_of(one, other).position == 2)
            assert chosen(one) == here
            await first.press("u")
            assert toast(one).endswith(other), "undo takes back the newest change, whoever made it"
            await until(second, lambda: position(two) == 0)
    assert garage.saved(here).position == 1
    assert garage.saved(other).position == 0


@pytest.mark.usefixtures("quick")
async def test_the_command_line_beside_an_open_app_is_seen(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        garage.add(BOAT)
        await until(pilot, lambda: len(titles(app)) == 2)
        assert chosen(app) == "Sell the car"


async def test_two_terminals_that_drive_the_same_goal_lose_nothing(garage):
    one, two = garage.app("Long: " + " > ".join("abcdefgh")), garage.app()
    async with one.run_test() as first, two.run_test() as second:
        for _ in range(3):
            await first.press("space")
            await second.press("space")
    assert garage.saved("Long").position == 6


async def test_a_file_from_a_newer_version_is_shown_and_not_changed(garage):
    with garage.store() as store:
        garage.add(CAR)
        store.refresh()
        store.storage.rewrite({"goals": dict(store.storage.read()["goals"])}, schema=99)
    before = garage.path.read_bytes()
    app = garage.app()
    async with app.run_test(size=(100, 40)) as pilot:
        await until(pilot, lambda: "from a newer lastmile" in toast(app))
        assert "read-only file" in shown(app)
        await pilot.press("space")
        assert toast(app) == "The data file is from a newer lastmile: it is open for reading only."
        assert position(app) == 0
    assert garage.path.read_bytes() == before


async def test_a_full_disk_changes_nothing_on_screen(garage, monkeypatch):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(files, "append", no_space_left)
            for key in ("space", "plus", "2", "u"):
                await pilot.press(key)
                assert toast(app) == "The change was not saved: no space left on the device."
                assert position(app) == 0
        await pilot.press("space")
        assert position(app) == 1
    assert garage.saved("Sell the car").position == 1


async def test_a_disk_that_fails_is_told_and_used_again_when_it_works(garage, monkeypatch):
    app = garage.app(CAR)
    async with app.run_test(size=(100, 30)) as pilot:
        with monkeypatch.context() as patch:
            patch.setattr(files.os, "fsync", broken)
            await pilot.press("space")
            assert "The next change tries the disk again." in toast(app)
            assert "nothing is saved" in shown(app)
            await pilot.press("space")
            assert "input/output error. The next change tries the disk again." in toast(app)
            assert position(app) == 0
        await pilot.press("space")
        assert position(app) == 1
        assert "nothing is saved" not in shown(app)
    assert garage.saved("Sell the car").position == 1


def broken(_):
    raise OSError(5, "Input/output error")


@pytest.mark.usefixtures("quick")
async def test_a_compaction_that_fails_does_not_end_the_app(garage, monkeypatch):
    app = garage.app(CAR)
    tried = threading.Event()

    def fail(*_, **__):
        tried.set()
        raise StoreError("The data file could not be written: no space left on the device.")

    async with app.run_test() as pilot:
        monkeypatch.setattr(files, "replace", fail)
        await pilot.press("space")
        await until(pilot, tried.is_set)
        await pilot.pause()
        await pilot.press("space")
        assert position(app) == 2
    assert garage.saved("Sell the car").position == 2


@pytest.mark.usefixtures("quick")
async def test_the_snapshot_is_brought_up_to_date_when_the_app_is_idle(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        await pilot.press("space")
        await until(pilot, lambda: b'"position":1.0' in garage.path.read_bytes())


@pytest.mark.usefixtures("quick")
async def test_quitting_while_the_snapshot_is_written_loses_nothing(garage, monkeypatch):
    garage.add(CAR)
    store = garage.store()
    app = garage.app(store=store)
    begun, go_on = threading.Event(), threading.Event()
    replace = files.replace

    def slow(*args, **named):
        begun.set()
        assert go_on.wait(10)
        return replace(*args, **named)

    async with app.run_test() as pilot:
        monkeypatch.setattr(files, "replace", slow)
        await pilot.press("space")
        await until(pilot, begun.is_set)
        await pilot.press("q")
        go_on.set()
    store.close()
    with TinyDB(garage.path, access_mode="r") as db:
        (goal,) = db.table("goals").all()
    assert goal["position"] == 1


async def test_a_document_that_cannot_be_read_is_told_and_the_others_are_shown(garage):
    garage.add(CAR, BOAT)
    text = garage.path.read_text().replace('"title":"Sell the car"', '"title":5')
    garage.path.write_text(text)
    app = garage.app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "1 goal of the file cannot be read" in toast(app))
        assert titles(app) == ["Paint the boat"]


async def test_a_goal_that_drives_back_from_parking_is_followed_by_nothing(garage):
    """A goal that leaves the view by what was done to it leaves the cursor where it was."""
    app = garage.demo()
    async with app.run_test() as pilot:
        await pilot.press("v", "v")
        parked = chosen(app)
        await pilot.press("plus", "1", "enter")
        assert titles(app) == []
        assert parked in toast(app)
        await pilot.press("u")
        assert titles(app) == [chosen(app)] == [parked]


@pytest.mark.usefixtures("quick")
async def test_undo_of_another_process_that_ends_is_kept(garage):
    app = garage.app(CAR)
    async with app.run_test() as pilot:
        with garage.store() as store:
            store.change(uid_of(garage, "Sell the car"), drive.advance)
        await until(pilot, lambda: position(app) == 1)
        await pilot.press("u", "U")
        assert toast(app) == "Redone: reached ‘listed’ · Sell the car"
    record = garage.store().record(uid_of(garage, "Sell the car"))
    assert [event.kind for event in record.log] == ["added", "reached", "undone", "redone"]
    assert {event.day for event in record.log} == {CALENDAR.date_of(garage.clock.now())}


@pytest.mark.parametrize(
    "keys", [(), ("enter",), ("r",), ("m",), ("s",), ("T",), ("colon",)], ids=str
)
async def test_a_look_outside_that_comes_while_the_app_closes_is_left_out(
    garage, monkeypatch, keys
):
    """Its timer goes on until the screens are gone, whose widgets go one after another."""
    app = garage.app(CAR)
    looks = []

    def look(_):
        garage.clock.instant += timedelta(days=1)
        garage.add(BOAT)
        looks.append(app._look_outside())  # noqa: SLF001 # as its timer does

    async with app.run_test() as pilot:
        await begun(pilot)
        await pilot.press(*keys)
        await settled(pilot)
        for kind in {type(widget) for widget in app.screen.walk_children()}:
            monkeypatch.setattr(kind, "on_unmount", look, raising=False)
    look(app)
    assert len(looks) > 1
    assert app.broken is None
