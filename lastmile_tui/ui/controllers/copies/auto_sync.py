"""Syncing from the app: a process of its own exchanges the changes, so that no key waits for it.

What comes in is seen as any change of another process is. A sync that is under way when the app is
left goes on by itself.
"""

from __future__ import annotations

import subprocess
from asyncio import CancelledError, sleep
from typing import TYPE_CHECKING, Any, Final

import msgspec

from lastmile_tui.errors import LastmileError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from lastmile_tui.config import Config
    from lastmile_tui.ui.controllers.host import Host
    from lastmile_tui.ui.state.session import Session

SOON_SECONDS: Final = 10.0
"""How long after the last change it is sent."""

LEAVE_SECONDS: Final = 10
"""How long the end of the app waits for a sync; a key leaves before."""

LOOK_SECONDS: Final = 0.1
"""How soon the end of the process is seen."""

_AWAY: Final = (3, 10)
"""The exit codes for no network, and for a stick that is not plugged in."""

_GOING_ON: Final[list[subprocess.Popen[bytes]]] = []
"""Processes that go on when an app has ended."""

_NOT_SET_UP: Final = 17


class AutoSync:
    """Runs the process that syncs: on request, and by itself where the settings say so.

    `command` are its words, None for a file that is thrown away.
    """

    def __init__(
        self,
        host: Host,
        session: Session,
        command: Sequence[str] | None,
        config: Config,
    ) -> None:
        self._host, self._session, self._command = host, session, command
        self._auto = self._begun = False
        self._every: float | None = None
        self._timer: Timer | None = None
        self.settle(config)
        self._process: subprocess.Popen[bytes] | None = None
        self._again = self._aloud = self._unsent = False
        self._known: set[str] = set()
        """The sentences that were said already."""

    def begin(self) -> None:
        """Sync at the start, and from here on as often as the settings say."""
        self._begun = True
        self._set_timer()
        if self._auto or self._every is not None:
            self.run()

    def settle(self, config: Config) -> None:
        """Do as the settings say, from now on."""
        if self._command is not None:
            self._auto, self._every = config.auto_sync, config.sync_seconds
        if self._begun:
            self._set_timer()

    def _set_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._host.set_interval(self._every, self.run) if self._every else None

    def follow(self) -> None:
        """Send what was changed, when nothing more was changed for a while."""
        self._unsent = True
        if self._auto:
            self._host.run_worker(self._soon, exclusive=True, group="sync soon")

    async def _soon(self) -> None:
        await sleep(SOON_SECONDS)
        self.run()

    def run(self, *, aloud: bool = False) -> None:
        """Sync now, or once more after the sync that runs; `aloud` says also that it went well."""
        if self._command is None:
            if aloud:
                self._host.say("These roads are thrown away: nothing is synced.", "warning")
            return
        self._aloud = self._aloud or aloud
        if aloud:
            self._host.say("Syncing…")
        if self._process is not None:
            self._again = True
            return
        self._start(self._command)
        self._host.run_worker(self._wait, exclusive=False, group="sync")

    def _start(self, command: Sequence[str]) -> None:
        self._unsent = False
        try:
            self._process = subprocess.Popen(  # noqa: S603 # our own command line, without a shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            self._fail(1, f"The sync could not be started: {error.strerror}.")

    async def _wait(self) -> None:
        """Wait for the end of the process without a thread, which the end would wait for."""
        while (process := self._process) is not None:
            try:
                while process.poll() is None:  # noqa: ASYNC110 # nothing tells the end of a process
                    await sleep(LOOK_SECONDS)
                answer = process.stdout.read() if process.stdout else b""
            except CancelledError:  # the app ends
                _GOING_ON.append(process)
                raise
            finally:
                if process.stdout:
                    process.stdout.close()
            self._process = None
            if not self._host.is_running:  # the app closes just now
                return
            self._take_in(process.returncode, answer)
            if self._again and self._command is not None:
                self._again = False
                self._start(self._command)

    def _take_in(self, code: int, answer: bytes) -> None:
        """Show what came in, and say what there is to say."""
        try:
            found: dict[str, Any] = msgspec.json.decode(answer, type=dict[str, Any])
        except msgspec.DecodeError:
            found = {}
        if code:
            self._unsent = True
            self._fail(code, found.get("error") or "The sync failed; lastmile sync says why.")
            return
        session, host = self._session, self._host
        session.notices.sync = ""
        try:
            session.refresh()
        except LastmileError as error:
            host.say(str(error), "warning")
        host.bind_down()
        if self._aloud or found.get("conflicts"):
            host.say(str(found.get("text") or "Nothing new."))
        self._aloud = False

    def _fail(self, code: int, sentence: str) -> None:
        """Say what went wrong: on request, or once; in the header alone where nobody is reached."""
        away = code in _AWAY
        if code != _NOT_SET_UP:
            self._session.notices.sync = "offline" if away else "not synced"
        self._host.bind_down()
        if self._aloud or not (away or sentence in self._known):
            self._host.say(sentence, "warning")
        self._known.add(sentence)
        self._aloud = False

    def leave(self) -> None:
        """Leave the app; where it syncs by itself, what was changed is sent first."""
        away = self._session.notices.sync == "offline"
        done = not self._auto or away or not (self._unsent or self._process)
        if done:
            self._host.exit()
            return
        from lastmile_tui.ui.dialogs.leave import LeaveScreen  # noqa: PLC0415 # for who syncs

        if isinstance(self._host.screen, LeaveScreen):
            self._host.exit()
            return
        if self._unsent:
            self.run()
        screen = LeaveScreen(lambda: self._process is None, LEAVE_SECONDS)
        self._host.push_screen(screen, lambda _: self._host.exit())
