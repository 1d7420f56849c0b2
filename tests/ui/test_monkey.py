"""Random keys, resizes, clicks and a second writer: the app shows what is saved, and answers."""

from __future__ import annotations

import pytest

from support.ui.monkey import Monkey


@pytest.mark.parametrize("seed", [2, 3])
async def test_whatever_is_typed_the_app_shows_what_is_saved_and_answers(garage, monkeypatch, seed):
    monkey = Monkey(garage, monkeypatch, seed)
    await monkey.drive(garage.demo(), keys=300)
    assert monkey.done["looks"] > 3, monkey


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 104))
async def test_ten_thousand_keys(garage, monkeypatch, seed):
    monkey = Monkey(garage, monkeypatch, seed)
    await monkey.drive(garage.demo(), keys=10_000)
    print(f"seed {seed}: {dict(monkey.done)}")  # noqa: T201 # the figures are what it is run for
    assert monkey.done["changes"] > 100, monkey
