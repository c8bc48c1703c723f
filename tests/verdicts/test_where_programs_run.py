"""What `config.fallback = "raise"` refuses and `--why` says, beside what a profile sees of the calls themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import pytest

from compat import time_report
from tests.verdicts.programs import CHOSEN, COMPILED, FALLS, IN_JAX, NOT_AT_EACH_CALL, PROGRAMS, VIEWS
from theano_compat.graph import fallbacks
from theano_compat.graph.origin import HOUSE
from theano_compat.settings import config

COMPUTES = ("ops", "graph", "theano_api")  # folders whose functions `array` and `perform` compute in Python


@pytest.fixture
def counters(monkeypatch):
    for name in ("_counts", "_chosen", "_compiled"):
        monkeypatch.setattr(fallbacks, name, Counter())


def in_python(function, arguments):
    """The functions in Python that compute numbers in one call."""
    found = []

    def see(frame, event, argument):
        path = frame.f_code.co_filename
        if event == "call" and path.startswith(HOUSE):
            below, name = path[len(HOUSE) :], frame.f_code.co_name
            if name in ("array", "perform") and below.split(os.sep)[0] in COMPUTES:
                found.append(below)
            if name == "<lambda>" and below.endswith("array.py"):  # a function of NumPy itself
                found.append(below)

    function(*arguments)
    sys.setprofile(see)
    try:
        function(*arguments)
    finally:
        sys.setprofile(None)
    return found


def ran(build):
    function, arguments = build()
    function(*arguments)


@pytest.mark.parametrize("name", [*PROGRAMS, *(pytest.param(one, marks=pytest.mark.slow) for one in IN_JAX)])
def test_programs(name, counters):
    build, where, words = (PROGRAMS | IN_JAX)[name]
    if name in IN_JAX:
        pytest.importorskip("jax")
    function, arguments = build()
    seen = in_python(function, arguments)
    fell, chosen = ([one.reason for one in found()] for found in (fallbacks.fallbacks, fallbacks.chosen))
    if name not in NOT_AT_EACH_CALL | VIEWS:
        assert bool(seen) == (where != COMPILED), seen
    assert bool(fell) == (where == FALLS), fell
    assert where != COMPILED or not chosen
    assert not words or any(words in one for one in (fell if where == FALLS else chosen))
    said = time_report.told(fallbacks.fallbacks(), fallbacks.chosen(), fallbacks.compiled())
    if where == FALLS:
        assert "fell back" in said and "nothing fell back" not in said
    elif where == CHOSEN:
        assert "by choice, the lines above run in NumPy or Python" in said
    else:
        assert said.startswith("nothing fell back: compiled ") and "by choice" not in said
    with config.change_flags(fallback="raise"):
        if where == FALLS:
            with pytest.raises(fallbacks.FallbackError, match="config.fallback is 'raise'"):
                ran(build)
        else:
            ran(build)


HEAD = "import numpy as np, theano, theano.tensor as tt, pymc3 as pm\nfrom theano import sparse\nimport scipy.sparse\n"
MODEL = HEAD + "with pm.Model() as m:\n    x = pm.Normal('x'); pm.Normal('y', x, observed=np.ones(3))\n"
DRAW = "tune=20, chains=1, cores=1, progressbar=False, return_inferencedata=False, compute_convergence_checks=False)\n"
OP = "from theano.compile.ops import as_op\n@as_op([tt.dscalar], [tt.dscalar])\ndef f(a):\n    return -a**2\n"
SCRIPTS = {  # what is run, where it runs, words of what --why says, words that it must not say
    "NumPy alone": ("import numpy as np\nprint(np.ones(3).sum())\n", CHOSEN, ("nothing was compiled.",), ("fell back", "graphs and models")),
    "an import of theano alone": ("import theano\n", CHOSEN, ("imports", "nothing was compiled."), ("fell back", "graphs and models")),
    "a compiled function": (
        HEAD + "k = tt.dscalar()\nprint(theano.function([k], k ** 2)(3.0))\n",
        COMPILED, ("nothing fell back: compiled 1 function in C.",), ("by choice", "Python callbacks"),
    ),
    "a sparse sum": (
        HEAD + "s = sparse.csr_matrix()\nprint(theano.function([s], sparse.sp_sum(s, axis=0))(scipy.sparse.eye(3, format='csr')))\n",
        FALLS, ("not compiled:", "s.py:5", "1 of these fell back; compiled: no function."), ("nothing fell back",),
    ),
    "a mode in NumPy": (
        HEAD + "k = tt.dscalar()\nprint(theano.function([k], tt.exp(k), mode='FAST_COMPILE')(3.0))\n",
        CHOSEN, ("s.py:5  in NumPy, as its mode says: exp", "nothing was compiled; by choice"), ("fell back",),
    ),
    "no compiler, by a flag": (
        "import os\nos.environ['PATH'] = ''\nos.environ['CC'] = '/nowhere'\n" + HEAD + "k = tt.dvector()\nprint(theano.function([k], tt.exp(k))(np.ones(3)))\n",
        FALLS, ("fell back; compiled: no function.",), ("nothing fell back",),
    ),
    "draws by NUTS": (MODEL + "    pm.sample(20, " + DRAW, COMPILED, ("nothing fell back: compiled",), ("step methods, not in nutpie",)),
    "step methods that are asked for": (
        MODEL + "    pm.sample(20, step=pm.Metropolis(), " + DRAW, CHOSEN, ("by choice:", "step methods are given"), ("not compiled:",),
    ),
    "a discrete variable": (
        HEAD + "with pm.Model():\n    pm.Poisson('k', 3.0)\n    pm.sample(20, " + DRAW,
        FALLS, ("not compiled:", "k is discrete"), ("nothing fell back",),
    ),
    "a model with an Op in Python": (
        HEAD + OP + "with pm.Model():\n    pm.Potential('p', f(pm.Normal('x')))\n    pm.sample(20, " + DRAW,
        FALLS, ("not compiled:",), ("nothing fell back",),
    ),
    "draws of the prior": (MODEL + "    pm.sample_prior_predictive(5)\n", CHOSEN, ("draws of distributions, in NumPy",), ("not compiled:",)),
    "draws of the posterior": (
        MODEL + "    pm.sample_posterior_predictive([{'x': 0.0}] * 5, progressbar=False)\n",
        CHOSEN, ("draws of distributions, in NumPy",), ("not compiled:",),
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", SCRIPTS)
def test_why(name, tmp_path):
    text, where, words, absent = SCRIPTS[name]
    if "pm.sample(" in text:
        pytest.importorskip("nutpie")
    path = tmp_path / "s.py"
    path.write_text(text)
    flags = f"base_compiledir={tmp_path}"
    for setting in ("allow", "raise"):
        variables = {**os.environ, "THEANO_FLAGS": f"{flags},fallback={setting}"}
        command = [sys.executable, "-m", "theano_compat", "run", "--why", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, env=variables)
        assert (done.returncode != 0) == (setting == "raise" and where == FALLS), done.stderr
        if setting == "allow":
            missing = [one for one in words if one not in done.stderr]
            assert not missing and not any(one in done.stderr for one in absent), done.stderr
