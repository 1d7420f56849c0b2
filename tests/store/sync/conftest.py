"""Two devices and the place between them."""

from __future__ import annotations

from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit
from support.store.git_sync import Device, bare, change
from support.store.goal_store import plan
from support.store.sync_by_hand import Person, Scene
from support.store.two_devices import LAPTOP, PHONE


@pytest.fixture
def there(tmp_path):
    return bare(tmp_path / "there.git")


@pytest.fixture
def laptop(tmp_path):
    return Device(tmp_path, LAPTOP)


@pytest.fixture
def phone(tmp_path):
    return Device(tmp_path, PHONE)


@pytest.fixture
def uid(laptop, phone, there):
    """A goal that both devices have."""
    with laptop.open() as store:
        uid = store.add(plan()).goal.uid
    laptop.init(there)
    phone.init(there)
    return uid


@pytest.fixture
def at(laptop, phone, there, uid, tmp_path):
    """Each device has a change that the other does not know, and a person has a clone."""
    person = Person(there, tmp_path / "clone")
    change(laptop, uid, partial(edit.tag, name="sold"))
    change(phone, uid, drive.advance)
    return Scene(laptop, phone, there, person)
