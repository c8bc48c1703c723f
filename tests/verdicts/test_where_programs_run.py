"""What `config.fallback = "raise"` refuses and `--why` says, beside what a profile sees of the calls themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
import theano_compat.theano_api.tensor as tt
from compat import time_report
from tests.verdicts.programs import CHOSEN, FALLS, IN_JAX, NOT_AT_EACH_CALL, NOTHING, PROGRAMS, VIEWS
from tests.verdicts.scripts import SCRIPTS
from theano_compat.graph import fallbacks
from theano_compat.graph.origin import HOUSE
from theano_compat.models.modelling.density import log_density
from theano_compat.settings import config

COMPUTES = ("ops", "old", "graph", "theano_api")  # folders whose functions `array` and `perform` compute in Python


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
            if name in ("compat_array", "perform") and below.split(os.sep)[0] in COMPUTES:
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
        assert bool(seen) == (where in (FALLS, CHOSEN)), seen
    assert bool(fell) == (where == FALLS), fell
    assert where == FALLS or bool(chosen) == (where == CHOSEN), chosen
    assert not words or any(words in one for one in (fell if where == FALLS else chosen))
    said = time_report.told(fallbacks.fallbacks(), fallbacks.chosen(), fallbacks.compiled())
    if where == FALLS:
        assert "fell back" in said and "nothing fell back" not in said
    elif where == CHOSEN:
        assert "by choice, the lines above run in NumPy or Python" in said
    elif where == NOTHING:
        assert said == "nothing was compiled."
    else:
        assert said.startswith("nothing fell back: compiled ") and "by choice" not in said
    with config.change_flags(fallback="raise"):
        if where == FALLS:
            with pytest.raises(fallbacks.FallbackError, match="config.fallback is 'raise'"):
                ran(build)
        else:
            ran(build)


class Square(tt.Op):
    """An Op in Python alone."""

    itypes, otypes = [tt.dscalar], [tt.dscalar]

    def perform(self, node, inputs, outputs):
        outputs[0][0] = np.asarray(inputs[0] ** 2)

    def grad(self, inputs, gradients):
        return [2 * inputs[0] * gradients[0]]


def density(model):
    function = model.logp_dlogp_function()
    function.set_extra_values({})
    return function(np.array([0.5]))


@pytest.mark.parametrize("use", [log_density, density, lambda m: m.explain()], ids=["compiled", "called", "explained"])
def test_a_density_is_refused_at_each_use(use):
    with pm.Model() as model:
        pm.Potential("p", -Square()(pm.Normal("x", 0, 1)))
    with config.change_flags(fallback="raise"):
        for _ in range(3):
            with pytest.raises(fallbacks.FallbackError):
                found = use(model)
                found.logp_grad(np.array([0.5]))  # of the compiled one


@pytest.mark.slow
@pytest.mark.parametrize("name", SCRIPTS)
def test_why(name, tmp_path):
    one = SCRIPTS[name]
    if "pm.sample(" in one.text:
        pytest.importorskip("nutpie")
    path = tmp_path / "s.py"
    path.write_text(one.text)
    flags = f"base_compiledir={tmp_path}"
    for setting in ("allow", "raise"):
        variables = {**os.environ, "THEANO_FLAGS": f"{flags},fallback={setting}"}
        command = [sys.executable, "-m", "theano_compat", "run", "--why", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, env=variables)
        assert (done.returncode != 0) == (setting == "raise" and one.where == FALLS), done.stderr
        if setting == "allow":
            assert not [words for words in one.words if words not in done.stderr], done.stderr
            assert not [words for words in one.absent if words in done.stderr], done.stderr
