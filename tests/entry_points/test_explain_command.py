"""`theano-compat explain`: a script runs, and what it compiled is explained."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FUNCTIONS = """
import sys
import numpy as np, theano, theano.tensor as tt
x = tt.dvector("x")
f = theano.function([x], tt.tanh(x).sum(), name="energy")
g = theano.function([x], x * 2, name="double")
print("arguments:", sys.argv[1:], f(np.ones(1000)))
"""
MODEL = (
    FUNCTIONS
    + """
import pymc3 as pm
with pm.Model() as model:
    pm.Normal("mu", 0.0, 1.0)
"""
)


def explain(tmp_path, source, *options, arguments=()):
    (tmp_path / "script.py").write_text(source)
    command = [sys.executable, "-m", "compat", "explain", *options, str(tmp_path / "script.py"), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.slow
@pytest.mark.wide(7)
@pytest.mark.compiler
@pytest.mark.parametrize(
    "source, options, titles",
    [
        (FUNCTIONS, (), ["Function energy", "Function double"]),
        (FUNCTIONS, ("--of", "energy"), ["Function energy"]),
        (MODEL, (), ["Model: log density and gradient"]),
        (MODEL, ("--of=functions",), ["Function energy"]),
    ],
)
def test_what_is_explained(tmp_path, source, options, titles):
    done = explain(tmp_path, source, *options, arguments=["--flag"])
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("arguments: ['--flag'] 761.59")
    assert [a for a, b in zip(lines, lines[1:], strict=False) if set(b) == {"="}] == titles
    assert ("out0 = sum over i0: tanh(x[i0])" in done.stdout) is ("Function energy" in titles)


@pytest.mark.slow
@pytest.mark.compiler
def test_a_page(tmp_path):
    done = explain(tmp_path, FUNCTIONS, "--html", str(tmp_path / "page.html"))
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2 and page.startswith("<!DOCTYPE html>")


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    "source, options, status, words",
    [
        (
            FUNCTIONS,
            ("--of", "nothing"),
            1,
            "compiled nothing called 'nothing'. Its functions: double, energy; models: 0.",
        ),
        ("1 / 0", (), 1, "ZeroDivisionError"),
        (FUNCTIONS, ("--every",), 2, "unrecognized arguments: --every"),
        ("raise SystemExit(3)", (), 3, ""),
    ],
)
def test_what_fails(tmp_path, source, options, status, words):
    done = explain(tmp_path, source, *options)
    assert (done.returncode, words in done.stderr) == (status, True), done.stderr


def test_bad_use(capsys):
    from theano_compat.__main__ import main

    assert main(["explain"]) == main(["explain", "--html"]) == main(["explain", "--x=1", "a.py"]) == 2
    said = capsys.readouterr().err
    assert said.count("usage: theano-compat explain") == 2 and "unrecognized arguments: --x=1" in said
