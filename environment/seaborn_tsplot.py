"""`seaborn.tsplot`, which seaborn 0.10 removed: the estimate of a series over its units, drawn by matplotlib."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

_GRID = 100  # rows and columns of the picture of a density


@dataclass(frozen=True)
class _Group:
    """The series of a condition: its name, its times, and its values by unit and time."""

    name: Any
    times: np.ndarray
    values: np.ndarray


@dataclass(frozen=True)
class _Data:
    """All conditions, and the texts of the axes and of the legend. named: the conditions were given."""

    groups: list[_Group]
    x_label: Any
    y_label: Any
    title: Any
    named: bool


@dataclass
class _Drawing:
    """What the ways of drawing errors are given.

    by_unit: colors of the units, None for that of the condition. options: keywords for matplotlib; what one way of
    drawing sets in them, the next ones have.
    """

    axes: Any
    group: _Group
    color: Any
    central: np.ndarray
    resampled: np.ndarray
    ci: Any
    by_unit: Any
    options: dict[str, Any] = field(default_factory=dict)

    def intervals(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return the lower and the upper ends at all times, for each interval."""
        found = []
        width: Any
        for width in [self.ci] if isinstance(self.ci, str) or not isinstance(self.ci, Iterable) else self.ci:
            if width == "sd":
                spread = np.std(self.group.values, axis=0)
                found.append((self.central - spread, self.central + spread))
            else:
                ordered = np.sort(self.resampled, axis=0)
                found.append((_at(ordered, 50 - width / 2), _at(ordered, 50 + width / 2)))
        return found

    def color_of(self, unit: int) -> Any:
        return self.color if self.by_unit is None else self.by_unit[unit]


def tsplot(
    data: Any,
    time: Any = None,
    unit: str | None = None,
    condition: Any = None,
    value: str | None = None,
    err_style: str | Sequence[str] | None = "ci_band",
    ci: Any = 68,
    interpolate: bool = True,
    color: Any = None,
    estimator: Callable[..., Any] = np.mean,
    n_boot: int = 5000,
    err_palette: Any = None,
    err_kws: dict[str, Any] | None = None,
    legend: bool = True,
    ax: Any = None,
    **kwargs: Any,
) -> Any:
    """Draw an estimate over units at each time, with its errors, as seaborn 0.9 did.

    data: a DataFrame with a row for each unit, time and condition, or an array (time), (unit, time) or
        (unit, time, condition)
    time, unit, condition, value: columns of a frame; of an array the times, nothing, the names of its conditions, and
        the text of the y axis
    err_style: "ci_band", "ci_bars", "boot_traces", "boot_kde", "unit_traces", "unit_points", several of them, or None
    ci: percents that the intervals hold of the bootstrap, or "sd" for a standard deviation to both sides
    interpolate: whether a line goes through the estimates; else they are points
    color: a color, a palette, or a dict from conditions to colors
    estimator: a function of values (unit, time) and `axis`
    n_boot: how often the units are drawn again, with replacement
    err_palette: the colors of units
    err_kws: keywords of matplotlib for the errors; `kwargs` are those of the estimates' line
    legend: whether named conditions have one
    ax: the axes; those that are current if there are none

    Returns the axes. Raises ValueError for another err_style, and where an array has other counts of times or of
    conditions than names of these are given.
    """
    from matplotlib import cbook, lines, pyplot

    axes = pyplot.gca() if ax is None else ax
    read = _of_frame(data, time, unit, condition, value) if _is_frame(data) else _of_array(data, time, condition, value)
    styles = [err_style] if isinstance(err_style, str) else list(err_style or ())
    if wrong := [style for style in styles if style not in _STYLES]:
        raise ValueError(f"{wrong[0]!r} is no err_style; there are {', '.join(_STYLES)}")
    marker = kwargs.pop("marker", "" if interpolate else "o")
    linestyle = kwargs.pop("linestyle", kwargs.pop("ls", "-" if interpolate else ""))
    for group, own in zip(read.groups, _colors(color, read), strict=True):
        central = np.asarray(estimator(group.values, axis=0))
        drawing = _Drawing(
            axes,
            group,
            own,
            central,
            _resampled(group.values, estimator, n_boot) if styles else central[np.newaxis],
            ci,
            None if err_palette is None else _palette(err_palette, len(group.values)),
            cbook.normalize_kwargs(err_kws or {}, lines.Line2D),
        )
        for style in styles:
            _STYLES[style](drawing)
        label = group.name if read.named and legend else "_nolegend_"
        axes.plot(group.times, central, color=own, label=label, marker=marker, linestyle=linestyle, **kwargs)
    _finish(axes, read, interpolate, legend)
    return axes


def _finish(axes: Any, read: _Data, interpolate: bool, legend: bool) -> None:
    """Set the limits of the x axis, by the last condition, and write the texts."""
    times = read.groups[-1].times
    if len(times) > 1:
        beside = 0 if interpolate else times[1] - times[0]
        axes.set_xlim(times[0] - beside, times[-1] + beside)
    if read.x_label is not None:
        axes.set_xlabel(read.x_label)
    if read.y_label is not None:
        axes.set_ylabel(read.y_label)
    if legend and read.named:
        axes.legend(loc=0, title=read.title)


def _is_frame(data: Any) -> bool:
    return hasattr(data, "pivot") and hasattr(data, "columns")


def _of_frame(data: Any, time: Any, unit: Any, condition: Any, value: Any) -> _Data:
    """Read a frame. Without units each of its rows is one."""
    if unit is None:
        data, unit = data.assign(_unit=range(len(data))), "_unit"
    conditions = [None] if condition is None else list(data[condition].unique())
    groups = []
    for name in conditions:
        rows = data if condition is None else data[data[condition] == name]
        table = rows.pivot(index=unit, columns=time, values=value)
        groups.append(_Group(name, table.columns.to_numpy(), table.to_numpy(dtype=float)))
    return _Data(groups, time, value, condition, condition is not None)


def _of_array(data: Any, time: Any, condition: Any, value: Any) -> _Data:
    values = np.asarray(data)
    if values.ndim < 3:
        values = np.atleast_2d(values)[..., np.newaxis]
    if values.ndim > 3:
        raise ValueError(f"data of {values.ndim} axes: an array is (time), (unit, time) or (unit, time, condition)")
    _, count, conditions = values.shape
    times = np.arange(count) if time is None else np.atleast_1d(np.asarray(time))
    names = [condition] if isinstance(condition, str) else list(range(conditions) if condition is None else condition)
    if len(times) != count or len(names) != conditions:
        raise ValueError(f"data of {count} times and {conditions} conditions, with {len(times)} and {len(names)} names")
    order = np.argsort(times, kind="stable")
    groups = [_Group(name, times[order], values[:, order, i]) for i, name in enumerate(names)]
    title = getattr(condition, "name", None)
    return _Data(groups, getattr(time, "name", None), value, title, condition is not None)


def _colors(color: Any, read: _Data) -> list[Any]:
    """Return a color for each condition."""
    count = len(read.groups)
    if isinstance(color, dict):
        return [color[group.name] for group in read.groups]
    if color is None:
        import matplotlib

        enough = count <= len(matplotlib.rcParams["axes.prop_cycle"].by_key().get("color", ()))
        return list(_palette(None if enough else "husl", count))
    try:
        return list(_palette(color, count))
    except ValueError:  # no palette: a color
        return [color] * count


def _palette(palette: Any, count: int) -> Any:
    import seaborn

    return seaborn.color_palette(palette, count)


def _resampled(values: np.ndarray, estimator: Callable[..., Any], count: int) -> np.ndarray:
    """Return `count` estimates (estimate, time), each of units drawn with replacement."""
    rng = np.random.default_rng()
    units = rng.integers(0, len(values), (count, len(values)))
    return np.array([estimator(values[drawn], axis=0) for drawn in units])


def _at(ordered: np.ndarray, percent: float) -> np.ndarray:
    """Return a percentile along the first axis of numbers in order, where NaN are the largest."""
    place, share = divmod((len(ordered) - 1) * percent / 100, 1)
    low, high = ordered[int(place)], ordered[min(int(place) + 1, len(ordered) - 1)]
    return np.asarray(low + share * (high - low) if share else low)


def _band(of: _Drawing) -> None:
    of.options.setdefault("alpha", 0.2)
    for low, high in of.intervals():
        of.axes.fill_between(of.group.times, low, high, facecolor=of.color, **of.options)


def _bars(of: _Drawing) -> None:
    for low, high in of.intervals():
        for at, *ends in zip(of.group.times, low, high, strict=True):
            of.axes.plot([at, at], ends, color=of.color, solid_capstyle="round", **of.options)


def _unit_traces(of: _Drawing) -> None:
    of.options.setdefault("alpha", 0.2 if of.by_unit is None else 0.5)
    for i, values in enumerate(of.group.values):
        of.axes.plot(of.group.times, values, color=of.color_of(i), label="_nolegend_", **of.options)


def _unit_points(of: _Drawing) -> None:
    options = {"alpha": 0.5 if of.by_unit is None else 0.8, "markersize": 4, "label": "_nolegend_"} | of.options
    for i, values in enumerate(of.group.values):
        of.axes.plot(of.group.times, values, "o", color=of.color_of(i), **options)


def _boot_traces(of: _Drawing) -> None:
    of.options.setdefault("alpha", 0.25)
    of.options.setdefault("linewidth", 0.25)
    of.axes.plot(of.group.times, of.resampled.T, color=of.color, label="_nolegend_", **of.options)


def _boot_density(of: _Drawing) -> None:
    """Paint the density of the bootstrap at each time, each with the same largest value."""
    from matplotlib.colors import to_rgb

    times, low, high = of.group.times, of.resampled.min(), of.resampled.max()
    grid = np.linspace(low, high, _GRID)
    columns = np.linspace(times.min(), times.max(), _GRID)
    estimates = np.array([np.interp(columns, times, one) for one in of.resampled]).T
    picture = np.empty((_GRID, _GRID, 4))
    picture[..., :3] = to_rgb(of.color)
    for i, one in enumerate(estimates):
        picture[:, i, 3] = _density(one, grid)
    extent = (times.min(), times.max(), low, high)
    of.axes.imshow(picture, interpolation="spline16", zorder=2, extent=extent, aspect="auto", origin="lower")


def _density(values: np.ndarray, grid: np.ndarray) -> np.ndarray:
    """Return a density on the grid, over its largest value; of equal numbers, 1 at the place next to them."""
    from scipy.stats import gaussian_kde

    if np.ptp(values) <= 1e-12 * np.abs(grid).max():
        return (np.arange(len(grid)) == np.abs(grid - values[0]).argmin()).astype(float)
    density = gaussian_kde(values)(grid)
    return density / density.max()


_STYLES: dict[str, Callable[[_Drawing], None]] = {
    "ci_band": _band,
    "ci_bars": _bars,
    "boot_traces": _boot_traces,
    "boot_kde": _boot_density,
    "unit_traces": _unit_traces,
    "unit_points": _unit_points,
}
