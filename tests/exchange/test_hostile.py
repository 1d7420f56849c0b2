"""Broken files of every format end in roads or in one sentence, within seconds, never in a crash.

The samples of each format are broken in all the ways of a table; and each reader gets files that
are of no format at all, as `--from` lets anybody do.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from random import Random

import pytest

from lastmile_tui.domain.model.text import clean_line
from lastmile_tui.exchange.files import GivenFile, ImportFileError
from lastmile_tui.exchange.formats import FORMATS, reader_of, recognise
from support.cases import case
from support.exchange import brought, database, local, outline, within_seconds

FOLDER = Path(__file__).parent / "samples"
SAMPLES = sorted(path for path in FOLDER.glob("*/*") if path.suffix != ".roads")

SECONDS = 20.0
"""Of the processor, for one file: a hundred times what the slowest takes on a plain machine."""


def lines_of(data):
    return re.split(rb"\r\n|\r|\n", data)


def with_ends(data, ends):
    return b"".join(
        itertools.chain.from_iterable(zip(lines_of(data), itertools.cycle(ends)))
    )  # ends have no end


def middle(data, more):
    half = len(data) // 2
    return data[:half] + more + data[half:]


BREAKS = {
    "cut in the middle": lambda data: data[: len(data) // 2],
    "cut after a third": lambda data: data[: len(data) // 3],
    "cut before its end": lambda data: data[:-2],
    "begins in the middle": lambda data: data[len(data) // 2 :],
    "one byte": lambda data: data[:1],
    "mixed line ends": lambda data: with_ends(data, [b"\r\n", b"\n", b"\r"]),
    "carriage returns alone": lambda data: with_ends(data, [b"\r"]),
    "no line ends": lambda data: with_ends(data, [b" "]),
    "empty lines between": lambda data: with_ends(data, [b"\n\n\n"]),
    "a mark in front": lambda data: b"\xef\xbb\xbf" + data,
    "two marks in front": lambda data: b"\xef\xbb\xbf\xef\xbb\xbf" + data,
    "UTF-16": lambda data: data.decode("utf-8", "replace").encode("utf-16"),
    "UTF-16 without its mark": lambda data: data.decode("utf-8", "replace").encode("utf-16-le"),
    "half of a UTF-16 sign": lambda data: b"\xff\xfe" + data,
    "Latin-1": lambda data: middle(data, b"caf\xe9"),
    "cut within a sign": lambda data: data + "é".encode()[:1],
    "surrogates": lambda data: middle(data, b"\xed\xa0\x80"),
    "null bytes": lambda data: middle(data, b"\x00" * 10),
    "null bytes all over": lambda data: data.replace(b" ", b"\x00"),
    "nothing but null bytes": lambda data: b"\x00" * len(data),
    "null bytes behind": lambda data: data + b"\x00" * 100_000,
    "controls": lambda data: data.replace(b" ", b"\x1b[31m\x07"),
    "each line twice": lambda data: b"\n".join(line + b"\n" + line for line in lines_of(data)),
    "lines backwards": lambda data: b"\n".join(reversed(lines_of(data))),
    "each second line": lambda data: b"\n".join(lines_of(data)[::2]),
    "the file twice": lambda data: data + b"\n" + data,
    "huge numbers": lambda data: re.sub(rb"\d+", b"9" * 400, data),
    "nines": lambda data: re.sub(rb"\d", b"9", data),
    "zeros": lambda data: re.sub(rb"\d", b"0", data),
    "no digits": lambda data: re.sub(rb"\d", b"", data),
    "no quotes": lambda data: re.sub(rb"[\"']", b"", data),
    "no brackets": lambda data: re.sub(rb"[\[\](){}]", b"", data),
    "no words": lambda data: re.sub(rb"[A-Za-z]+", b"", data),
    "capitals": lambda data: data.upper(),
    "tabs": lambda data: data.replace(b" ", b"\t"),
}

EVERYWHERE = {
    "empty": b"",
    "spaces": b" \n\t \n",
    "brackets": b"[" * 200_000,
    "objects": b'{"a":' * 100_000,
    "objects in lines": b'[{"a":\n' * 5_000,
    "a number without end": b"9" * 200_000,
    "quotes": b'"' * 100_000,
    "commas": b"," * 200_000,
    "parentheses": b"(" * 100_000,
    "angles": b"<" * 100_000,
    "colons": b":" * 100_000,
    "stairs of lists": "\n".join(" " * n + "- [ ] a" for n in range(1_500)).encode(),
    "stairs of tabs": "\n".join("\t" * n + "- a" for n in range(1_500)).encode(),
    "stairs of stars": "\n".join("*" * (n + 1) + " TODO a" for n in range(1_500)).encode(),
    "stairs of hashes": "\n".join("#" * (n % 9 + 1) + " a" for n in range(3_000)).encode(),
    "components": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VTODO\r\n" * 5_000,
    "drawers": b"* TODO a\n" + b":PROPERTIES:\n" * 5_000,
    "quoted": b"> " * 50_000 + b"- [ ] a",
    "fences": b"```\n- [ ] a\n" * 3_000,
    "one long line": b"- [ ] +a @b due:2026-12-01 " * 20_000,
    "one long word": b"x" * 1_000_000,
    "one long name": b'{"' + b"n" * 1_000_000 + b'": 1}',
    "bytes": bytes(range(256)) * 400,
    "null bytes": b"\x00" * 100_000,
    "a database in name alone": b"SQLite format 3\x00" + b"\xff" * 5_000,
    "a package": b"PK\x03\x04" + b"\x00" * 1_000,
}

LOOPS = {
    "ical": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    b"BEGIN:VTODO\r\nUID:a\r\nSUMMARY:a\r\nRELATED-TO:b\r\nEND:VTODO\r\n"
    b"BEGIN:VTODO\r\nUID:b\r\nSUMMARY:b\r\nRELATED-TO:a\r\nEND:VTODO\r\n"
    b"BEGIN:VTODO\r\nUID:c\r\nSUMMARY:c\r\nRELATED-TO:c\r\nEND:VTODO\r\nEND:VCALENDAR\r\n",
    "markdown": "# p\n- [ ] a 🆔 a ⛔ b\n- [ ] b 🆔 b ⛔ a,b\n".encode(),
    "super-productivity": b'{"project":{"ids":["p"],"entities":{"p":{"id":"p","title":"P",'
    b'"taskIds":["a"]}}},"task":{"ids":["a","b"],"entities":{"a":{"id":"a","title":"a","projectId":"p",'
    b'"parentId":"b","subTaskIds":["b"]},"b":{"id":"b","title":"b","projectId":"p",'
    b'"parentId":"a","subTaskIds":["a","b"]}}}}',
    "todo.txt": b"a id:1 p:2\nb id:2 p:3\nc id:3 p:1\nd id:4 p:4\n",
    "taskwarrior": b'[{"uuid":"u1","status":"pending","entry":"20261101T080000Z","description":'
    b'"a","project":"p","depends":["u2"]},{"uuid":"u2","status":"pending","entry":'
    b'"20261101T080000Z","description":"b","project":"p","depends":["u1","u2"]}]',
}
"""Tasks that are parts of each other, or wait for each other, in formats that can say so."""


def broken(path, change, folder):
    """A sample with a change made to its bytes, or to those of each file of a folder."""
    folder.mkdir(exist_ok=True)
    if path.suffix == ".sql":
        data = change(database(path.read_text(encoding="utf-8")))
        to = folder / f"{path.stem}.db"
        to.write_bytes(data)
        return GivenFile(to.name, data, to)
    to = folder / path.name
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            target = to / file.relative_to(path) if path.is_dir() else to
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(change(file.read_bytes()))
    return GivenFile(to.name, b"" if to.is_dir() else to.read_bytes(), to)


def ends_well(name, file):
    """What becomes of a file: the sentence, or its roads, which also make goals."""
    try:
        reading = reader_of(name).read(file, local())
    except ImportFileError as error:
        sentence = str(error)
        assert sentence.endswith((".", "?")), sentence
        assert sentence == clean_line(sentence, len(sentence))
        return sentence
    assert all(left.reason for left in (*reading.unread, *reading.skipped))
    brought(reading, lone=False)
    return outline(reading, lone=True)


names = [str(path.relative_to(FOLDER)) for path in SAMPLES]


def size(path):
    return sum(each.stat().st_size for each in (path, *path.rglob("*")) if each.is_file())


SMALLEST = {
    min((path for path in SAMPLES if path.parent.name == name), key=size) for name in FORMATS
}
"""One sample of each format."""


def some_breaks(path):
    """All of them for one sample of each format, a handful for the others; always the same ones."""
    return BREAKS if path in SMALLEST else Random(path.name).sample([*BREAKS], 6)


def breaks_end_well(path, ways, folder):
    for how in ways:
        with case(how), within_seconds(SECONDS):
            file = broken(path, BREAKS[how], folder / how)
            assert all(0 <= reader_of(name).recognises(file) <= 1 for name in FORMATS)
            assert isinstance(ends_well(path.parent.name, file), str)


@pytest.mark.parametrize("path", SAMPLES, ids=names)
def test_a_broken_sample_ends_in_roads_or_a_sentence(path, tmp_path):
    breaks_end_well(path, some_breaks(path), tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("path", SAMPLES, ids=names)
def test_every_sample_broken_in_every_way_ends_in_roads_or_a_sentence(path, tmp_path):
    breaks_end_well(path, BREAKS, tmp_path)


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_of_no_format_ends_in_roads_or_a_sentence(name, tmp_path):
    path = tmp_path / "file"
    for what, data in EVERYWHERE.items():
        path.write_bytes(data)
        with case(what), within_seconds(SECONDS):
            assert isinstance(ends_well(name, GivenFile(path.name, data, path)), str)


@pytest.mark.parametrize("ending", ["", ".txt", ".json", ".csv", ".md", ".org", ".ics", ".db"])
def test_what_is_of_no_format_is_not_taken_for_one_without_a_word(ending):
    for what, data in EVERYWHERE.items():
        file = GivenFile(f"file{ending}", data)
        with case(what), within_seconds(SECONDS):
            try:
                assert recognise(file) in FORMATS
            except ImportFileError as error:
                assert "--from" in str(error)  # noqa: PT017 # either is right


@pytest.mark.parametrize("name", [name for name in LOOPS if name in FORMATS])
def test_loops_end(name, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(LOOPS[name])
    with within_seconds(SECONDS):
        assert ends_well(name, GivenFile(path.name, LOOPS[name], path))


firsts = [next(path for path in SAMPLES if path.parent.name == name) for name in FORMATS]


@pytest.mark.parametrize("path", firsts, ids=[*FORMATS])
@pytest.mark.parametrize("count", [20_000, pytest.param(100_000, marks=pytest.mark.long)])
def test_100_000_lines_are_read_in_seconds(path, count, tmp_path):
    def many(data):
        lines = itertools.cycle(lines_of(data))
        return b"\n".join(itertools.islice(lines, count))

    file = broken(path, many, tmp_path)
    with within_seconds(SECONDS * count / 100_000):
        try:
            reading = reader_of(path.parent.name).read(file, local())
        except ImportFileError as error:
            assert str(error).endswith(".")  # noqa: PT017 # either is right
        else:
            assert reading.origin == path.parent.name
