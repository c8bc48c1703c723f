"""Attributes of old values: each is translated, the same today, or marked; what is said to be the same exists today."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from theano_migrate.port.certificate.environment import port_python
from theano_migrate.port.names import kinds
from theano_migrate.port.names.kinds import DISTRIBUTION, FREE, GRADIENT, MODEL, OBSERVED, POINT_FUNCTION, TRANSFORMED
from theano_migrate.port.registry import entry_for_call, member_rule
from theano_migrate.port.rules.members import GONE, OPEN, lost

ROOT = Path(__file__).resolve().parents[3]
REAL = ROOT / "tests" / "architecture" / "legacy_names" / "members.txt"  # of PyMC3 3.11.5
TENSOR = "theano.tensor.var.TensorVariable"
# Public names in the classes of PyMC3 3.8 and 3.11.5 whose values are not in that file.
CLASSES = {
    DISTRIBUTION: "default defaults dist dtype get_test_val getattr_value logp logcdf logp_nojac logp_sum random shape"
    " testval transform type",
    GRADIENT: "array_to_dict array_to_full_dict dict_to_array dtype get_extra_values profile set_extra_values"
    " set_weights size",
    POINT_FUNCTION: "f model",
}
OF_THE_MODEL_IN_THE_FILE = {"mu", "sd", "sd_log__", "twice", "y", "data"}


def real() -> dict[str, set[str]]:
    lines = (line.partition(": ") for line in REAL.read_text().splitlines())
    found = {kind: set(names.split()) for kind, _, names in lines}
    found[MODEL] -= OF_THE_MODEL_IN_THE_FILE
    return {kind: names for kind, names in found.items() if kind in kinds.TODAY} | {
        kind: set(names.split()) for kind, names in CLASSES.items()
    }


def decision(kind: str, attribute: str) -> str:
    """What the translator does with it."""
    if member_rule(f"{kind}()", attribute) is not None or entry_for_call(f"{kind}.{attribute}") is not None:
        return "translated"
    return "same" if lost(kind, attribute, own=False) is None else "marked"


@pytest.mark.parametrize("kind", sorted(set(real()) - OPEN))
def test_an_attribute_that_nobody_knows_is_marked(kind: str) -> None:
    if kind != kinds.TRACE:  # there it is a variable
        assert decision(kind, "unheard_of") == "marked"
    assert lost(kind, "unheard_of", own=True) is None


@pytest.mark.parametrize("kind", sorted(real()))
def test_what_is_the_same_is_there_today(kind: str) -> None:
    same = {name for name in real()[kind] if decision(kind, name) == "same"}
    assert not same or same <= kinds.members(kinds.TODAY[kind])


@pytest.mark.parametrize("kind", [MODEL, kinds.TRACE, FREE, OBSERVED, TRANSFORMED, *CLASSES])
def test_a_mark_of_what_pymc3_added_says_what_to_do(kind: str) -> None:
    own = real()[kind] - (real()[TENSOR] if kind in (FREE, OBSERVED, TRANSFORMED) else set())
    without = {name for name in own if decision(kind, name) == "marked" and name not in GONE[kind]}
    assert without == set()


@pytest.mark.parametrize("kind", sorted(GONE))
def test_no_attribute_has_a_rule_and_a_reason(kind: str) -> None:
    """Two decisions for one attribute: the reason would never be read."""
    assert {name for name in GONE[kind] if decision(kind, name) == "translated"} == set()


@pytest.mark.slow
def test_the_table_is_true_of_todays_libraries() -> None:
    python = port_python()
    if python is None:
        pytest.skip("there is no environment with PyMC 6: make port-venv")
    run = subprocess.run([str(python), "tools/todays_members.py"], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    today = {kind: set(names.split()) for kind, _, names in (line.partition(": ") for line in run.stdout.splitlines())}
    assert {kind: set(kinds.members(kind)) - names for kind, names in today.items()} == dict.fromkeys(today, set())
