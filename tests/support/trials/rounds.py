"""Rounds of two machines that write at the same time, while something carries the folder."""

from __future__ import annotations

import shutil
from typing import NamedTuple

NOT_MERGED = "lastmile merge"
"""What every sentence names that says that something has to be merged."""


class Outcome(NamedTuple):
    """What was acknowledged, what said that something was missing, and what is not in the files."""

    notes: int
    sentences: int
    missing_before: int
    lost: dict[str, list[str]]


def play(machines, carry, *, rounds, notes=3):
    """Let each machine write notes in each round, then carry; at the end merge until all is calm.

    Who is told to merge before a note can be written does so, as a person does.
    """
    acknowledged, sentences = [], 0
    for number in range(rounds):
        for machine in machines:
            for note in range(notes):
                text = f"{machine.name} {number:02}-{note}"
                if not machine.note(text):
                    done = machine.run("merge")
                    assert done.code == 0, done
                    assert machine.note(text)
                acknowledged.append(text)
        carry()
        sentences += sum(NOT_MERGED in machine.run("list").err for machine in machines)
    before = missing(machines, acknowledged)
    for _ in range(2):
        for machine in machines:
            done = machine.run("merge")
            assert done.code == 0, done
            carry()
    lost = {
        machine.name: sorted(set(acknowledged) - machine.notes())
        for machine in machines
        if set(acknowledged) - machine.notes()
    }
    return Outcome(len(acknowledged), sentences, before, lost)


def missing(machines, acknowledged):
    """How many acknowledged notes are in no data file."""
    found = set().union(*(machine.notes() for machine in machines if machine.path.exists()))
    return len(set(acknowledged) - found)


def share(machines):
    """Begin on the first machine, and give the others the file as a first synchronisation does."""
    machines[0].begin()
    for machine in machines[1:]:
        shutil.copy2(machines[0].path, machine.path)
