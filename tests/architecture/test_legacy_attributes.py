"""What objects of the four old releases have, ours have too, as a thing of the same kind; or there is a reason."""

import fnmatch

import pytest

from tests.architecture.legacy_attributes.differences import REASONS
from tools.legacy_attributes import FILES, Gap, agree, gaps, methods_of_ours_alone, release

PATTERNS = [pattern for patterns in REASONS.values() for pattern in patterns.split()]


@pytest.fixture(scope="module")
def found() -> dict[str, Gap]:
    return gaps()


def excuses(name: str) -> list[str]:
    return [pattern for pattern in PATTERNS if fnmatch.fnmatchcase(name, pattern)]


@pytest.mark.slow
def test_every_attribute_is_there_or_has_a_reason(found):
    assert not [gap for name, gap in found.items() if not excuses(name)]


@pytest.mark.slow
def test_every_reason_is_needed(found):
    used = {pattern for name in found for pattern in excuses(name)}
    assert set(PATTERNS) == used and len(PATTERNS) == len(used)


# Methods of ours that PyMC3's classes inherit: a subclass of a user's that changes what the inherited one looks at must
# not meet a formula that does not look at it. Each has a test of that, or looks at the same attributes.
OURS_ALONE = {
    "pymc3.distributions.bound._Bounded.default",
    "pymc3.ChiSquared.logcdf",  # of the same alpha and beta
    "pymc3.OrderedLogistic.logp",  # tests/distributions/test_ordered_choices.py
    "pymc3.distributions.dist_math.OpFromGraph.grad",
    "pymc3.distributions.transforms.LogOdds.jacobian_det",  # tests/pymc3_api/test_transforms.py
    "pymc3.ode.DifferentialEquation.L_op",
}


def test_what_subclasses_of_users_inherit():
    assert {name for name in methods_of_ours_alone() if name.startswith("pymc3.")} == OURS_ALONE


@pytest.mark.parametrize("version", FILES)
def test_what_is_kept(version):
    own = release(version).own
    assert len(own) > 900 and len([name for name in own if name.startswith("of theano.")]) > 25
    assert own["of theano.FunctionGraph"]["clients"] == ("d" if version == "3.11.5" else "m")


# kinds of an attribute in a release and in ours -> whether a program can use ours in its place
KINDS = {"mm": True, "mc": True, "mv": False, "vm": False, "dd": True, "dl": False, "lv": True, "pv": True, "pm": False}


@pytest.mark.parametrize("kinds", KINDS)
def test_what_agrees(kinds):
    assert agree(*kinds) is KINDS[kinds]
