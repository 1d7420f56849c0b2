"""Running git: its own process, with an environment in which nothing of the user's confuses it.

Credentials, ssh, proxies and `url.insteadOf` stay the user's own. Git never asks where nobody can
answer, and is ended when it takes too long or when we are.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Final

from msgspec import Struct

from lastmile_tui.store.disk import files
from lastmile_tui.store.sync.failures import Failure, SyncError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

NETWORK_SECONDS: Final = 180.0
"""How long one exchange with the other side may take, where nobody is asked for anything."""

ASKING_SECONDS: Final = 900.0
"""The same where a person types a password."""

_PIPED: Final = 1 << 16
"""Bytes that go to git through a pipe: a large file would go in thousands of small parts."""

_LOCAL_SECONDS: Final = 300.0
_GRACE_SECONDS: Final = 3.0
"""How long git has to remove its own lock files before it is killed."""

_KEPT: Final = (
    *("GIT_SSH", "GIT_SSH_COMMAND", "GIT_SSH_VARIANT", "GIT_ASKPASS", "GIT_PROXY_COMMAND"),
    *("GIT_SSL_", "GIT_HTTP_", "GIT_PROXY_SSL", "GIT_EXEC_PATH", "GIT_ALLOW_PROTOCOL"),
    *("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"),
    *("GIT_CONFIG_COUNT", "GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"),
)
"""What the names of git's variables that stay begin with: how it gets through to others."""

_SETTINGS: Final = (
    *("gc.auto=0", "maintenance.auto=false", "fetch.writeCommitGraph=false"),
    *("core.autocrlf=false", "core.fsync=committed,loose-object,reference", "core.pager=cat"),
    *("core.looseCompression=1", "core.compression=1", "core.bigFileThreshold=512m"),
    *("commit.gpgSign=false", "push.gpgSign=false", "push.followTags=false"),
    *("push.recurseSubmodules=no", "fetch.recurseSubmodules=no", "core.fsmonitor=false"),
    *("advice.pushUpdateRejected=false", "color.ui=never", "core.quotePath=true"),
    *("http.lowSpeedLimit=100", "http.lowSpeedTime=60", "core.logAllRefUpdates=false"),
    *("i18n.commitEncoding=utf-8", "pack.threads=1", "transfer.unpackLimit=1"),
)
_NO_HOOKS: Final = f"core.hooksPath={os.devnull}"


class Output(Struct, frozen=True):
    """How git ended, and what it wrote."""

    code: int
    out: bytes
    err: str


class Git:
    """Git in one repository; `asking` is whether there is a terminal to ask on.

    `waiting` is called once, where a command takes longer than is quiet.
    """

    quiet_seconds = 10.0

    def __init__(
        self,
        folder: Path,
        env: Mapping[str, str],
        *,
        asking: bool = False,
        waiting: Callable[[], None] | None = None,
    ) -> None:
        self.folder, self.asking, self._waiting = folder, asking, waiting
        self.env = clean_env(env, asking=asking)

    def run(
        self,
        *words: str,
        data: bytes = b"",
        env: Mapping[str, str] | None = None,
        into: IO[bytes] | None = None,
        hooks: bool = False,
        network: bool = False,
    ) -> Output:
        """Run one command; the user's own hooks run only where they are asked for.

        What it writes goes `into` a file, if there is one.

        Raises SyncError where there is no git, or where it takes too long.
        """
        settings = _SETTINGS if hooks else (*_SETTINGS, _NO_HOOKS)
        parts = [part for setting in settings for part in ("-c", setting)]
        seconds = _LOCAL_SECONDS
        if network:
            seconds = ASKING_SECONDS if self.asking else NETWORK_SECONDS
        command = ["git", f"--git-dir={self.folder}", *parts, *words]
        env, own = {**self.env, **(env or {})}, not self.asking
        return self.call(command, data, env, seconds, own=own, into=into)

    def scratch(self) -> IO[bytes]:
        """A file without a name, for what is too large for a pipe. Raises StoreError."""
        from tempfile import TemporaryFile  # noqa: PLC0415 # 10 ms, for news only

        with suppress(OSError):
            return TemporaryFile(dir=self.folder)
        with files.store_errors("Nothing was synchronised"):
            return TemporaryFile()

    def make(self, folder: Path) -> Output:
        """Make an empty repository without a work tree, whatever the user's templates are."""
        settings = ("-c", "init.defaultBranch=lastmile", "-c", "core.sharedRepository=false")
        command = ["git", *settings, "init", "--quiet", "--bare", "--template=", "--", str(folder)]
        env = {**self.env, "GIT_DEFAULT_REF_FORMAT": "files"}
        return self.call(command, b"", env, _LOCAL_SECONDS, own=True)

    def call(
        self,
        command: Sequence[str],
        data: bytes,
        env: Mapping[str, str],
        seconds: float,
        *,
        own: bool,
        into: IO[bytes] | None = None,
    ) -> Output:
        """Run a process to its end; one of its `own` session cannot read the terminal."""
        if len(data) <= _PIPED:
            return self._finished(command, None, data, env, seconds, own=own, into=into)
        with files.store_errors("Nothing was synchronised"), self.scratch() as file:
            file.write(data)
            file.seek(0)
            return self._finished(command, file, b"", env, seconds, own=own, into=into)

    def _finished(
        self,
        command: Sequence[str],
        file: IO[bytes] | None,
        data: bytes,
        env: Mapping[str, str],
        seconds: float,
        *,
        own: bool,
        into: IO[bytes] | None,
    ) -> Output:
        try:
            process = subprocess.Popen(  # noqa: S603 # no shell, and every word is ours or after --
                command,
                stdin=file or subprocess.PIPE,
                stdout=into or subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=dict(env),
                cwd=self.folder.parent if self.folder.parent.is_dir() else None,
                start_new_session=own,
            )
        except FileNotFoundError:
            raise SyncError(
                Failure.NO_GIT,
                "git is not installed, or not on the PATH: install it, then try again.",
            ) from None
        except OSError as error:
            raise SyncError(Failure.OTHER, f"git could not be run: {error.strerror}.") from error
        try:
            out, err = self._output(process, None if file else data, seconds)
        except subprocess.TimeoutExpired:
            _end(process, own=own)
            raise SyncError(
                Failure.OFFLINE,
                f"git gave no answer in {seconds / 60:.0f} minutes, and was ended: everything is "
                "saved here and is sent next time.",
            ) from None
        except BaseException:  # ctrl+c
            _end(process, own=own)
            raise
        return Output(process.returncode, out or b"", err.decode("utf-8", "replace"))

    def _output(
        self, process: subprocess.Popen[bytes], data: bytes | None, seconds: float
    ) -> tuple[bytes, bytes]:
        """What a process writes to its end; subprocess.TimeoutExpired."""
        if self._waiting is None:
            return process.communicate(data, timeout=seconds)
        try:
            return process.communicate(data, timeout=self.quiet_seconds)
        except subprocess.TimeoutExpired:
            self._waiting()
            self._waiting = None
            return process.communicate(timeout=seconds - self.quiet_seconds)


def clean_env(env: Mapping[str, str], *, asking: bool) -> dict[str, str]:
    """The environment for git: English words, no repository of somebody else, no questions."""
    kept = {
        name: value
        for name, value in env.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    kept.pop("LANGUAGE", None)
    if whole := kept.pop("LC_ALL", ""):
        kept["LANG"] = kept["LC_CTYPE"] = whole
    kept["LC_MESSAGES"] = "C"
    kept["GIT_OPTIONAL_LOCKS"] = "0"
    kept["GIT_NO_REPLACE_OBJECTS"] = "1"
    if not asking:
        kept |= {"GIT_TERMINAL_PROMPT": "0", "GCM_INTERACTIVE": "never"}
        kept.setdefault("SSH_ASKPASS_REQUIRE", "never")
    return kept


def _end(process: subprocess.Popen[bytes], *, own: bool) -> None:
    """End git and what it started: first so that it removes its lock files."""
    for number in ("SIGTERM", "SIGKILL"):
        with suppress(OSError):
            if own and sys.platform != "win32":
                os.killpg(process.pid, getattr(signal, number))
            elif number == "SIGTERM":
                process.terminate()
            else:
                process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.communicate(timeout=_GRACE_SECONDS)
