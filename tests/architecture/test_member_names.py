"""Users' classes may have any name: what our classes have beside the real ones' names begins with `compat_`.

The names of the real ones are in `member_names/`, a file a release, written by `member_names/remake.py`.
"""

from pathlib import Path

import pytest

import compat.pymc3 as pm
import theano_compat.theano_api as theano
from tests.architecture.member_names.classes import classes, members

RELEASES = ("3.11.5", "3.8")
# What README and the guides tell users to call. Our own code calls the function behind it.
FEATURES = {"pymc3.Model": {"explain", "export", "save", "to_c", "to_jax"}}
FEATURES["pymc3.GLM"] = FEATURES["pymc3.Model"]
# Names of the real ones that hang there only at times, or on other classes of the family.
ALSO_OLD = {
    "theano.gof.Op": {"view_map", "destroy_map"},  # an Op that has some says them on its class or itself
    "theano.scalar.BinaryScalarOp": {"associative", "commutative", "identity"},  # what a class of some says
    "theano.scalar.ScalarOp": {"output_types_preference"},  # set where it is given
    "theano.gof.Optimizer": {"name"},  # set by `optdb.register`, as by @optimizer
    "theano.gof.LocalOptimizer": {"name"},
    "theano.gof.Linker": {"name", "accept", "fgraph"},  # set where there is one; what every linker of a mode has
    "pymc3.Distribution": {"data"},  # set on the class of each variable: `observed`
    "pymc3.DEMetropolis": {"tune_target"},  # as DEMetropolisZ has it
    "pymc3.step_methods.compound.CompoundStep": {"vars"},  # as every step method has it
    "pymc3.step_methods.hmc.base_hmc.BaseHMC": {"integrator"},  # set by its classes
    "pymc3.glm.families.Family": {"likelihood", "parent"},  # said by its classes
    "pymc3.step_methods.hmc.quadpotential.QuadPotential": {"dtype"},  # set by its classes
    "pymc3.distributions.transforms.Transform": {"backward_val"},  # of those that have one
    "pymc3.variational.opvi.Group": {"create_shared_params"},  # of its classes
}
CLASSES = classes(theano, pm)


def old_names() -> dict[str, set[str]]:
    """Return the names that a release's class has."""
    found: dict[str, set[str]] = {}
    for release in RELEASES:
        text = (Path(__file__).parent / "member_names" / f"pymc3_{release}.txt").read_text()
        for line in text.splitlines():
            name, _, names = line.partition(": ")
            found.setdefault(name, set()).update(names.split())
    return found


OLD = old_names()


@pytest.fixture(scope="module")
def ours() -> dict[str, set[str]]:
    return members(theano, pm)


@pytest.mark.parametrize("name", sorted(OLD))
def test_no_name_of_ours_is_one_that_a_users_class_may_have(name, ours):
    above = {one for one, kind in CLASSES.items() if issubclass(CLASSES[name], kind)}
    allowed = set().union(*(table.get(one, set()) for one in above for table in (OLD, ALSO_OLD, FEATURES)))
    assert not {one for one in ours[name] - allowed if not one.startswith("compat_")}


@pytest.mark.parametrize("table", [ALSO_OLD, FEATURES], ids=["also old", "features"])
def test_every_exception_is_needed(table, ours):
    """Ours has the name, and the real one of this class has it not."""
    assert not {f"{of}.{one}" for of, names in table.items() for one in names if one not in ours[of] or one in OLD[of]}


def test_the_files_are_of_these_classes():
    assert set(OLD) <= set(CLASSES) and len(OLD) > 150
