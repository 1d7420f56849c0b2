"""A verb goes on by the last valid settings while something is wrong in their file, and says so."""

from __future__ import annotations

import json
import os
from io import StringIO
from pathlib import Path

import pytest

from lastmile_tui.cli.context import Context
from lastmile_tui.cli.main import main
from lastmile_tui.cli.parser import parse
from support.cli.command import NOW

MENDED = "until that is mended."
LAST = f"The settings that were valid last are in force {MENDED}"
NONE = f"The defaults are in force {MENDED}"

VALID = 'unit = "stage"\n'
BROKEN = {
    'unit = "stage"\nday_starts = 13\n': (
        "line 2: day_starts must be an hour from 0 to 12, not 13."
    ),
    "\n\nunit = leg\n": (
        "line 3: Correct the TOML: a value is wanted, and texts in quotes, at column 8."
    ),
    '[keys]\nquit = "qq"\n': (
        "line 2: ‘qq’ is not a key; write it like j, G, ctrl+r, f2, comma or pagedown."
    ),
    'timezone = "Europe/Berln"\n': (
        "line 1: ‘Europe/Berln’ is not a time zone; did you mean Europe/Berlin?"
    ),
}
"""What is wrong in a file, and what is said of it."""

VERBS = (
    ["list"],
    ["list", "--json"],
    ["show", "walk"],
    ["add", "Swim: in > out"],
    ["advance", "walk"],
    ["next"],
    ["prompt"],
    ["remind"],
    ["review", "--due"],
    ["review", "--plain"],
    ["horizon", "--json"],
    ["export", "csv"],
    ["undo"],
)
"""Verbs of all kinds."""


@pytest.fixture
def config():
    """The file of the settings."""
    path = Path(os.environ["XDG_CONFIG_HOME"], "lastmile", "config.toml")
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def walk(lastmile, config):
    """A goal, added by valid settings."""
    config.write_text(VALID)
    lastmile("add", "Walk: a > b >> c due 1 dec")


@pytest.mark.usefixtures("walk")
@pytest.mark.parametrize("text", BROKEN)
def test_the_fault_is_told_by_its_line_and_the_last_valid_ones_go(lastmile, config, text):
    config.write_text(text)
    for _ in range(2):
        done = lastmile("show", "walk")
        assert (done.code, done.err) == (0, f"lastmile: {config}, {BROKEN[text]} {LAST}\n")
        assert "stage" in done.out
    config.write_text(VALID)
    assert lastmile("show", "walk").err == ""


@pytest.mark.parametrize("text", BROKEN)
def test_with_no_valid_ones_all_is_as_it_comes(lastmile, config, text):
    config.write_text(text)
    done = lastmile("add", "Walk: a > b >> c")
    assert (done.code, done.err) == (0, f"lastmile: {config}, {BROKEN[text]} {NONE}\n")
    assert "stage" not in lastmile("show", "walk").out


@pytest.mark.usefixtures("walk")
@pytest.mark.parametrize("words", VERBS)
def test_every_verb_does_what_it_did_and_says_it_once(lastmile, config, words, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO())
    if words == ["undo"]:
        lastmile("note", "walk", "cold")
    well = lastmile(*words)
    config.write_text("unit = 5\n")
    done = lastmile(*words)
    assert done.code == well.code
    assert done.err.count(f"{config}, line 1: unit must be one word") == 1
    assert done.err.count(LAST) == 1
    assert MENDED not in done.out
    if "--json" in words:
        assert json.loads(done.out).keys() == json.loads(well.out).keys()


@pytest.mark.usefixtures("walk")
@pytest.mark.parametrize("words", [["paths"], ["keys"], ["man"], ["completions", "bash"]])
def test_who_goes_by_no_settings_says_nothing(lastmile, config, words):
    config.write_text("unit = 5\n")
    done = lastmile(*words)
    assert (done.code, MENDED in done.err) == (0, words == ["keys"])


@pytest.mark.usefixtures("walk")
def test_what_is_recorded_goes_by_the_day_of_the_last_valid_ones(lastmile, config):
    config.write_text("day_starts = 12\n")
    lastmile("list")
    config.write_text("day_starts = 13\n")
    lastmile("add", "Swim: in > out due today", now="2026-11-22T11:00")
    assert lastmile("show", "swim", "--json").json["due"] == "2026-11-21"


@pytest.mark.usefixtures("walk")
def test_config_shows_what_is_in_force_and_check_fails(lastmile, config):
    config.write_text('linear = false\nunit = "leg"\nday_starts = 13\n')
    sentence = f"lastmile: {config}, line 3: day_starts must be an hour from 0 to 12, not 13.\n"
    done = lastmile("config")
    assert (done.code, done.err) == (1, sentence)
    rows = {line.split()[0]: line.split(maxsplit=1)[1] for line in done.out.splitlines()[2:-2]}
    assert rows["unit"].split(maxsplit=1) == ['"stage"', "as it was"]
    assert rows["linear"].split(maxsplit=1) == ["false", "default"]
    assert done.out.endswith(
        "\n\nSomething is wrong in the file. The settings that were valid last are in force.\n"
    )
    found = lastmile("config", "--json").json
    assert found["kept"]
    assert {"name": "unit", "value": "stage", "line": None} in found["settings"]
    assert lastmile("config", "--check") == (1, "", sentence)
    kept = [each for each in Path(os.environ["XDG_STATE_HOME"]).rglob("*") if each.is_file()]
    assert not any(b"day_starts = 13" in each.read_bytes() for each in kept)


@pytest.mark.usefixtures("walk")
def test_the_doctor_says_what_is_in_force(lastmile, config):
    config.write_text("unit = 5\n")
    done = lastmile("doctor", "--json")
    (finding,) = (one for one in done.json["findings"] if one["area"] == "settings")
    assert finding["grade"] == "trouble"
    assert finding["sentence"].endswith(LAST)
    assert done.err == ""


@pytest.mark.usefixtures("walk")
def test_another_file_of_settings_has_its_own_last_ones(lastmile, tmp_path):
    other = tmp_path / "other.toml"
    other.write_text("unit = 5\n")
    assert lastmile("show", "walk", "--config", str(other)).err.endswith(f"{NONE}\n")


@pytest.mark.usefixtures("walk")
def test_the_app_tells_it_by_itself_and_the_linear_mode_in_a_line(config, capsys):
    config.write_text("unit = 5\n")
    for words, told in (([], 0), (["demo"], 0), (["--linear"], 1), (["review", "--plain"], 1)):
        context = Context(parse([*words, "--now", NOW]))
        assert context.config.unit == "stage"
        assert capsys.readouterr().err.count(LAST) == told


@pytest.mark.usefixtures("walk")
def test_a_prompt_tells_it_once_until_something_changes(config, capsys):
    config.write_text("unit = 5\n")
    told = []
    for _ in range(2):
        assert main(["prompt"]) == 0
        told.append(LAST in capsys.readouterr().err)
    assert told[0]


def test_a_link_that_leads_nowhere_is_told_as_one(lastmile, config):
    config.write_text(VALID)
    lastmile("list")
    config.unlink()
    config.symlink_to("gone.toml")
    words = f"{config}: This is a link to gone.toml, which is not there; write that, or"
    check, begun, listed = (
        lastmile("config", "--check"),
        lastmile("config", "--init"),
        lastmile("list"),
    )
    assert check.code == begun.code == 1
    for done in (check, begun, listed):
        assert f"lastmile: {words}" in done.err
    assert "The settings that were valid last are in force" in listed.err


@pytest.mark.parametrize("verb", [["config", "--check"], ["config", "--init"], ["list"]])
def test_a_folder_that_is_such_a_link_is_told_as_one(verb, lastmile, config):
    config.write_text(VALID)
    lastmile("list")
    folder = config.parent
    folder.rename(folder.with_name("away"))
    folder.symlink_to("gone")
    done = lastmile(*verb)
    words = f"The folder {folder} is a link to gone, which is not there; make that, or remove"
    assert f"lastmile: {config}: {words} the link." in done.err
    assert "The settings that were valid last" in done.err or done.code == 1
