"""Editing a text in the user's own editor."""

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
"""The most bytes that are read back, far more than any form has."""

ROUNDS = 5
"""How often the editor is opened for one text, so that a scripted editor ends."""

RESCUE_FILE = "edited.md"
"""The file in the state directory with a text that could not be saved."""

_DEFAULTS = ("sensible-editor", "nano", "vi")
_OPENS_AT_LINE = re.compile(
    r"(?:emacs(?:client)?|g?vim|helix|hx|joe|kak|mg|micro|nano|nvim|pico|vi|view)(?:\.\w+)?"
)
"""Editors that open a file at a line with the argument `+7`."""

_ERROR_LINE = re.compile(r"<!-- Line \d+: .*-->")


def edit_text(
    text: str,
    *,
    environ: Mapping[str, str],
    suffix: str = ".md",
    line: int | None = None,
    run: Runner = subprocess.run,
) -> str | None:
    """Let the user change a text in `$VISUAL` or `$EDITOR`; None when it comes back unchanged.

    The editor opens at `line`, or else at the line that `with_error` marked, if it can. The text is
    in a file that only the user can read, and that is removed afterwards. LastmileError if there
    is no editor, it fails, or it leaves no text of at most `SIZE_LIMIT` bytes.
    """
    command = _command(environ)
    name = Path(command[0]).name
    at = line or _marked_line(text)
    jump = [f"+{at}"] if at and _OPENS_AT_LINE.fullmatch(name) else []
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
    apply: Callable[[str], T],
    *,
    environ: Mapping[str, str],
    rescue: Path,
    again: bool = True,
) -> T | None:
    """Let the user change a text until `apply` accepts it; None when it comes back unchanged.

    A FormError is shown above its line, to be corrected, in up to `ROUNDS` rounds; without `again`
    there is only one. LastmileError if it is not accepted; the text is then in the file `rescue`.
    """
    changed, rounds = edit_text(text, environ=environ), ROUNDS if again else 1
    while changed is not None:
        rounds -= 1
        with _rescuing(rescue, changed):
            try:
                return apply(changed)
            except FormError as error:
                corrected = (
                    edit_text(with_error(changed, error), environ=environ) if rounds else None
                )
                if corrected is None:
                    raise
        changed = corrected
    return None


def _start(command: list[str], environ: Mapping[str, str], run: Runner) -> None:
    name = Path(command[0]).name
    try:
        process = run(command, check=False, env=dict(environ))
    except OSError as error:
        raise LastmileError(f"‘{name}’ cannot be started; set $EDITOR to your editor.") from error
    if process.returncode:
        raise LastmileError(f"‘{name}’ ended with an error; nothing was changed.")


def with_error(text: str, error: FormError) -> str:
    """The text with a comment above the line of an error, and without earlier comments.

    The comment has the new number of that line, which counts the comment.
    """
    lines = re.split(r"\r\n?|\n", text)
    own_lines = [not _ERROR_LINE.fullmatch(line.strip()) for line in lines]
    at = sum(own_lines[: error.line - 1])
    sentence = re.sub("-{2,}>", "->", error.sentence)
    lines = [line for line, keep in zip(lines, own_lines, strict=True) if keep]
    lines.insert(at, f"<!-- Line {at + 2}: {sentence} -->")
    return "\n".join(lines)


def _marked_line(text: str) -> int | None:
    """The number of the line below the comment of `with_error`."""
    lines = enumerate(text.split("\n"), 2)
    return next((below for below, line in lines if _ERROR_LINE.fullmatch(line)), None)


def _command(environ: Mapping[str, str]) -> list[str]:
    """The editor of the user's variables, with its options, or a default one."""
    for variable in ("VISUAL", "EDITOR"):
        try:
            command = shlex.split(environ.get(variable, ""))
        except ValueError as error:
            raise LastmileError(f"${variable} lacks a closing quote; write it anew.") from error
        if command:
            return command
    for name in _DEFAULTS:
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
def _rescuing(path: Path, text: str) -> Iterator[None]:
    """Write a text into a file if it cannot be saved, so that it is not lost."""
    try:
        yield
    except LastmileError as error:
        try:
            private_files.make_folder(path.parent)
            private_files.replace(path, text.encode())
        except OSError:
            raise error from None
        raise LastmileError(f"{error} What you wrote is kept in {path}.") from error
