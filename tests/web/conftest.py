"""Servers and visitors."""

from __future__ import annotations

import pytest

from support.web.server import Served, Visitor


@pytest.fixture
async def served(tmp_path):
    """A server whose apps only say what they get."""
    async with Served(tmp_path) as served:
        yield served


@pytest.fixture
async def visitor(served):
    """A browser that was let in."""
    async with Visitor(served) as visitor:
        yield visitor
