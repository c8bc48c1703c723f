"""Keywords of plots and statistics from before ArviZ: what is drawn, and what is computed, is what they ask for."""

import warnings

import numpy as np
import pytest

import theano_compat.pymc3_api as pm
from tests.arviz_release import arviz_0
from tests.pymc3_api.models import eight_schools
from theano_compat.settings import config

pytest.importorskip("arviz")
collections, colors = pytest.importorskip("matplotlib.collections"), pytest.importorskip("matplotlib.colors")


@pytest.fixture(scope="module")
def model():
    return eight_schools()


@pytest.fixture(scope="module")
def trace(model):
    with model:
        return pm.sample(
            100,
            tune=50,
            chains=2,
            random_seed=3,
            progressbar=False,
            return_inferencedata=False,
            compute_convergence_checks=False,
        )


@pytest.fixture(autouse=True)
def quiet_plots():
    from matplotlib import pyplot

    pyplot.switch_backend("Agg")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield pyplot
    pyplot.close("all")


def test_kdeplot(quiet_plots):
    _, axes = quiet_plots.subplots()
    values = np.random.RandomState(1).normal(size=200)
    assert pm.kdeplot(values, ax=axes, color="r", alpha=0.5, label="prior") is axes
    [line] = axes.lines
    assert colors.to_rgba(line.get_color()) == colors.to_rgba("r") and line.get_alpha() == 0.5
    x, y = line.get_data()
    area = np.trapezoid if hasattr(np, "trapezoid") else np.trapz  # NumPy 1
    assert area(y, x) == pytest.approx(1, abs=0.05) and x[0] == pytest.approx(values.min(), abs=0.05)


@pytest.mark.parametrize("name", ["plot_posterior", "plot_density"])
def test_axes_in_one_row(trace, name):
    """Eight of them, also where one of the figure's nine places is empty, as in ArviZ 0.7."""
    with config.change_flags(emulate="3.8"):
        assert getattr(pm, name)(trace, var_names=["eta"]).shape == (8,)
    assert getattr(pm, name)(trace, var_names=["eta"]).ndim == 2


@arviz_0
@pytest.mark.parametrize("kde", [True, False])
def test_plot_posterior_kde_plot(trace, kde):
    axes = pm.plot_posterior(trace, varnames=["mu"], kde_plot=kde, color="#87ceeb")
    assert bool(axes.patches) is not kde
    drawn = [p.get_facecolor() for p in axes.patches] if not kde else [axes.lines[0].get_color()]
    assert {colors.to_rgba(c)[:3] for c in drawn} == {colors.to_rgba("#87ceeb")[:3]}


@arviz_0
@pytest.mark.parametrize("kind, patches", [("kde", False), ("hist", True)])
def test_plot_posterior_kind(trace, kind, patches):
    assert bool(pm.plot_posterior(trace, var_names=["mu"], kind=kind).patches) is patches


@arviz_0
def test_plot_posterior_on_axes_with_a_reference(trace, quiet_plots):
    _, axes = quiet_plots.subplots()
    found = pm.plot_posterior(trace, varnames=["mu"], ax=axes, ref_val=4.0, round_to=2, alpha_level=0.5, text_size=7)
    texts = [t.get_text() for t in axes.texts]
    share = (trace["mu"] < 4).mean() * 100
    assert np.ravel(found)[0] is axes and f"{share:.1f}% <4< {100 - share:.1f}%" in texts
    assert f"mean={trace['mu'].mean():.2g}" in texts and "50% HDI" in texts
    twice = pm.plot_posterior(trace, varnames=["mu"], text_size=14).texts[0].get_fontsize()
    assert axes.texts[0].get_fontsize() == twice / 2


@arviz_0
@pytest.mark.parametrize("kind", [list, tuple, np.asarray])
def test_plot_posterior_with_a_reference_for_each_panel(trace, kind):
    axes = pm.plot_posterior(trace, varnames=["mu", "tau"], ref_val=kind([4.0, 2.5]))
    assert [
        sum(f"<{ref}<" in t.get_text() for t in one.texts) for one, ref in zip(axes, ("4", "2.5"), strict=True)
    ] == [1, 1]


@arviz_0
def test_forestplot_labels_from_the_top(trace):
    [axes] = pm.forestplot(trace, varnames=["mu", "tau"], ylabels=["mean", "spread"], vline=1.5)
    plain = [t.get_text() for t in pm.forestplot(trace, varnames=["mu", "tau"])[0].get_yticklabels()]
    places = dict(zip((t.get_text() for t in axes.get_yticklabels()), axes.get_yticks(), strict=True))
    assert places["mean"] > places["spread"] and plain[::-1] == ["mu", "tau"] or plain == ["mu", "tau"]
    assert any(np.all(np.asarray(line.get_xdata()) == 1.5) for line in axes.lines)
    with pytest.raises(ValueError, match="ylabels has 1 labels; the plot has 2 rows"):
        pm.forestplot(trace, varnames=["mu", "tau"], ylabels=["mean"])


@arviz_0
def test_forestplot_titles(trace):
    with pytest.warns(UserWarning, match="chain_spacing= does nothing"):
        [axes] = pm.forestplot(
            trace, varnames=["mu"], main="M", xtitle="X", xlim=(1, 2), chain_spacing=0, plot_kwargs={"linewidth": 9}
        )
    assert (axes.get_title(), axes.get_xlabel(), axes.get_xlim()) == ("M", "X", (1, 2))
    assert pm.forestplot(trace, varnames=["mu"], xrange=[1, 3])[0].get_xlim() == (1, 3)  # its name until 3.3
    assert {9.0} <= {float(width) for drawn in axes.collections for width in drawn.get_linewidths()}
    assert pm.forestplot(trace, varnames=["mu"], main=False)[0].get_title() == ""


@arviz_0
def test_plots_of_transformed_variables(trace):
    """By their names, and all by `plot_transformed`."""
    named = pm.traceplot(trace, varnames=["tau_log__"])
    assert named[0, 0].get_title() == "tau_log__"
    np.testing.assert_array_equal(named[0, 1].lines[0].get_ydata(), trace.get_values("tau_log__", chains=0))
    rows = {which: len(pm.traceplot(trace, plot_transformed=which)) for which in (False, True)}
    assert rows[True] == rows[False] + 1


@arviz_0
@pytest.mark.parametrize("grid", [True, False])
def test_traceplot_grid(trace, grid):
    [[left, right]] = pm.traceplot(trace, varnames=["mu"], grid=grid, alpha=0.1)
    assert left.get_xgridlines()[0].get_visible() is grid and {line.get_alpha() for line in right.lines} == {0.1}


def test_traceplot(trace):
    each, together = (pm.traceplot(trace, varnames=["mu"], combined=c, figsize=(5, 3)) for c in (False, True))
    assert len(pm.traceplot(trace, ["tau"])) == 1
    assert each.shape == (1, 2) and tuple(each[0, 0].figure.get_size_inches()) == (5, 3)
    assert [len(rows[0, 0].lines) for rows in (each, together)] == [2, 1]
    np.testing.assert_array_equal(each[0, 1].lines[1].get_ydata(), trace.get_values("mu", chains=1))


@arviz_0
def test_autocorrplot(trace):
    axes = np.ravel(pm.autocorrplot(trace, varnames=["mu"]))
    assert len(axes) == 2  # a panel for each chain
    values = trace.get_values("mu", chains=0)
    [drawn] = [c.get_segments() for c in axes[0].collections if isinstance(c, collections.LineCollection)]
    wanted = pm.autocorr(values)
    heights = [segment[1][1] for segment in drawn][:5]
    np.testing.assert_allclose(heights, wanted[:5], atol=1e-10)


@arviz_0
def test_energyplot(trace):
    axes = pm.energyplot(trace)
    assert [t.get_text() for t in axes.get_legend().get_texts()][:2] == ["Marginal Energy", "Energy transition"]


@arviz_0
def test_pairplot(trace):
    axes = pm.pairplot(trace, sub_varnames=["mu", "tau"], color="r", alpha=0.3)
    [points] = axes.collections
    assert tuple(points.get_facecolor()[0]) == colors.to_rgba("r", 0.3)
    np.testing.assert_array_equal(points.get_offsets()[:, 0], trace["mu"])


def test_loo_and_waic_of_a_model(model, trace):
    for ask in (pm.loo, pm.waic):
        inside = ask(trace, scale="deviance", **({"model": model}))
        assert ask(trace, model, scale="deviance").iloc[0] == inside.iloc[0] == -2 * ask(trace, model).iloc[0]
    logs = np.array([model["obs"].logp_elemwise(p) for p in trace.points()])
    waic = np.log(np.exp(logs).mean(0)).sum() - logs.var(0).sum()
    assert pm.waic(trace, model).elpd_waic == pytest.approx(waic, rel=1e-10)


def test_compare(model, trace):
    table = pm.compare({model: trace, eight_schools(): trace}, ic="WAIC")
    assert set(table.index) == {0, 1} and "elpd_waic" in table.columns
    assert table["elpd_waic"].iloc[0] == pytest.approx(pm.waic(trace, model).elpd_waic)
    table = pm.compare({"a": trace, "b": trace}, ic="loo")
    axes = pm.compareplot(table)
    assert [t.get_text() for t in axes.get_yticklabels()] == ["a", "b"]


def test_summary_by_position_and_alpha(trace):
    table = pm.summary(trace, ["mu"], alpha=0.5)
    assert list(table.index) == ["mu"] and {"hdi_25%", "hdi_75%"} <= set(table.columns)
    assert table.loc["mu", "mean"] == pytest.approx(trace["mu"].mean(), abs=1e-3)


def test_plot_gp_dist(quiet_plots):
    x, samples = np.linspace(0, 1, 5)[:, None], np.random.RandomState(2).normal(size=(40, 5))
    _, (with_samples, without) = quiet_plots.subplots(1, 2)
    pm.gp.util.plot_gp_dist(with_samples, samples, x, palette="Blues", plot_samples=True)
    pm.gp.util.plot_gp_dist(without, samples, x, plot_samples=False)
    assert len(with_samples.lines) == 30 and not without.lines
    band = with_samples.collections[0].get_facecolor()[0]
    assert band[2] > band[0]  # blue, not red
    top = with_samples.collections[0].get_paths()[0].vertices[:, 1].max()
    assert top == pytest.approx(np.percentile(samples, 99, axis=0).max())
