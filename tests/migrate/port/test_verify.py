"""`migrate-port --verify` as it is typed, with a real PyMC; skipped where there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from theano_migrate.port.certificate.environment import port_python
from theano_migrate.port.command import main

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(port_python() is None, reason="no interpreter with PyMC 6: `make port-venv` makes one"),
]
MODEL = """import numpy as np
import pymc3 as pm

y = np.array([1.0, 2.0, 4.0])
with pm.Model() as model:
    mu = pm.Normal("mu", 0, sd=2)
    pm.Bound(pm.Normal, lower=0.0)("above", mu, sd=3)
    pm.Normal("y", mu, sd=pm.HalfCauchy("s", 1), observed=y)
    trace = pm.sample(100)
print(trace["mu"].mean())
"""


def test_a_script(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "model.py"
    script.write_text(MODEL)
    assert main([str(script), "--verify"]) == 0
    said = capsys.readouterr().out
    assert "model: equal: 4 terms, total and gradient agree" in said or "equal: 4 terms" in said
    assert sorted(one.name for one in tmp_path.iterdir()) == ["model.py"] and script.read_text() == MODEL


@pytest.mark.usefixtures("started")
def test_a_notebook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cells = [
        {
            "cell_type": "code",
            "source": ["%matplotlib inline\n", *MODEL.splitlines(keepends=True)],
            "outputs": [],
            "metadata": {},
            "execution_count": None,
        }
    ]
    notebook = tmp_path / "model.ipynb"
    notebook.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    assert main([str(notebook), "--verify", "-o", str(tmp_path / "ported")]) == 0
    assert "equal: 4 terms" in capsys.readouterr().out
    assert sorted(one.name for one in tmp_path.iterdir()) == ["model.ipynb", "ported"]


@pytest.mark.usefixtures("started")
def test_a_line_that_stops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.py", tmp_path / "new.py"
    simple = MODEL.replace('    pm.Bound(pm.Normal, lower=0.0)("above", mu, sd=3)\n', "")
    old.write_text(simple)
    new.write_text(simple.replace("pymc3", "pymc").replace("sd=", "sigma="))
    assert main(["--verify-only", str(old), str(new), "--format", "json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["models"][0]["verdict"] == "equal" and document["verdict"] == "differs"
    assert document["run"]["word"].startswith("stops at line 9: KeyError")


@pytest.mark.usefixtures("started")
def test_another_persons_port(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.py", tmp_path / "new.py"
    old.write_text(MODEL)
    bound = 'pm.Bound(pm.Normal, lower=0.0)("above", mu, sd=3)'
    truncated = 'pm.TruncatedNormal("above", mu, sd=3, lower=0.0)'
    new.write_text(MODEL.replace("pymc3", "pymc").replace(bound, truncated).replace("sd=", "sigma="))
    assert main(["--verify-only", str(old), str(new)]) == 1
    said = capsys.readouterr().out
    assert "above" in said and "differs" in said  # a truncated density is normalised, a bound one was not
