"""What the app says of changes of this machine that the file lacks, and what M does."""

from lastmile_tui.domain.changes import drive
from lastmile_tui.ui.controllers.copies.file_copies import FileCopies
from support.store.goal_store import TODAY, open_store, plan


def test_missing_changes_are_told_until_m_brings_them_back(tmp_path):
    path = tmp_path / "lastmile.json"
    with open_store(path) as store:
        uid = store.add(plan()).goal.uid
    old = path.read_bytes()
    with open_store(path) as store:
        store.change(uid, drive.advance)
        store.add(plan("Swim: a > b"))
    path.write_bytes(old)
    with open_store(path) as store:
        copies = FileCopies(store, tmp_path / "backups")
        assert copies.look(TODAY) == ""
        assert copies.notice == "changes missing"
        assert copies.sentences(TODAY, "M") == [
            "2 changes of this machine are missing in the file: M brings them back."
        ]
        assert "2 changes from this device" in copies.merge(TODAY)
        assert copies.look(TODAY) == ""
        assert (copies.notice, copies.sentences(TODAY, "M")) == ("", [])
        assert store.goals[uid].position == 1.0
    with open_store(path) as store:
        assert store.storage.missing is None
