"""Samples of each format: taken for what they are and for nothing else, and read as beside them.

`samples/FORMAT/FILE` has its roads in `samples/FORMAT/FILE.roads`; a folder is one as well,
and SQL stands for the database that it makes.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from lastmile_tui.exchange.files import GivenFile
from lastmile_tui.exchange.formats import FORMATS, reader_of, recognise
from support.exchange import database, local, outline

FOLDER = Path(__file__).parent / "samples"
SAMPLES = sorted(path for path in FOLDER.glob("*/*") if path.suffix != ".roads")

sample = pytest.mark.parametrize(
    "path", SAMPLES, ids=[str(path.relative_to(FOLDER)) for path in SAMPLES]
)


def given(path):
    if path.suffix == ".sql":
        return GivenFile(f"{path.stem}.db", database(path.read_text(encoding="utf-8")))
    data = b"" if path.is_dir() else path.read_bytes()
    return GivenFile(path.name, data, path)


@sample
def test_a_sample_is_recognised_as_what_it_is(path):
    assert recognise(given(path)) == path.parent.name


JSON = ("taskwarrior", "trello", "github", "watson")


@pytest.mark.parametrize("name", JSON)
def test_json_that_a_reader_is_sure_of_is_recognised_without_the_other_readers(name):
    (path, *_) = [one for one in SAMPLES if one.parent.name == name and one.is_file()]
    code = (
        "import sys; from pathlib import Path\n"
        "from lastmile_tui.exchange.files import GivenFile\n"
        "from lastmile_tui.exchange.formats import recognise\n"
        "path = Path(sys.argv[1])\n"
        "name = recognise(GivenFile(path.name, path.read_bytes(), path))\n"
        "others = ('databases.', 'text.', 'tables.', 'calendar.')\n"
        "loaded = [one for one in sys.modules if one.startswith(tuple("
        "f'lastmile_tui.exchange.{other}' for other in others))]\n"
        "print(name, *loaded)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [name]


@sample
def test_no_other_format_is_as_sure_of_it(path):
    sure = {name: reader_of(name).recognises(given(path)) for name in FORMATS}
    best = sure.pop(path.parent.name)
    assert all(0 <= other < best <= 1 for other in sure.values()), sure


@sample
def test_a_sample_from_the_standard_input_is_known_by_what_is_in_it_or_asked_about(path):
    if path.is_dir():
        return
    sure = {
        name: reader_of(name).recognises(GivenFile("the standard input", given(path).data))
        for name in FORMATS
    }
    own = sure.pop(path.parent.name)
    assert own > max(sure.values()) or max(own, *sure.values()) < UNSURE


UNSURE = 0.3
"""Below this no format is taken: one whose files tell by their names alone needs `--from`."""


@sample
def test_a_sample_makes_the_roads_that_stand_beside_it(path):
    reading = reader_of(path.parent.name).read(given(path), local())
    expected = path.with_name(f"{path.name}.roads").read_text(encoding="utf-8")
    assert outline(reading, lone=True) + "\n" == expected


def test_each_format_has_two_samples():
    counts = {name: sum(path.parent.name == name for path in SAMPLES) for name in FORMATS}
    assert {name: count for name, count in counts.items() if count < 2} == {}
