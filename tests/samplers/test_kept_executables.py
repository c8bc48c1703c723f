"""Executables of JAX in our cache folder: found by later processes, for other data too, and never trusted blindly."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import numpy as np
import pytest

jax = pytest.importorskip("jax")
pytest.importorskip("numpyro")

from compat import tensor as tt  # noqa: E402
from theano_compat.backends.c.compilers import cache  # noqa: E402
from theano_compat.backends.jax_executables import StoredFunction  # noqa: E402
from theano_compat.functions.function import function  # noqa: E402
from theano_compat.infer.jax.program import precision  # noqa: E402
from theano_compat.settings import config  # noqa: E402

RUN = """
import json, sys
import jax, numpy as np
compiled = []
whole = jax.stages.Lowered.compile
jax.stages.Lowered.compile = lambda self, *a, **k: compiled.append(1) or whole(self, *a, **k)
import compat.pymc3 as pm
from compat.models.modelling.density import log_density
from compat.infer.jax import numpyro, tfp
for at, options in json.loads(sys.argv[2]):
    with pm.Model() as model:
        x = pm.Data("x", np.array(at))
        mu = pm.Normal("mu", 0, 3)
        pm.Normal("y", mu * x, 1, observed=np.arange(5.0))
        pm.Deterministic("twice", 2 * mu)
    draws = {"numpyro": numpyro, "tfp": tfp}[sys.argv[1]].sample(
        log_density(model), draws=120, tune=100, chains=2, seed=1, progress=False, **options)
    print(json.dumps([len(compiled), draws.stacked("twice").ravel().tolist()]))
    compiled.clear()
"""


@pytest.fixture
def folder(tmp_path: Path):
    with config.change_flags(cache_dir=str(tmp_path / "cache")):
        yield tmp_path / "cache"


def process(fresh_python, folder: Path, sampler: str, *runs: tuple[list[float], dict]) -> list[tuple[int, np.ndarray]]:
    """For each run of a new process: how many programs it compiled, and its draws."""
    done = fresh_python("-W", "ignore", "-c", RUN, sampler, json.dumps(runs), flags=f"cache_dir={folder}")
    return [(count, np.array(values)) for count, values in map(json.loads, done.stdout.splitlines())]


@pytest.mark.slow
@pytest.mark.parametrize(
    "sampler, options, others",
    [
        ("numpyro", {}, [{"target_accept": 0.9}]),  # other options: another loop
        ("numpyro", {"chain_method": "vectorized"}, []),
        ("tfp", {}, []),
    ],
)
def test_a_later_process_compiles_nothing(fresh_python, folder, sampler, options, others):
    if sampler == "tfp":
        pytest.importorskip("tensorflow_probability")
    x = [1.0, 2.0, 3.0, 4.0, 5.0]
    [(cold, first)] = process(fresh_python, folder, sampler, (x, options))
    negative = [-v for v in x]  # data: no part of the program
    (warm, second), (other, third), *more = process(
        fresh_python, folder, sampler, (x, options), (negative, options), *((x, options | one) for one in others)
    )
    assert cold == 4 and warm == 0
    np.testing.assert_array_equal(first, second)
    assert other == 0
    assert first.mean() > 1 and abs(third.mean() + first.mean()) < 0.1
    assert [count for count, _ in more] == [1] * len(others)


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def of_another_runtime(path: Path) -> None:
    """What the checksum lets pass and the runtime refuses."""
    key = path.stem
    cache.remove(key)
    cache.store(key, pickle.dumps((b"nothing", 0, [])), "", "xla")


@pytest.mark.parametrize("spoil", [damaged, of_another_runtime])
def test_what_cannot_be_loaded_is_compiled_anew(folder, spoil):
    def twice(x):
        return 2 * x

    at = np.arange(3.0)
    with precision():
        np.testing.assert_array_equal(StoredFunction(twice, "twice")(at), [0, 2, 4])
        (path,) = folder.glob("*.xla")
        spoil(path)
        spoilt = path.read_bytes()
        np.testing.assert_array_equal(StoredFunction(twice, "twice")(at), [0, 2, 4])
        assert path.read_bytes() != spoilt
        assert [entry.path for entry in cache.entries()] == [path] and not cache.verify()
        assert cache.clear() == 1 and not list(folder.glob("*.xla"))


def test_what_calls_python_is_not_kept(folder):
    def called(x):
        return jax.pure_callback(np.sin, jax.ShapeDtypeStruct((3,), "float64"), x)

    with precision():
        np.testing.assert_allclose(StoredFunction(called, "called")(np.arange(3.0)), np.sin(np.arange(3.0)))
    assert not list(folder.glob("*.xla"))


def test_without_a_key_it_is_compiled_once(monkeypatch):
    """`jit` alone would compile again for the result of a call, whose dtype is less weak."""
    compiled = []
    whole = jax.stages.Lowered.compile
    monkeypatch.setattr(jax.stages.Lowered, "compile", lambda *given: compiled.append(1) or whole(*given))
    function = StoredFunction(lambda x: x + np.float64(1), None)
    with precision():
        for x in (jax.numpy.asarray(1.0), jax.numpy.asarray(1.0, dtype="float64"), np.array(1.0)):
            assert function(function(x)) == 3
        assert jax.numpy.asarray(1.0).weak_type and not function(jax.numpy.asarray(1.0)).weak_type
    assert len(compiled) == 2  # for JAX's arrays, and for NumPy's


def long(x, shift=0.0):
    """A module that is worth a file."""
    for k in range(30):
        x = jax.numpy.sin(x) + np.float64(k + shift)
    return x


def test_functions_of_one_module_share_an_executable(folder, monkeypatch):
    """Without a key too: `mode="JAX"` compiles what an earlier process has compiled no more."""
    compiled = []
    whole = jax.stages.Lowered.compile
    monkeypatch.setattr(jax.stages.Lowered, "compile", lambda *given: compiled.append(1) or whole(*given))
    at, other = np.arange(3.0), np.ones(3)
    with precision():
        np.testing.assert_array_equal(StoredFunction(long, None)(at), StoredFunction(long, None)(at))
        assert len(compiled) == 1
        assert StoredFunction(lambda x: {"x": long(x)}, None)(at).keys() == {"x"}
        assert StoredFunction(lambda x: {"y": long(x)}, None)(at).keys() == {"y"}
        one, two = StoredFunction(lambda x, y: long(x), None), StoredFunction(lambda x, y: long(y), None)
        np.testing.assert_array_equal(one(at, other), two(other, at))
        assert not np.array_equal(one(at, other), two(at, other))
        assert not np.array_equal(one(at, other), StoredFunction(lambda x, y: long(x, 1.0), None)(at, other))
        assert StoredFunction(long, "a key")(at)[0] == one(at, other)[0]
        assert len(compiled) == 6 == len(list(folder.glob("*.xla")))
    x = tt.dvector("x")
    outputs = [tt.grad(tt.exp(tt.sin(x)).prod() + tt.sort(x)[0], x)]
    first, second = (function([x], outputs, mode="JAX")(at) for _ in range(2))
    np.testing.assert_array_equal(first, second)
    assert len(compiled) == 7


def test_functions_of_other_constants_are_other_modules(folder):
    """Constants of any length: a module whose text leaves some out would be that of two functions."""
    many, other = np.arange(5000.0), np.arange(5000.0) + 0.5
    with precision():
        found = [
            float(StoredFunction(lambda x, by=by: (x * by + long(x)).sum(), None)(np.ones(5000)))
            for by in (many, other)
        ]
        at_once = [float((by + long(np.ones(5000))).sum()) for by in (many, other)]
    np.testing.assert_allclose(found, at_once, rtol=1e-12)
    assert found[0] != found[1] and len(list(folder.glob("*.xla"))) == 2


def test_shapes_and_places_have_programs_of_their_own(folder):
    function = StoredFunction(lambda x: x.sum(), "sum")
    with precision():
        for x in (np.ones(2), np.ones(3), np.ones(3, "float32"), jax.device_put(np.ones(3))):
            assert function(x) == len(x)
        assert len(list(folder.glob("*.xla"))) == 4
        with jax.disable_jit():
            assert function(np.ones(5)) == 5
    assert len(list(folder.glob("*.xla"))) == 4


LAPACK = """
import sys
import numpy as np
from compat.backends.jax_executables import StoredFunction
from compat.infer.jax.program import precision
import jax
compiled = []
whole = jax.stages.Lowered.compile
jax.stages.Lowered.compile = lambda self, *a, **k: compiled.append(1) or whole(self, *a, **k)
CALLS = {
    "cholesky": jax.numpy.linalg.cholesky,
    "solve": lambda x: jax.scipy.linalg.solve_triangular(x, x),
    "eigh": lambda x: jax.numpy.linalg.eigh(x)[0],
    "fft": lambda x: jax.numpy.fft.rfft(x).real,
}
with precision():
    for name in sys.argv[1:]:
        print(StoredFunction(CALLS[name], name)(np.eye(3)).sum(), len(compiled))
"""


@pytest.mark.slow
def test_what_a_program_calls_is_there_in_a_later_process(fresh_python, folder):
    """Without it the process would end. What one program loads may serve the next: each has a process of its own."""
    names = ["cholesky", "solve", "eigh", "fft"]

    def run(*names: str) -> list[list[str]]:
        return [
            line.split() for line in fresh_python("-c", LAPACK, *names, flags=f"cache_dir={folder}").stdout.splitlines()
        ]

    for name, (first, cold), [(second, warm)] in zip(names, run(*names), map(run, names), strict=True):
        assert float(first) == pytest.approx(float(second)), name
        assert (cold, warm) == (str(names.index(name) + 1), "0")
