"""Shells read the kept goals by themselves, and ask beside that only where they may be stale."""

from __future__ import annotations

import os
import shutil
import subprocess
import time

import pytest

from lastmile_tui.cli.main import main
from lastmile_tui.early.goal_list import NAME
from support.cli.program import on_path

RUN = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-c"],
        (
            "COMP_LINE='{0}' COMP_POINT={1}\n__lastmile_complete lastmile '' x\n"
            "printf '%s\\n' \"${{COMPREPLY[@]}}\""
        ),
    ),
    "zsh": (
        ["zsh", "-f", "-c"],
        (
            "compadd() {{ print -rl -- ${{(q)texts}} }}\n"
            "words=({0} '') CURRENT=$#words PREFIX=\n_lastmile"
        ),
    ),
    "fish": (["fish", "--no-config", "-c"], "complete -C '{0}' | string replace -r '\\t.*' ''"),
}
EACH = [
    pytest.param(shell, marks=pytest.mark.skipif(not shutil.which(shell), reason=f"no {shell}"))
    for shell in RUN
]


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """Where a `lastmile` that is found writes what it was asked; it knows one goal."""
    path, answer = tmp_path / "calls", tmp_path / "answer"
    answer.write_text("g\tFresh\tabcd\n")
    on_path(tmp_path, monkeypatch, f"cat '{answer}'\necho \"$*\" >>'{path}'")
    return path


@pytest.fixture
def kept(calls, home):
    """The list with one goal."""
    assert not calls.exists()
    assert main(["add", "Swim"]) == 0
    assert main(["completion-list"]) == 0
    (path,) = home.rglob(NAME)
    return path


def inputs(kept):
    """The files that the goals were read from."""
    own, *rows = (row for row in kept.read_text().splitlines() if row.startswith("/"))
    assert own == str(kept)
    return rows


def completed(shell, capfd, line="lastmile show ", before=""):
    """What a shell completes at the end of a line."""
    capfd.readouterr()
    assert main(["completions", shell]) == 0
    command, body = RUN[shell]
    call = body.format(line, len(line))
    stubs = "compdef() { : }\n" if shell == "zsh" else ""
    script = f"{stubs}\n{capfd.readouterr().out}\n{before}\n{call}\ntrue"
    done = subprocess.run(
        [*command, script], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout.split()


def asked(calls, expected):
    """What the program was asked, as soon as it has been asked as much."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if calls.exists() and len(calls.read_text().splitlines()) >= expected:
            return sorted(calls.read_text().splitlines())
        os.sched_yield()
    return []


@pytest.mark.parametrize("shell", EACH)
def test_what_is_kept_is_read_without_starting_a_process(shell, kept, calls, capfd):
    assert completed(shell, capfd) == ["Swim"]
    kept.write_text("g\tDive\tabcd\n")
    assert completed(shell, capfd) == ["Dive"]
    assert not calls.exists()


@pytest.mark.parametrize("shell", EACH)
@pytest.mark.parametrize("which", ["data", "journal"])
def test_what_may_be_stale_is_completed_and_made_anew_aside(shell, which, kept, calls, capfd):
    paths = dict(zip(("data", "journal"), inputs(kept), strict=True))
    os.utime(paths[which], (time.time() + 5,) * 2)
    assert completed(shell, capfd) == ["Swim"]
    assert asked(calls, 1) == ["completion-list --refresh"]


@pytest.mark.parametrize("shell", EACH)
def test_where_nothing_is_kept_the_program_is_asked(shell, kept, calls, capfd):
    kept.unlink()
    assert completed(shell, capfd) == ["Fresh"]
    assert asked(calls, 1) == ["completion-list"]


@pytest.mark.parametrize("shell", EACH)
@pytest.mark.parametrize("option", ["--file /x/y.json", "--file=/x/y.json", "--config /x.toml"])
def test_another_file_is_asked_for_by_its_path(shell, option, kept, calls, capfd):
    assert kept.exists()
    assert completed(shell, capfd, f"lastmile {option} show ") == ["Fresh"]
    assert asked(calls, 1) == [f"{option} completion-list"]


@pytest.mark.parametrize("shell", EACH)
@pytest.mark.parametrize("name", ["LASTMILE_FILE", "XDG_STATE_HOME", "HOME", "XDG_DATA_HOME"])
def test_in_another_environment_the_program_is_asked(shell, name, kept, calls, capfd):
    assert kept.exists()
    setting = f"set -gx {name} /x" if shell == "fish" else f"export {name}=/x"
    assert completed(shell, capfd, before=setting) == ["Fresh"]
    assert asked(calls, 1) == ["completion-list"]


@pytest.mark.parametrize("shell", EACH)
@pytest.mark.parametrize("option", ["--file /x/y.json", "--config=/x.toml", ""])
def test_it_is_asked_once_in_a_shell_and_its_list_is_read_from_then_on(
    shell, option, kept, calls, capfd
):
    shutil.copy(kept, calls.with_name("answer"))
    _, body = RUN[shell]
    line = f"lastmile {option} show "
    setting = "set -gx LASTMILE_FILE /x" if shell == "fish" else "export LASTMILE_FILE=/x"
    first = f"{setting}\n{body.format(line, len(line))}\n"
    asks = f"{option} completion-list".strip()
    assert completed(shell, capfd, line, first) == ["Swim", "Swim"]
    assert asked(calls, 1) == [asks]
    os.utime(inputs(kept)[0], (time.time() + 5,) * 2)
    assert completed(shell, capfd, line, first) == ["Swim", "Swim"]
    assert asked(calls, 3) == [asks, asks, f"{asks} --refresh"]


@pytest.mark.parametrize("shell", EACH)
def test_where_it_is_is_asked_anew_in_another_folder(shell, kept, calls, capfd):
    shutil.copy(kept, calls.with_name("answer"))
    _, body = RUN[shell]
    line = "lastmile --file y.json show "
    first = f"{body.format(line, len(line))}\ncd /\n"
    assert completed(shell, capfd, line, first) == ["Swim", "Swim"]
    assert asked(calls, 2) == ["--file y.json completion-list"] * 2


HOSTILE = {
    b"g\tSw": ["Sw"],
    b"": [],
    b"/x\ng\t$(echo\tpwned)\n": ["$(echo"],
    b"$(echo pwned)\n`echo pwned`\nz\tpwned\ngg\tpwned\n": [],
    b"g\t${IFS:+pwned}\tx\n": ["${IFS:+pwned}"],
}
"""What may stand there, and what is completed of it."""


@pytest.mark.parametrize("shell", EACH)
@pytest.mark.parametrize("data", HOSTILE)
def test_whatever_is_kept_it_is_text(shell, data, kept, calls, capfd):
    kept.write_bytes(data)
    found = completed(shell, capfd)
    assert [word.replace("\\", "") for word in found if word != "''"] == HOSTILE[data]
    assert not calls.exists()
