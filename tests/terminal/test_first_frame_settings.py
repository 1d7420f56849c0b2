"""The first frame after settings were changed beside a running app: true, or there is none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lastmile_tui.cli.main import main
from support.first_frame import ENTER, Starts, until_frame

DARK, LIGHT = b"48;2;18;20;23", b"48;2;251;250;247"
"""The grounds of our own themes."""


@pytest.fixture
def starts(tmp_path):
    """Starts on a road in the final stretch."""
    assert main(["add", "Sell the Volvo: listed > drives >> signed due 2031-01-01"]) == 0
    assert main(["advance", "Volvo"]) == 0
    assert main(["advance", "Volvo"]) == 0
    return Starts(tmp_path)


def configure(text, name="config.toml"):
    path = Path(os.environ["XDG_CONFIG_HOME"], "lastmile", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def change(starts, text, seen, name="config.toml"):
    """Change a file while the app runs, wait until that is seen, and leave."""
    with starts.open() as terminal:
        starts.until_begun(terminal)
        configure(text, name)
        terminal.until_true(lambda: seen in terminal.raw, "the change")
        terminal.until_still()
        terminal.press("q")
        assert terminal.end() == 0


def shown_at_once(starts):
    """The newest frame, which the next start begins with."""
    *others, _ = sorted(starts.files, key=lambda path: path.stat().st_mtime_ns)
    for file in others:  # of the settings as they were
        file.unlink()
    frame = starts.frame
    with starts.open() as terminal:
        until_frame(terminal, frame)
        starts.until_begun(terminal)
        terminal.press("q")
        assert terminal.end() == 0
    return frame


def test_it_is_in_the_theme_that_was_taken_in(starts):
    configure("")
    starts.until_kept()
    change(starts, 'theme = "lastmile-light"\n', LIGHT)
    frame = shown_at_once(starts)
    assert LIGHT in frame
    assert DARK not in frame


def test_it_calls_miles_what_they_are_called_by_then(starts):
    configure("")
    starts.until_kept()
    change(starts, 'unit = "stage"\n', b"stage")
    assert b"1 stage to go" in shown_at_once(starts)


def test_what_waits_for_a_new_start_leaves_no_frame_that_lacks_it(starts):
    configure("")
    starts.until_kept()
    before = starts.files
    change(starts, 'glyphs = "ascii"\n', b"Start lastmile again")
    assert starts.files == before  # which is for the settings as they were
    with starts.open() as terminal:
        starts.until_begun(terminal)
        assert not terminal.raw.startswith(ENTER)  # what shows a frame
        assert terminal.shown.isascii()
        terminal.press("q")
        assert terminal.end() == 0


def test_a_broken_file_leaves_none_either(starts):
    configure("")
    starts.until_kept()
    before = starts.files
    change(starts, "day_starts = 13\n", b"line 1")
    assert starts.files == before
