"""What msgspec builds late is built before there are threads: see `lastmile_tui.store.ready`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import lastmile_tui

PACKAGE = Path(lastmile_tui.__file__).parent

WALK = """
import ast, gc, json, pkgutil, re, sys
from importlib import import_module
from inspect import getsource
import msgspec
import lastmile_tui
from lastmile_tui.store.ready import make_ready

make_ready()
names = [found.name for found in pkgutil.walk_packages(lastmile_tui.__path__, "lastmile_tui.")]
modules = [import_module(name) for name in names if not name.endswith("__main__")]

def structs(kind=msgspec.Struct):
    for sub in kind.__subclasses__():
        yield sub
        yield from structs(sub)

def built():
    return {
        kind.__module__ + "." + kind.__qualname__
        for kind in structs()
        if any(type(part).__name__ == "StructInfo" for part in gc.get_referents(kind))
    }

def targets(module):
    source = getsource(module)
    if not re.search(r"\\b(convert|Decoder|decode)\\b", source):
        return
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        given = [word.value for word in node.keywords if word.arg == "type"]
        given += {"convert": node.args[1:2], "Decoder": node.args[:1]}.get(name, [])
        if name in ("convert", "Decoder", "decode"):
            yield from (ast.unparse(kind) for kind in given)

early, read = built(), []
for module in modules:
    for target in targets(module):
        if (module.__name__, target) == ("lastmile_tui.store.ready", "kind"):
            continue
        read.append(target)
        msgspec.json.Decoder(eval(target, dict(vars(module))))
json.dump([sorted(early), sorted(built() - early), read, len(list(structs()))], sys.stdout)
"""
"""Tells which structs are ready for threads, and which ones were not that are read into."""

FIRST_USE = """
from datetime import UTC, datetime
from typing import ForwardRef
from lastmile_tui.domain.changes.start import Plan, Stage, add
from lastmile_tui.domain.model.events import Stamp, ulid
from lastmile_tui.domain.model.registers import check
from lastmile_tui.store.ready import make_ready
now = datetime(2026, 11, 21, tzinfo=UTC)
log = add(Plan("Swim", (Stage("lake"),)), Stamp(ulid(now, 1), now, "dev", now.date())).log
make_ready()
evaluate, late = ForwardRef._evaluate, []
def noted(one, *args, **named):
    late.append(one.__forward_arg__)
    return evaluate(one, *args, **named)
ForwardRef._evaluate = noted
check(log)
print(*late)
"""
"""What msgspec still has to look up of the types of registers when the first log is read."""

ORDER = """
import os, sys, threading
printed = os.dup(1)  # a tab keeps stdout for its page
from lastmile_tui.store import ready
from lastmile_tui.cli.verbs import app
from lastmile_tui.cli.main import main
done = []
make_ready, start = app.make_ready, threading.Thread.start
def noted():
    make_ready()
    done.append("ready")
def started(thread):
    done.append("thread")
    start(thread)
app.make_ready, threading.Thread.start = noted, started
app._require_terminal = lambda *_: None
from lastmile_tui.cli.web import tab
tab.make_ready = noted
import lastmile_tui.ui.app
lastmile_tui.ui.app.run = lambda *_, **__: None
assert main(sys.argv[1:]) == 0
os.write(printed, " ".join(done).encode())
"""


def printed(program, *args):
    command = [sys.executable, "-c", program, *args]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    return done.stdout.strip()


def test_every_type_that_something_is_read_into_is_ready_before_there_are_threads():
    early, late, read, count = json.loads(printed(WALK))
    assert late == []
    assert {f"lastmile_tui.domain.model.{name}" for name in ("goal.Goal", "events.Event")} <= {
        *early
    }
    assert any(name.endswith("._AllValues") for name in early)
    assert {"Goal", "Event", "Meta", "_all_values()"} <= {*read}
    assert count > 100


def test_the_types_of_registers_are_ready_before_a_log_is_read():
    assert printed(FIRST_USE) == ""


def test_the_types_are_ready_before_the_app_starts_its_first_thread(tmp_path):
    assert printed(ORDER, "--file", str(tmp_path / "lastmile.json")).split()[:2] == [
        "ready",
        "thread",
    ]
    assert printed(ORDER, "demo").split()[:1] == ["ready"]


def test_the_types_are_ready_before_the_app_of_a_tab_listens_to_its_page(tmp_path):
    done = printed(ORDER, "--file", str(tmp_path / "lastmile.json"), "web-tab").split()
    assert done[:2] == ["ready", "thread"]


STARTERS = {
    "store/db/read_ahead.py": "Thread(",
    "ui/app.py": "thread=True",
    "ui/browser/link.py": "Thread(",
    "ui/controllers/background.py": "to_thread(",
    "ui/controllers/live_settings.py": "to_thread(",
    "cli/web/verb.py": "Thread(",
    "cli/exchange/meter.py": "Thread(",
    "store/hooks/caller.py": "Thread(",
}
"""Who starts threads: the app and who calls hooks, after `make_ready`, and two that read nothing.

That of `web` calls a browser, that of an import writes how far it has come.
"""


def test_threads_are_started_by_few_alone():
    starts = re.compile(r"\b(Thread|Timer|to_thread|run_in_executor|\w*PoolExecutor)\(|thread=True")
    found = {
        str(path.relative_to(PACKAGE)): {match[0] for match in starts.finditer(path.read_text())}
        for path in PACKAGE.rglob("*.py")
    }
    assert {name: said for name, said in found.items() if said} == {
        name: {said} for name, said in STARTERS.items()
    }
