"""`map`, `reduce`, `foldl`, `foldr`: loops named as in functional languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ...compilation.modes import Mode
from ...importing.module_getattr import absent_from
from ...ops.tensor_types import TensorLike
from .scan import scan


def map(
    fn: Callable[..., Any],
    sequences: TensorLike | Mapping[str, Any] | None,
    non_sequences: TensorLike | Mapping[str, Any] | None = None,
    truncate_gradient: int = -1,
    go_backwards: bool = False,
    mode: Mode | str | None = None,
    name: str | None = None,
) -> Any:
    """Return (results of a function for each row, updates): scan without a memory.

    fn: a function of a row of each sequence, then of non_sequences. sequences: arrays of one first length, stepped
    along it.
    non_sequences: variables of any shape, given to each step as they are. truncate_gradient: -1, or the number of steps
    that the gradient goes back. go_backwards: whether rows are read from the end. mode: as for scan. name: of the loop.
    """
    return scan(
        fn,
        sequences,
        [],
        non_sequences,
        truncate_gradient=truncate_gradient,
        go_backwards=go_backwards,
        mode=mode,
        name=name,
    )


def reduce(
    fn: Callable[..., Any],
    sequences: TensorLike | Mapping[str, Any] | None,
    outputs_info: TensorLike | Mapping[str, Any] | None,
    non_sequences: TensorLike | Mapping[str, Any] | None = None,
    go_backwards: bool = False,
    mode: Mode | str | None = None,
    name: str | None = None,
) -> Any:
    """Return (the last result of a function that goes through rows, updates).

    fn: a function of a row of each sequence, the result before, then non_sequences.
    sequences: arrays of one first length, stepped along it. outputs_info: the first result, of any shape, or a list.
    non_sequences: variables given to each step as they are. go_backwards: whether rows are read from the end.
    mode: as for scan. name: of the loop.
    """
    outputs, updates = scan(fn, sequences, outputs_info, non_sequences, go_backwards=go_backwards, mode=mode, name=name)
    return ([o[-1] for o in outputs] if isinstance(outputs, list | tuple) else outputs[-1]), updates


def foldl(
    fn: Callable[..., Any],
    sequences: TensorLike | Mapping[str, Any] | None,
    outputs_info: TensorLike | Mapping[str, Any] | None,
    non_sequences: TensorLike | Mapping[str, Any] | None = None,
    mode: Mode | str | None = None,
    name: str | None = None,
) -> Any:
    """Reduce rows from the first on.

    fn, sequences, outputs_info, non_sequences, mode, name: as in `theano.reduce`.
    """
    return reduce(fn, sequences, outputs_info, non_sequences, False, mode, name)


def foldr(
    fn: Callable[..., Any],
    sequences: TensorLike | Mapping[str, Any] | None,
    outputs_info: TensorLike | Mapping[str, Any] | None,
    non_sequences: TensorLike | Mapping[str, Any] | None = None,
    mode: Mode | str | None = None,
    name: str | None = None,
) -> Any:
    """Reduce rows from the last on.

    fn, sequences, outputs_info, non_sequences, mode, name: as in `theano.reduce`.
    """
    return reduce(fn, sequences, outputs_info, non_sequences, True, mode, name)


__all__ = ["foldl", "foldr", "map", "reduce", "scan"]
__getattr__ = absent_from(__name__)
