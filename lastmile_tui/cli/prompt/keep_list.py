"""Keeping what a list printed, for `early/printed.py` to print it again."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lastmile_tui import private_files
from lastmile_tui.cli.prompt.keep import true_until
from lastmile_tui.early import frames, printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastmile_tui.cli.context import Context

MOST = 4
"""How many are kept; those that were printed least lately go first."""


def keep(context: Context, argv: Sequence[str]) -> None:
    """Keep what was printed, where nothing was said beside and nothing changed meanwhile.

    Nothing is left of a file that was only looked at: this machine has to have written it.
    """
    asked, store = printed.asked, context.opened
    if asked is None or asked.argv != argv or asked.complained or context.linear:
        return
    private, folder = Path(asked.places.private), Path(asked.places.lists)
    waits = os.path.lexists(context.locations.data.with_name("inbox.txt"))
    if waits or not store.goals or private != context.locations.private or not private.exists():
        return
    with suppress(OSError, UnicodeError):
        out = sys.stdout
        text = "".join(asked.texts).encode(out.encoding, out.errors or "strict")
        since, until = context.clock.now().timestamp(), true_until(context, store)
        data = frames.pack(asked.stamp, text, since, until)
        if data and store.storage.is_current and asked.stamp_now() == asked.stamp:
            private_files.make_folder(folder)
            _write(folder / asked.name, data)


def _write(path: Path, data: bytes) -> None:
    temp = path.with_name(f".~{path.name}.{os.urandom(4).hex()}")
    with private_files.temporary_file(temp, data, durable=False):
        temp.replace(path)
    found = sorted(path.parent.iterdir(), key=lambda each: -each.lstat().st_mtime_ns)
    for old in found[MOST:]:
        old.unlink(missing_ok=True)
