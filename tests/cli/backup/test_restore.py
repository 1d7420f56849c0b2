"""restore: what a backup would change, and the way there and back."""

from __future__ import annotations

import gzip

import pytest

from lastmile_tui.cli import confirm
from lastmile_tui.cli.backup import restore
from support.cli.backups import DAY_2, DAY_3, backups, positions


@pytest.mark.usefixtures("three_days")
def test_a_dry_run_says_what_would_change_and_changes_nothing(lastmile, file):
    before = file.read_bytes()

    done = lastmile("restore", "2026-11-20", "--dry-run", now=DAY_3)

    assert done.code == 0
    assert done.out.splitlines() == [
        "Backup 2, Fri 20 Nov 09:00:",
        "  Sell the Volvo: 2 of 4 markers → 0 of 4",
        "  Fix the roof: added since; would be removed",
        "1 would change, 1 would be removed",
    ]
    assert file.read_bytes() == before
    assert len(backups(lastmile)) == 2


@pytest.mark.parametrize("which", ["2", "2026-11-20", "20.11.2026", "20 nov", "fri", "2 days ago"])
@pytest.mark.usefixtures("three_days")
def test_a_backup_is_named_by_its_number_or_its_day(lastmile, which):
    done = lastmile("restore", which, "--yes", now=DAY_3)

    assert done.code == 0
    assert positions(lastmile) == {"Sell the Volvo": 0.0}


@pytest.mark.usefixtures("three_days")
def test_a_backup_is_named_by_its_path_also_unpacked(lastmile, home):
    packed = backups(lastmile)[1]["path"]
    plain = home / "plain.json"
    with gzip.open(packed) as file:
        plain.write_bytes(file.read())

    assert lastmile("restore", str(plain), "--yes", now=DAY_3).code == 0
    assert positions(lastmile) == {"Sell the Volvo": 0.0}


@pytest.mark.usefixtures("three_days")
def test_a_restore_is_taken_back_and_put_back(lastmile):
    driven = positions(lastmile)
    lastmile("restore", "2", "--yes", now=DAY_3)

    done = lastmile("restore", "--undo", "--yes", now=DAY_3)
    assert done.out.startswith("Takes back the restore of today 09:00:\n")
    assert done.out.endswith(
        "Restore taken back · 2 goals · lastmile restore --undo makes it again\n"
    )
    assert positions(lastmile) == driven

    done = lastmile("restore", "--undo", "--yes", now=DAY_3)
    assert done.out.startswith("Makes the restore again that was taken back today 09:00:\n")
    assert done.out.endswith("Restored again · 2 goals · lastmile restore --undo takes it back\n")
    assert positions(lastmile) == {"Sell the Volvo": 0.0}

    lastmile("restore", "--undo", "--yes", now=DAY_3)
    assert positions(lastmile) == driven


@pytest.mark.usefixtures("three_days")
def test_a_restore_that_is_taken_back_leaves_every_figure_as_it_was(lastmile):
    lastmile("block", "volvo", "waiting", now="2026-11-21T12:00")

    def figures():
        shown = [lastmile(*verb, now=DAY_3).out for verb in (["mirror", "--json"], ["next"])]
        goal = lastmile("show", "volvo", "--json", now=DAY_3).json
        return (
            shown,
            {name: value for name, value in goal.items() if name != "log"},
            lastmile("show", "volvo", now=DAY_3).out.partition("\nLog\n")[0],
        )

    before = figures()
    lastmile("restore", "2026-11-20", "--yes", now=DAY_3)
    assert figures() != before
    lastmile("restore", "--undo", "--yes", now=DAY_3)

    assert figures() == before


@pytest.mark.usefixtures("three_days")
def test_undo_takes_back_what_a_restore_did_to_one_goal(lastmile):
    lastmile("remove", "roof", now=DAY_2)
    lastmile("restore", "2026-11-20", "--yes", now=DAY_3)

    out = lastmile("undo", now=DAY_3).out

    assert out == (
        "Undone: brought back as it was on Fri 20 Nov · Sell the Volvo · "
        "for this goal only; lastmile restore --undo takes back the whole restore\n"
    )
    assert positions(lastmile)["Sell the Volvo"] == 2.0


@pytest.mark.usefixtures("three_days")
def test_the_newest_backup_that_differs_is_restored_without_a_name(lastmile):
    lastmile("back", "volvo", now=DAY_3)
    lastmile("restore", "--yes", now=DAY_3)

    assert positions(lastmile) == {"Sell the Volvo": 2.0, "Fix the roof": 0.0}


@pytest.mark.usefixtures("three_days")
def test_without_a_name_no_state_before_a_restore_is_brought_back(lastmile):
    lastmile("advance", "volvo", now="2026-11-22T10:00")
    lastmile("restore", "20 nov", "--yes", now="2026-11-22T10:20")

    out = lastmile("restore", "--dry-run", now="2026-11-22T10:30").out
    assert out.startswith("Backup 2, today 10:00:\n")
    assert [each["kind"] for each in backups(lastmile)][:2] == ["before-restore", "daily"]


@pytest.mark.usefixtures("three_days")
def test_a_day_means_its_end_as_it_is_shown(lastmile):
    lastmile("remove", "roof", now=DAY_3)
    lastmile("back", "volvo", now=DAY_3)

    lastmile("restore", "yesterday", "--yes", now=DAY_3)

    shown = lastmile("show", "volvo", "--on", "yesterday", "--json", now=DAY_3).json
    assert positions(lastmile) == {"Sell the Volvo": shown["position"], "Fix the roof": 0.0}


@pytest.mark.usefixtures("three_days")
def test_a_day_takes_its_newest_state_but_none_before_a_restore(lastmile):
    lastmile("advance", "volvo", now="2026-11-21T09:30")
    lastmile("backup", now="2026-11-21T09:40")
    lastmile("restore", "20 nov", "--yes", now="2026-11-21T10:00")
    lastmile("undo", now="2026-11-21T10:10")
    lastmile("advance", "volvo", "--to", "4", now="2026-11-21T10:20")

    out = lastmile("restore", "yesterday", "--dry-run", now=DAY_3).out
    assert out == (
        "Nothing would change: the file stands as in backup 1, yesterday 10:20; "
        "lastmile backup --list shows the others.\n"
    )


@pytest.mark.usefixtures("volvo")
def test_a_restore_of_what_is_there_changes_nothing(lastmile):
    done = lastmile("restore", "--yes")

    assert done.out == (
        "Nothing would change: the file stands as in backup 1, today 09:00; "
        "lastmile backup --list shows the others.\n"
    )
    assert len(backups(lastmile)) == 1


@pytest.mark.usefixtures("three_days")
def test_without_a_terminal_nobody_is_asked(lastmile):
    done = lastmile("restore", "2", now=DAY_3)

    assert done.code == 2
    assert done.err == (
        "lastmile: Nobody can be asked here: --yes restores, --dry-run only shows.\n"
    )
    assert positions(lastmile)["Sell the Volvo"] == 2.0


@pytest.fixture
def person(monkeypatch):
    """Somebody at a terminal, who answers."""

    def answer(words):
        def typed(_):
            if isinstance(words, type):
                raise words
            return words

        monkeypatch.setattr("builtins.input", typed)

    monkeypatch.setattr(confirm, "can_ask", lambda: True)
    monkeypatch.setattr(restore, "can_ask", lambda: True)
    return answer


@pytest.mark.parametrize(("words", "left"), [("y", 0.0), ("Yes ", 0.0), ("", 2.0), ("n", 2.0)])
@pytest.mark.usefixtures("three_days")
def test_on_a_terminal_only_a_yes_restores(lastmile, person, words, left):
    person(words)

    done = lastmile("restore", "2", now=DAY_3)

    assert done.code == 0
    assert positions(lastmile)["Sell the Volvo"] == left
    assert done.out.endswith("\nNothing was changed.\n") is (left == 2.0)


@pytest.mark.usefixtures("three_days")
def test_no_answer_and_an_interrupt_change_nothing_and_end_the_line(lastmile, person):
    person(EOFError)
    assert lastmile("restore", "2", now=DAY_3).out.endswith("\n\nNothing was changed.\n")

    person(KeyboardInterrupt)
    done = lastmile("restore", "2", now=DAY_3)
    assert (done.code, done.err) == (130, "")
    assert done.out.endswith("removed\n\n")
    assert positions(lastmile)["Sell the Volvo"] == 2.0


@pytest.mark.usefixtures("three_days")
def test_a_restore_tells_scripts_what_it_did(lastmile):
    told = lastmile("restore", "2", "--yes", "--json", now=DAY_3).json

    assert told["restored"] is True
    assert told["before"].endswith("before-restore-20261122T090000Z.json.gz")
    assert [(each["title"], each["changes"]) for each in told["changes"]] == [
        ("Sell the Volvo", ["2 of 4 markers → 0 of 4"]),
        ("Fix the roof", ["added since; would be removed"]),
    ]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["restore", "9"], "There is no backup 9"),
        (["restore", "0"], "There is no backup 0"),
        (["restore", "2026-01-01"], "There is no backup of Thu 1 Jan; lastmile backup --list"),
        (["restore", "today"], "the one before it is of Sat 21 Nov: lastmile restore 2026-11-21."),
        (["restore", "tomorrow"], "Mon 23 Nov is still ahead"),
        (["restore", "whatever"], "is not a day; write it like yesterday, fri, 20 nov, 3 days ago"),
        (["restore", "/none.json"], "There is no backup at /none.json."),
        (["restore", "--undo"], "No restore was made here"),
        (["restore", "--undo", "2"], "takes back the last restore; leave ‘2’ out, or --undo."),
        (["backup", "--list", "x"], "it takes no PATH"),
    ],
)
@pytest.mark.usefixtures("three_days")
def test_what_names_no_backup_is_a_sentence(lastmile, args, said):
    done = lastmile(*args, now=DAY_3)

    assert done.code in (1, 2)
    assert said in done.err


@pytest.mark.usefixtures("three_days")
def test_a_backup_of_another_file_adds_its_goals_and_takes_none_away(lastmile, home):
    lastmile("--file", str(home / "other.json"), "add", "Other: a > b")
    lastmile("--file", str(home / "other.json"), "backup", str(home / "copy.json"))

    done = lastmile("restore", str(home / "copy.json"), "--yes", now=DAY_3)

    assert done.code == 0
    assert "a backup of another data file" in done.out
    assert set(positions(lastmile)) == {"Sell the Volvo", "Fix the roof", "Other"}
    lastmile("restore", "--undo", "--yes", now=DAY_3)
    assert set(positions(lastmile)) == {"Sell the Volvo", "Fix the roof"}


@pytest.mark.parametrize("lost", ["", None])
@pytest.mark.usefixtures("three_days")
def test_a_lost_file_is_not_begun_anew_and_gets_its_goals_back(lastmile, file, lost):
    if lost is None:
        file.unlink()
    else:
        file.write_text(lost)
    refused = lastmile("add", "New: a > b", now=DAY_3)
    assert (refused.code, refused.out) == (1, "")
    assert "nothing is begun anew. lastmile restore brings it back" in refused.err

    before = lastmile("restore", "--dry-run", now=DAY_3).out
    assert "What this machine did after it comes back too." in before

    done = lastmile("restore", "--yes", now=DAY_3)

    assert set(positions(lastmile)) == {"Sell the Volvo", "Fix the roof"}
    assert positions(lastmile)["Sell the Volvo"] == 2.0
    assert "came after it, and came back too" in done.out
    assert lastmile("list", now=DAY_3).err == ""
    assert lastmile("add", "New: a > b", now=DAY_3).code == 0


@pytest.mark.usefixtures("three_days")
def test_a_backup_that_is_named_for_a_lost_file_is_all_that_comes_back(lastmile, file):
    file.unlink()

    done = lastmile("restore", "1", "--yes", now=DAY_3)

    assert set(positions(lastmile)) == {"Sell the Volvo"}
    assert "What this machine did after that is kept: lastmile merge" in done.err


@pytest.mark.usefixtures("three_days")
def test_a_lost_file_comes_back_whole_beside_another_one(lastmile, file, tmp_path):
    other = tmp_path / "other.json"
    lastmile("--file", str(other), "add", "Other: a > b", now=DAY_3)
    file.write_bytes(other.read_bytes())

    lastmile("restore", "--yes", now=DAY_3)

    assert set(positions(lastmile)) == {"Sell the Volvo", "Fix the roof", "Other"}
    assert positions(lastmile)["Sell the Volvo"] == 2.0
    assert lastmile("list", now=DAY_3).err == ""


@pytest.mark.usefixtures("three_days")
def test_a_file_that_cannot_be_read_is_kept_aside_and_replaced(lastmile, file):
    file.write_bytes(b'{"_meta": {')

    shown = lastmile("restore", "--dry-run", now=DAY_3)
    assert file.read_bytes() == b'{"_meta": {'
    done = lastmile("restore", "--yes", now=DAY_3)

    assert shown.out.endswith(
        "Backup 1, yesterday 09:00, with 1 goal, would take its place; "
        "a copy of the old file is kept beside it.\n"
        "What this machine did after it comes back too.\n"
    )
    assert done.code == 0
    assert positions(lastmile) == {"Sell the Volvo": 2.0, "Fix the roof": 0.0}
    kept = file.with_name("lastmile.json.bad-20261122T090000Z")
    assert kept.read_bytes() == b'{"_meta": {'


@pytest.mark.usefixtures("three_days")
def test_a_missing_file_is_replaced(lastmile, file):
    file.unlink()

    told = lastmile("restore", "2", "--yes", "--json", now=DAY_3).json

    assert (told["restored"], told["kept"]) == (True, None)
    assert positions(lastmile) == {"Sell the Volvo": 0.0}


@pytest.mark.usefixtures("three_days")
def test_a_missing_file_is_not_exported_and_has_no_horizon(lastmile, file):
    file.unlink()
    for words in (("export", "json"), ("export", "csv"), ("export", "markdown")):
        done = lastmile(*words, now=DAY_3)
        assert (done.code, done.out) == (1, "")
        assert "lastmile restore" in done.err
    done = lastmile("horizon", now=DAY_3)
    assert (done.out, done.err.count("lastmile restore")) == ("", 1)


def test_a_plain_tinydb_file_that_is_backed_up_can_be_restored(lastmile, file):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text('{"goals": {"1": {"title": "Paint the shed", "markers": ["sanded"]}}}')
    assert lastmile("backup").code == 0
    assert lastmile("advance", "shed").code == 0
    done = lastmile("restore", "--yes")
    assert (done.code, done.err) == (0, "")
    assert "0 of 1" in done.out
    assert lastmile("list", "--json").json["goals"][0]["position"] == 0
