"""Shells show the line that was kept by themselves, as text, and ask only when it may be untrue."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import tomllib
from argparse import Namespace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from lastmile_tui.cli.context import Context
from lastmile_tui.cli.main import main
from lastmile_tui.domain.changes import edit
from lastmile_tui.prompt_line import LASTS
from support.cli.program import ITSELF, on_path
from support.terminal import Terminal

RUN = {
    "bash": ["bash", "--norc", "--noprofile"],
    "zsh": ["zsh", "-f"],
    "fish": ["fish", "--no-config"],
}
HERE = [shell for shell in RUN if shutil.which(shell)]
EACH = [
    pytest.param(shell, marks=[] if shell in HERE else pytest.mark.skip(f"there is no {shell}"))
    for shell in RUN
]
TITLES = (
    *("$(echo pwned) x", "`echo pwned` x", "${HOME} $HOME", "$((6*7)) x", "\\$(echo pwned)"),
    *("100% %m %~ x", "%F{red}x%f", "%(?.a.b) x", "\\w \\u \\$ \\", "\\n \\e[31m x"),
    *("#[fg=red]x", "#(echo pwned) x", "!! !$ x", 'it\'s "x"', "; echo pwned", "a & b | c > d"),
    *("(echo pwned)", "{a,b} * ? ~", "-n -e x", "日本 x"),
)


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A `lastmile` that is found and prints a line of its own: what it was asked."""
    return on_path(tmp_path, monkeypatch, 'echo "fresh: $*"')


def add(title, capfd):
    """A goal of the final stretch that waits for weeks, and its line, which is kept."""
    begun = datetime.now().astimezone() - timedelta(days=30)
    for days, words in enumerate((["add", "Goal: try >> swim"], ["advance", "goal"])):
        at = (begun + timedelta(days=days)).isoformat(timespec="seconds")
        assert main([*words, "--now", at]) == 0
    context = Context(Namespace(now=None, file=None, config=None))
    with context.store() as store:
        (uid,) = store.goals
        store.change(uid, partial(edit.rename, title=title))
    # What changed in the second in which a line is made may have changed after it, for a shell.
    for path in (context.locations.data.parent, *context.locations.data.parent.iterdir()):
        os.utime(path, (time.time() - 60,) * 2)
    for path in context.locations.private.iterdir():
        os.utime(path, (time.time() - 60,) * 2)
    capfd.readouterr()
    assert main(["prompt"]) == 0
    return capfd.readouterr().out


@pytest.fixture
def line(program, capfd):
    assert program.exists()
    return add("Swim", capfd)


def kept(home):
    """The file of the line; one that is being written beside it is none yet."""
    folder = home / "state" / "lastmile" / "prompts"
    (path,) = (path for path in folder.iterdir() if not path.name.startswith("."))
    return path


def lines_for(shell, capfd, *options):
    capfd.readouterr()
    assert main([*options, "init", shell]) == 0
    return capfd.readouterr().out


ASKED = dict.fromkeys(RUN, 'echo "asked $__lastmile_asked"')


def shown_in(shell, start_up, *more, env=None):
    """What a shell prints before its prompt, and whether it asked lastmile beside it."""
    script = "\n".join([start_up, *more, "__lastmile", 'echo "asked $__lastmile_asked"'])
    done = subprocess.run(
        [*RUN[shell], "-c", script],
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    out, _, asked = done.stdout.rpartition("asked ")
    return out, asked.strip() != "0"


@pytest.mark.parametrize("shell", EACH)
def test_a_shell_reads_the_line_without_starting_a_process(shell, line, capfd, tmp_path):
    start_up = lines_for(shell, capfd)
    assert shown_in(shell, start_up) == (line, False)
    if not shutil.which("strace"):
        pytest.skip("there is no strace here")
    calls, script = tmp_path / "calls", tmp_path / "script"
    counts = []
    for times in (0, 3):
        script.write_text("\n".join([start_up, *["__lastmile"] * times]))
        strace = ["strace", "-f", "-o", str(calls), "-e", "trace=fork,vfork,clone,clone3,execve"]
        done = subprocess.run(
            [*strace, *RUN[shell], str(script)], stdout=subprocess.PIPE, text=True, check=True
        )
        assert done.stdout == line * times
        started = [row for row in calls.read_text().splitlines() if "CLONE_THREAD" not in row]
        counts.append(len([row for row in started if "(" in row]))
    assert counts[0] == counts[1]


def path_in(home, name):
    folders = {
        "data": home / "data" / "lastmile" / "lastmile.json",
        "folder": home / "data" / "lastmile",
        "settings": home / "config" / "lastmile" / "config.toml",
        "journal": next((home / "state").rglob("*.journal")),
    }
    return folders[name]


def touch(name):
    """A change of a file after the line was made."""

    def change(home):
        path = path_in(home, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text("")
        os.utime(path, (time.time() + 5,) * 2)

    return change


def first_row(made, until):
    """A file that says it was made, and lasts, so many seconds from now."""

    def change(home):
        path, now = kept(home), int(time.time())
        seen, rows = path.stat(), path.read_text().split("\n")
        path.write_text("\n".join([f"{now + made} {now + until}", *rows[1:]]))
        os.utime(path, ns=(seen.st_mtime_ns, seen.st_mtime_ns))

    return change


def write(data):
    return lambda home: kept(home).write_bytes(data)


AGES = {
    "nothing": (lambda _: None, True, False),
    "the data file": (touch("data"), False, True),
    "the folder around it": (touch("folder"), False, True),
    "the journal": (touch("journal"), False, True),
    "the settings": (touch("settings"), False, True),
    "the day": (first_row(-60, -1), False, True),
    "the time until it is made anew": (first_row(-LASTS - 1, 3600), True, True),
    "not quite that": (first_row(60 - LASTS, 3600), True, False),
    "the clock, set back": (first_row(3600, 7200), False, True),
    "it is gone": (lambda home: kept(home).unlink(), False, True),
    "it is empty": (write(b""), False, True),
    "it is torn": (write(b"17958"), False, True),
    "it is something else": (write(b"a[$(echo pwned)] x\nx\n/x\n"), False, True),
    "it is binary": (write(b"\xff\xfe 1\n\xff\n/\xff\n-\n"), False, True),
}


@pytest.mark.parametrize("shell", EACH)
@pytest.mark.parametrize("what", AGES)
def test_a_line_that_may_be_untrue_is_not_shown_and_asked_for(what, shell, line, capfd, home):
    change, shown, asked = AGES[what]
    start_up = lines_for(shell, capfd)
    change(home)
    assert shown_in(shell, start_up) == (line if shown else "", asked)


@pytest.mark.parametrize("shell", EACH)
@pytest.mark.parametrize("name", ["LASTMILE_FILE", "TZ", "LANG", "XDG_STATE_HOME"])
def test_in_another_environment_lastmile_itself_is_asked(name, shell, line, capfd):
    start_up = lines_for(shell, capfd)
    setting = f"set -gx {name} /x" if shell == "fish" else f"export {name}=/x"
    assert line
    assert shown_in(shell, start_up, setting) == ("fresh: prompt\n", False)


@pytest.mark.parametrize("shell", EACH)
@pytest.mark.parametrize("env", [{"LANG": "C"}, {"LASTMILE_LINEAR": "1"}, {"HOME": "relative"}])
def test_where_nothing_is_kept_lastmile_itself_is_asked(env, shell, program, capfd, monkeypatch):
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    start_up = lines_for(shell, capfd)
    assert "__lastmile_file" not in start_up
    assert program.exists()
    out, _ = shown_in(shell, start_up, ASKED[shell])
    assert "fresh: prompt\n" in out


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("shell", EACH)
@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_text_in_every_shell(title, shell, capfd):
    line = add(title, capfd)
    assert f" {title}: " in line
    assert shown_in(shell, lines_for(shell, capfd)) == (line, False)


OWN_TERMINAL = """
import os, sys
from fcntl import ioctl
from termios import TIOCSCTTY
ioctl(0, TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Makes the terminal that of the session, as a window does."""

INTERACTIVE = {
    "bash": (["bash", "--noprofile", "--rcfile"], "PS1='ready> '\nPROMPT_COMMAND='before=$?'\n"),
    "zsh": (["zsh", "-d", "-i"], "PS1='ready> '\nsetopt PROMPT_SUBST\nprecmd() { before=$? }\n"),
    "fish": (
        ["fish", "--no-config", "-i", "-C"],
        (
            "function fish_prompt; set -g before $status; echo -n 'ready> '; end\n"
            "function fish_greeting; end\n"
        ),
    ),
}


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("shell", EACH)
@pytest.mark.parametrize("title", [TITLES[0], TITLES[5], TITLES[8]])
def test_it_stands_above_the_prompt_of_a_terminal(title, shell, capfd, tmp_path):
    line = add(title, capfd).strip()
    command, settings = INTERACTIVE[shell]
    start_up = settings + lines_for(shell, capfd)
    script = tmp_path / ".zshrc"
    script.write_text(start_up + ("" if shell == "fish" else start_up))  # a second time is harmless
    env = dict(os.environ) | {"ZDOTDIR": str(tmp_path)}
    argument = {"bash": [str(script)], "zsh": [], "fish": [f"source {script}"]}[shell]
    whole = [sys.executable, "-c", OWN_TERMINAL, *command, *argument]
    with Terminal(whole, env=env) as terminal:
        terminal.until("ready>")
        terminal.until_still()
        assert terminal.shown.count(line) == 1
        terminal.press("false\r")
        terminal.until_true(lambda: terminal.shown.count("ready>") == 2, "the next prompt")
        terminal.press("echo status $before\r")
        terminal.until_true(lambda: terminal.shown.count("ready>") == 3, "the last prompt")
        terminal.until("status 1")
        assert terminal.shown.count(line) == 3


@pytest.mark.parametrize("shell", EACH)
def test_the_next_prompt_has_the_new_line(shell, capfd, tmp_path, home, monkeypatch):
    """With the program itself, which the shell asks in the background."""
    on_path(tmp_path, monkeypatch, ITSELF)
    monkeypatch.chdir(Path(__file__).parents[3])
    line = add("Swim", capfd)
    start_up = lines_for(shell, capfd)
    assert shown_in(shell, start_up) == (line, False)
    before = kept(home).read_bytes()
    assert main(["rename", "swim", "Dive"]) == 0
    assert shown_in(shell, start_up) == ("", True)
    until = time.monotonic() + 60
    while kept(home).read_bytes() == before and time.monotonic() < until:
        os.sched_yield()
    capfd.readouterr()
    assert main(["prompt"]) == 0
    fresh = capfd.readouterr().out
    assert "Dive" in fresh
    assert kept(home).read_text().split("\n")[1] == fresh.strip()


@pytest.mark.usefixtures("program")
@pytest.mark.parametrize("shell", EACH)
def test_a_file_that_was_named_is_asked_for_by_its_path(shell, capfd, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    start_up = lines_for(shell, capfd, "--file", "it's $(here).json")
    out, asked = shown_in(shell, start_up, "set -gx TZ x" if shell == "fish" else "export TZ=x")
    assert (out, asked) == (f"fresh: --file {tmp_path}/it's $(here).json prompt\n", False)


@pytest.mark.parametrize(
    ("value", "shell"), [("/bin/bash", "bash"), ("/usr/local/bin/fish", "fish"), ("zsh", "zsh")]
)
def test_without_a_name_it_is_the_shell_of_the_user(value, shell, capfd, monkeypatch):
    named = lines_for(shell, capfd)
    monkeypatch.setenv("SHELL", value)
    assert main(["init"]) == 0
    assert capfd.readouterr() == (
        named,
        f"lastmile: These are the lines for {shell}, as SHELL says.\n",
    )


@pytest.mark.parametrize(
    ("argv", "value", "sentence"),
    [
        ([], "/bin/tcsh", "SHELL is tcsh; there are lines for bash, zsh, fish, tmux and starship"),
        ([], "", "SHELL is not set; there are lines for bash"),
        ([], "/", "SHELL is not set; there are lines for bash"),
        (["csh"], "/bin/bash", "‘csh’ is not one of bash, zsh, fish, tmux, starship"),
        (["powershell"], "/bin/bash", "‘powershell’ is not one of bash"),
        (["$(id)"], "/bin/bash", "‘$(id)’ is not one of bash"),
    ],
)
def test_an_unknown_shell_is_one_sentence(argv, value, sentence, capfd, monkeypatch):
    monkeypatch.setenv("SHELL", value)
    assert main(["init", *argv]) == 2
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert sentence in err


@pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")
def test_tmux_takes_the_lines(capfd, tmp_path):
    conf = tmp_path / "conf"
    conf.write_text(lines_for("tmux", capfd))
    tmux = ["tmux", "-S", str(tmp_path / "socket"), "-f", str(conf)]
    show = [*tmux, "start", ";", "show", "-gv", "status-right"]
    done = subprocess.run(show, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("prompt --for tmux --width 60) %H:%M\n")
    assert done.stderr == ""


def test_starship_takes_the_lines(capfd):
    module = tomllib.loads(lines_for("starship", capfd))["custom"]["lastmile"]
    assert module["command"].endswith("prompt --for starship")
    assert module["when"] is True


@pytest.mark.parametrize("program", ["tmux", "starship"])
def test_lines_that_are_appended_to_a_file_are_found_again(program, capfd):
    rows = lines_for(program, capfd).splitlines()
    assert all(row.endswith("  # lastmile") for row in rows)
