"""What the first frame is drawn from, as bytes: a frame is shown where they are the same again.

Files go by device, inode, size and times, so that nothing is read. Beside them are the programs,
the user, the environment, the terminal and the time zone; `fixed` is what a running app has taken
in at its start.
"""

from __future__ import annotations

import os
import sys

from lastmile_tui import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lastmile_tui.early.places import EarlyPlaces

_NAMES = frozenset(
    (
        *("TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "LANG", "LANGUAGE", "TZ", "TZDIR", "STY"),
        *("HOME", "INSIDE_EMACS", "COLUMNS", "LINES", "TERM_PROGRAM", "TERM_PROGRAM_VERSION"),
    )
)
_PREFIXES = ("LASTMILE_", "LC_", "TEXTUAL", "PYTHON", "XDG_", "TTY_", "CLICOLOR", "RICH_")
"""The variables that may change what is drawn, or where files are."""

_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python puts into LC_CTYPE; then `/proc/self/environ` has what was there before."""

_ZONE = ("/etc/localtime", "/etc/timezone")
_KEPT_HERE = (".journal", ".ring")
_FOLDERS = ("inbox", "former")


def fixed_of(places: EarlyPlaces, env: Mapping[str, str]) -> bytes:
    """What stays as it is while an app runs: programs, user, variables, settings, zone."""
    lines = [
        f"lastmile {__version__}",
        *(sys.version, sys.executable, *sys.path, repr(sys.flags)),
        f"{os.geteuid()} {os.getuid()}",
        *_programs(),
        *sorted(f"{name}={value}" for name, value in env.items() if _counts(name)),
        _first_locale(env),
        *map(_file, (places.config, *_ZONE)),
        *_themes(os.path.join(os.path.dirname(places.config), "themes")),  # noqa: PTH118, PTH120 # as below
        os.path.realpath(_ZONE[0]),
    ]
    return _bytes(lines)


def changing_of(places: EarlyPlaces, size: tuple[int, int]) -> bytes:
    """What changes beside a running app: the data file, what belongs to it, the app's state."""
    folder, name = os.path.split(places.data)
    lines = [
        f"{size[0]}x{size[1]}",
        _file(places.data),
        _folder(folder),
        *(_file(f"{folder}/{beside}") for beside in ("inbox.txt", f".~{name}.journal")),
        *(_file(f"{folder}/{index}") for index in (".git", ".git/index")),
        _file(f"{places.state}/state.json"),
        *_private(places.private),
    ]
    return _bytes(lines)


def _bytes(lines: Iterable[str]) -> bytes:
    return os.fsencode("\n".join(lines).replace("\0", "") + "\0")


def _counts(name: str) -> bool:
    return name in _NAMES or name.startswith(_PREFIXES)


def _programs() -> list[str]:
    """The folders that a new version of anything is installed into, and this very package."""
    ours = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 # pathlib takes 3 ms
    packages = [path for path in sys.path if path.endswith("-packages")]
    return [_folder(ours), _file(f"{ours}/__init__.py"), *map(_folder, packages)]


def _first_locale(env: Mapping[str, str]) -> str:
    """The locale of characters before Python has replaced one of C, where it may have."""
    if env.get("LC_CTYPE") not in _COERCED:
        return ""
    return repr([part for part in _first_environment() if part.startswith(b"LC_CTYPE=")])


def _first_environment() -> list[bytes]:
    try:
        with open("/proc/self/environ", "rb") as file:  # noqa: PTH123 # pathlib takes 3 ms
            return file.read().split(b"\0")
    except OSError:
        return []


def _themes(folder: str) -> list[str]:
    """The user's own themes."""
    try:
        with os.scandir(folder) as entries:
            names = sorted(one.name for one in entries if one.name.endswith(".toml"))
    except OSError as error:
        return [f"{folder} - {error.errno}"]
    return [_file(f"{folder}/{name}") for name in names]


def _private(folder: str) -> list[str]:
    """The journals and rings of a data file, and what an inbox left."""
    try:
        with os.scandir(folder) as entries:
            names = [one.name for one in entries]
    except OSError:
        return ["-"]
    found = [name for name in sorted(names) if name.endswith(_KEPT_HERE) or name in _FOLDERS]
    return [_file(f"{folder}/{name}") for name in found]


def _file(path: str) -> str:
    """A file, but for the time that a second name changes too, such as that of a backup."""
    try:
        found = os.stat(path)  # noqa: PTH116 # as above
    except OSError as error:
        return f"{path} - {error.errno}"
    return (
        f"{path} {found.st_dev} {found.st_ino} {found.st_size} {found.st_mtime_ns}"
        f" {found.st_mode:o} {found.st_uid}"
    )


def _folder(path: str) -> str:
    """A folder, by when a name was added or taken away."""
    try:
        found = os.stat(path)  # noqa: PTH116 # as above
    except OSError as error:
        return f"{path} - {error.errno}"
    return f"{path} {found.st_dev} {found.st_ino} {found.st_mtime_ns} {found.st_mode:o}"
