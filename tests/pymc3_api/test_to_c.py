"""`model.to_c()`: the file, compiled by itself, gives the saved log densities and gradients at saved points."""

from __future__ import annotations

import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import compat as theano
import compat.pymc3 as pm
import compat.tensor as tt

FIXTURES = Path(__file__).parents[2] / "fixtures" / "legacy_models"
MAIN = """
#include "model.c"
#include <stdio.h>
int main(void)
{
    double x[MODEL_DIMENSION], gradient[MODEL_DIMENSION], value;
    for (;;) {
        for (int i = 0; i < MODEL_DIMENSION; i++)
            if (scanf("%lf", x + i) != 1) return 0;
        if (model_logp(x, &value, gradient)) return 1;
        printf("%.17g", value);
        for (int i = 0; i < MODEL_DIMENSION; i++) printf(" %.17g", gradient[i]);
        printf("\\n");
    }
}
"""
COMPILER = shutil.which("cc")
needs_compiler = pytest.mark.skipif(COMPILER is None, reason="there is no C compiler")


def evaluated(model: pm.Model, points: np.ndarray, folder: Path) -> np.ndarray:
    """(points, 1 + dimension): value and gradient, by a C program of its own."""
    model.to_c(folder / "model.c")
    (folder / "main.c").write_text(MAIN)
    flags = ["-O3", "-march=native", "-fno-math-errno", "-fno-trapping-math", "-fopenmp-simd"]
    subprocess.run([str(COMPILER), *flags, "-o", "main", "main.c", "-lm"], cwd=folder, check=True)
    text = "\n".join(" ".join(f"{v:.17g}" for v in x) for x in points)
    done = subprocess.run([str(folder / "main")], input=text, capture_output=True, text=True, check=True)
    return np.array([[float(v) for v in line.split()] for line in done.stdout.splitlines()])


@pytest.mark.slow
@needs_compiler
@pytest.mark.parametrize("name", ["eight_schools", "robust_regression"])
def test_saved_points(name, tmp_path, monkeypatch):
    monkeypatch.chdir(FIXTURES / name)

    class Drawn(Exception):
        pass

    def stop(*args, **kwargs):
        raise Drawn

    monkeypatch.setattr(pm, "sample", stop)
    monkeypatch.setitem(sys.modules, "pymc3", pm)
    monkeypatch.setitem(sys.modules, "theano", theano)
    monkeypatch.setitem(sys.modules, "theano.tensor", tt)
    models = []
    made = pm.Model.__init__
    monkeypatch.setattr(pm.Model, "__init__", lambda self, *a, **k: (models.append(self), made(self, *a, **k))[1])
    with pytest.raises(Drawn):
        runpy.run_path("model.py", run_name="__main__")
    model = models[0]
    with np.load("logp.npz") as saved:
        names = [v.name for v in model.free_RVs]
        points = np.concatenate([saved[f"point/{n}"].reshape(20, -1) for n in names], axis=1)
        gradient = np.concatenate([saved[f"dlogp/{n}"].reshape(20, -1) for n in names], axis=1)
        size = np.concatenate([saved[f"dlogp_absolute/{n}"].reshape(20, -1) for n in names], axis=1)
        found = evaluated(model, points, tmp_path)
        assert (abs(found[:, 0] - saved["logp"]) <= 1e-8 * saved["absolute_terms"]).all()
        # Of a term whose own parts cancel, as a half-Cauchy's do at its scale, the size is 0.
        assert (abs(found[:, 1:] - gradient) <= 1e-8 * size + 1e-15).all()


@pytest.mark.slow
@needs_compiler
def test_data_are_those_of_now_and_loops_come_along(tmp_path):
    with pm.Model() as model:
        data = pm.Data("data", np.arange(5.0))
        mu = pm.Normal("a name", 0, 1)
        path, _ = theano.scan(lambda y, last: 0.5 * last + y, sequences=data, outputs_info=tt.zeros(()))
        pm.Potential("p", -tt.sqr(path - mu).sum())
    for k, value in enumerate((np.arange(5.0), np.linspace(1, 2, 9))):
        with model:
            pm.set_data({"data": value})
        folder = tmp_path / str(k)
        folder.mkdir()
        found = evaluated(model, np.array([[0.3], [-1.0]]), folder)
        for x, row in zip((0.3, -1.0), found, strict=True):
            expected = [float(model.logp({"a name": x})), *model.dlogp()({"a name": x})]
            np.testing.assert_allclose(row, expected, rtol=1e-12)


def test_names_of_users_do_not_reach_the_text():
    with pm.Model() as model:
        pm.Normal('x */ #include "evil" \n', 0, 1)
    head = model.to_c().split("*/")[0]
    assert "evil" in head and "#include" not in head and head.count("\n") < 15


def test_what_has_no_c_form_says_so():
    with pm.Model() as discrete:
        pm.Poisson("k", 3)
    with pytest.raises(NotImplementedError, match="k is discrete"):
        discrete.to_c()

    class Double(theano.Op):
        itypes, otypes = [tt.dscalar], [tt.dscalar]

        def perform(self, node, inputs, output_storage):
            output_storage[0][0] = np.asarray(inputs[0] * 2)

        def grad(self, inputs, gradients):
            return [2 * gradients[0]]

    with pm.Model() as called:
        pm.Potential("p", Double()(pm.Normal("x", 0, 1)))
    with pytest.raises(NotImplementedError, match="Double.* runs in Python"):
        called.to_c()
    with pm.Model() as special:
        pm.Potential("p", tt.i0(pm.Normal("x", 0, 1)))
    with pytest.raises(NotImplementedError, match="i0 is SciPy's"):
        special.to_c()
