"""What is said once a process points at the user's line, however deep in the package it is found out."""

import inspect
import warnings

import pytest

import theano_compat.pymc3_api as pm
from tests.pymc3_api.models import normal_mean
from theano_compat.graph import fallbacks
from theano_compat.theano_api import function, tensor

QUIET = {
    "tune": 5,
    "draws": 5,
    "chains": 1,
    "progressbar": False,
    "return_inferencedata": False,
    "compute_convergence_checks": False,
}


def no_nutpie(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)


def no_compiler(monkeypatch):
    from theano_compat.backends.c.errors import CannotCompile

    def refuse(*arguments):
        raise CannotCompile("no compiler: functions run in Python")

    monkeypatch.setattr("compat.compilation.execution.first_call.compile_c", refuse)


def sample():
    with normal_mean():
        pm.sample(**QUIET)


def compiled():
    x = tensor.dscalar("x")
    function([x], x + 1, mode="FAST_RUN")


@pytest.mark.parametrize(
    "hide, does, words",
    [
        (no_nutpie, sample, "nutpie is not installed"),
        (no_compiler, compiled, "no compiler"),
    ],
    ids=["nutpie", "compiler"],
)
def test_at_the_users_line_and_once(monkeypatch, hide, does, words):
    hide(monkeypatch)
    monkeypatch.setattr(fallbacks, "_noticed", set())
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        does()
        does()
    [notice] = [w for w in caught if words in str(w.message)]
    lines, first = inspect.getsourcelines(does)
    assert notice.category is RuntimeWarning and notice.filename == __file__
    assert notice.lineno == first + len(lines) - 1


def test_an_error_where_warnings_are_errors(monkeypatch):
    monkeypatch.setattr(fallbacks, "_noticed", set())
    with pytest.raises(RuntimeWarning, match="^a word$"):
        fallbacks.fall_back("a word", noticed=True)
