"""Files whose journal a killed process left, and the copies kept of bad ones."""

from pathlib import Path

from support.store.database import (
    abandon,
    open_db,
    private_of,
)


def made(path, count=3):
    """A file with so many changes in the journal, left by a killed process."""
    db = open_db(path)
    for number in range(1, count + 1):
        db.storage.commit({"goals": {str(number): {"uid": f"u{number}", "n": number}}})
    abandon(db)
    return db


def copies(path):
    """The copies of a damaged file, and of its journal in the private folder."""
    return sorted(Path(each).name for each in copies_of(path))


def copies_of(path):
    return [file for each in (path.parent, private_of(path)) for file in each.glob("*.bad-*")]
