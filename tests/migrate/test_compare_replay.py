"""Running a script up to its model, in a process of its own, on a stand-in for PyMC3."""

from pathlib import Path

import numpy as np
import pytest

from theano_common.draws import Chain, Draws
from theano_migrate.compare import compare
from theano_migrate.compare.errors import CannotReplay
from theano_migrate.compare.replay import run_script, thinned
from theano_migrate.compare.replay_child import once_more
from theano_migrate.compare.sequential import until_decided

STAND_IN = Path(__file__).parent / "stand_in"


def saved(logp=lambda mu: -(mu**2) / 2, dtype="float64", **attrs):
    rng = np.random.default_rng(1)
    chains = [rng.normal(size=2500).astype(dtype) for _ in range(4)]
    kept = (Chain({"mu": mu}, {"model_logp": logp(mu)} if logp else {}) for mu in chains)
    return Draws(tuple(kept), sampler="pymc3", attrs=attrs)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(STAND_IN))

    def with_script(lines, old=None, **options):
        script = tmp_path / "script.py"
        script.write_text("import pymc3 as pm\n" + lines)
        return run_script(old or saved(), script, install=False, **options)

    return with_script


PLAIN = "pm.sample(model=pm.Model())"


@pytest.mark.wide(11)
@pytest.mark.parametrize(
    ("lines", "old", "status"),
    [
        (PLAIN, saved(), "passed"),
        ("from pymc3 import sample\nsample(model=pm.Model())", saved(), "passed"),
        ("from pymc3.sampling import sample\nsample(model=pm.Model())", saved(), "passed"),
        ("from pymc3.sampling_jax import sample_numpyro_nuts as s\ns(model=pm.Model())", saved(), "passed"),
        ("if __name__ == '__main__':\n    " + PLAIN, saved(), "passed"),
        ("try:\n    " + PLAIN + "\nexcept Exception: raise SystemExit(3)", saved(), "passed"),
        ("pm.sample(model=pm.Model(constant=2.5))", saved(), "passed but for a constant"),
        ("pm.sample(model=pm.Model(scale=1.1))", saved(), "failed"),
        ("pm.sample(model=pm.Model(scale=1.0001))", saved(lambda mu: -(mu**2) / 2, "float32"), "near"),
        ("pm.sample(model=pm.Model(scale=1.1))", saved(step_methods=2), "not possible"),
        (PLAIN, saved(lambda mu: 0 * mu), "not possible"),
        (PLAIN, saved(None), "not possible"),
        ("pm.sample(name='other', model=pm.Model('other'))\n" + PLAIN, saved(), "passed"),
        ("pm.sample(model=pm.Model(shape=(3,)))\n" + PLAIN, saved(), "passed"),
        ("pm.sample(model=pm.Model(scale=2))\n" + PLAIN, saved(), "passed"),
        ("pm.sample(model=pm.Model(scale=2))\npm.sample(model=pm.Model(scale=3))\n1 / 0", saved(), "failed"),
        ("pm.sample(model=pm.Model(constant=2.5))\n" + PLAIN, saved(), "passed but for a constant"),
    ],
)
def test_replay(run, lines, old, status):
    done = run(lines, old, sample=False)
    assert done.replay.status == status
    assert done.draws is None


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("pm.sample(model=pm.Model(scale=2))\npm.sample(model=pm.Model(more=['extra']))", "passed"),
        ("pm.sample(model=pm.Model(more=['extra']))\npm.sample(model=pm.Model(scale=2))", "passed"),
        ("pm.sample(model=pm.Model())\npm.sample(model=pm.Model(scale=2))\n1 / 0", "passed"),
    ],
)
def test_the_model_with_all_that_was_saved_is_replayed_else_the_first_that_fits(run, lines, status):
    old = saved()
    chains = (Chain({**chain.samples, "extra": chain.samples["mu"] ** 2}, chain.stats) for chain in old.chains)
    old = Draws(tuple(chains), sampler="pymc3")
    assert run(lines, old, sample=False).replay.status == status
    assert run(lines, old).draws.stacked("mu").shape[0] == 4


def test_a_failed_replay_shows_the_terms_of_the_first_draw_that_differs(run):
    old = saved()
    replay = run("pm.sample(model=pm.Model(scale=1.1, constant=-1.0))", old, sample=False).replay
    mu = thinned(old, "mu")[replay.first]
    assert replay.terms == pytest.approx({"mu": -0.55 * mu**2, "y": -1.0})


@pytest.mark.slow
@pytest.mark.parametrize(("shift", "answer"), [(0.0, "agree (replayed)"), (0.5, "differ")])
def test_sampling_follows_and_is_compared(run, shift, answer):
    done = run(f"pm.sample(2000, shift={shift}, model=pm.Model())", saved())
    assert done.draws.stacked("mu").shape == (4, 2000)
    assert compare(saved(), done.draws, done.replay).answer == answer


@pytest.mark.wide(7)
@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("raise SystemExit('no data')", "SystemExit: no data"),
        ("x = = 1", "SyntaxError"),
        ("print('hello')", "never called pm.sample"),
        ("pm.sample(model=pm.Model('other'))", "call 1: its variable other is not among the saved ones"),
        ("pm.sample(model=pm.Model(shape=(3,)))", r"call 1: .*shape \(3,\), the saved one \(\)"),
        ("import os; os._exit(9)", "without a result"),
    ],
)
def test_a_script_without_the_model_says_why(run, lines, why):
    with pytest.raises(CannotReplay, match=why):
        run(lines)


def test_failing_sampling_is_no_agreement(run):
    with pytest.raises(CannotReplay, match="pm.sample failed: TypeError"):
        run("pm.sample(nonsense=1, model=pm.Model())")


def test_arguments_reach_the_script_and_its_prints_do_not_reach_stdout(run, capfd):
    run(
        "import sys\nprint(sys.argv[1:], __file__)\n" + PLAIN,
        sample=False,
        arguments=["--data", "x.csv"],
    )
    said = capfd.readouterr()
    assert said.out == "" and "['--data', 'x.csv']" in said.err


def test_thinning_keeps_first_and_last():
    old = saved()
    few = thinned(old, "mu", 100)
    assert len(few) == 100 and few[0] == old.chains[0].samples["mu"][0]
    assert few[-1] == old.chains[3].samples["mu"][-1]


@pytest.fixture
def until(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(STAND_IN))

    def with_script(lines, old):
        script, told = tmp_path / "script.py", []
        script.write_text("import pymc3 as pm\n" + lines)
        report, new = until_decided(old, script, say=told.append, install=False)
        return report, new, told

    return with_script


@pytest.mark.slow
@pytest.mark.parametrize(("shift", "answer"), [(0.0, "agree"), (0.3, "differ")])
def test_draws_on_until_decided(until, shift, answer):
    report, new, told = until(f"pm.sample(60, shift={shift}, model=pm.Model())", saved(None))
    assert report.answer == answer and len(new) > 60 and told
    assert f"Decided at look {len(told) + 1} of at most 8" in report.remarks[-1]


@pytest.mark.slow
def test_a_saved_side_with_too_few_draws_ends_it(until):
    rng = np.random.default_rng(4)
    few = Draws(tuple(Chain({"mu": rng.normal(size=60)}) for _ in range(4)), sampler="pymc3")
    report, new, told = until("pm.sample(500, model=pm.Model())", few)
    assert report.answer == "not enough draws to tell" and "the saved ones are too few" in report.remarks[-1]


def test_sampling_again_takes_other_draws_and_seeds():
    assert once_more((1000,), {"random_seed": 3}, draws=500, time=2) == ((500,), {"random_seed": 2021})
    assert once_more((), {"random_seed": [1, 2], "tune": 9}, 500, 1) == (
        (),
        {"random_seed": [1010, 1011], "tune": 9, "draws": 500},
    )
    before = np.random.get_state()[1].copy()
    assert once_more((), {}, 7, 1) == ((), {"draws": 7})
    assert not np.array_equal(before, np.random.get_state()[1])


def test_what_was_saved_stays_as_it_is():
    """The transform of a real packed Cholesky factor writes into its argument; a script may sample twice."""
    from types import SimpleNamespace

    from theano_migrate.compare.model_density import unconstrained

    def into_its_argument(value):
        value[...] = np.log(value)
        return value

    transform = SimpleNamespace(forward_val=into_its_argument)
    rv = SimpleNamespace(name="c_log__", distribution=SimpleNamespace(transform_used=transform))
    draws = np.array([[1.0, 2.0], [3.0, 4.0]])
    for _ in range(2):
        np.testing.assert_array_equal(unconstrained(rv, {"c": draws}), np.log([[1.0, 2.0], [3.0, 4.0]]))
