"""`seaborn.tsplot` draws what seaborn 0.9.1 drew (fixtures/seaborn_tsplot)."""

import functools
import importlib.util
import json
import sys
import types
from pathlib import Path

import numpy as np
import pytest

from theano_environment.seaborn_tsplot import tsplot

pytest.importorskip("pandas")
pyplot = pytest.importorskip("matplotlib.pyplot")
from fixtures.seaborn_tsplot import calls  # noqa: E402

DRAWN = json.loads((Path(calls.__file__).parent / "drawn.json").read_text())
SEABORN = importlib.util.find_spec("seaborn") is not None
OF_SEABORN = {"many conditions", "many traces", "traces of a palette", "points of conditions", "a palette's name"}


def color_palette(palette=None, n_colors=None):
    """Colors of the cycle or of a list, as seaborn gives them; named palettes are seaborn's own."""
    if isinstance(palette, str):
        raise ValueError(f"{palette!r} is no palette")
    found = pyplot.rcParams["axes.prop_cycle"].by_key()["color"] if palette is None else list(palette)
    return [found[i % len(found)] for i in range(n_colors)]


@pytest.fixture
def axes(monkeypatch):
    pyplot.switch_backend("agg")
    if not SEABORN:
        stand_in = types.ModuleType("seaborn")
        stand_in.color_palette = color_palette
        monkeypatch.setitem(sys.modules, "seaborn", stand_in)
    with pyplot.rc_context():
        pyplot.rcdefaults()
        figure, axes = pyplot.subplots()
        yield axes
    pyplot.close(figure)


@pytest.mark.wide(7)
@pytest.mark.parametrize("name", calls.CALLS)
def test_draws_what_seaborn_drew(name, axes):
    if name in OF_SEABORN and not SEABORN:
        pytest.skip("its palette is seaborn's, which is not here")
    ours, real = calls.drawn(tsplot, axes, calls.CALLS[name]), DRAWN[name]
    if "raised" in real:
        assert ours == real
        return
    assert _texts(ours) == _texts(real)
    assert np.allclose(_numbers(ours), _numbers(real), rtol=1e-9, atol=2e-6, equal_nan=True)  # colors: six digits


def test_each_call_is_kept():
    assert DRAWN.keys() == calls.CALLS.keys()


def test_draws_again(axes, monkeypatch):
    """The bootstrap's lines are means of units, as many as are asked for, and their 68 % are drawn."""
    monkeypatch.setattr(np.random, "default_rng", functools.partial(np.random.default_rng, 3))  # else 1 in 7,000 fails
    np.random.seed(3)
    values = np.random.rand(5, 4)
    state = np.random.get_state()[1].tolist()
    tsplot(values, ax=axes, err_style=["boot_traces", "ci_band"], n_boot=400)
    assert np.random.get_state()[1].tolist() == state
    drawn = np.array([line.get_ydata() for line in axes.lines[:-1]])
    assert drawn.shape == (400, 4)
    assert np.allclose(drawn.mean(0), values.mean(0), atol=5 * values.std() / np.sqrt(5 * 400))
    low, high = np.percentile(drawn, [16, 84], axis=0)
    heights = np.sort(np.unique(axes.collections[0].get_paths()[0].vertices[:, 1]))
    assert np.allclose(heights, np.sort(np.r_[low, high]))
    assert axes.lines[0].get_linewidth() == 0.25 and axes.lines[0].get_alpha() == 0.25


def test_density_of_the_bootstrap(axes):
    """At each time the picture is darkest at the mean; where all units are equal, in one row."""
    values = np.array([[0.0, 1.0, 5.0], [1.0, 2.0, 5.0], [2.0, 3.0, 5.0], [4.0, 2.0, 5.0]])
    tsplot(values, ax=axes, err_style="boot_kde", color="r", n_boot=4000)
    picture = axes.images[0].get_array()
    low, high = axes.images[0].get_extent()[2:]
    darkest = np.linspace(low, high, 100)[picture[..., 3].argmax(0)]
    assert np.allclose(darkest[[0, -1]], [1.75, 5.0], atol=0.4) and picture[..., 3].max(0).min() == 1
    assert np.sum(picture[:, -1, 3] > 0) == 1 and np.all(picture[..., :3] == [1.0, 0.0, 0.0])


def test_wrong_style_is_told(axes):
    with pytest.raises(ValueError, match="'ci_stripes' is no err_style; there are ci_band, ci_bars, "):
        tsplot([1.0, 2.0], ax=axes, err_style="ci_stripes")


def test_current_axes(axes):
    assert tsplot([[1.0], [2.0]], err_style="ci_bars", ci="sd") is axes  # one time, which seaborn could not
    assert np.allclose(axes.lines[0].get_ydata(), [1.0, 2.0])


def _texts(drawn):
    """Return all that is not a number, in its place."""
    if isinstance(drawn, dict):
        return {name: _texts(value) for name, value in drawn.items()}
    if isinstance(drawn, list):
        return [_texts(value) for value in drawn]
    return "a number" if isinstance(drawn, int | float) and not isinstance(drawn, bool) else drawn


def _numbers(drawn):
    if isinstance(drawn, dict):
        return [number for name in sorted(drawn) for number in _numbers(drawn[name])]
    if isinstance(drawn, list):
        return [number for value in drawn for number in _numbers(value)]
    return [drawn] if isinstance(drawn, int | float) and not isinstance(drawn, bool) else []
