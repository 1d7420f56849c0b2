"""The terminal as it is in the wild: it is stopped, goes away, and sends what is no text."""

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
"""How soon a terminal is missed that went away without a signal."""


class TerminalDriver(LinuxDriver):
    """Textual's driver, where neither a stray byte nor a stray signal breaks the app."""

    def __init__(self, app: App[Any], **settings: Any) -> None:
        super().__init__(app, **settings)
        if self._file is not None:
            self._file = _PatientFile(self._file)  # type: ignore[assignment] # all that is asked
        self._given_back = False
        if self.input_tty:
            self._loop.call_later(LOOK_SECONDS, self._look)

    def run_input_thread(self) -> None:
        """Read keys; bytes that are no UTF-8 go, with those that came together with them."""
        while True:
            try:
                super().run_input_thread()
            except UnicodeDecodeError:
                continue
            except OSError:
                pass  # hung up, which `_look` finds
            except Exception as error:  # noqa: BLE001 # told like any other
                self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001 # no other way
            return

    def _look(self) -> None:
        """End the app when its terminal is gone, as after SIGHUP."""
        try:
            termios.tcgetattr(self.fileno)
        except termios.error:
            self._app.exit(return_code=128 + signal.SIGHUP)
        else:
            self._loop.call_later(LOOK_SECONDS, self._look)

    # A signal may come while the main thread holds the lock that drawing needs: what draws waits.

    def _sigtstp_application(self, *_: object) -> None:
        """Stop; at once where the terminal is handed over, and else after the message at hand."""
        if self._auto_restart:
            self._loop.call_soon_threadsafe(self._stop)
        else:
            os.kill(os.getpid(), signal.SIGSTOP)

    def _stop(self) -> None:
        self.suspend_application_mode()
        self._given_back = self._must_signal_resume = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def _sigcont_application(self, *_: object) -> None:
        """Go on; after SIGSTOP, of which nobody tells, take the terminal anew."""
        if not self._given_back:
            self._loop.call_soon_threadsafe(self._take_anew)
            return
        self._given_back = False
        self.resume_application_mode()

    def _take_anew(self) -> None:
        """Take the terminal as if it had been given back before: whoever had it may have set it."""
        if self._auto_restart and self._app.is_running:
            self.suspend_application_mode()
            self._must_signal_resume = True
            self.resume_application_mode()


class _PatientFile:
    """A file to which writing never fails: a terminal that is gone hears nothing."""

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
