"""The places of the first frame are those of the app, or none."""

from __future__ import annotations

import os

import pytest

from lastmile_tui import locations
from lastmile_tui.early.places import options_of, places_of

HOMES = {
    "defaults": {},
    "another home": {"HOME": "/home/other"},
    "a home with a slash": {"HOME": "/home/other/"},
    "its own data home": {"XDG_DATA_HOME": "/data"},
    "its own state and settings": {"XDG_STATE_HOME": "/state/", "XDG_CONFIG_HOME": "/etc/x"},
    "an empty data home": {"XDG_DATA_HOME": ""},
    "a file": {"LASTMILE_FILE": "/somewhere/goals.json"},
    "a file in the home": {"LASTMILE_FILE": "~/goals.json"},
    "a file beside": {"LASTMILE_FILE": "goals.db.json"},
    "an empty file": {"LASTMILE_FILE": ""},
    "a name without an end": {"LASTMILE_FILE": "/somewhere/.goals"},
    "settings": {"LASTMILE_CONFIG": "/somewhere/own.toml"},
    "a data home that is no path": {"XDG_DATA_HOME": "data"},
    "a state home of another way": {"XDG_STATE_HOME": "~/state"},
    "signs": {"LASTMILE_FILE": "/somewhere/Straße ☂.json"},
}


@pytest.mark.parametrize("changed", HOMES.values(), ids=HOMES)
def test_the_places_are_those_of_the_app(monkeypatch, changed):
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.delenv(f"XDG_{name}_HOME")
    for name, value in changed.items():
        monkeypatch.setenv(name, value)
    found, theirs = places_of(os.environ), locations.find(os.environ)
    assert found is not None
    assert found.data == os.path.realpath(theirs.data)
    assert os.path.abspath(found.config) == str(theirs.config)  # noqa: PTH100 - as it was given
    assert (found.private, found.state) == (str(theirs.private), str(theirs.state))
    assert found.frames.startswith(found.private)


@pytest.mark.parametrize("odd", [{"HOME": ""}, {"HOME": "home"}, {"ANDROID_DATA": "/data"}])
def test_where_it_is_not_plain_there_are_none(monkeypatch, odd):
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.delenv(f"XDG_{name}_HOME")
    assert places_of(dict(os.environ) | odd) is None


OPTIONS = {
    (): ("", ""),
    ("--file", "a"): ("a", ""),
    ("--file=a=b",): ("a=b", ""),
    ("--config", "c", "--file", "a"): ("a", "c"),
    ("--file", "a", "--file", "b"): ("b", ""),
    ("--file=",): ("", ""),
    ("--file",): None,
    ("--file", "--config"): None,
    ("--linear",): None,
    ("list",): None,
    ("--file", "a", "list"): None,
    ("--now", "2026-01-01"): None,
    ("--fil", "a"): None,
    ("--version",): None,
    ("",): None,
}


@pytest.mark.parametrize(("argv", "paths"), OPTIONS.items())
def test_only_the_paths_of_the_files_may_be_given(argv, paths):
    assert options_of(argv) == paths
