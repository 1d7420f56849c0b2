"""A file with a backup."""

import pytest

from lastmile_tui.store.backup.backups import Backups
from support.store.database import private_of
from support.store.goal_store import Clock, open_store, plan
from support.store.repair import NEW, TITLES


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "lastmile.json"


@pytest.fixture
def backups(tmp_path):
    return tmp_path / "backups"


@pytest.fixture
def made(own):
    """A file of five goals with a backup, and one goal more, on a machine without a ring of it."""
    for ring in private_of(own).glob("*.ring"):
        ring.unlink()
    return own


@pytest.fixture
def own(path, backups):
    """The same on the machine that made it."""
    clock = Clock()
    with open_store(path, clock=clock) as store:
        for title in TITLES:
            store.add(plan(f"{title}: a > b > c"))
        Backups(backups).make(store.storage, "by-hand", clock.instant)
        store.add(plan(f"{NEW}: a > b"))
    return path
