"""What this machine keeps of its own last changes may be damaged, too: the doctor says so."""

from __future__ import annotations

import pytest

from support.cli.command import VOLVO
from support.cli.doctor import found
from support.store.database import meta_of, place_at


@pytest.fixture
def ring(lastmile, file):
    """The ring of a file with three changes, each on a line before a mark."""
    lastmile("add", VOLVO)
    lastmile("note", "volvo", "called")
    lastmile("advance", "volvo")
    return place_at(file).ring(meta_of(file)["db"])


def rings(done):
    return [one for one in done.json["findings"] if one["area"] == "own changes"]


def bend(ring, *numbers):
    lines = ring.read_bytes().splitlines(keepends=True)
    for number in numbers:
        lines[number - 1] = b"x" + lines[number - 1][1:]
    ring.write_bytes(b"".join(lines))


def test_a_sound_one_is_well(lastmile, ring):
    assert ring.exists()
    (one,) = rings(lastmile("doctor", "--json"))
    assert (one["grade"], one["advice"]) == ("ok", "")
    assert lastmile("doctor").code == 0


def test_lines_that_are_bent_are_named_with_what_to_do(lastmile, ring):
    bend(ring, 1, 3)
    done = lastmile("doctor", "--json")
    (one,) = rings(done)
    assert one["grade"] == "warning"
    assert "2 lines that cannot be read: lines 1, 3." in one["sentence"]
    assert "lastmile doctor --repair" in one["advice"]
    assert done.code == 0


def test_reading_goes_on_with_the_lines_that_are_whole(lastmile, ring, file):
    old = file.read_bytes()
    lastmile("note", "volvo", "lost by a stale copy")
    lines = ring.read_bytes().splitlines()
    bend(ring, 1, len(lines))
    file.write_bytes(old)
    assert "missing in the file" in lastmile("list").err
    assert lastmile("merge").code == 0
    assert "lost by a stale copy" in lastmile("show", "volvo").out


def test_repair_writes_it_anew_of_what_can_be_read(lastmile, ring, file):
    old = file.read_bytes()
    lastmile("note", "volvo", "lost by a stale copy")
    bend(ring, 1)
    file.write_bytes(old)
    before = ring.read_bytes()
    done = lastmile("doctor", "--repair", "--yes")
    assert "own last changes" in done.out
    (copy,) = ring.parent.glob("*.bad-*")
    assert copy.read_bytes() == before
    (one,) = rings(lastmile("doctor", "--json"))
    assert one["grade"] == "ok"
    assert lastmile("merge").code == 0
    assert "lost by a stale copy" in lastmile("show", "volvo").out


def folder(ring):
    ring.unlink()
    ring.mkdir()


def link(ring):
    kept = ring.rename(ring.with_name("elsewhere"))
    ring.symlink_to(kept)


def garbage(ring):
    ring.write_bytes(bytes(range(256)) * 40)


@pytest.mark.parametrize("spoil", [folder, link, garbage, lambda ring: ring.write_bytes(b"")])
def test_whatever_is_in_its_place_stops_nobody(lastmile, ring, spoil):
    spoil(ring)
    assert lastmile("list").code == 0
    assert lastmile("note", "volvo", "still noted").code == 0
    assert "still noted" in lastmile("show", "volvo").out
    done = lastmile("doctor", "--json")
    assert not [one for one in found(done, "trouble") if one["area"] != "own changes"]


@pytest.mark.parametrize("spoil", [folder, link])
def test_one_that_cannot_be_opened_is_to_be_moved_away(lastmile, ring, spoil):
    spoil(ring)
    (one,) = rings(lastmile("doctor", "--json"))
    assert one["grade"] == "trouble"
    assert "Move away what stands there" in one["advice"]


def test_what_is_missing_does_not_contradict_the_journal(lastmile, ring, file):
    assert ring.exists()
    old = file.read_bytes()
    lastmile("note", "volvo", "lost by a stale copy")
    file.write_bytes(old)
    sentences = [one["sentence"] for one in lastmile("doctor", "--json").json["findings"]]
    assert any("1 change of this machine is missing in the file" in each for each in sentences)
    assert not any("every change is in the data file" in each for each in sentences)
