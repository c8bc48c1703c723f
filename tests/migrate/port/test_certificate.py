"""Certificates without a real PyMC: two scripts under the shim, matched and compared as a port is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from theano_migrate.port.certificate.certify import certified
from theano_migrate.port.certificate.command import main
from theano_migrate.port.certificate.errors import CannotCertify
from theano_migrate.port.certificate.html_report import page
from theano_migrate.port.certificate.process import Side, new_side
from theano_migrate.port.certificate.report import Report
from theano_migrate.port.certificate.verdicts import CONSTANT, DIFFERS, EQUAL, NOT_COMPARABLE

Write = Callable[[str, str], Path]
HEAD = "import numpy as np\nimport pymc3 as pm\nimport theano.tensor as tt\ny = np.array([1.0, 2.0, 4.0])\n"
MODEL = """
with pm.Model() as model:
    mu = pm.Normal("mu", 0, 2)
    sigma = pm.HalfNormal("sigma", 3)
    p = pm.Dirichlet("p", np.array([1.0, 2.0, 3.0]))
    twice = pm.Deterministic("twice", 2 * mu)
    pm.Normal("y", mu + p[0], sigma, observed=y)
    pm.Potential("soft", -0.1 * mu**2)
"""
SAMPLED = """
with model:
    trace = pm.sample(10)
    pm.plot_posterior(trace)
print(trace["mu"].mean())
"""


def compared(old: Side, other: Side, script: Write, one: str, two: str) -> Report:
    return certified(old, other, script("old.py", HEAD + one), script("new.py", HEAD + two), count=16)


# what the second script changes: (what is replaced, by what, verdict, part of the reason)
CHANGES = [
    ("", "", EQUAL, "5 terms, total and gradient agree"),
    ('"mu", 0, 2', '"mu", 0, 2.5', DIFFERS, "the term of mu differs"),
    ("-0.1 * mu**2", "-0.1 * mu**2 + 3.0", CONSTANT, "the potential soft differs by a constant +3"),
    ("-0.1 * mu**2", "-0.2 * mu**2", DIFFERS, "the potential soft differs"),
    ("2 * mu)", "2.1 * mu)", DIFFERS, "the deterministic twice differs"),
    ("observed=y", "observed=y + np.array([0.0, 0.0, 1.0])", DIFFERS, "the data of y are others (1 of 3 values"),
    ('    pm.Potential("soft", -0.1 * mu**2)\n', "", DIFFERS, "the port has no such term"),
    ("1.0, 2.0, 3.0])", "1.0, 2.0, 3.5])", DIFFERS, "the term of p differs"),
    ('"sigma", 3)', '"sigma", 3, transform=pm.distributions.transforms.interval(0.0, 4.0))', DIFFERS,
     "support of sigma: the old model gives it values that the port can not have"),
    ('"sigma", 3)', '"sigma", 3, transform=pm.distributions.transforms.log_exp_m1)', EQUAL, "agree"),
    ('"mu", 0, 2', '"nu", 0, 2', EQUAL, "agree"),  # its name alone
    ('sigma = pm.HalfNormal("sigma", 3)', "sigma = 3.0", DIFFERS, "the old model alone has the free variable sigma"),
    ('"p", np.array([1.0, 2.0, 3.0])', '"p", np.array([1.0, 2.0, 3.0, 1.0])', DIFFERS,
     "prior draws of p differ: 3 values, 4 in the port"),
]  # fmt: skip


@pytest.mark.parametrize("before, after, verdict, reason", CHANGES, ids=[str(i) for i in range(len(CHANGES))])
@pytest.mark.wide(17)
def test_a_change_of_the_model(
    old: Side, other_old: Side, script: Write, before: str, after: str, verdict: str, reason: str
) -> None:
    assert before in MODEL
    report = compared(old, other_old, script, MODEL + SAMPLED, MODEL.replace(before, after) + SAMPLED)
    assert (report.verdict, reason in report.sentence()) == (verdict, True), report.text()
    assert report.agrees == (verdict == EQUAL)


@pytest.mark.slow
def test_a_wrong_jacobian(old: Side, other_old: Side, script: Write) -> None:
    """A transform of the user's, which forgets its Jacobian: the same densities of x, another posterior."""
    own = """
class Twice(pm.distributions.transforms.ElemwiseTransform):
    name = "log"
    def backward(self, x):
        return tt.exp(x)
    def forward(self, x):
        return tt.log(x)
    def forward_val(self, x, point=None):
        return np.log(x)
    def jacobian_det(self, x):
        return FACTOR * x
"""
    changed = MODEL.replace('"sigma", 3)', '"sigma", 3, transform=Twice())')
    right, wrong = (own.replace("FACTOR", factor) + changed for factor in ("1.0", "0.0"))
    assert compared(old, other_old, script, MODEL, right).agrees
    report = compared(old, other_old, script, MODEL, wrong)
    assert report.verdict == DIFFERS and "Jacobian of sigma" in report.sentence()


def test_nothing_is_sampled_and_nothing_written(old: Side, other_old: Side, script: Write, tmp_path: Path) -> None:
    kept = tmp_path / "trace.pkl"
    kept.write_text("years of work")
    careless = """
import pickle
def fit():
    with pm.Model() as inner:
        a = pm.Normal("a", 0, 1)
        step = pm.NUTS(scaling=pm.find_MAP())
        t = pm.sample(step=step)
    best = max(t["a"])
    with pm.Model() as second:
        b = pm.Normal("b", 0, 1)
    return best
best = fit()
with open("trace.pkl", "wb") as f:
    pickle.dump(best, f)
if best > 0:
    print("never")
import a_package_that_nobody_has
a_package_that_nobody_has.plot(best)
"""
    report = compared(old, other_old, script, careless, careless)
    assert report.agrees and len(report.models) == 2
    assert kept.read_text() == "years of work"
    assert any("a_package_that_nobody_has is not installed" in one for one in report.remarks)


def test_no_picture_is_drawn(fresh_python: Callable[..., Any], script: Write) -> None:
    """ArviZ and Matplotlib take seconds to import."""
    code = (
        "import sys, theano_compat\ntheano_compat.install()\nimport pymc3\n"
        "from theano_migrate.port.certificate.script_run import run_script\n"
        "run, told = run_script(sys.argv[1], pymc3, lambda model: None, 0)\n"
        "print(len(run.models), told['error'], told['raised'], {'arviz', 'matplotlib'} & set(sys.modules))"
    )
    text = HEAD + MODEL + SAMPLED + "axes = pm.traceplot(trace)\naxes[0].set_title('mu')\npm.kdeplot(y)\n"
    assert fresh_python("-c", code, str(script("old.py", text))).stdout == "1 None [] set()\n"


@pytest.mark.slow
def test_data_of_the_first_sampling(old: Side, other_old: Side, script: Write) -> None:
    """`set_data` for predictions comes after: the models are compared with the data that they were fitted to."""
    fitted = """
with pm.Model() as model:
    x = pm.Data("x", np.array([1.0, 2.0, 3.0]))
    b = pm.Normal("b", 0, 1)
    pm.Normal("y", b * x, 1, observed=y)
    trace = pm.sample()
    pm.set_data({"x": np.arange(9.0)})
"""
    assert compared(old, other_old, script, fitted, fitted).agrees
    changed = fitted.replace("2.0, 3.0]", "2.0, 3.1]")
    assert compared(old, other_old, script, fitted, changed).verdict == DIFFERS


@pytest.mark.slow
def test_data_that_nobody_filled(old: Side, other_old: Side, script: Write) -> None:
    """Of new groups for predictions: `np.empty` finds other memory each time, a generator without a seed others."""
    unfilled = """
rest = np.full(2000, 3.0)
del rest
with pm.Model() as model:
    b = pm.Normal("b", 0, 1)
    pm.Normal("y", b, 1, observed=np.empty(2000))
    pm.Normal("z", b, 1, observed=np.empty_like(y))
    pm.Normal("r", b, 1, observed=np.random.default_rng().normal(size=5))
"""
    assert compared(old, other_old, script, unfilled, unfilled).agrees
    assert compared(old, other_old, script, unfilled, unfilled.replace("np.empty(2000)", "np.zeros(2000)")).agrees


@pytest.mark.slow
def test_a_part_made_of_draws(old: Side, other_old: Side, script: Write) -> None:
    of_draws = (
        MODEL
        + SAMPLED
        + """
with pm.Model() as again:
    mu = pm.Normal("mu", trace["mu"].mean(), 1)
    pm.Normal("y", mu, 1, observed=y)
"""
    )
    plain = (
        MODEL
        + SAMPLED
        + """
with pm.Model() as again:
    mu = pm.Normal("mu", 0.0, 1)
    pm.Normal("y", mu, 1, observed=y)
"""
    )
    report = compared(old, other_old, script, of_draws, plain)
    assert report.verdict == NOT_COMPARABLE and "sample was not run" in report.sentence()


@pytest.mark.slow
def test_discrete_variables_and_gaps(old: Side, other_old: Side, script: Write) -> None:
    model = """
z = np.ma.masked_values([1, 4, -9, 2, 0, 3], value=-9)
with pm.Model() as model:
    when = pm.DiscreteUniform("when", 0, 5)
    rate = pm.Exponential("rate", 1, shape=2)
    flag = pm.Bernoulli("flag", 0.3, shape=4)
    pm.Poisson("z", pm.math.switch(when >= np.arange(6), rate[0], rate[1]) + flag.sum(), observed=z)
"""
    assert compared(old, other_old, script, model, model).agrees
    for before, after in (
        ("0.3, shape", "0.4, shape"),
        ('"when", 0, 5', '"when", 0, 6'),
        ("rate[0], rate[1]", "rate[1], rate[0]"),
        (">= np", "> np"),
    ):
        assert compared(old, other_old, script, model, model.replace(before, after)).verdict == DIFFERS, after


@pytest.mark.slow
def test_minibatches_are_compared_at_their_first_rows(old: Side, other_old: Side, script: Write) -> None:
    model = """
batch = pm.Minibatch(np.arange(100.0), batch_size=10)
with pm.Model() as model:
    mu = pm.Normal("mu", 0, 1)
    pm.Normal("y", mu, 1, observed=batch, total_size=100)
"""
    report = compared(old, other_old, script, model, model)
    assert report.verdict == EQUAL and "first rows" in report.text()
    for before, after in (("total_size=100", "total_size=90"), ("np.arange(100.0)", "np.arange(1.0, 101)")):
        assert compared(old, other_old, script, model, model.replace(before, after)).verdict == DIFFERS, after


ERRORS = [
    ("x = 1\n", "makes no model"),
    ("x = 1\n\n\n1 / 0\n", "raises at line 8: ZeroDivisionError: division by zero"),
    ("with pm.Model():\n    a = pm.Normal('a', 0, 1)\n    b = pm.Norml('b')\n", "raises at line 7: AttributeError"),
    ("def f(:\n", "raises at line 5: SyntaxError"),
    ("import no_such_package\nwith no_such_package.Model():\n    pass\n", "line 5: no_such_package is not installed"),
]


@pytest.mark.slow
@pytest.mark.parametrize("text, said", ERRORS, ids=range(len(ERRORS)))
def test_one_clear_sentence(old: Side, other_old: Side, script: Write, text: str, said: str) -> None:
    with pytest.raises(CannotCertify, match="new.py") as caught:
        compared(old, other_old, script, MODEL, text)
    assert said in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.slow
def test_pythons_that_do_not_serve(tmp_path: Path) -> None:
    import sys

    with pytest.raises(CannotCertify, match="has no PyMC; `make port-venv` or --venv"):
        new_side(sys.executable)
    with pytest.raises(CannotCertify, match="it cannot be started: No such file"):
        new_side(tmp_path / "python")
    stand_in = tmp_path / "lib" / "pymc"
    stand_in.mkdir(parents=True)
    (stand_in.parent / "pytensor.py").write_text("__version__ = '2.8'")
    (stand_in / "__init__.py").write_text("__version__ = '4.4.0'")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(stand_in.parent))
        with pytest.raises(CannotCertify, match="has PyMC 4.4.0; a certificate needs PyMC 5 or newer"):
            new_side(sys.executable)


@pytest.mark.slow
def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sys

    assert main([str(tmp_path / "a.py"), str(tmp_path / "b.py")]) == 2
    assert "no such file" in capsys.readouterr().err
    script = tmp_path / "a.py"
    script.write_text(HEAD + MODEL)
    assert main([str(script), str(script), "--python", sys.executable]) == 3
    assert "has no PyMC" in capsys.readouterr().err


@pytest.mark.slow
def test_forms_of_the_report(old: Side, other_old: Side, script: Write) -> None:
    report = compared(old, other_old, script, MODEL, MODEL.replace('"mu", 0, 2', '"mu", 0, 2.5'))
    told = json.loads(report.json())
    assert told["verdict"] == DIFFERS and told["agrees"] is False and told["versions"]["old"]["version"] == "3.11.5"
    [model] = told["models"]
    by_name = {row["name"]: row["status"] for row in model["rows"] if row["kind"] in ("free", "observed", "potential")}
    assert by_name == {"mu": DIFFERS, "sigma": EQUAL, "p": EQUAL, "y": EQUAL, "soft": EQUAL}
    assert sum(model["points"].values()) == 24 and model["transforms"]["p"] == ["stickbreaking", "stickbreaking"]
    text = page(report)
    assert text.startswith("<!doctype html>") and "the term of mu differs" in text and "http" not in text
    assert "mu" in report.text() and report.exit_code == 1
    again = compared(old, other_old, script, MODEL, MODEL.replace('"mu", 0, 2', '"mu", 0, 2.5'))
    assert again.json().replace("pytest-", "") == report.json().replace("pytest-", "")


@pytest.mark.slow
@pytest.mark.parametrize("saved", ["plain", "transformed"])
def test_saved_draws_are_points(old: Side, other_old: Side, script: Write, tmp_path: Path, saved: str) -> None:
    rng = np.random.default_rng(3)
    draws = {
        "mu": rng.normal(size=(2, 30)),
        "p": rng.dirichlet([1, 2, 3], size=(2, 30)),
        "sigma": rng.uniform(1, 2, size=(2, 30)),
    }
    if saved == "transformed":
        draws = {
            "mu": draws["mu"],
            "sigma_log__": np.log(draws["sigma"]),
            "p_stickbreaking__": rng.normal(size=(2, 30, 2)),
        }
    path = tmp_path / "draws.npz"
    np.savez(path, **draws)
    one, two = script("old.py", HEAD + MODEL), script("new.py", HEAD + MODEL.replace("-0.1", "-0.1 - 0.01"))
    assert certified(old, other_old, one, one, saved=path, count=16).models[0].points["saved draws"] == 60
    assert certified(old, other_old, one, two, saved=path, count=16).verdict == DIFFERS
    np.savez(path, mu=draws["mu"])
    report = certified(old, other_old, one, one, saved=path, count=16)
    assert report.verdict == NOT_COMPARABLE and "does not have the variable sigma" in report.sentence()


@pytest.mark.slow
def test_what_raises_outside_of_models_is_left_out(old: Side, other_old: Side, script: Write) -> None:
    text = "1 / 0\nwith pm.Model():\n    mu = pm.Normal('mu', 0, 2)\n    trace = pm.sample()\nopen('nowhere.csv')\n"
    report = compared(old, other_old, script, text, text)
    assert report.verdict == EQUAL and "raises ZeroDivisionError" in report.text() and "nowhere.csv" in report.text()


@pytest.mark.slow
def test_a_model_in_parts_is_not_certified(old: Side, other_old: Side, script: Write) -> None:
    """What both sides lack is no reason to call them equal."""
    text = (
        "with pm.Model():\n    mu = pm.Normal('mu', 0, 2)\n    trace = pm.sample()\n"
        "with pm.Model():\n    x = pm.Normal('x', 0, 1)\n    pm.Normal('z', trace['mu'].mean(), 1)\n    pm.sample()\n"
    )
    report = compared(old, other_old, script, text, text)
    assert [one.verdict for one in report.models] == [EQUAL, NOT_COMPARABLE]
    assert "a part of it was not made: the old script, line 10" in report.models[1].reason


@pytest.mark.slow
def test_random_data_of_a_script_without_a_seed(old: Side, other_old: Side, script: Write) -> None:
    """One side draws more before: its library took other random numbers."""
    text = "{}\ny = np.random.normal(size=5)\nwith pm.Model():\n"
    text += "    mu = pm.Normal('mu', 0, 2)\n    pm.Normal('y', mu, 1, observed=y)\n"
    report = compared(old, other_old, script, text.format("np.random.rand(3)"), text.format(""))
    assert report.verdict == EQUAL
    seeded = [text.format(f"np.random.seed(1)\n{more}") for more in ("np.random.rand(3)", "")]
    assert compared(old, other_old, script, *seeded).verdict == DIFFERS  # as it would be for whoever runs them


@pytest.mark.slow
def test_a_port_without_the_gradient(old: Side, other_old: Side, script: Write) -> None:
    """NUTS cannot sample it: the same density is not enough."""
    own = """
class Twice(tt.Op):
    itypes, otypes = [tt.dscalar], [tt.dscalar]
    def perform(self, node, inputs, outputs):
        outputs[0][0] = np.asarray(2 * inputs[0])
    def grad(self, inputs, g):
        return [2 * g[0]]
with pm.Model() as model:
    b = pm.Normal("b", 0, 1)
    pm.Normal("y", Twice()(b), 1, observed=y)
"""
    assert compared(old, other_old, script, own, own).agrees
    without = own.replace("def grad(", "def nothing(")
    report = compared(old, other_old, script, own, without)
    assert report.verdict == DIFFERS and "the port has none" in report.sentence()
    assert compared(old, other_old, script, without, own).agrees
