"""The editor: a text goes out to the program that the user likes, and comes back."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from lastmile_tui import private_files
from lastmile_tui.errors import FormError, LastmileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Runner = Callable[..., subprocess.CompletedProcess[Any]]

T = TypeVar("T")

SIZE_LIMIT = 1_000_000
"""Bytes that are read back: far more than any form, too few to fill the memory."""

ROUNDS = 5
"""Times that the editor is opened for one text: one that nobody sits at would spoil it for ever."""

KEPT = "edited.md"
"""The file in the state directory that keeps what was written and could not be saved."""

_USUAL = ("sensible-editor", "nano", "vi")
_JUMPING = re.compile(
    r"(?:emacs(?:client)?|g?vim|helix|hx|joe|kak|mg|micro|nano|nvim|pico|vi|view)(?:\.\w+)?"
)
"""Editors that open a file at a line when `+7` stands before it."""

_TROUBLE = re.compile(r"<!-- Line \d+: .*-->")


def edit_text(
    text: str,
    *,
    environ: Mapping[str, str],
    suffix: str = ".md",
    line: int | None = None,
    run: Runner = subprocess.run,
) -> str | None:
    """Let the user change a text in `$VISUAL` or `$EDITOR`; None when it comes back unchanged.

    The editor opens at `line`, or else at the one that `with_trouble` marked, where it can. The
    text lies in a file that only the user can read and that is gone afterwards. LastmileError when
    there is no editor, it fails, or what it leaves behind is no text of at most `SIZE_LIMIT` bytes.
    """
    command = _command(environ)
    name = Path(command[0]).name
    at = line or _marked(text)
    jump = [f"+{at}"] if at and _JUMPING.fullmatch(name) else []
    try:
        with private_files.scratch("edit") as folder:
            path = folder / f"goal{suffix}"
            private_files.create(path, text.encode())
            _start([*command, *jump, str(path)], environ, run)
            changed = _read(path, name)
    except OSError as error:
        raise LastmileError(f"There is no place for a file to edit: {error.strerror}.") from error
    return None if changed.rstrip("\n") == text.rstrip("\n") else changed


def edit_until(
    text: str,
    take: Callable[[str], T],
    *,
    environ: Mapping[str, str],
    kept: Path,
    again: bool = True,
) -> T | None:
    """Let the user change a text until `take` takes it; None when it comes back unchanged.

    A FormError is shown above its line and can be mended, `ROUNDS` times in all, where somebody is
    there to do it `again`. LastmileError when nothing comes of it; what was written is then in the
    file `kept`.
    """
    changed, left = edit_text(text, environ=environ), ROUNDS if again else 1
    while changed is not None:
        left -= 1
        with _keeping(kept, changed):
            try:
                return take(changed)
            except FormError as error:
                mended = edit_text(with_trouble(changed, error), environ=environ) if left else None
                if mended is None:
                    raise
        changed = mended
    return None


def _start(command: list[str], environ: Mapping[str, str], run: Runner) -> None:
    name = Path(command[0]).name
    try:
        ended = run(command, check=False, env=dict(environ))
    except OSError as error:
        raise LastmileError(f"‘{name}’ cannot be started; set $EDITOR to your editor.") from error
    if ended.returncode:
        raise LastmileError(f"‘{name}’ ended with an error; nothing was changed.")


def with_trouble(text: str, error: FormError) -> str:
    """The text with a comment above the line that is in trouble, and without earlier ones.

    The comment counts that line as it stands now, the comment included.
    """
    lines = re.split(r"\r\n?|\n", text)
    kept = [not _TROUBLE.fullmatch(line.strip()) for line in lines]
    at = sum(kept[: error.line - 1])
    sentence = re.sub("-{2,}>", "->", error.sentence)
    lines = [line for line, keep in zip(lines, kept, strict=True) if keep]
    lines.insert(at, f"<!-- Line {at + 2}: {sentence} -->")
    return "\n".join(lines)


def _marked(text: str) -> int | None:
    """The line below the comment of `with_trouble`."""
    lines = enumerate(text.split("\n"), 2)
    return next((below for below, line in lines if _TROUBLE.fullmatch(line)), None)


def _command(environ: Mapping[str, str]) -> list[str]:
    """The editor with its options, as the user's variables say, or a usual one."""
    for variable in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(environ.get(variable, ""))
        except ValueError as error:
            raise LastmileError(f"${variable} lacks a closing quote; write it anew.") from error
        if command:
            return command
    for name in _USUAL:
        if found := shutil.which(name, path=environ.get("PATH")):
            return [found]
    raise LastmileError("Set $EDITOR to the editor you like; none was found.")


def _read(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise LastmileError(f"‘{name}’ left no text behind; nothing was changed.") from error
    if len(raw) > SIZE_LIMIT:
        raise LastmileError("The text is larger than 1 MB; nothing was changed.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LastmileError("The text is not UTF-8; nothing was changed.") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


@contextmanager
def _keeping(path: Path, text: str) -> Iterator[None]:
    """Keep a text in a file when it cannot be saved, so that nobody has to write it again."""
    try:
        yield
    except LastmileError as error:
        try:
            private_files.make_folder(path.parent)
            private_files.replace(path, text.encode())
        except OSError:
            raise error from None
        raise LastmileError(f"{error} What you wrote is kept in {path}.") from error
