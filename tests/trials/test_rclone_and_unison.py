"""Real rclone bisync and real unison between two machines that both write before each run."""

from __future__ import annotations

import subprocess

import pytest

from support.trials.machine import Machine, needs
from support.trials.rounds import play, share

pytestmark = pytest.mark.long

ROUNDS = 12


@pytest.fixture
def pair(tmp_path):
    machines = [Machine(tmp_path, "desk"), Machine(tmp_path, "laptop")]
    share(machines)
    return machines


def tool(machine, *words, accepted=(0,)):
    """Run a synchroniser with the settings of a machine."""
    done = subprocess.run(
        words, env=machine.env, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode in accepted, done


def bisync(machines, *options):
    """Both ways; `--force` as it calls it a danger when every file of a folder has changed."""
    folders = [str(machine.folder) for machine in machines]
    tool(machines[0], "rclone", "bisync", *folders, "--force", "-q", *options)


def unison(machines, *options, accepted=(0,)):
    folders = [str(machine.folder) for machine in machines]
    words = ["unison", *folders, "-batch", "-auto", *options]
    tool(machines[0], *words, accepted=accepted)


@needs("rclone")
def test_rclone_bisync_renames_both_sides_again_and_again(pair, figures):
    bisync(pair, "--resync")
    outcome = play(pair, lambda: bisync(pair), rounds=ROUNDS)
    figures(outcome)
    assert outcome.lost == {}
    assert outcome.sentences >= ROUNDS


@needs("unison")
@pytest.mark.parametrize(
    "options",
    [("-prefer", "newer"), ("-prefer", "newer", "-copyonconflict"), ("-prefer", "newer", "-times")],
    ids=" ".join,
)
def test_unison_takes_the_newer_file(pair, figures, options):
    unison(pair)
    outcome = play(pair, lambda: unison(pair, *options), rounds=ROUNDS)
    figures(outcome)
    assert outcome.lost == {}
    assert outcome.sentences >= ROUNDS


@needs("unison")
def test_unison_that_skips_conflicts_is_helped_by_a_copy(pair):
    """`unison -batch` alone leaves both as they are: the other's file is merged by its name."""
    unison(pair)
    desk, laptop = pair
    said = [f"{machine.name} {n}" for n in range(5) for machine in pair]
    assert all(machine.note(text) for text in said for machine in pair if machine.name in text)
    unison(pair, accepted=(1,))
    assert desk.run("merge", str(laptop.path)).code == 0
    laptop.path.write_bytes(desk.path.read_bytes())
    unison(pair)
    assert set(said) <= desk.notes() & laptop.notes()
