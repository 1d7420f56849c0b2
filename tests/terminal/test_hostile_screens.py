"""Every screen with hostile texts in every place, by the bytes that reach a real terminal."""

from __future__ import annotations

import json
import os
import re
from codecs import getincrementaldecoder

import pyte

from lastmile_tui.ui.window_title import window_title
from support.forked import lastmile
from support.hostile import HARMLESS, HOSTILE, kinds, write_file
from support.terminal import Terminal

QUERY = "query"
"""Stands for a word of some title."""

LEFT = ("\x1b", None)
"""Escape, after which the words before are gone."""

PLACES = {
    "the roads": [("", "FINAL STRETCH")],
    "compact lanes": [("z", "lanes: compact")],
    "the page of a road": [("\r", "In the way"), ("\t\t", "")],
    "an edit in its place": [("jjje", "enter keep"), LEFT, ("", "esc highway")],
    "the page left": [LEFT],
    "the seal list": [("s", "To seal ‘"), LEFT],
    "a note": [("n", "Note ·"), LEFT],
    "a next step": [("w", "Next step, and when"), LEFT],
    "a roadblock": [("b", "What is in the way?"), LEFT],
    "letting go": [("D", "no longer wanted"), LEFT],
    "the palette": [(":", "A command"), (QUERY, "Go to this road"), LEFT],
    "a new title": [(":", "A command"), ("rename\r", "New title"), LEFT],
    "a detour": [(":", "A command"), ("detour\r", "the road ahead"), LEFT],
    "the templates": [("T", "New goal from a template"), LEFT],
    "the gate": [("a", "Before you start something new"), LEFT],
    "the keys": [("?", "Keys"), LEFT],
    "the mirror": [("m", "How roads ended"), ("t", "2026-11"), LEFT],
    "the review": [("r", "goal 1 of"), ("\r", "goal 2 of"), ("\r", "goal 3 of")],
    "an answer": [("=", "goal 4 of"), LEFT, ("", "FINAL STRETCH")],
    "a toast": [(" ", "Reached ‘"), ("u", "Undone: ")],
    "the moment of the seal": [
        (" ", "Reached ‘"),
        ("s", "To seal ‘"),
        ("s", "Seal anyway?"),
        ("y", "Sealed."),
        LEFT,
    ],
    "roads of this week": [("v", "this week")],
    "parked roads": [("v", "parked goals")],
    "sealed roads": [("v", "sealed goals")],
    "roads that were let go": [("v", "let go goals")],
    "all roads": [("v", "all goals")],
    "the end": [("q", "")],
}
"""What is looked at, in one walk: keys, and words of ours that are there when it is shown."""


class Plain(Terminal):
    """A terminal whose screen shows ASCII and our own signs: pyte breaks at some of the others."""

    def __init__(self, *args, **named):
        super().__init__(*args, **named)
        self._decoded = getincrementaldecoder("utf-8")("replace")
        self._drawn = pyte.Stream(self.screen)

    def draw(self, data):
        self._drawn.feed(re.sub("[^\\x00-\\x7f‘’·]", "?", self._decoded.decode(data)))


def without_titles(raw, path):
    """The bytes without the titles that the window was given, each that of a goal, or ours."""
    goals = json.loads(path.read_text())["goals"].values()
    titles = {window_title(goal["title"], "…") for goal in goals} | {"lastmile", ""}
    for title in titles:
        raw = raw.replace(f"\x1b]0;{title}\x07".encode(), b"")
    return raw


def walk(folder, texts, query):
    """The bytes that each place wrote, with some texts in the file."""
    folder.mkdir()
    path = folder / "lastmile.json"
    write_file(path, texts)
    state = {name: str(folder / name) for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")}
    command = lastmile("--file", path, "--now", "2026-11-21T09:00")
    found, before = {}, ""
    with Plain(command, env={**os.environ, **state, "TZ": "UTC"}, size=(80, 24)) as terminal:
        for place, steps in PLACES.items():
            start = len(terminal.raw)
            for keys, words in steps:
                terminal.press(query if keys is QUERY else keys)
                if words is None:
                    terminal.until_gone(before)
                else:
                    terminal.until(words)
                before = words
            if place == "the end":
                assert terminal.end() == 0
            found[place] = terminal.raw[start:]
    return {place: without_titles(raw, path) for place, raw in found.items()}


def test_hostile_texts_tell_the_terminal_nothing_that_harmless_ones_do_not(tmp_path):
    harmless = walk(tmp_path / "harmless", HARMLESS, "harmless")
    hostile = walk(tmp_path / "hostile", HOSTILE, "pwned")
    known = kinds(b"".join(harmless.values()))
    assert kinds(b"".join(hostile.values())) <= known
    assert not any(kind.startswith(("bidi", "Cc", "Cf", "Cs")) for kind in known)
    assert [place for place, raw in hostile.items() if not raw] == []
