"""Two real Syncthings, the app on one machine and the command line on the other, nothing set up."""

from __future__ import annotations

import random
from time import monotonic

import pytest

from support.trials.beside import beside
from support.trials.machine import Machine, needs
from support.trials.syncthing import files_in, settle, syncthings

pytestmark = [pytest.mark.long, needs("syncthing")]

NOTES, MINUTE = 30, 60.0
"""Of each of the two, and how long they take for it."""


def write(note, name, both, seed):
    """Write notes for a minute, each at any moment of its share; those that were acknowledged."""
    chance, begun, acknowledged = random.Random(seed), monotonic(), set()
    for number in range(NOTES):
        due = begun + MINUTE / NOTES * (number + chance.random())
        both.pause(max(0.0, due - monotonic()))
        text = f"{name} {number:02}"
        if both.going() and note(text):
            acknowledged.add(text)
    return acknowledged


def note_in(terminal):
    """Writes a note in the app; it is saved when the app says so."""

    def note(text):
        terminal.press("n")
        terminal.until("Note")
        terminal.press(f"{text}\r")
        terminal.until(f"Note: {text}")
        return True

    return note


@pytest.mark.parametrize("copies", [10, 0], ids="copies {}".format)
@pytest.mark.parametrize("run", range(10))
def test_sixty_notes_in_a_minute_are_all_there_on_both(tmp_path, figures, run, copies):
    desk, laptop = Machine(tmp_path, "desk"), Machine(tmp_path, "laptop")
    desk.begin()
    with syncthings(desk, laptop, copies=copies) as them:
        settle(them)
        with desk.app() as terminal, beside() as both:
            terminal.until("Swim")
            other = both.start(write, laptop.note, "laptop", both, run)
            said = write(note_in(terminal), "desk", both, run + 1000) | other.result()
            terminal.press("q")
            terminal.end()
        settle(them)
        left = sorted(files_in(desk.folder))
        waiting = said - desk.notes() - laptop.notes()
        for _ in range(2):
            for machine in (desk, laptop):
                done = machine.run("merge")
                assert done.code == 0, done
                settle(them)
        lost = {machine.name: sorted(said - machine.notes()) for machine in (desk, laptop)}
    figures(f"{len(said)} notes, {len(waiting)} waiting to be merged, beside {left}; lost: {lost}")
    assert len(said) == 2 * NOTES
    assert all(name.startswith("lastmile.") for name in left)
    assert lost == {"desk": [], "laptop": []}
