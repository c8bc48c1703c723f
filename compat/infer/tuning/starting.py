"""The mode of the posterior. Source: pymc3.tuning.starting."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Sequence
from copy import deepcopy
from inspect import signature
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ...compilation.points.vector_function import may_be_made
from ...distributions.formulas import float_x
from ...emulated_versions import older_than
from ...graph.variable import Variable
from ...importing.module_getattr import absent_from
from ...models.logger import LOGGER as _log
from ...models.modelling.blocking import ArrayOrdering, DictToArrayBijection
from ...models.modelling.current_model import modelcontext
from ...models.modelling.density import NO_GRADIENT
from ...models.modelling.functions import Point
from ...models.modelling.theanof import inputvars
from ...models.modelling.util import check_start_vals, get_default_varnames, update_start_vals
from ...models.vartypes import discrete_types
from ..progress import Progress, ProgressBar

if TYPE_CHECKING:
    from ...models.model import Model

__all__ = ["find_MAP"]

_WORST = 1e100  # for methods that compare values alone
_LINE_SEARCH = 21  # evaluations of the longest line search of L-BFGS-B, and the point where it begins


def find_MAP(
    start: Any = None,
    vars: Any = None,
    method: Any = "L-BFGS-B",
    return_raw: bool = False,
    include_transformed: bool = True,
    progressbar: Progress = True,
    maxeval: int = 5000,
    model: Any = None,
    *args: Any,
    **kwargs: Any,
) -> Any:
    """Return the mode of the density without the Jacobians of transforms, found by scipy.optimize.minimize.

    vars: variables to move (default: the continuous ones); without a gradient the method is Powell's. maxeval: the
    number of evaluations after which the best point so far is returned. return_raw: return (point, SciPy's result).
    start: a point to begin at, name -> value of the shape of the variable. method: of scipy.optimize.minimize.
    include_transformed: whether values of transformed variables are returned, too. progressbar: whether progress is
    shown. model: the model; that of the `with` block by default. Further arguments go to SciPy. fmin (PyMC3 before
    3.9): one of SciPy's older functions, such as scipy.optimize.fmin_powell, instead of a method.

    With `emulate=3.1` it is the mode in the space of the transformed variables, where the Jacobians count, found by
    scipy.optimize.fmin_bfgs, and only the values of these variables are returned.
    """
    from scipy.optimize import minimize

    with_jacobians = older_than("3.2")
    model = modelcontext(model)
    moved = inputvars([getattr(v, "transformed", v) for v in (model.cont_vars if vars is None else vars)])
    if not moved:
        raise ValueError("Model has no unobserved continuous variables.")
    allinmodel(moved, model)
    point = model.test_point if start is None else deepcopy(start)
    update_start_vals(point, model.test_point, model)
    check_start_vals(point, model)
    point = Point(point, model=model)
    flat = DictToArrayBijection(ArrayOrdering(moved), point)
    both = _density_and_gradient(model, model.logpt if with_jacobians else model.logp_nojact, flat, moved)
    fmin, method = _by_which(method, kwargs, both is None, with_jacobians)
    maxeval = sys.maxsize if with_jacobians else maxeval
    with ProgressBar(maxeval, "MAP", progressbar) as bar:
        point_logp = model.fastlogp if with_jacobians else model.fastlogp_nojac
        logp = flat.mapf(point_logp) if fmin or both is None else None
        cost = _Cost(logp, None if fmin else both, maxeval, bar)
        try:
            if fmin is not None:
                best, result = _by_function(fmin, cost, both, flat.map(point), *args, **kwargs)
            else:
                result = minimize(cost, flat.map(point), *args, method=method, jac=both is not None, **kwargs)
                best = result["x"]
        except (KeyboardInterrupt, StopIteration):
            best, result = cost.previous, None
    recorded = model.vars if with_jacobians else get_default_varnames(model.unobserved_RVs, include_transformed)
    mode = "PYTHON" if may_be_made([]) else None  # a single call does not repay the time of a compiler
    found = dict(zip([v.name for v in recorded], model.fastfn(recorded, mode)(flat.rmap(best)), strict=True))
    return (found, result) if return_raw else found


def _by_which(method: Any, kwargs: dict[str, Any], no_gradient: bool, with_jacobians: bool) -> tuple[Any, Any]:
    """Return (one of SciPy's older functions, or None, and the method of `minimize`); take theirs out of `kwargs`."""
    from scipy.optimize import fmin_bfgs, fmin_powell

    fmin = kwargs.pop("fmin", method if getattr(method, "__name__", "").startswith("fmin") else None)
    if with_jacobians:
        kwargs.pop("live_disp", None)
        fmin = fmin_powell if no_gradient else fmin_bfgs if fmin is None else fmin
    elif fmin is not None:
        warn(
            "In future versions, set the optimization algorithm with a string. For example, use "
            '`method="L-BFGS-B"` instead of `fmin=sp.optimize.fmin_l_bfgs_b"`.',
        )
    if no_gradient and (with_jacobians or fmin is None):
        _log.warning(
            "Warning: gradient not available.(E.g. vars contains discrete variables). MAP estimates may not "
            "be accurate for the default parameters. Defaulting to non-gradient minimization 'Powell'."
        )
        method = "Powell"
    return fmin, method


def _density_and_gradient(model: Model, logp: Any, flat: DictToArrayBijection, moved: list[Any]) -> Any:
    """Return the log density and its gradient as a function of the flat vector; None if there is no gradient."""
    if any(v.dtype in discrete_types for v in moved):
        return None
    try:
        return flat.mapf(model.compat_logp_and_slope(logp, moved))
    except NO_GRADIENT:
        return None


def _by_function(
    fmin: Callable[..., Any],
    cost: Callable[..., Any],
    both: Callable[..., Any] | None,
    start: np.ndarray,
    *args: Any,
    **kwargs: Any,
) -> tuple[Any, Any]:
    """Return the end point of `fmin`, and its full result."""
    known = signature(fmin).parameters
    if "fprime" in known and both is not None:
        kwargs["fprime"] = lambda x: np.nan_to_num(-np.asarray(both(float_x(x))[1], dtype=float))
    result = fmin(cost, start, *args, **kwargs) if "x0" in known else fmin(cost, *args, **kwargs)
    return (result[0] if isinstance(result, tuple) else result), result


class _Cost:
    """The objective for SciPy: minus the log density.

    Where that is not finite it is a little worse than where the line search began, so that it takes a shorter step.
    In PyMC3 3.2 to 3.11.5 it was better than everything, and that point the mode. both, if given: has the gradient too.
    """

    def __init__(self, logp: Any, both: Any, maxeval: int, bar: Any) -> None:
        self.logp, self.both, self.maxeval, self.bar = logp, both, maxeval, bar
        self.count = 0
        self.lowest: deque[float] = deque(maxlen=_LINE_SEARCH)  # each below the one before it
        self.previous: Any = None

    def __call__(self, x: np.ndarray) -> Any:
        if self.count > self.maxeval:
            raise StopIteration
        self.count += 1
        self.bar.advance_to(self.count)
        logp, slope = (self.logp(float_x(x)), None) if self.both is None else self.both(float_x(x))
        value, finite = -float(logp), np.isfinite(logp)
        if slope is None:
            self.previous = x.copy()
            return value if finite else _WORST
        if not finite:
            return (self.lowest[0] if self.lowest else _WORST) + 1.0, np.zeros_like(x)
        if not self.lowest or value < self.lowest[-1]:
            self.lowest.append(value)
        gradient = np.asarray(slope, dtype=float)
        if np.isfinite(gradient).all():
            self.previous = x.copy()
        return value, np.nan_to_num(-gradient)


def allinmodel(vars: Sequence[Variable], model: Model) -> None:
    """Raise ValueError that names the variables that are not in a model, if any.

    vars: variables of any shape. model: the model.
    """
    known = {id(v) for v in model.vars}
    missing = [v.name for v in vars if id(v) not in known]
    if missing:
        raise ValueError(f"Some variables not in the model: {missing}")


__getattr__ = absent_from(__name__)
