"""Hooks as they are run: within their time, ended with all they started, their failures kept."""

from __future__ import annotations

import fcntl
import os
import select
import sys
from pathlib import Path
from shutil import which

import pytest

from lastmile_tui.locations import HOOK_VARIABLE
from lastmile_tui.store.hooks import runner
from lastmile_tui.store.hooks.failures import FailureReport, failures
from lastmile_tui.store.hooks.runner import HookOrder, HookRun, carry_out

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no hooks there")

ELSEWHERE = pytest.mark.skipif(
    not Path("/proc/self/environ").exists() or which("setsid") is None,
    reason="what leaves its session is found by /proc",
)

TOLD = '{"version":1,"goal":{"title":"für Ärzte\\n"}}'


@pytest.fixture
def run(tmp_path):
    """A function that runs a hook once, and gives how it failed, empty where it did not."""

    def run(body, *, name="on-seal", seconds=5.0, head="#!/bin/sh\n", given=TOLD):
        path = tmp_path / name
        path.write_text(f"{head}{body}\n")
        path.chmod(0o700)
        state = tmp_path / "state"
        carry_out(HookOrder(os.fsencode(state), [HookRun(os.fsencode(path), given)], seconds))
        found = failures(state).get(name)
        return "" if found is None or found.over else found.sentence.removeprefix(f"{path} ")

    return run


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("cat > heard", ""),
        ("true", ""),
        ("exit 3", "failed: its exit code was 3."),
        ("nothing-of-that-name", "failed: its exit code was 127."),
        ("kill -KILL $$", "failed: it was ended by SIGKILL."),
        ("kill -40 $$", "failed: it was ended by signal 40."),
        ("exec 0<&-; echo loud; echo louder >&2", ""),
    ],
)
def test_how_a_hook_ends(run, body, sentence):
    assert run(body) == sentence


def test_one_that_waits_too_long_for_another_is_not_run_and_says_so(run, tmp_path, monkeypatch):
    monkeypatch.setattr(runner, "_TURN", 0.05)
    (tmp_path / "state").mkdir()
    with (tmp_path / "state" / "hooks.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert run("touch ran").startswith("was not run: those before it took more than")
    assert not (tmp_path / "ran").exists()
    assert run("touch ran") == ""
    assert (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("head", "start"),
    [
        ("", "could not be started: exec format error; its first line must be #!"),
        (
            "#!/no/such/shell -e\n",
            "could not be started: its first line names /no/such/shell, which",
        ),
        (
            "#! relative\n",
            "could not be started: its first line names relative, which is not there.",
        ),
        (
            "#!/bin/sh\r\n",
            "could not be started: its lines end as those of Windows do; save it with",
        ),
    ],
)
def test_what_cannot_be_started_says_why(run, head, start):
    assert run("", head=head).startswith(start)


def test_it_reads_json_beside_its_file_and_knows_its_name(run, tmp_path):
    assert run(f"cat > heard; printf %s ${HOOK_VARIABLE} > name; pwd > where") == ""
    assert (tmp_path / "heard").read_text("utf-8") == TOLD
    assert (tmp_path / "name").read_text() == "on-seal"
    assert (tmp_path / "where").read_text() == f"{tmp_path}\n"


def test_one_that_reads_nothing_of_much_does_well(run):
    assert run("true", given="x" * (1 << 20)) == ""


@pytest.mark.parametrize(
    "body",
    [
        "sleep 60",
        "trap '' TERM; sleep 60 & wait; wait",
        "exec cat",
        pytest.param("setsid -w sleep 60", marks=ELSEWHERE),
        pytest.param("setsid sh -c 'trap \"\" TERM; sleep 60; :' & sleep 60", marks=ELSEWHERE),
    ],
)
def test_what_takes_too_long_is_ended_with_what_it_started(run, tmp_path, body):
    given = "x" * (1 << 20) if "cat" in body else TOLD
    body = body.replace("exec cat", "sleep 60 > /dev/null")  # with more to read than a pipe takes
    os.mkfifo(tmp_path / "alive")
    alive = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    try:
        sentence = run(f"exec 3> alive; {body}", seconds=0.2, given=given)
        assert sentence == "was ended: it took more than 0.2 seconds."
        assert select.select([alive], [], [], 10)[0], "one of them still has it open"
        assert os.read(alive, 1) == b""
    finally:
        os.close(alive)


def untold(state):
    """What one process tells, and keeps that it did."""
    report = FailureReport(state)
    sentences = report.sentences
    report.confirm()
    return sentences


def test_what_a_hook_leaves_behind_in_its_time_goes_on(run, tmp_path):
    os.mkfifo(tmp_path / "alive")
    assert run("setsid sh -c 'exec 3> alive; echo on >&3' & :") == ""
    assert (tmp_path / "alive").read_text() == "on\n"


def test_a_failure_is_told_once_until_it_did_well(run, tmp_path):
    state = tmp_path / "state"
    run("exit 1")
    run("exit 1", name="on-door")
    assert len(untold(state)) == 2
    run("exit 1")
    assert untold(state) == []
    run("exit 2")
    assert untold(state) == [f"{tmp_path / 'on-seal'} failed: its exit code was 2."]
    run("true")
    assert untold(state) == []
    run("exit 2")
    assert len(untold(state)) == 1


def test_what_failed_and_then_did_well_is_told_all_the_same(run, tmp_path):
    run("exit 1")
    run("true")
    assert len(untold(tmp_path / "state")) == 1
    assert untold(tmp_path / "state") == []


def test_what_was_asked_for_and_not_told_waits_for_the_next_one(run, tmp_path):
    run("exit 1")
    FailureReport(tmp_path / "state").close()
    assert len(untold(tmp_path / "state")) == 1


def test_of_two_processes_one_tells_and_what_fails_meanwhile_is_not_lost(run, tmp_path):
    state = tmp_path / "state"
    run("exit 1")
    first, second = FailureReport(state), FailureReport(state)
    assert (len(first.sentences), second.sentences, second.late) == (1, [], True)
    run("exit 2", name="on-door")
    first.confirm()
    assert untold(state) == [f"{tmp_path / 'on-door'} failed: its exit code was 2."]


def test_what_is_kept_may_be_broken(run, tmp_path):
    run("exit 1")
    (tmp_path / "state" / "hooks.json").write_bytes(b'{"on-seal": 7}\xff')
    assert failures(tmp_path / "state") == {}
    assert run("exit 1") == "failed: its exit code was 1."
