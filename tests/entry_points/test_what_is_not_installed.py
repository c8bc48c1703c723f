"""A package or a program that is missing: one sentence that names it, and says what installs it."""

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import theano_compat as theano
import theano_compat.pymc3_api as pm
from theano_common.saved import hdf5
from theano_compat.compilation.in_jax.to_jax import to_jax
from theano_compat.old.theano.d3viz import formatting
from theano_compat.pymc3_api import sampling_jax
from theano_compat.scale.fits_dataset import import_xarray
from theano_compat.theano_api import printing, tensor
from theano_compat.theano_api.printing import dot
from theano_migrate.reproduce.running import kernel

SHORT: dict[str, Any] = {"draws": 5, "tune": 5, "chains": 2, "progressbar": False}
TRACE = {**SHORT, "return_inferencedata": False, "compute_convergence_checks": False}
IN_PROCESSES: dict[str, Any] = {"cores": 2, "mp_ctx": "spawn"}
x = tensor.dvector("x")


def in_model(use: Callable[[], Any]) -> Any:
    with pm.Model():
        pm.Normal("mu", 0.0, 1.0)
        return use()


def picture() -> Any:
    return in_model(pm.model_to_graphviz)


# What is missing, and who needs it -> (use, the beginning of the sentence, what the command installs).
PACKAGES: dict[str, tuple[Callable[[], Any], str, str]] = {
    "graphviz, model_to_graphviz": (picture, "Pictures need .*graphviz", "graphviz"),
    "pydot, pydotprint": (lambda: printing.pydotprint(x + 1, "a.png"), "Failed to import pydot", "pydot"),
    "pydot, d3viz": (formatting.PyDotFormatter, "Failed to import pydot", "pydot"),
    "patsy, GLM": (lambda: pm.glm.GLM.from_formula("y ~ a", {"y": [1.0], "a": [1.0]}), "from_formula needs", "patsy"),
    "h5py, a trace": (lambda: in_model(lambda: pm.backends.HDF5("t.h5")), "pm.backends.HDF5 needs", "h5py"),
    "h5py, a file": (lambda: hdf5._opened("t.h5").__enter__(), "HDF5 files are read by", "h5py"),
    "matplotlib, GP": (lambda: pm.gp.util.plot_gp_dist(None, np.ones((2, 2)), np.ones(2)), "plot_gp_dist needs", ""),
    "matplotlib, GLM": (lambda: pm.plot_posterior_predictive_glm(None), "plot_posterior_predictive_glm needs", ""),
    "matplotlib, traces": (lambda: pm.plot_trace({}), "This needs ArviZ, which needs matplotlib", ""),
    "arviz, plots": (lambda: pm.plot_posterior({}), "This needs ArviZ", ""),
    "arviz, InferenceData": (
        lambda: in_model(lambda: pm.sample(**SHORT, return_inferencedata=True)),
        "This needs ArviZ",
        "",
    ),
    "pandas, a table": (lambda: pm.trace_to_dataframe(None), "This needs pandas", ""),
    "xarray, many fits": (import_xarray, "This needs xarray", "arviz"),
    "jax, a mode": (lambda: theano.theano_api.function([x], x + 1, mode="JAX"), "The JAX backend needs JAX", "jax"),
    "jax, to_jax": (lambda: to_jax([x], [x + 1]), "The JAX backend needs JAX", "jax"),
    "jax, NumPyro": (lambda: in_model(sampling_jax.sample_numpyro_nuts), "JAX", "jax"),
    "numpyro, NumPyro": (lambda: in_model(sampling_jax.sample_numpyro_nuts), "NumPyro is not installed", "numpyro"),
    "tensorflow_probability, TFP": (
        lambda: in_model(sampling_jax.sample_tfp_nuts),
        "TensorFlow Probability is not installed",
        "tfp-nightly",
    ),
    "dill, processes": (
        lambda: in_model(
            lambda: pm.sample(**TRACE, cores=2, step=pm.Metropolis(), mp_ctx="spawn", pickle_backend="dill")
        ),
        "dill must be installed",
        "dill",
    ),
}


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def hide(package: str) -> None:
        for name in [package, *(name for name in sys.modules if name.startswith(f"{package}."))]:
            monkeypatch.setitem(sys.modules, name, None)
        if package == "matplotlib":  # ArviZ has it already if a test before this one drew something
            for name in [name for name in sys.modules if name.partition(".")[0].startswith("arviz")]:
                monkeypatch.delitem(sys.modules, name)

    return hide


@pytest.mark.parametrize("what", PACKAGES)
def test_packages(what: str, without: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    use, says, installs = PACKAGES[what]
    package = what.partition(",")[0]
    pytest.importorskip(package)
    without(package)
    for module in (dot, formatting):
        monkeypatch.setattr(module, "pydot_imported", package != "pydot")
    with pytest.raises((ImportError, RuntimeError, ValueError)) as raised:
        use()
    sentence = str(raised.value)
    assert re.match(f"{says}.*-m pip install .*{installs or package}", sentence), sentence
    assert "\n" not in sentence


def test_nutpie(without: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    from theano_compat.graph import fallbacks

    without("nutpie")
    monkeypatch.setattr(fallbacks, "_noticed", set())
    with pytest.warns(RuntimeWarning, match="^nutpie is not installed: .* -m pip install .*nutpie"):
        in_model(lambda: pm.sample(**TRACE))


def test_notebooks(without: Callable[[str], None]) -> None:
    without("nbclient")
    assert re.match("notebooks need nbclient: .* -m pip install .*nbclient", kernel.needs(False))


DRAWS: dict[str, Callable[[Path], Any]] = {
    "pipe": lambda folder: picture().pipe(format="svg"),
    "render": lambda folder: picture().render(str(folder / "a")),
    "view": lambda folder: picture().view(directory=str(folder)),
    "unflatten": lambda folder: picture().unflatten(),
    "a copy": lambda folder: picture().copy().pipe(format="png"),
    "pydotprint": lambda folder: printing.pydotprint(x + 1, str(folder / "a.png")),
}


@pytest.fixture
def no_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.filterwarnings("ignore::DeprecationWarning:pydot")
@pytest.mark.parametrize("how", DRAWS)
def test_the_program_dot(how: str, no_programs: None, tmp_path: Path) -> None:
    pytest.importorskip("pydot" if how == "pydotprint" else "graphviz")
    with pytest.raises(RuntimeError, match=r"^Pictures of graphs are drawn by .*`dot`, which is not here: install"):
        DRAWS[how](tmp_path)


def test_a_notebook_without_the_program_dot(no_programs: None) -> None:
    """A cell that ends with the picture shows the sentence, and no traceback."""
    pytest.importorskip("graphviz")
    shown = picture()._repr_mimebundle_()
    assert list(shown) == ["text/plain"] and "`dot`, which is not here: install" in shown["text/plain"]


def test_an_error_of_dot_itself_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    graphviz = pytest.importorskip("graphviz")
    (tmp_path / "dot").write_text("#!/bin/sh\necho no such layout >&2\nexit 3\n")
    (tmp_path / "dot").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(graphviz.CalledProcessError):
        picture().pipe(format="svg")
