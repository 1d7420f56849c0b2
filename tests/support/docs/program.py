"""A `lastmile` for the shells of the tests that starts in the time of an empty Python.

Started with a path it is a server, which has imported the command line once; a client, which is
the `lastmile` of those shells, sends it words, folder, environment, and its own stdin, stdout and
stderr, and a fork of the server runs the program in them from its first line.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from importlib import import_module
from pkgutil import walk_packages

import lastmile_tui

CLIENT = """\
#!{python} -IS
import os, sys
from _socket import AF_UNIX, SCM_RIGHTS, SOCK_STREAM, SOL_SOCKET, socket
server = socket(AF_UNIX, SOCK_STREAM)
server.connect({path!r})
variables = (f"{{name}}={{value}}" for name, value in os.environ.items())
data = os.fsencode("\\0".join([os.getcwd(), str(len(sys.argv)), *sys.argv[1:], *variables]))
fds = b"".join(fd.to_bytes(4, sys.byteorder) for fd in (0, 1, 2))
server.sendmsg([len(data).to_bytes(4, "big")], [(SOL_SOCKET, SCM_RIGHTS, fds)])
server.sendall(data)
os._exit(server.recv(1)[0])
"""

NOW = "LASTMILE_TESTS_NOW"
"""The variable that freezes the clock, where the words do not."""

_ELSEWHERE = (
    "lastmile_tui.ui",
    "lastmile_tui.web",
    "lastmile_tui.cli.mcp",
    "lastmile_tui.__main__",
)
"""What a command does not import."""


def serve(path):
    """Run what clients ask for, until the process is ended."""
    for module in walk_packages(lastmile_tui.__path__, "lastmile_tui."):
        if not module.name.startswith(_ELSEWHERE):
            import_module(module.name)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen(16)
    while True:
        client, _ = server.accept()
        if not os.fork():
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            server.close()
            _answer(client)
        client.close()


def _answer(client):
    """Run one command in a process of its own, and send its exit code."""
    size, fds, _, _ = socket.recv_fds(client, 4, 3)
    data = b""
    while len(data) < int.from_bytes(size, "big"):
        data += client.recv(1 << 16)
    child = os.fork()
    if not child:
        _run(os.fsdecode(data), fds)
    _, status = os.waitpid(child, 0)
    client.sendall(bytes([os.waitstatus_to_exitcode(status) & 255]))
    os._exit(0)


def _run(request, fds):
    """Become the program."""
    for number, fd in enumerate(fds):
        os.dup2(fd, number)
    folder, count, *rest = request.split("\0")
    words, variables = rest[: int(count) - 1], rest[int(count) - 1 :]
    os.environ.clear()
    os.environ.update(variable.split("=", 1) for variable in variables)
    time.tzset()
    os.chdir(folder)
    now = os.environ.pop(NOW, "")
    sys.argv = ["lastmile", *(["--now", now] if now and "--now" not in words else []), *words]
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 # for good
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", 1, encoding="utf-8", closefd=False)  # noqa: SIM115
    from lastmile_tui.__main__ import main  # noqa: PLC0415 # as the program does

    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    serve(sys.argv[1])
