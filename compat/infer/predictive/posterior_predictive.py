"""Posterior predictive draws with one call of each generator.

Source: pymc3.distributions.posterior_predictive.
"""

from __future__ import annotations

from collections import UserDict
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ...importing.module_getattr import absent_from
from ...models.backends.base import MultiTrace
from ...models.distributions.drawing import draw_values
from ...models.exceptions import IncorrectArgumentsError
from ...models.modelling.current_model import modelcontext
from ..start import Seed
from .points import points_of
from .predictive import _POTENTIALS

__all__ = ["fast_sample_posterior_predictive", "posterior_predictive_draw_values"]


class _TraceDict(UserDict):
    """The draws of a trace as one point: name -> (draws, *shape), the chains one after another.

    point_list: points, name -> value. multi_trace: a MultiTrace. dict_: name -> (draws, *shape). ValueError unless one
    of them is given.
    """

    def __init__(
        self,
        point_list: list[dict[str, Any]] | None = None,
        multi_trace: MultiTrace | None = None,
        dict_: dict[str, Any] | None = None,
    ) -> None:
        if sum(given is not None for given in (point_list, multi_trace, dict_)) != 1:
            raise ValueError("_TraceDict takes one of point_list, multi_trace and dict_.")
        if multi_trace is not None:
            self.varnames = list(multi_trace.varnames)
            self.data = {name: multi_trace.get_values(name) for name in self.varnames}
            self._len = sum(len(chain) for chain in multi_trace._straces.values())
        elif point_list is not None:
            self.varnames = list(point_list[0])
            for name in self.varnames:
                if not (np.isscalar(point_list[0][name]) or isinstance(point_list[0][name], np.ndarray)):
                    raise TypeError(
                        f"Illegal object {point_list[0][name]} of type {type(point_list[0][name])} as "
                        "value of variable in point list."
                    )
            self.data = {n: np.array([p[n] for p in point_list], dtype=float) for n in self.varnames}
            self._len = len(point_list)
        else:
            assert dict_ is not None
            self.varnames, self.data = list(dict_), dict_
            self._len = len(dict_[self.varnames[0]]) if dict_ else 0

    def __len__(self) -> int:
        return self._len

    def __getitem__(self, item: object) -> Any:
        """Return the values for a name or variable, a shorter trace for a slice, or one point for a number."""
        if isinstance(item, slice):
            return _TraceDict(dict_={name: values[item] for name, values in self.data.items()})
        if isinstance(item, int | np.integer):
            return _TraceDict(dict_={name: np.atleast_1d(values[item]) for name, values in self.data.items()})
        name = item if isinstance(item, str) else getattr(item, "name", None)
        if name is None:
            raise IndexError(f"Illegal index {item} for _TraceDict")
        return self.data[name]


def posterior_predictive_draw_values(vars: list[Any], trace: Any, samples: int) -> list[np.ndarray]:
    """Return draws of variables, one for each draw of a trace. AssertionError if a draw has another shape.

    vars: variables of any shape. trace: a _TraceDict. samples: number of draws in it. Each result is (samples, *shape).
    """
    drawn = [np.asarray(v) for v in draw_values(vars, point=trace, size=samples)]
    found = []
    for variable, values in zip(vars, drawn, strict=True):
        if (
            variable.name not in trace
            and getattr(variable, "distribution", None) is None
            and values.shape[:1] != (samples,)
            and values.ndim == getattr(variable, "ndim", 0)
        ):
            values = np.repeat(values[None], samples, axis=0)  # it does not depend on any random variable
        wrapped = getattr(getattr(variable, "distribution", None), "wrap_random_with_dist_shape", True)
        assert values.shape[:1] == (samples,) or not wrapped, f"Sampling from random of {variable} yields wrong shape"
        found.append(values)
    return found


def _pieces(samples: int | None, available: int) -> list[int]:
    """Return the number of draws of the trace to use in each pass."""
    if samples is None:
        return [available]
    if samples < available:
        warn(
            "samples parameter is smaller than nchains times ndraws, some draws and/or chains may not be "
            "represented in the returned posterior predictive sample",
        )
        return [samples]
    times, rest = divmod(samples, available)
    return [available] * times + ([rest] if rest else [])


def fast_sample_posterior_predictive(
    trace: Any,
    samples: int | None = None,
    model: Any = None,
    var_names: list[str] | None = None,
    keep_size: bool = False,
    random_seed: Seed = None,
) -> dict[str, np.ndarray]:
    """Draw as `sample_posterior_predictive`, faster, with another order of random numbers: name -> (samples, ...).

    trace: a MultiTrace, InferenceData, or a list of points. samples: number of draws; as many as the trace has by
    default.
    model: the model; that of the `with` block by default. var_names: names of variables; the observed ones by default.
    keep_size: whether arrays have the shape (chains, draws, ...). random_seed: a number.

    Every distribution must be able to draw many values at once.
    """
    points, chains, length = points_of(trace)
    if keep_size and isinstance(trace, list):
        raise IncorrectArgumentsError("For keep_size, cannot identify chains and length from %s.", trace)
    model = modelcontext(model)
    if model.potentials:
        warn(_POTENTIALS.format("posterior"), UserWarning)
    if keep_size and samples is not None:
        raise IncorrectArgumentsError("Should not specify both keep_size and samples arguments")
    whole = _TraceDict(multi_trace=trace) if isinstance(trace, MultiTrace) else _TraceDict(point_list=list(points))
    wanted = list(model.observed_RVs) if var_names is None else [model[name] for name in var_names]
    pieces = _pieces(samples, len(whole))
    if random_seed is not None:
        np.random.seed(random_seed)
    found: dict[str, list[np.ndarray]] = {}
    with model:
        try:
            for n in pieces:
                drawn = posterior_predictive_draw_values(wanted, whole if n == len(whole) else whole[:n], n)
                for variable, values in zip(wanted, drawn, strict=True):
                    found.setdefault(variable.name, []).append(values)
        except KeyboardInterrupt:
            pass
    joined = {name: np.concatenate(parts) if len(parts) > 1 else parts[0] for name, parts in found.items()}
    if keep_size:
        return {name: values.reshape((chains, length, *values.shape[1:])) for name, values in joined.items()}
    return joined


__getattr__ = absent_from(__name__)
