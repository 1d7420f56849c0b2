"""Syncing from the app: on request, after changes, at its start and at its end; no key waits."""

from __future__ import annotations

import json
import subprocess
import sys
from asyncio import to_thread

import pytest

from support.store.git_sync import NEEDS_GIT, Device, bare
from support.store.goal_store import plan
from support.store.two_devices import PHONE
from support.ui.screen import ended, shown, toast, until

LINE = "Sell the car: listed > agreed > signed"


class Program:
    """Stands in for the process that syncs: waits for a file, notes its runs, and answers."""

    def __init__(self, folder):
        self.log, self.go = folder / "runs", folder / "go"
        self.script = folder / "program.py"
        self.answer({"text": "3 sent, 5 received from laptop, 0 in conflict"})
        self.go.touch()

    @property
    def words(self):
        return [sys.executable, str(self.script)]

    @property
    def runs(self):
        return len(self.log.read_text()) if self.log.exists() else 0

    def answer(self, answer, code=0):
        self.script.write_text(
            "import sys, time, pathlib\n"
            f"open({str(self.log)!r}, 'a').write('x')\n"
            f"go = pathlib.Path({str(self.go)!r})\n"
            "while go.parent.exists() and not go.exists(): time.sleep(0.01)\n"
            f"print({json.dumps(answer)!r}); sys.exit({code})\n"
        )


@pytest.fixture
def program(tmp_path, monkeypatch):
    monkeypatch.setattr("lastmile_tui.ui.controllers.copies.auto_sync.SOON_SECONDS", 0.05)
    monkeypatch.setattr("lastmile_tui.ui.controllers.copies.auto_sync.LOOK_SECONDS", 0.01)
    monkeypatch.setattr("lastmile_tui.ui.dialogs.leave.LOOK_SECONDS", 0.01)
    program = Program(tmp_path)
    yield program
    program.go.touch()


def app_of(garage, program, **sync):
    return garage.app(LINE, command=program.words, sync=sync)


async def test_a_key_syncs_and_says_what_was_exchanged(garage, program):
    app = app_of(garage, program)
    async with app.run_test() as pilot:
        await pilot.press("S")
        await until(pilot, lambda: toast(app).startswith("3 sent, 5 received from laptop"))
        assert program.runs == 1


async def test_nothing_is_synced_that_nobody_asked_for(garage, program):
    app = app_of(garage, program)
    async with app.run_test() as pilot:
        await pilot.press("space", "space", "q")
    assert program.runs == 0


async def test_by_itself_it_syncs_at_the_start_and_after_changes_without_a_word(garage, program):
    app = app_of(garage, program, auto=True)
    async with app.run_test() as pilot:
        await until(pilot, lambda: program.runs == 1)
        await pilot.press("space", "space")
        await until(pilot, lambda: program.runs > 1)
        assert "received" not in toast(app)


async def test_as_often_as_the_settings_say(garage, program, monkeypatch):
    monkeypatch.setattr("lastmile_tui.config.syncs.SHORTEST", 0)
    monkeypatch.setattr("lastmile_tui.config.settings.seconds_of", lambda _: 0.05)
    app = app_of(garage, program, every="5m")
    async with app.run_test() as pilot:
        await until(pilot, lambda: program.runs >= 3)


async def test_no_key_waits_for_a_sync(garage, program):
    program.go.unlink()
    app = app_of(garage, program, auto=True)
    async with app.run_test() as pilot:
        await until(pilot, lambda: program.runs == 1)
        await pilot.press("space")
        assert garage.saved("Sell the car").position == 1
        program.go.touch()
        await until(pilot, lambda: program.runs == 2)


@pytest.mark.parametrize(("code", "words"), [(3, "offline"), (10, "offline"), (5, "not synced")])
async def test_what_went_wrong_stands_in_the_header(garage, program, code, words):
    program.answer({"error": "The branch was rewritten."}, code)
    app = app_of(garage, program, auto=True)
    async with app.run_test() as pilot:
        await until(pilot, lambda: words in shown(app))
        await until(pilot, lambda: ("rewritten" in toast(app)) == (words != "offline"))
        program.answer({"text": "Nothing new."})
        await pilot.press("S")
        await until(pilot, lambda: toast(app) == "Nothing new.")
        await until(pilot, lambda: words not in shown(app))


async def test_on_request_it_says_that_nobody_can_be_reached(garage, program):
    program.answer({"error": "h cannot be reached: everything is saved here."}, 3)
    app = app_of(garage, program)
    async with app.run_test() as pilot:
        await pilot.press("S")
        await until(pilot, lambda: toast(app).startswith("h cannot be reached"))


async def test_conflicts_are_told_even_by_itself(garage, program):
    program.answer({"text": "1 sent, 1 received from b, 1 in conflict", "conflicts": [{}]})
    app = app_of(garage, program, auto=True)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "1 in conflict" in toast(app))


async def test_the_end_waits_until_what_was_changed_is_sent(garage, program):
    app = app_of(garage, program, auto=True)
    async with app.run_test() as pilot:
        await until(pilot, lambda: program.runs == 1)
        await pilot.pause(0.2)
        program.go.unlink()
        await pilot.press("space", "q")
        await until(pilot, lambda: "Sending changes" in shown(app))
        assert app.is_running
        program.go.touch()
        await ended(pilot)
    assert program.runs == 2


@pytest.mark.parametrize("key", ["x", "escape", "q", "space", "ctrl+q"])
async def test_any_key_leaves_without_waiting(garage, program, key):
    app = app_of(garage, program, auto=True)
    async with app.run_test() as pilot:
        await until(pilot, lambda: program.runs == 1)
        program.go.unlink()
        await pilot.press("space", "q")
        await until(pilot, lambda: "Sending changes" in shown(app))
        await pilot.press(key)
        await ended(pilot)
    program.go.touch()


async def test_the_end_waits_for_nothing_where_nobody_can_be_reached(garage, program):
    program.answer({"error": "no network"}, 3)
    app = app_of(garage, program, auto=True)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "offline" in shown(app))
        await pilot.press("space", "q")
        await ended(pilot)


async def test_roads_that_are_thrown_away_are_not_synced(garage):
    app = garage.app(LINE)
    async with app.run_test() as pilot:
        await pilot.press("S")
        await until(pilot, lambda: "thrown away" in toast(app))


@NEEDS_GIT
@pytest.mark.usefixtures("quick")
async def test_what_another_device_sent_is_on_the_screen(garage, tmp_path, monkeypatch):
    """With the real process: the phone sends a goal, the app has it by one key."""
    there = bare(tmp_path / "there.git")
    phone = Device(tmp_path, PHONE)
    garage.add(LINE)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "xdg"))
    words = [sys.executable, "-m", "lastmile_tui", "--file", str(garage.path), "sync"]
    await to_thread(subprocess.run, [*words, "init", str(there)], check=True, capture_output=True)
    phone.init(there)
    with phone.open() as store:
        store.add(plan("Swim: a >> b"))
    phone.sync()
    app = garage.app(command=[*words, "--json"])
    async with app.run_test() as pilot:
        await pilot.press("S")
        await until(pilot, lambda: "1 received from thinkpad" in toast(app))
        await until(pilot, lambda: "Swim" in shown(app))
