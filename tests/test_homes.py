"""No test reads or writes what is the developer's own, whatever is made before it begins."""

from __future__ import annotations

from tempfile import gettempdir

import pytest

from support.store.database import private_of


@pytest.fixture(scope="module")
def private_of_all(tmp_path_factory):
    """The private folder of a file that is made once for all tests of this module."""
    return private_of(tmp_path_factory.mktemp("once") / "lastmile.json")


def test_what_is_made_for_many_tests_is_not_in_the_developers_home(private_of_all):
    assert private_of_all.is_relative_to(gettempdir())
