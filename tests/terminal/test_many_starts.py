"""The app started again and again on a busy machine, with a backup to be made at each start."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.locations import find
from support.terminal import Terminal

LINES = (
    "Sell the Volvo: listed > test drives >> papers signed due 2027-05-01 #car @Henrik",
    "Swim the lake: buoy > island >> shore target 42 km",
    "Paint the boat: sand > prime > paint",
)
SHOWN = "PLANNED"
"""Words of the first screen that has a road."""

APP = """
import sys
from lastmile_tui.cli.main import main
sys.setswitchinterval(1e-6)
sys.exit(main(sys.argv[1:]))
"""
"""The app, with threads that take turns as often as they can."""

AT_ONCE = 4
"""Starts that compete with each other, and with programs that never pause."""


@contextmanager
def load():
    """As many programs that never pause as there are cores."""
    busy = [sys.executable, "-c", "while True: pass"]
    programs = [subprocess.Popen(busy) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for program in programs:
            program.kill()
            program.wait()


def start(path):
    """Start the app on a file that has no backup, and quit as soon as there is one; its end."""
    backups = find(os.environ, file=path).backups
    with Terminal([sys.executable, "-c", APP, "--file", str(path)]) as terminal:
        over = terminal.process.poll
        terminal.until_true(lambda: SHOWN in terminal.shown or over() is not None, SHOWN)
        drawn = SHOWN in terminal.shown
        terminal.until_true(lambda: list(backups.glob("*.gz")) or over() is not None, "a backup")
        if over() is None:
            terminal.press("q")
        return drawn, terminal.end()


@pytest.mark.parametrize("count", [AT_ONCE, pytest.param(200, marks=pytest.mark.long)])
def test_each_of_many_starts_shows_the_roads_and_ends_well(tmp_path, count):
    made = tmp_path / "lastmile.json"
    for line in LINES:
        assert main(["--file", str(made), "add", line]) == 0
    paths = [tmp_path / f"{number}.json" for number in range(count)]
    for path in paths:
        shutil.copyfile(made, path)
    with load(), ThreadPoolExecutor(AT_ONCE) as starts:
        ends = list(starts.map(start, paths))
    assert [end for end in ends if end != (True, 0)] == []
