"""All errors that a user can meet: their texts are sentences that are shown as they are.

LastmileError
├── GoalError        a move that the road does not allow
├── QuickAddError    a line that makes no goal
├── DateError        a date that cannot be read
├── FormError        a line of a form that cannot be read
├── ConfigError      a setting that cannot be used
├── NotFoundError    no goal, or more than one, fits a reference
└── StoreError       the data file cannot be read or written
    ├── LockedError      another process holds the file
    └── ReadOnlyError    the file is open for reading only
"""


class LastmileError(Exception):
    """The base of all errors."""


class GoalError(LastmileError):
    """A move that the road does not allow."""


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


class ReadOnlyError(StoreError):
    """The file is open for reading only."""
