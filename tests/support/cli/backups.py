"""A file of three days and its backups, for the tests of the verbs that look back."""

from __future__ import annotations

DAY_1, DAY_2, DAY_3 = "2026-11-20T09:00", "2026-11-21T09:00", "2026-11-22T09:00"


def backups(lastmile):
    return lastmile("backup", "--list", "--json", now=DAY_3).json["backups"]


def positions(lastmile):
    goals = lastmile("list", "--json", now=DAY_3).json["goals"]
    return {goal["title"]: goal["position"] for goal in goals}
