"""What ArviZ's functions once returned: a forest's figure, a list of axes, other columns and rows of statistics."""

from __future__ import annotations

import dis
import functools
import sys
from collections.abc import Callable, Iterator, Mapping
from types import FrameType
from typing import Any

import numpy as np

from theano_common.version_numbers import version_numbers
from theano_compat.emulated_versions import older_than

from .restored_name import Narrowed, Removed

_FIRST_WITHOUT = "3.9"  # PyMC3 3.8 came with ArviZ 0.4 to 0.7: deviances, and a table without a rank
_BOOTSTRAP = "BB-pseudo-BMA"  # the default of ArviZ 0.3 to 0.10
_POINTS = 200  # of a density in ArviZ 0.11 and earlier
CRITERIA = ("waic", "loo")


class Forest(np.ndarray):
    """Axes of a forest plot that can be unpacked as (figure, axes), which ArviZ 0.5 and earlier returned."""

    def __iter__(self) -> Iterator[Any]:
        axes = super().__iter__()
        if self.ndim == 1 and len(self) != 2 and len(self) and _unpacks_two(sys._getframe(1)):
            return iter((self[0].figure, self.view(np.ndarray)))
        return axes


def _unpacks_two(frame: FrameType) -> bool:
    """Say whether the next instruction of the frame is `a, b = ...`."""
    instructions = iter(dis.get_instructions(frame.f_code))
    here = next((one for one in instructions if one.offset == frame.f_lasti), None)
    return here is not None and here.opname == "UNPACK_SEQUENCE" and here.arg == 2


def _forest_of_then(real: Callable[..., Any]) -> Callable[..., Any]:
    """Let `figure, axes = plot_forest(...)` have both."""

    @functools.wraps(real)
    def plot_forest(*args: Any, **kwargs: Any) -> Any:
        axes = real(*args, **kwargs)
        return axes.view(Forest) if type(axes) is np.ndarray else axes

    return plot_forest


def _in_a_list(real: Callable[..., Any]) -> Callable[..., Any]:
    """Return the single axes of `plot_ppc` in a list, as ArviZ 0.7 and earlier did, where PyMC3 3.8 is emulated."""

    @functools.wraps(real)
    def plot_ppc(*args: Any, **kwargs: Any) -> Any:
        axes = real(*args, **kwargs)
        return [axes] if older_than(_FIRST_WITHOUT) and hasattr(axes, "add_artist") else axes

    return plot_ppc


def _fast_kde(
    x: Any, cumulative: bool = False, bw: float | None = None, xmin: float | None = None, xmax: float | None = None
) -> tuple[Any, float, float]:
    """Return a density at 200 points, and between what they lie; the bandwidth is that of `arviz.kde`."""
    import arviz

    x = np.asarray(x, dtype=float)
    x = x[np.isfinite(x)]
    ends = (float(x.min() if xmin is None else xmin), float(x.max() if xmax is None else xmax))
    _, density = arviz.kde(x, cumulative=cumulative, grid_len=_POINTS, custom_lims=ends)
    return density, *ends


def _of_one_value(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take numbers that differ by their last digits for equal ones: ArviZ has no density of these, and says so."""

    @functools.wraps(real)
    def _kde_linear(x: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return real(x, *args, **kwargs)
        except OverflowError:  # the kernel is endlessly many of its steps wide
            import arviz

            return arviz.kde(np.full(2, x[0]))

    return _kde_linear


def _of_arrays(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take a DataArray of several axes for its numbers, as ArviZ 0.10 and earlier did."""

    @functools.wraps(real)
    def plot_kde(values: Any, *args: Any, **kwargs: Any) -> Any:
        return real(values.values.ravel() if type(values).__name__ == "DataArray" else values, *args, **kwargs)

    return plot_kde


def _of_deviances(real: Callable[..., Any]) -> Callable[..., Any]:
    """Give deviances where a release is emulated that had them by default."""

    @functools.wraps(real)
    def criterion(*args: Any, **kwargs: Any) -> Any:
        if older_than(_FIRST_WITHOUT):
            kwargs.setdefault("scale", "deviance")
        return real(*args, **kwargs)

    return criterion


def _of_then(criterion: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a criterion's result the rows of ArviZ 0.11, such as waic, waic_se and waic_scale, after those of today."""

    names = {criterion: f"elpd_{criterion}", f"{criterion}_se": "se", f"{criterion}_scale": "scale"}

    def widen(real: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(real)
        def computed(*args: Any, **kwargs: Any) -> Any:
            found = real(*args, **kwargs)
            if hasattr(found, "index"):  # a Series until ArviZ 1
                for old, new in names.items():
                    found[old] = found[new]
            return found

        return computed

    return widen


def _new_names(criterion: str) -> dict[str, str]:
    return {criterion: f"elpd_{criterion}", f"d_{criterion}": "elpd_diff", f"{criterion}_scale": "scale"}


@functools.cache
def _compared() -> type:
    """Return the class of a table that is asked for its columns by the names of ArviZ 0.12 and earlier, too."""
    import pandas as pd  # imported by ArviZ already

    names = {old: new for name in CRITERIA for old, new in _new_names(name).items()}

    class Compared(pd.DataFrame):
        """A table of compared models: `table["loo"]` is its column elpd_loo."""

        @property
        def _constructor(self) -> type:
            return Compared

        def of_then(self, name: Any) -> str | None:
            """Return today's name of a column that is asked for by an older one."""
            new = names.get(name) if isinstance(name, str) else None
            return new if new in self.columns and name not in self.columns else None

        def __getitem__(self, key: Any) -> Any:
            if (new := self.of_then(key)) is not None:
                return super().__getitem__(new).rename(key)
            if isinstance(key, list) and any(self.of_then(one) for one in key):
                return super().__getitem__([self.of_then(one) or one for one in key]).set_axis(key, axis=1)
            return super().__getitem__(key)

        def __getattr__(self, name: str) -> Any:
            return self[name] if name in names and self.of_then(name) else super().__getattr__(name)

    return Compared


def _table_of_then(real: Callable[..., Any]) -> Callable[..., Any]:
    """Compare by WAIC and bootstrapped weights, in columns of then without a rank, where PyMC3 3.8 is emulated.

    Else the columns have today's names, and are found by those of then.
    """
    of_deviances = _of_deviances(real)

    @functools.wraps(real)
    def compare(*args: Any, **kwargs: Any) -> Any:
        if older_than(_FIRST_WITHOUT):
            for at, word, value in ((1, "ic", "waic"), (2, "method", _BOOTSTRAP)):
                if len(args) <= at:
                    kwargs.setdefault(word, value)
        bootstrapped = str(args[2] if len(args) > 2 else kwargs.get("method")).lower() == _BOOTSTRAP.lower()
        bootstrapped = bootstrapped and older_than(_FIRST_WITHOUT)
        table = (_without_overflow(real) if bootstrapped else of_deviances)(*args, **kwargs)
        name = next((name for name in CRITERIA if f"elpd_{name}" in table), None)
        if name is None:
            return table
        if not older_than(_FIRST_WITHOUT):
            return _compared()(table)
        if bootstrapped and not older_than("3.8"):  # until 3.7 `compare` was PyMC3's own, and had each model's error
            table["se"] = _errors_of_others(table["se"], list(args[0] if args else kwargs["compare_dict"]))
        return table.rename(columns={new: old for old, new in _new_names(name).items()}).drop(columns="rank")

    return compare


def _without_overflow(real: Callable[..., Any]) -> Callable[..., Any]:
    """Compare on the scale of log densities, and tell deviances.

    Of models whose deviances are far apart ArviZ's bootstrapped weights overflow, and are NaN.
    """

    def compare(*args: Any, **kwargs: Any) -> Any:
        held = (args[0] if args else kwargs["compare_dict"]).values()
        if (
            len(args) > 6
            or kwargs.get("scale", "deviance") != "deviance"
            or any(type(one).__name__ == "ELPDData" for one in held)
        ):
            return _of_deviances(real)(*args, **kwargs)
        table = real(*args, **(kwargs | {"scale": "log"}))
        for column in table.columns:
            if column.startswith("elpd_") or column in ("se", "dse"):
                table[column] *= -2 if column[5:] in CRITERIA else 2
        return table.assign(scale="deviance")

    return compare


def _errors_of_others(errors: Any, given: list[Any]) -> list[Any]:
    """Return bootstrapped errors as ArviZ had them before 0.19: of sorted models, by names as they were given."""
    import arviz

    if not (0, 19) <= version_numbers(arviz.__version__) < (1,):
        return list(errors)
    return [errors.iloc[given.index(name)] for name in errors.index]


def _of_any_table(real: Callable[..., Any]) -> Callable[..., Any]:
    """Let `plot_compare` take a table with the columns of then, and draw of it what it then did: differences, too."""

    @functools.wraps(real)
    def plot_compare(comp_df: Any, *args: Any, **kwargs: Any) -> Any:
        for name in CRITERIA:
            if name in comp_df and f"d_{name}" in comp_df:
                for drawn in ("insample_dev", "plot_standard_error", "plot_ic_diff")[len(args) :]:
                    kwargs.setdefault(drawn, True)
                comp_df = comp_df.rename(columns=_new_names(name))
                comp_df = comp_df if "rank" in comp_df else comp_df.assign(rank=range(len(comp_df)))
        return real(comp_df, *args, **kwargs)

    return plot_compare


SETTINGS = {"stats.credible_interval": "stats.hdi_prob"}  # names of ArviZ 0.8 and earlier


def _setting_of_then(real: Callable[..., Any]) -> Callable[..., Any]:
    """Take a setting by the name that ArviZ 0.8 and earlier had for it."""

    @functools.wraps(real)
    def setting(self: Any, key: str, *value: Any) -> Any:
        return real(self, SETTINGS.get(key, key), *value)

    return setting


def _in_their_order(real: Callable[..., Any]) -> Callable[..., Any]:
    """Leave the variables of a dict as they come: ArviZ 0.2x sorts them by name where dm-tree is installed."""

    @functools.wraps(real)
    def paths(structure: Any) -> list[Any]:
        if isinstance(structure, dict) and not any(isinstance(one, Mapping) for one in structure.values()):
            return [((name,), one) for name, one in structure.items()]
        return list(real(structure))

    return paths


TABLE = (
    Narrowed("arviz.data.base", "_flatten_with_path", _in_their_order, "variables stand in the order of their dict"),
    *(
        Narrowed(f"{module}:RcParams", name, _setting_of_then, "knows stats.hdi_prob as stats.credible_interval, too")
        for module in ("arviz.rcparams", "arviz_base.rcparams")
        for name in ("__getitem__", "__setitem__")
    ),
    Narrowed("arviz", "plot_forest", _forest_of_then, "can be unpacked as figure, axes"),
    Narrowed("arviz", "plot_ppc", _in_a_list, "its axes are in a list, if PyMC3 3.8 is emulated"),
    *(
        Narrowed(
            owner,
            name,
            lambda real, name=name: _of_then(name)(_of_deviances(real)),  # type: ignore[misc]
            f"has rows {name}, {name}_se, {name}_scale; a deviance if PyMC3 3.8 is emulated",
        )
        for owner in ("arviz", "arviz.stats")
        for name in CRITERIA
    ),
    *(  # it copies a result and writes into the rows of today
        Narrowed(owner, "reloo", _of_then("loo"), "has rows loo, loo_se, loo_scale")
        for owner in ("arviz", "arviz.stats")
    ),
    Narrowed(
        "arviz",
        "compare",
        _table_of_then,
        "its columns are found as loo, d_loo, loo_scale, too; by WAIC, in columns of then, if PyMC3 3.8 is emulated",
    ),
    Narrowed(
        "arviz",
        "plot_compare",
        _of_any_table,
        "takes a table with the columns waic, d_waic, waic_scale, and draws as it did then",
    ),
    Narrowed("arviz.stats.density_utils", "_kde_linear", _of_one_value, "numbers that are all but equal are equal"),
    *(Narrowed("arviz", name, _of_arrays, "takes a DataArray of several axes") for name in ("kde", "plot_kde")),
    *(
        Removed(owner, "_fast_kde", lambda: _fast_kde, "a density at 200 points, of the bandwidth of arviz.kde")
        for owner in ("arviz", "arviz.plots", "arviz.plots.kdeplot")
    ),
)
