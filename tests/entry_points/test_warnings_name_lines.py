"""Warnings name the user's line: by `theano-compat run`, in a cell, in an imported module, in threads and children."""

import importlib
import re
import sys
import warnings
from pathlib import Path
from types import CodeType
from typing import Any

import pytest

BEGIN = """
import contextlib, functools
from concurrent.futures import ThreadPoolExecutor
import numpy as np, theano, theano.tensor as tt, pymc3 as pm
from scipy.optimize import fmin_bfgs
from theano.tensor.nnet import conv
from theano.tensor.signal.pool import pool_2d

flags = theano.config.change_flags
QUIET = dict(tune=5, chains=1, cores=1, progressbar=False)
x, y, images = tt.dvector("x"), tt.dvector("y"), tt.dtensor4("images")
holes = np.ma.masked_invalid([1.0, np.nan])

class Careless(theano.Op):
    __props__ = ()
    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])
    def perform(self, node, inputs, outputs):
        inputs[0][:] = 0
        outputs[0][0] = inputs[0]

class Cosine(theano.Op):
    __props__ = ()
    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])
    def perform(self, node, inputs, outputs):
        outputs[0][0] = np.cos(inputs[0])

careless = theano.function([x], Careless()(x))
closing = contextlib.ExitStack()
with pm.Model() as model:
    mu = pm.Normal("mu", 0, 1)
    seen = pm.Normal("seen", mu, 1, observed=[0.5, 1.5])
    trace = pm.sample(120, step=pm.Metropolis(), return_inferencedata=False, compute_convergence_checks=False, **QUIET)
"""
STACK = r"stack\(\*tensors\)"
# Where it is given -> (what it says, the line that it names).
LINES = {
    "observations": ("missing values", "with pm.Model(): pm.Normal('y', 0, 1, observed=holes)"),
    "sample": ("too small", "with model: pm.sample(9, step=pm.Metropolis(), return_inferencedata=False, **QUIET)"),
    "InferenceData": ("pm.sample will return", "with model: pm.sample(120, step=pm.Metropolis(), **QUIET)"),
    "sample_ppc": (r"sample_ppc\(\) is", "with model: pm.sample_ppc(trace, progressbar=False)"),
    "further in": ("smaller than nchains", "with model: pm.sample_ppc(trace, 9, progressbar=False)"),
    "find_MAP": ("optimization algorithm", "with model: pm.find_MAP(fmin=fmin_bfgs, progressbar=False)"),
    "covariance": ("out of 2 are", "pm.gp.cov.ExpQuad(1, 0.1)(np.ones((3, 2)))"),
    "dims": ("has no effect", "pm.Normal.dist(0, 1, dims='a')"),
    "tround": ("rounds halves", "pm.math.tround(x, mode='half_away_from_zero')"),
    "stack": (STACK, "tt.stack(x, y)"),
    "partial": (STACK, "functools.partial(tt.stack, x)(y)"),
    "map": (STACK, "list(map(tt.stack, [x], [y]))"),
    "reduce": (STACK, "functools.reduce(lambda a, b: tt.stack(a, b)[0], [x, y])"),
    "the standard library": (STACK, "closing.callback(tt.stack, x, y); closing.close()"),
    "NumPy": ("write into its inputs", "np.apply_along_axis(careless, 0, np.ones(2))"),
    "a thread of the user's": (STACK, "ThreadPoolExecutor(1).submit(tt.stack, x, y).result()"),
    "a function of a loop": (STACK, "theano.scan(lambda a: tt.stack(a, a), sequences=x)"),
    "a loop": ("taps of", "theano.scan(lambda a: a, outputs_info=dict(initial=x, taps=None), n_steps=2)"),
    "pool": ("without ignore_border", "pool_2d(images, (2, 2))"),
    "conv": ("is deprecated. Use", "conv.conv2d(images, images)"),
    "grad": ("not part of", "theano.grad(x.sum(), y, disconnected_inputs='warn')"),
    "function": ("given certain inputs", "theano.function([x, y], x, on_unused_input='warn')"),
    "clone": ("copy_inputs", "theano.clone(x + 1, copy_inputs=True)"),
    "fallback": (
        "between compiled parts",
        "with flags(fallback='warn'): theano.function([x], tt.exp(Cosine()(x)))",
    ),
    "test value": ("missing default value", "with flags(compute_test_value='warn'): x + y"),
}

# Given by a library, through a function of ours that takes arguments of old.
OTHERS = {"NumPy": ("Some errors were", "np.genfromtxt(['1,2', '3'], delimiter=',', invalid_raise=False)")}
# A program of all of them, and where each line is.
PROGRAM = BEGIN + "".join(f"{line}\n" for _, line in LINES.values())
FIRST = BEGIN.count("\n") + 1
PLACES = {name: FIRST + position for position, name in enumerate(LINES)}


@pytest.fixture(scope="module")
def namespace() -> dict[str, Any]:
    """Return what the lines need: cells of a notebook share it."""
    names: dict[str, Any] = {"__name__": "__main__"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compiled(BEGIN, "<ipython-input-1-begin>"), names)
    return names


def compiled(text: str, name: str) -> CodeType:
    return compile(text, name, "exec", dont_inherit=True)


@pytest.mark.parametrize("name", LINES)
def test_of_a_cell(name: str, namespace: dict[str, Any]) -> None:
    says, line = LINES[name]
    cell = f"<ipython-input-2-{name}>"
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        exec(compiled(f"\n\n{line}", cell), namespace)
    found = [(w.filename, w.lineno) for w in caught if re.search(says, str(w.message))]
    assert found == [(cell, 3)]


@pytest.mark.slow
def test_of_an_imported_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "module_that_warns.py"
    path.write_text(PROGRAM)
    monkeypatch.syspath_prepend(str(tmp_path))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        importlib.import_module("module_that_warns")
    del sys.modules["module_that_warns"]
    found = {(w.filename, w.lineno) for w in caught}
    for name, (says, _) in LINES.items():
        assert any(re.search(says, str(w.message)) and w.lineno == PLACES[name] for w in caught), name
    assert {Path(file) for file, _ in found} == {path}


@pytest.mark.slow
def test_of_a_script(fresh_python: Any, tmp_path: Path) -> None:
    others = "".join(f"{line}\n" for _, line in OTHERS.values())
    (tmp_path / "script.py").write_text(PROGRAM + others)
    done = fresh_python("-m", "theano_compat", "run", "script.py", PYTHONWARNINGS="default")
    said = re.findall(r"^(\S+):(\d+): \w*Warning: (.*)", done.stderr, re.MULTILINE)
    assert {file for file, *_ in said} == {"script.py"}
    for at, (says, text) in enumerate([*LINES.values(), *OTHERS.values()], FIRST):
        assert any(re.search(says, words) and int(line) == at for _, line, words in said), text


CHILD = """
import multiprocessing, sys
import numpy as np, theano, theano.tensor as tt, pymc3 as pm

class Careless(theano.Op):
    __props__ = ()
    def make_node(self, x):
        return theano.Apply(self, [x], [x.type()])
    def perform(self, node, inputs, outputs):
        if sys.argv[1] == "jax" or multiprocessing.parent_process() is not None:
            inputs[0].fill(0)
        outputs[0][0] = inputs[0]

QUIET = dict(progressbar=False, compute_convergence_checks=False, return_inferencedata=False)
if __name__ == "__main__" and sys.argv[1] == "jax":
    x = tt.dvector("x")
    f = theano.function([x], tt.exp(Careless()(x)), mode="JAX")
    f(np.ones(3))  # here
elif __name__ == "__main__":
    with pm.Model():
        pm.Potential("p", Careless()(pm.Normal("a", 0, 1)))
        pm.sample(9, tune=9, step=pm.Metropolis(), chains=2, cores=2, mp_ctx=sys.argv[1], **QUIET)  # here
"""


@pytest.mark.slow
@pytest.mark.parametrize("how", ["jax", "fork", "spawn"])
def test_of_threads_and_child_processes(how: str, fresh_python: Any, tmp_path: Path) -> None:
    """A thread of JAX's that calls a user's Op, and a process that draws a chain, name the call that began them."""
    if how == "jax":
        pytest.importorskip("jax")
    (tmp_path / "script.py").write_text(CHILD)
    done = fresh_python("-m", "theano_compat", "run", "script.py", how)
    [line] = [n for n, text in enumerate(CHILD.splitlines(), 1) if text.endswith("# here")][how != "jax" :][:1]
    said = re.findall(r"^(\S+):(\d+): RuntimeWarning: Careless.perform", done.stderr, re.MULTILINE)
    assert "singlethreaded" not in done.stderr
    assert {(Path(file).name, int(n)) for file, n in said} == {("script.py", line)}
