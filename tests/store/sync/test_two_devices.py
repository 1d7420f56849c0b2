"""Two devices exchange changes by way of real git: nothing is lost, and the files end the same."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from lastmile_tui.domain.changes import drive, edit, seal, status
from lastmile_tui.store.copies.conflicts import say_conflict
from lastmile_tui.store.sync.report import say_exchanged
from support.store.git_sync import NEEDS_GIT, bare, change, run_git
from support.store.goal_store import START, plan
from support.store.two_devices import LAPTOP, PHONE

pytestmark = NEEDS_GIT


def title(text):
    return partial(edit.rename, title=text)


def commits(there):
    return int(run_git("--git-dir", there, "rev-list", "--count", "lastmile"))


def test_a_second_device_begins_with_all_that_the_first_one_has(laptop, phone, there, uid):
    assert phone.path.read_bytes() == laptop.path.read_bytes()
    assert commits(there) == 1
    with phone.open() as store:
        assert store.goals[uid].title == "Sell the Volvo"


def test_what_both_did_apart_is_with_both_within_two_syncs(laptop, phone, uid):
    change(laptop, uid, drive.advance, partial(edit.tag, name="sold"))
    change(phone, uid, partial(edit.tag, name="old"))
    before = laptop.events() | phone.events()
    assert laptop.counts() == (2, 0, 0)
    assert phone.counts() == (1, 2, 0)
    assert laptop.counts() == (0, 1, 0)
    assert laptop.path.read_bytes() == phone.path.read_bytes()
    assert laptop.events() == phone.events() == before
    assert phone.counts() == laptop.counts() == (0, 0, 0)


def test_nothing_new_makes_no_commit_and_leaves_the_file_alone(laptop, phone, there, uid):
    change(phone, uid, drive.advance)
    phone.sync()
    laptop.sync()
    made, seen = commits(there), laptop.path.stat().st_mtime_ns
    for device in (laptop, phone, laptop):
        assert say_exchanged(*_said(device.sync())) == "Nothing new."
    assert (commits(there), laptop.path.stat().st_mtime_ns) == (made, seen)


def _said(done):
    return done.sent, done.received, len(done.conflicts)


def test_it_says_how_many_were_sent_and_from_whom_others_came(laptop, phone, uid):
    change(laptop, uid, drive.advance)
    change(phone, uid, drive.advance, drive.advance)
    laptop.sync()
    assert say_exchanged(*_said(phone.sync())) == ("2 sent, 1 received from laptop, 1 in conflict")


@pytest.mark.parametrize(
    ("received", "said"),
    [
        ({LAPTOP: 2, PHONE: 1}, "0 sent, 3 received from thinkpad, 0 in conflict"),
        ({LAPTOP: 1}, "0 sent, 1 received from this device, 0 in conflict"),
    ],
)
def test_what_is_our_own_comes_from_another_device_where_one_is_named(received, said):
    assert say_exchanged({}, received, 0, LAPTOP) == said


@pytest.mark.parametrize(
    ("moves", "what"),
    [
        ((title("Sell the car"), title("Sell the old car")), "the title"),
        ((drive.advance, partial(drive.reach, index=2)), "how far it is"),
        ((partial(edit.explain, why="room"), partial(edit.explain, why="money")), "the why"),
    ],
)
def test_where_one_had_to_win_it_says_what_and_who_won(laptop, phone, uid, moves, what):
    ours, theirs = moves
    change(phone, uid, theirs)
    laptop.clock.go_on(5)
    change(laptop, uid, ours)
    phone.sync()
    (conflict,) = laptop.sync().conflicts
    assert conflict.what == (what,)
    assert say_conflict(conflict, LAPTOP).endswith("it is as this device had it")
    phone.sync()
    assert laptop.path.read_bytes() == phone.path.read_bytes()


def test_a_goal_in_conflict_goes_by_the_title_that_it_has_now(laptop, phone, uid):
    change(phone, uid, title("Sell the car"), drive.advance)
    laptop.clock.go_on(5)
    change(laptop, uid, partial(drive.reach, index=2))
    phone.sync()
    (conflict,) = laptop.sync().conflicts
    assert (conflict.uid, conflict.title) == (uid, "Sell the car")


@pytest.mark.parametrize("work", [drive.advance, partial(drive.note, text="it sold")])
@pytest.mark.parametrize("remover", ["laptop", "phone"])
def test_who_removed_a_goal_that_another_one_worked_on_contradicts_that(
    laptop, phone, uid, remover, work
):
    moves = {"laptop": work, "phone": work} | {remover: edit.remove}
    change(phone, uid, moves["phone"])
    change(laptop, uid, moves["laptop"])
    phone.sync()
    (conflict,) = laptop.sync().conflicts
    assert (conflict.title, conflict.what) == ("Sell the Volvo", ("whether it is removed",))
    winner = LAPTOP if remover == "laptop" else PHONE
    assert say_conflict(conflict, winner).endswith(
        "it is gone: this device removed it, not knowing what another device had changed"
    )


def park(days):
    return partial(status.park, until=START.date() + timedelta(days=days))


PARKED = (park(9),)
LET_GO = (partial(status.let_go, reason="no time"),)
SEALED = (lambda *its: drive.reach(*its, index=len(its[0].goal.markers) - 1), seal.seal)


@pytest.mark.parametrize(
    ("moves", "words"),
    [
        ((LET_GO, PARKED), "parked or let go; it is as this device had it"),
        ((PARKED, LET_GO), "parked or let go; it is as thinkpad had it"),
        ((SEALED, PARKED), "parked or sealed; it is as this device had it"),
        ((LET_GO, SEALED), "let go or sealed; it is as thinkpad had it"),
    ],
)
def test_who_took_a_goal_off_the_road_in_two_ways_contradicts(laptop, phone, uid, moves, words):
    change(laptop, uid, *moves[0])
    change(phone, uid, *moves[1])
    phone.sync()
    (conflict,) = laptop.sync().conflicts
    assert say_conflict(conflict, LAPTOP) == f"Sell the Volvo: both changed whether it is {words}"


def test_two_days_until_which_a_goal_is_parked_contradict(laptop, phone, uid):
    change(phone, uid, park(5))
    change(laptop, uid, park(9))
    phone.sync()
    (conflict,) = laptop.sync().conflicts
    assert conflict.what == ("until when it is parked",)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (title("Sell the car"), drive.advance),
        (title("Sell the car"), title("Sell the car")),
        (partial(edit.tag, name="a"), partial(edit.tag, name="b")),
        (partial(edit.tag, name="a"), partial(edit.tag, name="a")),
    ],
)
def test_what_does_not_contradict_is_no_conflict(laptop, phone, uid, ours, theirs):
    change(laptop, uid, ours)
    change(phone, uid, theirs)
    laptop.sync()
    assert phone.sync().conflicts == ()


def test_an_open_app_has_what_came_in_as_a_change_of_others(laptop, phone, uid):
    change(phone, uid, title("Sell the old car"))
    phone.sync()
    with laptop.open() as app:
        assert app.goals[uid].title == "Sell the Volvo"
        laptop.sync()
        assert app.refresh() == {uid}
        assert app.goals[uid].title == "Sell the old car"
        app.change(uid, drive.advance)
    assert laptop.counts() == (1, 0, 0)


def test_without_an_address_changes_are_kept_here_and_sent_later(laptop, phone, there):
    with laptop.open() as store:
        uid = store.add(plan()).goal.uid
    laptop.init("")
    change(laptop, uid, drive.advance)
    laptop.sync()
    assert laptop.git("rev-list", "--count", "lastmile") == "2"
    laptop.init(there)
    phone.init(there)
    assert phone.path.read_bytes() == laptop.path.read_bytes()
    assert commits(there) == 2


@pytest.mark.usefixtures("uid")
def test_setting_up_again_is_fine_and_another_address_is_asked_about(laptop, there, tmp_path):
    asked = []
    laptop.init(there, agree=asked.append)
    assert asked == []
    other = bare(tmp_path / "other.git")
    laptop.init(other, agree=lambda text: not asked.append(text))
    assert asked == [f"Goals are sent to {there} until now. Send them to {other} instead?"]
    assert commits(other) == 1
    assert laptop.memory.load().url == str(other)


def test_what_another_program_took_out_of_the_file_is_brought_back_and_sent(laptop, phone, uid):
    """A file of yesterday was copied over ours while no app was open, and nobody merged."""
    older = laptop.path.read_bytes()
    change(laptop, uid, drive.advance, partial(edit.tag, name="sold"))
    everything = laptop.events()
    laptop.path.write_bytes(older)
    done = laptop.sync()
    assert say_exchanged(*_said(done), back=done.back) == (
        "2 changes of this machine brought back; 3 sent, 0 received, 0 in conflict"
    )
    assert phone.counts() == (0, 3, 0)
    assert laptop.events() == phone.events() > everything
    assert laptop.path.read_bytes() == phone.path.read_bytes()
