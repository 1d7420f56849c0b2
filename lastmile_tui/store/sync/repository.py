"""Our own repository: the data file alone, on a branch of its own, written by plumbing only.

It has no work tree and no index, so that git never writes a file that lastmile reads. No branch is
forced, rebased or reset: each ref moves from the value that it was seen with.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Final

from lastmile_tui.store.disk import files
from lastmile_tui.store.sync.failures import (
    DAMAGED_HERE,
    SENT_LATER,
    Failure,
    SyncError,
    explain,
    shown_url,
    words_of,
)
from lastmile_tui.store.sync.objects import BESIDE, FILE, Version, read_batch, read_tree
from lastmile_tui.store.sync.places import folder_of, require_folder

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from lastmile_tui.store.sync.git import Git, Output

BRANCH: Final = "lastmile"

_HEAD: Final = f"refs/heads/{BRANCH}"
_FETCHED: Final = "refs/lastmile/fetched"
"""The branch of the other side as it was fetched last."""
_AGREED: Final = "refs/lastmile/agreed"
"""The branch of the other side as both sides had it last."""

_OID: Final = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_STALE_SECONDS: Final = 60.0
"""How old a lock file of git must be that a killed process has left."""

_IN_TIME: Final = "-o ConnectTimeout=30 -o ServerAliveInterval=15 -o ServerAliveCountMax=4"
"""What has ssh end when nobody answers, or no longer."""

_NO_DELTAS: Final = ("-c", "pack.window=0")
_GONE: Final = r"couldn't find remote ref|[Cc]ould not find remote ref"


class Repository:
    """The repository in a folder; `url` is the other side, empty for none."""

    def __init__(self, git: Git, url: str = "") -> None:
        self._git, self.url = git, url
        self.folder: Path = git.folder

    @property
    def exists(self) -> bool:
        """Whether the folder is there, damaged or not."""
        return self.folder.is_dir()

    def make(self) -> None:
        """Make it, empty."""
        files.make_folder(self.folder.parent)
        done = self._git.make(self.folder)
        if done.code:
            raise explain(done.err, "", remote=False)

    # Refs

    @property
    def head(self) -> str:
        """Our branch; empty before the first commit."""
        return self._ref(_HEAD)

    @property
    def fetched(self) -> str:
        """The other side's branch as it was fetched last; empty for none."""
        return self._ref(_FETCHED)

    @property
    def agreed(self) -> str:
        """The other side's branch as both had it last; empty for none."""
        return self._ref(_AGREED)

    def move(self, new: str, old: str) -> None:
        """Move our branch from the commit that it was seen at."""
        self._checked("update-ref", _HEAD, new, old or "0" * len(new))

    def agree(self, commit: str) -> None:
        """Note that both sides have a commit."""
        if not self.agreed == self.fetched == commit:
            lines = "".join(f"update {ref} {commit}\n" for ref in (_AGREED, _FETCHED))
            self._checked("update-ref", "--stdin", data=lines.encode())

    def _ref(self, name: str) -> str:
        """Read a ref as git's own files have it, which costs no process."""
        with suppress(OSError, UnicodeDecodeError):
            text = (self.folder / name).read_text("ascii").strip()
            if _OID.fullmatch(text):
                return text
            raise SyncError(Failure.DAMAGED, DAMAGED_HERE)
        with suppress(OSError, UnicodeDecodeError):
            for line in (self.folder / "packed-refs").read_text("utf-8").splitlines():
                oid, _, ref = line.partition(" ")
                if ref == name and _OID.fullmatch(oid):
                    return oid
        return ""

    # Commits

    def read(self, *commits: str) -> list[Version]:
        """The file at some commits, in one process; an empty name is an empty file."""
        asked = [commit for commit in commits if commit]
        lines = "".join(f"{commit}^{{tree}}\n{commit}:{FILE}\n" for commit in asked)
        versions: dict[str, Version] = {}
        with self._git.scratch() as file:
            self._checked("cat-file", "--batch", data=lines.encode(), into=file)
            file.seek(0)
            found = read_batch(file)
            for commit in asked:
                tree, data = next(found, None), next(found, None)
                if tree is None:
                    raise SyncError(Failure.DAMAGED, DAMAGED_HERE)
                entries = read_tree(tree, len(commit) // 2)
                there = any(name == FILE for _, _, name in entries)
                if there and data is None:
                    raise SyncError(Failure.DAMAGED, DAMAGED_HERE)
                beside = tuple(entry for entry in entries if entry[2] != FILE)
                versions[commit] = Version(commit, data or b"", beside, there)
        return [versions.get(commit, Version("")) for commit in commits]

    def commit(self, data: bytes, parents: list[Version], who: str, when: datetime) -> Version:
        """Write a commit with these bytes as the file; no ref moves yet."""
        blob = self._text("hash-object", "-w", "--stdin", data=data)
        beside = {name: (mode, oid) for one in parents for mode, oid, name in one.entries}
        for name, content in BESIDE.items():
            if name not in beside:
                oid = self._text("hash-object", "-w", "--stdin", data=content)
                beside[name] = ("100644", oid)
        rows = {**beside, FILE: ("100644", blob)}
        kinds = {"40000": "tree", "160000": "commit"}
        tree = self._text(
            "mktree",
            "-z",
            data=b"".join(
                f"{mode} {kinds.get(mode, 'blob')} {oid}\t{name}\0".encode(errors="surrogateescape")
                for name, (mode, oid) in rows.items()
            ),
        )
        name = who or "lastmile"
        stamp = f"@{max(0, int(when.timestamp()))} +0000"
        env = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", name), ("EMAIL", f"{name}@lastmile"), ("DATE", stamp))
        }
        words = [word for one in parents for word in ("-p", one.commit)]
        what = "Both sides" if len(parents) > 1 else "Changes"
        message = f"{what}, by {name}\n".encode()
        commit = self._text("commit-tree", tree, *words, data=message, env=env)
        entries = tuple((mode, oid, name) for name, (mode, oid) in beside.items())
        return Version(commit, data, entries, there=True)

    def base(self, one: str, two: str) -> str:
        """A commit that both come from; empty if there is none."""
        if one == two or not (one and two):
            return one if one == two else ""
        done = self._git.run("merge-base", one, two)
        if done.code not in (0, 1):
            raise explain(done.err, "", remote=False)
        return done.out.decode().strip()

    # The other side

    def fetch(self) -> str:
        """Fetch the other side's branch, and give its commit; empty where it has none."""
        require_folder(self.url)
        done = self._network(
            *(
                "fetch",
                *self._near("upload-pack"),
                "--quiet",
                "--no-tags",
                "--no-prune",
                "--no-write-fetch-head",
            ),
            *("--no-recurse-submodules", "--", self.url, f"+{_HEAD}:{_FETCHED}"),
        )
        if done.code:
            if re.search(_GONE, done.err):
                return ""
            raise explain(done.err, self.url, remote=True)
        return self.fetched

    def push(self, commit: str) -> bool:
        """Send a commit; False if another device was faster."""
        done = self._network(
            *(*_NO_DELTAS[: 2 * bool(folder_of(self.url))], "push"),
            *(
                *self._near("receive-pack"),
                "--porcelain",
                "--no-follow-tags",
                "--no-recurse-submodules",
            ),
            *("--no-force-with-lease", "--", self.url, f"{commit}:{_HEAD}"),
            hooks=True,
        )
        if done.code == 0:
            return True
        status = done.out.decode("utf-8", "replace")
        refused = re.search(r"^!\t.*\t\[(remote )?rejected\] \((.*)\)$", status, re.MULTILINE)
        place = shown_url(self.url)
        if refused is None:
            error = explain(done.err, self.url, remote=True)
            if "failed to push some refs" in done.err and error.failure is Failure.OTHER:
                raise SyncError(
                    Failure.HOOK, _say_refused("A hook on this machine", status + done.err)
                )
            raise error
        why = refused[2]
        if re.search(r"fetch first|non-fast-forward|cannot lock ref|stale|failed to update", why):
            return False
        if "checked out" in why:
            raise SyncError(
                Failure.NOT_OURS,
                f"{place} is a folder that someone works in, on the branch {BRANCH}. Make a bare "
                "repository: git init --bare FOLDER.",
            )
        if re.search(r"unpacker error", why):
            raise explain(done.err, self.url, remote=True)
        answer = done.err if "hook" in why or "remote:" in done.err else why
        raise SyncError(Failure.HOOK, _say_refused(place, answer))

    # Upkeep

    def remove_stale_locks(self, now: datetime) -> None:
        """Remove the lock files of git that a killed process has left."""
        found = [*self.folder.glob("*.lock"), *self.folder.glob("refs/**/*.lock")]
        for lock in found:
            with suppress(OSError):
                if now.timestamp() - lock.stat().st_mtime > _STALE_SECONDS:
                    lock.unlink()

    def repack(self) -> None:
        """Pack what is loose, so that each version costs its changes only; a failure is no harm."""
        with suppress(SyncError):
            self._git.run("repack", "-d", "-q")

    def _network(self, *words: str, hooks: bool = False) -> Output:
        return self._git.run(*words, env=self._ssh(), hooks=hooks, network=True)

    def _near(self, program: str) -> tuple[str, ...]:
        """How a folder is spared to look for small differences: they only shorten a long way."""
        if folder_of(self.url) is None:
            return ()
        return (f"--{program}=git {' '.join(_NO_DELTAS)} -c receive.unpackLimit=1 {program}",)

    def _ssh(self) -> dict[str, str]:
        """How ssh is told to give up in time, and not to ask where nobody can answer."""
        env = self._git.env
        mine = env.get("GIT_SSH_COMMAND") or env.get("GIT_SSH")
        if mine or self.url.startswith("http") or folder_of(self.url):
            return {}
        own = self._git.run("config", "--get", "core.sshCommand").out.strip()
        quiet = "" if self._git.asking else " -o BatchMode=yes"
        return {} if own else {"GIT_SSH_COMMAND": f"ssh{quiet} {_IN_TIME}"}

    def _checked(
        self,
        *words: str,
        data: bytes = b"",
        env: dict[str, str] | None = None,
        into: IO[bytes] | None = None,
    ) -> Output:
        done = self._git.run(*words, data=data, env=env, into=into)
        if done.code:
            raise explain(done.err, "", remote=False)
        return done

    def _text(self, *words: str, data: bytes = b"", env: dict[str, str] | None = None) -> str:
        return self._checked(*words, data=data, env=env).out.decode().strip()


def _say_refused(who: str, answer: str) -> str:
    words = words_of(answer) or "it gave no reason"
    return f"{who} refused to take the changes: {words}.{SENT_LATER}"
