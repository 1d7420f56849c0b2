"""The app started with hostile settings, variables and state, by the bytes of a real terminal."""

from __future__ import annotations

import json
import os
import sys

import pytest

from support.forked import lastmile
from support.hostile import HOSTILE, kinds, some
from support.terminal import Terminal

SHARE = 4
"""As many are always tried; `-m long` tries them all."""

SHOWN = "Goals fail in the last mile"
"""Words of the screen on which there is no road yet."""

ALIKE = ("TERM", "COLORTERM", "NO_COLOR", "LANG", "LC_ALL", "EDITOR", "VISUAL", "COLORFGBG")
HOMES = ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")

VARIABLES = {
    "look": ALIKE,
    "homes": HOMES,
    "zone": ("TZ",),
    "file": ("LASTMILE_FILE",),
    "configuration": ("LASTMILE_CONFIG",),
}
"""Variables that are set together."""

SETTINGS = {
    "theme": "theme = {}\n",
    "glyphs": "glyphs = {}\n",
    "timezone": "timezone = {}\n",
    "key": "[keys]\nadvance = {}\n",
    "command": "[keys]\n{} = 'x'\n",
}

ZONES = (
    "Europe",
    "Europe/Berlin",
    ":/etc/localtime",
    ":",
    "",
    "/",
    "../../etc/passwd",
    "UTC0",
    "x",
)


def start(folder, variables=None, settings="", state=None, *, fresh=False):
    """What the app writes from its start to its end, and whether it came to show roads.

    Python itself heeds some variables: what it does with them is tried in a `fresh` one.
    """
    homes = {name: str(folder / name) for name in HOMES}
    for each in homes.values():
        (folder / each / "lastmile").mkdir(parents=True)
    (folder / "XDG_CONFIG_HOME" / "lastmile" / "config.toml").write_text(settings)
    if state is not None:
        (folder / "XDG_STATE_HOME" / "lastmile" / "state.json").write_text(json.dumps(state))
    here = folder / "some" / "where"
    here.mkdir(parents=True)
    env = {name: text for name, text in os.environ.items() if name not in ALIKE}
    env |= {**homes, "TZ": "UTC", "LANG": "C.UTF-8"} | (variables or {})
    words = ("--now", "2026-11-21T09:00")
    command = [sys.executable, "-m", "lastmile_tui", *words] if fresh else lastmile(*words)
    with Terminal(command, env=env, cwd=here, patience=30) as terminal:
        terminal.until_true(
            lambda: SHOWN in terminal.shown or terminal.process.poll() is not None, "the app"
        )
        shows = terminal.process.poll() is None
        if shows:
            terminal.press("q")
        code = terminal.end()
    assert code == 0 if shows else code in (1, 2)
    return terminal.raw, shows


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """What the app tells a terminal when nothing is wrong, and when a setting or its file is."""
    made = tmp_path_factory.mktemp("known")
    for name in ("right", "set", "wrong"):
        (made / name).mkdir()
    right, shows = start(made / "right")
    assert shows
    wrongly_set, shows = start(made / "set", settings="glyphs = 'x'\n")
    assert shows
    wrong, shows = start(made / "wrong", {"LASTMILE_FILE": "/"})
    assert not shows
    found = kinds(right) | kinds(wrongly_set) | kinds(wrong)
    found -= {f"ESC ]'0;{title}'" for title in ("lastmile", "")}  # ours, and the one given back
    assert not any(
        kind.startswith(("ESC ]'0", "ESC ]'1;", "ESC ]'2;", "ESC ]'52")) for kind in found
    )
    assert not any(kind.startswith(("bidi", "Cc", "Cf", "Cs")) for kind in found)
    return kinds(right) | kinds(wrongly_set) | kinds(wrong)


def assert_inert(known, told, folder):
    raw, shows = told
    assert kinds(raw) <= known
    assert b"Traceback" not in raw
    assert b"Something broke" not in raw
    if not shows:
        assert raw.strip().endswith((b".", b"?"))
    assert not list(folder.rglob("pwned"))


def given(name):
    """A text as a variable can hold it."""
    raw = HOSTILE[name].replace("\x00", "").encode("utf-8", "surrogatepass")
    return os.fsdecode(raw[:200])


@pytest.mark.parametrize(("name", "group"), some(HOSTILE, VARIABLES, share=SHARE))
def test_the_app_starts_or_says_why_with_any_variables(tmp_path, known, name, group):
    told = start(tmp_path, dict.fromkeys(VARIABLES[group], given(name)), fresh=True)
    assert_inert(known, told, tmp_path)


@pytest.mark.parametrize("zone", ZONES)
def test_the_app_starts_or_says_why_in_any_zone(tmp_path, known, zone):
    assert_inert(known, start(tmp_path, {"TZ": zone}), tmp_path)


@pytest.mark.parametrize(("name", "setting"), some(HOSTILE, SETTINGS, share=SHARE))
def test_the_app_starts_or_says_why_with_any_setting(tmp_path, known, name, setting):
    value = json.dumps(HOSTILE[name].encode("utf-8", "replace").decode()).replace("\x7f", "\\u007f")
    told = start(tmp_path, settings=SETTINGS[setting].replace("{}", value))
    assert_inert(known, told, tmp_path)


@pytest.mark.parametrize("name", some(HOSTILE, share=2))
def test_the_app_starts_with_any_state_of_its_own(tmp_path, known, name):
    text = HOSTILE[name].encode("utf-8", "replace").decode()
    keys = ("theme", "view", "sort", "density", "query", "guide", "place", "device", text)
    told = start(tmp_path, state=dict.fromkeys(keys, text))
    assert told[1]
    assert_inert(known, told, tmp_path)
