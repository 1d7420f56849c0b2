"""Laps in our own JSON: elsewhere they follow one another as they did, and none comes twice."""

from __future__ import annotations

import random
from functools import partial

import pytest

from lastmile_tui.cli.output import json_text
from lastmile_tui.domain.changes import drive, edit, seal
from lastmile_tui.domain.crossing.laps import begin_again, newest, next_uid
from lastmile_tui.domain.crossing.rule import LapStart
from lastmile_tui.domain.export.as_json import VERSION, whole_goal_json
from lastmile_tui.domain.model.record import undo
from lastmile_tui.exchange.json import own
from lastmile_tui.exchange.plan import HERE, REMOVED, Fate, Importer
from support.domain.export import measured
from support.domain.history import begun, history
from support.exchange import CALENDAR, TODAY, brought, given, local, stamp_after


def sealed(days=30):
    drives = [(days - 1, partial(drive.reach, index=2)), (days - 1, seal.seal)]
    return history("Tax return: papers > filled in >> sent", begun(days), *drives)


def three_laps():
    first = sealed()
    second = begin_again(first, LapStart(TODAY), stamp_after(first.event))
    for move in (partial(drive.reach, index=2), seal.seal):
        second = move(second, stamp_after(second.event))
    return first, second, begin_again(second, LapStart(TODAY), stamp_after(second.event))


def export(*records):
    goals = [whole_goal_json((one.goal, one.log, measured(one, TODAY)), TODAY) for one in records]
    return own.read(given("goals.json", json_text({"version": VERSION, "goals": goals})), local())


def plan(records, reading):
    """What an import would do where these goals are."""
    there = {record.goal.uid: record for record in records}
    goals = {uid: record.goal for uid, record in there.items()}
    bits = partial(random.getrandbits, 80)
    return Importer(goals, there.__getitem__, stamp_after, CALENDAR, bits).plan(reading)


def by_number(records):
    return {one.goal.lap.number if one.goal.lap else 1: one.goal for one in records}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_laps_follow_one_another_as_they_did(order):
    laps = three_laps()
    came = by_number(brought(export(*(laps[at] for at in order))))
    assert came[1].uid != laps[0].goal.uid
    for before, after in ((came[1], came[2]), (came[2], came[3])):
        assert (after.uid, after.lap.follows) == (next_uid(before.uid), before.uid)
    assert newest(came[1], {goal.uid: goal for goal in came.values()}) is came[3]


def test_a_lap_that_was_made_here_meanwhile_does_not_come_again():
    first, second, third = three_laps()
    (here,) = brought(export(first))
    made = begin_again(here, LapStart(TODAY), stamp_after(here.event))
    found = plan([here, made], export(first, second, third))
    assert [step.fate for step in found.steps] == [Fate.SAME, Fate.CREATED]
    assert found.steps[1].goal.uid == next_uid(made.goal.uid)
    assert [left.reason for left in found.skipped] == [HERE]
    gone = edit.remove(made, stamp_after(made.event))
    found = plan([here, gone], export(first, second))
    assert [step.fate for step in found.steps] == [Fate.SAME]
    assert [left.reason for left in found.skipped] == [REMOVED]


def test_a_lap_whose_import_was_undone_comes_again():
    first, second, _ = three_laps()
    here, lap = brought(export(first, second))
    gone = undo(lap, stamp_after(lap.event))
    assert gone.goal.deleted
    found = plan([here, gone], export(first, second))
    (again,) = found.of(Fate.CREATED)
    assert again.goal.uid not in (here.goal.uid, gone.goal.uid)
    assert again.goal.lap.follows == here.goal.uid


def test_a_lap_of_what_is_not_in_the_file_has_a_name_of_its_own():
    _, second, third = three_laps()
    came = by_number(brought(export(second, third)))
    assert came[2].uid == next_uid(came[2].lap.follows)
    assert came[3].uid == next_uid(came[2].uid)
