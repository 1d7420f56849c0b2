"""The verb export: all goals into a file of their own, or onto the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lastmile_tui import private_files
from lastmile_tui.cli.file_arguments import FORMATS
from lastmile_tui.cli.file_warnings import warn
from lastmile_tui.cli.output import json_item, json_list, say, say_document, say_json, say_json_list
from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.export.as_csv import export_csv
from lastmile_tui.domain.export.as_json import VERSION, whole_goal_json
from lastmile_tui.domain.export.as_markdown import export_markdown
from lastmile_tui.domain.model.numbers import KEPT, UNIT, WRITTEN
from lastmile_tui.domain.model.text import counted
from lastmile_tui.domain.views.find import find
from lastmile_tui.domain.wording.events import join_facts
from lastmile_tui.errors import LastmileError, StoreError
from lastmile_tui.exchange import formats
from lastmile_tui.exchange.files import Local

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from datetime import date

    from lastmile_tui.cli.context import Context
    from lastmile_tui.store.measured_goals import MeasuredGoals

_EXPORTS = {"csv": export_csv, "markdown": export_markdown}
_ENDINGS = {"json": ".json", "csv": ".csv", "markdown": ".md"}
_ENDINGS |= {name: written.ending for name, written in formats.WRITTEN.items()}


def run_export(context: Context, args: Namespace) -> None:
    """Print the goals, or write them into a file that only the user can read."""
    given = args.path not in (None, "", "-")
    kind = FORMATS[args.format]
    path = _target_path(context, args.path, _ENDINGS[kind]) if given else None
    store = context.open_to_read(lost=True)
    if lost := context.say_lost(store):  # nobody wants nothing in the place of yesterday's export
        raise StoreError(lost)
    warn(store)
    goals = [goal for goal in store.goals.values() if not goal.hidden]
    if args.goal:
        wanted = {find(goals, name).uid for name in args.goal}
        goals = [goal for goal in goals if goal.uid in wanted]
    rows = context.measured(store, goals)
    SPELLED.set(False)  # what is exported is data, also for who listens
    if kind != "html":  # what is read back means the same, whatever the settings are there
        UNIT.set("")
        WRITTEN.set(KEPT)
    if path is None:
        if kind == "json":
            say_json_list({"version": VERSION}, "goals", _json_items(rows, context.today))
        elif kind in formats.WRITTEN:
            say_document(_texts(context, kind, rows))
        else:
            for part in _texts(context, kind, rows):
                say(*part.removesuffix("\n").split("\n"))
        rows.raise_trouble()
        return
    _write(path, _contents(context, kind, rows), force=args.force)
    SPELLED.set(bool(context.linear))
    say(join_facts("Exported", counted(len(goals), "goal"), str(path)), plain=context.plain)


def run_schema(_context: Context, _args: Namespace) -> None:
    from lastmile_tui.domain.export.schema import json_schema  # noqa: PLC0415 # for this verb only

    say_json(json_schema())


def _contents(context: Context, kind: str, rows: MeasuredGoals) -> Iterator[bytes]:
    """What the file holds, in parts; LastmileError at the end if a goal is missing in it."""
    if kind == "json":
        parts = json_list({"version": VERSION}, "goals", _json_items(rows, context.today))
    else:
        parts = _texts(context, kind, rows)
    for part in parts:
        yield part.encode()
    rows.raise_trouble()


def _texts(context: Context, kind: str, rows: MeasuredGoals) -> Iterator[str]:
    """The goals in a format other than JSON, in parts."""
    if kind in _EXPORTS:
        return _EXPORTS[kind](rows, context.today)
    rest = context.config.rest
    local = Local(context.calendar.zone, context.today, context.notation, rest_days=rest)
    return formats.writer_of(kind).write(rows, local)


def _json_items(rows: MeasuredGoals, today: date) -> Iterator[str]:
    return rows.texts(lambda found: json_item(whole_goal_json(found, today)))


def _target_path(context: Context, given: str, ending: str) -> Path:
    """Where to write: the file that was named, or a new one in the folder that was named."""
    path = Path(given).expanduser().absolute()
    if path.is_dir():
        folder, name = path.resolve(), f"lastmile-{context.today.isoformat()}{ending}"
    else:
        folder, name = path.parent.resolve(), path.name
    places = context.locations
    own = {place.resolve() for place in (places.data, places.config)}
    if not folder.is_dir():
        raise LastmileError(f"There is no folder {folder}; make it, or name another one.")
    if folder / name in own or folder.is_relative_to(places.private.resolve()):
        raise LastmileError(f"{folder / name} is a file of lastmile itself; name another one.")
    return folder / name


def _write(path: Path, data: Iterator[bytes], *, force: bool) -> None:
    """Write a new file, or with `force` in the place of a plain one."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise LastmileError(f"{path} is not a plain file; name another one.")
    try:
        (private_files.replace if force else private_files.create)(path, data)
    except FileExistsError as error:
        raise LastmileError(
            f"{path} is there already; --force replaces it, or name a new file."
        ) from error
    except OSError as error:
        raise LastmileError(f"{path} could not be written: {error.strerror}.") from error
