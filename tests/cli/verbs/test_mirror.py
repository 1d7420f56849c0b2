"""The verb mirror: one sentence, tables for people, figures for scripts."""

from __future__ import annotations

import sys

import pytest

from lastmile_tui.domain.model.text import cells
from support.cli.typist import Typist, insert_demo


def finish(lastmile, title):
    """Drive a goal to its seal in three weeks."""
    lastmile("add", f"{title}: a > b > c > d > e", now="2026-11-01T09:00")
    word = title.split()[0]
    lastmile("advance", word, "--to", "3", now="2026-11-08T09:00")
    lastmile("advance", word, "--to", "4", now="2026-11-15T09:00")
    lastmile("advance", word, "--to", "5")
    lastmile("seal", word, "--anyway")


@pytest.fixture
def demo(file):
    """The demo roads in the user's own file."""
    insert_demo(file)


def test_without_a_road_each_table_says_what_it_needs(lastmile):
    code, out, err = lastmile("mirror")
    assert (code, err) == (0, "")
    first, *parts = out.split("\n\n")
    assert first.endswith(".")
    assert len(parts) == 8
    assert all(part.splitlines()[1].startswith("Needs ") for part in parts)
    assert all(len(part.splitlines()) == 2 for part in parts)


@pytest.mark.usefixtures("demo")
def test_the_tables_hold_what_the_json_says(lastmile):
    figures = lastmile("mirror", "--json").json
    out = lastmile("mirror").out
    assert out.splitlines()[0] == figures["headline"]
    assert (figures["goals"]["sealed"], figures["goals"]["let_go"]) == (1, 1)
    assert figures["finish_rate"] == 0.5
    november = figures["months"][-1]
    assert november["month"] == "2026-11"
    row = [november[name] for name in ("started", "sealed", "let_go")]
    assert f"2026-11 {row[0]:>8} {row[1]:>7} {row[2]:>7}".split() in map(
        str.split, out.splitlines()
    )


@pytest.mark.usefixtures("demo")
def test_numbers_stand_under_each_other(lastmile):
    lines = lastmile("mirror").out.splitlines()
    head = lines.index(next(line for line in lines if line.startswith("month ")))
    table = lines[head : head + 8]
    assert table[-1].startswith("2026-11")
    assert len({len(line) for line in table}) == 1


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("columns", [50, 60, 80])
def test_the_tables_fit_into_the_terminal(lastmile, monkeypatch, columns):
    long = "Write the very long history of a very small village in the hills above the lake"
    finish(lastmile, long)
    monkeypatch.setenv("COLUMNS", str(columns))
    out = lastmile("mirror").out
    assert "Write the" in out
    tables = [part.splitlines()[2:] for part in out.split("\n\n")[1:]]
    assert max(cells(line) for table in tables for line in table) <= columns


def test_a_finished_review_counts(lastmile, monkeypatch):
    lastmile("add", "Swim")
    monkeypatch.setattr(sys, "stdin", Typist("no change"))
    lastmile("review", "--plain")
    assert lastmile("mirror", "--json").json["streaks"]["current"] == 1


def test_a_hostile_title_is_inert(lastmile):
    finish(lastmile, "wipe \x1b[2J me")
    out = lastmile("mirror").out
    assert "wipe" in out
    assert "\x1b" not in out
