"""Goals for other programs: what a person wrote stays text there."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from lastmile_tui.domain.changes import drive, edit, roadblocks, seal, status
from lastmile_tui.domain.export import as_csv, as_markdown
from lastmile_tui.domain.export.as_csv import COLUMNS
from lastmile_tui.domain.export.as_json import export_json
from lastmile_tui.domain.model.text import clean_line, clean_note
from support.domain.export import TODAY, driven, measured
from support.hostile import HOSTILE

TEXTS = {name: clean_line(text) for name, text in HOSTILE.items()}

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x", " =1")


def told(*records):
    return [(record.goal, record.log, measured(record)) for record in records]


def swim(*steps):
    return driven("Swim: pool > lake >> across #sport @Ana", *steps)


def export_csv(exported, today):
    return "".join(as_csv.export_csv(exported, today))


def export_markdown(exported, today):
    return "".join(as_markdown.export_markdown(exported, today))


def rows(text):
    return list(csv.DictReader(StringIO(text, newline="")))


def full(text):
    """A road with a text in every place."""
    record = swim(
        lambda record, stamp: edit.rename(record, stamp, text),
        lambda record, stamp: edit.explain(record, stamp, text),
        lambda record, stamp: drive.note(record, stamp, text),
        lambda record, stamp: edit.rename_marker(record, stamp, 0, text),
        lambda record, stamp: seal.tick(record, stamp, 0, evidence=text),
        lambda record, stamp: seal.reword_seal_item(record, stamp, 0, text),
        lambda record, stamp: roadblocks.block(record, stamp, "waiting", who=text, text=text),
        lambda record, stamp: status.plan_step(record, stamp, text),
        lambda record, stamp: status.let_go(record, stamp, text),
    )
    return replace(record, goal=replace(record.goal, tags=(text,), unit=text))


def test_json_holds_each_goal_with_its_log():
    (goal,) = export_json(told(swim(drive.advance)), TODAY)
    assert goal["title"] == "Swim"
    assert [entry["kind"] for entry in goal["log"]] == ["added", "reached"]
    json.dumps(goal)


def test_csv_has_one_row_a_goal_and_ends_its_lines_as_rfc_4180_says():
    text = export_csv(told(swim(drive.advance), swim()), TODAY)
    first, second = rows(text)
    assert tuple(first) == COLUMNS
    assert text.count("\r\n") == 3
    assert (first["position"], first["distance"], first["markers_reached"]) == ("1", "3", "1")
    assert (first["next_marker"], second["next_marker"]) == ("lake", "pool")
    assert (first["tags"], first["people"], first["due"]) == ("sport", "Ana", "")


@pytest.mark.parametrize("text", [*FORMULAS, *TEXTS.values()])
def test_no_cell_is_a_formula_and_every_one_comes_back(text):
    text = clean_line(text)
    (row,) = rows(export_csv(told(full(text)), TODAY))
    for name in ("title", "next_marker", "why", "next_step", "let_go_reason"):
        assert row[name].removeprefix("'") == text.removeprefix("'")
    assert not any(cell.lstrip().startswith(tuple("=+-@\t\r＝＋－＠")) for cell in row.values())  # noqa: RUF001


def test_numbers_stay_numbers():
    (row,) = rows(
        export_csv(told(swim(lambda record, stamp: drive.nudge(record, stamp, 0.1))), TODAY)
    )
    assert float(row["position"]) == 0.1
    assert float(row["miles_to_go"]) == 2.9


@pytest.mark.parametrize("name", TEXTS)
def test_markdown_renders_every_text_as_text(name):
    text = TEXTS[name]
    tokens = (
        MarkdownIt("commonmark")
        .enable(["table", "strikethrough"])
        .parse(export_markdown(told(full(text)), TODAY))
    )
    inline = [part for token in tokens if token.children for part in token.children]
    assert {part.type for part in inline} <= {"text", "softbreak", "hardbreak", "text_special"}
    assert {token.tag for token in tokens} <= {"", "h1", "h2", "h3", "p", "ul", "ol", "li"}
    shown = ["".join(part.content for part in token.children) for token in tokens if token.children]
    assert shown.count(text) == 2, "the title and the why"


def test_markdown_keeps_the_lines_of_a_note():
    note = "one\n\n  two\n- three\n1. four"
    text = export_markdown(told(swim(lambda record, stamp: drive.note(record, stamp, note))), TODAY)
    assert clean_note(note) == note
    assert "note: one\n\n  two\\\n  \\- three\\\n  1\\. four" in text


def test_a_full_stop_is_escaped_behind_a_leading_number_only():
    note = "...so\n\n.5 left\n\n12. done\n\n3) too"
    text = export_markdown(told(swim(lambda record, stamp: drive.note(record, stamp, note))), TODAY)
    assert "note: ...so" in text
    assert "\n  .5 left" in text
    assert "\n  12\\. done" in text
    assert "\n  3\\) too" in text


def test_a_marker_is_told_by_where_it_stands():
    assert "1. [ ] pool (at 1 mi)" in export_markdown(told(swim()), TODAY)


def test_nothing_to_export_is_an_empty_list_a_header_and_a_title():
    assert [*export_json([], TODAY)] == []
    assert rows(export_csv([], TODAY)) == []
    assert export_markdown([], TODAY) == "# Roads on 2026-11-21\n"
