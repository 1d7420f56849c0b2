"""A driver for real terminals, which are stopped, go away, and send invalid bytes."""

from __future__ import annotations

import os
import signal
import termios
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from typing import TextIO

    from textual.app import App

LOOK_SECONDS = 1.0
"""How soon a terminal is missed that has gone without a signal."""


class TerminalDriver(LinuxDriver):
    """Textual's driver, which no invalid byte or signal breaks."""

    def __init__(self, app: App[Any], **settings: Any) -> None:
        super().__init__(app, **settings)
        if self._file is not None:
            self._file = _PatientFile(self._file)  # type: ignore[assignment] # all that is asked
        self._given_back = False
        if self.input_tty:
            self._loop.call_later(LOOK_SECONDS, self._check_terminal)

    def run_input_thread(self) -> None:
        """Read keys; bytes that are not UTF-8 are dropped, with those that came with them."""
        while True:
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
            except OSError:
                pass  # hung up, which `_check_terminal` finds
            except Exception as error:  # noqa: BLE001 # reported like any other
                self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001 # no other way
            return

    def _check_terminal(self) -> None:
        """End the app when its terminal is gone, as after SIGHUP."""
        try:
            termios.tcgetattr(self.fileno)
        except termios.error:
            self._app.exit(return_code=128 + signal.SIGHUP)
        else:
            self._loop.call_later(LOOK_SECONDS, self._check_terminal)

    # A signal may come while the main thread holds the lock for drawing: so drawing is deferred.

    def _sigtstp_application(self, *_: object) -> None:
        """Stop: at once if the terminal is handed over, else after the current message."""
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _stop(self) -> None:
        self.suspend_application_mode()
        self._given_back = self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Resume; after SIGSTOP, which sends no notice, set up the terminal anew."""
        if not self._given_back:
            self._loop.call_soon_threadsafe(self._take_anew)
            return
        self._given_back = False
        self.resume_application_mode()

    def _take_anew(self) -> None:
        """Set up the terminal anew, since another program may have changed it."""
        if self._auto_restart and self._app.is_running:
            self.suspend_application_mode()
            self._must_signal_resume = True
            self.resume_application_mode()


class _PatientFile:
    """A file to which writing never fails, even if the terminal is gone."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self.fileno = file.fileno
        self.isatty = file.isatty

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()
