"""The verb doctor: check everything, report it in plain words, and mend what can be mended."""

from __future__ import annotations

import os
import shutil
import sys
from functools import partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import asdict

from lastmile_tui import terminals
from lastmile_tui.cli import context as context_module
from lastmile_tui.cli.confirm import ask_yes_no, can_ask
from lastmile_tui.cli.context import entropy
from lastmile_tui.cli.doctor import machine
from lastmile_tui.cli.doctor.terminal import check_terminal
from lastmile_tui.cli.output import say, say_json
from lastmile_tui.cli.terminal import is_raw
from lastmile_tui.dates import SystemClock
from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.export.as_json import VERSION
from lastmile_tui.domain.model.events import ulid
from lastmile_tui.domain.model.text import clean_line, counted
from lastmile_tui.errors import LastmileError, UsageError
from lastmile_tui.store.backup.times import say_made
from lastmile_tui.store.disk import files
from lastmile_tui.store.doctor import checks, clocks, environment, git, hooks, repair, rings
from lastmile_tui.store.doctor.examine import examine

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from lastmile_tui.cli.context import Context
    from lastmile_tui.store.doctor.checks import Finding
    from lastmile_tui.store.doctor.examine import Examination

TROUBLE: Final = 1
"""The exit code for trouble."""

_SIGNS: Final = {"ok": "✓", "warning": "!", "trouble": "✗"}
_ASCII: Final = {"ok": "+", "warning": "!", "trouble": "x"}
_WORDS: Final = {"ok": "Well,", "warning": "Warning,", "trouble": "Trouble,"}
_LIMIT: Final = 2000
"""Characters of one sentence; a path may be long."""


class _Mend(Struct, frozen=True):
    """Something that can be mended: the action in words, and what runs it and says what it did."""

    action: str
    run: Callable[[], Sequence[str]]


def run_doctor(context: Context, args: Namespace) -> int | None:
    """Check, and with --repair mend and check again."""
    if args.json and args.repair and not args.yes:
        raise UsageError("--json cannot ask; add --yes to --repair.")
    examined = examine(context.place, context_module.GRACE)
    findings = _find_all(context, examined)
    mends = list(_mends(context, examined)) if args.repair else []
    done: list[str] = []
    if not args.json:
        _report(findings, context)
    if mends and _confirm(mends, findings, context, args):
        done = [sentence for mend in mends for sentence in _run_mend(mend)]
        findings = _find_all(context, examine(context.place))
        if not args.json:
            _say(context, "", *map(_clean, done), "", "And now:")
            _report([finding for finding in findings if finding.grade != "ok"], context)
    trouble = any(finding.grade == "trouble" for finding in findings)
    if args.json:
        found = [asdict(finding) for finding in findings]
        say_json({"version": VERSION, "ok": not trouble, "findings": found, "done": done})
    elif args.repair and not mends:
        _say(context, "", "There is nothing to mend.")
    return TROUBLE if trouble else None


def _find_all(context: Context, examined: Examination) -> list[Finding]:
    """The findings of all checks, by area."""
    settings = machine.check_settings(context)  # first, since the others need settings
    now, places, path = context.clock.now(), context.locations, examined.path
    there = bool(examined.size or examined.journal_size)
    known = environment.known_before(examined, places.backups)
    away = known is not None and known.found == "away"
    of_backups = places.backups, context.calendar, context.today
    return [
        *checks.check_file(examined),
        *environment.check_lost(examined, known, *of_backups),
        *checks.check_journal(examined),
        *rings.check_rings(examined),
        *environment.check_lock(examined.place.lock),
        *(() if away else environment.check_folder(path, examined.size)),
        *environment.check_private(environment.open_to_others(places, path)),
        *environment.check_leftovers(environment.leftovers(places, path, _seconds())),
        *environment.check_copies(examined),
        *git.check_git(examined),
        *environment.check_backups(*of_backups, there=there),
        settings,
        *machine.check_themes(places),
        *environment.check_state(places),
        *hooks.check_hooks(places.hooks, places.state, context.calendar, context.today),
        machine.check_clock(now, context.calendar, frozen=_frozen(context)),
        *checks.check_clock(examined, now, context.calendar),
        machine.check_zone(context, now),
        *check_terminal(
            terminals.environment(),
            _size(),
            getattr(sys.stdout, "encoding", None) or "",
            machine.escape_time() if os.environ.get("TMUX") else None,
            glyphs=context.config.glyphs,
            raw=is_raw(sys.stdout),
        ),
        *machine.check_versions(),
    ]


def _mends(context: Context, examined: Examination) -> Iterator[_Mend]:
    """What can be mended, in the order in which it is done."""
    places, path = context.locations, examined.path
    say_one = partial(say_made, calendar=context.calendar, today=context.today)
    newest = repair.newest_backup(places.backups, examined)
    if harm := repair.damage(examined, say_one(newest) if newest else ""):
        now = context.clock.now()
        new_id: Callable[[], str] = lambda: ulid(now, entropy())  # noqa: E731 # one word each time
        when = files.file_time(now)
        mend = partial(repair.repair_file, examined.place, places.backups, new_id, when, say_one)
        copies = "the file and its journal are copied aside first"
        yield _Mend(f"{'; '.join(harm)} ({copies})", mend)
    for ring in rings.damaged_rings(examined):
        when = files.file_time(context.clock.now())
        action = "write what this machine keeps of its own last changes anew (it is copied aside)"
        yield _Mend(action, partial(rings.mend, ring, examined.place, when))
    if not examined.newer and not examined.closed:
        now, calendar = context.clock.now(), context.calendar
        for action in clocks.dates_ahead(examined.open_logs, now, checks.AHEAD, calendar):
            yield _Mend(action, partial(_date, context))
    for left in environment.leftovers(places, path, _seconds()):
        yield _Mend(f"remove {left}", partial(_remove, left))
    for wide in environment.open_to_others(places, path):
        yield _Mend(
            f"let only you use {wide.path} (mode {wide.wanted:04o})", partial(_narrow, wide)
        )


def _run_mend(mend: _Mend) -> Sequence[str]:
    """Mend; returns what was done, or why it could not be done."""
    try:
        return mend.run()
    except LastmileError as error:
        return [f"Not done: {error}"]
    except OSError as error:
        return [f"Not done: {files.reason(error)}: {error.filename}."]


def _date(context: Context) -> Sequence[str]:
    """Date all entries that a clock dated ahead; nothing is left to a second call."""
    with context.store() as store:
        return clocks.date_ahead(store, context.clock.now(), checks.AHEAD, context.calendar)


def _remove(path: Path) -> Sequence[str]:
    path.unlink(missing_ok=True)
    return [f"Removed {path}."]


def _narrow(wide: environment.OpenPermission) -> Sequence[str]:
    wide.path.chmod(wide.wanted)
    return [f"Nobody else may use {wide.path} now."]


def _confirm(
    mends: Sequence[_Mend], findings: Sequence[Finding], context: Context, args: Namespace
) -> bool:
    """Print what would be done about which trouble, and ask; any answer but yes is a no."""
    if not args.json:
        trouble = (finding for finding in findings if finding.grade == "trouble" and not args.yes)
        again = (_line(finding, context) for finding in trouble)
        would = (f"  - {_clean(mend.action)}" for mend in mends)
        _say(context, "", *again, "What can be mended:", *would)
    if args.yes:
        return True
    if not can_ask():
        _say(context, "Nothing was changed: add --yes where nobody can answer.")
        return False
    return ask_yes_no("Mend it? [y/N] ", plain=context.plain)


def _report(findings: Iterable[Finding], context: Context) -> None:
    """Print the findings, one line for a sound area, and a summary."""
    findings = list(findings)
    lines: list[str] = []
    for _, group in groupby(findings, attrgetter("area")):
        found = list(group)
        notable = [finding for finding in found if finding.grade != "ok" or finding.advice]
        # A hook stands for itself only: what the others do is told beside one that fails.
        for finding in found if found[0].area == hooks.AREA else notable or found[:1]:
            lines.append(_line(finding, context))
            if finding.advice:
                lines.append(f"  {_clean(finding.advice)}")
    grades = [finding.grade for finding in findings]
    trouble, warnings = grades.count("trouble"), grades.count("warning")
    lines += ["", _summary(trouble, warnings)] if lines else ["All is well."]
    _say(context, *lines)


def _line(finding: Finding, context: Context) -> str:
    signs = _WORDS if SPELLED.get() else _ASCII if context.plain or not _takes("✓✗") else _SIGNS
    return f"{signs[finding.grade]} {finding.area}: {_clean(finding.sentence)}"


def _say(context: Context, *lines: str) -> None:
    say(*lines, plain=context.plain, wrap=True)


def _summary(trouble: int, warnings: int) -> str:
    warned = counted(warnings, "warning")
    if trouble:
        text = f"Trouble in {trouble} place{'s' if trouble > 1 else ''}"
        return f"{text}, and {warned}." if warnings else f"{text}."
    return f"No trouble, {warned}." if warnings else "All is well."


def _clean(text: str) -> str:
    """In one line, since paths and file contents may be anything."""
    return clean_line(text, _LIMIT)


def _takes(signs: str) -> bool:
    try:
        signs.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _frozen(context: Context) -> bool:
    return not isinstance(context.clock, SystemClock)


def _size() -> tuple[int, int] | None:
    """Columns and rows of the terminal; None if the output is none."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    size = shutil.get_terminal_size()
    return size.columns, size.lines


def _seconds() -> float:
    return SystemClock().now().timestamp()
