"""A list that was kept is the one that would be made, or it is not shown."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta

import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.cli.prompt import keep_list
from lastmile_tui.dates.clocks import SystemClock
from lastmile_tui.early import frames, printed
from support.cli import kept

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
ARGV = ["list"]


def at(day, *argv):
    """Run a verb at ten on a day of November 2026."""
    assert main([*argv, "--now", f"2026-11-{day:02}T10:00"]) == 0


class Clock:
    """The clock of the machine, set by a test."""

    def __init__(self, monkeypatch):
        self.at = NOW
        monkeypatch.setattr(SystemClock, "now", lambda _: self.at)
        monkeypatch.setattr(printed, "time", self.seconds)
        monkeypatch.setattr(printed, "asked", None)

    def seconds(self):
        return self.at.timestamp()


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def listed(capfd):
    """What a list says, and whether it was kept: as the program begins."""

    def run(argv=ARGV):
        capfd.readouterr()
        kept = printed.show(argv)
        assert kept or main(argv) == 0
        return kept, capfd.readouterr()

    return run


@pytest.fixture
def swim(clock, listed):
    """A goal of the final stretch, and its list kept."""
    assert clock.at == NOW
    at(1, "add", "Swim: try >> swim, signed due 30 nov 18:00")
    at(16, "advance", "swim")
    at(17, "advance", "swim")
    kept, said = listed()
    assert not kept
    assert "not sealed for 4 d" in said.out
    return said


def data(home):
    return home / "data" / "lastmile" / "lastmile.json"


def settings(home):
    return home / "config" / "lastmile" / "config.toml"


def private(home):
    (path,) = (home / "state" / "lastmile" / "files").iterdir()
    return path


def kept_files(home):
    return sorted(private(home).glob("lists/*"))


def journal(home):
    (path,) = private(home).glob("*.journal")
    return path


def touch(path):
    """Let a file be written a nanosecond later than it was."""
    seen = path.stat()
    os.utime(path, ns=(seen.st_mtime_ns, seen.st_mtime_ns + 1))


def write(path, text=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


CHANGES = {
    "data file": lambda home: touch(data(home)),
    "journal": lambda home: touch(journal(home)),
    "journal, of another device": lambda home: write(private(home) / "other.journal"),
    "journal of an older version": lambda home: write(
        data(home).with_name(".~lastmile.json.journal")
    ),
    "a copy beside the file": lambda home: write(data(home).with_name("lastmile (1).json")),
    "inbox": lambda home: write(data(home).with_name("inbox.txt"), "Run\n"),
    "settings": lambda home: write(settings(home), 'decimal = "comma"\n'),
}


def test_a_list_is_shown_again_from_what_was_kept(swim, listed):
    assert listed() == (True, swim)
    assert listed() == (True, swim)


@pytest.mark.usefixtures("swim")
@pytest.mark.parametrize("change", CHANGES)
def test_it_is_stale_when_one_file_changes(change, home, listed):
    assert listed()[0]
    CHANGES[change](home)
    assert not listed()[0]


@pytest.mark.usefixtures("swim")
@pytest.mark.parametrize(
    "name", ["COLUMNS", "NO_COLOR", "CLICOLOR_FORCE", "LANG", "TERM", "TZ", "LASTMILE_LINEAR"]
)
def test_it_is_stale_when_one_variable_changes(name, listed, monkeypatch):
    assert listed()[0]
    monkeypatch.setenv(name, "1")
    assert not printed.show(ARGV)


@pytest.mark.usefixtures("swim")
@pytest.mark.parametrize(
    "argv",
    [
        ["list", "list"],
        ["list", "--view", "all"],
        ["list", "--json"],
        ["list", "--help"],
        ["list", "--due", "today"],
        ["list", "--now", "2026-11-21"],
        ["--now", "2026-11-21", "list"],
        ["--linear", "list"],
        ["--file", "/elsewhere.json", "list"],
        ["--config", "/elsewhere.toml", "list"],
    ],
    ids=" ".join,
)
def test_it_is_not_shown_for_other_arguments(argv):
    assert not printed.show(argv)


CHOSEN = (
    ["list", "--view", "all"],
    ["list", "--sort", "title"],
    ["list", "--tag", "work", "--view=all"],
    ["list", "--color", "always"],
)


@pytest.mark.usefixtures("swim")
@pytest.mark.parametrize("argv", CHOSEN, ids=" ".join)
def test_each_way_to_ask_has_its_own(argv, listed):
    first = listed(argv)
    assert not first[0]
    assert listed(argv) == (True, first[1])


@pytest.mark.usefixtures("swim")
@pytest.mark.parametrize(
    ("argv", "env"),
    [
        (["list", "--json"], {}),
        (["list", "--columns", "id,title"], {}),
        (["list", "--due", "month"], {}),
        (["list", "--now", "2026-11-21T09:00"], {}),
        (["list"], {"LASTMILE_LINEAR": "1"}),
        (["list"], {"LASTMILE_EARLY": "off"}),
        (["list"], {"HOME": "relative"}),
    ],
)
def test_what_may_say_something_else_later_is_not_kept(argv, env, home, listed, monkeypatch):
    kept_files(home)[0].unlink()
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert [listed(argv)[0] for _ in range(2)] == [False, False]
    assert kept_files(home) == []


@pytest.mark.parametrize(
    ("starts", "where", "when", "turns"),
    [
        (4, "UTC", "2026-11-22T03:55", "2026-11-22T04:00"),  # the next day
        (6, "Europe/Berlin", "2026-11-21T04:58", "2026-11-21T05:00"),
        (4, "UTC", "2026-11-30T17:59", "2026-11-30T18:00"),  # the due time
        (4, "Asia/Tokyo", "2026-11-30T08:52", "2026-11-30T09:00"),
    ],
    ids=str,
)
def test_it_ends_when_other_words_become_true(starts, where, when, turns, request):
    request.getfixturevalue("swim")
    clock, listed, home = map(request.getfixturevalue, ("clock", "listed", "home"))
    write(settings(home), f'day_starts = {starts}\ntimezone = "{where}"\n')
    clock.at = datetime.fromisoformat(f"{when}+00:00")
    _, before = listed()
    clock.at = datetime.fromisoformat(f"{turns}+00:00") - timedelta(seconds=1)
    assert listed() == (True, before)
    clock.at += timedelta(seconds=1)
    kept, after = listed()
    assert not kept
    assert after.out != before.out


@pytest.mark.usefixtures("swim")
def test_it_is_not_shown_where_the_clock_was_set_back(clock, listed):
    clock.at -= timedelta(seconds=1)
    assert not listed()[0]


@pytest.mark.usefixtures("swim")
def test_a_warning_is_given_each_time(home, listed):
    path = data(home)
    at(20, "add", "Run")
    path.write_text(path.read_text().replace('"title":"Run"', '"title":7'))
    journal(home).unlink()
    first, second = listed(), listed()
    assert first == second
    assert not first[0]
    assert first[1].err


@pytest.mark.usefixtures("swim")
def test_a_change_while_it_is_made_keeps_nothing(home, listed, monkeypatch):
    kept_files(home)[0].unlink()
    before = keep_list.true_until

    def change(*args):
        touch(data(home))
        return before(*args)

    monkeypatch.setattr(keep_list, "true_until", change)
    listed()
    assert kept_files(home) == []


@pytest.mark.usefixtures("swim")
def test_an_inbox_that_waits_is_looked_at_each_time(home, listed):
    kept_files(home)[0].unlink()
    write(data(home).with_name("inbox.txt"))
    assert [listed()[0] for _ in range(2)] == [False, False]
    assert kept_files(home) == []


def test_nothing_is_kept_of_a_file_that_was_only_looked_at(clock, home, listed):
    assert clock.at == NOW
    at(1, "add", "Swim")
    folder = private(home)
    folder.rename(folder.with_name("other"))
    assert [listed()[0] for _ in range(2)] == [False, False]
    assert not folder.exists()


@pytest.mark.usefixtures("swim")
def test_a_file_that_is_lost_is_complained_about_each_time(home, capfd):
    data(home).unlink()
    for _ in range(2):
        assert not printed.show(ARGV)
        assert main(ARGV) == 1
        assert "is missing, but this machine knows it" in capfd.readouterr().err


@pytest.mark.usefixtures("swim")
def test_a_torn_file_shows_nothing(home):
    (path,) = kept_files(home)
    path.write_bytes(path.read_bytes()[:-1])
    assert not printed.show(ARGV)


@pytest.mark.usefixtures("swim")
def test_it_is_private_and_only_so_many_are_kept(home, listed):
    for argv in (*CHOSEN, ["list", "--sort", "due"], ["list", "--view", "week"]):
        listed(argv)
    paths = kept_files(home)
    assert len(paths) == keep_list.MOST
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths} == {0o600}
    assert stat.S_IMODE(paths[0].parent.stat().st_mode) == 0o700
    assert all(path.stat().st_size < frames.MOST_BYTES for path in paths)


def test_a_folder_that_cannot_be_written_is_no_error(swim, home, listed):
    (path,) = kept_files(home)
    path.unlink()
    path.parent.rmdir()
    path.parent.write_text("in the way")
    assert [listed() for _ in range(2)] == [(False, swim)] * 2


@pytest.mark.parametrize("out", kept.OUTPUTS)
def test_the_program_prints_the_same_from_what_was_kept(out, home):
    """Also where the output fails."""
    kept.done("add", "Swim: try >> swim")
    first = kept.ran("list", out=out)
    kept.done("list")
    assert len(kept_files(home)) == 1
    assert kept.ran("list", out=out) == first


def test_what_was_kept_is_shown_before_anything_heavy_is_imported():
    kept.done("add", "Swim: try >> swim")
    made, again = (kept.imported("list") for _ in range(2))
    assert made[0] == again[0]
    assert made[1] == set()  # it has ended by itself
    ours = {"early", "early.frames", "early.places", "early.printed", "early.stamp"}
    names = {f"lastmile_tui.{name}" for name in (*ours, "__main__", "folders")}
    assert again[1] == names | {"__future__", "gc", "lastmile_tui", "zlib"}
