"""`import pymc3 as pm` completes in an editor: the stubs have the names, and a type checker finds what is there."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import stubs

PROGRAMS = Path(__file__).with_name("typed")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The text of each file of stubs."""
    return {path.as_posix(): text for path, text in stubs.texts(Path()).items()}


@pytest.mark.parametrize(
    "file, names",
    [
        ("pymc3-stubs/__init__.pyi", "Normal Bound sample LKJCholeskyCov traceplot gp math"),
        ("theano-stubs/__init__.pyi", "function shared scan tensor grad config"),
        ("theano-stubs/tensor/__init__.pyi", "dvector exp dot nnet as_tensor_variable"),
        ("pymc3-stubs/distributions/transforms.pyi", "interval Ordered"),
    ],
)
def test_a_stub_has_the_names(file: str, names: str, texts: dict[str, str]) -> None:
    tree = ast.parse(texts[file])
    found = {alias.asname for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    found |= {
        node.target.id for node in tree.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    found |= {
        one.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for one in node.targets
        if isinstance(one, ast.Name)
    }
    assert set(names.split()) <= found


@pytest.mark.slow
@pytest.mark.parametrize("program", sorted(PROGRAMS.glob("*.py")), ids=lambda path: path.stem)
def test_mypy_finds_what_is_there(program: Path, texts: dict[str, str], tmp_path: Path) -> None:
    """An installed wheel has `pymc3-stubs`, which mypy looks for beside packages; by a path it wants the plain name."""
    pytest.importorskip("mypy")
    for file, text in texts.items():
        path = tmp_path / file.replace("-stubs/", "/", 1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--config-file=",
        "--ignore-missing-imports",
        "--no-incremental",
        str(program),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=stubs.STUBS.parent, env={**os.environ, "MYPYPATH": str(tmp_path)}
    )
    errors = [line for line in done.stdout.splitlines() if ": error:" in line]
    wrong = [k for k, line in enumerate(program.read_text().splitlines(), 1) if line.endswith("# not there")]
    assert [int(line.split(":")[1]) for line in errors] == wrong and all("no_such_name" in line for line in errors)
