"""A week is planned in a real pseudo-terminal, every key of it counted."""

from __future__ import annotations

import json
import subprocess
import sys

from support.forked import lastmile
from support.terminal import Terminal

MONDAY = "2026-11-30 19:00"
ROADS = """\
Thesis: outline > draft by thu > figures >> hand in due fri
Sell the Volvo: listed > test drives >> papers signed due tomorrow
Paint the boat: sanded > primed
Learn to sing: breath > scales >> a song
Garden: plan > dig >> plant
"""
PLAN = (
    ("", "Sell the Volvo", "w", "call Henrik tue"),
    ("j", "Thesis", "w", "write to Ann wed"),
    ("j", "Paint the boat", "w", "buy sandpaper fri"),
    ("k", "Garden", "p", "sat"),
    ("kk", "Learn to sing", "w", "scales thu"),
)
"""What is planned on the Horizon. Undated roads stand in the order of their changes there, parked
ones below all."""

WEEK = [
    *("TOMORROW", "Sell the Volvo", "WED 2 DEC", "Thesis", "THU 3 DEC", "Thesis", "Learn to sing"),
    *("FRI 4 DEC", "Thesis", "Paint the boat", "SAT 5 DEC", "Garden"),
]
"""The days of the week, each with its roads."""

KEYS = 21
"""There and back, two for each step, one or two to each road, three for tomorrow's last mile."""


class Planner:
    """Presses keys and counts them, the letters of what is written apart."""

    def __init__(self, terminal):
        self._terminal, self.keys, self.letters = terminal, 0, 0

    def press(self, key, until):
        self.keys += 1
        self._terminal.press(key)
        self._terminal.until(until)

    def write(self, words, until):
        self.letters += len(words)
        self._terminal.press(words)
        self._terminal.until(until)


def test_a_week_is_planned_on_the_horizon_and_read_as_a_week(tmp_path):
    options = ["--now", MONDAY, "--file", str(tmp_path / "lastmile.json")]
    command = [sys.executable, "-m", "lastmile_tui", *options]
    subprocess.run([*command, "add", "-"], input=ROADS, text=True, check=True, capture_output=True)
    with Terminal(lastmile(*options), size=(80, 24)) as terminal:
        terminal.until("Sell the Volvo")
        person = Planner(terminal)
        person.press("i", "due per week")
        for move, title, key, words in PLAN:
            for one in move:
                person.press(one, "w next step")
            person.press(key, "enter saves")
            person.write(words, words)
            person.press("\r", f"· {title}")
        person.press("q", "Highway")
        person.press("v", "TOMORROW")
        terminal.until_still()
        assert week(terminal) == WEEK
        person.press("g", "roads")
        person.press("P", "Whose last mile")
        person.press("m", "Picked as the last mile of tomorrow")
        terminal.press("q")
        assert terminal.end() == 0
    assert person.keys == KEYS
    answer = subprocess.run([*command, "pick", "--json"], check=True, capture_output=True)
    (pick,) = json.loads(answer.stdout)["picks"]
    assert pick["on"] == "2026-12-01"


def week(terminal):
    """The days that are shown, and the roads under each."""
    known = {title for title in WEEK if title != title.upper()}
    lines = [line.strip(" ▌") for line in terminal.shown.splitlines()]
    found = [next((t for t in WEEK if line.startswith(t)), None) for line in lines]
    return [one for one in found if one in known or one in WEEK]
