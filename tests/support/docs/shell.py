"""The commands of a page, run in their order by a shell; what they print is what is shown."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import NamedTuple

from support.docs import program
from support.docs.pages import NO_RUN, SHELLS, parts_of

PATIENCE = 240
"""Seconds until the commands of a page count as hanging, on the slowest machine."""

BEGIN = "2026-11-21T09:00"
"""The clock of a page that sets none: a Saturday."""

_MARK = "\x1e"
_COMMENT = re.compile(r"\s+# exit code (\d+)$")


class Command(NamedTuple):
    """What is typed, with what the page says of it; `shown` is None where it shows nothing."""

    line: int
    text: str
    shown: str | None = None
    code: int = 0


@contextmanager
def a_program(folder):
    """A folder for PATH with a `lastmile` that starts quickly."""
    folder.mkdir()
    path = folder / "socket"
    client = folder / "lastmile"
    client.write_text(program.CLIENT.format(python=sys.executable, path=str(path)), "utf-8")
    client.chmod(0o755)
    command = [sys.executable, program.__file__, str(path)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as server:
        while not path.exists():
            assert server.poll() is None
            sleep(0.02)
        yield folder
        server.terminate()


def commands_of(page):
    """The commands of a page that are run; texts are what the test has to do in between."""
    for part in parts_of(page):
        if part.kind == "try":
            if lines := _prepared(part.text.strip()):
                yield Command(part.line, lines)
        elif NO_RUN in part.flags:
            continue
        elif part.kind == "console":
            yield from _typed(part)
        elif part.kind in ("sh", "bash"):
            yield Command(part.line, f"set -e\n{part.text}set +e")
        elif part.kind in SHELLS and shutil.which(part.kind):
            yield Command(
                part.line, f"{part.kind} <<'LINES OF THE PAGE'\n{part.text}LINES OF THE PAGE"
            )


def _prepared(text):
    """The lines that do what a comment asks for; none for what is no shell's to do."""
    what, _, rest = text.partition("\n" if text.startswith("run\n") else " ")
    match what:
        case "now":
            return f"export {program.NOW}={rest}"
        case "new":
            return 'export HOME=$(mktemp -d "$HOMES/XXXXXX"); cd'
        case "run":
            return rest
        case "app":
            return ""
    raise AssertionError(text)


def _typed(part):
    """The commands of a console, with what is below each."""
    command, shown = None, []
    for number, line in enumerate([*part.text.splitlines(), "$ "], part.line + 1):
        if not line.startswith("$ "):
            assert command is not None, f"line {number} is below no command"
            shown.append(line)
            continue
        if command is not None:
            yield command._replace(shown="\n".join(shown) if any(shown) else None)
        text = line.removeprefix("$ ")
        code = _COMMENT.search(text)
        command, shown = Command(number, text, code=int(code[1]) if code else 0), []


def script_of(commands):
    """The lines for one bash that carries the commands out, each between two marks."""
    yield "cd"
    for number, command in enumerate(commands):
        yield f"printf '\\n{_MARK}%d\\n' {number}"
        yield command.text
        yield f"printf '\\n{_MARK}%d\\n' $?"


def environment(home, path):
    """That of a new user, in a terminal of 80 columns."""
    return {
        "HOME": str(home),
        "HOMES": str(home.parent),
        "PATH": f"{path}:{Path(sys.executable).parent}:{os.environ['PATH']}",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "TZ": "UTC",
        "COLUMNS": "80",
        "EDITOR": "true",
        program.NOW: BEGIN,
    }


def failures_of(page, home, path):
    """What of a page does not hold when its commands are run: a sentence each."""
    commands = list(commands_of(page))
    home.mkdir(parents=True)
    script, output = home.with_suffix(".sh"), home.with_suffix(".out")
    script.write_text("\n".join([*script_of(commands), ""]), "utf-8")
    with output.open("wb") as out:
        bash = subprocess.run(
            ["bash", "--norc", str(script)],
            env=environment(home, path),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            timeout=PATIENCE,
            check=False,
        )
    _, *pieces = output.read_text("utf-8").split(f"\n{_MARK}")
    for begun, ended in zip(pieces[::2], [*pieces[1::2], ""], strict=False):
        number, _, printed = begun.partition("\n")
        command = commands[int(number)]
        code = ended.partition("\n")[0] or f"{bash.returncode}, and the shell with it"
        where = f"{page.name}:{command.line}: {command.text}"
        if code != str(command.code):
            yield f"{where}\nended with {code}:\n{printed}"
        elif command.shown is not None and not fits(command.shown, printed):
            yield f"{where}\nprinted\n{printed}\nin the place of\n{command.shown}"


def fits(shown, printed):
    """Whether what was printed is what is shown, in which `…` stands for anything."""
    lines = [line.rstrip() for line in shown.strip("\n").splitlines()]
    pattern = "".join(
        "(?:.*\n)*" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + "\n"
        for line in lines
    )
    out = "".join(f"{line.rstrip()}\n" for line in printed.strip("\n").splitlines())
    return re.fullmatch(pattern, out) is not None
