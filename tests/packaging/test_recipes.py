"""The recipes for packagers say what pyproject.toml says, and their own tools read them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from lastmile_tui import __version__

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "docs/packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED = PROJECT["project"]["dependencies"]
BUILT_WITH = PROJECT["build-system"]["requires"]
EXTRAS = {
    extra: PROJECT["project"]["optional-dependencies"][extra] for extra in ("formats", "mcp", "web")
}


def name_of(requirement):
    return re.match(r"[\w-]+", requirement)[0]


def bounds_of(requirement):
    """Each bound of a requirement, on its own."""
    name = name_of(requirement)
    return {f"{name}{bound}" for bound in requirement.removeprefix(name).split(",")}


def optional():
    return {requirement for extra in EXTRAS.values() for requirement in extra}


@pytest.fixture(scope="module")
def conda():
    """The recipe as rattler-build renders it, which refuses what it does not know."""
    rattler_build = pytest.importorskip("rattler_build", reason="an extra of developers")
    recipe = rattler_build.Stage0Recipe.from_file(str(RECIPES / "conda-forge/recipe.yaml"))
    (rendered,) = recipe.render()
    return rendered.recipe.to_dict()


def test_conda_forge(conda):
    assert conda["package"] == {"name": PROJECT["project"]["name"], "version": __version__}
    python = f"python {PROJECT['project']['requires-python']}"
    needs = conda["requirements"]
    assert {line.replace(" ", "", 1) for line in needs["run"]} == {
        *NEEDED,
        python.replace(" ", ""),
    }
    assert {line.replace(" ", "", 1) for line in needs["run_constraints"]} == optional()
    assert {line.replace(" ", "", 1) for line in needs["host"]} >= {*BUILT_WITH, "pip"}
    scripts = [f"{name} = {where}" for name, where in PROJECT["project"]["scripts"].items()]
    assert conda["build"]["python"]["entry_points"] == scripts
    assert conda["about"]["summary"] == PROJECT["project"]["description"]
    assert conda["about"]["license"] == PROJECT["project"]["license"]
    assert (RECIPES / "conda-forge" / conda["source"][0]["path"]).resolve() == ROOT


STUB = """
let
  names = builtins.listToAttrs (map (name: { inherit name; value = name; }) NAMES);
  package = import ./package.nix {
    lib = { cleanSource = toString; licenses.mit = "MIT"; platforms.unix = [ ]; };
    python3Packages = names // { buildPythonApplication = given: given; };
    versionCheckHook = "versionCheckHook";
  };
in package
"""


@pytest.mark.skipif(shutil.which("nix-instantiate") is None, reason="Nix is not installed")
def test_nixpkgs(tmp_path):
    """Evaluated with names in the place of packages: one that pyproject.toml lacks is an error."""
    named = {name_of(each) for each in [*NEEDED, *BUILT_WITH, *optional()]}
    names = "[" + " ".join(f'"{name}"' for name in sorted(named)) + "]"
    command = ["nix-instantiate", "--eval", "--strict", "--json", "--expr"]
    done = subprocess.run(
        [*command, STUB.replace("NAMES", names)],
        cwd=RECIPES / "nixpkgs",
        env={**os.environ, "NIX_STATE_DIR": str(tmp_path), "NIX_STORE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    package = json.loads(done.stdout)
    assert (package["pname"], package["version"]) == (PROJECT["project"]["name"], __version__)
    assert sorted(package["dependencies"]) == sorted(map(name_of, NEEDED))
    assert package["build-system"] == [name_of(each) for each in BUILT_WITH]
    extras = {extra: sorted(map(name_of, each)) for extra, each in EXTRAS.items()}
    assert {
        extra: sorted(each) for extra, each in package["optional-dependencies"].items()
    } == extras
    assert package["meta"]["description"] + "." == PROJECT["project"]["description"]
    assert package["meta"]["mainProgram"] in PROJECT["project"]["scripts"]
    assert Path(package["src"]) == ROOT


def arrays():
    """What bash makes of the recipe's variables."""
    names = "pkgname pkgver pkgdesc license depends makedepends optdepends"
    each = 'declare -n value=$name; printf "%s\\0" "$name" "${value[@]}" ""'
    script = f". ./PKGBUILD; for name in {names}; do {each}; done"
    out = subprocess.run(
        ["bash", "-euc", script], cwd=RECIPES / "aur", capture_output=True, text=True, check=True
    ).stdout
    return {found.split("\0")[0]: found.split("\0")[1:] for found in out.split("\0\0") if found}


def test_aur():
    said = arrays()
    assert said["pkgname"] == [PROJECT["project"]["name"]]
    assert said["pkgver"] == [__version__]
    assert said["pkgdesc"] == [PROJECT["project"]["description"]]
    assert said["license"] == [PROJECT["project"]["license"]]
    bounds = {f"python-{bound}" for each in NEEDED for bound in bounds_of(each)}
    assert {*said["depends"]} == bounds | {f"python{PROJECT['project']['requires-python']}"}
    assert {*said["makedepends"]} >= {f"python-{each}" for each in BUILT_WITH}
    assert {each.partition(":")[0] for each in said["optdepends"]} == {
        f"python-{name_of(each)}" for each in optional()
    }


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
def test_shellcheck_finds_nothing_in_the_pkgbuild():
    done = subprocess.run(
        ["shellcheck", str(RECIPES / "aur/PKGBUILD")], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.skipif(shutil.which("makepkg") is None, reason="makepkg is not installed")
def test_makepkg_reads_the_pkgbuild():
    """As another user where the tests are those of root, for whom it refuses to work."""
    user = "nobody" if os.geteuid() == 0 else None
    with TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)  # noqa: PTH101, S103
        shutil.copy(RECIPES / "aur/PKGBUILD", folder)
        done = subprocess.run(
            ["makepkg", "--printsrcinfo"],
            cwd=folder,
            user=user,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert f"pkgver = {__version__}" in done.stdout
