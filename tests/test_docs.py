"""The pages of docs: what they have one type can be typed, and what they link is there."""

from __future__ import annotations

import os
import re
import pytest

from support.docs.pages import COMMANDS, NO_RUN, PAGES, TEXTS, anchors_of, links_of, parts_of
from support.docs.keyboard import apps_of, press_rows
from support.docs.shell import a_program, commands_of, failures_of

PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Where a `lastmile` is that starts quickly."""
    with a_program(tmp_path_factory.mktemp("path") / "bin") as folder:
        yield folder


@pytest.mark.parametrize(
    "page", [page for page in PAGES if any(commands_of(page))], ids=lambda page: page.stem
)
def test_every_command_of_a_page_does_what_it_says(page, path, tmp_path):
    failures = list(failures_of(page, tmp_path / "home", path))
    assert not failures, "\n\n".join(failures)


@pytest.mark.parametrize("page", [page for page in PAGES if apps_of(page)], ids=lambda page: page.stem)
def test_every_key_of_a_page_shows_what_it_says(page, tmp_path):
    for words, rows in apps_of(page):
        assert len(rows) > 4
        assert press_rows(words, rows, tmp_path / "home", os.environ["PATH"]) == 0


@PAGE
def test_every_block_of_a_page_is_of_a_kind_that_is_known(page):
    for part in parts_of(page):
        assert part.kind in (*COMMANDS, *TEXTS, "try", "indented"), (page.name, part.line)
        assert set(part.flags) <= {NO_RUN}, (page.name, part.line)


@PAGE
def test_every_link_of_a_page_leads_somewhere(page):
    for link in links_of(page):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert not anchor or anchor in anchors_of(target), link
