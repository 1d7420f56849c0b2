"""What all benchmarks share: a place for files, an environment, rows of the table."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HERE = Path(__file__).parent
SIZES = (10, 100, 1_000, 10_000)
LASTMILE = str(Path(sysconfig.get_path("scripts"), "lastmile"))


class Row(NamedTuple):
    """One line of the table. The ratio is `ours` over `theirs`, `target` the most it may be."""

    what: str
    ours: str
    theirs: str
    ratio: float
    target: float | None = None


class Bench:
    """One run: where it keeps its files, and how thorough it is."""

    def __init__(self, folder: Path, *, quick: bool) -> None:
        self.folder, self.quick = folder, quick
        self.file = cache(self._file)

    @property
    def sizes(self) -> tuple[int, ...]:
        return SIZES[1::2] if self.quick else SIZES

    def rounds(self, number: int) -> range:
        """So many rounds, a third of them when there is little time."""
        return range(max(number // 3, 2) if self.quick else number)

    @property
    def env(self) -> Mapping[str, str]:
        """A home of its own, a terminal of true colour, and byte code that is kept."""
        ours = ("LASTMILE_", "TEXTUAL_", "XDG_", "PYTHON", "NO_COLOR")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return kept | {
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }

    def python(self, module: str, *arguments: object) -> Any:
        """Run a module of this folder in a process of its own; the JSON that it prints."""
        command = [sys.executable, str(HERE / module), *map(str, arguments)]
        done = subprocess.run(command, env=self.env, stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout or "null")

    def copy(self, count: int) -> Path:
        """A copy of such a file, to change."""
        folder = Path(mkdtemp(dir=self.folder))
        return Path(copyfile(self.file(count), folder / "goals.json"))

    def _file(self, count: int) -> Path:
        """A data file of so many goals, made once."""
        path = self.folder / f"{count}.json"
        self.python("data.py", count, path)
        return path


def ratio(what: str, ours: float, theirs: float, target: float | None = None) -> Row:
    """The row of two times, in seconds."""
    return Row(what, times(ours), times(theirs), ours / theirs, target)


def times(seconds: float) -> str:
    """A time in words."""
    return f"{seconds * 1000:.3g} ms" if seconds < 1 else f"{seconds:.2f} s"


def table(rows: Iterable[Row]) -> str:
    """The rows in columns."""
    lines = [("", "lastmile", "against", "ratio", "at most", "")]
    for row in rows:
        target = "" if row.target is None else f"{row.target:g}"
        met = "" if row.target is None else ("yes" if row.ratio <= row.target else "NO")
        lines.append((row.what, row.ours, row.theirs, f"{row.ratio:.2f}", target, met))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(
            [line[0].ljust(widths[0])]
            + [cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)]
        ).rstrip()
        for line in lines
    )
