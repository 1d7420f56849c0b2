"""The verb config: what is in force and from where, what is wrong, and files to begin with."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def folder():
    """The folder of the settings."""
    path = Path(os.environ["XDG_CONFIG_HOME"], "lastmile")
    path.mkdir(parents=True)
    return path


def rows(text):
    """The settings that are shown: their values, and where they are from."""
    return {
        name: tuple(rest)
        for name, *rest in (line.split(maxsplit=2) for line in text.splitlines()[2:] if line)
    }


def test_without_a_file_all_is_as_it_comes(lastmile):
    done = lastmile("config")
    assert done.out.startswith("There is no file at ")
    assert rows(done.out)["day_starts"] == ("4", "default")
    assert rows(done.out)["sync.every"] == ("none", "default")


def test_it_shows_what_is_in_force_and_from_which_line(lastmile, folder):
    config = folder / "config.toml"
    config.write_text('unit = "stage"\n[sync]\n\nauto = true\n[keys]\nquit = "x"\n')
    done = lastmile("config")
    assert done.out.splitlines()[0] == str(config)
    shown = rows(done.out)
    assert shown["unit"] == ('"stage"', "line 1")
    assert shown["sync.auto"] == ("true", "line 4")
    assert shown["keys.quit"] == ('"x"', "line 6")
    assert shown["linear"] == ("false", "default")
    found = {one["name"]: one for one in lastmile("config", "--json").json["settings"]}
    assert found["keys.quit"] == {"name": "keys.quit", "value": "x", "line": 6}
    assert found["timezone"] == {"name": "timezone", "value": None, "line": None}


def test_all_faults_are_told_with_their_lines_and_the_exit_code(lastmile, folder):
    config = folder / "config.toml"
    config.write_text("day_starts = 13\nlinear = 5\n")
    (folder / "themes").mkdir()
    night = folder / "themes" / "night.toml"
    night.write_text('\naccent = "red"\n')
    for words in (["config"], ["config", "--check"]):
        done = lastmile(*words)
        assert done.code == 1
        assert [line.removeprefix("lastmile: ") for line in done.err.splitlines()] == [
            f"{config}, line 1: day_starts must be an hour from 0 to 12, not 13.",
            f"{config}, line 2: linear must be true or false, not 5.",
            f'{night}, line 2: accent must be a colour such as "#ffb020", not "red".',
        ]
    assert done.out == ""
    done = lastmile("config", "--check", "--json")
    assert done.code == 1
    found = done.json
    assert [fault["line"] for fault in found["faults"]] == [1, 2]
    assert [fault["line"] for fault in found["themes"][0]["faults"]] == [2]


def test_check_says_that_all_is_well_and_what_reads_badly(lastmile, folder):
    (folder / "themes").mkdir()
    (folder / "themes" / "fog.toml").write_text('foreground = "#333"\n')
    (folder / "config.toml").write_text("")
    done = lastmile("config", "--check")
    assert "fog.toml, line 1: foreground on background has a contrast of " in done.out
    assert done.out.splitlines()[-1] == f"{folder / 'config.toml'} and 1 theme can be used."


def test_a_theme_that_is_not_there_is_told_by_line_and_the_settings_are_in_force(lastmile, folder):
    config = folder / "config.toml"
    config.write_text('unit = "leg"\ntheme = "nite"\ntheme_dark = "auto"\ntheme_light = "dusk"\n')
    (folder / "themes").mkdir()
    (folder / "themes" / "night.toml").write_text("")
    (folder / "themes" / "dusk.toml").write_text('\naccent = "red"\n')
    done = lastmile("config", "--check")
    assert done.code == 1
    away = "and themes/nite.toml is not beside this file"
    listed = "yours: night; the palette of the app shows all."
    assert done.err.splitlines()[:3] == [
        f"lastmile: {config}, line 2: ‘nite’ is no theme, {away}; did you mean night?",
        f"lastmile: {config}, line 3: ‘auto’ is no theme; {listed}",
        f"lastmile: {config}, line 4: ‘dusk’ cannot be worn before dusk.toml is mended.",
    ]
    assert [one["line"] for one in lastmile("config", "--check", "--json").json["faults"]] == [
        2,
        3,
        4,
    ]
    assert rows(lastmile("config").out)["unit"] == ('"leg"', "line 1")
    found = [one["sentence"] for one in lastmile("doctor", "--json").json["findings"]]
    assert any(one.startswith(f"{config}, line 2: ‘nite’ is no theme, and ") for one in found)
    assert lastmile("list").code == 0


@pytest.mark.parametrize(
    ("own", "advice"),
    [
        ([], "the palette of the app shows all."),
        (["fog", "dawn"], "yours: dawn, fog; the palette of the app shows all."),
        (["nights"], "did you mean nights?"),
    ],
)
def test_an_own_theme_that_is_gone_is_not_taken_for_one_that_is_called_otherwise(
    lastmile, folder, own, advice
):
    (folder / "themes").mkdir()
    for name in own:
        (folder / "themes" / f"{name}.toml").write_text("")
    (folder / "config.toml").write_text('theme = "night"\n')
    away = "‘night’ is no theme, and themes/night.toml is not beside this file"
    assert f"line 1: {away}; {advice}\n" in lastmile("config", "--check").err


def test_settings_that_were_named_and_are_not_there_are_told(lastmile, folder, tmp_path):
    path, usual = tmp_path / "none.toml", folder / "config.toml"
    sentence = f"There is no file at {path}: the defaults are in force."
    assert lastmile("list", "--config", str(path)).err.startswith(f"lastmile: {sentence}\n")
    assert lastmile("list", "--config", str(usual)).err.count("There is no file at") == 0
    assert lastmile("config", "--check", "--config", str(path)).out == f"{sentence}\n"
    path.write_text("")
    assert sentence not in lastmile("list", "--config", str(path)).err


@pytest.mark.parametrize("name", ["auto", "lastmile-light", "nord", "night"])
def test_themes_that_are_there_may_be_named(lastmile, folder, name):
    (folder / "themes").mkdir()
    (folder / "themes" / "night.toml").write_text("")
    (folder / "config.toml").write_text(f'theme = "{name}"\n')
    assert lastmile("config", "--check").err == ""


def test_init_writes_a_file_once(lastmile, folder):
    config = folder / "config.toml"
    assert lastmile("config", "--init").out == f"Wrote {config}.\n"
    before = config.read_bytes()
    done = lastmile("config", "--init")
    assert done.code == 1
    assert done.err == f"lastmile: {config} is there already; nothing is written over it.\n"
    assert config.read_bytes() == before
    assert lastmile("config", "--check").out == f"{config} can be used.\n"


def test_init_writes_where_config_says(lastmile, tmp_path):
    path = tmp_path / "deep" / "down" / "mine.toml"
    assert lastmile("config", "--init", "--json", "--config", str(path)).json["path"] == str(path)
    assert path.exists()


def test_a_theme_begins_as_ours(lastmile, folder):
    path = folder / "themes" / "paper.toml"
    assert lastmile("config", "--theme", "paper", "--like", "light").out == f"Wrote {path}.\n"
    assert lastmile("config").out.endswith(f"Own themes in {path.parent}: paper (light).\n")
    done = lastmile("config", "--theme", "paper")
    assert (done.code, "already" in done.err) == (1, True)


@pytest.mark.parametrize("name", ["auto", "lastmile-dark", "../x", "a/b", "", "Night"])
def test_a_theme_has_a_name_that_can_be_worn(lastmile, folder, name):
    assert lastmile("config", "--theme", name).code == 1
    assert not [*folder.iterdir()]
