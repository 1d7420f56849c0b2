"""lastmile sync --every: it goes on until it is ended, with a line for what there is to say."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from lastmile_tui.cli.sync import every
from lastmile_tui.cli.sync.every import sync_again_and_again
from lastmile_tui.errors import ConfigError, LockedError, StoreError
from lastmile_tui.store.sync.failures import Failure, SyncError
from support.cli.command import VOLVO
from support.store.git_sync import NEEDS_GIT, bare

START = datetime(2026, 11, 21, 9, tzinfo=UTC)


class Round:
    """Syncs that take some seconds each and end as they are told to; the last one is ended."""

    def __init__(self, *ends, ending=KeyboardInterrupt):
        self.ends, self.ending = list(ends), ending
        self.passed = 0.0
        self.waits, self.firsts = [], []

    def sync(self, first):
        self.firsts.append(first)
        if not self.ends:
            raise self.ending
        seconds, end = self.ends.pop(0)
        self.passed += seconds
        if isinstance(end, Exception):
            raise end
        return end

    def wait(self, seconds):
        self.waits.append(seconds)
        self.passed += seconds

    def run(self, seconds=300.0):
        sync_again_and_again(
            self.sync,
            seconds,
            wall=lambda: START + timedelta(seconds=self.passed),
            elapsed=lambda: self.passed,
            wait=self.wait,
            plain=False,
        )


def test_it_syncs_at_once_and_then_every_so_often():
    rounds = Round((1.0, []), (0.0, []), (20.0, []))
    rounds.run()
    assert rounds.firsts == [True, False, False, False]
    assert rounds.waits == [299.0, 300.0, 280.0]


@pytest.mark.parametrize(
    ("took", "waited"), [(299.0, 1.0), (300.0, 300.0), (301.0, 299.0), (950.0, 250.0)]
)
def test_what_was_due_while_one_went_on_is_left_out(took, waited):
    rounds = Round((took, []))
    rounds.run()
    assert rounds.waits == [waited]


def test_a_line_with_the_time_for_what_was_done_or_failed(capsys):
    rounds = Round(
        (1.0, ["1 sent, 0 received, 0 in conflict"]),
        (1.0, []),
        (1.0, SyncError(Failure.OFFLINE, "host cannot be reached.")),
        (1.0, ["0 sent, 2 received from phone, 1 in conflict", "  Volvo: the title"]),
        (1.0, StoreError("The disk is full.")),
        (1.0, LockedError("Another process holds the file.")),
        (1.0, ConfigError("config.toml: Correct the TOML.")),
    )
    rounds.run()
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "09:00  1 sent, 0 received, 0 in conflict",
        "09:15  0 sent, 2 received from phone, 1 in conflict",
        "         Volvo: the title",
    ]
    assert err.splitlines() == [
        "lastmile: 09:10  host cannot be reached.",
        "lastmile: 09:20  The disk is full.",
        "lastmile: 09:25  Another process holds the file.",
        "lastmile: 09:30  config.toml: Correct the TOML.",
    ]


@pytest.mark.parametrize(
    "error",
    [
        SyncError(Failure.NOT_SET_UP, "Not set up."),
        SyncError(Failure.NO_GIT, "No git."),
        ConfigError("config.toml: Correct the TOML."),
    ],
    ids=str,
)
def test_what_no_waiting_mends_ends_it_at_once(error):
    rounds = Round((0.0, error))
    with pytest.raises(type(error)):
        rounds.run()
    assert rounds.waits == []


@pytest.mark.parametrize("code", [0, 1, 3])
def test_another_end_than_by_a_signal_is_no_end_of_it(code):
    with pytest.raises(SystemExit):
        Round(ending=SystemExit(code)).run()


@pytest.mark.parametrize("ending", [KeyboardInterrupt, SystemExit(143), SystemExit(129)], ids=str)
def test_it_is_ended_in_a_sync_and_between_two(ending):
    Round((1.0, []), ending=ending).run()


@pytest.mark.parametrize(
    "args",
    [
        ["--status"],
        ["log"],
        ["init"],
        ["init", "git@host:goals.git"],
        ["--json"],
        ["log", "--json"],
    ],
    ids=" ".join,
)
def test_it_is_given_alone(lastmile, args):
    assert lastmile("sync", *args, "--every", "5m") == (
        2,
        "",
        "lastmile: Give --every alone: it goes on until you end it.\n",
    )


@pytest.mark.parametrize(
    "text",
    ["", "5", "0s", "10s", "29s", "25h", "5 minutes", "-5m", "1.5h", "5M", "\u0665m", "999999h"],
)
def test_its_time_is_that_of_the_setting_in_the_same_words(lastmile, home, text):
    done = lastmile("sync", f"--every={text}")
    assert (done.code, done.out) == (2, "")
    settings = home / "config" / "lastmile" / "config.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f'[sync]\nevery = "{text}"\n', encoding="utf-8")
    in_settings = lastmile("config", "--check").err
    assert done.err == f"lastmile: --{in_settings.partition('line 2: ')[2]}"


@NEEDS_GIT
class TestWithGit:
    @pytest.fixture
    def there(self, lastmile, tmp_path):
        there = bare(tmp_path / "there.git")
        lastmile("add", VOLVO)
        lastmile("sync", "init", str(there))
        return there

    def test_each_round_sees_the_file_as_it_is_then(self, lastmile, there, monkeypatch):
        assert there.exists()
        waits = []

        def wait(seconds):
            waits.append(seconds)
            if len(waits) == 1:
                lastmile("advance", "volvo")
            elif len(waits) == 3:
                there.rename(there.with_name("unplugged"))
            elif len(waits) == 4:
                raise KeyboardInterrupt

        def often(sync, seconds, **others):
            sync_again_and_again(sync, seconds, **others | {"wait": wait})

        monkeypatch.setattr(every, "sync_again_and_again", often)
        lastmile("advance", "volvo")
        done = lastmile("sync", "--every", "30s")
        assert done.code == 0
        assert all(0 < seconds <= 30 for seconds in waits)
        assert lastmile("sync", "log").out.count("1 sent, 0 received, 0 in conflict") == 3
        assert done.err.startswith("lastmile: 09:00  There is no folder ")

    def test_where_it_is_not_set_up_it_ends_and_says_how(self, lastmile):
        done = lastmile("sync", "--every", "5m")
        assert done.code == 17
        assert done.err.startswith("lastmile: Syncing is not set up yet")

    @pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
    def test_a_signal_ends_it_without_a_word(self, there, lastmile, name):
        lastmile("advance", "volvo")
        command = [sys.executable, "-m", "lastmile_tui", "sync", "--every", "24h"]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
        ) as process:
            assert "1 sent, 0 received, 0 in conflict" in process.stdout.readline()
            process.send_signal(getattr(signal, name))
            try:
                out, err = process.communicate(timeout=60)
            finally:
                process.kill()
        assert (process.returncode, out, err) == (0, "", "")
        assert there.exists()

    @pytest.mark.parametrize(
        ("args", "name", "code"),
        [
            ([], "SIGTERM", 143),
            ([], "SIGINT", 130),
            ([], "SIGHUP", 129),
            (["--every", "5m"], "SIGTERM", 0),
            (["--every", "5m"], "SIGINT", 0),
        ],
    )
    def test_a_signal_ends_the_git_that_hangs(self, there, lastmile, args, name, code):
        started, hook = there.with_name("started"), there.with_name("hangs")
        hook.write_text(
            f"#!/bin/sh\necho $$ > {started}.new\nmv {started}.new {started}\nexec sleep 600\n",
            encoding="utf-8",
        )
        hook.chmod(0o755)
        lastmile("advance", "volvo")
        (there / "hooks").mkdir(exist_ok=True)
        hook.rename(there / "hooks" / "pre-receive")
        command = [sys.executable, "-m", "lastmile_tui", "sync", *args]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            until(started.exists)
            process.send_signal(getattr(signal, name))
            process.communicate(timeout=60)
        assert process.returncode == code
        pid = int(started.read_text("ascii"))
        until(lambda: not is_running(pid))


def until(reached):
    end = time.monotonic() + 60
    while not reached():
        assert time.monotonic() < end
        time.sleep(0.01)


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
