"""What a mile of a road without amounts is called, as the settings say."""

from __future__ import annotations

import re
import sys
from io import StringIO

import pytest

from lastmile_tui.domain.model.numbers import KEPT, UNIT, WRITTEN, in_own_unit, miles

READ_BACK = ("json", "csv", "markdown", "org", "todo.txt", "taskwarrior", "ical")


@pytest.fixture
def setting(home):
    """Write a unit into the settings."""
    config = home / "config" / "lastmile" / "config.toml"
    config.parent.mkdir(parents=True)
    return lambda unit: config.write_text(f'unit = "{unit}"\n', "utf-8")


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("", ("1 mi", "2 mi")),
        ("stage", ("1 stage", "2 stages")),
        ("foot/feet", ("1 foot", "2 feet")),
        ("Etappe/Etappen", ("1 Etappe", "2 Etappen")),
        ("km", ("1 km", "2 km")),
    ],
)
def test_a_road_of_markers_is_told_in_the_users_own_unit(lastmile, setting, unit, said):
    setting(unit)
    one, two = said
    lastmile("add", "Book: a > b > c")
    assert lastmile("advance", "book").out == f"Reached ‘a’ · Book · {two} to go\n"
    assert f"{one} to go" in lastmile("advance", "book").out
    found = lastmile("list", "--json").json["goals"][0]
    assert (found["to_go"], found["unit"]) == (1, None)


@pytest.mark.parametrize("decimal", ["", 'decimal = "comma"\n'])
@pytest.mark.parametrize("kind", READ_BACK)
def test_what_is_exported_stays_and_means_the_same_when_it_is_read_back(
    lastmile, home, kind, decimal, tmp_path
):
    lastmile("add", "Book: a > b *1.5 >> c ! read by Ann")
    lastmile("advance", "book", "--by", "0.5")
    plain = lastmile("export", kind).out
    config = home / "config" / "lastmile" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'unit = "stage"\n{decimal}', "utf-8")
    file, other = tmp_path / f"goals.{kind}", ("--file", str(tmp_path / "other.json"))
    try:
        assert lastmile("export", kind).out == plain
        file.write_text(plain, "utf-8")
        assert lastmile(*other, "import", str(file), "--yes").code == 0
        (found,) = lastmile(*other, "list", "--json").json["goals"]
    finally:
        UNIT.set("")
        WRITTEN.set(KEPT)
    assert (found["unit"], len(found["markers"])) == (None, 3)


def test_what_counts_keeps_its_own_unit(lastmile, setting):
    setting("stage")
    lastmile("add", "Run target 42 km")
    assert lastmile("advance", "run", "--by", "2").out == "Moved to 2 km · Run · 40 km to go\n"
    assert lastmile("show", "run", "--json").json["unit"] == "km"


@pytest.mark.parametrize("typed", ["0.5", "0.5 mi", "0.5 stages", "0.5 miles"])
def test_the_unit_may_be_typed_and_miles_are_understood_as_ever(lastmile, setting, typed):
    setting("stage")
    lastmile("add", "Book: a > b > c")
    assert lastmile("advance", "book", "--by", typed).out == (
        "Moved to 0.5 stages · Book · 2.5 stages to go\n"
    )


def test_another_name_changes_what_was_written_before(lastmile, setting):
    lastmile("add", "Book: a > b > c")
    lastmile("advance", "book", "--by", "0.5")
    setting("stage")
    assert "moved to 0.5 stages" in lastmile("show", "book").out
    setting("leg")
    assert "moved to 0.5 legs" in lastmile("show", "book").out


def test_who_listens_hears_it_too(lastmile, setting):
    setting("stage")
    lastmile("add", "Book: a > b > c")
    lastmile("advance", "book")
    assert "stage 1 of 3, 2 stages left" in lastmile("--linear", "show", "book").out.lower()


SAID = [
    *(("list",), ("list", "--sort", "nearest"), ("show", "book"), ("next",), ("prompt",)),
    *(("mirror",), ("mirror", "--json"), ("keys",), ("add", "Walk: a *2 > b >> c")),
    *(("advance", "book", "--by", "0.3"), ("history",), ("review", "--plain")),
    ("export", "html"),
    *(("--linear", "list"), ("--linear", "show", "book"), ("--linear", "mirror")),
    *(("undo",), ("edit", "book"), ("back", "book"), ("forecast", "book")),
    *(("template", "list"), ("--linear",)),
]
"""Verbs that say how long or how far something is, or what a key does."""

_MILE = re.compile(r"(?<!last[ -])\b(miles?|mi)\b", re.IGNORECASE)


@pytest.mark.parametrize("words", SAID, ids=" ".join)
def test_no_mile_is_said_where_it_has_another_name(lastmile, setting, words, monkeypatch, tmp_path):
    form = tmp_path / "form"
    monkeypatch.setenv("EDITOR", f"cp --target-directory={form}")
    form.mkdir()
    setting("stage")
    lastmile("add", "Book: a > b *2 >> c > d ! read by Ann", now="2026-11-10T09:00")
    lastmile("add", "Walk to Rome target 90 km", now="2026-11-10T09:00")
    lastmile("advance", "book", "--by", "0.4", now="2026-11-12T09:00")
    lastmile("advance", "book", "--to", "3", now="2026-11-13T09:00")
    monkeypatch.setattr(sys, "stdin", StringIO("help\n"))
    done = lastmile(*words)
    texts = [done.out, done.err, *(each.read_text("utf-8") for each in form.iterdir())]
    assert done.code == 0
    assert not _MILE.search("\n".join(texts).replace('"miles', "")), texts


@pytest.mark.parametrize(
    ("unit", "words", "now"),
    [
        ("stage", "A tenth of a mile, or how much came", "A tenth of a stage, or how much came"),
        ("stage/stagings", "*3 for three miles", "*3 for three stagings"),
        ("Etappe/Etappen", "A mile of your final stretch", "An Etappe of your final stretch"),
        ("km", "it is three miles long", "it is three km long"),
        ("stage", "Goals fail in the last mile.", "Goals fail in the last mile."),
        ("stage", "the last-mile factor, the last miles", "the last-mile factor, the last miles"),
        ("stage", "the first mile", "the first stage"),
        ("", "A tenth of a mile, of three miles", "A tenth of a mile, of three miles"),
    ],
)
def test_words_of_ours_name_a_mile_as_the_user_does(unit, words, now):
    token = UNIT.set(unit)
    try:
        assert in_own_unit(words) == now
    finally:
        UNIT.reset(token)


def test_without_a_unit_it_is_a_mile():
    assert [miles(1), miles(2)] == ["mi", "mi"]


def test_a_marker_that_is_called_by_its_figure_says_it_once(lastmile):
    lastmile("add", "Slim target 82 kg to 75 kg: 79 kg > tired 77 > there")
    rows = [" ".join(line.split()) for line in lastmile("show", "slim").out.splitlines()]
    assert [row for row in rows if "kg" in row and row[0] in "123⚑"] == [
        "1 79 kg",
        "2 tired 77 77 kg",
        "⚑ 3 there 75 kg",
    ]
