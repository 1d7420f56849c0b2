"""Where no first frame may be shown, and what it takes to find that out."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from lastmile_tui.early import start

NEVER = {
    "LASTMILE_EARLY=0": {"LASTMILE_EARLY": "0"},
    "LASTMILE_EARLY=no": {"LASTMILE_EARLY": " No "},
    "LASTMILE_EARLY=off": {"LASTMILE_EARLY": "off"},
    "LASTMILE_EARLY=false": {"LASTMILE_EARLY": "FALSE"},
    "lines": {"LASTMILE_LINEAR": "1"},
    "a tab of a browser": {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"},
    "signals from keys": {"TEXTUAL_ALLOW_SIGNALS": "1"},
    "another width": {"COLUMNS": "70"},
    "another height": {"LINES": "30"},
    "a dumb terminal": {"TERM": "dumb"},
    "a shell in Emacs": {"TERM": "emacs"},
    "an unknown terminal": {"TERM": "unknown"},
    "no terminal at all": {"TERM": ""},
}
MAY = {
    "as usual": {},
    "LASTMILE_EARLY=1": {"LASTMILE_EARLY": "1"},
    "an empty LASTMILE_EARLY": {"LASTMILE_EARLY": ""},
    "another file": {"LASTMILE_FILE": "/somewhere/goals.json"},
}

HEAVY = (
    *("textual", "rich", "tinydb", "pendulum", "msgspec", "argparse", "typing", "pathlib"),
    *("asyncio", "json", "re", "enum", "contextlib", "zoneinfo", "datetime", "platformdirs"),
)


@pytest.fixture
def usual(monkeypatch):
    monkeypatch.setattr(os, "isatty", lambda _: True)
    monkeypatch.setenv("TERM", "xterm")
    for name in ("COLUMNS", "LINES", "LASTMILE_LINEAR", "LASTMILE_EARLY"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize("env", NEVER.values(), ids=NEVER)
def test_an_environment_may_forbid_it(usual, env):
    for name, value in env.items():
        usual.setenv(name, value)
    assert not start._may_be_shown()  # noqa: SLF001 - the whole needs a terminal


@pytest.mark.parametrize("env", MAY.values(), ids=MAY)
def test_another_may_not(usual, env):
    for name, value in env.items():
        usual.setenv(name, value)
    assert start._may_be_shown()  # noqa: SLF001 - as above


@pytest.mark.parametrize("stream", range(3))
def test_all_streams_have_to_be_terminals(usual, stream):
    usual.setattr(os, "isatty", lambda fd: fd != stream)
    assert not start._may_be_shown()  # noqa: SLF001 - as above


def test_nothing_heavy_is_imported_before_it_is_known():
    code = (
        "import sys; before = {*sys.modules}; import lastmile_tui.__main__;"
        "from lastmile_tui.early import frames, places, stamp, start, terminal;"
        "print(*({*sys.modules} - before))"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "lastmile_tui" in loaded
    assert not loaded & {*HEAVY}
