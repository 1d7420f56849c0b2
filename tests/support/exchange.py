"""What readers of formats found, as text to compare with, and files as they get them."""

from __future__ import annotations

import json
import random
import sqlite3
import time
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from lastmile_tui.domain.export.as_json import reached_on
from lastmile_tui.domain.model.calendar import Calendar
from lastmile_tui.domain.model.events import TICK, Stamp, ulid
from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.exchange.files import GivenFile, ImportFileError, Local
from lastmile_tui.exchange.items import Item, Reading, Status
from lastmile_tui.exchange.plan import Fate, Importer
from lastmile_tui.exchange.roads import lay_roads

TODAY = date(2026, 11, 30)
MARKS = {Status.OPEN: "-", Status.DONE: "x", Status.CANCELLED: "/"}


def given(name, text):
    """A file by its name, with a text, bytes, or a value as JSON."""
    if isinstance(text, bytes):
        return GivenFile(name, text)
    return GivenFile(name, (text if isinstance(text, str) else json.dumps(text)).encode())


@contextmanager
def within_seconds(most):
    """Of the processor."""
    begun = time.process_time()
    yield
    assert time.process_time() - begun < most


def database(*statements):
    """The bytes of a SQLite database that SQL makes."""
    with closing(sqlite3.connect(":memory:")) as base:
        for one in statements:
            base.executescript(one)
        return base.serialize()


def local(zone=UTC, **mapping):
    return Local(zone=zone, today=TODAY, mapping=mapping)


def outline(reading, *, lone=False, zone=UTC, extra=True):
    """The roads that a reading makes, each with its markers, and what is left out; a text.

    A line has the state, the title, dates (+ created, = done, due, until), names, what it counts,
    how many remarks there are, and what is kept.
    """
    found = lay_roads(reading, lone=lone, zone=zone)
    lines = []
    for road in found.roads:
        lines.append(f"{road.status.value.upper()} {_line(road.item, road.title, extra)}")
        lines += [f"  {MARKS[one.status]} {_line(one, one.title, extra)}" for one in road.stages]
    lines += [f"SKIPPED {one.what}: {one.reason}" for one in (*reading.skipped, *found.left)]
    lines += [f"UNREAD {one.line} {one.what}: {one.reason}" for one in reading.unread]
    return "\n".join(lines)


def read_or_sentence(reader, file):
    """The outline of what a reader makes of a broken file, or the sentence that it ends in."""
    assert 0 <= reader.recognises(file) <= 1
    try:
        return outline(reader.read(file, local()), lone=True)
    except ImportFileError as error:
        return str(error)


BROKEN_JSON = [
    b"",
    b"   \n",
    b"{",
    b"[[[[",
    b"nothing of the kind",
    b"\x00\x00\x00",
    b"\xff\xfe\x00",
    b"[" * 200_000,
    b'{"a":' * 200_000,
    b'{"a":\n' * 100_000,
    b'{"uuid": 1' + b"0" * 10_000,
    b"null",
    b"0",
    b'"text"',
    b"[1, 2, [], {}, null, true]",
    b"{}",
    b'{"a": {"b": [{"c": null}]}}',
    "{“a”: 1}".encode("cp1252"),
]
"""Files that are no JSON, or hold nothing that any format has."""


def by_head(data):
    """The name of a case whose data may be long."""
    return repr(data[:20])


def _line(item, title, extra):
    time = f" {item.due_time:%H:%M}" if item.due_time else ""
    facts = [
        title,
        item.created and f"+{_moment(item.created)}",
        item.finished and f"={_moment(item.finished)}",
        item.due and f"due {item.due}{time}",
        item.hidden_until and f"until {item.hidden_until}",
        item.waiting is not None and f"waiting for {item.waiting or '?'}",
        item.why and f"why: {item.why!r}",
        *(f"#{name}" for name in item.tags),
        *(f"@{name}" for name in item.people),
        item.unit and f"{item.target:g} {item.unit}",
        *(f"[{_moment(one.at)} {one.value:+g} {one.text}]" for one in item.amounts),
        *(f"“{one.text}” {_moment(one.at)}" for one in item.remarks),
        *(f"! {text}" for text in item.seal),
        item.miles != 1 and f"{item.miles:g} mi",
        item.final and "final",
        extra and item.extra and json.dumps(dict(item.extra), ensure_ascii=False, sort_keys=True),
    ]
    return " ".join(" · ".join(str(fact) for fact in facts if fact).split())


def _moment(when):
    if isinstance(when, datetime):
        return f"{when:%Y-%m-%dT%H:%M}"
    return str(when)


NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
CALENDAR = Calendar(UTC)


def stamp_after(event=None):
    """A stamp of noon today, or later than an event."""
    at = NOW if event is None else max(NOW, event.at + TICK)
    return Stamp(ulid(at, random.getrandbits(80)), at, "test", TODAY)


def brought(reading, *, lone=True):
    """The goals that a reading becomes in an empty file."""
    importer = Importer({}, {}.get, stamp_after, CALENDAR, lambda: random.getrandbits(80))
    return [step.record for step in importer.plan(reading, lone=lone).of(Fate.CREATED)]


def again(records, reading, *, lone=True):
    """The goals that a later reading changes or makes beside those that are there."""
    there = {record.goal.uid: record for record in records}
    goals = {uid: record.goal for uid, record in there.items()}
    importer = Importer(goals, there.get, stamp_after, CALENDAR, lambda: random.getrandbits(80))
    plan = importer.plan(reading, lone=lone)
    return [step.record for fate in (Fate.CREATED, Fate.CHANGED) for step in plan.of(fate)]


def written(writer, records, zone=UTC):
    """The text that a writer makes of goals."""
    rows = ((record.goal, record.log, None) for record in records)
    return "".join(writer.write(rows, local(zone)))


_chars = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs"))
titles = st.text(_chars, min_size=1, max_size=30).map(clean_line).filter(bool)
days = st.dates(date(2020, 2, 1), date(2026, 11, 29))
later = st.dates(date(2026, 12, 1), date(2031, 1, 1))
tag_names = st.text(st.characters(codec="ascii", categories=("Ll", "Nd")), min_size=1, max_size=8)


@st.composite
def readings(draw, origin="elsewhere"):
    """Groups with tasks below them, in all that most formats can hold."""
    items = []
    for number, title in enumerate(draw(st.lists(titles, max_size=4, unique=True))):
        items.append(Item(f"group {number}", title, group=True))
        for place, name in enumerate(draw(st.lists(titles, min_size=1, max_size=5))):
            begun = draw(days)
            done = draw(st.booleans())
            items.append(
                Item(
                    f"task {number}.{place}",
                    name,
                    parent=f"group {number}",
                    status=Status.DONE if done else Status.OPEN,
                    created=begun,
                    finished=draw(st.dates(begun, date(2026, 11, 29))) if done else None,
                    due=draw(st.none() | later),
                    tags=tuple(draw(st.lists(tag_names, max_size=3))),
                )
            )
    return Reading(origin, tuple(items))


def roads_of(records):
    """What goals are, by their titles: their tags, and each marker with its state and due date."""
    return {
        record.goal.title: (
            record.goal.tags,
            [
                (marker.title, end <= record.goal.position, marker.due)
                for marker, end in zip(record.goal.markers, record.goal.ends, strict=True)
            ],
            record.goal.state(TODAY),
        )
        for record in records
    }


def reached_days(record):
    """The day on which each marker was reached, by its title."""
    on = reached_on(record.log)
    return [(marker.title, on[marker.id]) for marker in record.goal.markers if marker.id in on]
