"""Every translation of the tables: its text, that a second run changes nothing, and both sides executed."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.migrate.port.case_files import NEW, Case, cases, translation
from theano_migrate.port.certificate.environment import port_python
from theano_migrate.port.translate import translated

ROOT = Path(__file__).resolve().parents[3]
RUN = Path(__file__).with_name("run_cases.py")
CLOSE = 2e-6  # PyMC computes constants of its own, log(2), in float32
EXECUTED = [case for case in cases() if case.check != "text"]


needs_pymc = pytest.mark.skipif(port_python() is None, reason="no interpreter with PyMC 6: `make port-venv` makes one")


@pytest.mark.parametrize("case", cases(), ids=str)
def test_text(case: Case) -> None:
    assert translation(case) == case.after


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_second_run_changes_nothing(case: Case) -> None:
    assert translated(case.new).text == case.new


@needs_pymc
@pytest.mark.slow
@pytest.mark.parametrize("case", EXECUTED, ids=str)
def test_both_sides(case: Case) -> None:
    was, now = then().get(str(case), {}), today().get(str(case), {})
    assert "error" not in was, f"PyMC3's side: {was['error']}"
    assert "error" not in now, f"PyMC's side: {now['error']}"
    if case.check == "model":
        np.testing.assert_allclose(now["logp"], was["logp"], rtol=CLOSE, atol=CLOSE)
    else:
        same(now["out"], was["out"])


def same(now: Any, was: Any) -> None:
    if isinstance(was, dict):
        assert now.keys() == was.keys()
        for name, value in was.items():
            same(now[name], value)
    elif isinstance(was, list) and any(isinstance(one, list | dict | str) for one in was):
        assert len(now) == len(was)
        for value, other in zip(now, was, strict=True):
            same(value, other)
    elif isinstance(was, str):
        assert now == was
    else:
        np.testing.assert_allclose(now, was, rtol=1e-6, atol=1e-9)


@functools.cache
def then() -> dict[str, dict[str, Any]]:
    asked = [{"name": str(one), "check": one.check, "text": one.old} for one in EXECUTED]
    return answers(sys.executable, "old", asked, {"PYTHONPATH": str(ROOT)})


@functools.cache
def today() -> dict[str, dict[str, Any]]:
    python = port_python()
    assert python is not None
    asked = [
        {"name": str(one), "check": one.check, "text": one.new, "points": then().get(str(one), {}).get("points")}
        for one in EXECUTED
        if "error" not in then().get(str(one), {"error": ""})
    ]
    return answers(python, "new", asked, {})


def answers(python: str, side: str, asked: list[dict[str, Any]], more: dict[str, str]) -> dict[str, dict[str, Any]]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | more
    done = subprocess.run(
        [python, str(RUN), side], input=json.dumps(asked), capture_output=True, text=True, env=environment, timeout=500
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return {one["name"]: one for one in json.loads(done.stdout.splitlines()[-1])}


def test_the_preamble() -> None:
    assert "theano" not in NEW and "pymc3" not in NEW


def test_imports_stand_below_what_a_file_begins_with() -> None:
    begins = '"""About it."""\nfrom __future__ import division\nimport arviz as az\n'
    made = translated(begins + "az.plot_trace(trace)\nimport pymc3 as pm\n", "model.py").text
    assert made.startswith(begins + "import numpy as np\n")
    compile(made, "model.py", "exec")
