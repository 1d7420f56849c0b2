"""What the trials share."""

from __future__ import annotations

import sys

import pytest


@pytest.fixture
def figures(capsys, request):
    """Shows what a trial counted, also where it succeeds."""

    def show(text):
        with capsys.disabled():
            sys.stdout.write(f"\n{request.node.name}: {text}\n")
            sys.stdout.flush()

    return show
