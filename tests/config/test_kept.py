"""The last valid settings are kept, and are in force while something is wrong in their file."""

from __future__ import annotations

import os
import stat

import pytest

from lastmile_tui.config import Config
from lastmile_tui.config.kept import find_in_force

KNOWN = ("advance", "quit")

BROKEN = {
    "a value": ("day_starts = 13\n", 1),
    "the second line": ('unit = "leg"\nlinear = 5\n', 2),
    "a name": ("\nday_start = 4\n", 2),
    "a zone": ('timezone = "Europe/Nowhere"\n', 1),
    "a table": ("[sync]\nevery = 5\n", 2),
    "a key": ('[keys]\nquit = "qq"\n', 2),
    "two keys": ('[keys]\nquit = "x"\nadvance = "x"\n', 3),
    "no TOML": ("unit = leg\n", 1),
    "half written": ('unit = "le', 1),
    "no UTF-8": (b"theme = '\xff'\n", 1),
    "a folder": (None, None),
}
"""What may be wrong, with its line."""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config.toml"


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "state" / "settings" / "1.toml"


def write(path, content):
    if content is None:
        path.unlink(missing_ok=True)
        path.mkdir()
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.parametrize("name", BROKEN)
def test_the_last_valid_ones_are_in_force_and_the_fault_has_its_line(path, kept, name):
    content, line = BROKEN[name]
    path.write_text('unit = "stage"\nday_starts = 2\n')
    valid = find_in_force(path, KNOWN, kept)
    assert valid.config == Config(unit="stage", day_starts=2)
    assert (valid.fault, valid.say_fault(path)) == (None, "")
    write(path, content)
    for _ in range(2):
        found = find_in_force(path, KNOWN, kept)
        assert found.config == valid.config
        assert found.fault.line == line
        assert found.say_fault(path).startswith(f"{path}, line {line}: " if line else f"{path}: ")
        ending = " The settings that were valid last are in force until that is mended."
        assert found.say_fault(path).endswith(ending)


@pytest.mark.parametrize("name", BROKEN)
def test_without_valid_ones_all_is_as_it_comes(path, kept, name):
    write(path, BROKEN[name][0])
    found = find_in_force(path, KNOWN, kept)
    assert found.config == Config()
    assert found.say_fault(path).endswith(" The defaults are in force until that is mended.")
    assert not kept.exists()


@pytest.mark.parametrize("last", ["", None])
def test_no_settings_are_valid_ones_too(path, kept, last):
    path.write_text('unit = "stage"\n')
    find_in_force(path, KNOWN, kept)
    path.unlink()
    if last is not None:
        path.write_text(last)
    assert find_in_force(path, KNOWN, kept).config == Config()
    path.write_text("unit = 5\n")
    found = find_in_force(path, KNOWN, kept)
    assert (found.config, found.kept) == (Config(), None)


def test_they_are_written_when_they_have_changed_and_for_nobody_else(path, kept):
    path.write_bytes(b'\xef\xbb\xbfunit = "stage"\r\n')
    find_in_force(path, KNOWN, kept)
    assert kept.read_bytes() == b'unit = "stage"\n'
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    before = kept.stat()
    os.utime(path)
    find_in_force(path, KNOWN, kept)
    assert kept.stat() == before
    path.write_text('unit = "leg"\n')
    find_in_force(path, KNOWN, kept)
    assert kept.read_text() == 'unit = "leg"\n'


def test_kept_ones_that_another_version_wrote_are_not_gone_by(path, kept):
    kept.parent.mkdir(parents=True)
    kept.write_text('colour_of_the_car = "red"\n')
    path.write_text("unit = 5\n")
    assert find_in_force(path, KNOWN, kept).config == Config()


def test_where_they_cannot_be_kept_those_of_the_file_are_in_force(path, tmp_path):
    path.write_text('unit = "stage"\n')
    (tmp_path / "state").touch()
    found = find_in_force(path, KNOWN, tmp_path / "state" / "settings" / "1.toml")
    assert (found.config.unit, found.fault) == ("stage", None)
