"""Goals in calendars: what is written is read back, and what changed is told by its version."""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given as given_any
from hypothesis import settings
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.domain.model.goal import State
from lastmile_tui.exchange.calendar import ical, ical_out
from lastmile_tui.exchange.files import ImportFileError
from lastmile_tui.exchange.items import Item, Reading
from lastmile_tui.exchange.items import Status as Standing
from support.exchange import (
    TODAY,
    brought,
    change,
    given,
    local,
    outline,
    reached_days,
    readings,
    roads_of,
    written,
)

SAMPLES = Path(__file__).parent.parent / "samples" / "ical"
BERLIN = ZoneInfo("Europe/Berlin")
OWN = "elsewhere"


def read(text, zone=None):
    return ical.read(given("t.ics", text), local(zone or local().zone))


def components(text):
    """The components by their ids, as the library reads them."""
    calendar = icalendar.Calendar.from_ical(text)
    parts = [one for one in calendar.subcomponents if one.name in ("VTODO", "VEVENT")]
    found = {str(one["UID"]): one for one in parts}
    assert len(found) == len(parts)
    return found


def by_title(text, kind="VTODO"):
    return {str(one["SUMMARY"]): one for one in components(text).values() if one.name == kind}


def road(**more):
    """A goal that was not brought in from a calendar: one marker done, two ahead."""
    whole = Item("w", "Sell the boat", created=date(2026, 9, 1), **more)
    parts = [Item(name, name, parent="w") for name in ("photos", "buyer", "papers")]
    parts[0] = replace(parts[0], status=Standing.DONE, finished=date(2026, 9, 10))
    (record,) = brought(Reading(OWN, (whole, *parts)))
    return record


def theirs(fields, *more):
    parts = "".join(f"BEGIN:VTODO\n{one}\nEND:VTODO\n" for one in (fields, *more))
    (record,) = brought(read(f"BEGIN:VCALENDAR\n{parts}END:VCALENDAR\n"))
    return record


@settings(max_examples=60)
@given_any(readings())
def test_what_is_written_is_read_back(reading):
    records = brought(reading)
    text = written(ical_out, records)
    again = brought(read(text))
    assert roads_of(again) == roads_of(records)
    assert [*map(reached_days, again)] == [*map(reached_days, records)]
    icalendar.Calendar.from_ical(text)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.replace("\r\n", "").isprintable()


@settings(max_examples=30)
@given_any(readings())
def test_what_was_brought_in_and_is_written_comes_back_as_the_same(reading):
    records = brought(read(written(ical_out, brought(reading))))
    again = brought(read(written(ical_out, records)))
    assert roads_of(again) == roads_of(records)
    assert [*map(reached_days, again)] == [*map(reached_days, records)]


@pytest.mark.parametrize(
    "moves",
    [
        [partial(edit.redate, due=date(2026, 12, 24))],
        [partial(edit.redate, due=date(2026, 12, 24), due_time=time(16, 30))],
        [partial(edit.explain, why="for the berth; and\nthe dog, too \\ or not")],
        [partial(edit.tag, name="sea")],
        [partial(edit.involve, name="Ingrid")],
        [partial(status.park, until=date(2027, 2, 1))],
        [partial(status.let_go, reason="")],
        [partial(drive.reach, index=1)],
        [partial(drive.reach, index=2)],
        [partial(drive.reach, index=2), seal.seal],
        [partial(edit.redate_marker, index=1, due=date(2026, 12, 9))],
    ],
)
def test_moves_are_written_and_read_back(moves):
    record = change(road(), *moves)
    (again,) = brought(read(written(ical_out, [record], BERLIN), BERLIN))
    assert roads_of([again]) == roads_of([record])
    now, was = again.goal, record.goal
    for field in ("due", "due_time", "why", "people", "parked_until"):
        assert getattr(now, field) == getattr(was, field)


@pytest.mark.parametrize("sample", ["home.ics", "tasks"])
def test_all_of_a_task_is_written_back_also_what_nobody_here_knows(sample):
    path = SAMPLES / sample
    files = sorted(path.rglob("*.ics")) if path.is_dir() else [path]
    before = {}
    for file in files:
        for one in icalendar.Calendar.from_ical(file.read_bytes(), multiple=True):
            before |= {str(todo["UID"]): todo for todo in one.walk("VTODO") if "UID" in todo}
    reading = ical.read(ical.GivenFile(path.name, b"" if path.is_dir() else path.read_bytes(),
                                       path), local())  # fmt: skip
    after = components(written(ical_out, brought(reading)))
    assert before
    for uid, todo in before.items():
        now = after[uid]
        for name, value in todo.items():
            assert now[name] == value, name
        assert now.subcomponents == todo.subcomponents


def test_a_second_reading_of_what_was_written_is_the_same():
    records = brought(read((SAMPLES / "home.ics").read_text(encoding="utf-8")))
    once = written(ical_out, records)
    again = written(ical_out, brought(read(once)))
    was, now = ({name: one.to_ical() for name, one in by_title(text).items()}
                for text in (once, again))  # fmt: skip
    assert {name: now[name] for name in ("Paint", "Renovate the kitchen")} == {
        name: was[name] for name in ("Paint", "Renovate the kitchen")
    }
    assert outline(read(again), extra=False) == outline(read(once), extra=False)


def test_the_same_goals_are_the_same_text():
    record = change(road(), partial(edit.redate, due=date(2026, 12, 24)))
    assert written(ical_out, [record]) == written(ical_out, [record])


@pytest.mark.parametrize(
    ("move", "changed"),
    [
        (partial(edit.redate, due=date(2027, 1, 5)), {"whole", "whole-due"}),
        (partial(edit.redate_marker, index=1, due=date(2026, 12, 9)),
         {"buyer", "buyer-due", "whole"}),
        (partial(edit.rename_marker, index=2, title="signed"), {"papers", "papers-due", "whole"}),
        (partial(drive.reach, index=1), {"whole", "buyer"}),
        (partial(drive.nudge, miles=0.5), {"whole"}),
        (partial(drive.note, text="cold today"), set()),
        (partial(status.plan_step, text="call", on=date(2026, 12, 2)), {"whole-step"}),
        (partial(edit.tag, name="sea"), {"whole"}),
        (partial(edit.rename, title="Sell her"), {"whole", "whole-due", "papers-due", "buyer-due"}),
        (partial(status.park, until=date(2027, 2, 1)), {"whole", "buyer", "papers", "photos",
                                                        "whole-back"}),
    ],
)  # fmt: skip
def test_versions_grow_of_what_changed_and_of_nothing_else(move, changed):
    dated = [partial(edit.redate_marker, index=index, due=date(2026, 12, 20)) for index in (1, 2)]
    before = change(road(due=date(2026, 12, 24)), *dated)
    after = change(before, move)
    goal = before.goal
    names = {goal.uid: "whole"} | {
        f"{goal.uid}-{marker.id}": marker.title for marker in goal.markers
    }
    was, now = components(written(ical_out, [before])), components(written(ical_out, [after]))
    found = set()
    for uid, one in now.items():
        earlier = was.get(uid)
        if earlier is not None and earlier.to_ical() == one.to_ical():
            continue
        if earlier is not None:
            assert one["SEQUENCE"] > earlier["SEQUENCE"]
            assert one["LAST-MODIFIED"].dt >= earlier["LAST-MODIFIED"].dt
        name = uid.removesuffix("@lastmile")
        whole = next(key for key in sorted(names, key=len, reverse=True) if name.startswith(key))
        found.add(names[whole] + name.removeprefix(whole))
    assert found == changed


def test_taking_a_change_back_is_a_later_version():
    before = road(due=date(2026, 12, 24))
    there = change(before, partial(edit.redate, due=date(2027, 1, 5)))
    back = change(there, partial(edit.redate, due=date(2026, 12, 24)))
    numbers = [
        by_title(written(ical_out, [one]))["Sell the boat"]["SEQUENCE"]
        for one in (before, there, back)
    ]
    assert numbers == sorted({*numbers})


def test_a_task_that_was_brought_in_counts_on_from_its_own_version():
    record = theirs("UID:u\nSUMMARY:a\nSEQUENCE:7\nLAST-MODIFIED:20261001T080000Z\n"
                    "DTSTAMP:20261001T080000Z", "UID:v\nSUMMARY:b\nRELATED-TO:u")  # fmt: skip
    was = components(written(ical_out, [record]))["u"]
    assert (was["SEQUENCE"], was["LAST-MODIFIED"].dt.month) == (7, 10)
    after = change(record, partial(edit.redate, due=date(2027, 1, 5)))
    now = components(written(ical_out, [after]))["u"]
    assert now["SEQUENCE"] > 7
    assert now["LAST-MODIFIED"].dt.date() == TODAY


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([], {"due: Sell the boat": date(2026, 12, 24)}),
        ([partial(edit.redate, due=date(2026, 12, 24), due_time=time(16))],
         {"due: Sell the boat": datetime(2026, 12, 24, 15, tzinfo=ZoneInfo("UTC"))}),
        ([partial(edit.redate, due=None)], {}),
        ([partial(edit.redate_marker, index=1, due=date(2026, 12, 9))],
         {"due: Sell the boat": date(2026, 12, 24), "buyer · Sell the boat": date(2026, 12, 9)}),
        ([partial(edit.redate_marker, index=0, due=date(2026, 12, 9))],
         {"due: Sell the boat": date(2026, 12, 24)}),
        ([partial(status.park, until=date(2026, 12, 10))],
         {"due: Sell the boat": date(2026, 12, 24),
          "back on the road: Sell the boat": date(2026, 12, 10)}),
        ([partial(status.plan_step, text="call", on=date(2026, 12, 2))],
         {"due: Sell the boat": date(2026, 12, 24), "call · Sell the boat": date(2026, 12, 2)}),
        ([partial(status.plan_step, text="call", on=None)],
         {"due: Sell the boat": date(2026, 12, 24)}),
        ([partial(status.let_go, reason="")], {}),
        ([partial(drive.reach, index=2), seal.seal], {}),
    ],
)  # fmt: skip
def test_the_days_of_a_goal_are_events_as_long_as_they_stand(moves, expected):
    record = change(road(due=date(2026, 12, 24)), *moves)
    found = by_title(written(ical_out, [record], BERLIN), "VEVENT")
    found.pop("lastmile: the daily review")
    assert {title: one["DTSTART"].dt for title, one in found.items()} == expected


@pytest.mark.parametrize(
    ("rest", "rule", "first"),
    [
        ((), {"FREQ": ["DAILY"]}, date(2026, 9, 1)),
        ((6,), {"FREQ": ["WEEKLY"], "BYDAY": ["MO", "TU", "WE", "TH", "FR", "SA"]},
         date(2026, 9, 1)),
        ((5, 6), {"FREQ": ["WEEKLY"], "BYDAY": ["MO", "TU", "WE", "TH", "FR"]}, date(2026, 9, 1)),
        ((1, 2), {"FREQ": ["WEEKLY"], "BYDAY": ["MO", "TH", "FR", "SA", "SU"]}, date(2026, 9, 3)),
    ],
)  # fmt: skip
def test_the_review_is_every_day_but_on_rest_days(rest, rule, first):
    record = road()
    rows = [(record.goal, record.log, None)]
    text = "".join(ical_out.write(rows, replace(local(), rest_days=frozenset(rest))))
    review = by_title(text, "VEVENT")["lastmile: the daily review"]
    assert {**review["RRULE"]} == rule
    assert review["DTSTART"].dt == first


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ([], ("IN-PROCESS", 33, None)),
        ([partial(drive.reach, index=2)], ("IN-PROCESS", 99, None)),
        ([partial(drive.reach, index=2), seal.seal], ("COMPLETED", 100, TODAY)),
        ([partial(status.let_go, reason="")], ("CANCELLED", 33, None)),
    ],
)
def test_how_a_goal_stands_is_told_by_status_percentage_and_date(moves, expected):
    todo = by_title(written(ical_out, [change(road(), *moves)]))["Sell the boat"]
    done = todo.get("COMPLETED")
    assert (todo["STATUS"], todo["PERCENT-COMPLETE"], done and done.dt.date()) == expected


def test_what_is_done_here_is_done_there_and_what_was_taken_back_is_not():
    record = theirs("UID:p\nSUMMARY:w", "UID:u\nSUMMARY:a\nSTATUS:IN-PROCESS\nRELATED-TO:p")
    done = change(record, partial(drive.reach, index=0))
    todo = by_title(written(ical_out, [done]))["a"]
    assert (todo["STATUS"], todo["PERCENT-COMPLETE"]) == ("COMPLETED", 100)
    assert todo["COMPLETED"].dt.date() == TODAY
    record = theirs("UID:p\nSUMMARY:w", "UID:v\nSUMMARY:b\nRELATED-TO:p\nSTATUS:COMPLETED\n"
                    "COMPLETED:20261001T080000Z\nPERCENT-COMPLETE:100")  # fmt: skip
    todo = by_title(written(ical_out, [change(record, partial(drive.nudge, miles=-0.5))]))["b"]
    assert todo["STATUS"] == "NEEDS-ACTION"
    assert not {"COMPLETED", "PERCENT-COMPLETE"} & {*todo}


@pytest.mark.parametrize(
    ("fields", "due", "starts", "ends"),
    [
        ("DUE;VALUE=DATE:20261210", date(2026, 12, 24), None, date(2026, 12, 24)),
        ("DTSTART;VALUE=DATE:20261205\nDUE;VALUE=DATE:20261210", date(2026, 12, 24),
         date(2026, 12, 5), date(2026, 12, 24)),
        ("DTSTART;VALUE=DATE:20261205\nDUE;VALUE=DATE:20261210", date(2026, 12, 3),
         None, date(2026, 12, 3)),
        ("DTSTART;VALUE=DATE:20261205\nDURATION:P2D", date(2026, 12, 24),
         date(2026, 12, 5), date(2026, 12, 24)),
        ("DTSTART:20261205T080000Z\nDUE:20261210T080000Z", date(2026, 12, 24),
         datetime(2026, 12, 5, 8, tzinfo=ZoneInfo("UTC")),
         datetime(2026, 12, 24, tzinfo=ZoneInfo("UTC"))),
        ("DUE;VALUE=DATE:20261210", None, None, None),
    ],
)  # fmt: skip
def test_a_new_date_leaves_start_and_end_of_one_kind_and_in_their_order(fields, due, starts, ends):
    record = theirs(f"UID:p\nSUMMARY:w\n{fields}", "UID:u\nSUMMARY:a\nRELATED-TO:p")
    todo = components(written(ical_out, [change(record, partial(edit.redate, due=due))]))["p"]
    found = [todo[name].dt if name in todo else None for name in ("DTSTART", "DUE")]
    assert found == [starts, ends]
    assert "DURATION" not in todo


def test_another_time_of_the_same_day_is_written():
    record = theirs("UID:p\nSUMMARY:w\nDUE:20261210T080000Z", "UID:u\nSUMMARY:a\nRELATED-TO:p")
    for at, expected in (
        (time(16), datetime(2026, 12, 10, 16, tzinfo=ZoneInfo("UTC"))),
        (None, date(2026, 12, 10)),
    ):
        moved = change(record, partial(edit.redate, due=date(2026, 12, 10), due_time=at))
        assert components(written(ical_out, [moved]))["p"]["DUE"].dt == expected


@pytest.mark.parametrize(
    "inside",
    [
        "BEGIN:VALARM\nTRIGGER:-PT5M",
        "BEGIN:VALARM\nTRIGGER:-PT5M\nBEGIN:X-DEEP\nX-A:1\nEND:VALARM",
        "BEGIN:X-OWN\nX-A:1\nEND:X-OWN",
        "DUE:tomorrow",
        "DTSTART;VALUE=DATE:20261399",
        "COMPLETED:",
        "no line at all",
        "END:VALARM\nX-A:1",
    ],
)
def test_of_a_broken_task_a_whole_calendar_is_made(inside):
    record = theirs(f"UID:p\nSUMMARY:w\n{inside}", "UID:u\nSUMMARY:a\nRELATED-TO:p")
    text = written(ical_out, [record])
    assert {"w", "a"} == {*by_title(text)}
    value = inside.rpartition("\n")[2].partition(":")[2]
    assert value in text


def test_a_task_of_a_list_that_belonged_elsewhere_stays_on_its_road():
    text = ("BEGIN:VCALENDAR\nX-WR-CALNAME:Home\nBEGIN:VTODO\nUID:u\nSUMMARY:a\n"
            "RELATED-TO:elsewhere\nEND:VTODO\nEND:VCALENDAR\n")  # fmt: skip
    records = brought(read(text))
    out = written(ical_out, records)
    assert roads_of(brought(read(out))) == roads_of(records)
    assert "RELATED-TO:elsewhere" in out


def test_the_summary_is_one_line_whatever_it_was():
    record = theirs("UID:p\nSUMMARY:two\\nlines", "UID:u\nSUMMARY:a\\Nb\nRELATED-TO:p")
    text = written(ical_out, [record])
    assert [*by_title(text)] == ["two lines", "a b"]
    assert "\\n" not in text


def test_a_task_that_stood_alone_is_that_task_again():
    record = theirs("UID:u\nSUMMARY:alone\nDESCRIPTION:as it was\nPRIORITY:1")
    text = written(ical_out, [record])
    assert [*by_title(text)] == ["alone"]
    assert by_title(text)["alone"]["DESCRIPTION"] == "as it was"
    more = change(record, partial(edit.add_marker, index=0, title="first", miles=1.0))
    parts = by_title(written(ical_out, [more]))
    assert parts["first"]["RELATED-TO"] == "u"


def test_zones_that_are_named_are_described():
    head = """BEGIN:VTIMEZONE
TZID:Office
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0500
TZOFFSETTO:+0500
END:STANDARD
END:VTIMEZONE
"""
    todos = [
        ("DUE;TZID=Europe/Berlin:20261201T090000", "a"),
        ("DTSTART;TZID=Office:20261201T080000\nDUE;TZID=Office:20261201T090000", "b"),
    ]
    parts = "".join(f"BEGIN:VTODO\nUID:{name}\nSUMMARY:{name}\n{due}\nEND:VTODO\n"
                    for due, name in todos)  # fmt: skip
    text = f"BEGIN:VCALENDAR\n{head}{parts}END:VCALENDAR\n"
    out = written(ical_out, brought(read(text)))
    zones = [str(one["TZID"]) for one in icalendar.Calendar.from_ical(out).walk("VTIMEZONE")]
    assert sorted(zones) == ["Europe/Berlin", "Office"]
    items = {item.title: item.due_time for item in read(out).items}
    assert items == {"a": time(8), "b": time(4)}


def test_without_the_library_one_sentence_says_what_brings_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    assert written(ical_out, [road()]).endswith("END:VCALENDAR\r\n")
    record = theirs("UID:a\nSUMMARY:a\nDUE;TZID=Europe/Berlin:20261201T090000")
    with pytest.raises(ImportFileError, match=r"not there: .+icalendar.+"):
        written(ical_out, [record])


def test_parts_of_a_road_that_was_too_long_have_ids_of_their_own():
    parts = [f"UID:u{number}\nSUMMARY:m{number}\nRELATED-TO:p" for number in range(250)]
    todos = "".join(f"BEGIN:VTODO\n{one}\nEND:VTODO\n" for one in ("UID:p\nSUMMARY:long", *parts))
    records = brought(read(todos))
    assert len(records) == 2
    assert len(components(written(ical_out, records))) == 252 + 1


def test_without_goals_it_is_a_calendar_with_nothing_in_it():
    assert not components(written(ical_out, []))
    assert road().goal.state(TODAY) is State.DRIVING
