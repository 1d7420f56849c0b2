"""The file's copies in the app: the daily backup, and what other devices left beside it."""

from __future__ import annotations

import shutil

from lastmile_tui.domain.changes import drive
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.store.backup.backups import Backups
from lastmile_tui.store.disk import files
from lastmile_tui.ui.history.screen import HistoryScreen
from lastmile_tui.ui.kit.toast import ToastLine
from support.store.database import private_of
from support.ui.screen import shown, toast, until
from support.ui.workspace import CALENDAR, NOW

WIDE = (120, 40)


def elsewhere(garage):
    """Let another device change a copy of the file, which lands beside it."""
    with garage.store() as store:
        uid = next(iter(store.goals))
    name = "lastmile.sync-conflict-20261120-173636-D4LGQYW.json"
    copy = garage.path.with_name(name)
    away = garage.path.parent / "away" / "lastmile.json"
    away.parent.mkdir()
    shutil.copy(garage.path, away)
    with garage.store(away) as store:
        store.change(uid, drive.advance)
    shutil.move(away, copy)
    return copy


async def test_a_copy_of_another_device_is_shown_and_merged_by_one_key(garage):
    garage.add("Sell the car: listed > agreed > signed")
    copy = elsewhere(garage)
    backups = garage.path.parent / "backups"
    app = garage.app(backups=backups)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "1 copy to merge" in shown(app))
        await until(pilot, lambda: "M merges it" in toast(app))
        assert toast(app).startswith("A copy beside the file has 1 change from")
        assert "on ‘Sell the car’" in toast(app)
        assert garage.saved("Sell the car").position == 0
        await pilot.press("M")
        await until(pilot, lambda: toast(app).startswith("Merged 1 change from"))
        assert "1 copy to merge" not in shown(app)
        assert garage.saved("Sell the car").position == 1
        assert [path.name for path in (backups / "merged").iterdir()] == [copy.name]
        assert not copy.exists()
        await pilot.press("M")
        await until(pilot, lambda: toast(app).startswith("No copy from another device"))


async def test_a_merge_says_where_both_devices_did_the_same_thing(garage):
    garage.add("Sell the car: listed > agreed > signed")
    elsewhere(garage)
    with garage.store() as store:
        uid = next(iter(store.goals))
        store.change(uid, drive.advance)
        store.change(uid, drive.advance)
    app = garage.app(backups=garage.path.parent / "backups")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "1 copy to merge" in shown(app))
        await pilot.press("M")
        await until(pilot, lambda: "1 in conflict" in toast(app))
        assert "Sell the car: both changed how far it is; it is as this device had it" in toast(app)


def another(garage):
    """Let another device begin a file of its own, which lands beside ours."""
    path = garage.path.parent / "away" / "lastmile.json"
    with garage.store(path) as store:
        store.add(read_line("Mend the fence: posts >> painted", lambda _: None))
    return shutil.move(path, garage.path.with_name("lastmile (1).json"))


async def test_another_data_file_is_united_when_that_is_agreed_and_one_undo_takes_it_back(garage):
    garage.add("Sell the car: listed > agreed > signed")
    copy = another(garage)
    app = garage.app(backups=garage.path.parent / "backups")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "M asks whether to unite the two" in toast(app))
        assert "lastmile (1).json, beside the file, is another data file" in toast(app)
        assert "1 file to unite" in shown(app)
        await pilot.press("M")
        await until(pilot, lambda: "It was begun on its own" in shown(app))
        assert "Mend the fence: added" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: "It was begun on its own" not in shown(app))
        assert copy.exists()
        await pilot.press("M")
        await until(pilot, lambda: "It was begun on its own" in shown(app))
        await pilot.press("u")
        await until(pilot, lambda: "The two are one data file now" in toast(app))
        assert garage.saved("Mend the fence") is not None
        assert not copy.exists()
        await until(pilot, lambda: "posts" in shown(app))
        await pilot.press("u")
        await until(pilot, lambda: "and all that came with it" in toast(app))
        await until(pilot, lambda: garage.saved("Mend the fence") is None)
        assert garage.saved("Sell the car") is not None
        lanes = shown(app).replace(toast(app), "")
        assert "posts" not in lanes, "the lane is gone too"


async def test_a_damaged_copy_is_told_and_left(garage):
    garage.add("Sell the car: listed > agreed > signed")
    copy = elsewhere(garage)
    copy.write_bytes(copy.read_bytes()[:-40])
    app = garage.app(backups=garage.path.parent / "backups")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "1 damaged copy" in shown(app))
        for keys in ((), ("M",)):
            await pilot.press(*keys)
            await until(pilot, lambda: "is damaged and was not merged" in toast(app))
            app.highway.query_one(ToastLine).hush()
        assert copy.exists()


async def test_a_file_that_is_open_for_reading_only_takes_no_copy(garage, monkeypatch):
    garage.add("Sell the car: listed > agreed > signed")
    copy = elsewhere(garage)
    monkeypatch.setattr(files, "can_write", lambda _: False)
    app = garage.app(backups=garage.path.parent / "backups")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "M merges it" in toast(app))
        await pilot.press("M")
        await until(pilot, lambda: "reading only" in toast(app))
        assert copy.exists()


async def test_the_app_backs_the_file_up_once_a_day(garage):
    garage.add("Sell the car: listed > agreed > signed")
    backups = Backups(garage.path.parent / "backups")
    app = garage.app(backups=backups.folder)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, backups.list_all)
        assert [backup.day for backup in backups.list_all()] == [CALENDAR.date_of(NOW)]


async def test_the_past_of_a_road_is_looked_at_by_one_key(garage):
    garage.add("Sell the car: listed > agreed > signed")
    app = garage.app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("H")
        await until(pilot, lambda: isinstance(app.screen, HistoryScreen))
        assert "Sell the car" in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is app.highway)


async def test_an_empty_file_beside_backups_is_no_first_start(garage):
    garage.add("Sell the car: listed > agreed > signed")
    folder = garage.path.parent / "backups"
    with garage.store() as store:
        Backups(folder).make(store.storage, "by-hand", NOW)
    garage.path.write_bytes(b"")
    shutil.rmtree(private_of(garage.path))  # else nothing could be added: the file is lost
    app = garage.app(backups=folder)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "lastmile restore brings it back" in toast(app))
        assert "empty file" in shown(app)
        assert "First steps" not in shown(app)
        garage.add("Begin anew: a > b")
        await until(pilot, lambda: "Begin anew" in shown(app))
        assert "empty file" not in shown(app)


def take_back(garage):
    """Put an older file in the place of the one that a change was made in."""
    garage.add("Sell the car: listed > agreed > signed")
    old = garage.path.read_bytes()
    with garage.store() as store:
        store.change(next(iter(store.goals)), drive.advance)
    garage.path.write_bytes(old)


async def test_missing_changes_are_brought_back_after_a_look_at_them(garage):
    take_back(garage)
    app = garage.app(backups=garage.path.parent / "backups")
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "changes missing" in shown(app))
        await pilot.press("M")
        await until(pilot, lambda: "Bring back?" in shown(app))
        assert "1 change of this machine is not in the file" in shown(app)
        assert "Sell the car: " in shown(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Bring back?" not in shown(app))
        assert garage.saved("Sell the car").position == 0
        assert "changes missing" in shown(app)
        await pilot.press("M")
        await until(pilot, lambda: "Bring back?" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: "Merged 1 change from this device" in toast(app))
        assert garage.saved("Sell the car").position == 1
        await until(pilot, lambda: "changes missing" not in shown(app))
        await pilot.press("u")
        await until(pilot, lambda: garage.saved("Sell the car").position == 0)


async def test_missing_changes_that_are_left_are_kept_among_the_backups(garage):
    take_back(garage)
    backups = garage.path.parent / "backups"
    app = garage.app(backups=backups)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "changes missing" in shown(app))
        await pilot.press("M")
        await until(pilot, lambda: "Bring back?" in shown(app))
        await pilot.press("l")
        await until(pilot, lambda: toast(app).startswith("Left."))
        (kept,) = (backups / "merged").iterdir()
        assert kept.name in "".join(toast(app).split())
        assert "changes missing" not in shown(app)
        assert garage.saved("Sell the car").position == 0
        await pilot.press("M")
        await until(pilot, lambda: "No copy from another device" in toast(app))
    with garage.store() as store:
        assert store.storage.missing is None


async def test_changes_are_missed_as_soon_as_m_asks_for_them(garage):
    garage.add("Sell the car: listed > agreed > signed")
    app = garage.app(backups=garage.path.parent / "backups")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("M")
        await until(pilot, lambda: "No copy from another device" in toast(app))
        copy = elsewhere(garage)
        await pilot.press("M")
        await until(pilot, lambda: garage.saved("Sell the car").position == 1)
        assert not copy.exists()


async def test_missing_changes_that_cannot_be_kept_are_not_left(garage):
    take_back(garage)
    backups = garage.path.parent / "backups"
    app = garage.app(backups=backups)
    async with app.run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "changes missing" in shown(app))
        (backups / "merged").write_text("no folder")
        await pilot.press("M")
        await until(pilot, lambda: "Bring back?" in shown(app))
        await pilot.press("l")
        await until(pilot, lambda: "could not be written" in toast(app))
        assert "Bring back?" not in shown(app)
        assert "changes missing" in shown(app)


class Listener:
    """What hears of changes, of which one thing is to be told."""

    def __init__(self):
        self.was_asked = self.was_told = False

    def wrote(self, *_):
        pass

    def untold(self):
        self.was_asked = True
        return [] if self.was_told else ["The hook failed."]

    def confirm(self):
        self.was_told = self.was_asked


async def test_what_a_hook_failed_with_waits_for_an_answer_and_is_told_once_shown(garage):
    garage.add("Sell the car: listed > agreed > signed")
    store = garage.store()
    app = garage.app(store=store)
    async with app.run_test(size=WIDE) as pilot:
        app.say("What was asked for.")
        store.listener = listener = Listener()
        app.background.look_outside()
        assert "failed" not in toast(app)
        app.screen.query_one(ToastLine).hush()
        app.background.look_outside()
        await until(pilot, lambda: toast(app) == "The hook failed.")
        assert not listener.was_told
        app.background.look_outside()
        assert listener.was_told
