"""migrate-reproduce: later runs leave out cells that only draw figures of a trace, from which no number comes."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.migrate.test_reproduce_forks import cells_of
from theano_migrate.reproduce.again import Repeated
from theano_migrate.reproduce.judging import DIFFERS, SAME, Judged
from theano_migrate.reproduce.numbers import number
from theano_migrate.reproduce.repeated.figures import FIGURES, only_figures
from theano_migrate.reproduce.results import CellResult

LEFT_OUT = {
    "pm.traceplot(trace);": True,
    "az.plot_trace(trace[500:], var_names=['a', 'b'])\nplt.savefig('trace.png', dpi=300)": True,
    "pm.plot_posterior(trace, ref_val=[1, -2])\nplt.show()": True,
    "pm.traceplot(trace, lines={k: v['mean'] for k, v in pm.summary(trace).iterrows()})": False,  # a call
    "az.plot_ppc(data);": False,  # draws
    "axes = pm.traceplot(trace)": False,  # a later cell may read it
    "pm.traceplot(trace)\nprint(1.5)": False,
    "plt.plot(x, y)": False,
    "plt.title('a')": False,  # quick
    "pm.traceplot(trace)\nplt.xlim(low, high)": False,
    "%matplotlib inline\npm.traceplot(trace)": False,
    "with model:\n    pm.traceplot(trace)": False,
    "other.traceplot(trace)": False,
    "pm.traceplot(trace := first)": False,
    "print 1": False,
    "": False,
}


@pytest.mark.parametrize("source", LEFT_OUT)
def test_which_cells_only_draw_figures(source):
    assert only_figures(source) == LEFT_OUT[source]


def test_cells_whose_numbers_are_compared_stay():
    sources = ["pm.traceplot(t)", "pm.traceplot(t)", "print(1)", "pm.traceplot(t)"]
    same, label = (Judged("", number("1"), number("1"), SAME, label=one) for one in (False, True))
    differs = Judged("", number("1"), number("2"), DIFFERS, label=True)
    results = tuple(CellResult(i, "", judged=(one,)) for i, one in enumerate((label, same, same, differs), start=1))
    one = SimpleNamespace(document=SimpleNamespace(cells=cells_of(*sources)), result=SimpleNamespace(cells=results))
    assert [cell.source for cell in Repeated._cells(one, 4)] == ["pass", *sources[1:]]
    assert len(Repeated._cells(one, 2)) == 2


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of names that are aliases
def test_the_figures_draw_no_random_numbers(monkeypatch):
    az = pytest.importorskip("arviz")
    plt = pytest.importorskip("matplotlib.pyplot")
    monkeypatch.setattr(np.random, "default_rng", lambda *_: pytest.fail("it draws"))
    rng = np.random.RandomState(1)
    kinds = {"diverging": np.zeros((2, 50), bool), "energy": rng.randn(2, 50)}
    held = az.from_dict({name: rng.randn(2, 50) for name in ("a", "b")}, sample_stats=kinds)
    before = np.random.get_state()[1:3]
    for name in sorted(FIGURES):
        function = getattr(az, name, None) or getattr(pm, name)
        if "compare" not in name:  # of a table
            function(held)
        plt.close("all")
    after = np.random.get_state()[1:3]
    assert before[1] == after[1] and (before[0] == after[0]).all()
