"""One sync: our bytes become a commit, the other side's are fetched and merged, ours are sent.

The data file is written before our branch moves, and our branch before anything is sent, so that a
process that is killed at any point leaves what the next sync goes on from.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.errors import StoreError
from lastmile_tui.store.db.snapshot import is_blank
from lastmile_tui.store.disk import files
from lastmile_tui.store.sync.failures import Failure, SyncError, shown_url
from lastmile_tui.store.sync.objects import Version
from lastmile_tui.store.sync.repository import BRANCH

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from lastmile_tui.store.copies.conflicts import Conflict
    from lastmile_tui.store.disk.files import FileStamp
    from lastmile_tui.store.goals import GoalStore
    from lastmile_tui.store.sync.contents import Combined
    from lastmile_tui.store.sync.repository import Repository

    Known = tuple[str, FileStamp | None]
    """Our branch, and the stamp of the data file while it was as there."""

TRIES: Final = 5
"""How often other devices may send first before we give up."""

_WRITERS: Final = 5
"""How often the data file may change under a merge before it is kept from changing."""


class RewrittenError(SyncError):
    """The other side's branch does not go on from what both sides had."""

    def __init__(self, sentence: str) -> None:
        super().__init__(Failure.BY_HAND, sentence)


class Exchanged(Struct, frozen=True):
    """What one sync did: changes by device, and where one had to win.

    `head` is our branch now, `stamp` that of the data file while it was as there, and `commits`
    counts the new ones. `back` counts the changes that were missing in the file, and are back;
    where they are `undone_next`, one undo takes them back.
    """

    head: str
    stamp: FileStamp | None
    sent: dict[str, int]
    received: dict[str, int]
    conflicts: tuple[Conflict, ...] = ()
    commits: int = 0
    back: int = 0
    undone_next: bool = False

    @property
    def is_news(self) -> bool:
        """Whether anything was sent, received or brought back, or had to win."""
        return bool(self.sent or self.received or self.conflicts or self.back)


class Exchange:
    """One sync of a file with a repository; `pause` waits a little, longer with each try."""

    def __init__(
        self,
        store: GoalStore,
        repository: Repository,
        *,
        now: Callable[[], datetime],
        pause: Callable[[int], None],
    ) -> None:
        self._store, self._repository = store, repository
        self._now, self._pause = now, pause
        self._sent: dict[str, int] = {}
        """What the other side lacks."""
        self._received: dict[str, int] = {}
        self._conflicts: tuple[Conflict, ...] = ()
        self._commits = self._back = 0
        self._branch = ""
        """Where our branch is."""
        self._here = Version("")
        """Where it goes on from: our branch, or the other side's where we have none yet."""
        self._data = b""
        """The data file as it was read or written last."""
        self._stamp: FileStamp | None = None
        """Its stamp then."""

    def run(self, known: Known | None = None) -> Exchanged:
        """Commit, and exchange with the other side if there is one.

        `known` is the file as the last sync left it.

        Raises SyncError and StoreError; every change is still where it was, or further.
        """
        if self._store.storage.missing:
            from lastmile_tui.store.copies.own import bring_back  # noqa: PLC0415 # rarely needed

            merged = bring_back(self._store)
            self._back = merged.count if merged else 0
        repository = self._repository
        self._branch = repository.head
        fetched: str | None = None
        if known is not None and self._is_as(known):
            fetched = repository.fetch() if repository.url else self._branch
            if fetched == self._branch == (repository.agreed or fetched):
                self._here, self._stamp = Version(self._branch), known[1]
                return self._done({})
        if not self._branch and repository.url:
            self._here = self._fetch()  # we go on from what is there
        else:
            (self._here,) = repository.read(self._branch)
        self._settle(None)
        if not repository.url:
            return self._done({})
        for number in range(TRIES):
            there = self._fetch(fetched)
            fetched = None
            self._settle(there)
            head = self._here.commit
            if head == there.commit or not head:
                repository.agree(head) if head else None
                return self._done({})
            if repository.push(head):
                repository.agree(head)
                return self._done(self._sent)
            self._pause(number)
        raise SyncError(
            Failure.RACE,
            f"Other devices sent to {shown_url(repository.url)} first, {TRIES} times. Everything "
            "is saved here: try again in a minute.",
        )

    def _done(self, sent: dict[str, int]) -> Exchanged:
        undone_next = False
        if self._back:
            from lastmile_tui.store.copies.own import is_undone_next  # noqa: PLC0415 # as above

            undone_next = is_undone_next(self._store)
        return Exchanged(
            self._here.commit,
            self._stamp,
            sent,
            self._received,
            self._conflicts,
            self._commits,
            self._back,
            undone_next,
        )

    def _is_as(self, known: Known) -> bool:
        """Whether file and branch are as the last sync left them."""
        storage = self._store.storage
        storage.compact()
        return known == (self._branch, files.stamp(storage.path))

    def _fetch(self, fetched: str | None = None) -> Version:
        """What the other side has, if that can be merged with ours; SyncError otherwise."""
        repository = self._repository
        agreed = repository.agreed
        commit = repository.fetch() if fetched is None else fetched
        if commit in ("", self._here.commit):
            return self._here if commit else Version("")
        (there,) = repository.read(commit)
        place = f"The branch {BRANCH} of {shown_url(repository.url)}"
        if not there.there:
            raise SyncError(
                Failure.NOT_OURS,
                f"{place} holds something else than goals. Name a repository of its own: "
                "lastmile sync init URL.",
            )
        if there.others:
            names = ", ".join(there.others[:3])
            raise SyncError(
                Failure.BY_HAND,
                f"{place} has other files ({names}): somebody put them there. Take them off that "
                "branch, then run lastmile sync again; nothing was changed.",
            )
        if agreed and not self._follows(agreed, commit):
            raise RewrittenError(
                f"{place} was rewritten: it no longer has what both sides had. Nothing was "
                "changed. If that was meant: lastmile sync init takes it as it is, and adds what "
                "it lacks.",
            )
        return there

    def _follows(self, agreed: str, commit: str) -> bool:
        """Whether a branch goes on from what both sides had, or is an older state of ours."""
        repository = self._repository
        return repository.base(agreed, commit) == agreed or (
            repository.base(self._here.commit, commit) == commit
        )

    def _settle(self, there: Version | None) -> None:
        """Make the file and our branch one, with all that `there` has; None for nothing new."""
        for _ in range(_WRITERS):
            with suppress(files.OvertakenError):  # by a machine that shares the folder of the file
                if self._settled(there):
                    return
        with self._store.storage.transaction():
            if not self._settled(there):
                raise StoreError("Other programs keep writing the data file. Try again.")

    def _settled(self, there: Version | None) -> bool:
        """The same, unless another process wrote the file meanwhile; then nothing was moved."""
        # 10 ms, for news only:
        from lastmile_tui.store.sync.contents import (  # noqa: PLC0415
            Combined,
            changes_in,
            combine,
            only_adds,
        )

        mine = self._compacted()
        here = self._here
        parents = [here] if here.commit else []
        if mine != here.data and only_adds(mine, here.data):
            merged = Combined(mine, {}, {})
        else:
            merged = combine(bytes, mine, here.data)
        if merged.data != here.data and not is_blank(merged.data):
            # Our own version first: whatever happens later, git has it.
            if not self._put(merged.data, mine):
                return False
            mine = merged.data
            here = self._committed(merged.data, parents)
        elif not self._put(merged.data, mine):
            return False
        if here.commit and self._branch != here.commit:
            self._move(here)
        self._note(merged)
        self._here = here
        if there is None or there.commit == here.commit:
            return True
        if not there.commit:
            self._sent = changes_in(here.data)
            return True
        return self._merged(there)

    def _merged(self, there: Version) -> bool:
        """Merge another version into ours, which is that of the file."""
        from lastmile_tui.store.sync.contents import combine  # noqa: PLC0415 # as above

        repository, here = self._repository, self._here
        base = repository.base(here.commit, there.commit)
        if base == there.commit and here.data == there.data:
            self._sent = {}
            return True

        def before() -> bytes:
            known = next((one for one in (here, there) if one.commit == base), None)
            return (known or repository.read(base)[0]).data

        merged = combine(before, here.data, there.data)
        if not self._put(merged.data, here.data):
            return False
        self._note(merged)
        self._sent = {**merged.from_ours}
        if base == here.commit and merged.data == there.data:  # theirs goes on from ours
            self._move(there)
            self._here = there
        elif base != there.commit or merged.data != here.data:
            parents = [one for one in (here, there) if one.commit != base]
            self._here = self._committed(merged.data, parents)
        return True

    def _compacted(self) -> bytes:
        """The bytes of the file, with all that is in the journal."""
        storage = self._store.storage
        with storage.transaction():
            storage.compact()
            if not self._stamp or files.stamp(storage.path) != self._stamp:
                self._data, self._stamp = files.read(storage.path)
            return self._data

    def _put(self, data: bytes, expected: bytes) -> bool:
        """Write the file, if it is as `expected`; whether it was."""
        if data == expected:
            return True
        from lastmile_tui.store.sync.contents import snapshot_in  # noqa: PLC0415 # as above

        storage = self._store.storage
        with storage.transaction():
            if self._compacted() != expected:
                return False
            self._data, self._stamp = data, storage.put(data, snapshot_in(data))
        return True

    def _committed(self, data: bytes, parents: list[Version]) -> Version:
        repository = self._repository
        version = repository.commit(data, parents, self._store.device, self._now())
        self._commits += 1
        self._move(version)
        return version

    def _move(self, version: Version) -> None:
        self._repository.move(version.commit, self._branch)
        self._branch = version.commit

    def _note(self, merged: Combined) -> None:
        for device, count in merged.from_theirs.items():
            self._received[device] = self._received.get(device, 0) + count
        if merged.conflicts:
            from lastmile_tui.store.copies.conflicts import joined_conflicts  # noqa: PLC0415 # as above

            self._conflicts = joined_conflicts((*self._conflicts, *merged.conflicts))
