"""Reading lines for the tests of quick add."""

import datetime as dt

import pytest

from lastmile_tui.dates import DateMatch, When
from lastmile_tui.domain.input.quick_add import read_line
from lastmile_tui.errors import QuickAddError

FRIDAY = dt.date(2026, 3, 6)


def read_date(words):
    """Know `fri` and `fri 18:00`, as the reader of dates would."""
    if not words or words[0].strip(",") != "fri":
        return None
    if words[1:2] == ["18:00"]:
        return DateMatch(When(FRIDAY, dt.time(18)), 2)
    return DateMatch(When(FRIDAY), 1)


def read(line):
    return read_line(line, read_date)


def titles(line):
    return [stage.title for stage in read(line).stages]


def finals(line):
    return [stage.final for stage in read(line).stages]


def refused(line):
    """The sentence with which a line is refused."""
    with pytest.raises(QuickAddError) as caught:
        read(line)
    return str(caught.value)
