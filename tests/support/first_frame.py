"""Starts of the app that show a first frame, in a terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from lastmile_tui.early import frames
from support.forked import lastmile
from support.terminal import Terminal

ENTER = b"\x1b[?1049h\x1b[?25l\x1b[?7l"
"""What a terminal gets first where a frame is shown; Textual begins otherwise."""

TRIES = 3

COMMAND = [sys.executable, "-m", "lastmile_tui"]


class Starts:
    """Starts of the app on the user's file, each in a terminal of the same size and variables."""

    def __init__(self, folder, *, size=(80, 24), env=None, words=()):
        self.size, self.folder, self.words = size, folder, words
        self.env = {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **{name: value for name, value in os.environ.items() if name != "NO_COLOR"},
            **(env or {}),
        }

    def open(self, *words, **env):
        """Start the app."""
        return self._terminal([*COMMAND, *self.words, *words], self.env | env)

    def _terminal(self, command, env):
        return Terminal(command, env=env, cwd=self.folder, size=self.size)

    def leave(self, *keys, seen="FINAL", end="q"):
        """Go through the app, which was started somehow, and leave it; what it wrote."""
        fresh = self.env["LANG"] != os.environ["LANG"]
        command = [*COMMAND, *self.words] if fresh else lastmile(*self.words)
        with self._terminal(command, self.env) as terminal:
            self.until_begun(terminal, seen)
            for key in keys:
                terminal.press(key)
                terminal.until_still()
            terminal.press(end)
            assert terminal.end() == 0, terminal.shown
            return terminal.raw

    def until_kept(self, *keys, **how):
        """Leave the app until it has kept a frame: it keeps none while a file is just written."""
        for _ in range(TRIES):
            self.leave(*keys, **how)
            if self.files:
                return
        raise AssertionError("no frame was kept")

    def until_begun(self, terminal, seen="FINAL"):
        """Read until the roads are measured, too: only then is there a frame to keep.

        With that the app names its window, where a terminal has a name for one.
        """
        terminal.until(seen)
        if self.env["TERM"].startswith("xterm"):
            terminal.until_true(lambda: b"\x1b]0;" in terminal.raw, "the title of the window")
        terminal.until_still()

    @property
    def files(self):
        """The files of frames."""
        state = Path(self.env["XDG_STATE_HOME"])
        return sorted(state.glob("lastmile/files/*/frames/*"))

    @property
    def frame(self):
        """What the next start is to show at once."""
        (file,) = self.files
        data = file.read_bytes()
        (_, _, stamp_size, frame_size, _) = map(int, data.split(b"\n", 2)[1].split())
        assert frames.unpack(data, int(data.split(b"\n", 2)[1].split()[0])), "it is not whole"
        assert stamp_size + frame_size < len(data)
        return data[-frame_size:]


def until_frame(terminal, frame):
    """Read until the whole of a frame is there."""
    whole = ENTER + frame
    terminal.until_true(lambda: len(terminal.raw) >= len(whole), "the first frame")
    assert terminal.raw.startswith(whole)
    return whole
