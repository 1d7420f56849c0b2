"""Where the app cannot be drawn, one sentence says so and names what can be used instead."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from support.terminal import Terminal

TERMS = (
    *("dumb", None, "", "unknown"),
    *("emacs", "dumb-emacs-ansi"),
)
"""Values of TERM in which no cursor can be moved: in Emacs, in editors, where it is not set."""

VERBS = {"": [], "review": ["review"], "demo": ["demo"], "a file": ["--file", "other.json"]}


def command(*words):
    return [sys.executable, "-m", "lastmile_tui", *words]


def assert_one_sentence(said, verb):
    assert said.startswith("lastmile: The app ")
    assert said.count(".") == 1
    assert "lastmile list" in said
    assert ("lastmile review --plain" in said) is (verb == "review")
    assert "\x1b" not in said


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("verb", VERBS)
def test_a_terminal_that_cannot_be_drawn_in_gets_a_sentence(term, verb, tmp_path):
    named = ["env", "-u", "TERM"] if term is None else ["env", f"TERM={term}"]
    with Terminal([*named, *command(*VERBS[verb])], cwd=tmp_path) as terminal:
        assert terminal.end() == 1
        said = " ".join(terminal.raw.decode().split())
        assert terminal.settings == terminal.before
    assert_one_sentence(said, verb)
    assert (f"TERM is {term};" in said) if term else ("TERM is not set" in said)
    assert list(tmp_path.iterdir()) == []


STREAMS = {
    "lastmile < /dev/null": "0</dev/null",
    "lastmile | cat": "| cat",
    "cat | lastmile": "0< <(:)",
    "lastmile > file": ">out",
    "lastmile 0<&- (closed)": "0<&-",
    "lastmile >&- (closed)": ">&-",
    "all of them": "</dev/null | cat",
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("stream", STREAMS)
def test_without_a_terminal_there_is_a_sentence_and_nothing_drawn(stream, verb, tmp_path):
    line = f"set -o pipefail; {' '.join(command(*VERBS[verb]))} {STREAMS[stream]}"
    with Terminal(["bash", "-c", line], cwd=tmp_path) as terminal:
        assert terminal.end() == 1
        said = " ".join(terminal.raw.decode().split())
    assert_one_sentence(said, verb)
    assert all(path.read_bytes() == b"" for path in tmp_path.iterdir())


@pytest.mark.parametrize("term", ["dumb", "", "xterm-256color"])
def test_the_review_in_lines_and_the_list_need_neither(term):
    for words in (["review", "--plain"], ["list"], ["doctor"], ["review", "--due"]):
        done = subprocess.run(
            command(*words),
            env={**os.environ, "TERM": term},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in ((0,) if words != ["review", "--due"] else (0, 1)), done.stderr
        assert "\x1b" not in done.stdout + done.stderr
