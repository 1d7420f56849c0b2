"""A writer that is killed at any instant.

It tells through a pipe of each change that it has been told is saved. After a kill the file holds
all of those, and at most the one that was on its way.
"""

import os
import random
import signal

import pytest

from support.store.database import documents, forked, open_db, stock


@pytest.fixture
def tmp_path(folder_in_memory):
    """The folder of the file: a kill takes nothing from any disk."""
    return folder_in_memory


EIGHT = 8
"""Bytes of an acknowledgement."""


def change(goals, number):
    """Make the change of this number to goals by uid; what it changed, None for a removal."""
    if number % 7 == 3 and len(goals) > 6:
        uid = sorted(goals)[number % len(goals)]
        del goals[uid]
        return uid, None
    uid = f"u{number}" if number % 5 == 0 or not goals else sorted(goals)[number % len(goals)]
    goals[uid] = {"uid": uid, "n": number, "note": "x" * (number * 37 % 900)}
    return uid, goals[uid]


def write(path, start, pipe):
    """Make changes from this number on, until the end."""
    db = open_db(path, limit=4000, timeout=30)
    table = db.table("goals")
    found = documents(db)
    goals = {doc["uid"]: doc for doc in found.values()}
    places = {doc["uid"]: doc_id for doc_id, doc in found.items()}
    for number in range(start, start + 100_000):
        uid, goal = change(goals, number)
        if goal is None:
            table.remove(doc_ids=[places.pop(uid)])
        elif uid in places:
            table.update(goal, doc_ids=[places[uid]])
        else:
            places[uid] = table.insert(goal)
        os.write(pipe, number.to_bytes(EIGHT, "big"))
        if number % 23 == 0:
            db.storage.compact()


def kill_once(path, start, chance):
    """Let a writer go, and kill it; the numbers that were acknowledged."""
    reading, writing = os.pipe()
    pid = forked(lambda: write(path, start, writing))
    os.close(writing)
    numbers = [os.read(reading, EIGHT) for _ in range(chance.randrange(25))]
    for _ in range(chance.randrange(4000)):
        pass  # a moment of any length up to a change's
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while number := os.read(reading, EIGHT):
        numbers.append(number)
    os.close(reading)
    return [int.from_bytes(number, "big") for number in numbers]


def survive(path, kills, seed):
    """Kill so many writers of one file; how many changes were acknowledged."""
    chance = random.Random(seed)
    goals, next_number, acknowledged = {}, 1, 0
    for _ in range(kills):
        numbers = kill_once(path, next_number, chance)
        assert numbers == list(range(next_number, next_number + len(numbers)))
        acknowledged += len(numbers)
        for number in numbers:
            change(goals, number)
        next_number += len(numbers)
        if path.exists():
            stock(path)
        with_next = dict(goals)
        change(with_next, next_number)
        db = open_db(path, read_only=True)
        found = {doc["uid"]: doc for doc in documents(db).values()}
        assert found in (goals, with_next)
        assert db.storage.report.sentences[:-1] == ()
        if found != goals:
            goals, next_number = with_next, next_number + 1
    return acknowledged


def insert(path, who, pipe):
    """Insert documents beside other writers, until the end."""
    table = open_db(path, limit=2000, timeout=30).table("goals")
    for number in range(100_000):
        table.insert({"uid": f"{who}-{number}"})
        os.write(pipe, number.to_bytes(EIGHT, "big"))


def test_writers_that_are_killed_side_by_side_lose_nothing(tmp_path):
    path, pids, pipes, numbers = tmp_path / "lastmile.json", [], [], []
    for who in range(3):
        reading, writing = os.pipe()
        pids.append(forked(lambda who=who, pipe=writing: insert(path, who, pipe)))
        os.close(writing)
        pipes.append(reading)
    for who, pid in enumerate(pids):
        numbers.append([os.read(pipes[who], EIGHT) for _ in range(20)])
        os.kill(pid, signal.SIGKILL)
    for pid, reading, mine in zip(pids, pipes, numbers, strict=True):
        os.waitpid(pid, 0)
        while number := os.read(reading, EIGHT):
            mine.append(number)
        os.close(reading)
    told = {
        f"{who}-{int.from_bytes(number, 'big')}"
        for who, mine in enumerate(numbers)
        for number in mine
    }
    stock(path)
    db = open_db(path)
    found = {doc["uid"] for doc in documents(db).values()}
    assert told <= found
    assert len(found - told) <= 3
    assert len(found) == len(documents(db))
    assert db.storage.report.sentences == ()


def test_no_acknowledged_change_is_lost_in_120_kills(tmp_path):
    assert survive(tmp_path / "lastmile.json", 120, seed=1) > 1000


@pytest.mark.long
def test_no_acknowledged_change_is_lost_in_1000_kills(tmp_path, capsys):
    acknowledged = survive(tmp_path / "lastmile.json", 1000, seed=2)
    with capsys.disabled():
        print(f"\n1000 kills, {acknowledged} changes, none lost")  # noqa: T201 - the figures asked for
    assert acknowledged > 10_000
