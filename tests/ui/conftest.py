"""What tests of the app share."""

from __future__ import annotations

import pytest

from support.ui.internals import parse_once
from support.ui.workspace import Workspace


@pytest.fixture(scope="session", autouse=True)
def _parsed_once():
    """Some 1,300 apps have the same style sheets."""
    with pytest.MonkeyPatch.context() as patch:
        parse_once(patch)
        yield


@pytest.fixture
def garage(tmp_path):
    """Where apps are made."""
    garage = Workspace(tmp_path)
    yield garage
    garage.close()


@pytest.fixture
def quick(monkeypatch):
    """Let the app look outside and tidy up at once."""
    monkeypatch.setattr("lastmile_tui.ui.app.POLL_SECONDS", 0.02)
    monkeypatch.setattr("lastmile_tui.ui.base_app.IDLE_SECONDS", 0.02)
