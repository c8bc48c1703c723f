"""Plans: the second compilation of a graph takes what the first one found, and nothing but an equal graph does."""

import hashlib
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest

import compat
import theano_compat.theano_api.tensor as tt
from compat import pymc3_api as pm
from tests.backends.random_rows import graph
from tests.fidelity.fuzz import run
from theano_compat.backends.c.compilers import build, cache
from theano_compat.compilation.cache import compile_cache
from theano_compat.compilation.rewriting import preparing
from theano_compat.compilation.stages import CachedSource
from theano_compat.differentiate import grad
from theano_compat.models.modelling.density import log_density
from theano_compat.settings import config
from theano_compat.theano_api import function, scan, shared

pytestmark = pytest.mark.compiler
X = np.array([[0.3, -1.2, 0.7], [2.0, 0.1, -0.4]])
POINT = np.array([0.4, -0.3, 1.1])


@pytest.fixture(autouse=True)
def rewritten(folder, monkeypatch):
    """A list that grows with each graph that is rewritten."""
    monkeypatch.setattr(compile_cache, "_CHECK", False)
    graphs, rewrite = [], preparing.prepare
    count = lambda *arguments, **options: (graphs.append(arguments[1]), rewrite(*arguments, **options))[1]  # noqa: E731
    monkeypatch.setattr(preparing, "prepare", count)
    return graphs


def kept():
    return sorted(p.name for p in cache.directory().glob("*.entry"))


def later():
    """What a new process knows."""
    build._loaded.clear()


def of_constants(data=X, dtype="float64", axis=0, power=2.0, pattern=(False,), name="x"):
    x = tt.TensorType(dtype, pattern)(name)
    y = tt.sum((tt.as_tensor_variable(data.astype(dtype)) - x) ** np.asarray(power, dtype), axis=axis)
    return function([x], [y, grad(y.sum(), x)], mode="C")


def expected(x, data=X, axis=0, power=2.0):
    return np.sum((data - x) ** power, axis=axis), np.sum(-power * (data - x) ** (power - 1), axis=0)


SAME = {"nothing": {}, "the name of a variable": {"name": "z"}}
OTHER = {
    "a value of the data": {"data": X + np.eye(2, 3)},
    "the sign of a zero": {"data": np.where(X > 1, -0.0, X)},
    "the length of the data": {"data": np.vstack([X, X])},
    "a parameter of an Op": {"axis": 1},
    "a number": {"power": 3.0},
}


@pytest.mark.wide(7)
@pytest.mark.parametrize("change", [*SAME.items(), *OTHER.items()], ids=lambda c: c[0])
def test_only_an_equal_graph_has_the_entry(change, rewritten):
    of_constants(**({"data": np.where(X > 1, 0.0, X)} if "zero" in change[0] else {}))
    later()
    f = of_constants(**change[1])
    assert (len(rewritten), len(kept())) == ((1, 1) if change[0] in SAME else (2, 2))
    wanted = expected(POINT, **{k: v for k, v in change[1].items() if k != "name"})
    for found, right in zip(f(POINT), wanted, strict=True):
        np.testing.assert_allclose(found, right, rtol=1e-14)


@pytest.mark.wide(7)
@pytest.mark.parametrize("change", ["dtype", "flag", "pattern", "mode", "compiler's options"])
def test_what_is_not_in_the_graph_counts_too(change, rewritten, monkeypatch):
    first = of_constants()
    later()
    if change == "dtype":
        f = of_constants(dtype="float32")
        assert [a.dtype for a in f(POINT.astype("float32"))] == ["float32"] * 2
    elif change == "pattern":
        with pytest.raises(TypeError):
            of_constants(pattern=(True,))(POINT)
    elif change == "flag":
        with config.change_flags(floatX="float32"):
            of_constants()
    elif change == "mode":
        function(first.ins, [o.variable for o in first.outs], mode=compat.Mode("c", "fast_compile"))
    else:
        monkeypatch.setenv("COMPAT_CFLAGS", "-DNOTHING")
        of_constants()
    assert len(rewritten) == 2 and len(kept()) == 2


def test_shared_values_change_and_shapes_that_layouts_see(rewritten):
    weights, x = shared(X), tt.dvector("x")
    make = lambda: function([x], (weights * x).sum(axis=0), mode="C")  # noqa: E731
    make()
    later()
    f = make()
    assert len(rewritten) == 1
    np.testing.assert_allclose(f(POINT), (X * POINT).sum(0), rtol=1e-15)
    weights.set_value(2 * X)
    np.testing.assert_allclose(f(POINT), (2 * X * POINT).sum(0), rtol=1e-15)
    weights.set_value(np.vstack([X, X]))
    np.testing.assert_allclose(f(POINT), (2 * X * POINT).sum(0), rtol=1e-15)
    later()
    make()
    assert len(rewritten) == 2  # of another shape


def test_updates_and_a_loop(rewritten):
    def make():
        state, n = shared(np.float64(1.0), "state"), tt.lscalar("n")
        powers, _ = scan(
            lambda before: before * 1.5 + state, outputs_info=tt.as_tensor_variable(np.float64(1.0)), n_steps=n
        )
        return function([n], powers[-1], updates=[(state, state + 1)], mode="C")

    first = make()
    later()
    second = make()
    assert len(rewritten) == 1
    assert [float(first(3)), float(first(3))] == [float(second(3)), float(second(3))] == [8.125, 12.875]


def test_errors_are_worded_by_the_long_way(rewritten):
    def make(index):
        x = tt.dvector("x")
        return function([x], x[index] * 2, mode="C")

    for _ in range(2):
        f = make(5)
        with pytest.raises(IndexError, match="out of bounds"):
            f(POINT)
        later()
    assert len(rewritten) == 2  # the second when its call failed
    assert f.executable.run.unit.text == make(5).executable.run.unit.text
    assert "Subtensor" in str(f.maker.fgraph.toposort())


class Twice(compat.Op):
    __props__ = ()

    def make_node(self, x):
        return compat.Apply(self, [x], [x.type()])

    def perform(self, node, inputs, outputs):
        outputs[0][0] = inputs[0] * 2


@pytest.mark.parametrize("why", ["an Op of the user's", "an optimizer of the user's", "a large constant"])
def test_what_has_no_entry(why, rewritten):
    x = tt.dvector("x")
    y = Twice()(x) if why == "an Op of the user's" else x + 1
    if why == "a large constant":
        y = x.sum() + tt.as_tensor_variable(np.zeros((1025, 1024)))
    mode = compat.compile.get_mode("C")
    if why == "an optimizer of the user's":
        mode = mode.register((compat.gof.opt.SeqOptimizer(), 1.0))
    for _ in range(2):
        function([x], y, mode=mode)
        later()
    assert len(rewritten) == 2 and not kept()


DAMAGES = {
    "cut": lambda text: text[:50],
    "a flipped bit": lambda text: text.replace("leaf", "leap", 1),
    "empty": lambda text: "",
    "another's": lambda text: _signed(text.replace('"key": "', '"key": "0', 1)),
    "a class that is no Op": lambda text: _signed(text.replace("theano_compat.ops.", "os.", 1)),
    "a function as a class": lambda text: _signed(
        text.replace('"row": "', '"class": ["os", "system"], "fields": {}, "r": "', 1)
    ),
    "an object that is gone": lambda text: _signed(text.replace('"object": "', '"object": "0', 1)),
    "no JSON": lambda text: _signed("{"),
}


def _signed(text):
    text = text.partition(" ")[2] if text[:64].isalnum() and text[64:65] == " " else text
    return f"{hashlib.sha256(text.encode()).hexdigest()} {text}"


@pytest.mark.wide(7)
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_is_made_again(damage, rewritten):
    def make():
        x = tt.dvector("x")
        return function([x], (tt.exp(tt.as_tensor_variable(X)) * x).sum(axis=0), mode="C")

    make()
    [name] = kept()
    path = cache.directory() / name
    whole = path.read_text()
    assert DAMAGES[damage](whole) != whole
    path.write_text(DAMAGES[damage](whole))
    later()
    np.testing.assert_allclose(make()(POINT), (np.exp(X) * POINT).sum(0), rtol=1e-14)
    assert len(rewritten) == 2 and path.read_text() == whole
    later()
    make()
    assert len(rewritten) == 2


def test_the_commands_see_entries():
    of_constants()
    [name] = kept()
    path = cache.directory() / name
    path.write_text("0" * 64 + " {}")
    cache.verify()
    assert not path.exists()
    build._loaded.clear()
    of_constants()
    cache.trim(limit=0)
    assert not kept()
    build._loaded.clear()
    of_constants()
    cache.clear()
    assert not list(cache.directory().iterdir())


@pytest.mark.parametrize("how", [cache.trim, cache.clear])
def test_entries_of_former_releases_are_removed(how):
    path = cache.directory() / f"{'0' * 64}.plan"
    path.write_text("{}")
    os.utime(path, (0, 0))
    how()
    assert not path.exists()


def a_model():
    with pm.Model() as model:
        a = pm.Normal("a", 0.0, 2.0, shape=3)
        s = pm.HalfNormal("s", 1.0)
        pm.Deterministic("twice", 2 * a)
        pm.Normal("y", tt.dot(X, a), s, observed=np.array([0.5, -1.0]))
    return model


def test_a_model_is_not_differentiated_again(rewritten, monkeypatch):
    first = log_density(a_model())
    x = np.array([0.4, -0.3, 1.1, 0.2])
    value, gradient = first.logp_grad(x)
    entry = first.c()
    later()
    count = len(rewritten)
    monkeypatch.setattr("compat.models.modelling.density.grad", None)
    again = log_density(a_model())
    found = again.logp_grad(x)
    assert len(rewritten) == count and found[0] == value and (found[1] == gradient).all()
    assert again.expanded == first.expanded and not again.has_python_callbacks
    assert again.c().n_expanded == entry.n_expanded and len(rewritten) == count
    for name, array in first.expand(x).items():
        assert (again.expand(x)[name] == array).all()


@pytest.mark.slow
def test_random_graphs(rewritten, monkeypatch):
    """With a cache entry the same bits as without. Some graphs have none: what only NumPy runs, large parameters."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        flagged = calls_that_are_flagged(monkeypatch)
        numbers = [number for number in range(5000, 5020) if answers(number)][:12]
        rewritten.clear()
        used = len(compile_cache.used_keys)
        for number in numbers:
            [without] = run([graph(number)], "C")
            later()
            [again] = run([graph(number)], "C")
            for a, b in zip(without, again, strict=True):
                np.testing.assert_array_equal(a, b, strict=True)
    found = len(compile_cache.used_keys) - used
    assert found >= 8 and len(rewritten) == 24 - found + len(flagged)


def calls_that_are_flagged(monkeypatch):
    """A list that grows with each call that C cannot answer: it goes the long way, a graph is rewritten."""
    flagged, otherwise = [], CachedSource.otherwise

    def watched(self, values):
        flagged.append(values)
        return otherwise(self, values)

    monkeypatch.setattr(CachedSource, "otherwise", watched)
    return flagged


def answers(number):
    """Whether the inputs of a random graph suit it: of a few they do not, such as an Assert that is false."""
    try:
        return bool(run([graph(number)], "PYTHON"))
    except (AssertionError, IndexError, ValueError):
        return False


NEW_PROCESS = """
import sys, numpy as np, compat
compat.install()
import pymc3 as pm
with pm.Model() as model:
    a = pm.Normal("a", 0.0, 2.0, shape=3)
    pm.Normal("y", a, 1.0, observed=np.array([0.5, -1.0, 2.0]))
from compat.models.modelling.density import log_density
density = log_density(model)
print(repr(density.logp_grad(density.initial)[0]), density.c() is not None,
      any(m.startswith(("theano_compat.rules.canonicalise", "theano_compat.backends.c.emit", "subprocess"))
          for m in sys.modules))
"""


@pytest.mark.slow
def test_in_a_new_process(fresh_python, tmp_path):
    """Neither rules nor emission are even imported."""
    flags = f"cache_dir={tmp_path}/kept"
    first, second = (fresh_python("-c", NEW_PROCESS, flags=flags, COMPAT_CHECK="").stdout.split() for _ in range(2))
    assert first[:2] == second[:2] and first[2] == "True" and second[2] == "False"


@pytest.mark.slow
def test_a_change_of_our_sources_is_another_key(tmp_path):
    """Of any package that has a say in what is compiled: the copy of the package differs in one comment."""
    package = tmp_path / "theano_compat"
    shutil.copytree(Path(compat.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    code = "from theano_compat.compilation.cache.graph_key import _sources; print(hash(_sources()))"

    def told():
        return subprocess.run(
            [sys.executable, "-c", code],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONHASHSEED": "0"},
        ).stdout

    seen = {told()}
    assert told() in seen
    for file in (
        "rules/sums.py",
        "backends/c/emit.py",
        "compilation/data_stage/partition.py",
        "ops/linear_algebra/blas.py",
        "differentiate.py",
        "graph/program.py",
        "models/modelling/density.py",
        "backends/c/support/mod.c",
    ):
        with (package / file).open("a") as changed:
            changed.write("# changed\n")
        seen.add(told())
    assert len(seen) == 9
