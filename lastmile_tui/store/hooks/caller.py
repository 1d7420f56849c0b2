"""Calling hooks for what this process writes: in a thread, so that no key waits for one."""

from __future__ import annotations

import os
from collections import deque
from contextvars import copy_context
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

from lastmile_tui.store.disk.files import reason
from lastmile_tui.store.hooks.failures import FailureReport, note
from lastmile_tui.store.hooks.happenings import happenings
from lastmile_tui.store.hooks.programs import programs
from lastmile_tui.store.ready import make_ready

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path
    from subprocess import Popen

    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.store.hooks.calls import HookCall
    from lastmile_tui.store.hooks.happenings import Written
    from lastmile_tui.store.hooks.programs import Program

MOST: Final = 100
"""Calls that wait for others to end; what comes then is not called for, which is told."""


class HookCaller:
    """Calls the hooks of a folder for the changes of a store; `state` keeps how they end."""

    def __init__(self, store: GoalStore, folder: Path, state: Path) -> None:
        self._store, self._folder, self._state = store, folder, state
        self._waiting: deque[HookCall] = deque()
        self._queue, self._handing = Lock(), Lock()
        """Held for a look at what waits; from taking it until a process has it."""
        self._thread: Thread | None = None
        self._there = self._closed = False
        self._troubles: dict[str, str] = {}
        self._news = False
        """Whether something may have failed since that was looked at."""
        self._report: FailureReport | None = None

    def wrote(self, written: Sequence[Written], more: int) -> None:
        """Take note of what is on the disk now; `more` goals are new."""
        there = {program.name: program for program in programs(self._folder)}
        if not there:
            return
        self._there = True
        from lastmile_tui.store.hooks.calls import HookCall  # noqa: PLC0415 # 15 ms, where there is a hook

        now, goals = self._store.here()[0], None
        for happening in happenings(written, more):
            if program := there.get(happening.name):
                if not self._may_run(program, now):
                    continue
                goals = goals or (*self._store.goals.values(),)
                self._waiting.append(HookCall(happening, program.path, now, goals))
        with self._queue:
            if self._waiting and self._thread is None:
                make_ready()
                work = copy_context().run
                self._thread = Thread(target=work, args=(self._work,), daemon=True)
                try:
                    self._thread.start()
                except RuntimeError:  # the system has no more threads: it is done at the end
                    self._thread = None

    def untold(self) -> list[str]:
        """What failed, of this process or an earlier one, for who tells it and confirms it."""
        self._leave_report()
        if not self._news:
            return []
        self._news = False
        self._report = report = FailureReport(self._state)
        self._news = self._news or report.late
        return report.sentences

    def confirm(self) -> None:
        """Keep that the user knows what was `untold`."""
        if self._report is not None:
            self._report.confirm()
            self._report = None

    def tell(self, say: Callable[[str], None]) -> None:
        """Say what failed, now."""
        for sentence in self.untold():
            say(sentence)
        self.confirm()

    def close(self) -> None:
        """Hand over what waits, and wait for nothing; what was not told yet is `untold` again."""
        with self._handing:
            self._closed = True
            if self._waiting:
                self._hand_over()
        self._leave_report()
        self._news = self._there

    def _leave_report(self) -> None:
        if self._report is not None:
            self._report.close()
            self._report = None

    def _may_run(self, program: Program, now: datetime) -> bool:
        """Whether a hook is run and not too much waits; what is in the way is kept as a failure."""
        many = len(self._waiting) >= MOST
        trouble = program.trouble or many * f"{program.path} is not called: {MOST} calls wait."
        if trouble and self._troubles.get(program.name) != trouble:
            note(self._state, program.name, trouble, now.isoformat())
            self._news = True
        self._troubles[program.name] = trouble
        return not trouble

    def _work(self) -> None:
        """Call what waits, again and again, and tell what failed."""
        while True:
            with self._handing:
                with self._queue:
                    if self._closed or not self._waiting:
                        self._thread = None
                        return
                process = self._hand_over()
            if process is not None:
                process.wait()
            self._news = True

    def _hand_over(self) -> Popen[bytes] | None:
        """Have a process call all that waits."""
        from lastmile_tui.store.hooks.calls import run_of  # noqa: PLC0415 # 15 ms, where there is a hook
        from lastmile_tui.store.hooks.runner import HookOrder, begin  # noqa: PLC0415

        calls: list[HookCall] = []
        while self._waiting:
            calls.append(self._waiting.popleft())
        runs = [run_of(call, self._store) for call in calls]
        try:
            return begin(HookOrder(os.fsencode(self._state), runs))
        except OSError as error:
            for call in calls:
                sentence = f"{call.path} could not be called: {reason(error)}."
                note(self._state, call.path.name, sentence, call.at.isoformat())
            return None
