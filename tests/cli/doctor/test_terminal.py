"""What doctor says of the terminal, by what it and tmux say of themselves."""

from __future__ import annotations

import os
import pty
import tty

import pytest

from lastmile_tui.cli.doctor import machine
from lastmile_tui.cli.doctor.terminal import check_terminal
from lastmile_tui.cli.terminal import is_raw


def fake_tmux(folder, script):
    program = folder / "tmux"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.mark.parametrize(
    ("script", "time"),
    [('[ "$*" = "show -sv escape-time" ] && echo 20', 20), ("echo none", None), ("exit 1", None)],
)
def test_tmux_is_asked_for_its_escape_time(tmp_path, monkeypatch, script, time):
    fake_tmux(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert machine.escape_time() == time


def test_tmux_that_does_not_answer_is_not_waited_for(tmp_path, monkeypatch):
    fake_tmux(tmp_path, "exec sleep 30")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.setattr(machine, "_PATIENCE", 0.05)
    assert machine.escape_time() is None


def test_without_tmux_nothing_is_known(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.escape_time() is None


@pytest.mark.parametrize(
    ("time", "colours", "advice"),
    [
        (500, "truecolor", "In ~/.tmux.conf: set -sg escape-time 10 makes escape quick."),
        (10, "truecolor", ""),
        (10, "", 'In ~/.tmux.conf: set -as terminal-features ",*:RGB" brings all colours.'),
    ],
)
def test_tmux_gets_the_advice_that_it_needs(time, colours, advice):
    env = {"TERM": "tmux-256color", "TMUX": "x", "COLORTERM": colours}
    found = check_terminal(env, (80, 24), "utf-8", time)
    assert next(one for one in found if one.sentence == "It runs in tmux.").advice == advice


TERMINALS = [
    ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, (80, 24), "utf-8", set(), "16 million"),
    ({"TERM": "xterm-256color"}, (60, 20), "UTF-8", set(), "256 colours"),
    ({"TERM": "linux"}, (80, 24), "utf8", set(), "16 colours"),
    ({"TERM": "xterm", "NO_COLOR": "1"}, (80, 24), "utf-8", set(), "NO_COLOR"),
    ({}, (80, 24), "utf-8", {"TERM"}, "TERM is not set"),
    ({"TERM": "dumb"}, (80, 24), "utf-8", {"TERM"}, "TERM is dumb"),
    ({"TERM": "xterm"}, (59, 20), "utf-8", {"It is small"}, "59 columns"),
    ({"TERM": "xterm"}, (60, 19), "utf-8", {"It is small"}, "19 rows"),
    ({"TERM": "xterm"}, (80, 24), "ascii", {"Text goes out"}, "ASCII"),
    ({"TERM": "tmux-256color", "TMUX": "x"}, (80, 24), "utf-8", set(), "tmux.conf"),
    ({"TERM": "screen", "STY": "1.x"}, (80, 24), "utf-8", set(), "screenrc"),
    ({}, None, "utf-8", set(), "not a terminal"),
    ({"TERM": "xterm-direct"}, (80, 24), "utf-8", set(), "16 colours"),
    ({"TERM": "xterm"}, (80, 24), "utf-8", set(), 'glyphs = "plain"'),
    ({"TERM": "linux"}, (80, 24), "utf-8", set(), "fonts lack our signs"),
    ({"TERM": "xterm", "LANG": "C"}, (80, 24), "ascii", {"Its locale is C,"}, "written in ASCII"),
    ({"TERM": "xterm", "LANG": ""}, (80, 24), "ascii", {"Its locale is not set"}, "UTF-8 locale"),
    ({"TERM": "vt100", "LC_ALL": "ja_JP.SJIS"}, (80, 24), "ascii", {"Its locale is ja"}, "LANG"),
]


@pytest.mark.parametrize(("env", "size", "encoding", "warned", "said"), TERMINALS)
def test_a_terminal_is_judged_by_what_it_says(env, size, encoding, warned, said):
    findings = list(check_terminal({"LANG": "C.UTF-8", **env}, size, encoding))
    warnings = [one.sentence for one in findings if one.grade == "warning"]
    assert len(warnings) == len(warned)
    assert all(text.startswith(tuple(warned)) for text in warnings)
    assert said in " ".join(f"{one.sentence} {one.advice}" for one in findings)
    assert all(one.advice for one in findings if one.grade == "warning")


@pytest.mark.parametrize("glyphs", ["unicode", "plain", "ascii"])
def test_signs_that_were_chosen_are_no_trouble(glyphs):
    found = list(check_terminal({"TERM": "xterm", "LANG": "C"}, (80, 24), "utf-8", glyphs=glyphs))
    assert [one for one in found if one.grade != "ok"] == []
    assert f'glyphs = "{glyphs}"' in " ".join(one.sentence for one in found)


@pytest.mark.parametrize("raw", [True, False])
def test_a_terminal_that_a_killed_app_has_left_is_noticed(raw):
    found = check_terminal({"TERM": "xterm"}, (80, 24), "utf-8", raw=raw)
    advice = [one.advice for one in found if "killed" in one.sentence]
    assert (len(advice), all("stty sane" in words for words in advice)) == (raw, True)


@pytest.mark.parametrize("make_raw", [True, False])
def test_a_terminal_without_lines_is_one_that_an_app_has_left(make_raw):
    here, other = pty.openpty()
    if make_raw:
        tty.setraw(other)
    with os.fdopen(other, "w") as stream:
        assert is_raw(stream) is make_raw
    os.close(here)
    assert not is_raw(stream)
    assert not is_raw(None)
