"""What a doctor finds of the hooks: which there are, why one is not run, how one failed last."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from lastmile_tui.dates.words import quote, say_past
from lastmile_tui.store.doctor.checks import Finding
from lastmile_tui.store.hooks.failures import failures
from lastmile_tui.store.hooks.happenings import NAMES
from lastmile_tui.store.hooks.programs import programs, strangers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from lastmile_tui.domain.model.calendar import Calendar

AREA: Final = "hooks"


def check_hooks(folder: Path, state: Path, calendar: Calendar, today: date) -> Iterator[Finding]:
    """The programs in the folder of hooks; nothing where there is none."""
    found = [*programs(folder)]
    last = failures(state)
    for name in strangers(folder):
        advice = f"The hooks are {', '.join(NAMES)}."
        yield Finding(AREA, "warning", f"{quote(name)} is no hook: nothing calls it.", advice)
    well = [each.name for each in found if not each.trouble and each.name not in last]
    if well:
        yield Finding(AREA, "ok", f"What is called: {', '.join(well)}.")
    for trouble in dict.fromkeys(each.trouble for each in found if each.trouble):
        yield Finding(AREA, "warning", f"Not run: {trouble}")  # once for what is wrong with all
    for program in found:
        failure = last.get(program.name)
        if program.trouble or failure is None:
            continue
        elif failure.over:
            when = _say_when(failure.at, calendar, today)
            sentence = f"{program.name} failed last {when}, and has run well since."
            yield Finding(AREA, "ok", sentence, failure.sentence)
        else:
            when = _say_when(failure.at, calendar, today)
            yield Finding(AREA, "warning", f"{failure.sentence} That was {when}.")


def _say_when(text: str, calendar: Calendar, today: date) -> str:
    """An instant in words: `today 11:37`; one that cannot be read as it stands."""
    try:
        at = datetime.fromisoformat(text).astimezone(calendar.zone)
    except (ValueError, OverflowError):
        return text
    return f"{say_past(at.date(), today)} {at:%H:%M}"
