"""migrate-reproduce: what a stored text and a new one give, number by number; how often simulated runs differ."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from theano_common.statistics import ess_bulk, ess_tail, rhat
from theano_migrate.reproduce import judging
from theano_migrate.reproduce.errors_of_statistics import sampled_error, values
from theano_migrate.reproduce.html_tables import of_html
from theano_migrate.reproduce.judging import AGREES, CANNOT_TELL, DIFFERS, EXPLAINED, SAME, Circumstances
from theano_migrate.reproduce.names import MEAN, QUANTILE, SD, Statistic, matched, row, statistic
from theano_migrate.reproduce.notebook_file import Cell, output
from theano_migrate.reproduce.numbers import number
from theano_migrate.reproduce.reasons.changes_of_arviz import changed, of_examples
from theano_migrate.reproduce.recorded import Recorder
from theano_migrate.reproduce.tables import of_text

OF_ARVIZ = """\
         mean     sd  hpd_3%  hpd_97%  mcse_mean  mcse_sd  ess_mean  ess_sd  \\
mu      4.310  3.343  -2.012   10.500      0.074    0.053    2030.0  2030.0
eta[0]  0.400  0.931  -1.308    2.181      0.017    0.014    3086.0  2198.0

        ess_bulk  ess_tail  r_hat
mu        2033.0    2111.0    1.0
eta[0]    3088.0    2613.0    1.0
"""
OF_3_4 = """\
            mean        sd  mc_error    hpd_2.5   hpd_97.5        n_eff      Rhat
mu      4.405182  3.325111  0.072153  -2.184732  10.941521  1963.318161  1.000031
"""

FIXED = Circumstances(drawn=False)


def judged(old, new, known=FIXED):
    return judging.document(judging.cell([of_text(old)], [of_text(new)], known))


def verdicts(old, new, known=FIXED):
    return [one.verdict for one in judged(old, new, known)]


# stored, new, what each stored number is; no random draws enter
PAIRS = [
    ("loss 1.25", "loss 1.25", [SAME]),
    ("loss 1.25", "loss 1.2501", [SAME]),  # to the digits that both printed
    ("loss 1.25", "loss 1.3", [SAME]),
    ("loss 1.25", "loss 1.26", [DIFFERS]),
    ("loss 1.25", "loss 1.25\nloss 3", [SAME]),
    ("shape (3, 4)", "shape (3, 5)", [SAME, DIFFERS]),
    ("n = 3", "n = 3.2", [DIFFERS]),  # an integer is exact
    ("n = 1_000", "n = 1000", [SAME]),
    ("x 0.30000000000000004", "x 0.3", [SAME]),
    ("x 1.000001e-5", "x 1.00004e-05", [CANNOT_TELL]),  # close, and not the same
    ("x -1e-3", "x -0.001", [SAME]),
    ("value nan", "value nan", [SAME]),
    ("value nan", "value 1.0", [DIFFERS]),
    ("value inf", "value inf", [SAME]),
    ("[1. 2. 3.]", "[1. 2. 3.]", [SAME] * 3),
    ("array([1., 2.])", "[np.float64(1.0), np.float64(2.5)]", [SAME, DIFFERS]),
    ("a 1.5 b 2.5 c 3.5", "a 1.5 c 3.5", [SAME, CANNOT_TELL, SAME]),
    ("a [1 2 3]", "a [1 2 3 4]", [CANNOT_TELL] * 3),  # of another length: no number has its place
    ("epoch 1 loss 0.5\nepoch 2 loss 0.25", "epoch 1 loss 0.5\nepoch 2 loss 0.31", [SAME, SAME, SAME, DIFFERS]),
    ("the mean is 2.0 now", "warming up\nthe mean is 2.0 now", [SAME]),
    # the entries of a dict are found by their keys
    ("{'a': array(1.5), 'b': array([2, 3]), 'c d': 4.}", "{'c d': 4., 'b': array([2, 3]),\n 'a': array(1.6)}",
     [DIFFERS, *[SAME] * 3]),
    ("{'a': {'x': 1, 'y': 2}, 'b': {'x': 3}}", "0%|\n{'b': {'x': 3}, 'a': {'x': 1, 'y': 2}}", [SAME] * 3),
    ("{'a': array([ 1.5,  2.5,\n        3.5,\n        4.5  ,  5.5  ,\n        6.5, 7.5]), 'b': 1}",
     "{'b': 1,\n 'a': array([ 1.5,  2.5,\n        3.5,\n        4.5  ,  5.5  ,\n        6.5, 7.5])}", [SAME] * 8),
    ("{'a': 1, 'b': 2}", "{'b': 2, 'c': 3}", [CANNOT_TELL, SAME]),
    ("Computed from 2000 by 919 log-likelihood matrix", 
     "Computed from 2000 posterior samples and 919 observations log-likelihood matrix.", [SAME] * 2),
    ("<xarray.DataArray 'd' ()>\narray(43)", "<xarray.DataArray 'd' ()> Size: 8B\narray(43)", [SAME]),
    ("mu (chain) float64 -3.4 ... 0.1", "mu (chain) float64 16kB -3.4 ... 0.1", [SAME] * 2),
    ("HBox(children=(IntProgress(value=0, description='Sampling 2', max=5000), HTML(value='')))\nx 1", "x 1", [SAME]),
    ("  Estimate  SE\nIC_loo  28.63  5.38", "  Estimate  SE\ndeviance_loo  28.63  5.35", [SAME, DIFFERS]),
    ("", "x 1", []),
    ("x 1", "", [CANNOT_TELL]),
    # what only tells of the run is not compared
    ("took 12 s, at 0x7f3a, 2019-03-01 12:30:01, 1.5 ms", "took 3 s", []),
    ("100%|####| 2000/2000 [00:12<00:00, 160.1it/s]\nx 1", "x 1", [SAME]),
    ("Sampling 2 chains, 3 divergences: 100%|##| 3000/3000 [00:10<00:00]", "", []),
    ("[<matplotlib.lines.Line2D at 0x7f2>]\n<Figure size 640x480 with 1 Axes>", "<Figure size 4x2>", []),
    ("/usr/lib/a.py:12: FutureWarning: in 0.23 it goes", "", []),
    ("CPU times: user 3 s, sys: 20 ms\nWall time: 1min 3s\n10 loops, best of 3: 21 ms per loop", "", []),
    ("2\n3\n", "2\nnutpie, 2 chains:   0%|          | 0/2000 [00:00<?, ?draw/s]\n3\n", [SAME] * 2),
    ("numpy 1.16.4", "numpy 2.4.6", []),
    ("<ggplot: (353867114)>", "<Figure size 640x480 with 1 Axes>", []),
    ("0, dim: date, 2906 =? 2906\nx 1", "x 1", [SAME]),
    ("dim 3\nx 1", "dim 3\nx 1", [SAME, SAME]),
    ("x 1\nFunction profiling\n====\n  Time in 10 calls: 1e-3s\n  36.3%  1.0e-06s  C  2500  5  Dot", "x 1", [SAME]),
    ("x 1\nMemory Profile\n(Sparse variables are ignored)\n---\n   CPU: 7KB (7KB)", "x 1\nMemory Profile\n", [SAME]),
    (" [-----------------100%-----------------] 1000 of 1000 complete in 0.5 sec\nx 1", "x 1", [SAME]),
    ("[-------         20%                  ] 402 of 2000 complete in 1.0 sec", "", []),
    ("Iteration 0 [0%]: ELBO = -102.38\nFinished [100%]: Average ELBO = -23.21\nelbo -3.5", "elbo -3.5", [SAME]),
    ("at Thu Jun 16 10:20:30 2016, 2016-06-16T10:20:30.5, Jun 16, 2016", "at Sun Nov 29 18:00:00 2026", []),
    ("from 2016/6/16 and 16/06/2016 and 6/16/16 to 16-06-2016", "from 2017/6/16 to", []),
    ("16 June 2016, June 16th, 2016, 16-Jun-16, June 2016, 2016-06", "", []),
    ("may 16 of 2016 be 3/4, 1/2/3, 5-3-2, 20-12", "", [CANNOT_TELL] * 12),  # and these are none
    ("day 2016-06-16 has 2.5", "day 2016-06-16 has 3.5", [DIFFERS]),
    ("10%\r50%\rdone 7", "done 7", [SAME]),
]  # fmt: skip


@pytest.mark.parametrize("old, new, wanted", PAIRS, ids=range(len(PAIRS)))
def test_pairs(old, new, wanted):
    if "\r" in old:
        old = output({"output_type": "stream", "text": old}).text
    assert verdicts(old, new) == wanted


def test_where_draws_may_enter_nothing_is_said():
    assert verdicts("loss 1.25", "loss 1.26", Circumstances(drawn=True)) == [CANNOT_TELL]
    assert verdicts("loss 1.25", "loss 1.25", Circumstances(drawn=True)) == [SAME]


@pytest.mark.parametrize("mean, wanted", [("4.405182", AGREES), ("4.650000", AGREES), ("5.100000", DIFFERS)])
def test_summaries_of_two_releases(mean, wanted):
    found = {one.place: one for one in judged(OF_ARVIZ, OF_3_4.replace("4.405182", mean), Circumstances())}
    assert found["mu, mean"].verdict == wanted
    assert found["mu, sd"].verdict == AGREES
    assert found["mu, hpd_3%"].verdict == EXPLAINED
    assert found["mu, hpd_3%"].reason == "its interval was of 94 %, and is of 95 % now"
    assert found["eta[0], mean"].verdict == CANNOT_TELL and found["eta[0], mean"].new is None
    assert not any("ess" in place or "mcse" in place or "r_hat" in place for place in found)


def test_tables_of_compare_have_other_names_today():
    old = "     rank  loo    p_loo  d_loo\nbig  0     -30.5  2.5    0.0\nsmall 1    -31.5  1.5    1.0\n"
    new = "     rank  elpd_loo  p_loo  elpd_diff\nbig  0     -30.5  2.5    0.0\nsmall 1    -31.7  1.5    1.2\n"
    found = {one.place: one.new.text for one in judged(old, new)}
    assert (found["big, loo"], found["small, loo"], found["small, d_loo"]) == ("-30.5", "-31.7", "1.2")


def test_wrapped_tables_are_one():
    block = of_text("before\n" + OF_ARVIZ + "after")
    (table,) = block.tables
    assert table.rows == ("mu", "eta[0]") and len(table.columns) == 11
    assert table.cells["mu", "ess_bulk"].value == 2033.0 and table.cells["eta[0]", "hpd_3%"].text == "-1.308"
    assert all(block.text[one.start : one.end] == one.text for one in table.cells.values())
    (mixed,) = of_text("       mean  other\nmu      4.3      x\nnu      4.5    y z\n").tables
    assert [(key, one.text) for key, one in mixed.cells.items()] == [(("mu", "mean"), "4.3")]
    assert not of_text("  some words\nand 4.3 here too\n").tables


def test_a_summary_without_any_error_cannot_tell():
    table = "    mean   sd\nmu  {}  1.0\n"
    assert verdicts(table.format("1.00"), table.format("1.02"), Circumstances()) == [CANNOT_TELL, SAME]


def test_chains_that_had_not_settled_cannot_tell():
    table = "    mean   sd  ess_bulk  r_hat\nmu  {}  1.0    400.0  {}\n"
    assert verdicts(table.format("1.00", "1.3"), table.format("1.52", "1.0"), Circumstances())[0] == CANNOT_TELL
    assert verdicts(table.format("1.00", "1.0"), table.format("1.52", "1.0"), Circumstances())[0] == DIFFERS
    few = table.replace("400.0", " 30.0")
    assert verdicts(few.format("1.00", "1.0"), few.format("1.52", "1.0"), Circumstances())[0] == CANNOT_TELL


def test_a_number_that_is_a_statistic_of_our_draws():
    draws = chains(np.random.default_rng(1), "normal")
    known = Circumstances(recorder=Recorder(scalars={"x": [draws], "y": [draws[:, :100] + 5]}))
    mean, low = draws.mean(), values(Statistic("low", 0.025), draws.reshape(1, -1))[0]
    assert verdicts(f"mean {mean + 0.05:.6f}", f"mean {mean:.6f}", known) == [AGREES]
    assert verdicts(f"mean {mean + 2.0:.6f}", f"mean {mean:.6f}", known) == [DIFFERS]
    assert verdicts(f"low {low - 0.05}", f"low {low}", known) == [AGREES]
    assert verdicts(f"mean {mean + 0.05:.3f}", f"mean {mean:.3f}", known) == [CANNOT_TELL]  # too short to be sure
    assert verdicts("other 1.234567", "other 1.234575", known) == [CANNOT_TELL]


def test_a_draw_in_a_table_of_draws_is_no_bound_of_an_interval():
    """Bounds of intervals are draws: `trace_to_dataframe(trace).head()` may show one, far from the stored draw."""
    draws = chains(np.random.default_rng(1), "normal")
    known = Circumstances(recorder=Recorder(scalars={"a[2]": [draws], "b": [draws[:, :100] + 5]}))
    low = values(Statistic("low", 0.025), draws.reshape(1, -1))[0]
    table = "        a__2         b\n0  {:9.6f}  1.250000\n1  0.111111  1.500000\n"
    assert verdicts(table.format(low + 3), table.format(low), known) == [CANNOT_TELL, "same", "same", "same"]
    named = table.replace("\n0 ", "\nlow ")
    assert verdicts(named.format(low + 3), named.format(low), known)[0] == DIFFERS


def test_draws_of_a_row_have_its_mean_and_its_sd():
    """Two models have a `b` of nearly one mean: the later one's is five times as sure."""
    wide = chains(np.random.default_rng(1), "normal")
    recorder = Recorder(scalars={"b": [wide, wide.mean() + (wide - wide.mean()) / 5]})
    mean, sd = (number(f"{value:.2f}") for value in (wide.mean(), wide.std()))
    assert recorder.draws("b", mean, sd) is wide
    assert recorder.draws("b", mean) is not wide and recorder.draws("b", mean, mean) is None


def test_html_and_text_of_one_table_are_read_alike():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"mean": [1.5, -2.25], "n": [3, 4]}, index=["mu", "theta[0, 1]"])
    (by_html,), by_text = of_html(frame._repr_html_()), of_text(str(frame))
    for block in (by_html, by_text):
        assert {key: one.text for key, one in block.tables[0].cells.items()} == {
            ("mu", "mean"): "1.50",
            ("mu", "n"): "3",
            ("theta[0, 1]", "mean"): "-2.25",
            ("theta[0, 1]", "n"): "4",
        }
        assert all(block.text[one.start : one.end] == one.text for one in block.tables[0].cells.values())
    nested = pandas.DataFrame({("a", "x"): [1.0], ("a", "y"): [2.0]}, index=pandas.MultiIndex.from_tuples([("p", "q")]))
    assert list(of_html(nested._repr_html_())[0].tables[0].cells) == [("p q", "a x"), ("p q", "a y")]


def test_html_is_never_kept():
    hostile = "<table><tr><td>x</td><td>1<script>alert(2)</script></td><td onclick=a()>3</td></tr></table><img src=h>"
    (block,) = of_html(hostile)
    assert block.text.split() == ["0", "1", "x", "1", "3"]
    assert of_html("<b>5</b>") == [] and of_html("<table><tr><td>x") == []


def test_names():
    assert [row(name) for name in ("mu", "mu__0", "mu__0_1", "a__2", "mu[0, 1]", "tau_log__")] == [
        "mu",
        "mu[0]",
        "mu[0,1]",
        "a[2]",
        "mu[0,1]",
        "tau_log__",
    ]
    assert matched(["b[a]", "b[c]", "x"], ["b[0]", "b[1]", "y"]) == {"b[a]": "b[0]", "b[c]": "b[1]"}
    assert statistic("hpd_97.5") == Statistic("high", 0.975) and statistic("50%") == Statistic("quantile", 0.5)
    assert statistic("n_eff").kind == statistic("Rhat").kind == "of the run" and statistic("dof").kind == ""


# ---- false alarms and sensitivity, on the level of printed numbers


def chains(rng, shape, size=(2, 500), shift=0.0, scale=1.0, correlation=0.5):
    """Draws of an AR(1) with a marginal of the given shape."""
    noise = rng.standard_normal(size)
    for i in range(1, size[1]):
        noise[:, i] = correlation * noise[:, i - 1] + np.sqrt(1 - correlation**2) * noise[:, i]
    made = {"normal": noise, "skewed": np.exp(0.7 * noise), "t": noise * (1 + 0.3 * np.abs(noise) ** 1.5)}[shape]
    return shift + scale * made


def summary(draws, digits=3):
    columns = "mean sd hdi_3% hdi_97% mcse_mean ess_bulk ess_tail r_hat".split()
    lines = ["      " + " ".join(columns)]
    for name, x in draws.items():
        flat = x.reshape(1, -1)
        ess = ess_bulk(x)
        cells = [values(Statistic(kind, at), flat)[0] for kind, at in STATISTICS]
        cells = [f"{one:.{digits}f}" for one in (*cells, cells[1] / np.sqrt(ess))]
        lines.append(f"{name} {' '.join(cells)} {ess:.1f} {ess_tail(x):.1f} {rhat(x):.2f}")
    return "\n".join(lines) + "\n"


STATISTICS = (("mean", 0.0), ("sd", 0.0), ("low", 0.03), ("high", 0.97))
SHAPES = ("normal", "skewed", "t", "normal", "skewed")


def runs(seed, recorded, correlation=0.5, **change):
    """Verdicts of the summaries of two runs, each of five quantities; the last one is changed."""
    rng = np.random.default_rng(seed)
    old, new = (
        {
            f"x[{i}]": chains(rng, shape, correlation=correlation, **(change if side and i == len(SHAPES) - 1 else {}))
            for i, shape in enumerate(SHAPES)
        }
        for side in (0, 1)
    )
    recorder = Recorder(scalars={name: [x] for name, x in new.items()}) if recorded else Recorder()
    return verdicts(summary(old), summary(new), Circumstances(recorder=recorder))


@pytest.mark.slow
@pytest.mark.parametrize("recorded, correlation", [(False, 0.5), (True, 0.5), (False, -0.7), (True, -0.7)])
def test_false_alarms(recorded, correlation):
    """200 pairs of runs of one posterior: at most 5 % of the documents have a `differs`.

    NUTS's draws have a negative correlation: their mean has more effective draws than their standard deviation.
    """
    differing = sum(DIFFERS in runs(seed, recorded, correlation) for seed in range(200))
    assert differing <= 10


@pytest.mark.slow
@pytest.mark.parametrize("shift, least, most", [(0.05, 0.0, 0.3), (0.4, 0.5, 1.0), (0.8, 0.95, 1.0)])
def test_sensitivity(shift, least, most):
    """Of 50 pairs whose last quantity is moved, by a share of the scale: how often that is seen."""
    seen = sum(DIFFERS in runs(seed, True, shift=shift) for seed in range(50))
    assert 50 * least <= seen <= 50 * most


def test_simulated_runs():
    assert DIFFERS not in runs(1, False) and DIFFERS in runs(1, True, shift=1.0)


@pytest.mark.parametrize(
    "nu, mean, sd",
    [(1e6, True, True), (20, True, True), (3, True, False), (1, False, False)],  # the heavier, the fewer moments
)
def test_errors_of_heavy_tails_are_not_known(nu, mean, sd):
    draws = stats.t(nu).rvs((4, 1000), random_state=1)
    known = [math.isfinite(sampled_error(Statistic(kind), draws, 1000)) for kind in (MEAN, SD, QUANTILE)]
    assert known == [mean, sd, True]


COMPARED = (
    "   rank  loo  p_loo  d_loo  weight  se\na     0  -9.0  2.0  0.0  {}  {}\nb     1  -19.0  3.0  10.0  {}  {}\n"
)
OF_THEN = "   loo  p_loo  d_loo  weight\na  -9.0  2.0  0.0  {}\nb  -19.0  3.0  10.0  {}\n"
TAILS = "Computed from 9 by 20 log-likelihood matrix\n\nPareto k diagnostic values:\n"
OLD_TAILS = TAILS + "(-Inf, 0.5]  (good)  {}  90.0%\n (0.5, 0.7]  (ok)  {}  10.0%\n   (0.7, 1]  (bad)  0  0.0%\n"
NEW_TAILS = TAILS + "(-Inf, 0.70]  (good)  20  100.0%\n   (0.70, 1]  (bad)  0  0.0%\n"
CHANGES = [  # source, stored, new, what the numbers are that are not the same
    ("az.compare({})", COMPARED.format(0.9, 1.5, 0.1, 2.5), COMPARED.format(1.0, 2.5, 0.0, 1.5), [EXPLAINED] * 4),
    ("az.compare({}, method='stacking')", COMPARED.format(0.9, 1.5, 0.1, 2.5), COMPARED.format(1.0, 1.5, 0.0, 2.5),
     [CANNOT_TELL] * 2),
    ("compare({})", COMPARED.format(1.0, 1.5, 0.0, 2.9), COMPARED.format(1.0, 1.5, 0.0, 2.5), [CANNOT_TELL]),
    ("pm.compare({})", COMPARED.format(0.9, 1.5, 0.1, 2.5), COMPARED.format(1.0, 1.5, 0.0, 2.5), [CANNOT_TELL] * 2),
    ("az.compare({})", OF_THEN.format(0.9, 0.1), OF_THEN.format(1.0, 0.0), [CANNOT_TELL] * 2),  # emulates then
    ("az.loo(a)", OLD_TAILS.format(18, 2), NEW_TAILS, [EXPLAINED]),
    ("az.loo(a)", OLD_TAILS.format(18, 2), OLD_TAILS.format(17, 3), [CANNOT_TELL] * 2),
]  # fmt: skip


def test_which_cells_rest_on_examples_of_arviz():
    sources = ["c = az.load_arviz_data('centered_eight')", "x = 1", "m = c.mean()\nm", "c = 1", "c", "m"]
    cells = [Cell(i, source, ()) for i, source in enumerate(sources, start=1)]
    assert of_examples(cells) == {1, 3, 6}
    (found,) = changed(judged("m 4.1", "m 4.5", Circumstances()), "m", [of_text("m 4.1")], [of_text("m 4.5")], True)
    assert found.verdict == EXPLAINED


@pytest.mark.parametrize("source, old, new, wanted", CHANGES, ids=range(len(CHANGES)))
def test_what_arviz_tells_otherwise_now(source, old, new, wanted):
    known = Circumstances(drawn=True)
    found = changed(judged(old, new, known), source, [of_text(old)], [of_text(new)])
    told = [one.verdict for one in found if one.verdict != SAME]
    assert told == wanted if len(wanted) > 1 or EXPLAINED not in wanted else set(told) == set(wanted)
