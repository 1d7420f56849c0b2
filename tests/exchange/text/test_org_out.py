"""Goals as Org: nothing of a file that was brought in is lost, and what was changed is changed."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, settings
from hypothesis import given as given_any
from hypothesis import strategies as st

from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.exchange.text import org, org_out
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

HOUSE = (Path(__file__).parent.parent / "samples" / "org" / "house.org").read_text(encoding="utf-8")


def read(text):
    return org.read(given("house.org", text), local())


@settings(max_examples=60)
@given_any(readings())
def test_what_is_written_is_read_back(reading):
    records = brought(reading)
    again = brought(read(written(org_out, records)))
    assert roads_of(again) == roads_of(records)
    assert [*map(reached_days, again)] == [*map(reached_days, records)]


SIGNS = st.lists(
    st.sampled_from(
        ["TODO", "DONE", "NEXT", "COMMENT", "[#A]", "[1/2]", "[%]", ":a:", "<2026-12-01 Tue>", "x",
         "[2026-12-01]", "[[a][b]]", "CLOSED:", "*", "- [ ]", "--", "#+TODO:", "DEADLINE:", ":END:"]
    ),
    min_size=1,
    max_size=4,
).map(" ".join)  # fmt: skip


@settings(max_examples=80)
@given_any(SIGNS, SIGNS, SIGNS)
@example("x", "x", "#+TODO: TODO")  # Org heeds it in a drawer, too: all would be done
@example("x", "x", ",#+todo: A")
def test_signs_of_org_in_texts_mean_nothing(title, marker, note):
    (record,) = brought(read("* TODO Group\n** TODO a\n- [ ] b\n** TODO c\n"))
    record = change(
        record,
        partial(edit.rename, title=title),
        partial(edit.rename_marker, index=0, title=marker),
        partial(edit.rename_marker, index=1, title=f"{marker} 2"),
        partial(edit.explain, why=f"{note}\n{note}"),
        partial(drive.note, text=f"{note}\n\n:END:\n* {note}"),
    )
    text = written(org_out, [record])
    (again,) = brought(read(text))
    assert roads_of([again]) == roads_of([record])
    assert again.goal.why == record.goal.why
    notes = [event.text for event in again.log if event.kind == "note"]
    assert notes == [f"{note}\n\n:END:\n* {note}"]


def test_what_nobody_changed_comes_out_as_it_was():
    text = written(org_out, brought(read(HOUSE)))
    lines = set(text.splitlines())
    gone = [
        line
        for line in HOUSE.splitlines()
        if line not in lines and f": {line}" not in lines and not line.startswith("*")
    ]
    assert gone == ["CLOSED: [2026-10-07 Mi]", "A thought."]  # of what was left out, and said so
    assert "** DONE [#A] Measure the room :ruler:" in lines
    assert "** DONE Choose [[https://example.org/tiles][tiles]]" in lines
    assert "* NEXT Paint <2026-12-10 Do 10:00> :big:home:" in lines


def test_a_second_reading_of_what_was_written_is_the_same():
    once = written(org_out, brought(read(HOUSE)))
    assert written(org_out, brought(read(once))) == once
    before, after = (
        [
            sorted(line.split(" · "))
            for line in outline(read(text), lone=True, extra=False).splitlines()[1:]
            if not line.startswith("SKIPPED")
        ]
        for text in (HOUSE, once)
    )
    assert after == before


def test_keys_of_what_was_written_are_those_it_was_brought_in_by():
    keys = {item.title: item.key for item in read(HOUSE).items}
    again = read(written(org_out, brought(read(HOUSE))))
    assert {item.title: item.key for item in again.items}.items() <= keys.items()


ONE = """\
* TODO P :a:
DEADLINE: <2026-12-24 Do 10:00 +1y -3d>
** TODO x [0/1] :b:
- [ ] y <2026-12-20>
"""


@pytest.mark.parametrize(
    ("moves", "line"),
    [
        ([], "* TODO P :a:"),
        ([], "** TODO x [0/1] :b:"),
        ([partial(edit.rename, title="Q")], "* TODO Q :a:"),
        ([partial(edit.rename_marker, index=1, title="z")], "** TODO z :b:"),
        ([partial(edit.rename_marker, index=0, title="z")], "- [ ] z <2026-12-20 Sun>"),
        ([partial(edit.redate, due=date(2026, 12, 31))],
         "DEADLINE: <2026-12-31 Thu 10:00 +1y -3d>"),
        ([partial(edit.redate_marker, index=0, due=date(2026, 12, 21))],
         "- [ ] y <2026-12-21 Mon>"),
        ([partial(edit.redate_marker, index=0, due=None)], "- [ ] y"),
        ([partial(edit.redate_marker, index=1, due=date(2026, 12, 21))],
         "DEADLINE: <2026-12-21 Mon>"),
        ([partial(drive.reach, index=0)],
         "- [X] y <2026-12-20> CLOSED: [2026-11-30 Mon 12:00]"),
        ([partial(drive.reach, index=1)], "** DONE x [0/1] :b:"),
        ([partial(drive.reach, index=1)], "* TODO P :a:"),
        ([partial(edit.tag, name="c")], "* TODO P :a:c:"),
        ([partial(edit.tag, name="two-words")], "* TODO P :a:two_words:"),
        ([partial(edit.untag, name="b")], "** TODO x [0/1]"),
        ([partial(edit.add_marker, index=2, title="new")], "** TODO new"),
        ([partial(edit.remove_marker, index=1)], "** TODO y"),
        ([partial(status.let_go, reason="")], "* CANCELLED P :a:"),
        ([partial(status.park, until=date(2027, 2, 1))],
         "DEADLINE: <2026-12-24 Do 10:00 +1y -3d> SCHEDULED: <2027-02-01 Mon>"),
        ([partial(drive.note, text="more")], "- Note taken on [2026-11-30 Mon 12:00] \\\\"),
        ([partial(edit.explain, why="since")], "  since"),
        ([partial(drive.reach, index=1), seal.seal], "* DONE P :a:"),
    ],
)  # fmt: skip
def test_what_was_changed_here_is_changed_there(moves, line):
    (record,) = brought(read(ONE))
    record = change(record, *moves)
    text = written(org_out, [record])
    assert line in text.splitlines(), text
    (again,) = brought(read(text))
    assert again.goal.state(TODAY) == record.goal.state(TODAY)
    assert {marker.title for marker in again.goal.markers} == {
        marker.title for marker in record.goal.markers
    }


def test_keywords_of_their_own_are_named_at_the_end():
    text = written(org_out, brought(read("#+TODO: GO | GONE\n* GO a\n** GONE b\n** GO c\n")))
    assert text.splitlines()[0] == "#+TODO: TODO WAIT | DONE CANCELLED"
    assert text.splitlines()[-1] == "#+TODO: GO | GONE"
    assert written(org_out, []) == "#+TODO: TODO WAIT | DONE CANCELLED\n"
