"""Why goals could not be exchanged: each reason has an exit code and a sentence of its own.

Git is asked to speak English (`git.py`); its words are read here and nowhere else.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final

from lastmile_tui.domain.model.text import clean_line, fit
from lastmile_tui.errors import StoreError


class Failure(IntEnum):
    """The exit codes of `lastmile sync`; 0, 1 and 2 are those of every verb."""

    OFFLINE = 3
    LOGIN = 4
    BY_HAND = 5
    UNFINISHED = 6
    HOOK = 7
    NOT_OURS = 8
    NO_GIT = 9
    NO_FOLDER = 10
    FULL = 11
    DAMAGED = 12
    LOCKED = 13
    RACE = 14
    OTHER = 15
    INCOMPLETE = 16
    NOT_SET_UP = 17


MEANINGS: Final = {
    Failure.OFFLINE: "no network, or no answer in time",
    Failure.LOGIN: "the other side does not let you in",
    Failure.BY_HAND: "the branch was rewritten, or has other files",
    Failure.UNFINISHED: "the data file is in an unfinished merge of yours",
    Failure.HOOK: "a hook refused to send",
    Failure.NOT_OURS: "the branch holds something else, or another database",
    Failure.NO_GIT: "git is not installed",
    Failure.NO_FOLDER: "the repository is not there, such as a stick that is not plugged in",
    Failure.FULL: "the disk is full",
    Failure.DAMAGED: "a repository is damaged",
    Failure.LOCKED: "another program is at work in the repository",
    Failure.RACE: "other devices sent first, five times",
    Failure.OTHER: "git says something else",
    Failure.INCOMPLETE: "the merged file would lack a change: nothing was written",
    Failure.NOT_SET_UP: "not set up yet",
}
"""What each code means, in words for --help."""


class SyncError(StoreError):
    """Nothing could be exchanged, or not all of it; every change is still where it was."""

    def __init__(self, failure: Failure, sentence: str) -> None:
        super().__init__(sentence)
        self.failure = failure


class OtherDatabaseError(SyncError):
    """The two files were begun apart from each other."""

    def __init__(self, ours: int, theirs: int) -> None:
        super().__init__(
            Failure.NOT_OURS,
            "The goals of the other side were begun apart from yours "
            f"({theirs:,} there, {ours:,} here): nothing was changed. lastmile sync init unites "
            "them, after asking.",
        )
        self.ours, self.theirs = ours, theirs


_MOST_WORDS: Final = 300
"""Cells of what git or a hook says that are shown."""

_MOST_LINES: Final = 3
"""Lines of it."""

_NOISE: Final = re.compile(
    r"^(hint:|remote: *$|To |error: failed to push|warning: |Everything up-to-date|Pushing to |"
    r"Done$|fatal: Could not read from remote|Please make sure you have the correct access|"
    r"and the repository exists)"
)
_BEFORE_HOST: Final = re.compile(r"([A-Za-z0-9+.-]*)://([^/@:\s]*)(:[^/@\s]*)?@")
"""The kind of an address, and the name and the password in it."""

SENT_LATER: Final = " They are saved here, and sent next time."
"""The end of what is said of changes that were refused."""

_THERE: Final = (
    (
        Failure.FULL,
        r"No space left on device|Disk quota exceeded|[Qq]uota (is )?exceeded|out of disk space",
        "The disk is full: free some space, then run lastmile sync again.",
    ),
    (
        Failure.HOOK,
        r"aborted by hook|hook declined",
        f"A hook refused to take the changes: {{words}}.{SENT_LATER}",
    ),
    (
        Failure.LOGIN,
        r"IDENTIFICATION HAS CHANGED|host key .*changed",
        (
            "{url} shows another key than before: either it got a new one, or somebody else "
            "answers in its place. Ask who runs it; git ls-remote {url} in a terminal shows how "
            "the old key is forgotten."
        ),
    ),
    (
        Failure.LOGIN,
        r"Host key verification failed|No \S+ host key is known",
        (
            "{url} is not known to ssh yet. Run git ls-remote {url} in a terminal once: it shows "
            "the key of the other side, and asks whether to trust it."
        ),
    ),
    (
        Failure.LOGIN,
        (
            r"Permission denied|Authentication failed|could not read (Username|Password)|"
            r"terminal prompts disabled|Invalid username|"
            r"Too many authentication failures|error: 40[13]|Permission to .* denied|Access denied|"
            r"askpass|Authorization failed|not authorized|insufficient permission|"
            r"Read-only file system"
        ),
        (
            "{url} does not let you in ({words}). Try git ls-remote {url} in a terminal: "
            "it asks for what is missing, or says which key to add."
        ),
    ),
    (
        Failure.OFFLINE,
        (
            r"[Cc]ould not resolve|[Cc]ouldn't resolve|Name or service not known|"
            r"[Tt]emporary failure in name resolution|Connection refused|Connection timed out|"
            r"[Nn]etwork is unreachable|No route to host|Failed to connect|[Oo]peration timed out|"
            r"[Cc]ould ?n[o']t connect|Connection (was )?reset|Connection closed|early EOF|"
            r"kex_exchange|transfer closed|unable to connect|error: (408|429|5\d\d)|"
            r"Operation too slow"
        ),
        "{url} cannot be reached: everything is saved here and is sent next time.",
    ),
    (
        Failure.NOT_OURS,
        r"mismatched algorithms|unsupported object format|unknown repository extension",
        "{url} is a repository of another kind than ours ({words}): make a new one for lastmile.",
    ),
    (
        Failure.LOGIN,
        r"dubious ownership",
        (
            "{url} belongs to another user, so git does not open it. If you trust it: "
            "git config --global --add safe.directory {url}"
        ),
    ),
    (
        Failure.NO_FOLDER,
        (
            r"does not appear to be a git repository|repository '.*' (not found|does not exist)|"
            r"Repository not found|not found: did you run|error: 404|project you were looking for"
        ),
        (
            "There is no repository at {url}: plug the stick in, make the repository there, or "
            "name another place with lastmile sync init URL."
        ),
    ),
    (
        Failure.LOCKED,
        r"cannot lock ref|[Uu]nable to create '.*\.lock'|\.lock': File exists|[Uu]nable to lock",
        (
            "Another program is at work in the repository. Try again in a minute; if it stays so, "
            "delete what a killed git has left: {words}"
        ),
    ),
    (
        Failure.DAMAGED,
        (
            r"is corrupt|is empty$|object file .* is empty|bad object|loose object|inflate: |"
            r"[Mm]issing (blob|tree|commit)|unable to read (tree|sha1|[0-9a-f]{40})|"
            r"did not send all necessary objects|index-pack failed|unpack-objects failed|"
            r"[Nn]ot a git repository|bad (tree|pack|config)|invalid object|bad signature|"
            r"Could not read [0-9a-f]{40}|not a valid object|revision walk setup failed|"
            r"does not point to a valid object|unpack failed|is too small|"
            r"[Pp]ackfile .* (is|cannot)|bad packed object"
        ),
        "",
    ),
)
"""What git says, by which failure that is, and the sentence for it; the first that fits counts."""

DAMAGED_HERE: Final = (
    "The repository for lastmile sync on this machine is damaged; the data file is not. "
    "lastmile sync init makes it anew from the file."
)
DAMAGED_THERE: Final = (
    "The repository at {url} is damaged. Every change is still here: make a new, empty "
    "repository, and name it with lastmile sync init URL."
)


def explain(answer: str, url: str, *, remote: bool) -> SyncError:
    """The error for what git wrote; `remote` is whether it spoke to the other side."""
    answer = hide_secrets(answer)
    words = words_of(answer)
    place = shown_url(url) or "The repository"
    for failure, pattern, sentence in _THERE:
        if re.search(pattern, answer, re.MULTILINE):
            if failure is Failure.NO_FOLDER and not remote:
                return SyncError(Failure.DAMAGED, DAMAGED_HERE)
            known = sentence or (DAMAGED_THERE if remote else DAMAGED_HERE)
            lock = re.search(r"'([^'\n]*\.lock)'", answer) if failure is Failure.LOCKED else None
            words = clean_line(lock[1]) if lock else words
            return SyncError(failure, known.format(url=place, words=words))
    return SyncError(Failure.OTHER, f"git could not do it: {words or 'it gave no reason'}.")


def words_of(answer: str) -> str:
    """What git or a hook wrote as one clean line, without git's own advice."""
    lines = [clean_line(line) for line in answer.splitlines() if not _NOISE.match(line)]
    text = "; ".join(
        line.removeprefix("remote:").removeprefix("fatal:").removeprefix("error:").strip(" .")
        for line in list(dict.fromkeys(filter(None, lines)))[:_MOST_LINES]
    )
    return fit(text, _MOST_WORDS).rstrip() if text else ""


def hide_secrets(text: str) -> str:
    """The text without passwords in addresses, and without names but those for ssh."""

    def shorten(found: re.Match[str]) -> str:
        # A name for ssh is no secret, and without it the address would be another one.
        kept = f"{found[2]}@" if found[2] and "ssh" in found[1].lower() else ""
        return f"{found[1]}://{kept}"

    return _BEFORE_HOST.sub(shorten, text)


def shown_url(url: str) -> str:
    """An address as it may be shown: cleaned, and without a password."""
    return clean_line(hide_secrets(url))
