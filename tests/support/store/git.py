"""A data file in a real git repository, with the recipe of the README."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from lastmile_tui.store.doctor.git import ATTRIBUTES, DRIVER

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

PYTHON = f"'{sys.executable}' -m lastmile_tui"
"""Runs lastmile where a test has none on its PATH."""


def git(folder, *args, check=True, path=None):
    """Run git in a folder, with an identity and without the settings of this machine."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    env |= {
        f"GIT_{who}_{what}": "x@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    if path is not None:
        env["PATH"] = path
    return subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *args],
        cwd=folder, env=env, capture_output=True, text=True, check=check,
    )  # fmt: skip


FOUND = DRIVER.replace("lastmile", PYTHON, 1)
"""The driver of the README where lastmile is found, and so on."""
NOT_FOUND = DRIVER.replace("lastmile", "lastmile-is-not-installed", 1)
OLD_NOT_FOUND = "lastmile-is-not-installed merge-driver %O %A %B"


def repository(folder, *, driver=FOUND, attributes=ATTRIBUTES):
    """A new repository as the README sets it up, its first commit made."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q")
    if attributes:
        (folder / ".gitattributes").write_text(attributes.format(name="lastmile.json") + "\n")
    if driver:
        git(folder, "config", "merge.lastmile.driver", driver)
    commit(folder, "begin")
    return folder


def commit(folder, message):
    """Commit everything that is there; whether there was anything."""
    git(folder, "add", "-A")
    return git(folder, "commit", "-q", "-m", message, check=False).returncode == 0
