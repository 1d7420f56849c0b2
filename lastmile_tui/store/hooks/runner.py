"""Running hooks in a process of its own, which outlives the command that began it.

One after another, also of several commands: who comes later waits for who is there.
"""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from lastmile_tui import private_files
from lastmile_tui.dates import SystemClock
from lastmile_tui.locations import HOOK_VARIABLE
from lastmile_tui.store.hooks.failures import note

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SECONDS: Final = 10.0
"""How long a hook may take."""

_TURN: Final = 60
"""Seconds to wait for the hooks of other commands."""

_GRACE: Final = 1.0
"""Seconds between asking a hook to end and ending it."""

_MARK: Final = "LASTMILE_HOOK_RUN"
"""In the environment of all that a hook starts, which may have left its group."""

_LOCK: Final = "hooks.lock"
_LINE: Final = 512
"""Bytes of a first line, of which systems read fewer."""


class HookRun(Struct, frozen=True):
    """One call: the program, and the JSON that it reads."""

    path: bytes
    given: str

    @property
    def place(self) -> Path:
        """The program, whose name is its hook."""
        return Path(os.fsdecode(self.path))


class HookOrder(Struct, frozen=True):
    """Calls in their order, the folder that keeps how they end, and the seconds each may take."""

    state: bytes
    runs: list[HookRun]
    seconds: float = SECONDS


_reader: Final = msgspec.json.Decoder(HookOrder)

_begun: list[subprocess.Popen[bytes]] = []
"""Processes that may not have ended yet."""


def begin(order: HookOrder) -> subprocess.Popen[bytes]:
    """Start a process for an order; OSError if that cannot be done."""
    _begun[:] = [process for process in _begun if process.poll() is None]
    # -P: no module is taken from the folder that somebody happens to stand in.
    command = [sys.executable, "-P", "-m", __name__]
    process = subprocess.Popen(  # noqa: S603 # ourselves
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _begun.append(process)
    assert process.stdin is not None  # noqa: S101 # as was asked for
    with suppress(BrokenPipeError), process.stdin as given:
        given.write(msgspec.json.encode(order))
    return process


def carry_out(order: HookOrder) -> None:
    """Run the hooks of an order, and keep how each ended."""
    state = Path(os.fsdecode(order.state))
    try:
        with _turn(state):
            for run in order.runs:
                _keep(state, run, _run(run, order.seconds))
    except TimeoutError:
        for run in order.runs:
            _keep(state, run, f"{run.place} was not run: those before it took more than a minute.")


@contextmanager
def _turn(state: Path) -> Iterator[None]:
    """Wait until no other process runs hooks; TimeoutError if that takes too long."""

    def late(*_: object) -> None:
        raise TimeoutError

    private_files.make_folder(state)
    fd = os.open(state / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, private_files.FILE)
    try:
        before = signal.signal(signal.SIGALRM, late)
        signal.setitimer(signal.ITIMER_REAL, _TURN)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX)
        except TimeoutError:  # which is an OSError as well
            raise
        except OSError:
            pass  # not every file system has locks
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        yield
    finally:
        os.close(fd)


def _run(run: HookRun, seconds: float) -> str:
    """Run one hook; why it failed, empty if it did well."""
    path, mark = run.place, os.urandom(8).hex()
    try:
        process = subprocess.Popen(  # noqa: S603 # a program of the user, and no shell
            [path],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=path.parent,
            env={**os.environ, HOOK_VARIABLE: path.name, _MARK: mark},
            start_new_session=True,
        )
    except OSError as error:
        return f"{path} could not be started: {_why_not(path, error)}."
    try:
        process.communicate(run.given.encode(), seconds)
    except subprocess.TimeoutExpired:
        _end(process, mark)
        return f"{path} was ended: it took more than {seconds:g} seconds."
    code = process.returncode
    if code < 0:
        return f"{path} failed: it was ended by {_name_of(-code)}."
    return f"{path} failed: its exit code was {code}." if code else ""


def _why_not(path: Path, error: OSError) -> str:
    """Why a program could not be started, by its first line where that is it."""
    words = (error.strerror or str(error)).lower()
    if error.errno == errno.ENOEXEC:
        return f"{words}; its first line must be #! and a program"
    if error.errno != errno.ENOENT or not path.exists():
        return words
    with suppress(OSError), path.open("rb") as file:
        line = file.readline(_LINE)
        if line.endswith(b"\r\n"):
            return "its lines end as those of Windows do; save it with those of Unix"
        if line.startswith(b"#!") and (named := line[2:].split()):
            return f"its first line names {os.fsdecode(named[0])}, which is not there"
    return words


def _name_of(number: int) -> str:
    """A signal by its name; those of real time have none of their own."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _end(process: subprocess.Popen[bytes], mark: str) -> None:
    """End a hook with all that it started."""
    for number, seconds in ((signal.SIGTERM, _GRACE), (signal.SIGKILL, None)):
        _signal(os.killpg, process.pid, number)
        for pid in _marked(mark):
            _signal(os.kill, pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    if process.stdin is not None:
        with suppress(OSError):
            process.stdin.close()


def _signal(send: Callable[[int, int], None], pid: int, number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        send(pid, number)


def _marked(mark: str) -> Iterator[int]:
    """What went from the group of a hook into a session of its own, where there is /proc."""
    entry = f"{_MARK}={mark}".encode()
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):  # of somebody else, or ended meanwhile
            if entry in environment.read_bytes().split(b"\0"):
                yield int(environment.parent.name)


def _keep(state: Path, run: HookRun, sentence: str) -> None:
    at = SystemClock().now().isoformat(timespec="seconds")
    note(state, run.place.name, sentence, at)


if __name__ == "__main__":
    carry_out(_reader.decode(sys.stdin.buffer.read()))
