"""The line of a prompt that was kept is the one that would be computed, or it is not shown."""

from __future__ import annotations

import os
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lastmile_tui import __main__, prompt_line
from lastmile_tui.cli.main import main
from lastmile_tui.cli.prompt import keep
from lastmile_tui.dates.clocks import SystemClock
from support.cli import kept

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
ARGV = ["prompt"]
LINE = "review due · ▴▴ Swim: not sealed for 4 d\n"


def at(day, *argv):
    """Run a verb at ten on a day of November 2026."""
    assert main([*argv, "--now", f"2026-11-{day:02}T10:00"]) == 0


class Clock:
    """The clock of the machine, set by a test."""

    def __init__(self, monkeypatch):
        self.at = NOW
        monkeypatch.setattr(SystemClock, "now", lambda _: self.at)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def zone(home, monkeypatch):
    """The file that says the zone of the machine."""
    path = home / "localtime"
    path.write_bytes(b"TZif")
    monkeypatch.setattr(keep, "_ZONE", str(path))
    return path


@pytest.fixture
def swim(clock, zone, capfd):
    """A goal of the final stretch, and its line kept."""
    assert (clock.at, zone.name) == (NOW, "localtime")
    at(1, "add", "Swim: try >> swim, signed due 30 nov 18:00")
    at(16, "advance", "swim")
    at(17, "advance", "swim")
    assert main(ARGV) == 0
    assert capfd.readouterr().out.endswith(LINE)


@pytest.fixture
def shown(clock, capfd):
    """What is shown of what was kept; None where nothing is true."""

    def show(argv=ARGV, later=timedelta(0)):
        capfd.readouterr()
        kept = prompt_line.show(argv, (clock.at + later).timestamp())
        out = capfd.readouterr().out
        assert kept or not out
        return out if kept else None

    return show


def kept_files(home):
    return sorted((home / "state" / "lastmile" / "prompts").glob("*"))


def rewrite(path, *, inode=False):
    """Write a file anew, of the same size and with the same bytes."""
    seen, data = path.stat(), path.read_bytes()
    if inode:
        path.rename(path.with_suffix(".old"))
        path.write_bytes(data)
        os.utime(path, ns=(seen.st_mtime_ns, seen.st_mtime_ns))
    else:
        os.utime(path, ns=(seen.st_mtime_ns, seen.st_mtime_ns + 1))


def append(path, data=b" "):
    seen = path.stat()
    path.write_bytes(path.read_bytes() + data)
    os.utime(path, ns=(seen.st_mtime_ns, seen.st_mtime_ns))


def journal(home):
    (path,) = (home / "state" / "lastmile" / "files").rglob("*.journal")
    return path


def data(home):
    return home / "data" / "lastmile" / "lastmile.json"


def config(home):
    path = home / "config" / "lastmile" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


CHANGES = {
    "data file, a nanosecond later": lambda home: rewrite(data(home)),
    "data file, another one of the same bytes and times": lambda home: rewrite(
        data(home), inode=True
    ),
    "data file, of another size": lambda home: append(data(home)),
    "data file, gone": lambda home: data(home).unlink(),
    "journal, a nanosecond later": lambda home: rewrite(journal(home)),
    "journal, longer": lambda home: append(journal(home)),
    "journal, gone": lambda home: journal(home).unlink(),
    "journal of an older version": lambda home: (
        data(home).with_name(".~lastmile.json.journal").write_text("")
    ),
    "settings, made": lambda home: config(home).write_text("day_starts = 0\n"),
    "zone of the machine": lambda home: rewrite(home / "localtime"),
}


@pytest.mark.usefixtures("swim")
def test_a_line_is_shown_again_from_what_was_kept(shown):
    assert shown() == LINE
    assert shown() == LINE


@pytest.mark.usefixtures("swim")
@pytest.mark.parametrize("change", CHANGES)
def test_it_is_stale_when_one_file_changes(change, home, shown):
    assert shown() == LINE
    CHANGES[change](home)
    assert shown() is None


@pytest.mark.usefixtures("swim")
@pytest.mark.parametrize("name", sorted({*prompt_line.VARIABLES} - {"XDG_STATE_HOME"}))
def test_it_is_stale_when_one_variable_changes(name, shown, monkeypatch):
    assert shown() == LINE
    monkeypatch.setenv(name, f"{os.environ.get(name, '')}/x")
    assert shown() is None
    monkeypatch.setenv(name, "")
    assert shown() is None


@pytest.mark.usefixtures("swim")
@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["list"],
        ["prompt", "prompt"],
        ["prompt", "--width", "9"],
        ["prompt", "--for", "tmux"],
        ["prompt", "--json"],
        ["prompt", "--format", "{title}"],
        ["prompt", "--help"],
        ["prompt", "--now", "2026-11-21"],
        ["prompt", "--file", "/elsewhere.json"],
    ],
    ids=" ".join,
)
def test_it_is_not_shown_for_other_arguments(argv, shown):
    assert shown(argv) is None


@pytest.mark.usefixtures("swim")
@pytest.mark.parametrize(
    ("later", "true"),
    [
        (timedelta(seconds=-1), False),  # the clock was set back
        (timedelta(0), True),
        (timedelta(seconds=prompt_line.LASTS - 1), True),
        (timedelta(seconds=prompt_line.LASTS), False),
        (timedelta(days=300), False),
    ],
)
def test_it_lasts_for_ten_minutes(later, true, shown):
    assert shown(later=later) == (LINE if true else None)


@pytest.mark.usefixtures("swim")
@pytest.mark.parametrize(
    ("starts", "where", "when", "turns"),
    [
        (4, "UTC", "2026-11-22T03:55", "2026-11-22T04:00"),  # the next day
        (0, "UTC", "2026-11-21T23:56", "2026-11-22T00:00"),
        (6, "Europe/Berlin", "2026-11-21T04:58", "2026-11-21T05:00"),
        (4, "America/New_York", "2026-11-21T08:59:30", "2026-11-21T09:00"),
        (4, "UTC", "2026-11-30T17:59", "2026-11-30T18:00"),  # the due time
        (4, "Asia/Tokyo", "2026-11-30T08:52", "2026-11-30T09:00"),
    ],
    ids=str,
)
def test_it_ends_when_another_one_becomes_true(starts, where, when, turns, request):
    clock, shown, home = map(request.getfixturevalue, ("clock", "shown", "home"))
    monkeypatch, capfd = map(request.getfixturevalue, ("monkeypatch", "capfd"))
    config(home).write_text(f'day_starts = {starts}\ntimezone = "{where}"\n')
    monkeypatch.setenv("TZ", "UTC")
    clock.at = datetime.fromisoformat(f"{when}+00:00")
    assert main(ARGV) == 0
    before = capfd.readouterr().out
    left = datetime.fromisoformat(f"{turns}+00:00") - clock.at
    assert shown(later=left - timedelta(seconds=1)) == before
    assert shown(later=left) is None
    clock.at += left - timedelta(seconds=1)
    main(ARGV)
    assert capfd.readouterr().out == before
    clock.at += timedelta(seconds=1)
    main(ARGV)
    assert capfd.readouterr().out != before


@pytest.mark.usefixtures("swim")
@pytest.mark.parametrize("what", ["version", "Python"])
def test_it_is_not_shown_by_another_version(what, shown, monkeypatch):
    if what == "version":
        monkeypatch.setattr(prompt_line, "__version__", "0.1.1")
    else:
        monkeypatch.setattr(sys, "hexversion", sys.hexversion + 1)
    assert shown() is None


@pytest.mark.usefixtures("swim")
def test_a_torn_file_shows_nothing(home, shown):
    (path,) = kept_files(home)
    whole = path.read_bytes()
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        assert shown() in (None, LINE)
    for wrong in (b"\xff" + whole, b"\0" * 99, whole + whole, whole[:-1] + b"x\n" * 40_000):
        path.write_bytes(wrong)
        assert shown() is None


@pytest.mark.parametrize(
    ("argv", "env"),
    [
        (["prompt", "--json"], {}),
        (["prompt", "--now", "2026-11-21T09:00"], {}),
        (["prompt", "--file", "here.json"], {}),
        (["prompt", "--config", "here.toml"], {}),
        (["prompt", "--linear"], {}),
        (["prompt", "--format", "{title}\n{marks}"], {}),
        (["prompt"], {"LASTMILE_FILE": "here.json"}),
        (["prompt"], {"LASTMILE_CONFIG": "./here.toml"}),
        (["prompt"], {"LASTMILE_LINEAR": "1"}),
        (["prompt"], {"LANG": "C"}),
        (["prompt"], {"LANG": "de_DE.ISO-8859-1"}),
        (["prompt"], {"HOME": "relative"}),
    ],
)
@pytest.mark.usefixtures("swim")
def test_what_is_not_the_same_everywhere_is_not_kept(argv, env, home, monkeypatch):
    kept_files(home)[0].unlink()
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert main(argv) == 0
    assert kept_files(home) == []


@pytest.mark.usefixtures("swim")
def test_a_change_while_it_is_made_keeps_nothing(home, monkeypatch):
    (path,) = kept_files(home)
    path.unlink()
    before = keep._stamped  # noqa: SLF001 # what stands between two looks

    def change(paths):
        found = before(paths)
        append(data(home))
        return found

    monkeypatch.setattr(keep, "_stamped", change)
    assert main(ARGV) == 0
    assert kept_files(home) == []


@pytest.mark.usefixtures("swim")
def test_it_is_private_and_only_so_many_are_kept(home):
    for width in range(1, 30):
        assert main(["prompt", "--width", str(width)]) == 0
    paths = kept_files(home)
    assert len(paths) == keep.MOST
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
    assert stat.S_IMODE(paths[0].parent.stat().st_mode) == 0o700
    assert all(path.stat().st_size < prompt_line.SIZE for path in paths)


@pytest.mark.usefixtures("swim")
def test_a_state_that_cannot_be_written_is_no_error(home, capfd):
    (path,) = kept_files(home)
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("in the way")
    assert main(ARGV) == 0
    assert capfd.readouterr() == (LINE, "")


@pytest.mark.usefixtures("swim")
def test_files_that_were_only_touched_are_older_than_it_again(home, shown):
    """So a shell, which compares ages, does not ask again and again."""
    (path,) = kept_files(home)
    os.utime(path, (1, 1))
    assert shown() == LINE
    assert path.stat().st_mtime == int(NOW.timestamp()) - 1


def test_nothing_to_say_is_kept_too(clock, shown, home, capfd):
    clock.at = NOW
    at(21, "add", "Swim")
    capfd.readouterr()
    assert main(ARGV) == 0
    assert capfd.readouterr().out == ""
    assert shown() == ""
    assert len(kept_files(home)) == 1


@pytest.mark.parametrize("out", kept.OUTPUTS)
def test_the_program_prints_the_same_from_what_was_kept(out, home):
    """Also where the output fails."""
    words = ("prompt", "--format", "{stretch}!")
    kept.done("add", "Swim: try >> swim")
    kept.done("advance", "swim")
    first = kept.ran(*words, out=out)
    if out == "pipe":
        assert first[1] == b"1!\n"
    kept.done(*words)
    assert len(kept_files(home)) == 1
    assert kept.ran(*words, out=out) == first


def test_what_was_kept_is_shown_before_anything_heavy_is_imported():
    made, again = (kept.imported("prompt") for _ in range(2))
    assert made[0] == again[0]
    assert made[1] == set()  # it has ended by itself
    ours = {"gc", "lastmile_tui", "lastmile_tui.__main__", "lastmile_tui.folders"}
    assert again[1] == ours | {"lastmile_tui.prompt_line"}


def test_other_verbs_do_not_look_for_a_kept_line(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["lastmile", "paths"])
    monkeypatch.setattr(prompt_line, "show", lambda *_: pytest.fail("it was looked for"))
    monkeypatch.setattr(__main__, "_leave", lambda _: None)
    assert __main__.main() == 0


def test_the_names_of_the_package_lead_to_the_program():
    text = (Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8")
    assert 'lastmile = "lastmile_tui.__main__:main"' in text
