"""A file that is missing, or another one, is never begun anew where this machine knows an older."""

from __future__ import annotations

import shutil
from functools import partial
from unittest.mock import create_autospec

import pytest

from lastmile_tui.domain.changes import drive
from lastmile_tui.errors import StoreError
from lastmile_tui.ui.app import run
from lastmile_tui.ui.lost_file import ask_about_lost_file
from support.cli.command import VOLVO
from support.store.goal_store import open_store, plan

FENCE = "Mend the fence: posts >> painted"


def titles(lastmile):
    return {goal["title"] for goal in lastmile("list", "--json").json["goals"]}


def words(text):
    return " ".join(text.split())


@pytest.fixture
def known(lastmile, file):
    """A file with a goal, which this machine knows."""
    lastmile("add", VOLVO)
    assert file.exists()
    return file


@pytest.fixture
def missing(known, tmp_path):
    """The same file, gone; a copy of it is elsewhere."""
    copy = tmp_path / "elsewhere.json"
    known.replace(copy)
    return copy


@pytest.fixture
def another(known, tmp_path):
    """Another device's file in the place of the known one, which is elsewhere."""
    copy = tmp_path / "elsewhere.json"
    known.replace(copy)
    other = tmp_path / "other" / "lastmile.json"
    with open_store(other, device="phone") as store:
        store.add(plan(FENCE))
    shutil.copy(other, known)
    return copy


WRITING = [
    ["add", "Swim"],
    ["advance", "volvo"],
    ["note", "volvo", "called"],
    ["undo"],
    ["let-go", "volvo"],
    ["template", "use", "thesis", "Hand it in"],
]


@pytest.mark.parametrize("verb", WRITING, ids=lambda verb: verb[0])
@pytest.mark.usefixtures("missing")
def test_no_verb_writes_where_the_file_is_missing(verb, lastmile, file):
    done = lastmile(*verb)
    assert (done.code, done.out) == (1, "")
    said = words(done.err)
    assert f"{file} is missing, but this machine knows it" in said
    for way in ("lastmile restore brings it back", "lastmile merge FILE takes", "lastmile begin"):
        assert way in said
    assert not file.exists()


@pytest.mark.parametrize("verb", WRITING, ids=lambda verb: verb[0])
@pytest.mark.usefixtures("another")
def test_no_verb_writes_where_the_file_is_another_one(verb, lastmile, file):
    before = file.read_bytes()
    done = lastmile(*verb)
    assert (done.code, done.out) == (1, "")
    said = words(done.err)
    assert f"{file} is another data file than the one that this machine knows there" in said
    for way in ("lastmile restore brings", "lastmile merge FILE unites", "lastmile begin goes on"):
        assert way in said
    assert file.read_bytes() == before


@pytest.mark.usefixtures("another")
def test_what_it_says_of_another_file_is_what_works(lastmile, home):
    said = words(lastmile("add", "Swim").err)
    assert "lastmile merge FILE unites the two where FILE is a copy of that one" in said
    for backup in (home / "state" / "lastmile" / "backups").rglob("*.gz"):
        backup.unlink()
    assert "restore" not in words(lastmile("add", "Swim").err)
    assert lastmile("restore", "--yes").code == 1


@pytest.fixture
def unplugged(lastmile, tmp_path):
    """A stick with the data file on it, and what it is called while it is not plugged in."""
    stick = tmp_path / "media" / "stick"
    on_stick = ("--file", str(stick / "lastmile.json"))
    lastmile(*on_stick, "add", VOLVO)
    stick.rename(tmp_path / "pulled")
    return partial(lastmile, *on_stick), stick, tmp_path / "pulled"


@pytest.mark.parametrize(
    "verb", [*WRITING, ["list"], ["merge"], ["sync"], ["begin", "--yes"]], ids=lambda verb: verb[0]
)
def test_a_stick_that_is_not_plugged_in_is_no_file_that_was_moved(verb, unplugged):
    command, stick, pulled = unplugged
    done = command(*verb)
    assert (done.code, done.out) == (1, "")
    said = words(done.err)
    assert said.startswith(f"lastmile: The folder {stick} is not there, but this machine knows")
    assert "nothing is begun anew. Plug in what it is on, such as a stick" in said
    assert not stick.exists()
    pulled.rename(stick)
    assert "Sell the Volvo" in command("list").out


def test_the_doctor_says_of_such_a_stick_what_the_other_verbs_say(unplugged):
    command, *_ = unplugged
    done = command("doctor")
    said, other = words(done.out), words(command("list").err).removeprefix("lastmile: ")
    assert done.code == 1
    first, _, ways = other.partition(": ")
    assert first in said
    assert ways.partition(". ")[2] in said
    for untrue in ("is missing", "begin starts anew", "can be made"):
        assert untrue not in said


def test_where_the_stick_is_gone_for_good_restore_makes_its_folder(unplugged):
    command, stick, _ = unplugged
    assert "make the folder first" in words(command("begin").err)
    assert command("restore", "--yes").code == 0
    assert stick.is_dir()
    assert "Sell the Volvo" in command("list").out


def test_a_stick_that_is_pulled_while_it_is_in_use_takes_no_change(tmp_path):
    path = tmp_path / "stick" / "lastmile.json"
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
        path.parent.rename(tmp_path / "pulled")
        with pytest.raises(StoreError, match=r"stick is not there any more: nothing was saved"):
            store.change(uid, drive.advance)
        assert not path.parent.exists()
        (tmp_path / "pulled").rename(path.parent)
        store.change(uid, drive.advance)
    with open_store(path) as store:
        assert store.goals[uid].position == 1.0


READING = [
    *(["list"], ["list", "--json"], ["list", "--jsonl"], ["list", "--tree"], ["mirror"]),
    *(["mirror", "--json"], ["history"], ["history", "--json"], ["history", "--jsonl"]),
    *(["export", "json"], ["next"], ["next", "--json"], ["forecast"], ["forecast", "--json"]),
    *(["horizon"], ["horizon", "--json"], ["pick"], ["pick", "--json"], ["template", "list"]),
    *(["show", "volvo"], ["seal", "volvo", "--list"], ["prompt", "--json"], ["sync", "--status"]),
    *(["review", "--due", "--json"], ["remind"], ["remind", "--json"], ["list", "--format", "x"]),
]


@pytest.mark.parametrize("verb", READING, ids=" ".join)
@pytest.mark.usefixtures("missing")
def test_reading_verbs_say_it_once_and_fail_with_no_result(verb, lastmile, file):
    done = lastmile(*verb)
    assert (done.code, done.out) == (1, "")
    assert words(done.err).count("is missing, but this machine knows it") == 1
    assert not file.exists()


@pytest.mark.usefixtures("missing")
def test_its_backups_are_listed_all_the_same(lastmile):
    done = lastmile("backup", "--list")
    assert done.code == 0
    assert "1 goal" in done.out
    assert "is missing, but this machine knows it" in words(done.err)


SAYING = [
    *(["list"], ["next"], ["history"], ["show", "volvo"], ["export", "csv"], ["mirror"]),
    *(["add", "Swim"], ["backup"], ["merge"], ["merge", "--leave"], ["sync"], ["begin"]),
    *(["restore"], ["restore", "--dry-run"], ["doctor"], ["sync", "init"], ["edit", "volvo"]),
]


@pytest.mark.parametrize("lose", ["missing", "empty"])
@pytest.mark.parametrize("verb", SAYING, ids=" ".join)
def test_a_lost_file_is_said_to_be_what_it_is_in_one_sentence(verb, lose, known, lastmile):
    if lose == "missing":
        known.unlink()
    else:
        known.write_bytes(b"")
    done = lastmile(*verb)
    said = words(f"{done.err} {done.out}").replace("The journal is empty", "")
    other = "missing" if lose == "empty" else "empty"
    assert f"is {other}" not in said
    assert said.count(f"is {lose}") == (verb[0] != "begin")
    for untrue in ("yet, or", "Nothing was changed yet", "nothing to back up", "There is no data"):
        assert untrue not in said
    assert said.count("09:00 has 1 goal") <= 1


@pytest.mark.parametrize("lose", ["missing", "empty"])
def test_a_lost_file_is_said_with_what_its_newest_backup_has(lose, known, lastmile):
    lastmile("add", "Swim: a >> b", now="2026-11-22T10:00")
    if lose == "missing":
        known.unlink()
    else:
        known.write_bytes(b"")
    what = "is missing, but this machine knows it" if lose == "missing" else "knows what was in it"
    for verb in (["list"], ["add", "Run"], ["next"], ["backup"]):
        said = words(lastmile(*verb, now="2026-11-22T10:00").err)
        has = "(changes of 2 goals, 2 backups; the backup of today 10:00 has 2 goals)"
        assert f"{what} {has}: nothing is begun anew." in said
        assert said.endswith("lastmile begin starts anew.")


def test_a_first_restore_says_that_there_is_no_file_yet(lastmile, file, tmp_path):
    elsewhere = tmp_path / "other.json"
    lastmile("--file", str(elsewhere), "add", VOLVO)
    done = lastmile("restore", str(elsewhere), "--dry-run")
    assert words(done.out).startswith("There is no data file yet. The backup")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"")
    assert words(lastmile("restore", str(elsewhere), "--dry-run").out).startswith(
        "The data file is empty. The backup"
    )


@pytest.mark.parametrize("verb", [["prompt"], ["review", "--due"]])
@pytest.mark.usefixtures("missing")
def test_what_runs_before_each_prompt_is_quiet(verb, lastmile):
    assert lastmile(*verb).err == ""


@pytest.mark.usefixtures("missing")
def test_the_doctor_says_that_it_is_missing(lastmile):
    done = lastmile("doctor")
    assert done.code == 1
    assert "the backup of today 09:00 has 1 goal: lastmile restore brings it" in words(done.out)
    assert "lastmile begin starts anew." in words(done.out)


@pytest.mark.usefixtures("another")
def test_the_doctor_says_that_it_is_another_one(lastmile):
    done = lastmile("doctor")
    assert done.code == 1
    assert (
        "than the one that this machine knows there (changes of 1 goal, 1 backup). lastmile restore"
        in words(done.out)
    )
    lastmile("begin", "--yes")
    assert "this machine knows" not in lastmile("doctor").out


class TestMissing:
    def test_restore_brings_it_back(self, missing, lastmile):
        assert missing.exists()
        assert lastmile("restore", "--yes").code == 0
        assert titles(lastmile) == {"Sell the Volvo"}
        assert lastmile("add", "Swim").code == 0

    def test_merge_takes_a_copy_that_is_named(self, missing, lastmile):
        assert lastmile("merge", str(missing)).code == 0
        assert titles(lastmile) == {"Sell the Volvo"}
        assert lastmile("add", "Swim").code == 0

    @pytest.mark.usefixtures("missing")
    def test_merge_without_a_copy_says_that_it_is_missing(self, lastmile, file):
        done = lastmile("merge")
        assert done.code == 1
        assert "is missing, but this machine knows it" in done.err
        assert not file.exists()

    @pytest.mark.usefixtures("missing")
    def test_begin_starts_anew_and_what_was_known_stays(self, lastmile, file, home):
        backups = home / "state" / "lastmile" / "backups"
        before = {path.name for path in backups.rglob("*.gz")}
        asked = lastmile("begin")
        assert asked.code == 2
        assert "Nobody can be asked here" in asked.err
        assert not file.exists()
        done = lastmile("begin", "--yes")
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("Begun anew")
        assert file.exists()
        listed = lastmile("list")
        assert (listed.code, listed.err) == (0, "")
        assert lastmile("add", "Swim").code == 0
        assert titles(lastmile) == {"Swim"}
        assert before <= {path.name for path in backups.rglob("*.gz")}
        assert "this machine knows" not in lastmile("doctor").out


class TestBegunAnew:
    """What this machine did after the backup comes back with it, also once a file was begun."""

    @pytest.fixture
    def begun(self, known, lastmile):
        """A goal with changes after its backup was made; the file is lost, and begun anew."""
        lastmile("advance", "volvo", now="2026-11-21T09:10")
        lastmile("note", "volvo", "after the backup", now="2026-11-21T09:20")
        lastmile("add", FENCE, now="2026-11-21T09:30")
        known.unlink()
        lastmile("begin", "--yes", now="2026-11-21T09:40")

    @pytest.mark.usefixtures("begun")
    @pytest.mark.parametrize("added", [[], ["Swim"], ["Swim", "Run"]], ids=len)
    def test_restore_brings_all_of_it_back_beside_what_is_new(self, added, lastmile):
        for title in added:
            lastmile("add", title, now="2026-11-21T09:50")
        asked = words(lastmile("restore", "--dry-run", now="2026-11-21T09:55").out)
        assert "What this machine did after it comes back too." in asked
        done = lastmile("restore", "--yes", now="2026-11-21T09:56")
        assert (done.code, done.err) == (0, "")
        assert "came back too; lastmile undo takes that back." in words(done.out)
        assert titles(lastmile) == {"Sell the Volvo", "Mend the fence", *added}
        shown = lastmile("show", "volvo", now="2026-11-21T10:00").out
        assert "after the backup" in shown
        assert "reached ‘listed’" in shown
        assert lastmile("list").err == ""
        assert "missing" not in lastmile("doctor").out

    @pytest.mark.usefixtures("begun")
    def test_one_undo_takes_it_back(self, lastmile):
        lastmile("add", "Swim", now="2026-11-21T09:50")
        lastmile("restore", "--yes", now="2026-11-21T09:56")
        assert lastmile("restore", "--undo", "--yes", now="2026-11-21T09:57").code == 0
        assert titles(lastmile) == {"Swim"}

    @pytest.mark.usefixtures("begun")
    def test_a_backup_that_is_named_comes_back_as_it_was(self, lastmile):
        lastmile("add", "Swim", now="2026-11-21T09:50")
        done = lastmile("restore", "1", "--yes", now="2026-11-21T09:56")
        assert "What this machine did after that is kept: lastmile merge" in words(done.err)
        assert titles(lastmile) >= {"Sell the Volvo", "Swim"}
        assert "after the backup" not in lastmile("show", "volvo").out


class TestAnother:
    @pytest.mark.usefixtures("another")
    def test_restore_brings_the_goals_back_beside_those_that_are_here(self, lastmile):
        assert lastmile("restore", "--yes").code == 0
        assert titles(lastmile) == {"Sell the Volvo", "Mend the fence"}
        assert lastmile("add", "Swim").code == 0
        assert lastmile("list").err == ""

    def test_merge_unites_it_with_the_known_one(self, another, lastmile):
        done = lastmile("merge", "--yes", str(another), now="2026-11-21T11:59")
        assert (done.code, done.err) == (0, "")
        assert titles(lastmile) == {"Sell the Volvo", "Mend the fence"}
        assert lastmile("add", "Swim", now="2026-11-21T12:00").code == 0
        assert lastmile("list").err == ""
        lastmile("undo", now="2026-11-21T12:01")
        assert "and all that came with it" in lastmile("undo", now="2026-11-21T12:02").out
        assert titles(lastmile) == {"Mend the fence"}

    def test_merge_with_a_third_file_says_that_it_is_another_one(self, another, lastmile, tmp_path):
        assert another.exists()
        third = tmp_path / "third.json"
        with open_store(third, device="tablet") as store:
            store.add(plan("Learn to swim: crawl >> lake"))
        done = lastmile("merge", "--yes", str(third))
        assert done.code == 1
        assert "is another data file than" in done.err
        assert titles(lastmile) == {"Mend the fence"}

    @pytest.mark.usefixtures("another")
    def test_begin_goes_on_with_the_one_that_is_here(self, lastmile, file):
        before = file.read_bytes()
        done = lastmile("begin", "--yes")
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith("This file counts from now on")
        assert file.read_bytes() == before
        assert lastmile("list").err == ""
        assert lastmile("add", "Swim").code == 0
        assert titles(lastmile) == {"Mend the fence", "Swim"}


def test_a_change_that_only_the_journal_had_is_there_again_once_the_two_are_united(
    another, lastmile, file
):
    found = file.read_bytes()
    shutil.copy(another, file)
    with open_store(file, device="laptop") as store:
        store.storage.close = lambda: None  # killed
        uid = next(iter(store.goals))
        store.change(uid, partial(drive.note, text="only in the journal"))
    file.write_bytes(found)
    assert lastmile("merge", "--yes", str(another)).code == 0
    assert "only in the journal" in lastmile("show", "volvo").out


def test_a_change_that_an_old_copy_lacks_is_missing_once_the_two_are_united(
    known, lastmile, tmp_path
):
    old = shutil.copy(known, tmp_path / "old.json")
    lastmile("note", "volvo", "after the copy")
    with open_store(tmp_path / "other" / "lastmile.json", device="phone") as store:
        store.add(plan(FENCE))
    shutil.copy(store.storage.path, known)
    assert lastmile("merge", "--yes", str(old)).code == 0
    with open_store(known, looking=True) as store:
        assert store.storage.missing is not None
        assert store.storage.missing.changes == 1


@pytest.mark.parametrize("verb", [["begin"], ["begin", "--yes"]])
def test_begin_has_nothing_to_do_where_all_is_well(verb, lastmile, file):
    done = lastmile(*verb)
    assert (done.code, done.out.endswith("The first goal makes it.\n")) == (0, True)
    assert not file.exists()
    lastmile("add", "Swim")
    done = lastmile(*verb)
    assert (done.code, done.out.endswith("There is nothing to begin anew.\n")) == (0, True)


def test_a_path_never_seen_before_is_begun_without_a_question(known, lastmile, tmp_path):
    assert known.exists()
    done = lastmile("--file", str(tmp_path / "new.json"), "add", "Swim")
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize("verb", WRITING[:2], ids=lambda verb: verb[0])
def test_where_only_copies_are_left_merge_is_what_makes_it_again(verb, tmp_path, lastmile):
    file = tmp_path / "elsewhere" / "lastmile.json"
    with open_store(file, device="phone") as store:
        store.add(plan())
    shutil.copy(file, file.with_name("lastmile.json..path2"))
    file.replace(file.with_name("lastmile.json..path1"))
    run_it = partial(lastmile, "--file", str(file))
    done = run_it(*verb)
    assert done.code == 1
    assert "rclone renamed both sides: lastmile.json..path1 and lastmile.json..path2." in words(
        done.err
    )
    assert "lastmile merge makes it again of what is there." in words(done.err)
    assert "rclone renamed both sides" in words(run_it("list").err)
    assert run_it("merge").code == 0
    assert run_it(*verb).code == 0


class TestApp:
    @pytest.fixture
    def asked(self, monkeypatch, tmp_path):
        """The question, answered as a test says; the app itself only looks at the goals."""
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        monkeypatch.setenv("TEXTUAL_DRIVER", "a terminal, as far as the command line knows")
        fake = create_autospec(ask_about_lost_file)
        monkeypatch.setattr("lastmile_tui.ui.lost_file.ask_about_lost_file", fake)
        app = create_autospec(run, return_value=None)
        app.side_effect = lambda store, **_: self.seen.extend(
            goal.title for goal in store.goals.values()
        )
        monkeypatch.setattr("lastmile_tui.ui.app.run", app)
        self.seen = []
        return fake

    @pytest.mark.usefixtures("missing")
    @pytest.mark.parametrize(("way", "shown"), [("restore", ["Sell the Volvo"]), ("begin", [])])
    def test_the_app_asks_and_goes_on(self, asked, way, shown, lastmile):
        asked.return_value = way
        assert lastmile().code == 0
        assert self.seen == shown
        name, about, hints = asked.call_args.args
        assert name == "lastmile.json"
        assert "is missing, but this machine knows it" in about
        assert hints["restore"].startswith("1 goal, ")
        assert asked.call_count == 1

    @pytest.mark.usefixtures("another")
    @pytest.mark.parametrize(
        ("way", "shown"),
        [("restore", {"Sell the Volvo", "Mend the fence"}), ("begin", {"Mend the fence"})],
    )
    def test_another_file_is_asked_about_too(self, asked, way, shown, lastmile):
        asked.return_value = way
        assert lastmile().code == 0
        assert set(self.seen) == shown

    @pytest.mark.usefixtures("missing")
    @pytest.mark.parametrize("way", [None, "unite"])
    def test_who_leaves_is_told_what_can_be_done(self, asked, way, lastmile, file):
        asked.return_value = way
        done = lastmile()
        assert done.code == 1
        assert "lastmile merge FILE" in words(done.err)
        assert not file.exists()
        assert self.seen == []

    def test_copies_beside_are_united_from_the_app(self, missing, asked, lastmile, file):
        shutil.copy(missing, file.with_name("lastmile.json..path1"))
        shutil.copy(missing, file.with_name("lastmile.json..path2"))
        asked.return_value = "unite"
        assert lastmile().code == 0
        assert self.seen == ["Sell the Volvo"]
        assert asked.call_args.args[2]["unite"] == "lastmile.json..path1 and lastmile.json..path2"
