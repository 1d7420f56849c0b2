"""A driver for real terminals, which are stopped, go away, and send invalid bytes."""

from __future__ import annotations

import os
import re
import signal
import termios
from contextlib import suppress
from select import select
from time import monotonic
from typing import TYPE_CHECKING, Any

from textual.constants import ESCAPE_DELAY
from textual.drivers.linux_driver import LinuxDriver

from lastmile_tui.domain.model.ascii_text import in_ascii
from lastmile_tui.early import start
from lastmile_tui.ui.keyboard.reader import TerminalReader
from lastmile_tui.ui.keyboard.shade import ASK, ASK_NO_MORE, AnswersOver

if TYPE_CHECKING:
    from typing import TextIO

    from textual.app import App

LOOK_SECONDS = 1.0
"""How soon a terminal is missed that has gone without a signal."""

READ_SECONDS, READ_BYTES = 0.1, 4096
"""How long the reader waits before it looks whether the app ends, and how much it takes at once."""

ANSWER_SECONDS = 1.0
"""How long an answer may take that the end of the app waits for."""

EMACS_TERM = ",term:"
"""What Emacs' own terminal, M-x ansi-term, has in INSIDE_EMACS: it sends escape only twice."""

_ALTERNATE_SCREEN = "\x1b[?1049h"
"""Some terminals clear the alternate screen when they are asked for it again."""

_NAMES_OF_KEYS = re.compile(r"\x1b\[>\d+u")
_TEXTS_OF_KEYS = "\x1b[>1u"
"""Of the keyboard protocol only what tells escape and chords apart; other keys come as text."""


class TerminalDriver(LinuxDriver):
    """Textual's driver, which no invalid byte or signal breaks."""

    def __init__(self, app: App[Any], **settings: Any) -> None:
        super().__init__(app, **settings)
        if self._file is not None:
            only_ascii = bool(getattr(app, "only_ascii", False))
            file = _PatientFile(self._file, only_ascii=only_ascii)
            self._file = file  # type: ignore[assignment] # all that is asked
        self._asks = False
        self._asked_until = 0.0
        """Until when an answer may come; it is waited for also at the end."""
        self._given_back = self._taken_over = self._stopped = False
        self._title, self._titled, self._ours = "", False, False
        if self.input_tty:
            self._loop.call_later(LOOK_SECONDS, self._check_terminal)

    def write(self, data: str) -> None:
        """Write, but ask terminals for the text of keys: Textual asks for the names of all keys.

        Kitty and foot would name a lone shift too, and may leave out what a key types. The first
        frame may be there already.
        """
        if data == _ALTERNATE_SCREEN and self._taken_over:
            self._taken_over = False
            return
        super().write(_TEXTS_OF_KEYS if _NAMES_OF_KEYS.fullmatch(data) else data)

    def show_title(self, title: str) -> None:
        """Give the window a title, until the terminal is given back; it has no control characters.

        OSC 0, as `CSI 22;0 t` keeps both the title and the icon's name.
        """
        if title == self._title:
            return
        self._title = title
        if self._writer_thread is not None and self._ours:
            self._write_title()

    def start_application_mode(self) -> None:
        before = start.began.terminal.hand_over() if start.began else None
        self._taken_over = before is not None
        self._titled = self._stopped = False
        try:
            super().start_application_mode()  # type: ignore[no-untyped-call] # Textual's own
        except BaseException:  # a signal: the thread that reads would go on for ever
            self.attrs_before = before or self.attrs_before
            if self._writer_thread is not None:
                self.stop_application_mode()
            raise
        self.attrs_before = before or self.attrs_before
        self._ours = self._writer_thread is not None
        if self._ours and self._title:
            self._write_title()
        if self._ours and self._asks:
            self._ask_shade()

    def ask_shade(self) -> None:
        """Ask whether the terminal is dark or light, now and each time that it is taken again.

        The app gets `TerminalShade`, also when that changes.
        """
        if not self._asks and self.input_tty:
            self._asks = True
            if self._ours:
                self._ask_shade()

    def _ask_shade(self) -> None:
        self._asked_until = monotonic() + ANSWER_SECONDS
        self.write(ASK)
        self.flush()

    def stop_application_mode(self) -> None:
        """Give the terminal back, with the title that it had.

        One that cannot keep titles is left with an empty one, which means its default one to most.
        """
        if self._titled:
            self.write("\x1b]0;\x07\x1b[23;0t")
            self._titled = False
        if self._asks and self._ours:
            self.write(ASK_NO_MORE)
        super().stop_application_mode()
        self._ours, self._stopped = False, True

    def close(self) -> None:
        """Wait until all is written."""
        super().close()
        if start.began and self._stopped:
            start.began.terminal.given_back()

    def _write_title(self) -> None:
        keep = "" if self._titled else "\x1b[22;0t"
        self._titled = True
        self.write(f"{keep}\x1b]0;{self._title}\x07")

    def run_input_thread(self) -> None:
        """Read what the terminal sends, until the app ends."""
        try:
            self._read()
        except Exception as error:  # noqa: BLE001 # reported like any other
            self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001 # no other way

    def _read(self) -> None:
        emacs = EMACS_TERM in os.environ.get("INSIDE_EMACS", "")
        reader = TerminalReader(ESCAPE_DELAY, pairs=emacs)
        ending = False
        while not ending:
            # Once more then: a mouse may have sent something, and an answer would be left as keys.
            ending = self.exit_event.is_set() and monotonic() >= self._asked_until
            wait = READ_SECONDS
            if reader.deadline is not None:
                wait = max(0.0, min(wait, reader.deadline - monotonic()))
            data = self._receive(wait)
            if data is None:
                for event in reader.tick(monotonic()):  # never while there is more to read
                    self.process_message(event)
            elif data:
                for event in reader.feed(data, monotonic()):
                    if isinstance(event, AnswersOver):
                        self._asked_until = 0.0
                    else:
                        self.process_message(event)
            else:
                self.exit_event.wait(READ_SECONDS)

    def _receive(self, seconds: float) -> bytes | None:
        """What is sent within so many seconds: None is nothing, no bytes that it cannot be read.

        It cannot for a moment, or because the terminal is gone, which `_check_terminal` finds.
        """
        try:
            if not select([self.fileno], [], [], seconds)[0]:
                return None
            return os.read(self.fileno, READ_BYTES)
        except OSError:
            return b""

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
    """A file to which writing never fails, even if the terminal is gone.

    A terminal of single bytes is written to in ASCII, whatever is drawn: the last bytes of a
    character of UTF-8 are controls there, and it answers some of them as if somebody typed.
    """

    def __init__(self, file: TextIO, *, only_ascii: bool) -> None:
        self._file, self._only_ascii = file, only_ascii
        self.fileno = file.fileno
        self.isatty = file.isatty

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._file.write(in_ascii(text) if self._only_ascii else text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()
