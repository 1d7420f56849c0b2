"""Every error a user can meet: its text is a sentence that the app and the command line show as is.

LastmileError
├── GoalError        a move that the road does not allow
├── QuickAddError    a line that makes no goal
├── DateError        a date that cannot be read
├── FormError        a line of a form that says nothing a goal can be
├── ConfigError      a setting that cannot be used
├── NotFoundError    no goal, or more than one, answers to a reference
└── StoreError       the data file cannot be read or written
    ├── LockedError      another process holds the file
    └── ReadOnlyError    the file is open for reading only
"""


class LastmileError(Exception):
    """The base of the family."""


class GoalError(LastmileError):
    """A move that the road does not allow."""


class QuickAddError(LastmileError):
    """A line that makes no goal."""


class DateError(LastmileError):
    """A date that cannot be read."""


class FormError(LastmileError):
    """A line of a form, counted from 1, that says nothing a goal can be."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(f"Line {line}: {sentence}")
        self.line = line
        self.sentence = sentence


class ConfigError(LastmileError):
    """A setting that cannot be used."""


class NotFoundError(LastmileError):
    """No goal, or more than one, answers to a reference."""


class StoreError(LastmileError):
    """The data file cannot be read or written."""


class LockedError(StoreError):
    """Another process holds the file."""


class ReadOnlyError(StoreError):
    """The file is open for reading only."""
