"""Where the other side is: an address that git understands, or a folder such as one on a stick.

What a person types is data: nothing of it becomes an option or a command.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.store.sync.failures import Failure, SyncError, shown_url

_SCHEME: Final = re.compile(
    r"(?:ssh|git|https?|ftps?|file|git\+ssh|ssh\+git)://[^\s]+", re.IGNORECASE
)
_SCP: Final = re.compile(r"(?:[\w.~-]+@)?[\w.-]+:(?!:)[^\s].*")
_HELPER: Final = re.compile(r"[A-Za-z0-9]*::")
_HOST: Final = r"(?:[A-Za-z0-9-]+\.)+(?!git$)[A-Za-z]{2,}|\d{1,3}(?:\.\d{1,3}){3}"
_NO_PATH: Final = re.compile(rf"[\w.~-]+@[\w.-]+:?|[\w.-]+:|{_HOST}")
_BRACKET: Final = re.compile(r"(?:[\w.~-]+@)?\[")
_LONGEST: Final = 2000


def read_url(text: str, home: Path, here: Path) -> str:
    """The address as git gets it; a folder becomes an absolute path.

    SyncError for what could be an option or a command, and for what is no address.
    """
    url = text.strip()
    if not url or len(url) > _LONGEST or url != clean_line(url):
        raise _no_address(text)
    if url.startswith("-"):
        raise SyncError(
            Failure.NOT_OURS, f"‘{shown_url(url)}’ looks like an option, not like an address."
        )
    if _HELPER.match(url):
        raise SyncError(
            Failure.NOT_OURS,
            f"‘{shown_url(url)}’ would run a program of another kind of address: name it as "
            "https://…, as user@host:path, or as a folder.",
        )
    if re.match(r"[A-Za-z][\w+.-]*://", url):
        if not _SCHEME.fullmatch(url) or re.match(r"[^/]+://-", url) or not _has_host(url):
            raise _no_address(url)
        _require_path(url)
        return url
    if _SCP.fullmatch(url) and "/" not in url.partition(":")[0] and not _is_drive(url):
        if url.startswith("-") or url.partition("@")[2].startswith("-"):
            raise _no_address(url)
        return url
    _require_folder_name(url)
    if url == "~" or url.startswith("~/"):
        url = str(home) + url[1:]
    return os.path.normpath(here / url)


def folder_of(url: str) -> Path | None:
    """The folder that an address means; None for one on another machine."""
    if url.lower().startswith("file://"):
        from urllib.parse import unquote, urlsplit  # noqa: PLC0415 # 5 ms, for such an address only

        return Path(unquote(urlsplit(url).path))
    path = Path(url)
    return path if path.is_absolute() else None


def require_folder(url: str) -> None:
    """Check for the folder of an address, which may be on a stick; SyncError without it."""
    folder = folder_of(url)
    if folder is not None and not folder.is_dir():
        raise SyncError(
            Failure.NO_FOLDER,
            f"There is no folder {shown_url(str(folder))}: plug the stick in, or name another "
            "place with lastmile sync init URL.",
        )


def _has_host(url: str) -> bool:
    """Whether an address names a machine that there can be; a file needs none."""
    from urllib.parse import urlsplit  # noqa: PLC0415 # 5 ms, for such an address only

    try:
        found = urlsplit(url)
        _ = found.port
    except ValueError:
        return False
    return bool(found.hostname) or found.scheme.lower() == "file"


def _require_path(url: str) -> None:
    """Check that an address for ssh or git names more than a machine, as git asks; SyncError."""
    scheme, _, rest = url.lower().partition("://")
    git = scheme in ("ssh", "git", "git+ssh", "ssh+git")
    if git and not rest.partition("/")[2].strip("/"):
        raise _no_path(url)


def _require_folder_name(url: str) -> None:
    """Check that a word does not look like an address of which something lacks; SyncError."""
    if _NO_PATH.fullmatch(url):
        raise _no_path(url, f", and a folder here like ./{url}")
    if _BRACKET.match(url):
        raise SyncError(
            Failure.NOT_OURS,
            f"‘{shown_url(url)[:80]}’ begins as an address, which would look like "
            "ssh://[::1]/anna/goals.git; a folder of that name is written with ./ before it.",
        )


def _is_drive(url: str) -> bool:
    return os.name == "nt" and re.match(r"[A-Za-z]:[\\/]", url) is not None


def _no_path(url: str, folder: str = "") -> SyncError:
    return SyncError(
        Failure.NOT_OURS,
        f"‘{shown_url(url)[:80]}’ has no path: an address looks like git@host:anna/goals.git"
        f"{folder or '.'}",
    )


def _no_address(text: str) -> SyncError:
    shown = shown_url(text)[:80].strip()
    what = f"‘{shown}’ is not an address" if shown else "A blank word is no address"
    return SyncError(
        Failure.NOT_OURS,
        f"{what} of a repository: name it as https://…, as user@host:path, or as a folder.",
    )
