"""The line for reports of faults, as far as the folders tell."""

from __future__ import annotations

import subprocess
import sys

import pytest

from lastmile_tui import __version__
from lastmile_tui.cli.main import main
from lastmile_tui.versions import installation, say_extra, say_versions, version_of


def made(tmp_path, *, installer=None, url=None, tool=None):
    """The site-packages and the prefix of an environment with lastmile in it."""
    site = tmp_path / "lib"
    folder = site / "lastmile_tui-0.1.0.dist-info"
    folder.mkdir(parents=True)
    if installer:
        (folder / "INSTALLER").write_text(f"{installer}\n")
    if url:
        (folder / "direct_url.json").write_text(url)
    if tool:
        (tmp_path / tool).write_text("")
    return ["/nowhere", str(site)], str(tmp_path)


@pytest.mark.parametrize(
    ("installed", "said"),
    [
        ({"installer": "pip"}, "pip"),
        ({"installer": "uv"}, "uv pip"),
        ({"installer": "pip", "tool": "pipx_metadata.json"}, "pipx"),
        ({"installer": "uv", "tool": "uv-receipt.toml"}, "uv tool"),
        ({"installer": "conda"}, "conda"),
        ({}, "a package of the system"),
        (
            {"installer": "pip", "url": '{"dir_info": {"editable": true}, "url": "file:///x"}'},
            "pip, editable",
        ),
        (
            {"installer": "uv", "url": '{"url":"file:///x","dir_info":{"editable":true}}'},
            "uv pip, editable",
        ),
        ({"installer": "pip", "url": '{"dir_info": {}, "url": "file:///x"}'}, "pip"),
    ],
)
def test_it_says_how_it_was_installed(tmp_path, installed, said):
    assert installation(*made(tmp_path, **installed)) == said


@pytest.mark.parametrize(
    ("installed", "said"),
    [
        ({"installer": "pip"}, "'/a b/python' -m pip install 'mcp<3,>=1.30' brings that."),
        (
            {"installer": "pip", "url": '{"dir_info": {"editable": true}}'},
            "'/a b/python' -m pip install 'mcp<3,>=1.30' brings that.",
        ),
        (
            {"installer": "uv"},
            "uv pip install --python '/a b/python' 'mcp<3,>=1.30' brings that.",
        ),
        (
            {"installer": "uv", "tool": "uv-receipt.toml"},
            "uv tool install 'lastmile-tui[mcp]' brings that.",
        ),
        (
            {"installer": "pip", "tool": "pipx_metadata.json"},
            "pipx inject lastmile-tui 'mcp<3,>=1.30' brings that.",
        ),
        ({"installer": "conda"}, "install 'mcp<3,>=1.30' as lastmile was, by conda."),
        ({}, "install 'mcp<3,>=1.30' as lastmile was, by a package of the system."),
    ],
)
def test_what_brings_an_extra_goes_by_how_it_was_installed(tmp_path, installed, said):
    path, prefix = made(tmp_path, **installed)
    (folder,) = (tmp_path / "lib").iterdir()
    (folder / "METADATA").write_text(
        "Requires-Dist: rich\nRequires-Dist: mcp<3,>=1.30; extra == 'mcp'\n"
        "Requires-Dist: aiohttp; extra == 'web'\n"
    )
    assert say_extra("mcp", path, prefix, "/a b/python") == said


@pytest.mark.parametrize(
    ("receipt", "said"),
    [
        ('{ name = "lastmile-tui", directory = "/a b/c" }', "'/a b/c[mcp]'"),
        ('{ name = "lastmile-tui", editable = "/a" }', "--editable '/a[mcp]'"),
        (
            '{ name = "lastmile-tui", extras = ["web"], specifier = ">=1" }',
            "'lastmile-tui[web,mcp]>=1'",
        ),
        (
            '{ name = "lastmile-tui", git = "https://example.org/x?rev=main" }',
            "'lastmile-tui[mcp] @ git+https://example.org/x@main'",
        ),
        (
            '{ name = "icalendar", specifier = "<8" }, { name = "lastmile-tui", path = "/x.whl" }',
            "'/x.whl[mcp]' --with 'icalendar<8'",
        ),
    ],
)
def test_a_tool_of_uv_is_installed_anew_with_all_it_was_installed_with(tmp_path, receipt, said):
    path, prefix = made(tmp_path, installer="uv")
    (folder,) = (tmp_path / "lib").iterdir()
    (folder / "METADATA").write_text("Requires-Dist: mcp; extra == 'mcp'\n")
    (tmp_path / "uv-receipt.toml").write_text(f"[tool]\nrequirements = [{receipt}]\n")
    assert say_extra("mcp", path, prefix, "python") == f"uv tool install {said} brings that."


def test_without_a_trace_of_it_a_clone_brings_an_extra():
    assert say_extra("mcp", [], "", "python") == (
        "in a clone of lastmile, pip install '.[mcp]' brings that."
    )


def test_without_a_trace_of_it_it_is_not_installed(tmp_path):
    assert installation([str(tmp_path), "", "/nowhere"], str(tmp_path)) == "not installed"


@pytest.mark.parametrize("args", [["--version"], ["-V"], ["list", "--version"], ["doctor"]])
@pytest.mark.usefixtures("home")
def test_the_line_is_told_by_the_version_and_the_doctor(capsys, args):
    main(args)
    assert say_versions() in capsys.readouterr().out
    assert say_versions().startswith(f"lastmile {__version__} (")
    assert f", Python {sys.version.split()[0]}, Textual {version_of('textual')}, " in say_versions()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Unix closes it")
@pytest.mark.parametrize("args", ["--version", "list --version"])
def test_without_an_output_nothing_breaks(args):
    command = f'"$0" -m lastmile_tui {args} >&-'
    done = subprocess.run(["sh", "-c", command, sys.executable], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_version_alone_imports_nothing_that_takes_time():
    slow = "argparse, asyncio, importlib.metadata, json, msgspec, textual"
    code = (
        "import sys; sys.argv = ['lastmile', '--version']; from lastmile_tui.__main__ import main;"
        f"main(); print(sorted({{*'{slow}'.split(', ')}} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    line, slow_ones = done.stdout.splitlines()
    assert (line, slow_ones) == (say_versions(), "[]")
