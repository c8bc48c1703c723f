"""Nested loops whose gradient needs less memory: only every Nth step is kept, the others are recomputed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...importing.module_getattr import absent_from
from ...ops.elementwise.functions import eq, switch
from ...ops.indexing.writing import set_subtensor
from ...ops.shapes.creation import ones, zeros
from ...ops.shapes.join import join
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from .scan import scan
from .scan_arguments import as_list


def scan_checkpoints(
    fn: Callable[..., Any],
    sequences: Any = None,
    outputs_info: object = None,
    non_sequences: Any = None,
    name: str = "checkpointscan_fn",
    n_steps: TensorLike | None = None,
    save_every_N: int = 10,
    padding: bool = True,
) -> Any:
    """Run a loop that keeps few of its steps, so that its gradient needs less memory and computes them again.

    fn, sequences, outputs_info, non_sequences, name, n_steps: as in theano.scan; RuntimeError if an output has taps.
    save_every_N: which steps are kept. padding: whether sequences are padded with zeros to a multiple of that number
    of rows; otherwise they must have one.

    Returns (outputs at every save_every_N-th step and the last, updates).
    """
    seqs = [as_tensor(s) for s in as_list(sequences)]
    infos = outputs_info if isinstance(outputs_info, list | tuple) else [outputs_info]
    fixed = as_list(non_sequences)
    if any(isinstance(info, dict) and "taps" in info for info in infos):
        raise RuntimeError("scan_checkpoints doesn't work with taps.")
    if n_steps is None and not seqs:
        raise ValueError("No information about the number of steps provided: give n_steps or a sequence.")
    steps = seqs[0].shape[0] if n_steps is None else as_tensor(n_steps).astype("int64")
    every = save_every_N
    runs = (steps + (every - 1)) // every
    rest = steps % every
    lengths = set_subtensor((every * ones((runs,), "int64"))[-1], switch(eq(rest, 0), every, rest))
    blocks = [_in_blocks(s, every, padding) for s in seqs]
    kept = [i for i, info in enumerate(infos) if info is not None]

    def run(*arguments: Any) -> Any:
        rows, n = list(arguments[: len(blocks)]), arguments[len(blocks)]
        previous = iter(arguments[len(blocks) + 1 :])
        inner_infos = [next(previous) if i in kept else None for i in range(len(infos))]
        results, updates = scan(
            fn, rows, inner_infos, list(previous), n_steps=n, name=f"{name}_inner", return_list=True
        )
        return [r[-1] for r in results or []], updates

    return scan(run, [*blocks, lengths], list(infos), fixed, n_steps=runs, name=f"{name}_outer")


def _in_blocks(s: Any, every: int, padding: bool) -> Any:
    """Reshape (n, ...) to (n / every, every, ...)."""
    if padding:
        missing = (-s.shape[0]) % every
        s = join(0, s, zeros((missing, *(s.shape[d] for d in range(1, s.ndim))), s.dtype))
    return s.reshape((s.shape[0] // every, every, *(s.shape[d] for d in range(1, s.ndim))), s.ndim + 1)


__all__ = ["scan_checkpoints"]
__getattr__ = absent_from(__name__)
