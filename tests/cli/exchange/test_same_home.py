"""An export that is imported where it came from brings nothing, whatever its format."""

from __future__ import annotations

import pytest

from lastmile_tui.exchange.formats import FORMATS, WRITTEN

BOTH = {
    "json": "lastmile", "csv": "lastmile-csv", "markdown": "markdown",
    **{name: name for name in WRITTEN if name in FORMATS},
}  # fmt: skip
"""What is written and read, with what it is called when it is read."""

MADE = (
    ("2026-10-01T09:00", "add", "Sell the Volvo: listed > test drives >> sold due 2026-12-18 #a"),
    ("2026-10-01T09:01", "add", "Learn the cello"),
    ("2026-10-01T09:02", "add", "Write the thesis: outline > chapter*3 > end by 2026-12-01"),
    ("2026-10-01T09:03", "add", "Run target 100 km @Ana"),
    ("2026-10-01T09:04", "add", "Old: a > b"),
    ("2026-10-01T09:05", "add", "Gone: a > b"),
    ("2026-10-01T09:06", "add", "Parked: a > b"),
    ("2026-10-01T09:07", "add", "Door: a > b"),
    ("2026-10-01T09:08", "add", "Same: a > a > a"),
    ("2026-10-03T09:00", "advance", "volvo"),
    ("2026-10-03T09:01", "note", "volvo", "rust found"),
    ("2026-10-03T09:02", "advance", "Run", "--by", "5"),
    ("2026-10-03T09:03", "advance", "Run", "--by", "5"),
    ("2026-10-04T09:00", "advance", "Old", "--to", "2"),
    ("2026-10-04T09:01", "seal", "Old", "--anyway"),
    ("2026-10-04T09:02", "let-go", "Gone", "--kind", "no-time"),
    ("2026-10-04T09:03", "park", "Parked", "--until", "2027-01-10"),
    ("2026-10-04T09:04", "advance", "Door", "--to", "2"),
    ("2026-10-04T09:05", "block", "volvo", "waiting", "for the plate", "--who", "Ana"),
    ("2026-10-04T09:06", "next-step", "thesis", "read two papers", "--on", "2026-12-01"),
    ("2026-10-04T09:07", "turn", "thesis", "theirs"),
)  # fmt: skip
"""Goals in all states, with all that stands beside a road."""


@pytest.fixture
def home(lastmile):
    for now, *words in MADE:
        assert lastmile(*words, now=now).code == 0
    return lastmile


def every(lastmile):
    return lastmile("list", "--view", "all", "--json").json["goals"]


@pytest.mark.parametrize("kind", BOTH)
def test_an_export_brings_nothing_where_it_came_from(home, tmp_path, kind):
    path = tmp_path / f"goals.{kind}"
    assert home("export", kind, str(path)).code == 0
    before = every(home)
    done = home("import", str(path), "--yes", "--from", BOTH[kind], now="2026-11-22T09:00")
    assert done.code == 0
    assert "Nothing new in" in done.out.splitlines()[-1]
    assert home("import", str(path), "--yes", "--lone", "--from", BOTH[kind]).code == 0
    assert every(home) == before


@pytest.mark.parametrize("kind", BOTH)
def test_what_an_import_made_elsewhere_is_known_there_too(home, tmp_path, kind):
    path, away = tmp_path / f"goals.{kind}", tmp_path / "away.json"
    home("export", kind, str(path))
    words = ("import", str(path), "--yes", "--from", BOTH[kind], "--file", str(away))
    assert "lastmile undo" in home(*words).out
    assert "Nothing new in" in home(*words).out.splitlines()[-1]


@pytest.mark.parametrize("kind", ["ical", "org", "taskwarrior", "todo.txt"])
def test_what_is_done_in_an_export_reaches_the_marker_here(home, tmp_path, kind):
    path = tmp_path / f"goals.{kind}"
    home("export", kind, str(path))
    text = path.read_text(encoding="utf-8")
    path.write_text(DONE[kind](text), encoding="utf-8")
    done = home("import", str(path), "--yes", "--from", kind, now="2026-11-22T09:00")
    assert "  ~ Learn the cello · 1 marker reached" in done.out.splitlines()


def ical_done(text):
    """The task of the last marker of the cello, done."""
    parts = text.split("BEGIN:VTODO")
    at = next(i for i, one in enumerate(parts) if "SUMMARY:finish" in one)
    parts[at] = parts[at].replace("STATUS:NEEDS-ACTION", "STATUS:COMPLETED")
    return "BEGIN:VTODO".join(parts)


def line_done(text, sign, old, new):
    """The line that has a sign, with something in it otherwise."""
    lines = text.split("\n")
    at = next(i for i, line in enumerate(lines) if sign in line)
    lines[at] = lines[at].replace(old, new, 1)
    return "\n".join(lines)


DONE = {
    "ical": ical_done,
    "org": lambda text: line_done(text, "finish", "TODO", "DONE"),
    "taskwarrior": lambda text: line_done(text, "cello", '"pending"', '"completed"'),
    "todo.txt": lambda text: line_done(text, "cello", "", "x 2026-11-20 "),
}
