"""A JAX kernel's loop, compiled once and run in pieces from Python.

A piece is a run-time number of iterations of the one compiled loop, so that a progress bar moves and Ctrl-C
is answered about twice a second without a second compilation. 64-bit numbers are switched on within these
calls only, never for the user's process.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np

from compat.draws import Arrays
from compat.samplers.errors import SamplingError
from compat.samplers.logdensity import require_jax

PIECE_SECONDS = 0.4
START_TRIES = 10
LARGEST_BUFFER = 20_000_000  # numbers: positions of one piece


@dataclass(frozen=True)
class Kernel:
    """One chain's kernel, pure functions of JAX values.

    init: (key, x) -> state.    logp: state -> log density, to judge a start by.
    step: state -> (state, record); `record` has "x" and the statistics under legacy names.
    """

    init: Callable[[Any, Any], Any]
    step: Callable[[Any], tuple[Any, dict[str, Any]]]
    logp: Callable[[Any], Any]


def double_precision() -> AbstractContextManager[Any]:
    """64-bit numbers in JAX, for this thread and within the `with`."""
    require_jax()
    import jax

    if hasattr(jax, "enable_x64"):
        return jax.enable_x64(True)
    import jax.experimental

    return jax.experimental.enable_x64()  # type: ignore[attr-defined]  # JAX before 0.8


class OneProgram:
    """The chains that step in one program: all of them (batch: how many), or one (batch: None).

    `programs` is shared by chains that run one by one, so that they are compiled once.
    """

    def __init__(self, kernel: Kernel, total: int, batch: int | None, programs: dict, device: Any = None):
        self._kernel, self.total, self.batch, self._device = kernel, total, batch, device
        self._programs = programs
        self.pieces: list[dict[str, np.ndarray]] = []
        self._state: Any = None
        self._longest = 1
        self.done = 0

    def begin(self, keys: np.ndarray, draw_starts: Callable[[], np.ndarray]) -> None:
        """Place the chains at finite starts: `draw_starts` gives (batch, dimension), or (dimension,)."""
        import jax

        if "init" not in self._programs:

            def init(key: Any, x: Any) -> tuple[Any, Any]:
                state = self._kernel.init(key, x)
                return state, self._kernel.logp(state)

            self._programs["init"] = jax.jit(jax.vmap(init) if self.batch else init)
        place = (lambda v: v) if self._device is None else (lambda v: jax.device_put(v, self._device))
        x = draw_starts()
        self._longest = max(1, min(self.total, 1000, LARGEST_BUFFER // x.size))
        for _ in range(START_TRIES):
            self._state, logp = self._programs["init"](place(keys), place(x))
            bad = ~np.isfinite(np.asarray(logp))
            if not bad.any():
                return
            x = np.where(bad[..., None], draw_starts(), x)
        raise SamplingError(f"no start with a finite log density found in {START_TRIES} tries per chain.")

    def advance(self, iterations: int) -> None:
        """Run that many more iterations, or as many as one piece holds."""
        iterations = min(iterations, self._longest, self.total - self.done)
        if "loop" not in self._programs:
            self._programs["loop"] = self._compiled_loop()
        self._state, buffers = self._programs["loop"](self._state, iterations)
        rows = {name: np.asarray(buffer)[:iterations] for name, buffer in buffers.items()}
        self.pieces.append({name: column.copy() for name, column in rows.items()})
        self.done += iterations

    def next_size(self, seconds: float, size: int) -> int:
        """A piece of about PIECE_SECONDS, from how long the last one took."""
        wanted = int(size * PIECE_SECONDS / max(seconds, 1e-4))
        return max(1, min(wanted, 4 * size, self._longest))

    def records_by_chain(self) -> list[Arrays]:
        """Per chain: name -> (iterations, ...)."""
        if not self.pieces:
            return []
        whole = {name: np.concatenate([p[name] for p in self.pieces]) for name in self.pieces[0]}
        if not self.batch:
            return [whole]
        return [{name: column[:, i] for name, column in whole.items()} for i in range(self.batch)]

    def _compiled_loop(self) -> Callable:
        import jax
        import jax.numpy as jnp

        step = jax.vmap(self._kernel.step) if self.batch else self._kernel.step
        record = jax.eval_shape(lambda state: step(state)[1], self._state)
        longest = self._longest

        def loop(state, iterations):
            buffers = {k: jnp.zeros((longest, *leaf.shape), leaf.dtype) for k, leaf in record.items()}

            def body(i, carried):
                state, buffers = carried
                state, row = step(state)
                return state, {k: buffers[k].at[i].set(row[k]) for k in buffers}

            return jax.lax.fori_loop(0, iterations, body, (state, buffers))

        return jax.jit(loop)
