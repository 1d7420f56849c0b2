"""Settings that are changed while the linear mode asks are taken in before the next question."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture
def saving():
    """A function that makes a step of one that saves the settings."""
    path = Path(os.environ["XDG_CONFIG_HOME"], "lastmile", "config.toml")

    def save(text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    return lambda text: lambda: save(text)


def test_miles_are_called_as_they_are_by_then(lastmile, linear, saving):
    lastmile("add", "Walk: a *2 > b >> c")
    out = linear(saving('unit = "leg"\nanimations = false\n'), "1", "q")
    before, after = out.split("config.toml is taken in: unit.")
    assert "4 miles to drive" in before
    assert "4 legs" in after
    assert "mile" not in after


def test_a_fault_is_said_once_and_changes_nothing(lastmile, linear, saving):
    lastmile("add", "Walk: a *2 > b >> c")
    out = linear(saving("unit = 5\n"), "1", saving("unit = 5\n# again\n"), "1", "q")
    assert out.count("config.toml, line 1: unit must be one word") == 1
    assert out.count("4 miles") > 1


def test_keys_take_a_new_start(lastmile, linear, saving):
    lastmile("add", "Walk: a *2 > b >> c")
    out = linear(saving('[keys]\nadd = "x"\n'), "1", "q")
    assert "Start lastmile again for keys." in out


def test_a_file_that_is_mended_or_gone_is_said_to_be(lastmile, linear, saving):
    lastmile("add", "Walk: a *2 > b >> c")
    path = Path(os.environ["XDG_CONFIG_HOME"], "lastmile", "config.toml")
    out = linear(saving("unit = 5\n"), "1", saving("\n"), "1", path.unlink, "1", "q")
    assert out.count("config.toml is well again: its settings are as before.") == 1
    assert out.count("config.toml is gone: the defaults are in force.") == 1


def test_what_was_taken_in_is_kept_for_the_next_command(lastmile, linear, saving):
    lastmile("add", "Walk: a *2 > b >> c")
    linear(saving('unit = "leg"\n'), "1", saving("unit = 5\n"), "1", "q")
    assert "leg" in lastmile("show", "walk").out
