"""Pages of docs that are made of tables of the code: settings, keys, and the JSON of goals."""

from __future__ import annotations

import json
import re

from msgspec import NODEFAULT
from msgspec.structs import fields
from textual.binding import Binding

from lastmile_tui.cli.verbs.info import SIGNS
from lastmile_tui.commands import BY_ID, COMMANDS
from lastmile_tui.config import Config
from lastmile_tui.config.table import SETTINGS, SYNC
from lastmile_tui.domain.export.schema import json_schema
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
    return page(
        "# Every setting",
        f"`lastmile paths` says where `config.toml` is; every line may be left out. {_MADE}",
        _settings_of(SETTINGS, {field.name: _default_of(field) for field in fields(Config)}),
        "## Under `[sync]`",
        _settings_of(SYNC, {"auto": False}),
        (
            "`[sync]` and `[keys]` stand behind all other lines. [keys.md](keys.md) has the ids of"
            " commands, [settings.md](settings.md) tells of themes and of what a change does, and"
            " [command-line.md](command-line.md#settings) has a whole file as an example."
        ),
    )


def _settings_of(settings, defaults):
    rows = ["| setting | its value | left out | what it is |", "|---|---|---|---|"]
    for name, setting in settings.items():
        default = defaults.get(name)
        shown = "" if default in (None, {}) else f"`{json.dumps(default)}`"
        meaning = setting.meaning + (" It takes a new start." if setting.at_start else "")
        rows.append(f"| `{name}` | {cell(setting.words)} | {shown} | {cell(meaning)} |")
    return "\n".join(rows)


def _default_of(field):
    return field.default if field.default_factory is NODEFAULT else field.default_factory()


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
