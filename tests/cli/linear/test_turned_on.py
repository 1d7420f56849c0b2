"""What turns the linear mode on and off, and what it does to the other verbs."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

from lastmile_tui.cli.terminal import linear_by
from support.cli.command import NOW, VOLVO

FIRST = "lastmile in lines, turned on by "


@pytest.fixture
def config(home):
    path = home / "config" / "lastmile" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def test_the_first_line_says_that_the_option_turned_it_on(linear):
    assert linear().startswith(f"{FIRST}--linear; leave it out for the screen.\n")


def test_the_first_line_says_that_the_variable_did(linear, monkeypatch):
    monkeypatch.setenv("LASTMILE_LINEAR", "1")
    out = linear(option=False)
    assert out.startswith(
        f"{FIRST}LASTMILE_LINEAR; unset it, or set LASTMILE_LINEAR=0, for the screen.\n"
    )


def test_the_first_line_says_that_the_setting_did_and_where_it_is(linear, config):
    config.write_text("linear = true\n")
    out = linear(option=False)
    assert out.startswith(
        f"{FIRST}the setting; linear = false in {config} is the screen for good,"
        " LASTMILE_LINEAR=0 for once.\n"
    )


@pytest.mark.parametrize(
    ("value", "flag", "by"),
    [
        (None, True, "--linear"),
        ("0", True, "--linear"),
        (None, False, None),
        ("", False, None),
        (" ", False, None),
        ("1", False, "LASTMILE_LINEAR"),
        ("yes", False, "LASTMILE_LINEAR"),
        ("TRUE", False, "LASTMILE_LINEAR"),
        ("0", False, ""),
        ("no", False, ""),
        ("Off", False, ""),
        ("false", False, ""),
    ],
)
def test_the_option_comes_before_the_variable_and_that_before_the_setting(value, flag, by):
    env = {} if value is None else {"LASTMILE_LINEAR": value}
    assert linear_by(env, flag=flag) == by


def test_a_variable_that_says_no_turns_the_setting_off(lastmile, config, monkeypatch):
    config.write_text("linear = true\n")
    monkeypatch.setenv("LASTMILE_LINEAR", "0")
    done = lastmile()
    assert done.code == 1
    assert "The app needs a terminal; lastmile --linear does all of it in lines" in done.err


def test_who_has_no_terminal_is_told_of_it(lastmile):
    assert "lastmile --linear does all of it in lines" in lastmile().err


# Other verbs

SHOWN = [
    ["list"], ["list", "--view", "all"], ["show", "volvo"], ["show", "volvo", "--on", "yesterday"],
    ["mirror"], ["next"], ["history"], ["history", "volvo"], ["keys"], ["paths"],
    ["template", "list"], ["template", "show", "thesis"], ["seal", "volvo", "--list"],
    ["advance", "volvo"], ["note", "volvo", "hello"], ["back", "volvo"], ["undo"], ["redo"],
    ["add", "Swim: a*2 > b due fri #lake @Ana ! dry"], ["backup"], ["backup", "--list"],
    ["merge"], ["rename", "volvo", "Sell it"], ["export", "json", "--force"], ["doctor"],
]  # fmt: skip

SIGNS = re.compile(r"[^\w\s.,:;!?'‘’\"()/<>@#+=*%~\[\]&$-]")
"""Signs that our own words never have where somebody listens."""

SHORT = re.compile(r"\d (?:d|mi|min)\b|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Nov|Dec) \d|  \S")
"""Words cut short, and columns."""


@pytest.mark.parametrize("words", SHOWN, ids=" ".join)
def test_no_verb_draws_or_shortens_anything(lastmile, words):
    lastmile("add", VOLVO, now="2026-11-18T09:00")
    lastmile("advance", "volvo", now="2026-11-18T09:00")
    lastmile("advance", "volvo", now="2026-11-19T09:00")
    if words == ["redo"]:
        lastmile("undo")
    done = lastmile("--linear", *words)
    assert done.code == 0, done.err
    assert done.out
    if words[0] != "export":
        assert SIGNS.findall(done.out) == []
        assert [line for line in done.out.splitlines() if SHORT.search(line.strip())] == []


@pytest.mark.parametrize("words", [["list"], ["show", "volvo"], ["mirror"], ["next"], ["keys"]])
def test_what_is_printed_for_scripts_is_the_same(lastmile, words):
    lastmile("add", VOLVO)
    usual = lastmile(*words, "--json").out
    assert lastmile("--linear", *words, "--json").out == usual
    assert json.loads(usual)


@pytest.mark.parametrize("kind", ["json", "csv", "markdown"])
def test_what_is_exported_is_the_same(lastmile, kind):
    lastmile("add", "Sell · the → car: listed *2.5 > sold due fri #a @b")
    usual = lastmile("export", kind, "-").out
    assert lastmile("--linear", "export", kind, "-").out == usual
    assert usual


def test_the_review_in_lines_is_the_same_review(lastmile, monkeypatch):
    lastmile("add", VOLVO, now="2026-11-18T09:00")
    monkeypatch.setattr(sys, "stdin", None)
    assert lastmile("--linear", "review").out == lastmile("review", "--plain").out


def test_whether_a_review_is_due_is_asked_as_ever(lastmile):
    lastmile("add", VOLVO, now="2026-11-18T09:00")
    done = lastmile("--linear", "review", "--due")
    assert (done.code, done.out) == (0, "")


def test_after_a_run_in_lines_the_words_are_short_again(lastmile):
    lastmile("add", VOLVO)
    assert "4 miles" in lastmile("--linear", "show", "volvo").out
    assert "4 mi " in lastmile("show", "volvo").out


PROGRAM = """
import json, sys
from lastmile_tui.cli.main import main
code = main(sys.argv[1:])
json.dump([code, sorted({name.partition(".")[0] for name in sys.modules})], sys.stderr)
"""


def test_the_screen_is_never_imported(lastmile):
    lastmile("add", VOLVO)
    typed = "1\nl\nn\nso far\ns\n1\n\n\nm\nr\nleave\nfind volvo\nadd Swim: a\n\nq\n"
    command = [sys.executable, "-c", PROGRAM, "--linear", "--now", NOW]
    done = subprocess.run(
        command, env=os.environ, input=typed, capture_output=True, text=True, check=False
    )
    code, modules = json.loads(done.stderr)
    assert code == 0
    assert not {"textual", "rich", "pendulum", "asyncio"} & set(modules)
