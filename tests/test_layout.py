"""The house: its map tells the truth, its rooms are small, its names stand once."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import lastmile_tui
from lastmile_tui.commands import BY_ID, ON_SCREEN
from lastmile_tui.ui.controllers.dispatch import (
    HANDLERS,
    UnknownCommandError,
    check_table,
    run_command,
)

PACKAGE = Path(lastmile_tui.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
MAP = (PACKAGE / "README.md").read_text(encoding="utf-8")

LINES, ROOMS, CHANGES = 330, 14, 14
NOUNS = {"wording", "draw_heading", "ring"}
"""Modules that end as a gerund does, and are none."""

REJECTED = {"held", "told", "said", "borne"}
"""What a cache, a text or a message is not called; the map has the words that are."""


@cache
def trees():
    """What stands in each module."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in MODULES}


def names_of(tree):
    """All names that a module gives: of variables, parameters, functions, attributes."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield name
            case ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


def test_every_path_on_the_map_is_there():
    paths = re.findall(r"`([a-z_]+(?:/[a-z_.]*)+|[a-z_]+\.py)`", MAP)
    alone = {path for path in paths if "/" not in path}
    lost = [path for path in paths if path not in alone and not (PACKAGE / path).exists()]
    names = {path.name for path in MODULES}
    assert not lost
    assert alone <= names
    assert len(paths) > CHANGES


def test_the_map_says_where_to_make_each_of_the_usual_changes():
    table = MAP.partition("## Where do I change")[2].partition("## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert len(rows) == CHANGES
    assert all(re.search(r"`[a-z_/]+\.py`", row) for row in rows)


def test_every_package_is_on_the_map():
    packages = {path.parent for path in MODULES if path.name == "__init__.py"} - {PACKAGE}
    missing = [
        name
        for name in (f"{path.relative_to(PACKAGE)}/" for path in packages)
        if f"`{name}`" not in MAP and name not in ("domain/", "ui/")
    ]
    assert not missing


def test_no_class_name_stands_twice():
    classes = Counter(
        node.name
        for tree in trees().values()
        for node in tree.body  # a message may stand in its widget, as Textual has it
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in classes.items() if count > 1] == []


def test_modules_are_called_by_nouns():
    assert [path for path in MODULES if path.stem.endswith("ing") and path.stem not in NOUNS] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_short_and_uses_no_rejected_word_as_a_name(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LINES
    assert REJECTED & {name.strip("_") for name in names_of(trees()[path])} == set()


def test_no_package_has_more_modules_than_one_finds_ones_way_in():
    rooms = Counter(path.parent for path in MODULES if path.name != "__init__.py")
    assert {path: count for path, count in rooms.items() if count > ROOMS} == {}


def test_every_command_has_one_handler_or_is_its_screens_own():
    check_table(HANDLERS)
    assert HANDLERS.keys() | ON_SCREEN == BY_ID.keys()


def test_a_command_without_a_handler_stops_the_start_and_an_unknown_one_is_told():
    lacking = {name: handler for name, handler in HANDLERS.items() if name != "note"}
    with pytest.raises(UnknownCommandError, match="note"):
        check_table(lacking)
    with pytest.raises(UnknownCommandError, match="no command ‘fly’"):
        run_command(None, "fly", None)
