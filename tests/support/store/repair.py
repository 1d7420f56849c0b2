"""A file to mend: what is in it, and what there is afterwards."""

from itertools import count

from lastmile_tui.store.doctor.examine import examine
from lastmile_tui.store.doctor.repair import repair_file
from support.store.database import place_at, stock
from support.store.goal_store import open_store

TITLES = ["Sell the Volvo", "Write the book", "Über die Brücke", "Swim", "Læs 100 bøger"]
NEW = "Newer than the backup"
IDS = (f"new-{number}" for number in count(1))


def look_at(path):
    return examine(place_at(path))


def mended(path, backups):
    say = lambda backup: backup.day.isoformat()  # noqa: E731 # as short as it gets
    return repair_file(place_at(path), backups, lambda: next(IDS), "20260102T030405Z", say)


def titles(path):
    with open_store(path) as store:
        assert store.broken == {}
        assert store.storage.health == "ok"
        shown = {goal.title for goal in store.goals.values()}
    assert {doc["title"] for doc in stock(path)["goals"].values()} == shown
    return shown
