"""Check symbolic gradients against finite differences: users' tests of their own Ops call this."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..differentiate import grad
from ..functions.function import function
from ..graph.types import TensorType
from ..ops.reductions.functions import sum as sum_over
from ..ops.tensor_op import as_tensor

_STEP = {"float16": 1e-1, "float32": 3e-4, "float64": 1e-7}
_TOLERANCE = {"float16": 5e-2, "float32": 1e-2, "float64": 1e-4}


class GradientError(Exception):
    """Raised by `verify_grad` for a gradient that disagrees with finite differences.

    arg: the number of the argument. err_pos: the position in it. shape: its shape. val1: the numeric derivative there.
    val2: the symbolic one. abs_err, rel_err: how far both are apart, scalars. abs_tol, rel_tol: how far they may be.
    """

    def __init__(
        self,
        arg: int,
        err_pos: Any,
        shape: tuple[int, ...],
        val1: float,
        val2: float,
        abs_err: float,
        rel_err: float,
        abs_tol: float,
        rel_tol: float,
    ) -> None:
        super().__init__(
            f"the gradient with respect to argument {arg}, of shape {shape}, is wrong at position {err_pos}: "
            f"absolute error {abs_err:g} (tolerance {abs_tol:g}), relative error {rel_err:g} (tolerance {rel_tol:g}). "
            f"Symbolic: {val2:g}, numeric: {val1:g}."
        )
        self.arg, self.err_pos, self.shape, self.val1, self.val2 = arg, err_pos, shape, val1, val2
        self.abs_err, self.rel_err = abs_err, rel_err
        self.abs_tol, self.rel_tol = abs_tol, rel_tol


class numeric_grad:
    """Differences of a function of arrays for every element of each: the attribute `gf`.

    They are one-sided, as in Theano: f may be undefined below, as at a radius of 0.

    f: the function, which returns a number. pt: an array, or a list of them. eps: the step, by default 1e-7 for
    float64. out_type: the dtype of the result, which the step depends on, too.
    """

    type_eps = _STEP

    def __init__(self, f: Callable[..., Any], pt: Any, eps: float | None = None, out_type: Any = None) -> None:
        points = [np.array(p) for p in (pt if isinstance(pt, list | tuple) else [pt])]
        dtypes = [str(p.dtype) for p in points] + ([str(out_type)] if out_type is not None else [])
        step = eps if eps is not None else max(_STEP[d] for d in dtypes if d in _STEP)
        self.gf: Any = [np.empty_like(p) for p in points]
        value = float(f(*points))
        for point, gradient in zip(points, self.gf, strict=True):
            for i in np.ndindex(point.shape):
                here = point[i]
                point[i] = here + step
                gradient[i] = (float(f(*points)) - value) / (point[i] - here)  # the step after rounding
                point[i] = here
        if not isinstance(pt, list | tuple):
            self.gf = self.gf[0]

    @staticmethod
    def abs_rel_err(a: Any, b: Any) -> tuple[Any, Any]:
        """Return |a - b|, and that divided by |a| + |b|."""
        absolute = np.abs(a - b)
        return absolute, absolute / np.maximum(np.abs(a) + np.abs(b), 1e-8)

    def max_err(self, g_pt: Sequence[Any], abs_tol: float, rel_tol: float) -> tuple[int, Any, float, float]:
        """Return (argument, position, absolute, relative error) where `g_pt` differs most, measured in tolerances."""
        worst: Any = None
        for argument, (mine, theirs) in enumerate(zip(self.gf, g_pt, strict=True)):
            if mine.shape != np.shape(theirs):
                raise ValueError(f"argument {argument} has shape {mine.shape}, not {np.shape(theirs)}")
            dense = theirs.toarray() if hasattr(theirs, "toarray") else np.asarray(theirs)  # a sparse gradient
            for i in np.ndindex(mine.shape):
                absolute, relative = self.abs_rel_err(mine[i], dense[i])
                score = np.minimum(absolute / abs_tol, relative / rel_tol)
                score = np.inf if np.isnan(score) else score
                if worst is None or score > worst[0]:
                    worst = score, argument, i, float(absolute), float(relative)
        return worst[1:]


def verify_grad(
    fun: Callable[..., Any],
    pt: Sequence[Any],
    n_tests: int = 2,
    rng: Any = None,
    eps: float | None = None,
    out_type: Any = None,
    abs_tol: float | None = None,
    rel_tol: float | None = None,
    mode: Any = None,
    cast_to_output_type: bool = False,
    no_debug_ref: bool = True,
) -> None:
    """Raise GradientError if the gradient of a function disagrees with finite differences.

    fun: a function of variables that returns one. pt: a list of arrays, where the gradient is taken. n_tests: how many
    times the output is summed with random weights. rng: a RandomState for these; ValueError without. eps: the step.
    out_type: the dtype of the output. abs_tol, rel_tol: tolerances; an error counts if it exceeds both. mode: as in
    theano.function. cast_to_output_type: whether the weights have the dtype of the output. no_debug_ref: without an
    effect.
    """
    if rng is None:
        raise ValueError("rng should be a valid instance of numpy.random.RandomState.")
    points = [np.array(p) for p in pt]
    for i, p in enumerate(points):
        if p.dtype.kind != "f":
            raise TypeError(f"verify_grad can work only with floating point inputs, but input {i} has dtype {p.dtype}.")
    loosest = max(_TOLERANCE[str(p.dtype)] for p in points)
    abs_tol = loosest if abs_tol is None else abs_tol
    rel_tol = loosest if rel_tol is None else rel_tol
    variables = [TensorType(p.dtype, [n == 1 for n in p.shape])(f"input {i}") for i, p in enumerate(points)]
    output = fun(*variables)
    if isinstance(output, list | tuple):
        raise NotImplementedError("verify_grad takes functions with one output: verify each on its own.")
    shape = function(variables, output, mode=mode, on_unused_input="ignore")(*points).shape
    dtype = output.type.dtype if out_type is None and cast_to_output_type else out_type or output.type.dtype
    for _ in range(n_tests):
        weights = as_tensor(np.asarray(rng.uniform(size=shape) + 0.5, dtype if cast_to_output_type else "float64"))
        cost = sum_over(weights * output)
        value = function(variables, cost, mode=mode, on_unused_input="ignore")
        symbolic = function(
            variables, grad(cost, variables, disconnected_inputs="ignore"), mode=mode, on_unused_input="ignore"
        )(*points)
        numeric = numeric_grad(lambda *x, f=value: f(*x), points, eps, dtype)
        argument, place, absolute, relative = numeric.max_err(symbolic, abs_tol, rel_tol)
        if not (absolute <= abs_tol or relative <= rel_tol):
            both = numeric.gf[argument][place], symbolic[argument][place]
            shape = numeric.gf[argument].shape
            raise GradientError(argument, place, shape, *both, absolute, relative, abs_tol, rel_tol)


verify_grad.E_grad = GradientError  # type: ignore[attr-defined]  (how tests of users' Ops name it)
