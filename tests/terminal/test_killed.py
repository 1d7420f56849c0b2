"""A killed app leaves its terminal as it was; what docs/files.md says gives that back."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections import deque
from pathlib import Path
from time import monotonic

import pytest

from lastmile_tui.cli.main import main
from support.cli.program import ITSELF, on_path
from support.terminal import PATIENCE, Terminal
from support.terminal_modes import odd_modes

FILES = (Path(__file__).parents[2] / "docs" / "files.md").read_text(encoding="utf-8")
(FUNCTION,) = re.findall(r"^```bash\n(lastmile\(\) \{.*?)^```", FILES, re.MULTILINE | re.DOTALL)
(LINE,) = re.findall(r"^ +(printf .*)$", FUNCTION, re.MULTILINE)

SHELL = """
import os, sys
os.open(os.ttyname(0), os.O_RDWR)  # which makes it the controlling terminal of this session
os.execvp(sys.argv[1], sys.argv[1:])
"""

SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "--noediting", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "sh": ["sh", "-i"],
}
HERE = [name for name in SHELLS if shutil.which(name)]
WITH_FUNCTIONS = [name for name in HERE if name != "sh"]

DEADLY = (signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A home with a road, and with `lastmile` as a command."""
    assert main(["add", "Swim: a > b"]) == 0
    on_path(tmp_path, monkeypatch, ITSELF)
    monkeypatch.setenv("PS1", "shell>")
    return tmp_path


def until_drawn(terminal):
    """Read until nothing more comes: what is killed within a sequence leaves the half of it."""
    sizes = deque([0], maxlen=12)

    def quiet():
        sizes.append(len(terminal.raw))
        return len(sizes) == sizes.maxlen and len(set(sizes)) == 1

    terminal.until_true(quiet, "an end of the drawing")


def kill_app(terminal, number):
    """Start the app in a shell, and kill it when its road is drawn."""
    terminal.until("shell>")
    terminal.press("lastmile\n")
    terminal.until("PLANNED")
    until_drawn(terminal)
    modes = {"1049", "1003", "25", "keys", "title"}  # the title comes when nothing is to be drawn
    terminal.until_true(lambda: modes <= odd_modes(terminal), f"all of {modes}")
    pid = os.tcgetpgrp(terminal.foreground)
    assert pid != terminal.process.pid
    os.kill(pid, number)
    terminal.until_true(lambda: os.tcgetpgrp(terminal.foreground) != pid, "the shell")


def is_usable(terminal):
    """Whether what is typed is shown, and done."""
    terminal.press("clear; echo it $((6 * 7)) works\n")
    terminal.until("it 42 works")
    return not odd_modes(terminal)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("shell", HERE)
def test_the_line_of_the_readme_gives_back_what_a_killed_app_has_left(shell):
    with Terminal([sys.executable, "-c", SHELL, *SHELLS[shell]]) as terminal:
        kill_app(terminal, signal.SIGKILL)
        assert odd_modes(terminal)
        terminal.press(f"stty sane\n{LINE}\n")
        assert is_usable(terminal)


@pytest.mark.parametrize("number", DEADLY)
@pytest.mark.parametrize("shell", WITH_FUNCTIONS)
@pytest.mark.usefixtures("folder")
def test_with_the_function_of_the_readme_the_shell_gives_it_back(shell, number):
    with Terminal([sys.executable, "-c", SHELL, *SHELLS[shell]]) as terminal:
        terminal.until("shell>")
        terminal.press(f"ulimit -c 0\n{FUNCTION}\nclear\n")
        terminal.until_true(lambda: terminal.shown.strip() == "shell>", "a clear screen")
        kill_app(terminal, number)
        terminal.until_true(lambda: not odd_modes(terminal), "the terminal")
        assert is_usable(terminal)
        terminal.press("lastmile list --view nonsense; echo code $?\n")
        terminal.until("code 2")
        assert not odd_modes(terminal)


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")
def test_tmux_is_given_back_what_a_killed_app_has_left(folder):
    socket = folder / "socket"

    def tmux(*words):
        command = ["tmux", "-S", str(socket), "-f", "/dev/null", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def until(state, *, shown=""):
        deadline = monotonic() + PATIENCE
        flags = "#{alternate_on} #{mouse_any_flag} #{cursor_flag} #{wrap_flag}"
        while True:
            now = tmux("display", "-p", flags)
            if now == state and shown in tmux("capture-pane", "-p"):
                return
            assert monotonic() < deadline, now

    try:
        shell = shlex.join(["env", "PS1=shell>", *SHELLS["bash"]])
        tmux("new-session", "-d", "-x", "100", "-y", "30", shell)
        until("0 0 1 1", shown="shell>")
        tmux("send-keys", "lastmile", "Enter")
        until("1 1 0 0", shown="PLANNED")
        pids = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", tmux("display", "-p", "#{pane_pid}")],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        os.kill(int(pids[0]), signal.SIGKILL)
        tmux("send-keys", "-l", f"stty sane\n{LINE}\n")
        until("0 0 1 1", shown="shell>")
    finally:
        tmux("kill-server")
