"""The timer that asks for reminders, put in and taken away by stand-ins of the system's tools."""

from __future__ import annotations

import plistlib
import shlex
import subprocess

import pytest

from lastmile_tui.cli.remind import timers, verb

OWN = "# mine\n*/5 * * * * backup  # keep\nodd line without an end"


@pytest.fixture
def system(tmp_path, monkeypatch):
    """A function that makes a system of some tools, and the folder where they write down."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(*names, mac=False, bodies=None):
        monkeypatch.setattr(timers, "MAC", mac)
        for name in names:
            body = (bodies or {}).get(name, "")
            tool = folder / name
            tool.write_text(f'#!/bin/sh\necho "{name} $*" >> {tmp_path}/ran\n{body}\n')
            tool.chmod(0o700)
        return tmp_path

    return put


CRONTAB = """
case "$1" in
-l) [ -f {0}/table ] || {{ echo "no crontab for me" >&2; exit 1; }}; /bin/cat {0}/table;;
-) /bin/cat > {0}/table;;
esac
"""


def ran(folder):
    path = folder / "ran"
    lines = path.read_text().splitlines() if path.exists() else []
    path.unlink(missing_ok=True)
    return lines


def test_systemd(lastmile, system, home):
    folder = system("systemctl")
    units = home / "config" / "systemd" / "user"
    code, out, _ = lastmile("remind", "--install")
    assert code == 1
    assert "OnCalendar=*-*-* 08..21:00/10:00" in out
    assert out.endswith("Nothing was written: add --yes where nobody can answer.\n")
    assert not units.exists()
    assert lastmile("remind", "--install", "--yes").code == 0
    assert ran(folder)[-2:] == [
        "systemctl --user daemon-reload",
        "systemctl --user enable --now lastmile-remind.timer",
    ]
    service = (units / "lastmile-remind.service").read_text()
    start = service.partition("ExecStart=")[2].splitlines()[0]
    assert shlex.split(start)[-2:] == ["remind", "--notify"]
    assert lastmile("remind", "--install", "--yes").out == (
        "It is there already: a systemd user timer.\n"
    )
    (units / "other.timer").touch()
    ran(folder)
    lastmile("remind", "--uninstall")
    assert ran(folder) == [
        "systemctl --user disable --now lastmile-remind.timer",
        "systemctl --user daemon-reload",
    ]
    assert [path.name for path in units.iterdir()] == ["other.timer"]
    assert lastmile("remind", "--uninstall").out.startswith("There is nothing to take away for ")


def test_what_another_wrote_stays(lastmile, system, home):
    system("systemctl")
    timer = home / "config" / "systemd" / "user" / "lastmile-remind.timer"
    timer.parent.mkdir(parents=True)
    timer.write_text("[Timer]\n")
    assert lastmile("remind", "--install", "--yes").err == (
        f"lastmile: {timer} is there, and not by lastmile; move it away first.\n"
    )
    lastmile("remind", "--uninstall")
    assert timer.read_text() == "[Timer]\n"


def test_what_the_system_refuses_leaves_nothing(lastmile, system, home):
    system("systemctl", bodies={"systemctl": '[ "$2" != enable ] || { echo no. >&2; exit 1; }'})
    code, _, err = lastmile("remind", "--install", "--yes")
    assert (code, err) == (
        1,
        "lastmile: systemctl --user enable --now lastmile-remind.timer failed: no.\n",
    )
    assert list((home / "config" / "systemd" / "user").iterdir()) == []


@pytest.mark.parametrize("before", [None, "", OWN, f"{OWN}\n"])
def test_cron(lastmile, system, tmp_path, before):
    """Also where systemd has no manager for its users; the other lines stay as they are."""
    folder = system(
        *("systemctl", "crontab"),
        bodies={"systemctl": "exit 1", "crontab": CRONTAB.format(tmp_path)},
    )
    table = folder / "table"
    if before is not None:
        table.write_text(before)
    lastmile("remind", "--install", "--yes")
    lines = table.read_text().splitlines()
    assert lines[:-1] == (before or "").splitlines()
    assert lines[-1].startswith("*/10 8-21 * * * ")
    assert lastmile("remind", "--install", "--yes").out == "It is there already: a cron line.\n"
    assert table.read_text().splitlines() == lines
    lastmile("remind", "--uninstall")
    assert table.read_text().rstrip("\n") == (before or "").rstrip("\n")


@pytest.mark.parametrize("tool", ["crontab", "systemctl", "launchctl"])
def test_each_file_has_a_timer_of_its_own(lastmile, system, tmp_path, home, tool):
    system(tool, mac=tool == "launchctl", bodies={"crontab": CRONTAB.format(tmp_path)})
    other = ("--file", str(tmp_path / "work.json"))

    def timers_there():
        table = tmp_path / "table"
        if table.exists():
            return table.read_text().splitlines()
        found = [*home.rglob("lastmile-remind*.service"), *home.rglob("lastmile.remind*.plist")]
        return [path.read_text() for path in found]

    assert lastmile("remind", "--install", "--yes").code == 0
    (usual,) = timers_there()
    out = lastmile("remind", "--install", "--yes", *other).out
    assert "in the place of" not in out
    assert f"; lastmile remind --uninstall --file {other[1]} takes it away again.\n" in out
    assert len(timers_there()) == 2
    assert usual in timers_there()
    assert "It is there already" in lastmile("remind", "--install", "--yes", *other).out
    assert lastmile("remind", "--uninstall", *other).out.startswith("Taken away: ")
    assert timers_there() == [usual]
    assert lastmile("remind", "--uninstall", *other).out == (
        f"There is nothing to take away for {other[1]}.\n"
    )
    assert timers_there() == [usual]


@pytest.mark.parametrize("tool", ["crontab", "systemctl", "launchctl"])
def test_one_without_a_key_is_that_of_the_file_it_names(
    lastmile, system, tmp_path, tool, monkeypatch
):
    """As they were put in when there was one timer for all files."""
    system(tool, mac=tool == "launchctl", bodies={"crontab": CRONTAB.format(tmp_path)})
    other = ("--file", str(tmp_path / "a & 100% work.json"))
    with monkeypatch.context() as before:
        before.setattr(verb, "_key_of", lambda _: "")
        lastmile("remind", "--install", "--yes", *other)
    assert "It is there already" in lastmile("remind", "--install", "--yes", *other).out
    assert lastmile("remind", "--uninstall", *other).out.startswith("Taken away: ")


def test_a_table_of_cron_that_cannot_be_read_is_not_written_over(lastmile, system):
    folder = system("crontab", bodies={"crontab": "echo not allowed >&2; exit 1"})
    assert lastmile("remind", "--install", "--yes").err == (
        "lastmile: The crontab cannot be read: not allowed.\n"
    )
    assert ran(folder) == ["crontab -l"]


def test_busybox_has_no_table_of_cron_yet(lastmile, system, tmp_path):
    body = CRONTAB.replace(
        "no crontab for me", "crontab: can't open 'ana': No such file or directory"
    )
    folder = system("crontab", bodies={"crontab": body.format(tmp_path)})
    assert lastmile("remind", "--install", "--yes").code == 0
    assert "remind --notify" in (folder / "table").read_text()


def test_a_timer_finds_what_was_told_already(lastmile, system, tmp_path, monkeypatch):
    folder = system("crontab", bodies={"crontab": CRONTAB.format(tmp_path)})
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    lastmile("remind", "--install", "--yes")
    assert f"env XDG_STATE_HOME={tmp_path / 'state'} " in (folder / "table").read_text()


def test_the_line_of_cron_is_read_by_its_shell_as_it_was_meant(lastmile, system, tmp_path):
    folder = system("crontab", bodies={"crontab": CRONTAB.format(tmp_path)})
    path = tmp_path / "100% o'clock $HOME.json"
    lastmile("remind", "--install", "--yes", "--file", str(path))
    line = (folder / "table").read_text().partition("* * * ")[2]
    assert "%" not in line.replace("\\%", "")
    command = f"printf '%s\\n' {line.replace(chr(92) + '%', '%')}"
    heard = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True)
    words = heard.stdout.splitlines()
    assert words[words.index("--file") + 1] == str(path)


def test_launchd(lastmile, system, home):
    folder = system("launchctl", mac=True)
    agent = home / "Library" / "LaunchAgents" / "lastmile.remind.plist"
    lastmile("remind", "--install", "--yes")
    assert ran(folder) == [f"launchctl load -w {agent}"]
    found = plistlib.loads(agent.read_bytes())
    assert found["ProgramArguments"][-2:] == ["remind", "--notify"]
    assert len(found["StartCalendarInterval"]) == 84
    lastmile("remind", "--uninstall")
    assert ran(folder) == [f"launchctl unload -w {agent}"]
    assert not agent.exists()


def test_a_system_without_any_says_so(lastmile, system):
    system()
    code, _, err = lastmile("remind", "--install", "--yes")
    assert code == 1
    assert err.startswith("lastmile: This system has neither systemd for its users, nor launchd")
