"""The ways in, in clean folders: pip, uv and pipx, each from a built wheel and from a git address.

They install from the package index, and share one build: .ci/run calls them aside, alone.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from lastmile_tui import __version__
from support.terminal import Terminal

pytestmark = pytest.mark.skipif(
    "CI" not in os.environ or "PYTEST_XDIST_WORKER" in os.environ,
    reason="installs packages; .ci/run does it aside, without workers",
)

ROOT = Path(__file__).parents[2]
UNREACHED = ("No matching distribution", "ConnectionError", "NewConnectionError", "ConnectTimeout")
GIT = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}


@dataclass(frozen=True)
class Built:
    """What is installed, and what installs it."""

    wheel: Path
    sdist: Path
    address: str
    uv: Path
    pip: Path
    pipx: Path
    env: dict[str, str]


def ran(*command, env, cwd=None):
    """What a program prints that does what it should."""
    done = subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        text=True,
        env=env,
        cwd=cwd,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built")
    kept = ("PIP_", "SSL_", "UV_", "HTTPS_PROXY", "https_proxy")
    env = {name: value for name, value in os.environ.items() if name.startswith(kept)}
    env |= GIT | {
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PATH": os.environ["PATH"],
        "PIP_CACHE_DIR": str(folder / "cache/pip"),
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_NO_COMPILE": "1",  # half of what an installation takes
        "PIPX_DEFAULT_PYTHON": sys.executable,
        "TERM": "xterm-256color",
        "TMPDIR": str(folder),
        "UV_CACHE_DIR": str(folder / "cache/uv"),
        "UV_PYTHON": sys.executable,
        "UV_PYTHON_DOWNLOADS": "never",
    }
    ran(sys.executable, "-m", "venv", folder / "tools", env=env)
    pip = folder / "tools/bin/pip"
    got = subprocess.run(
        [pip, "install", "--quiet", "uv", "pipx"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    if got.returncode and any(word in got.stderr for word in UNREACHED):
        pytest.skip("pip reaches no package index: uv and pipx cannot be had")
    assert got.returncode == 0, got.stderr
    uv = folder / "tools/bin/uv"
    ran(uv, "build", "--quiet", ROOT, "--out-dir", folder / "dist", env=env)
    (wheel,) = folder.glob("dist/*.whl")
    (sdist,) = folder.glob("dist/*.tar.gz")
    clone = folder / "clone"
    ran("git", "clone", "--quiet", ROOT, clone, env=env)
    return Built(wheel, sdist, f"git+file://{clone}", uv, pip, folder / "tools/bin/pipx", env)


def test_the_wheel_has_the_package_its_data_and_nothing_else(built):
    tracked = ran("git", "ls-files", "-z", "lastmile_tui", env=built.env, cwd=ROOT).split("\0")
    info, data = (f"lastmile_tui-{__version__}.{kind}" for kind in ("dist-info", "data"))
    with zipfile.ZipFile(built.wheel) as wheel:
        names = set(wheel.namelist())
        page = wheel.read(f"{data}/data/share/man/man1/lastmile.1")
    in_package = {name for name in names if name.startswith("lastmile_tui/")}
    assert in_package == {name for name in tracked if name}
    assert {Path(name).suffix for name in in_package} >= {".tcss", ".html", ".css", ".js", ".svg"}
    assert page == (ROOT / "docs/lastmile.1").read_bytes()
    assert {name.split("/")[0] for name in names} == {"lastmile_tui", info, data}
    assert f"{info}/licenses/LICENSE" in names


def test_the_sdist_has_what_packagers_build_and_test_with(built):
    with tarfile.open(built.sdist) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert names >= {
        *("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "PKG-INFO"),
        *("docs/lastmile.1", "docs/tour.md", "lastmile_tui/ui/app.tcss"),
        *("tests/conftest.py", "tests/support/terminal.py", "tests/cli/test_main.py"),
    }
    assert not [name for name in names if "__pycache__" in name or name.startswith(".venv")]


def pip_install(built, what, home):
    """Where the command is, and where its page of man."""
    python = home / "venv/bin/python"
    ran(sys.executable, "-m", "venv", "--without-pip", home / "venv", env=built.env)
    ran(built.pip, "--python", python, "install", "--quiet", what, env=built.env)
    return home / "venv/bin", home / "venv/share/man"


def uv_tool_install(built, what, home):
    env = built.env | {"UV_TOOL_DIR": str(home / "tools"), "UV_TOOL_BIN_DIR": str(home / "bin")}
    ran(built.uv, "tool", "install", "--quiet", what, env=env)
    return home / "bin", home / "tools/lastmile-tui/share/man"


def pipx_install(built, what, home):
    env = built.env | {"PIPX_BIN_DIR": str(home / "bin"), "PIPX_MAN_DIR": str(home / "share/man")}
    ran(built.pipx, "install", what, env=env | {"PIPX_HOME": str(home / "pipx")})
    return home / "bin", home / "share/man"


@pytest.mark.parametrize(
    ("install", "source"),
    [
        (pip_install, "wheel"),
        (uv_tool_install, "address"),
        (pipx_install, "wheel"),
        pytest.param(pip_install, "address", marks=pytest.mark.long),
        pytest.param(uv_tool_install, "wheel", marks=pytest.mark.long),
        pytest.param(pipx_install, "address", marks=pytest.mark.long),
    ],
)
def test_it_runs_at_once_and_has_its_page_of_man(install, source, built, tmp_path):
    commands, pages = install(built, str(getattr(built, source)), tmp_path)
    env = {"HOME": str(tmp_path / "home"), "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    env |= {"PATH": f"{commands}:{os.environ['PATH']}"}
    assert shutil.which("lastmile", path=env["PATH"]) == str(commands / "lastmile")
    line = ran("lastmile", "--version", env=env, cwd=tmp_path)
    how = {pip_install: "pip", uv_tool_install: "uv tool", pipx_install: "pipx"}[install]
    assert line.startswith(f"lastmile {__version__} ({how}), Python ")
    assert ran("lastmile", "--help", env=env, cwd=tmp_path).startswith("usage: lastmile")
    ran("lastmile", "add", "Paint: sanded > primed >> painted", env=env, cwd=tmp_path)
    assert "Paint" in ran("lastmile", "list", env=env, cwd=tmp_path)
    page = pages / "man1/lastmile.1"
    assert page.read_bytes() == (ROOT / "docs/lastmile.1").read_bytes()
    if shutil.which("man") and install is not uv_tool_install:  # uv links commands and no pages
        where = ran("man", "-w", "lastmile", env=env).strip()  # by the PATH: nothing is set for it
        assert Path(where).resolve() == page.resolve()
    with Terminal(["lastmile"], env=env, cwd=tmp_path) as terminal:
        terminal.until("Paint")
        terminal.press("q")
        assert terminal.end() == 0
