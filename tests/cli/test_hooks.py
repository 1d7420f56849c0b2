"""Programs of the user that are called when something happens to a goal."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
from argparse import Namespace
from contextlib import contextmanager

import pytest

from lastmile_tui.cli.context import Context
from lastmile_tui.cli.mcp.tools import AgentTools
from lastmile_tui.cli.parser import parse
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.domain.review.diary import DIARY, begin, finish, reopen
from lastmile_tui.locations import HOOK_VARIABLE
from lastmile_tui.store.hooks import runner
from lastmile_tui.store.hooks.failures import note
from lastmile_tui.store.hooks.happenings import NAMES
from lastmile_tui.ui.state.notices import Notices
from support.cli.command import NOW, VOLVO

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no hooks there")

TODO = "".join(f"Road {n}\n" for n in range(40))


@pytest.fixture
def folder(home):
    found = home / "config" / "lastmile" / "hooks"
    found.mkdir(parents=True, mode=0o700)
    return found


def put(folder, name, body="true", mode=0o700):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(mode)
    return path


@pytest.fixture
def calls(folder, monkeypatch):
    """All hooks, and what they would read; no process is started."""
    for name in NAMES:
        put(folder, name)
    found = []

    def begin(order):
        found.extend((run.place.name, json.loads(run.given)) for run in order.runs)

    monkeypatch.setattr(runner, "begin", begin)
    return found


def names(calls):
    found = [name.removeprefix("on-") for name, told in calls if told["event"] == name]
    calls.clear()
    return found


@pytest.mark.parametrize(
    ("before", "last", "called"),
    [
        ([], ["add", VOLVO], ["change"]),
        ([], ["advance", "volvo"], ["change"]),
        ([], ["advance", "volvo", "--to", "3"], ["stretch", "change"]),
        ([], ["advance", "volvo", "--to", "4"], ["door", "change"]),
        ([["advance", "volvo", "--to", "3"]], ["advance", "volvo", "--by", "0.5"], ["change"]),
        ([["advance", "volvo", "--to", "3"]], ["back", "volvo"], ["change"]),
        ([["advance", "volvo", "--to", "3"], ["back", "volvo"]], ["undo"], ["stretch", "change"]),
        ([["advance", "volvo", "--to", "4"]], ["back", "volvo", "--to", "3"], ["change"]),
        ([["advance", "volvo", "--to", "3"], ["advance", "volvo"]], ["undo"], ["change"]),
        ([["advance", "volvo", "--to", "4"]], ["seal", "volvo", "--anyway"], ["seal", "change"]),
        ([["advance", "volvo", "--to", "3"]], ["park", "volvo", "--until", "fri"], ["change"]),
        (
            [["advance", "volvo", "--to", "3"], ["park", "volvo", "--until", "fri"]],
            ["resume", "volvo"],
            ["change"],
        ),
        ([], ["let-go", "volvo"], ["let-go", "change"]),
        ([["let-go", "volvo"]], ["resume", "volvo"], ["change"]),
        (
            [["advance", "volvo", "--to", "2"]],
            ["marker", "remove", "volvo", "4"],
            ["stretch", "change"],
        ),
        ([], ["note", "volvo", "the buyer rang"], ["change"]),
        ([], ["remove", "volvo"], ["change"]),
        ([["remove", "volvo"]], ["undo"], ["change"]),
        ([], ["template", "save", "volvo", "car"], []),
        ([], ["list"], []),
        ([], ["advance", "no such road"], []),
    ],
    ids=str,
)
def test_what_calls_which_hooks(lastmile, calls, before, last, called):
    lastmile("add", VOLVO)
    for words in before:
        lastmile(*words)
    calls.clear()
    lastmile(*last)
    assert names(calls) == called


def test_what_a_hook_reads(lastmile, calls, file):
    lastmile("add", VOLVO)
    calls.clear()
    lastmile("advance", "volvo", "--to", "3")
    ((_, told), (_, change)) = calls
    assert told == change | {"event": "on-stretch"}
    assert told["goal"] == lastmile("list", "--json").json["goals"][0]
    assert told["text"] == "Reached ‘price agreed’ · Sell the Volvo"
    assert (told["version"], told["count"], told["at"]) == (1, 1, f"{NOW}:00Z")
    assert told["device"]
    assert told["file"] == str(file)
    assert f"hooks: What is called: {', '.join(NAMES)}." in " ".join(lastmile("doctor").out.split())


def test_many_goals_at_once_are_one_change(lastmile, calls, tmp_path):
    tasks = tmp_path / "todo.txt"
    tasks.write_text(TODO)
    lastmile("import", str(tasks), "--yes", "--lone")
    lastmile("undo")
    assert [(name, told["count"], told["goal"]) for name, told in calls] == [
        ("on-change", 40, None),
        ("on-change", 40, None),
    ]


def test_a_finished_review_is_heard_of_and_the_diary_is_no_goal(calls):
    with Context(Namespace(now=NOW, file=None, config=None)).store() as store:
        store.keep(DIARY, begin, finish)
        store.change(DIARY, reopen)
        store.keep(DIARY, begin, finish)
    assert names(calls) == ["review", "review"]


def test_what_comes_from_elsewhere_calls_none_nor_does_a_hook(lastmile, calls, monkeypatch, file):
    lastmile("add", VOLVO)
    other = file.with_name("other.json")
    other.write_bytes(file.read_bytes())
    lastmile("--file", str(other), "advance", "volvo")
    calls.clear()
    lastmile("merge", str(other))
    assert lastmile("list", "--json").json["goals"][0]["position"] == 1
    monkeypatch.setenv(HOOK_VARIABLE, "on-change")
    lastmile("advance", "volvo")
    assert calls == []


@pytest.mark.parametrize(
    ("mode", "owner", "why"),
    [
        (0o600, None, "is not executable: chmod +x makes it so."),
        (0o777, None, "can be changed by others: chmod go-w makes it yours alone."),
        (0o720, None, "can be changed by others: chmod go-w makes it yours alone."),
        pytest.param(
            *(0o700, 4321, "belongs to somebody else."),
            marks=pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a file away"),
        ),
    ],
)
@pytest.mark.usefixtures("calls")
def test_what_is_not_run_is_told_once_and_by_the_doctor(lastmile, folder, mode, owner, why):
    path = put(folder, "on-change", mode=mode)
    if owner is not None:
        os.chown(path, owner, owner)
    assert f"lastmile: {path} {why}\n" in lastmile("add", VOLVO).err
    assert lastmile("advance", "volvo") == (
        0,
        "Reached ‘listed’ · Sell the Volvo · 3 mi to go\n",
        "",
    )
    assert f"hooks: Not run: {path} {why}" in " ".join(lastmile("doctor").out.split())


@pytest.mark.parametrize("mode", [0o600, 0o722])
def test_what_is_not_run_is_not_started(lastmile, folder, calls, mode):
    (folder / "on-change").chmod(mode)
    lastmile("add", VOLVO)
    lastmile("advance", "volvo", "--to", "3")
    assert names(calls) == ["stretch"]


@pytest.fixture
def failing(folder, home, monkeypatch):
    """A hook that has failed as soon as it is called; no process is started."""
    put(folder, "on-change")

    def begin(order):
        note(home / "state" / "lastmile", "on-change", "It failed.", NOW)
        return Namespace(wait=lambda: len(order.runs))

    monkeypatch.setattr(runner, "begin", begin)


@contextmanager
def open_app():
    """The notices of an app in which a goal was added, whose hook has ended."""
    with Context(Namespace(now=NOW, file=None, config=None)).store() as store:
        store.add(read_line("Swim: one > two", lambda _: None))
        for thread in {*threading.enumerate()} - {threading.current_thread()}:
            thread.join(10)
        yield Notices(store)


@pytest.mark.usefixtures("failing")
def test_an_open_app_says_what_failed_and_nobody_else_does(capsys):
    with open_app() as notices:
        assert notices.untold() == ["It failed."]
        notices.confirm()
        assert notices.untold() == []
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("asked", [True, False])
def test_what_an_app_had_no_time_to_show_is_printed_when_it_is_left(capsys, asked):
    with open_app() as notices:
        assert not asked or notices.untold()
    assert capsys.readouterr().err == "lastmile: It failed.\n"


@pytest.mark.usefixtures("failing")
def test_what_a_command_that_fails_does_not_print_the_next_one_does(lastmile, capsys):
    def crash():
        with open_app() as notices:
            assert notices.untold()
            raise KeyError

    with pytest.raises(KeyError):
        crash()
    assert capsys.readouterr().err == ""
    assert lastmile("advance", "swim").err == "lastmile: It failed.\n"
    assert lastmile("advance", "swim").err == ""


@pytest.mark.usefixtures("failing")
def test_what_failed_for_an_agent_a_command_tells(lastmile, capsys):
    args = parse(["--now", NOW, "mcp"])
    args.argv = []
    AgentTools(args).add("Swim: one > two")
    assert capsys.readouterr().err == ""
    assert lastmile("advance", "swim").err == "lastmile: It failed.\n"


def test_nothing_of_a_folder_that_others_may_change_is_run(lastmile, calls, folder):
    folder.chmod(0o777)
    assert f"{folder} can be changed by others" in lastmile("add", VOLVO).err
    assert calls == []


def test_the_doctor_says_what_is_no_hook_and_how_one_failed_last(lastmile, folder, home):
    put(folder, "on-sealed")
    put(folder, "on_door")
    path = put(folder, "on-let-go", "exit 4")
    state = home / "state" / "lastmile"
    order = runner.HookOrder(os.fsencode(state), [runner.HookRun(os.fsencode(path), "{}")])
    runner.carry_out(order)
    found = [each["sentence"] for each in lastmile("doctor", "--json").json["findings"]]
    assert "‘on-sealed’ is no hook: nothing calls it." in found
    assert "‘on_door’ is no hook: nothing calls it." in found
    assert any("on-let-go failed: its exit code was 4. That was " in each for each in found)


def test_a_command_waits_for_no_hook(folder, tmp_path):
    """Real ones, of a real command, which ends while the hook still waits for its reader."""
    fifo = tmp_path / "heard"
    os.mkfifo(fifo)
    put(folder, "on-change", f"cat > {fifo}")
    command = [sys.executable, "-m", "lastmile_tui", "add", VOLVO]
    subprocess.run(command, check=True, capture_output=True, timeout=30)
    heard = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert select.select([heard], [], [], 30)[0]
        os.set_blocking(heard, True)
        with os.fdopen(os.dup(heard), "rb") as file:
            assert json.loads(file.read())["event"] == "on-change"
    finally:
        os.close(heard)


def test_the_doctor_lists_the_hooks_that_are_well_beside_one_that_is_not(lastmile, folder):
    put(folder, "on-seal")
    put(folder, "on-stretch", mode=0o600)
    told = " ".join(lastmile("doctor").out.split())
    assert "hooks: What is called: on-seal." in told
    assert f"hooks: Not run: {folder / 'on-stretch'} is not executable" in told


def test_the_doctor_tells_once_what_is_wrong_with_all_hooks(lastmile, folder):
    for name in NAMES:
        put(folder, name)
    folder.chmod(0o777)
    found = [
        each for each in lastmile("doctor", "--json").json["findings"] if each["area"] == "hooks"
    ]
    assert [each["sentence"] for each in found] == [
        f"Not run: {folder} can be changed by others: chmod go-w makes it yours alone."
    ]


def test_a_hook_that_is_a_link_to_nowhere_is_told_as_one(lastmile, folder):
    (folder / "on-change").symlink_to("/gone/hook")
    lastmile("add", "Swim")
    told = " ".join(lastmile("doctor").out.split())
    assert f"Not run: {folder / 'on-change'} is a link to /gone/hook, which is not there." in told
