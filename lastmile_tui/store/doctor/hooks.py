"""What a doctor finds of the hooks: which there are, why one is not run, how one failed last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.dates.words import quote
from lastmile_tui.store.doctor.checks import Finding
from lastmile_tui.store.hooks.failures import failures
from lastmile_tui.store.hooks.happenings import NAMES
from lastmile_tui.store.hooks.programs import programs, strangers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AREA: Final = "hooks"


def check_hooks(folder: Path, state: Path) -> Iterator[Finding]:
    """The programs in the folder of hooks; nothing where there is none."""
    found = [*programs(folder)]
    last = failures(state)
    for name in strangers(folder):
        advice = f"The hooks are {', '.join(NAMES)}."
        yield Finding(_AREA, "warning", f"{quote(name)} is no hook: nothing calls it.", advice)
    well = [each.name for each in found if not each.trouble and each.name not in last]
    if well:
        yield Finding(_AREA, "ok", f"What is called: {', '.join(well)}.")
    for program in found:
        failure = last.get(program.name)
        if program.trouble:
            yield Finding(_AREA, "warning", f"Not run: {program.trouble}")
        elif failure is None:
            continue
        elif failure.over:
            sentence = f"{program.name} has run well since {failure.at}, when it failed last."
            yield Finding(_AREA, "ok", sentence, failure.sentence)
        else:
            yield Finding(_AREA, "warning", f"On {failure.at}: {failure.sentence}")
