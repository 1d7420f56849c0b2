"""Files for the doctor."""

from __future__ import annotations

import pytest


@pytest.fixture
def broken(file, lastmile, volvo):  # noqa: ARG001 # it makes the file
    lastmile("note", "volvo", "hello")
    file.write_bytes(file.read_bytes()[:-40])
    return file
