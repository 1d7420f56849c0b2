"""The terminal while it shows the first frame: made raw, handed over to the app, given back.

Nothing is left of it however the start ends; only SIGKILL leaves it as it is.
"""

from __future__ import annotations

import _signal as signals  # type: ignore[import-not-found] # `signal` takes 4 ms
import os
import termios

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_ENTER = b"\x1b[?1049h\x1b[?25l\x1b[?7l"
"""The alternate screen, no cursor, and no line that goes on in the next one."""

_LEAVE = b"\x1b[m\x1b[?7h\x1b[?1049l\x1b[?25h"
_LEAVE_APP = (
    b"\x1b[?2026l\x1b[?2004l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l\x1b[?1004l"
    b"\x1b[?2048l\x1b[?2031l\x1b[<u" + _LEAVE
)
"""The same, and what an app asks for that did not come to give it back."""

_ENDINGS = (signals.SIGTERM, signals.SIGHUP, signals.SIGINT, signals.SIGQUIT, signals.SIGTSTP)


class EarlyTerminal:
    """The terminal that stdin, stdout and stderr all are."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._settings: list[Any] | None = None
        """How it was, while it is not as it was."""
        self._with_app = False
        self.frame = b""
        """What it shows, until the app draws."""

    def take(self, frame: bytes) -> None:
        """Show a frame; keys are not echoed from here on. OSError or termios.error if it cannot."""
        before = termios.tcgetattr(self._fd)
        raw = [*before[:6], [*before[6]]]
        raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        raw[6][termios.VMIN] = 1
        # Signals wait until it is known what there is to give back, and no sequence is cut.
        mask = signals.pthread_sigmask(signals.SIG_BLOCK, _ENDINGS)
        try:
            for number in _ENDINGS:
                if signals.getsignal(number) != signals.SIG_IGN:
                    signals.signal(number, self._end)
            self._settings = before
            termios.tcsetattr(self._fd, termios.TCSANOW, raw)
            self._write(_ENTER + frame)
            self.frame = frame
        finally:
            signals.pthread_sigmask(signals.SIG_SETMASK, mask)

    def hand_over(self) -> list[Any] | None:
        """Let an app have the terminal as it is, with the settings that it is to put back."""
        if self._settings is None or self._with_app:
            return None
        self._with_app = True
        return self._settings

    def given_back(self) -> None:
        """The app has given the terminal back."""
        if self._with_app:
            self._settings = None
            self.frame = b""

    def give_back(self) -> None:
        """Leave the terminal as it was, whoever has it; once is enough."""
        settings, self._settings = self._settings, None
        if settings is None:
            return
        self.frame = b""
        mask = signals.pthread_sigmask(signals.SIG_BLOCK, _ENDINGS)
        try:
            self._write(_LEAVE_APP if self._with_app else _LEAVE)
            termios.tcsetattr(self._fd, termios.TCSANOW, settings)
        except (OSError, termios.error):
            return  # it is gone
        finally:
            signals.pthread_sigmask(signals.SIG_SETMASK, mask)

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._fd, data) :]

    def _end(self, number: int, _: object) -> None:
        """Give the terminal back, and end as by the signal: imports may lose an exception."""
        self.give_back()
        signals.signal(number, signals.SIG_DFL)
        os.kill(os.getpid(), number)
