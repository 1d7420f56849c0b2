import sys
from pathlib import Path

import pytest

from lastmile_tui.locations import find


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    for kind in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="XDG directories")
def test_the_usual_places_are_those_of_the_platform(home):
    places = find({})
    assert places.data == home / "data/lastmile/lastmile.json"
    assert places.config == home / "config/lastmile/config.toml"
    assert places.state == home / "state/lastmile"


def test_each_file_has_a_private_folder_of_its_own_in_the_state(home):
    one, other = (find({}, file=home / name) for name in ("goals.json", "a/goals.json"))
    assert one.private.parent == other.private.parent == one.state / "files"
    assert one.private.name.startswith("goals-")
    assert one.private != other.private


def test_options_beat_the_environment_and_it_beats_the_usual():
    env = {"LASTMILE_FILE": "/env/a.json", "LASTMILE_CONFIG": "/env/a.toml"}
    assert (find(env).data, find(env).config) == (Path("/env/a.json"), Path("/env/a.toml"))
    places = find(env, file="/option/b.json", config="/option/b.toml")
    assert (places.data, places.config) == (Path("/option/b.json"), Path("/option/b.toml"))


def test_an_empty_variable_counts_as_none():
    assert find({"LASTMILE_FILE": "", "LASTMILE_CONFIG": ""}) == find({})


def test_a_tilde_is_the_home_directory(home):
    assert find({"LASTMILE_FILE": "~/a.json"}).data == home / "a.json"
    assert find({}, config="~/a.toml").config == home / "a.toml"


def test_a_relative_path_starts_here_and_becomes_absolute(home):
    assert find({}, file="a.json").data == home / "a.json"
    assert find({}, file="~nobody-at-all/a.json").data == home / "~nobody-at-all/a.json"


def test_a_linked_data_file_has_the_private_folder_of_the_real_one(home):
    (home / "cloud").mkdir()
    (home / "link.json").symlink_to(home / "cloud/real.json")
    places = find({}, file="link.json")
    assert places.data == home / "link.json"
    assert places.private == find({}, file="cloud/real.json").private


def test_the_state_never_follows_the_data_file(home):
    assert find({}, file=home / "elsewhere/a.json").state == find({}).state


@pytest.mark.parametrize("file", ["/", ".", "loop"])
def test_a_path_that_is_no_file_is_left_to_the_store(home, file):
    (home / "loop").symlink_to(home / "loop")
    assert find({}, file=file).data.is_absolute()
