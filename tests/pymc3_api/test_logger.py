"""PyMC3's logger: what a program sees of it, whether or not it has imported the standard module, and when."""

import pytest

SAMPLED = """
with pm.Model():
    pm.Normal("x")
    pm.sample(5, tune=5, chains=1, cores=1, progressbar=False, return_inferencedata=False,
              compute_convergence_checks=False)
"""
PROGRAMS = {  # program: whether it writes what is of interest
    "not imported": ("import pymc3 as pm", True),
    "imported before": ("import logging; import pymc3 as pm", True),
    "imported after": ("import pymc3 as pm; import logging", True),
    "set up before": ("import logging; logging.basicConfig(level=logging.ERROR); import pymc3 as pm", False),
    "level set": ("import pymc3 as pm; import logging; logging.getLogger('pymc3').setLevel(logging.ERROR)", False),
    "level set by its own attribute": ("import pymc3 as pm; pm._log.setLevel('ERROR')", False),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_messages(fresh_python, name):
    program, written = PROGRAMS[name]
    done = fresh_python("-m", "compat", "-c", f"{program}\n{SAMPLED}")
    lines = [line for line in done.stderr.splitlines() if line.startswith(("Auto-assigning", "NUTS: [x]"))]
    assert lines == (["Auto-assigning NUTS sampler...", "NUTS: [x]"] if written else [])


def test_the_standard_module_is_not_needed(fresh_python):
    fresh_python("-c", "import sys, compat; compat.install(); import pymc3; assert 'logging' not in sys.modules")


def test_message_with_values_and_levels(fresh_python):
    program = """
import compat; compat.install()
import pymc3 as pm
pm._log.warning("%s of %d", "one", 2)
pm._log.debug("not seen")
pm._log.log(20, "seen")
"""
    assert fresh_python("-c", program).stderr.splitlines() == ["one of 2", "seen"]
