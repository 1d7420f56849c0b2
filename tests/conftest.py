"""What all tests share: no test reads or writes the developer's own files, clock or terminal."""

from __future__ import annotations

import gc
import os
import signal
import tempfile
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from lastmile_tui.dates.words import SPELLED
from lastmile_tui.domain.model.numbers import UNIT, WRITTEN, Notation
from lastmile_tui.store.disk.grace import Grace
from support.editor import scripted_editor
from support.tables import without_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

gc.disable()  # until all tests are read, which stay

# Time limits of hypothesis measure the machine, not the code. Each run looks at other examples.
settings.register_profile("lastmile", deadline=None, max_examples=40)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile("lastmile")

for name in (
    "NO_COLOR",
    "COLORTERM",
    "LASTMILE_FILE",
    "LASTMILE_CONFIG",
    "LASTMILE_LINEAR",
    "TEXTUAL_THEME",
    "LC_ALL",
    "LC_NUMERIC",
):
    os.environ.pop(name, None)

# The terminal of the tests, whatever the developer's is: Python itself may have set LC_CTYPE.
for name in ("LC_ALL", "LC_CTYPE", "TEXTUAL_COLOR_SYSTEM"):
    os.environ.pop(name, None)
os.environ |= {"LANG": "C.UTF-8", "TERM": "xterm-256color"}

MEMORY = Path("/dev/shm")  # noqa: S108 # only folders with names of their own are made in it
"""A disk that is memory, on Linux."""

ROOM = 1 << 30
"""Bytes that are free in it at least; a whole run takes a third."""


def has_room() -> bool:
    """Whether there is such a disk, for a run, and for programs that tests write and start."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)):
        return False
    disk = os.statvfs(MEMORY)
    return not disk.f_flag & os.ST_NOEXEC and disk.f_bavail * disk.f_frsize > ROOM


# Stores are written and synced ten thousand times: a third of the time where that waits for a disk.
# The workers have this and what follows from who starts them, and clears up when they have ended.
SCRATCH = None
if "TMPDIR" not in os.environ and has_room():
    SCRATCH = TemporaryDirectory(prefix="lastmile-tests-", dir=MEMORY)
    os.chmod(SCRATCH.name, 0o755)  # noqa: PTH101, S103 # tests try what another user may read
    os.environ["TMPDIR"] = SCRATCH.name  # where an app that is killed leaves something
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY)  # folders of tests that fail stay longer
    tempfile.tempdir = None  # which was found before, perhaps

# What is made for a whole file of tests is made before the first test has a home of its own.
NOBODY = None
if "PYTEST_XDIST_WORKER" not in os.environ:
    NOBODY = TemporaryDirectory(prefix="lastmile-nobody-")
    os.environ["HOME"] = NOBODY.name
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = f"{NOBODY.name}/{name.lower()}"

# A shell starts what it puts in the background with interrupts ignored, and what that starts
# would ignore ctrl+c as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# `nohup` has hangups ignored likewise: this run still goes on then, and what it starts ends.
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, lambda *_: None)

# Where Python may keep nothing it compiles, as in many containers, each of the hundreds of programs
# that tests start would compile the package anew.
COMPILED = None
if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    COMPILED = TemporaryDirectory(prefix="lastmile-compiled-")
    os.environ["PYTHONPYCACHEPREFIX"] = COMPILED.name


HERE = Path(__file__).parent

LONGEST = {"test_calibration", "test_every_key", "test_sight", "test_monkey", "test_screenshots"}
"""Files with tests of many seconds: no worker has one of them left when the others are ready."""


@pytest.fixture
def folder_in_memory(tmp_path: Path) -> Iterator[Path]:
    """A folder where an fsync is called as anywhere and waits for nothing, where there is one.

    For tests that kill processes: what the system has been given outlives them on any disk.
    """
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)):
        yield tmp_path
        return
    with TemporaryDirectory(dir=MEMORY) as folder:
        inner = Path(folder) / "folder"
        inner.mkdir()
        yield inner


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: the tests of the app wait for its screen half of the time."""
    return 2 * (os.cpu_count() or 1)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Let a worker that has nothing left take tests of others: the slow ones stand together."""
    from xdist.scheduler import WorkStealingScheduling  # noqa: PLC0415 # where there are workers

    return WorkStealingScheduling(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """Let each worker begin to read the tests elsewhere.

    What one has compiled, with asserts that explain themselves, the others then find.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    if worker and [Path(each).resolve() for each in config.args] == [HERE]:
        files = sorted(map(str, HERE.rglob("test_*.py")))
        start = len(files) * worker // int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
        config.args[:] = [*files[start:], *files[:start]]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run the long versions only when they are asked for with `-m long`, and workers no rows."""
    if "PYTEST_XDIST_WORKER" in os.environ:  # whatever was read first
        items.sort(key=lambda item: (item.path.stem not in LONGEST, item.path.parts))
        items[:] = without_rows(items)
    if "long" in config.getoption("markexpr"):
        return
    long, short = [], []
    for item in items:
        (long if item.get_closest_marker("long") else short).append(item)
    items[:] = short
    if long:
        config.hook.pytest_deselected(items=long)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over thousands of tests, which stay to the end."""
    gc.freeze()
    gc.set_threshold(50_000)  # the app has 10,000, for it shall not wait long for one
    gc.enable()


@pytest.fixture(scope="session")
def _new_homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where homes are, counted here: `mktemp` reads the names of all there are to find the next."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def _home(_new_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a home of its own."""
    home = next(_new_homes)
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("TZ", "Europe/Berlin")
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setattr("lastmile_tui.cli.context.GRACE", Grace(0))  # nobody waits for half a file
    return home


@pytest.fixture(autouse=True)
def _own_run() -> None:
    """How amounts and days are written in one test is nothing to another one."""
    UNIT.set("")
    WRITTEN.set(Notation.POINT)
    SPELLED.set(False)


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """An editor for `$EDITOR`, which is told what to replace; see `scripted_editor`."""
    return scripted_editor(tmp_path, monkeypatch)
