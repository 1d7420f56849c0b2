"""What a restore would change, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lastmile_tui.domain.wording.differences import say_return
from lastmile_tui.store.backup import restore

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from lastmile_tui.cli.backup.which import BackupChoice
    from lastmile_tui.store.backup.restore import RestoreStep
    from lastmile_tui.store.db.snapshot import Snapshot
    from lastmile_tui.store.goals import GoalStore

AFTER: Final = "What this machine did after it comes back too."

_OTHER_FILE = (
    "This is a backup of another data file, or of this one before it was lost and begun anew. "
    "Nothing is taken away: the goals that are here stay, and those of the backup come back."
)

_BEFORE_A_UNION = (
    "This is a backup of before another data file was united with this one. Nothing is taken away: "
    "the goals that came with it, or since, stay."
)


def say_about(store: GoalStore, backup: Snapshot, *, after: bool) -> str:
    """Why a backup takes no goal away; empty where it does.

    `after` is whether what came after it comes back too.
    """
    if restore.is_of_another_file(store, backup):
        return f"{_OTHER_FILE} {AFTER}" if after else _OTHER_FILE
    return _BEFORE_A_UNION if restore.is_before_a_union(store, backup) else ""


def say_absent(path: Path, *, lost: bool) -> str:
    """That there is no file to be changed, in a sentence."""
    if path.exists():
        return "The data file is empty."
    return "The data file is missing." if lost else "There is no data file yet."


def preview(steps: Sequence[RestoreStep], chosen: BackupChoice, today: date) -> list[str]:
    if not steps:
        name = f"{chosen.name[:1].lower()}{chosen.name[1:]}"
        other = "lastmile backup --list shows the others"
        return [f"Nothing would change: the file stands as in {name}; {other}."]
    lines = [f"{chosen.heading}:"]
    lines += [f"  {say_return(step.now, step.restored, today)}" for step in steps]
    back = sum(step.now is None for step in steps)
    gone = sum(step.restored is None for step in steps)
    counts = (
        (len(steps) - back - gone, "would change"),
        (back, "would be put back"),
        (gone, "would be removed"),
    )
    lines.append(", ".join(f"{count:,} {what}" for count, what in counts if count))
    return lines
