"""The verb doctor: what it finds, and that it writes nothing unless asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lastmile_tui.cli.doctor import machine
from lastmile_tui.store.disk.lock import FileLock
from support.cli.command import VOLVO
from support.cli.doctor import found, tree
from support.store.database import journal_of, place_at

YESTERDAY = 86_400


def areas(done, grade):
    return {one["area"] for one in found(done, grade)}


def age(path):
    seen = path.stat()
    os.utime(path, (seen.st_atime - YESTERDAY, seen.st_mtime - YESTERDAY))


def test_without_a_file_all_is_well(lastmile, home):
    done = lastmile("doctor")
    assert done.code == 0
    assert "no file yet" in done.out
    assert done.out.endswith("All is well.\n")
    assert done.err == ""
    assert tree(home) == {}


@pytest.mark.usefixtures("volvo")
def test_of_a_sound_file_all_is_well(lastmile):
    done = lastmile("doctor", "--json")
    assert done.code == 0
    assert done.json["ok"]
    assert found(done, "trouble") == found(done, "warning") == []
    assert done.json["done"] == []


@pytest.mark.usefixtures("volvo")
def test_an_area_that_is_well_takes_one_line(lastmile):
    *lines, last, _ = lastmile("doctor").out.splitlines()
    areas = [line.split()[1] for line in lines]
    assert all(line.startswith("✓ ") for line in lines)
    assert len(set(areas)) == len(areas) > 10
    assert "lastmile.json can be read: 1 goal, " in lines[0]
    assert last == ""


@pytest.mark.usefixtures("broken")
def test_a_broken_file_is_trouble_and_is_told_with_a_way_out(lastmile):
    done = lastmile("doctor")
    assert done.code == 1
    assert "✗ file: The data file cannot be read: it breaks off in line 4.\n" in done.out
    assert "lastmile doctor --repair" in done.out
    assert "1 goal in it can be saved; damaged: line 4" in done.out
    assert "Trouble in 1 place, and 1 warning." in done.out


@pytest.mark.usefixtures("broken")
def test_looking_writes_nothing(lastmile, home):
    before = tree(home)
    lastmile("doctor")
    lastmile("doctor", "--json")
    lastmile("doctor", "--repair")
    assert tree(home) == before


@pytest.mark.parametrize("what", ["folder", "fifo", "device", "loop"])
@pytest.mark.parametrize("name", ["lastmile.json", "journal", ".~lastmile.json.journal"])
def test_what_is_no_file_is_told_and_left_alone(lastmile, file, name, what):
    lastmile("add", VOLVO)
    path = journal_of(file) if name == "journal" else file.with_name(name)
    path.unlink(missing_ok=True)
    match what:
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "device":
            path.symlink_to("/dev/full")
        case "loop":
            path.symlink_to(path)
    mode = path.lstat().st_mode
    done = lastmile("doctor", "--repair", "--yes", "--json")
    assert done.code == 1
    assert areas(done, "trouble") == {"journal" if "journal" in name else "file"}
    assert path.lstat().st_mode == mode


def test_a_broken_config_is_told_and_the_rest_is_looked_at(lastmile, home):
    config = home / "config" / "lastmile" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("timezone = 'Europe/Nowhere'")
    done = lastmile("doctor", "--json")
    assert done.code == 1
    assert areas(done, "trouble") == {"settings"}
    assert {"file", "zone", "versions"} <= areas(done, "ok")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another user")
@pytest.mark.usefixtures("volvo")
def test_another_user_without_rights_gets_sentences(file):
    program = (
        "import os, sys; from lastmile_tui.cli.main import main;"
        "main(['--file', '/nowhere/x.json', 'doctor']); print('---'); os.setuid(65534);"
        f"sys.exit(main(['--file', {str(file)!r}, 'doctor']))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ermission denied" in done.stdout.partition("---")[2]
    assert done.stderr == ""


@pytest.mark.usefixtures("volvo")
def test_modes_are_narrowed(lastmile, file, home):
    wide = {file: 0o600, file.parent: 0o755, home / "state" / "lastmile": 0o700}
    for path in wide:
        path.chmod(0o777 if path.is_dir() else 0o644)
    before = lastmile("doctor", "--json")
    assert before.code == 0
    assert areas(before, "warning") == {"private"}
    after = lastmile("doctor", "--repair", "--yes", "--json")
    assert found(after, "warning") == []
    assert {path: path.stat().st_mode & 0o777 for path in wide} == wide


@pytest.mark.usefixtures("volvo")
def test_what_was_not_finished_is_removed_and_nothing_else(lastmile, file, home):
    state = home / "state" / "lastmile"
    stale = [file.with_name(".~lastmile.json.tmp"), state / ".~state.json.a1b2c3d4"]
    others = [
        file.with_name(".~other.json.tmp"),
        file.with_name(".~lastmile.json.journal.bad-20260102T030405Z"),
        state / ".~lastmile.json.journal",
        state / ".~lastmile.json.lock",
    ]
    for path in (*stale, *others):
        path.touch(mode=0o600)
        age(path)
    fresh = file.with_name(".~lastmile.json.new.tmp")
    fresh.touch(mode=0o600)
    lastmile("doctor", "--repair", "--yes")
    assert not any(path.exists() for path in stale)
    assert all(path.exists() for path in (*others, fresh))


@pytest.mark.usefixtures("volvo")
def test_who_holds_the_lock_is_told(lastmile, file):
    with FileLock(place_at(file).lock, 0).hold():
        done = lastmile("doctor", "--json")
    (one,) = found(done, "warning")
    assert one["area"] == "lock"
    assert f"process {os.getpid()}" in one["sentence"]


@pytest.mark.usefixtures("volvo")
def test_a_clock_behind_the_newest_change_is_told(lastmile):
    done = lastmile("doctor", "--json", now="2026-11-01T09:00")
    (one,) = found(done, "warning")
    assert one["area"] == "clock"
    assert one["sentence"].startswith("1 entry of ‘Sell the Volvo’ is dated 21 Nov; the clock of ")
    assert one["sentence"].endswith(" ran ahead: here it is Sun 1 Nov.")
    assert done.code == 0


@pytest.mark.usefixtures("volvo")
def test_a_copy_with_other_changes_is_told(lastmile, file):
    copy = file.with_name("lastmile.sync-conflict-20261121-173636-D4LGQYW.json")
    copy.write_bytes(file.read_bytes())
    lastmile("--file", str(copy), "add", "On the other device: a > b")
    copy.chmod(0o600)
    (one,) = found(lastmile("doctor", "--json"), "warning")
    assert one["area"] == "copies"
    assert "lastmile merge" in one["advice"]


@pytest.mark.usefixtures("volvo")
@pytest.mark.parametrize("torn", ["{", '{"goals": 5}'])
def test_a_damaged_copy_is_told_once_and_its_advice_is_about_the_copy(lastmile, file, torn):
    copy = file.with_name("lastmile.sync-conflict-20261121-173636-D4LGQYW.json")
    copy.write_text(torn)
    copy.chmod(0o600)
    if torn != "{":
        copy.write_text(json.dumps(json.loads(file.read_text()) | {"goals": 5}))
    (one,) = found(lastmile("doctor", "--json"), "warning")
    assert one["sentence"].startswith(f"The copy ‘{copy.name}’ is damaged and was not merged.")
    assert one["sentence"].endswith(f"lastmile --file {copy} doctor --repair.")
    assert not one["advice"]


@pytest.mark.usefixtures("volvo")
def test_a_backup_that_cannot_be_read_is_told(lastmile, home):
    (backup,) = (home / "state" / "lastmile" / "backups").rglob("*.json.gz")
    backup.write_bytes(backup.read_bytes()[:-9])
    done = lastmile("doctor", "--json")
    assert areas(done, "trouble") == {"backups"}


def test_nothing_that_a_terminal_obeys_comes_out(lastmile, tmp_path):
    folder = tmp_path / "\x1b]0;pwned\x07\x9b2J\u202e\nfile"
    folder.mkdir()
    path = folder / "lastmile.json"
    path.write_text('{"\x1b[31m\\u001b[31m": 5, "goals": {"\\u009b": 7}}')
    out = lastmile("--file", str(path), "doctor").out
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(out)
    assert "\nfile" not in out.replace("\nfile\n", "", 1)


@pytest.mark.usefixtures("broken")
def test_ascii_is_enough(lastmile, home):
    config = home / "config" / "lastmile" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('glyphs = "ascii"')
    assert lastmile("doctor").out.isascii()


@pytest.mark.usefixtures("volvo")
def test_versions_are_told_without_importing_what_they_are_of():
    program = (
        "import sys; from lastmile_tui.cli.main import main; main(['doctor']);"
        "assert not {'textual', 'rich', 'pendulum'} & set(sys.modules), 'too much'"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert ", Textual 8." in done.stdout
    assert done.stdout.casefold().count("textual") == 1


@pytest.mark.usefixtures("volvo")
def test_dates_are_said_as_elsewhere_and_commands_without_quotes(lastmile):
    told = lastmile("doctor", "--json").json["findings"]
    said = [f"{one['sentence']} {one['advice']}" for one in told]
    assert "the newest is of today 09:00." in " ".join(said)
    assert "It stands still at Sat 21 Nov 2026 09:00, as --now says." in " ".join(said)
    assert not any("`" in each for each in said)


def test_a_package_that_is_missing_is_trouble(lastmile, monkeypatch):
    monkeypatch.setattr(machine, "_PACKAGES", ("textual", "no-such-package-here"))
    assert areas(lastmile("doctor", "--json"), "trouble") == {"versions"}


def test_own_themes_are_checked(lastmile):
    folder = Path(os.environ["XDG_CONFIG_HOME"], "lastmile", "themes")
    folder.mkdir(parents=True)
    (folder / "night.toml").write_text('accent = "red"\n')
    (folder / "fog.toml").write_text('foreground = "#333"\n')
    found = [
        one for one in lastmile("doctor", "--json").json["findings"] if one["area"] == "themes"
    ]
    assert [one["grade"] for one in found] == ["warning", "warning"]
    assert "fog.toml, line 1: foreground on background has a contrast of" in found[0]["sentence"]
    assert "night.toml, line 1: accent must be a colour such as" in found[1]["sentence"]
