"""The wheel: the names that it takes, beside packages that own others, and from within its file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools import stubs

ROOT = Path(__file__).resolve().parents[2]
NAMES = {"theano_compat", "theano_migrate", "theano_common", "theano_environment", "compat"}
NAMES |= {"theano-stubs", "pymc3-stubs"}
SOURCES = ("compat", "migrate", "theano_common", "environment", "alias")
SOURCES += ("setup.py", "pyproject.toml", "README.md", "LICENSE")
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the working tree; without the extension, which takes a compiler's time."""
    pytest.importorskip("setuptools", minversion="77")
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("out")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__", "*.so", "_call.c"))
        else:
            shutil.copy(source, tree / name)
    stubs.write(tree / "stubs")
    subprocess.run([sys.executable, "-c", BUILD, out], cwd=tree, check=True, capture_output=True)
    [found] = out.glob("*.whl")
    return found


def run(path: Path, script: str, folder: Path) -> str:
    """Return what a program prints for which `path` comes first."""
    command = [sys.executable, "-W", "ignore", "-c", script]
    environment = {**os.environ, "PYTHONPATH": str(path)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_names(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        tops = {name.partition("/")[0] for name in file.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == NAMES


OURS = """
import migrate, common, compat as theano, compat.tensor as tt, theano_migrate.check, theano_compat
assert migrate.mine and common.mine and theano is theano_compat
x = tt.dscalar()
print(theano.function([x], x + 1)(2.0), theano.__file__)
"""


def test_beside_packages_that_own_the_names_of_our_folders(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        file.extractall(tmp_path)
    for name in ("migrate", "common"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("mine = True\n")
    assert run(tmp_path, OURS, tmp_path) == f"3.0 {tmp_path / 'theano_compat' / '__init__.py'}\n"


AUDIT = """
import sys
from theano_migrate.check.command import main
sys.exit(main(["old.py"]) != 1)
"""


def test_the_audit_looks_names_up(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        file.extractall(tmp_path)
    (tmp_path / "old.py").write_text("import theano.tensor as tt\nx = tt.no_such_name\n")
    assert "1 not in the table" in run(tmp_path, AUDIT, tmp_path)


MODEL = """
import theano_compat, pymc3 as pm, theano, theano.tensor as tt
with pm.Model() as m:
    pm.Normal("x")
    pm.Gamma("g", 2, 1)
x = tt.dscalar()
assert pm.__file__.startswith(theano_compat.__file__.removesuffix("__init__.py"))
print(theano.function([x], x + 1)(2.0), pm.Normal.dist(0, 1).logp(0.5).eval().round(6))
"""


def test_from_the_file_itself(wheel: Path, tmp_path: Path) -> None:
    assert run(wheel, MODEL, tmp_path) == "3.0 -1.043939\n"


def test_from_a_zipapp(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        file.extractall(tmp_path / "app")
    (tmp_path / "app" / "__main__.py").write_text(MODEL)
    subprocess.run([sys.executable, "-m", "zipapp", "app"], cwd=tmp_path, check=True)
    done = subprocess.run([sys.executable, "app.pyz"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "3.0 -1.043939\n"), done.stderr[-3000:]
