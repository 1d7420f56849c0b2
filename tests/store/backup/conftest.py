"""A store with one goal, and a place for backups."""

from __future__ import annotations

import pytest

from lastmile_tui.store.backup.backups import (
    Backups,
)
from support.store.goal_store import Clock, open_store, plan


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "lastmile.json"


@pytest.fixture
def backups(tmp_path):
    return Backups(tmp_path / "state" / "backups")


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(path, clock):
    with open_store(path, clock=clock) as opened:
        opened.add(plan())
        yield opened
