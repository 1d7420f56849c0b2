"""In a worker the rows of a table are one test, which says which of them failed."""

from __future__ import annotations

import pytest

from support.tables import in_turn

CASES = [(f"row {number}", {"number": number}) for number in range(5)]


def tried(refuse):
    """The rows that were tried, by a test that fails at some of them, and how it ended."""
    numbers = []

    def no_such(number):
        numbers.append(number)
        refuse(number)

    try:
        in_turn(no_such, CASES)()
    except BaseException as error:  # noqa: BLE001 # what a failed test raises is none
        return numbers, error
    return numbers, None


def test_every_row_is_tried_and_none_that_holds_is_named():
    assert tried(lambda _: None) == ([0, 1, 2, 3, 4], None)


def test_one_row_fails_as_it_would_alone_and_is_named():
    def refuse(number):
        assert number != 2

    numbers, error = tried(refuse)
    assert numbers == [0, 1, 2, 3, 4]
    assert isinstance(error, AssertionError)
    assert error.__notes__ == ["in row 2"]


def test_all_rows_that_fail_are_named_however_they_do():
    def refuse(number):
        assert number != 1
        if number == 3:
            pytest.fail("no")

    numbers, error = tried(refuse)
    assert numbers == [0, 1, 2, 3, 4]
    assert "2 of 5 rows: row 1, row 3" in str(error)
    assert [str(each).splitlines()[0] for each in error.exceptions] == ["assert 1 != 1", "no"]
