"""What a doctor finds of a data file in a git work tree: its merge driver, and what merges left.

`git` is asked; where it is not installed, or the file is not in a repository, there is nothing to
say. Nothing is written.
"""

from __future__ import annotations

import shlex
import shutil
from typing import TYPE_CHECKING, Final

from lastmile_tui.domain.model.text import counted
from lastmile_tui.errors import StoreError
from lastmile_tui.store.copies.find import Here, changes_from
from lastmile_tui.store.copies.git_index import repository_of, run_git, unmerged_stages
from lastmile_tui.store.copies.read import read_stage
from lastmile_tui.store.disk import files
from lastmile_tui.store.doctor.checks import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lastmile_tui.store.doctor.examine import Examination

ATTRIBUTES: Final = "{name} merge=lastmile -text"
"""The line of `.gitattributes`."""

DRIVER: Final = (
    "lastmile merge-driver %O %A %B || "
    "{ git merge-file -L ours -L base -L theirs %A %O %B; exit 1; }"
)
"""The setting `merge.lastmile.driver`: where lastmile is not found, or refuses, git leaves both
versions in the file, between markers."""

CONFIGURE: Final = f'git config merge.lastmile.driver "{DRIVER}"'

_MERGES: Final = 20
"""The newest merges that are looked at."""

_AREA: Final = "git"


def check_git(examined: Examination) -> Iterator[Finding]:
    """Whether git merges the file well here, and whether a merge lost something of it."""
    path = examined.path
    if repository_of(path) is None or not run_git(path.parent, "ls-files", "--", path.name):
        return
    found = [*_check_driver(path), *_check_line_ends(path), *_check_unmerged(path)]
    found += _check_dropped(examined)
    yield from found or [Finding(_AREA, "ok", "git merges it with our merge driver.")]


def _check_driver(path: Path) -> Iterator[Finding]:
    """Whether the merge driver is set up, keeps both versions if it fails, and can be run."""
    asked = run_git(path.parent, "check-attr", "-z", "merge", "--", path.name) or b""
    if asked.split(b"\0")[2:3] != [b"lastmile"]:
        line = shlex.quote(ATTRIBUTES.format(name=path.name))
        yield Finding(
            _AREA,
            "warning",
            "git merges it as it merges any text.",
            f"echo {line} >> .gitattributes; {CONFIGURE}",
        )
        return
    driver = (run_git(path.parent, "config", "--get", "merge.lastmile.driver") or b"").decode()
    if not driver.strip():
        sentence = "This clone lacks the merge driver that .gitattributes names."
        yield Finding(_AREA, "warning", sentence, CONFIGURE)
        return
    if "merge-file" not in driver:
        sentence = "Where lastmile is not found, git keeps our version alone, without a marker."
        yield Finding(_AREA, "warning", sentence, CONFIGURE)
    if (program := _program(driver)) and shutil.which(program, path=None) is None:
        sentence = f"The merge driver starts {program}, which is not found here."
        advice = "Name it there by its whole path, or put its folder into PATH."
        yield Finding(_AREA, "warning", sentence, advice)


def _program(driver: str) -> str:
    """The program that a driver starts; empty if that cannot be told."""
    try:
        words = shlex.split(driver)
    except ValueError:
        return ""
    return words[0] if words and words[0] not in ("sh", "command", "{", "if", "(") else ""


def _check_line_ends(path: Path) -> Iterator[Finding]:
    """Whether git changed the ends of the lines."""
    try:
        data, _ = files.read(path)
    except StoreError:
        return
    if b"\r\n" in data[: 1 << 12]:
        line = shlex.quote(ATTRIBUTES.format(name=path.name))
        sentence = "git gives its lines other ends than lastmile writes."
        yield Finding(_AREA, "warning", sentence, f"echo {line} >> .gitattributes")


def _check_unmerged(path: Path) -> Iterator[Finding]:
    """Whether git waits for somebody to merge it."""
    if unmerged_stages(path):
        name = shlex.quote(path.name)
        advice = f"lastmile merge unites its versions; then git add {name} tells git so."
        yield Finding(_AREA, "warning", "git could not merge it, and waits.", advice)


def _check_dropped(examined: Examination) -> Iterator[Finding]:
    """Whether one of the last merges left out changes of the other side for good."""
    path, state = examined.path, examined.state
    if state is None or not state.meta.names:
        return
    here = Here(path, state.meta, state.tables, state.top)
    listed = run_git(path.parent, "rev-list", "--merges", f"-n{_MERGES}", "HEAD") or b""
    seen: set[str] = set()
    for commit in listed.decode().split():
        where = f"{commit}^2:./{path.name}"
        blob = (run_git(path.parent, "rev-parse", "--verify", "-q", where) or b"").decode().strip()
        if not blob or blob in seen:
            continue
        seen.add(blob)
        if count := _lacking(here, blob):
            what = counted(count, "change")
            sentence = f"The merge {commit[:10]} dropped {what} of the other side."
            take = shlex.quote(f"{commit[:10]}^2:./{path.name}")
            advice = f"git show {take} > theirs.json && lastmile merge theirs.json brings them in."
            yield Finding(_AREA, "trouble", sentence, advice)


def _lacking(here: Here, blob: str) -> int:
    """How many changes of a version the file lacks; 0 for one of another database."""
    try:
        content = read_stage(here.path, blob, here.path.name)
    except StoreError:
        return 0
    if content is None or not content.meta.names & here.meta.names:
        return 0
    return len(changes_from(here.tables, content.tables, here.top).events)
