"""What DebugMode checks of a user's Op: what it writes into, what it shares, and whether each way to run it agrees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..graph.origin import describe
from ..graph.types import TensorType
from ..graph.user_op import in_python, perform, performed
from ..graph.variable import Apply, Variable
from ..settings import config

if TYPE_CHECKING:
    from ..compilation.modes import DebugMode


class DebugModeError(Exception):
    """Two ways of running a function disagree, or an Op breaks a declaration."""


class BadThunkOutput(DebugModeError):
    """A backend's value differs from NumPy's."""


class BadViewMap(DebugModeError):
    """An Op returned an output that shares memory with an input, without a `view_map` for it."""


class BadDestroyMap(DebugModeError):
    """An Op wrote into an input, without a `destroy_map` for it."""


def equal_but_for_rounding(variable: Variable, a: np.ndarray, b: np.ndarray) -> bool:
    """Return whether two values of `variable` are equal, by its tag or its type; our types have our own tolerances."""
    type_ = variable.type
    if hasattr(variable.tag, "values_eq_approx"):
        return bool(variable.tag.values_eq_approx(a, b))
    if type(type_) is not TensorType:
        return bool(type_.values_eq_approx(a, b))
    rtol, atol = (1e-4, 1e-5) if type_.dtype == "float32" else (1e-7, 1e-8)
    return type_.values_eq_approx(a, b, rtol=rtol, atol=atol)


def shortened(value: np.ndarray) -> str:
    """Return a value as one line, for errors."""
    return np.array2string(np.asarray(value), threshold=6).replace("\n", " ")


def require_inputs_kept(node: Apply, before: Sequence[Any], inputs: Sequence[Any]) -> None:
    """Raise BadDestroyMap if an input is no longer what it was."""
    for i, (old, now) in enumerate(zip(before, inputs, strict=True)):
        if isinstance(old, np.ndarray) and old.dtype.kind != "O" and not np.array_equal(old, now, equal_nan=True):
            raise BadDestroyMap(
                f"{node} has written into its input {i}, and {type(node.op).__name__} has no destroy_map that says so."
            )


def require_declared_views(node: Apply, inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
    """Raise BadViewMap if an output shares memory with an input and no view_map says so."""
    for k, output in enumerate(outputs):
        declared = {*node.op.view_map.get(k, ()), *node.op.destroy_map.get(k, ())}
        for i, value in enumerate(inputs):
            if (
                i not in declared
                and isinstance(output, np.ndarray)
                and isinstance(value, np.ndarray)
                and np.may_share_memory(output, value)
                and np.shares_memory(output, value)
            ):
                raise BadViewMap(
                    f"Output {k} of {node} shares memory with its input {i}: say so in the view_map of "
                    f"{type(node.op).__name__}, or give a copy."
                )


def require_equal(node: Apply, way: str, outputs: Sequence[Any], others: Sequence[Any]) -> None:
    """Raise BadThunkOutput if another run of a node gave other values. way: how it ran, for the error."""
    for variable, a, b in zip(node.outputs, outputs, others, strict=True):
        if not equal_but_for_rounding(variable, a, b):
            raise BadThunkOutput(
                f"{node} gives {shortened(a)} for {describe(variable)}, and {way} it gives {shortened(b)}."
            )


def other_runs(node: Apply, inputs: Sequence[Any], mode: DebugMode) -> Iterator[tuple[str, list[Any]]]:
    """Yield (how, outputs) of the other ways to run a node: once more, by `perform`, with memory for its outputs."""
    by_perform = in_python(node) if mode.check_py_code else None
    if by_perform is None or mode.check_c_code:
        yield "when it runs once more", perform(node.op, node, inputs)
    if by_perform is None:
        return
    first = by_perform(*inputs)
    yield "by its `perform`", first
    wanted = mode.check_preallocated_output
    kinds = config.DebugMode__check_preallocated_output.split(":") if wanted is None else wanted
    if node.op._compat_own_thunk or not hasattr(node.op, "perform"):
        return
    for kind in FORMS if "ALL" in kinds else [k for k in FORMS if k in kinds]:
        storage = [_prepared(v, value, kind) for v, value in zip(node.outputs, first, strict=True)]
        yield f"with {FORMS[kind]}", performed(node.op, node, inputs, storage)


# What `DebugMode.check_preallocated_output` may name -> the memory that is there when an Op runs.
FORMS = {
    "previous": "the outputs of an earlier call as memory",
    "c_contiguous": "memory in C order for its outputs",
    "f_contiguous": "memory in Fortran order for its outputs",
    "strided": "strided memory for its outputs",
    "wrong_size": "memory of another size for its outputs",
}


def _prepared(variable: Variable, value: Any, kind: str) -> Any:
    """Return an array that an Op finds in the place of an output; None where there is none to prepare."""
    if not isinstance(variable.type, TensorType) or not isinstance(value, np.ndarray):
        return None
    if kind == "previous":
        return np.array(value)
    wrong = 1 if kind == "wrong_size" else 0
    shape = tuple(n if b else n + wrong for n, b in zip(value.shape, variable.type.broadcastable, strict=True))
    if kind == "strided":
        doubled = _filled(tuple(2 * n for n in shape), value.dtype, "C")
        return doubled[tuple(slice(None, None, 2) for _ in shape)]
    return _filled(shape, value.dtype, "F" if kind == "f_contiguous" else "C")


def _filled(shape: tuple[int, ...], dtype: Any, order: Any) -> np.ndarray:
    """Return an array of a value that no Op gives by chance."""
    return np.full(shape, {"b": True, "f": -123.5, "c": -123.5}.get(np.dtype(dtype).kind, 123), dtype, order=order)
