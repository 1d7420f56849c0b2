"""All errors that a user can meet: their texts are sentences that are shown as they are.

LastmileError
├── GoalError        a move that the road does not allow
│   └── CountedError     a reading that changes nothing
├── QuickAddError    a line that makes no goal
├── DateError        a date that cannot be read
├── FormError        a line of a form that cannot be read
├── ConfigError      a setting that cannot be used
├── NotFoundError    no goal, or more than one, fits a reference
└── StoreError       the data file cannot be read or written
    ├── LockedError      another process holds the file
    ├── LostFileError    the file is missing, or another one, where an older one is known
    └── ReadOnlyError    the file is open for reading only

UsageError is none of them: it has an exit code of its own.
"""

from typing import NamedTuple


class LastmileError(Exception):
    """The base of all errors."""


class GoalError(LastmileError):
    """A move that the road does not allow."""


class CountedError(GoalError):
    """A reading that changes nothing: it was counted before, or the goal stands there."""


class QuickAddError(LastmileError):
    """A line that makes no goal."""


class DateError(LastmileError):
    """A date that cannot be read."""


class FormError(LastmileError):
    """A line of a form, counted from 1, that cannot be read."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(f"Line {line}: {sentence}")
        self.line = line
        self.sentence = sentence


class ConfigError(LastmileError):
    """A setting that cannot be used."""


class NotFoundError(LastmileError):
    """No goal, or more than one, fits a reference."""


class StoreError(LastmileError):
    """The data file cannot be read or written."""


class LockedError(StoreError):
    """Another process holds the file."""


class KnownFile(NamedTuple):
    """What this machine knows of a data file that is no longer there.

    `found` says what is in its place: "away", not even its folder, "missing", "empty", or
    "another" database. `goals` and `changes` count what the private folder has of it, `newest` is
    the time of the last change, in seconds since 1970 or 0. `backups` counts those of the place
    that can be read.
    """

    path: str
    found: str
    db: str
    goals: int
    changes: int
    newest: int
    backups: int


_FOUND = {
    "away": "The folder {folder} is not there, but this machine knows {name} in it",
    "missing": "{path} is missing, but this machine knows it",
    "empty": "{path} is empty, but this machine knows what was in it",
    "another": "{path} is another data file than the one that this machine knows there",
}

_AWAY = (
    "nothing is begun anew. Plug in what it is on, such as a stick; where it is gone for good, "
    "lastmile restore makes the folder and brings the file back."
)
_BEGUN = (
    "nothing is begun anew. lastmile restore brings it back, lastmile merge FILE takes another "
    "copy of it, lastmile begin starts anew."
)
_BESIDE = "lastmile restore brings the goals of that one back beside these, "
_ANOTHER = (
    "nothing is written. {beside}"
    "lastmile merge FILE unites the two where FILE is a copy of that one, lastmile begin goes on "
    "with this one alone."
)
"""What may be done, in sentences."""


RESTORE, UNITE, BEGIN = "restore", "unite", "begin"
"""The same for who is asked."""


class LostFileError(StoreError):
    """The data file is missing, or another one, where an older one is known: nothing is written.

    `newest` says what is in its newest backup, as a part of the sentence.
    """

    def __init__(self, known: KnownFile, newest: str = "") -> None:
        folder, _, name = known.path.rpartition("/")
        first = _FOUND[known.found].format(path=known.path, folder=folder or "/", name=name)
        numbers = ((known.goals, "changes of {} goal"), (known.backups, "{} backup"))
        parts = (f"{each.format(f'{n:,}')}{'s' * (n != 1)}" for n, each in numbers if n)
        what = "; ".join(filter(None, (", ".join(parts), newest)))
        another = _ANOTHER.format(beside=_BESIDE if known.backups else "")
        ways = {"another": another, "away": _AWAY}.get(known.found, _BEGUN)
        super().__init__(f"{first}{f' ({what})' if what else ''}: {ways}")
        self.known = known


class ReadOnlyError(StoreError):
    """The file is open for reading only."""


class UsageError(Exception):
    """The command line itself is wrong."""
