"""Dates of a table: one order for all rows of a column, and what is said where none is sure."""

from __future__ import annotations

from datetime import UTC, date, time
from zoneinfo import ZoneInfo

import pytest

from lastmile_tui.config.locales import month_first
from lastmile_tui.exchange.tables.days import NoDayError, Order, find_orders, read_day

BERLIN = ZoneInfo("Europe/Berlin")
DAY, MONTH = Order.DAY, Order.MONTH


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("2026-03-05", date(2026, 3, 5), None),
        ("2026/3/5", date(2026, 3, 5), None),
        ("20260305", date(2026, 3, 5), None),
        ("2026-03-05 14:30:00", date(2026, 3, 5), time(14, 30)),
        ("2026-03-05 00:00:00", date(2026, 3, 5), None),
        ("2026-03-05T24:00:00", date(2026, 3, 5), None),
        ("2026-12-31 24:00", date(2026, 12, 31), None),
        ("2026-03-05T24:00:00+01:00", date(2026, 3, 5), None),
        ("2026-03-05T23:30:00.123Z", date(2026, 3, 6), time(0, 30)),
        ("2026-03-05T14:30:00+0100", date(2026, 3, 5), time(14, 30)),
        ("2026-03-05T00:00:00+0000", date(2026, 3, 5), None),
        ("5.3.26", date(2026, 3, 5), None),
        ("March 5, 2026", date(2026, 3, 5), None),
        ("Mar 5, 2026 6:30 PM (CET)", date(2026, 3, 5), time(18, 30)),
        ("5 March 2026", date(2026, 3, 5), None),
        ("05-Mar-26", date(2026, 3, 5), None),
        ("12/Mar/26 9:14 AM", date(2026, 3, 12), time(9, 14)),
        ("Thu, 5 Mar 2026", date(2026, 3, 5), None),
        ("Thu Mar 05 2026", date(2026, 3, 5), None),
        ("12/31/2026 12:05 am", date(2026, 12, 31), time(0, 5)),
        ("1772668800", date(2026, 3, 5), None),
        ("1772668800000", date(2026, 3, 5), None),
    ],
)
def test_a_day_is_read_as_it_is_meant(text, day, at):
    found = read_day(text, None, BERLIN)
    assert (found.day, found.time and found.time.replace(microsecond=0)) == (day, at)


@pytest.mark.parametrize("text", ["", " ", "-", "None", "N/A", "0001-01-01T00:00:00Z", "0"])
def test_a_cell_may_say_that_there_is_none(text):
    assert read_day(text, DAY, UTC) is None


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-30", "31/31/2026", "30 Feb 2026", "next summer", "every friday", "12"),
        *(
            "2026-03-05 25:00",
            "2026-03-05 24:30",
            "2026-03-05 24:00:01",
            "9999-12-31",
            "1026-01-01",
            "2026-03-05T10:00+99:00",
            "3/4",
        ),
    ],
)
def test_what_is_no_day_is_told(text):
    with pytest.raises(NoDayError):
        read_day(text, DAY, UTC)


ORDERS = {
    "one row that can be one only": ({"Due": ["3/4/2026", "13/4/2026"]}, {"Due": DAY}, 0),
    "the same with the month in front": ({"Due": ["3/4/2026", "4/13/2026"]}, {"Due": MONTH}, 0),
    "dots are days first": ({"Due": ["3.4.2026", "4.5.2026"]}, {"Due": DAY}, 0),
    "another column knows": (
        {"Due": ["3/4/2026"], "Done at": ["12/25/2026"]},
        {"Due": MONTH, "Done at": MONTH},
        0,
    ),
    "two columns of two orders": (
        {"Due": ["13/4/2026"], "Done at": ["12/25/2026"]},
        {"Due": DAY, "Done at": MONTH},
        0,
    ),
    "rows that disagree": ({"Due": ["13/4/2026", "4/13/2026", "3/4/2026"]}, {"Due": None}, 0),
    "nobody knows": ({"Due": ["3/4/2026", "4/5/2026"]}, {"Due": DAY}, 1),
    "the same number twice is no doubt": ({"Due": ["4/4/2026", "5/5/2026"]}, {"Due": DAY}, 0),
    "no such dates at all": ({"Due": ["2026-03-04", ""]}, {"Due": DAY}, 0),
}


@pytest.mark.parametrize(("columns", "orders", "remarks"), ORDERS.values(), ids=ORDERS)
def test_a_column_has_the_order_that_all_its_rows_agree_with(columns, orders, remarks):
    found = find_orders(columns, month_first=False)
    assert (found.of, len(found.remarks)) == (orders, remarks)


@pytest.mark.parametrize(
    ("locale", "order", "said"),
    [
        ({"LANG": "en_US.UTF-8"}, MONTH, "as in your locale (LC_TIME=en_GB"),
        (
            {"LANG": "en_US.UTF-8", "LC_TIME": "de_DE.UTF-8"},
            DAY,
            "as in your locale (LC_TIME=en_US",
        ),
        ({"LC_ALL": "en_GB.UTF-8", "LC_TIME": "en_US"}, DAY, "as in your locale"),
        ({"LANG": "es-PR"}, MONTH, "as in your locale"),
        ({"LANG": "C.UTF-8"}, DAY, "as your locale does not say"),
        ({}, DAY, "as your locale does not say"),
    ],
)
def test_where_none_knows_the_locale_decides_and_it_is_said(locale, order, said):
    found = find_orders({"Due": ["3/4/2026"]}, month_first=month_first(locale))
    assert found.of == {"Due": order}
    assert found.remarks[0].startswith(f"Due: 3/4/2026 could be two days; read as {order}, ")
    assert said in found.remarks[0]


def test_of_rows_that_disagree_those_that_can_be_one_day_are_read_and_others_told():
    assert read_day("13/4/2026", None, UTC).day == date(2026, 4, 13)
    assert read_day("4/13/2026", None, UTC).day == date(2026, 4, 13)
    with pytest.raises(NoDayError, match="could be two days"):
        read_day("3/4/2026", None, UTC)
