"""Files whose journal a killed process left, and the copies kept of bad ones."""

from support.store.database import (
    abandon,
    open_db,
)


def made(path, count=3):
    """A file with so many changes in the journal, left by a killed process."""
    db = open_db(path)
    for number in range(1, count + 1):
        db.storage.commit({"goals": {str(number): {"uid": f"u{number}", "n": number}}})
    abandon(db)
    return db


def copies(path):
    return sorted(file.name for file in path.parent.iterdir() if ".bad-" in file.name)
