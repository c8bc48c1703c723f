"""A machine without a C compiler: pm.sample's log densities run in JAX where it is, else in Python; it is said once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pymc3 as pm
import pytest
import theano
import theano.tensor as tt

from bench import workload
from theano_compat.backends.c.compilers import build, discovery
from theano_compat.compilation.execution import partial_compilation
from theano_compat.graph import fallbacks
from theano_compat.infer.jax import callbacks as jax_callbacks
from theano_compat.infer.jax.callbacks import in_place_of_c
from theano_compat.models.modelling.density import log_density

NO_COMPILER = {"PATH": "/nothing", "CC": "", "COMPAT_NO_ZIG": "1"}
NO_JAX = "import sys\nsys.modules['jax'] = sys.modules['jaxlib'] = None\n"
LOST = "no C compiler was found ($CC, cc, gcc, clang, zig): "
IN_JAX = (
    LOST + "pm.sample evaluates log densities in JAX, pm.fit its steps, all other functions run in Python, more slowly."
)
IN_PYTHON = LOST + "functions run in Python, more slowly."
SCRIPT = """
import numpy as np, pymc3 as pm, theano, theano.tensor as tt
x = tt.dvector("x")
print(theano.function([x], tt.exp(x).sum())(np.zeros(5)))
for _ in range(2):
    with pm.Model():
        mu = pm.Normal("mu", 0, 5)
        pm.Normal("y", mu, 1, observed=np.arange(5.0))
        trace = pm.sample(50, tune=50, chains=2, cores=2, random_seed=1, progressbar=False)
print(len(trace["mu"]))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "engine, before, said, doctor",
    [("jax", "", IN_JAX, "JAX"), ("python", NO_JAX, IN_PYTHON, "Python (NumPy)")],
)
def test_a_machine_without_a_compiler(
    fresh_python: Callable[..., Any], tmp_path: Path, engine: str, before: str, said: str, doctor: str
) -> None:
    pytest.importorskip("nutpie")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(before)
    (tmp_path / "a.py").write_text(SCRIPT)
    here = {**NO_COMPILER, "PYTHONPATH": str(tmp_path / "site")}
    here["flags"] = f"cache_dir={tmp_path}/cache"
    done = fresh_python("-m", "theano_compat", "run", "a.py", **here)
    assert done.stdout.startswith("5.0\n100")
    assert done.stderr.count(LOST) == 1 and said in done.stderr
    words = fresh_python("-m", "theano_compat", "doctor", check=False, **here).stdout
    assert said in words and f"pm.sample evaluates log densities on: {doctor}." in words
    stored = len(list((tmp_path / "cache").rglob("*.xla")))
    assert stored == (2 if engine == "jax" else 0)  # of one model; a later process compiles nothing


@pytest.fixture
def no_compiler(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    pytest.importorskip("jax")
    monkeypatch.setattr(discovery, "jax_in_place_of_c", lambda: True)
    monkeypatch.setattr(fallbacks, "_noticed", set())
    yield


SIZES: dict[str, dict[str, int]] = {  # of bench/works
    "eight_schools": {},
    "radon": {},
    "logistic": {"n": 501, "columns": 7},
    "stochastic_volatility": {},
    "mixture": {"n": 203},
    "hmm_scan": {},
}


@pytest.mark.compiler
@pytest.mark.wide(6)
@pytest.mark.parametrize("name", SIZES)
def test_the_same_digits_as_in_c(name: str, no_compiler: None) -> None:
    work = workload.load(name)
    density = log_density(work.legacy(pm, work.data({**work.NAMED, **SIZES[name]})))
    assert density.c() is not None
    found = in_place_of_c(density)
    assert found is not density
    for x in density.initial + np.random.default_rng(3).normal(scale=0.3, size=(3, density.dimension)):
        value, gradient = density.logp_grad(x)
        again, slope = found.logp_grad(x)
        assert again == pytest.approx(value, rel=1e-10)
        np.testing.assert_allclose(slope, gradient, rtol=1e-10, atol=1e-10 * np.abs(gradient).max())
        recorded = density.expand(x)
        for key, array in found.expand(x).items():
            np.testing.assert_allclose(array, recorded[key], rtol=1e-10, atol=1e-12)


class Twice(theano.Op):
    itypes, otypes = [tt.dscalar], [tt.dscalar]

    def perform(self, node: Any, inputs: Any, outputs: Any) -> None:
        outputs[0][0] = np.asarray(2 * inputs[0])

    def grad(self, inputs: Any, gradients: Any) -> Any:
        return [2 * gradients[0]]


NOT_IN_JAX: dict[str, tuple[Callable[[Any], Any], str]] = {
    "an Op of one's own": (lambda x: -(Twice()(x.sum()) ** 2), "it calls Ops of your own in Python"),
    "a length that depends on values": (lambda x: x[tt.nonzero(x > 0)].sum(), "The JAX backend cannot index by a mask"),
}


@pytest.mark.parametrize("name", NOT_IN_JAX)
def test_what_jax_does_not_take_runs_in_python(name: str, no_compiler: None) -> None:
    term, why = NOT_IN_JAX[name]
    with pm.Model() as model:
        pm.Potential("p", term(pm.Normal("x", 0, 1, shape=4)))
    density = log_density(model)
    with pytest.warns(RuntimeWarning, match=f"the log density runs in Python, not in JAX: {why}"):
        assert in_place_of_c(density) is density
    assert any(why in one.reason for one in fallbacks.fallbacks())  # for `theano-compat run --why`


def test_a_jax_that_does_not_start(no_compiler: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise RuntimeError("jaxlib is of another release\nand more")

    with pm.Model() as model:
        pm.Normal("x", 0, 1)
    monkeypatch.setattr(jax_callbacks, "import_jax", broken)
    density = log_density(model)
    with pytest.warns(RuntimeWarning, match="not in JAX: jaxlib is of another release$"):
        assert in_place_of_c(density) is density


@pytest.mark.wide(3)
@pytest.mark.parametrize("method", ["advi", "fullrank_advi", "svgd"])
def test_fits_have_the_same_digits_as_in_python(method: str, no_compiler: None) -> None:
    work = workload.load("eight_schools")
    steps = {}
    for mode in (None, "FAST_COMPILE"):
        np.random.seed(5)  # the particles of SVGD start from it
        with work.legacy(pm, work.data(work.NAMED)):
            given = {} if mode is None else {"fn_kwargs": {"mode": mode}}
            fit = pm.fit(5, method=method, random_seed=3, progressbar=False, **given)
        steps[mode] = [value.get_value() for value in fit.params]
    for one, other in zip(*steps.values(), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-12)


def test_the_steps_of_a_fit_are_in_jax_unless_a_mode_is_asked_for(no_compiler: None) -> None:
    with pm.Model():
        pm.Normal("x", 0, 1)
        objective = pm.ADVI().objective
    assert objective.step_function().maker.mode.backend == "jax"
    assert objective.step_function(fn_kwargs={"mode": "FAST_COMPILE"}).maker.mode.backend == "python"


def test_a_fit_beside_a_jax_that_does_not_start(no_compiler: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: Any) -> Any:
        raise RuntimeError("jaxlib is of another release\nand more")

    with pm.Model():
        pm.Normal("x", 0, 1)
        monkeypatch.setattr(partial_compilation.InJax, "compile", broken)
        with pytest.warns(RuntimeWarning, match="not in JAX: jaxlib is of another release$"):
            assert np.isfinite(pm.fit(3, progressbar=False).hist).all()


def test_an_error_of_the_model_is_raised(no_compiler: None) -> None:
    with pm.Model() as model:
        x = pm.Normal("x", 0, 1, shape=4)
        pm.Potential("p", x[tt.cast(tt.floor(x[0]), "int64")])
    found = in_place_of_c(log_density(model))
    assert np.isfinite(found.logp_grad(np.zeros(4))[0])
    with pytest.raises(IndexError, match="index 5 is out of bounds for dimension 0 of `x`, which has length 4"):
        found.logp_grad(np.full(4, 5.5))


def test_new_data_are_read(no_compiler: None) -> None:
    data = theano.shared(np.zeros(3))
    with pm.Model() as model:
        pm.Normal("x", data.sum(), 1)
    values = []
    for total in (0.0, 6.0):
        data.set_value(np.full(3, total / 3))
        values.append(in_place_of_c(log_density(model)).logp_grad(np.zeros(1))[0])
    assert values[0] - values[1] == pytest.approx(18.0)


def test_reproducible_runs_refuse_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    """JAX's digits are not those of C that is compiled to be reproducible."""
    for name, value in NO_COMPILER.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("CC")
    build.compiler.cache_clear()
    try:
        with theano.config.change_flags(reproducible=True), pm.Model() as model:
            pm.Normal("x", 0, 1)
            with pytest.raises(fallbacks.FallbackError, match="no C compiler was found"):
                log_density(model).c()
    finally:
        build.compiler.cache_clear()
