"""Ports of fixtures by hand, under a real PyMC: certified, and their mutations caught. Skipped where there is no PyMC.

All mutations: `make fidelity SUITE=ports`; all ports: `make test WHOLE=1`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from tests.migrate.port import mutations
from tests.migrate.port.mutated_ports import OPERATORS, PORTS, Mutant
from theano_migrate.port.certificate.certify import certified
from theano_migrate.port.certificate.command import main
from theano_migrate.port.certificate.process import Side
from theano_migrate.port.certificate.verdicts import EQUAL, NOT_COMPARABLE
from tools.fixture_table.fixtures import saved_trace

LKJ = -2 * np.log(4 / 3)  # for n = 2 and eta = 2 PyMC 6 subtracts the logarithm that PyMC3 3.11.5 added
QUICK = ("eight_schools", "bioassay", "ordered_regression", "coal_mining", "radon")

pytestmark = pytest.mark.slow


PORT_NAMES = [
    name if name in ("eight_schools", "lkj", "smc_abc") else pytest.param(name, marks=pytest.mark.part(3))
    for name in mutations.names()
]


@pytest.mark.parametrize("port", PORT_NAMES)
def test_a_port_is_certified(port: str, old: Side, new: Side) -> None:
    report = certified(old, new, mutations.original(port), PORTS / f"{port}.py", count=20)
    [model] = report.models
    if port == "lkj":
        [constant] = [row for row in model.rows if row.kind == "free" and row.constant]
        assert report.verdict == EQUAL and report.agrees and "differs by a known constant -0.575364" in model.reason
        assert constant.name == "chol_cov" and np.isclose(constant.constant, LKJ) and "wrong sign" in constant.note
    elif port == "smc_abc":  # a simulator has no density: draws are compared
        assert report.verdict == NOT_COMPARABLE and "prior predictive draws of a, b, s look alike" in report.text()
    else:
        assert report.verdict == EQUAL, report.text()


def test_at_saved_draws(old: Side, new: Side) -> None:
    for port in ("eight_schools", "lkj"):
        saved = saved_trace(port)
        assert saved is not None
        report = certified(old, new, mutations.original(port), PORTS / f"{port}.py", saved=saved, count=16)
        assert report.same_posterior and report.models[0].points["saved draws"] == 100


@pytest.mark.parametrize("operator", OPERATORS)
def test_mutations_are_caught(operator: str, old: Side, new_in_python: Side) -> None:
    """The first place of each operator in the first quick port that has one."""
    mutant = next(one for port in QUICK for one in _mutants(port, new_in_python) if one.operator == operator)
    found, told = mutations.outcome(mutant, old, new_in_python, count=12)
    assert found == mutations.CAUGHT, f"{mutant.port}: {mutant.where}: {told}"


def _mutants(port: str, new: Side) -> list[Mutant]:
    if port not in _KNOWN:
        _KNOWN[port] = mutations.of_port(port, new)
    return _KNOWN[port]


_KNOWN: dict[str, list[Mutant]] = {}


def test_what_pymc_rounds_is_said(old: Side, new: Side, tmp_path: Path) -> None:
    """PyMC 6 computes with `10` in float32: Exponential of 10 is one of 9.99999985."""
    one, two = tmp_path / "old.py", tmp_path / "new.py"
    text = "import {0} as pm\nwith pm.Model():\n    a = pm.Exponential('a', 10)\n    b = pm.Normal('b', 0, 5)\n"
    one.write_text(text.format("pymc3"))
    two.write_text(text.format("pymc"))
    report = certified(old, new, one, two)
    assert report.agrees and report.models[0].largest < 1e-14
    assert "computes with small integers and short decimals of a, b in float32" in report.models[0].remarks[0]
    two.write_text(text.format("pymc").replace("10)", "10.000001)"))
    assert not certified(old, new, one, two).agrees


@pytest.mark.usefixtures("started")
def test_the_command(python: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "report.html"
    old, new = str(mutations.original("eight_schools")), str(PORTS / "eight_schools.py")
    assert main([old, new, "--python", str(python), "--html", str(page), "--points", "12"]) == 0
    assert "equal: 4 terms, total and gradient agree at" in capfd.readouterr().out
    assert "<p class='answer agree'>equal</p>" in page.read_text()
    assert sys.executable != str(python)
