"""`theano-compat emit`: a script runs, and the C of its models is printed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.backends.test_target import TEXTS

ROOT = Path(__file__).resolve().parents[2]
MODEL = """
import numpy as np, pymc3 as pm
print("a model")
with pm.Model() as model:
    a = pm.Normal("a", 0.0, 1.0, shape=3)
    pm.Normal("y", a.exp().sum(), 1.0, observed=np.zeros(100))
"""
DISCRETE = """
with pm.Model() as other:
    pm.Poisson("k", 2.0)
"""


def emit(tmp_path, source, *arguments):
    (tmp_path / "script.py").write_text(source)
    command = [sys.executable, "-m", "compat", "emit", str(tmp_path / "script.py"), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("target", TEXTS)
def test_text(tmp_path, target):
    done = emit(tmp_path, MODEL, "--target", target)
    assert (done.returncode, done.stderr) == (0, "a model\n")
    assert done.stdout.startswith("#include") and "\nint logp(size_t dim, " in done.stdout
    assert ('simd("notinbranch")' in done.stdout) is ("simd(" in TEXTS[target][0])


@pytest.mark.slow
def test_a_file(tmp_path):
    done = emit(tmp_path, MODEL, "-o", str(tmp_path / "unit.c"))
    assert (done.returncode, done.stdout) == (0, f"Written: {tmp_path / 'unit.c'}\n")
    assert (tmp_path / "unit.c").read_text() == emit(tmp_path, MODEL).stdout


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    "source, arguments, status, words",
    [
        ("print(1)", (), 1, "script.py has no model."),
        (MODEL + DISCRETE, (), 1, "Not emitted: k is discrete"),
        ("1 / 0", (), 1, "ZeroDivisionError"),
        ("raise SystemExit(3)", (), 3, ""),
        (MODEL, ("--target", "z80"), 2, "invalid choice: 'z80'"),
        (MODEL, ("-o", "no/such/folder/unit.c"), 2, "nothing can be written to 'no/such/folder/unit.c'"),
    ],
)
def test_what_fails(tmp_path, source, arguments, status, words):
    done = emit(tmp_path, source, *arguments)
    assert (done.returncode, words in done.stderr) == (status, True), done.stderr
