"""Setting up, and syncing once: with a lock of its own, and what came of it kept."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from lastmile_tui import private_files
from lastmile_tui.errors import LockedError
from lastmile_tui.store.disk import files
from lastmile_tui.store.disk.lock import FileLock
from lastmile_tui.store.sync.exchange import Exchange, RewrittenError
from lastmile_tui.store.sync.failures import (
    DAMAGED_HERE,
    SENT_LATER,
    Failure,
    OtherDatabaseError,
    SyncError,
    explain,
    shown_url,
)
from lastmile_tui.store.sync.memory import SyncEntry, SyncState
from lastmile_tui.store.sync.objects import FILE
from lastmile_tui.store.sync.places import folder_of
from lastmile_tui.store.sync.repository import Repository
from lastmile_tui.store.sync.unfinished import require_finished

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from lastmile_tui.domain.model.goal import Goal
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.store.sync.exchange import Exchanged
    from lastmile_tui.store.sync.git import Git
    from lastmile_tui.store.sync.memory import Memory

_REPACK_AT: Final = 32
"""After how many commits the repository is packed."""

_PATIENCE: Final = 30.0
"""Seconds to wait for another sync of this machine."""

NOT_SET_UP: Final = (
    "Syncing is not set up yet: lastmile sync init URL does that, with the address of an empty "
    "repository, or a folder such as one on a stick."
)


_NO_ANSWER: Final = (
    "{} cannot be reached, so nothing was set up: look whether the address is right, and the "
    "network is there, then run lastmile sync init again."
)

_REFUSED: Final = (
    "So nothing was set up: let the hook take them, or choose another repository, then run "
    "lastmile sync init URL again."
)


class SyncService:
    """Syncs one data file. `pause` waits a little, longer with each try."""

    def __init__(
        self,
        store: GoalStore,
        memory: Memory,
        git: Git,
        *,
        now: Callable[[], datetime],
        pause: Callable[[int], None],
        patience: float = _PATIENCE,
    ) -> None:
        self._store, self._memory, self._git = store, memory, git
        self._now, self._pause = now, pause
        self._lock = FileLock(memory.folder / "sync.lock", patience)

    def sync(self) -> Exchanged:
        """Sync once. Raises SyncError and StoreError; the reason is kept for `--status`."""
        with self._locked():
            state = self._memory.load()
            if not (state.last or state.url) or not self._memory.repository.is_dir():
                raise SyncError(Failure.NOT_SET_UP, self._memory.damage or NOT_SET_UP)
            return self._once(state)

    def set_up(self, url: str, agree: Callable[[str], bool]) -> tuple[Exchanged, list[str]]:
        """Set syncing up, and sync; `url` is empty to keep what is set. Also what else was done.

        `agree` asks a question, and SyncError is raised for a no, with nothing changed.
        """
        with self._locked():
            done: list[str] = []
            state = self._memory.load()
            moved = bool(url and state.url and url != state.url)
            if moved and not agree(
                f"Goals are sent to {shown_url(state.url)} until now. "
                f"Send them to {shown_url(url)} instead?"
            ):
                raise SyncError(Failure.NOT_OURS, "Nothing was changed.")
            state = replace(state, url=url or state.url)
            done += _made_there(self._git, state.url)
            try:
                with self._put_aside(done) if moved else nullcontext():
                    return self._begun(state, done, agree), done
            except SyncError as error:
                if state.url == self._memory.load().url:
                    raise
                if error.failure is Failure.OFFLINE:
                    raise SyncError(Failure.OFFLINE, _NO_ANSWER.format(shown_url(url))) from error
                if error.failure is Failure.HOOK:
                    refused = str(error).removesuffix(SENT_LATER)
                    raise SyncError(Failure.HOOK, f"{refused} {_REFUSED}") from error
                raise

    def _begun(self, state: SyncState, done: list[str], agree: Callable[[str], bool]) -> Exchanged:
        """Sync with a repository that may be new; what else that took is added to `done`."""
        if not self._memory.repository.is_dir():
            Repository(self._git).make()
        try:
            return self._once(state)
        except OtherDatabaseError as error:
            done += self._united(error, agree)
            return self._once(state)
        except RewrittenError as error:
            if not agree(f"{error} Take it as it is?"):
                raise
            note = ""
        except SyncError as error:
            if error.failure is not Failure.DAMAGED or not self._is_damaged():
                raise
            note = "The repository was damaged, and was made anew from the data file."
        with self._put_aside(done):
            done += [note] if note else []
            Repository(self._git).make()
            return self._once(state)

    def _once(self, state: SyncState) -> Exchanged:
        repository = Repository(self._git, state.url)
        now = self._now()
        try:
            stamp = files.FileStamp(*state.stamp) if state.stamp else None
            storage = self._store.storage
            storage.catch_up()
            require_finished(storage.path, self._git, (stamp, storage.sound))
            repository.remove_stale_locks(now)
            exchange = Exchange(self._store, repository, now=self._now, pause=self._pause)
            before = {**self._store.goals}
            done = exchange.run((state.head, stamp) if stamp and state.head else None)
            if done.received:
                done = self._with_waits(done, before)
        except SyncError as problem:
            error = problem
            if problem.failure is Failure.DAMAGED and self._is_damaged():
                error = SyncError(Failure.DAMAGED, DAMAGED_HERE)  # and not the other side's
            tried = replace(state, tried=now, failure=int(error.failure), sentence=str(error))
            if state.url == self._memory.load().url:  # a new one is kept once it has answered
                self._memory.save(tried)
            raise error from problem
        if done.is_news:
            conflicts = tuple(one.title for one in done.conflicts)
            self._memory.note(SyncEntry(now, done.sent, done.received, conflicts, done.back))
        commits = state.commits + done.commits
        if commits >= _REPACK_AT:
            repository.repack()
            commits = 0
        stamps = done.stamp
        self._memory.save(
            SyncState(
                url=state.url,
                last=now,
                tried=now,
                stamp=(stamps.inode, stamps.size, stamps.mtime) if stamps else None,
                head=done.head,
                commits=commits,
            )
        )
        return done

    def _with_waits(self, done: Exchanged, before: Mapping[str, Goal]) -> Exchanged:
        """What was done, with what became of roads that wait for others."""
        from lastmile_tui.store.copies.conflicts import joined_conflicts, waits_in_conflict  # noqa: PLC0415 # for news

        self._store.refresh()
        waits = waits_in_conflict(before, self._store.goals)
        return replace(done, conflicts=joined_conflicts((*done.conflicts, *waits)))

    def _united(self, error: OtherDatabaseError, agree: Callable[[str], bool]) -> list[str]:
        """Unite the other side's goals with ours, as one change that can be undone."""
        from lastmile_tui.domain.model.text import counted  # noqa: PLC0415 # once in a file's life
        from lastmile_tui.domain.wording.merge import say_changed_goals  # noqa: PLC0415 # as above
        from lastmile_tui.store.copies.find import inspect_copy  # noqa: PLC0415 # as above
        from lastmile_tui.store.copies.merge import merge_copies  # noqa: PLC0415 # as above

        repository = Repository(self._git)
        (there,) = repository.read(repository.fetched)
        with private_files.scratch("sync") as folder:
            path = folder / FILE
            private_files.create(path, there.data)
            copy = inspect_copy(self._store.storage, path)
            if copy is None or copy.problem:
                raise error
            goals = say_changed_goals(copy.goal_changes)
            if error.ours and not agree(
                f"The goals there were begun apart from yours: {goals}. "
                f"Unite them with the {counted(error.ours, 'goal')} here? "
                "lastmile undo takes it back."
            ):
                raise error
            merge_copies(self._store, [copy], self._memory.folder)
        return [f"United with {goals}."] if error.ours else []

    def _is_damaged(self) -> bool:
        """Whether our own repository is: it cannot be read, or not all of it is there."""
        try:
            repository = Repository(self._git)
            repository.read(*filter(None, (repository.head, repository.agreed)))
            checked = self._git.run("fsck", "--connectivity-only", "--no-dangling")
        except SyncError:
            return True
        return checked.code != 0

    @contextmanager
    def _put_aside(self, done: list[str]) -> Iterator[None]:
        """Move our repository aside, and back where what follows fails."""
        import shutil  # noqa: PLC0415 # 5 ms, for another address only

        from lastmile_tui.store.backup.backups import free_path  # noqa: PLC0415 # as above

        folder = self._memory.repository
        name = f"sync-{files.file_time(self._now())}"
        aside = free_path(lambda number: folder.with_name(f"{name}{number}.git"))
        with files.store_errors(f"{folder} could not be moved aside"):
            folder.rename(aside)
        done.append(f"The old repository is kept: {aside}.")
        keep = False
        try:
            yield
            keep = True
        finally:
            if not keep:  # the new one has nothing but what the data file has
                shutil.rmtree(folder, ignore_errors=True)
                with suppress(OSError):
                    aside.rename(folder)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        files.make_folder(self._memory.folder)
        with ExitStack() as stack:
            try:
                stack.enter_context(self._lock.hold())
            except LockedError:
                raise SyncError(
                    Failure.LOCKED, "Another sync of this file is at work. Try again in a minute."
                ) from None
            stack.callback(_forget)
            yield


def _forget() -> None:
    """Let go of the versions that were read, if any were."""
    if contents := sys.modules.get("lastmile_tui.store.sync.contents"):
        contents.forget()


def _made_there(git: Git, url: str) -> list[str]:
    """Make the repository in a new or empty folder, such as one on a stick."""
    folder = folder_of(url) if url else None
    if folder is None or not folder.parent.is_dir():
        return []
    if folder.is_dir() and _has_content(folder):
        return []
    if folder.exists() and not folder.is_dir():
        raise SyncError(Failure.NOT_OURS, f"{folder} is a file; name a folder.")
    done = git.make(folder)
    if done.code:
        raise explain(done.err, url, remote=True)
    return [f"An empty repository was made: {folder}."]


def _has_content(folder: Path) -> bool:
    try:
        return any(folder.iterdir())
    except OSError:
        return True
