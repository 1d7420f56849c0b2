"""Runs a program in a pseudo-terminal until it shows some text."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
from contextlib import suppress
from fcntl import ioctl
from struct import pack
from termios import TIOCSWINSZ
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMNS, LINES = 120, 40

PATIENCE = 30.0
"""Seconds after which a program is held to be stuck."""

STILL = 0.5
"""Seconds without a byte after which a program has drawn itself."""

_KIB = 1024


class Showing(NamedTuple):
    """Seconds from the start of the process to the text, its peak memory in MiB until then, and
    what it has written."""

    seconds: float
    memory: float
    written: bytes


def until(
    text: bytes,
    command: Sequence[str],
    env: Mapping[str, str],
    *,
    typed: bytes = b"",
    behind: bytes = b"",
    leave: bytes = b"",
) -> Showing:
    """Start a program, wait until it has written `text` to the terminal, and kill it.

    Keys are `typed` at once, and the text counts `behind` another one. With keys to `leave` it is
    not killed. The terminal answers no query. RuntimeError when the text does not come.
    """
    master, slave = pty.openpty()
    ioctl(slave, TIOCSWINSZ, pack("HHHH", LINES, COLUMNS, 0, 0))
    start = perf_counter()
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True
    )
    os.close(slave)
    if typed:
        os.write(master, typed)
    written = b""
    try:
        while text not in written[max(written.find(behind), 0) :] or behind not in written:
            left = start + PATIENCE - perf_counter()
            if not select.select([master], [], [], max(left, 0))[0]:
                raise RuntimeError(f"{command} did not show {text!r}: {written[-500:]!r}")
            written += _read(master)
        showing = Showing(perf_counter() - start, _peak(process.pid), written)
        if leave:
            _leave(master, process, leave)
        return showing
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        os.close(master)


def _leave(master: int, process: subprocess.Popen[bytes], keys: bytes) -> None:
    """Press keys, and wait for the end."""
    while select.select([master], [], [], STILL)[0]:
        _read(master)
    os.write(master, keys)
    while process.poll() is None:
        if select.select([master], [], [], STILL)[0]:
            with suppress(RuntimeError):
                _read(master)


def _read(master: int) -> bytes:
    try:
        got = os.read(master, 1 << 16)
    except OSError:  # Linux, when the other end is closed
        got = b""
    if not got:
        raise RuntimeError("the program ended before it showed anything")
    return got


def _peak(pid: int) -> float:
    """The peak of the resident memory in MiB; 0 where the system does not tell it like Linux."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as file:  # noqa: PTH123 - no file to name
            lines = dict(line.split(":", 1) for line in file)
    except FileNotFoundError:
        return 0.0
    return int(lines["VmHWM"].split()[0]) / _KIB
