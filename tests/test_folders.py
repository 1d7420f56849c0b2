"""The folders that are found without a library are those of the library."""

from __future__ import annotations

import pytest
from platformdirs.macos import MacOS
from platformdirs.unix import Unix

from lastmile_tui.folders import folder_of

ENVIRONMENTS = (
    {},
    {"HOME": "/"},
    {"HOME": "/home/someone/"},
    {"XDG_STATE_HOME": "/elsewhere/state", "XDG_DATA_HOME": "/data", "XDG_CONFIG_HOME": "/etc/x"},
    {"XDG_STATE_HOME": "", "XDG_DATA_HOME": "relative/data", "XDG_CONFIG_HOME": "~/config"},
    {"XDG_STATE_HOME": "/with space/", "XDG_DATA_HOME": "/", "XDG_CONFIG_HOME": " "},
)


@pytest.mark.parametrize("env", ENVIRONMENTS, ids=str)
@pytest.mark.parametrize(("platform", "library"), [("linux", Unix), ("darwin", MacOS)])
def test_each_folder_is_where_the_library_has_it(platform, library, env, monkeypatch):
    env = {"HOME": "/home/someone"} | env
    for name in ("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    dirs = library("lastmile", appauthor=False)
    places = (dirs.user_config_dir, dirs.user_data_dir, dirs.user_state_dir)
    assert tuple(folder_of(kind, env, platform) for kind in ("CONFIG", "DATA", "STATE")) == places


@pytest.mark.parametrize(
    ("platform", "env"),
    [
        ("win32", {"HOME": "/home/someone"}),
        ("ios", {"HOME": "/home/someone"}),
        ("linux", {}),
        ("linux", {"HOME": "relative"}),
        ("linux", {"HOME": "/data", "ANDROID_DATA": "/data"}),
    ],
)
def test_the_library_is_asked_where_it_is_no_matter_of_two_variables(platform, env):
    assert folder_of("STATE", env, platform) is None
