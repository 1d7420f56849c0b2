"""The tables of keys on a page, pressed in a real terminal.

`<!-- try: app lastmile demo -->` says what is started; the tables below it, headed `press` and
`what you see`, go on in that terminal. Of the code in the first column what is no name of a key is
typed; the texts in quotes in the second one come on the screen.
"""

from __future__ import annotations

import re
import shlex
from typing import NamedTuple

from support.docs import program
from support.docs.shell import environment
from support.terminal import Terminal

HEAD = "| press | what you see |"

_KEYS = {"enter": "\r", "space": " ", "esc": "\x1b", "tab": "\t"}
_APP = re.compile(r"^<!-- try: app (.+) -->$")
_ROW = re.compile(r"^\| (.+?) \| (.+) \|$")


class Row(NamedTuple):
    """A line of a table: what is typed, key by key, and what is then on the screen."""

    line: int
    keys: tuple[str, ...]
    seen: tuple[str, ...]


def apps_of(page):
    """What is started on a page, each with the rows of its tables."""
    apps, inside = [], False
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        if found := _APP.match(line):
            apps.append((found[1], []))
        inside = line == HEAD or (inside and line.startswith("|"))
        if inside and not line.startswith(("|--", HEAD)):
            press, seen = _ROW.match(line).groups()
            keys = tuple(_KEYS.get(key, key) for key in re.findall(r"`([^`]+)`", press))
            apps[-1][1].append(Row(number, keys, tuple(re.findall("“([^”]+)”", seen))))
    return apps


def press_rows(words, rows, home, path):
    """Start the app and press all the keys of its rows; what they show must come, or it fails."""
    home.mkdir(exist_ok=True)
    env = environment(home, path)
    now = env.pop(program.NOW)
    command = [*shlex.split(words), "--now", now]
    with Terminal(command, env=env, cwd=home) as terminal:
        terminal.until("First steps" if words == "lastmile" else "FINAL STRETCH")
        for row in rows:
            there = {text for text in row.seen if text in terminal.shown}
            for key in row.keys:
                terminal.press(key)
            for text in row.seen:
                terminal.until_still() if text in there else None
                terminal.until(text)
        return terminal.end()
