"""What readers of formats found, as text to compare with, and files as they get them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from lastmile_tui.exchange.files import GivenFile, ImportFileError, Local
from lastmile_tui.exchange.items import Status
from lastmile_tui.exchange.roads import lay_roads

TODAY = date(2026, 11, 30)
MARKS = {Status.OPEN: "-", Status.DONE: "x", Status.CANCELLED: "/"}


def given(name, text):
    """A file by its name, with a text, bytes, or a value as JSON."""
    if isinstance(text, bytes):
        return GivenFile(name, text)
    return GivenFile(name, (text if isinstance(text, str) else json.dumps(text)).encode())


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
        extra and item.extra and json.dumps(item.extra, ensure_ascii=False, sort_keys=True),
    ]
    return " ".join(" · ".join(str(fact) for fact in facts if fact).split())


def _moment(when):
    if isinstance(when, datetime):
        return f"{when:%Y-%m-%dT%H:%M}"
    return str(when)
