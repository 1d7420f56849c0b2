"""A real pseudo-terminal with a program in it, read as a person reads it: by its screen."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import termios
from fcntl import ioctl
from pathlib import Path
from struct import pack, unpack
from time import monotonic

import pyte

from support.forked import ForkedApp, ForkedProcess

PATIENCE = 60.0
"""Seconds until something that should be shown counts as missing; generous for a busy machine."""

PART = 512
"""Bytes that are drawn before it is looked what is on the screen."""

STILL = 0.3
"""Seconds without a byte after which a frame is over; a program writes one in one go."""

AGAIN = 5.0
"""Seconds after which an interrupt that was not heard is sent once more."""

COLUMNS, LINES = 100, 30


def _started(command, child, *, cwd, env):
    """A program whose terminal is the end `child` of one."""
    if isinstance(command, ForkedApp):
        return ForkedProcess(command, os.ttyname(child), cwd=cwd, env=env)
    streams = {"stdin": child, "stdout": child, "stderr": child}
    return subprocess.Popen(command, **streams, cwd=cwd, env=env, start_new_session=True)


class Terminal:
    """Starts a program and shows what it draws; `raw` keeps every byte that it wrote."""

    def __init__(self, command, *, env=None, cwd=None, patience=PATIENCE, size=(COLUMNS, LINES)):
        columns, lines = size
        self.raw = b""
        self._patience = patience
        self.screen = pyte.Screen(columns, lines)
        self._rows = {}
        self._stream = pyte.ByteStream(self.screen)
        self._master, child = pty.openpty()
        ioctl(child, termios.TIOCSWINSZ, pack("HHHH", lines, columns, 0, 0))
        self.before = termios.tcgetattr(child)
        env = {"TERM": "xterm-256color", "LANG": "C.UTF-8", **(os.environ if env is None else env)}
        # A worker of pytest-xdist has the size of another terminal there, and Textual heeds it.
        for size_of_another in ("COLUMNS", "LINES"):
            env.pop(size_of_another, None)
        self._state = env.get("XDG_STATE_HOME", "")
        self.process = _started(command, child, cwd=cwd, env=env)
        self._child = child

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.hang_up()
        if self._child is not None:
            os.close(self._child)

    @property
    def settings(self):
        """How the terminal is set: raw while an app has it."""
        return termios.tcgetattr(self._child)

    @property
    def foreground(self):
        """The descriptor that tells which processes have the terminal."""
        return self._master

    @property
    def shown(self):
        """The screen as text.

        pyte 0.8.2 leaves an empty cell where the right half of a wide character stood until that
        is drawn over as well, and its own `display` raises IndexError for it.
        """
        columns, lines = range(self.screen.columns), range(self.screen.lines)
        for at in self.screen.dirty:
            for number in {at, max(at - 1, 0)}:  # an accent is put on the end of the line before
                line = self.screen.buffer[number]
                self._rows[number] = "".join([line[column].data for column in columns]).rstrip()
        self.screen.dirty.clear()
        return "\n".join([self._rows[number] for number in lines])

    def resize(self, columns, lines):
        """Give the window another size."""
        ioctl(self._child, termios.TIOCSWINSZ, pack("HHHH", lines, columns, 0, 0))
        self.screen.resize(lines, columns)
        self.send(signal.SIGWINCH)

    def press(self, keys):
        """Type."""
        self.write(keys.encode())

    def write(self, data):
        """Send bytes as a terminal does, whatever they are."""
        os.write(self._master, data)

    @property
    def unread(self):
        """How many of the bytes that arrived the program has not read yet."""
        return unpack("i", ioctl(self._child, termios.FIONREAD, bytes(4)))[0]

    def draw(self, data):
        """Draw on the screen what the program wrote."""
        self._stream.feed(data)

    def until(self, text):
        """Read until some text is on the screen, or was for a moment."""
        self._read(lambda: text in self.shown, text, passing=True)

    def until_gone(self, text):
        """Read until some text is on the screen no more."""
        self._read(lambda: text not in self.shown, f"no {text}")

    def until_true(self, holds, what):
        """Read until something holds that is not on the screen."""
        self._read(holds, what)

    def until_still(self):
        """Read until nothing has been written for a moment: what is drawn is whole."""
        while self._take(wait=STILL):
            pass

    def end(self):
        """Read until the program has ended, and all that it wrote; its exit code."""
        self._read(lambda: self.process.poll() is not None, "the end")
        while self._take(wait=0.0):
            pass
        return self.process.returncode

    def send(self, number):
        """Send the program a signal."""
        self.process.send_signal(number)

    def interrupt(self, heard=None):
        """Interrupt a question until that is heard, such as by its end; its exit code then.

        Readline misses one that comes while it is about to wait: a person would press it again.
        """
        ended = heard is None
        heard = heard or (lambda: self.process.poll() is not None)
        deadline = monotonic() + self._patience
        while not heard() and monotonic() < deadline:
            self.send(signal.SIGINT)
            again = monotonic() + AGAIN
            while not heard() and monotonic() < again:
                self._take(wait=0.05)
        self._read(heard, "an answer to the interrupt")
        return self.end() if ended else None

    def hang_up(self):
        """Close the window."""
        if self._master is not None:
            os.close(self._master)
            self._master = None

    def _read(self, holds, what, *, passing=False):
        """Read until something holds; with `passing` it may have ceased to in the same read."""
        seen = []

        def look():
            if passing and holds():
                seen.append(True)

        deadline = monotonic() + self._patience
        while not (seen or holds()):
            late = monotonic() >= deadline
            assert not late, f"{what!r} did not come:\n{self.shown}\n{self._reports()}"
            self._take(wait=0.05, look=look)

    def _reports(self):
        """What the app reported of an error of its own, which leaves the disk with the test."""
        reports = Path(self._state, "lastmile", "reports").glob("*.txt")
        return "\n".join(path.read_text(errors="replace") for path in reports)

    def _take(self, *, wait, look=lambda: None):
        """Take in what is written within so many seconds; whether there was anything.

        A busy machine reads late, and much at once: `look` is called between its parts.
        """
        if not select.select([self._master], [], [], wait)[0]:
            return False
        try:
            got = os.read(self._master, 1 << 16)
        except OSError:  # Linux, when nobody holds the other end any more
            return False
        self.raw += got
        for start in range(0, len(got), PART):
            self.draw(got[start : start + PART])
            look()
        return bool(got)
