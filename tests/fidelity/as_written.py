"""A graph run as it was written, and whether other values of it are as good.

Two ways of computing one value differ by rounding, and a stable one may be finite where the graph as written
overflows. So where values differ, the graph as written is run again: with every intermediate value moved by a few
units in its last place (what it gives then is within its own rounding error), and with longer numbers (64 bits of
mantissa, 15 of exponent) wherever an Op can.
"""

from __future__ import annotations

import copy
import random
import time
import warnings
from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np

from tests.fidelity.leaving_out import without
from theano_compat.backends.array import compile_python
from theano_compat.compilation.data_stage.binding import Data
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.graph.types import TensorType
from theano_compat.graph.variable import Constant, Variable
from theano_compat.ops.elementwise.elemwise import Elemwise
from theano_compat.ops.linear_algebra.blas import Dot
from theano_compat.ops.linear_algebra.inverse import Det
from theano_compat.ops.reductions.ops import Reduction
from theano_compat.ops.scan.composed import expanded
from theano_compat.ops.tensor_op import TensorOp

CLOSE = {"float16": 2e-2, "float32": 2e-5, "float64": 1e-11}  # of the largest element: rounding of a few steps
ROUNDS = 6  # runs with moved values
MOVED = 4  # units in the last place
MARGIN = 64  # how much farther than they spread two values may lie apart
WIDE = 4096  # units of the dtype: how far from the value by longer numbers is exact
LOST = 1e-6  # the same, relative, where the graph as written has overflowed: digits are lost before that
_NO_LONGER = {"cast_float32", "cast_float16"}


class Failed:
    """An exception in place of values."""

    def __init__(self, error: BaseException) -> None:
        self.error, self.kind = error, type(error)


class AsWritten:
    """`outputs` as functions of `inputs`: prepared without rules (or without `left_out` and with the others)."""

    def __init__(
        self,
        inputs: Sequence[Variable],
        outputs: Sequence[Variable],
        rule_set: str = "none",
        left_out: Collection[str] = (),
        by_group: bool = False,
    ) -> None:
        rewriting = rule_set != "none"
        with without(left_out):
            self.partitioned = prepare(inputs, outputs, rule_set, fold=rewriting, by_group=by_group)
            self.data = Data(self.partitioned)
        self.outputs = list(outputs)
        self.program = self.partitioned.main
        self.seconds = 0.0  # of the last run
        self._run = compile_python(self.program)

    @property
    def has_users_ops(self) -> bool:
        return any(not isinstance(node.op, TensorOp) for node in self.program.nodes)

    def arguments(self, values: Sequence[Any]) -> list[Any] | Failed:
        """Copies of `values` and of the data of now."""
        try:
            return [_copied(v) for v in (*values, *self.data.values())]
        except Exception as error:
            return Failed(error)

    def __call__(self, arguments: list[Any] | Failed) -> list[Any] | Failed:
        if isinstance(arguments, Failed):
            return arguments
        began = time.perf_counter()
        drawn = np.random.get_state(), random.getstate()  # some Ops draw from these: the next run gets the same
        try:
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return self._run([_copied(a) for a in arguments])
        except Exception as error:
            return Failed(error)
        finally:
            np.random.set_state(drawn[0])
            random.setstate(drawn[1])
            self.seconds = time.perf_counter() - began

    def moved(self, arguments: list[Any], seed: int) -> list[Any] | Failed:
        """With every float that an Op gives moved by some units in the last place."""
        rng = np.random.default_rng(seed)

        def by_little(node: Any, value: Any) -> Any:
            if not isinstance(value, np.ndarray) or value.dtype.kind not in "fc" or _only_arranges(node):
                return value
            unit = np.finfo(value.dtype).eps * MOVED
            return (value * (1 + unit * rng.uniform(-1, 1, value.shape))).astype(value.dtype)

        return self._walked(arguments, lambda node, inputs: [by_little(node, v) for v in _computed(node, inputs)])

    def longer(self, arguments: list[Any]) -> list[Any] | Failed:
        """In long doubles, where an Op can."""
        return self._walked([_long(a) for a in arguments], _computed_long, _long)

    def _walked(
        self,
        arguments: list[Any],
        compute: Callable[[Any, list[Any]], list[Any]],
        constant: Callable[[Any], Any] = lambda value: value,
    ) -> list[Any] | Failed:
        parts = expanded(self.program)[0]
        known = dict(zip(map(id, parts.inputs), arguments, strict=True))

        def value(v: Variable) -> Any:
            return constant(v.data) if isinstance(v, Constant) else known[id(v)]

        try:
            with np.errstate(all="ignore"), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for node in parts.nodes:
                    known.update(
                        zip(map(id, node.outputs), compute(node, [value(v) for v in node.inputs]), strict=True)
                    )
            return [value(v) for v in parts.outputs]
        except Exception as error:
            return Failed(error)


def _copied(value: Any) -> Any:
    return np.array(value) if isinstance(value, np.ndarray) else copy.deepcopy(value)


def _only_arranges(node: Any) -> bool:
    return not isinstance(node.op, Elemwise | Reduction) and hasattr(node.op, "compat_c_view")


def _computed(node: Any, inputs: list[Any]) -> list[Any]:
    return list(node.op.compat_array(np, node, *inputs))


def _long(value: Any) -> Any:
    if isinstance(value, np.ndarray) and value.dtype.kind in "fc":
        return value.astype("clongdouble" if value.dtype.kind == "c" else "longdouble")
    return value


def _computed_long(node: Any, inputs: list[Any]) -> list[Any]:
    """By longer numbers, if the Op can; by those that it declares otherwise."""
    op = node.op
    try:
        if isinstance(op, Elemwise) and node.outputs[0].type.dtype[:5] in ("float", "compl"):
            row, kinds = op.scalar_op, [v.type.dtype[:5] for v in node.inputs]
            if row.name not in _NO_LONGER:
                return [
                    _long(
                        np.asarray(
                            row.array(
                                np,
                                *(
                                    v
                                    if kind == "bool" and row.compute == "condition"
                                    else np.asarray(v, "longdouble")
                                    if node.outputs[0].type.dtype.startswith("float") and kind[:3] != "com"
                                    else v
                                    for v, kind in zip(inputs, kinds, strict=True)
                                ),
                            )
                        )
                    )
                ]
        if isinstance(op, Reduction) and op.function in ("sum", "prod", "max", "min") and inputs[0].dtype.kind in "fc":
            return [np.asarray(getattr(np, op.function)(inputs[0], axis=op.axes(inputs[0].ndim)))]
        if isinstance(op, Dot):
            return [np.asarray(np.dot(*inputs))]
        if isinstance(op, Det):
            sign, logarithm = np.linalg.slogdet(np.asarray(inputs[0], "float64"))
            return [np.asarray(sign * np.exp(np.longdouble(logarithm)))]
        if _only_arranges(node):
            return [_long(v) for v in _computed(node, inputs)]
    except TypeError:  # a function that SciPy has for doubles alone
        pass
    return [_long(v) for v in _computed(node, [_declared(v, i) for v, i in zip(node.inputs, inputs, strict=True)])]


def _declared(variable: Variable, value: Any) -> Any:
    if (
        isinstance(value, np.ndarray)
        and isinstance(variable.type, TensorType)
        and value.dtype.kind in "fc"
        and value.dtype != variable.type.compat_numpy_dtype
    ):
        return value.astype(variable.type.compat_numpy_dtype)
    return value


def difference(
    written: AsWritten, arguments: list[Any] | Failed, expected: list[Any] | Failed, found: list[Any] | Failed
) -> tuple[str, str]:
    """(what differs, how): empty strings if nothing does. The second word says what made a difference good:
    "rounding" or "stable"."""
    if isinstance(expected, Failed) or isinstance(found, Failed):
        return _errors_differ(expected, found), ""
    assert not isinstance(arguments, Failed)
    excuses = ""
    for k, (variable, a, b) in enumerate(zip(written.outputs, found, expected, strict=True)):
        if not isinstance(variable.type, TensorType):
            if not _same_object(variable, a, b):
                return f"output {k}: {a!r}, as written {b!r}", ""
            continue
        a, b = np.asarray(a), np.asarray(b)
        if a.dtype != b.dtype or a.shape != b.shape:
            return f"output {k}: {a.dtype}{a.shape}, as written {b.dtype}{b.shape}", ""
        if b.dtype.kind not in "fc":
            if not np.array_equal(a, b) and not _steps_apart(written, arguments, k, a, b):
                return f"output {k}: {_short(a)}, as written {_short(b)}", ""
        elif not close(a, b):
            excuse = _as_good(written, arguments, k, a, b)
            if not excuse:
                return f"output {k}: {_short(a, b)}, as written {_short(b, a)}", ""
            excuses = excuse
    return "", excuses


def _errors_differ(expected: list[Any] | Failed, found: list[Any] | Failed) -> str:
    kinds = [v.kind.__name__ if isinstance(v, Failed) else "values" for v in (found, expected)]
    if kinds[0] == kinds[1]:
        return ""
    texts = "; ".join(
        str(v.error).splitlines()[0][:300] for v in (found, expected) if isinstance(v, Failed) and str(v.error)
    )
    return f"{kinds[0]}, as written {kinds[1]}: {texts}"


def _same_object(variable: Variable, a: Any, b: Any) -> bool:
    try:
        return bool(variable.type.values_eq_approx(a, b))
    except Exception:
        return type(a) is type(b)


def close(a: np.ndarray, b: np.ndarray) -> bool:
    """Whether both are finite, or not, at the same places, and close to each other."""
    name = {"complex64": "float32", "complex128": "float64"}.get(b.dtype.name, b.dtype.name)
    with np.errstate(all="ignore"):
        finite = np.abs(b[np.isfinite(b)])
        scale = float(finite.max()) if finite.size else 0.0
        return bool(np.allclose(a, b, rtol=CLOSE[name], atol=CLOSE[name] * min(scale, 1e300), equal_nan=True))


def _steps_apart(written: AsWritten, arguments: list[Any], k: int, a: np.ndarray, b: np.ndarray) -> bool:
    """Of integers and truths: whether rounding decides them, at each place where they differ."""
    runs = [written.moved(arguments, seed) for seed in range(2 * ROUNDS)]
    others = [np.asarray(r[k]) for r in runs if not isinstance(r, Failed)]
    return bool(others) and bool(np.all((a == b) | np.any([o == a for o in others if o.shape == a.shape], axis=0)))


def _as_good(written: AsWritten, arguments: list[Any], k: int, a: np.ndarray, b: np.ndarray) -> str:
    """How `a` is as good as `b`, in place of output `k`: "rounding", "stable", or "" where it is not."""
    runs = [written.moved(arguments, seed) for seed in range(ROUNDS)]
    others = [np.asarray(r[k]) for r in runs if not isinstance(r, Failed)]
    with np.errstate(all="ignore"):
        unstable = np.zeros(b.shape, bool)  # finite at times
        spread = np.zeros(b.shape)
        for other in others:
            unstable |= np.isfinite(other) != np.isfinite(b)
            apart = np.abs(other - b)
            spread = np.maximum(spread, np.where(np.isfinite(apart), apart, 0))
        finite = np.abs(b[np.isfinite(b)])
        unit = float(np.finfo(b.dtype).eps) * (finite.max() if finite.size else 0)
        near = (a == b) | (np.isnan(a) & np.isnan(b)) | unstable | (np.abs(a - b) <= MARGIN * (spread + unit))
        if near.all():
            return "rounding"
        longer = written.longer(arguments)
        if isinstance(longer, Failed):
            return ""
        best = np.asarray(longer[k])
        unit, largest, tiny = np.finfo(b.dtype).eps, np.finfo(b.dtype).max, np.finfo(b.dtype).tiny
        loose = np.where(np.isfinite(b), WIDE * unit, max(LOST, WIDE * unit))
        stable = np.isfinite(best) & (
            np.abs(a - best) <= np.maximum(loose * np.abs(best) + tiny, np.where(np.isfinite(b), np.abs(b - best), 0))
        )
        stable |= (np.abs(best) > largest) & np.isinf(a) & (np.sign(a.real) == np.sign(best.real))
        stable |= np.isinf(best) & (best == a)
        return "stable" if (near | stable).all() else ""


def _short(value: np.ndarray, beside: np.ndarray | None = None) -> str:
    """The places where it is not what is beside it, if some are not shown otherwise."""
    if beside is not None and value.size > 8:
        with np.errstate(all="ignore"):
            apart = ~np.isclose(value, beside, rtol=1e-9, atol=0, equal_nan=True)
        places = np.argwhere(apart)[:4]
        return f"{apart.sum()} of {value.size} differ: " + ", ".join(
            f"{tuple(map(int, p))}: {value[tuple(p)]!r}" for p in places
        )
    with np.printoptions(precision=17, threshold=8, floatmode="unique"):
        return repr(value.tolist() if value.size <= 8 else value).replace("\n", " ")
