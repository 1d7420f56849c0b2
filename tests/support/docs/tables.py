"""Pages of docs that are made of tables of the code: settings, keys, and the JSON of goals."""

from __future__ import annotations

import ast
import inspect
import json
import re
import tempfile
from pathlib import Path

from msgspec import NODEFAULT
from msgspec.structs import fields
from textual.binding import Binding

from lastmile_tui.cli.verbs.info import SIGNS
from lastmile_tui.commands import BY_ID, COMMANDS
from lastmile_tui.config import Config, load
from lastmile_tui.domain.export.schema import json_schema
from lastmile_tui.errors import ConfigError
from lastmile_tui.ui.dialogs.keys import OTHER_WORDS
from lastmile_tui.ui.highway.screen import HighwayScreen
from lastmile_tui.ui.history.screen import HistoryScreen
from lastmile_tui.ui.horizon.screen import HorizonScreen
from lastmile_tui.ui.mirror.screen import MirrorScreen
from lastmile_tui.ui.review.screen import ReviewScreen
from lastmile_tui.ui.road.page_screen import RoadPageScreen
from lastmile_tui.ui.road.screen import RoadScreen
from lastmile_tui.ui.seal.screen import SealScreen

SCREENS = {
    "Highway": (HighwayScreen,),
    "Road page": (RoadScreen, RoadPageScreen),
    "Review": (ReviewScreen,),
    "Horizon": (HorizonScreen,),
    "Mirror": (MirrorScreen,),
    "History": (HistoryScreen,),
    "Seal list": (SealScreen,),
}
"""The screens by their names, each with the classes that give it keys."""

_MADE = "Made of the tables of the code, by `python tests/reference.py`."


def settings_page():
    """The page of all that `config.toml` may say."""
    rows = [
        f"| `{name}` | {cell(words)} | {default} | {cell(meaning)} |"
        for name, words, default, meaning in settings()
    ]
    return page(
        "# Every setting",
        f"`lastmile paths` says where `config.toml` is; every line may be left out. {_MADE}",
        "\n".join(("| setting | its value | left out | what it is |", "|---|---|---|---|", *rows)),
        (
            "`[sync]` and `[keys]` are tables, and stand behind all other lines. Under `[sync]`"
            ' are `auto`, true or false, and `every`, a time from "30s" to "24h". Under `[keys]`'
            " are the names of [commands](keys.md), each with its keys in quotes, separated by"
            " commas; none in an empty text."
        ),
        "What is wrong in the file is told in one sentence; nothing is started until it is mended.",
        "[command-line.md](command-line.md#settings) has a whole file as an example.",
    )


def settings():
    """Each setting: its name, its values in words, its default as TOML, and what it means.

    The words are those of the sentence that refuses another value.
    """
    meanings = _meanings()
    for setting in fields(Config):
        default = setting.default
        if setting.default_factory is not NODEFAULT:
            default = setting.default_factory()
        shown = "" if default in (None, {}) else f"`{json.dumps(default)}`"
        yield setting.name, _words_of(setting.name), shown, meanings[setting.name]


def _words_of(name):
    """Which values a setting may have."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.toml"
        path.write_text(f"{name} = 1979-05-27\n", "utf-8")
        try:
            load(path, BY_ID)
        except ConfigError as error:
            return re.search(rf"{name} must be (.+), not ", str(error))[1]
    raise AssertionError(name)


def _meanings():
    """What stands below each setting in its table."""
    (table,) = ast.parse(inspect.getsource(Config)).body
    found = {}
    for node, below in zip(table.body, [*table.body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign):
            found[node.target.id] = _text_of(below).replace("None is ", "Left out, ")
    return found


def _text_of(node):
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return text
    return ""


def keys_page():
    """The page of all keys, with the names that `[keys]` has for their commands."""
    places = {name: _commands_on(classes) for name, classes in SCREENS.items()}
    parts = [
        "# Keys",
        (
            f"`?` shows those of the screen at hand, `lastmile keys` your own. {_MADE} The name of"
            " a command is what it is called in the [settings](config.md): `[keys]` gives it"
            " other keys, wherever it works. What has no key is in the palette (`:`). Keys that"
            " one screen has alone come before those of commands there; they stand at the end."
        ),
    ]
    for group in dict.fromkeys(command.group for command in COMMANDS):
        commands = [command for command in COMMANDS if command.group == group]
        parts += [f"## {group}", _table_of(commands, places)]
    answers = [command for command in BY_ID.values() if command not in COMMANDS]
    parts += ["## Answers in the review", _table_of(answers, places)]
    for name, classes in SCREENS.items():
        rows = [f"| {keys} | {cell(words)} |" for keys, words in _own_keys(name, classes)]
        if rows:
            parts.append(f"## {name} alone")
            parts.append("\n".join(("| key | does |", "|---|---|", *rows)))
    return page(*parts)


def _table_of(commands, places):
    rows = ["| key | name | does | where |", "|---|---|---|---|"]
    for command in commands:
        where = ", ".join(name for name, there in places.items() if command.id in there)
        keys, name, words = _keys(command.keys) or "palette", f"`{command.id}`", command.help
        if command.id.startswith("reach_"):
            if command.id != "reach_1":
                continue
            keys, name, words = "`1` … `9`", "`reach_1` … `reach_9`", "Reach that marker"
        rows.append(f"| {keys} | {name} | {cell(words)} | {where} |")
    return "\n".join(rows)


def _bindings(classes):
    return [each for cls in classes for each in cls.BINDINGS if isinstance(each, Binding)]


def _commands_on(classes):
    """The commands that a screen carries out as all others do."""
    return {each.id for each in _bindings(classes) if each.id in BY_ID and not _other(each)}


def _other(binding):
    """Whether a screen lets the keys of a command do something of its own."""
    return binding.id not in BY_ID or binding.tooltip != BY_ID[binding.id].help


def _own_keys(name, classes):
    for each in _bindings(classes):
        if each.tooltip and _other(each):
            yield _keys(each.key.split(",")), each.tooltip
    for (screen, command), words in OTHER_WORDS.items():
        if screen == name.partition(" ")[0]:
            yield _keys(BY_ID[command].keys), words


def _keys(keys):
    signs = SIGNS | {"left_square_bracket": "[", "right_square_bracket": "]"}
    return " ".join(f"`{signs.get(key, key)}`" for key in keys)


def json_page():
    """The page of what `list --json` and `export json` print."""
    schema = json_schema()
    goal = schema["properties"]["goals"]["items"]
    parts = [
        "# The JSON of goals",
        (
            "What `lastmile list --json` and `lastmile export json` print, and as `goal` every verb"
            f" about one goal, in version {schema['properties']['version']['const']}. Names are"
            " only ever added. `lastmile schema` prints the same as a JSON schema (draft 2020-12)."
            f" {_MADE}"
        ),
        "An answer is an object with `version`, and `goals`, a list of the following.",
        "## A goal",
        _fields_of(goal),
    ]
    for name, below in _objects_below(goal):
        parts += [f"## {name}", _fields_of(below)]
    return page(*parts)


def _fields_of(schema):
    rows = ["| field | is | |", "|---|---|---|"]
    for name, field in schema["properties"].items():
        words = [_plain(field).get("description", field.get("description", "")), field.get("title")]
        words.append("" if name in schema["required"] else "may be missing")
        words.append("no longer used: take the other one" if field.get("deprecated") else "")
        rows.append(
            f"| `{name}` | {cell(_type_of(field))} | {cell('; '.join(filter(None, words)))} |"
        )
    return "\n".join(rows)


def _plain(field):
    """A field without the null that it may also be."""
    return field["anyOf"][0] if "anyOf" in field else field


def _type_of(field):
    plain, null = _plain(field), " or null" if "anyOf" in field else ""
    if "enum" in plain:
        return ", ".join(map(str, plain["enum"])) + null
    if plain["type"] == "array":
        items = plain["items"]
        what = "objects, below" if "properties" in items else f"{_type_of(items)}s"
        return f"list of {what}"
    words = {"date": "date", "date-time": "instant"}
    if plain["type"] == "object":
        return f"object, below{null}"
    return words.get(plain.get("format", ""), _SHORT.get(plain["type"], plain["type"])) + null


_SHORT = {"string": "text", "boolean": "true or false", "integer": "whole number"}


def _objects_below(schema, before=""):
    for name, field in schema["properties"].items():
        plain = _plain(field)
        plain = plain.get("items", plain)
        if "properties" in plain:
            path = f"{before}`{name}`"
            yield path, plain
            yield from _objects_below(plain, f"{path} · ")


def cell(text):
    """A text as a cell of a table: signs that Markdown would obey stand for themselves."""
    return re.sub(r"([\\*_<>\[\]#|~])", r"\\\1", text)


def page(*parts):
    """The parts of a page, with a blank line between."""
    return "\n\n".join(parts) + "\n"
