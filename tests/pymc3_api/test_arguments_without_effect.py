"""What an argument does not do is said, at the user's line; sizes that cannot be are refused by name."""

import ast
import inspect
import warnings
from pathlib import Path

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.pymc3_api.models import normal_mean
from theano_compat.models.distributions.distribution import NoDistribution
from theano_compat.pymc3_api import sampling_jax

SHORT = {"draws": 5, "tune": 5, "chains": 1, "progressbar": False, "compute_convergence_checks": False}
QUIET = {**SHORT, "return_inferencedata": False}


@pytest.mark.parametrize(
    "say, category, words",
    [
        (lambda: pm.sample(**QUIET, njobs=1), DeprecationWarning, ["njobs argument has been deprecated"]),
        (lambda: pm.sample(**QUIET, nuts_kwargs={}), DeprecationWarning, ["nuts_kwargs argument has been deprecated"]),
        (lambda: pm.sample(**QUIET, discard_tuned_samples=False), UserWarning, ["Tuning samples will be included"]),
        (
            lambda: pm.sample(**QUIET, live_plot=True, skip_first=1, refresh_every=2, roll_over=3),
            UserWarning,
            ["pm.sample(live_plot=...) has no effect"],
        ),
        (lambda: pm.sample(**SHORT), FutureWarning, ["InferenceData"]),
        (
            lambda: NoDistribution.dist(shape=2, dtype="float64", transform=pm.transforms.log),
            UserWarning,
            ["NoDistribution(transform=...) has no effect"],
        ),
        (lambda: pm.Normal.dist(0, 1, dims="g"), UserWarning, ["Normal.dist(dims=...) has no effect"]),
        (lambda: pm.math.tround(0.5, mode="half_away_from_zero"), UserWarning, ["halves to the even"]),
    ],
    ids=["njobs", "nuts_kwargs", "tuning", "live plot", "return", "transform", "dims", "tround"],
)
def test_said_at_the_users_line(say, category, words):
    with normal_mean(), pytest.warns(category) as caught:
        say()
    [warning] = [w for w in caught if words[0] in str(w.message)]
    assert all(word in str(warning.message) for word in words)
    assert Path(warning.filename) == Path(__file__)


@pytest.mark.parametrize(
    "given, words",
    [
        ({"n_init": 50000}, ["n_init has no effect: it is the length of ADVI"]),
        ({"mp_ctx": "spawn"}, ["mp_ctx has no effect: chains are threads"]),
        ({"mp_ctx": "fork", "pickle_backend": "dill"}, ["mp_ctx has no effect", "pickle_backend has no effect"]),
        ({"mp_ctx": "spawn", "step": "Metropolis"}, ["mp_ctx has no effect: nothing runs in other processes"]),
        ({"parallelize": True, "step": "Metropolis"}, []),
        ({"parallelize": False, "step": "Metropolis"}, ["parallelize=False) has no effect"]),
    ],
    ids=["n_init", "mp_ctx", "both", "one chain", "parallelize", "not parallelize"],
)
def test_said_in_the_log_where_the_draws_are_the_same(given, words, caplog):
    """The real one warned of none of these: a suite that runs with `-W error` passes them."""
    pytest.importorskip("nutpie")  # without it PyMC3's own NUTS runs and is as silent as PyMC3
    with normal_mean(), caplog.at_level("INFO", "pymc3"), warnings.catch_warnings():
        warnings.simplefilter("error")
        step = {"step": pm.Metropolis()} if "step" in given else {}
        pm.sample(**{**QUIET, "tune": 10, **given, **step})  # with fewer tuning draws nutpie does not draw
    assert all(word in caplog.text for word in words)


def test_nothing_is_said_of_what_is_not_passed():
    with warnings.catch_warnings(), normal_mean():
        warnings.simplefilter("error", UserWarning)
        assert len(pm.sample(**QUIET, n_init=200000, mp_ctx=None, pickle_backend="pickle")) == 5


SIZES = [
    ("chains", 0, "1 or more"),
    ("chains", -2, "1 or more"),
    ("chains", "two", "whole number"),
    ("draws", -1, "0 or more"),
    ("draws", 10.5, "whole number"),
    ("draws", float("nan"), "whole number"),
    ("draws", float("inf"), "whole number"),
    ("tune", -1, "0 or more"),
    ("tune", "many", "whole number"),
]


@pytest.mark.parametrize("draw", [pm.sample, sampling_jax.sample_numpyro_nuts], ids=["sample", "numpyro"])
@pytest.mark.parametrize("name, value, words", SIZES, ids=[f"{name}={value}" for name, value, _ in SIZES])
def test_sizes_that_cannot_be(draw, name, value, words):
    if draw is not pm.sample:
        pytest.importorskip("arviz")
    with normal_mean(), pytest.raises(ValueError, match=rf"^{name}=.* is not possible: `{name}` has to .*{words}"):
        draw(**{"draws": 5, "tune": 5, "chains": 1, name: value})


@pytest.mark.parametrize("value", [3.0, np.int16(3), np.float64(3)])
def test_whole_numbers_of_other_types(value):
    with normal_mean():
        assert len(pm.sample(**{**QUIET, "draws": value})) == 3


# Parameters that are there for the sake of a signature: (function, parameter).
FOR_THE_SIGNATURE = {
    ("Distribution.__init__", "dims"),  # `dist` and `__new__` have read it
    ("Model.__init__", "model"),
    ("Model.__init__", "theano_config"),  # `__new__` has read them
    ("Model.__new__", "args"),
    ("ContextMeta.__new__", "kwargs"),
    ("ContextMeta.__init__", "kwargs"),
    ("Model._str_repr", "kwargs"),
    ("Interpolated.random", "point"),  # it has no parameters that could be variables
    ("BaseTrace.setup", "draws"),
    ("BaseTrace.setup", "chain"),  # for backends to override
    ("Group.__new__", "args"),
    ("Group.__new__", "group"),
    ("Group.__new__", "kwargs"),  # `__init__` reads them
    ("KL.apply", "f"),  # operators are applied to a test function; this one has none (`has_test_function`)
    ("Approximation.get_optimization_replacements", "d"),  # one draw needs no loop, wherever it lies
    ("_Settled.__call__", "approx"),  # callbacks are called with it
    ("IdentityOp.grad", "inputs"),  # its derivative is 1
    ("sample_vp", "progressbar"),  # all draws are made at once
    ("EmpiricalGroup._new_initial", "more_replacements"),  # for a length that is data: draws of a histogram have none
}
# Methods that somebody calls with everything there is; each takes what it needs.
BY_PROTOCOL = {
    "competence",
    "astep",
    "_hamiltonian_step",
    "make_node",
    "perform",
    "infer_shape",
    "__get__",
    "__deepcopy__",
    "reset",
    "reset_tuning",
}


def _unread(function):
    spec = function.args
    named = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs, *filter(None, (spec.vararg, spec.kwarg))]
    read = {node.id for line in function.body for node in ast.walk(line) if isinstance(node, ast.Name)}
    return [a.arg for a in named if a.arg not in read | {"self", "cls"} and not a.arg.startswith("_")]


def _is_abstract(function):
    return all(
        isinstance(line, ast.Raise | ast.Pass) or isinstance(getattr(line, "value", None), ast.Constant)
        for line in function.body
    )


@pytest.mark.slow
def test_every_parameter_is_read():
    folder, found = Path(inspect.getfile(pm)).parent, set()
    for path in folder.rglob("*.py"):
        for scope in ast.walk(ast.parse(path.read_text())):
            if isinstance(scope, ast.ClassDef | ast.Module):
                prefix = f"{scope.name}." if isinstance(scope, ast.ClassDef) else ""
                for function in [one for one in scope.body if isinstance(one, ast.FunctionDef)]:
                    found |= {
                        (prefix + function.name, name)
                        for name in _unread(function)
                        if not _is_abstract(function) and function.name not in BY_PROTOCOL | {"_repr_latex_"}
                    }
    assert found - FOR_THE_SIGNATURE == set()
