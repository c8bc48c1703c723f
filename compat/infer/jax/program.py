"""The loop of a JAX kernel, compiled once and run in pieces from Python.

A piece is a run-time number of iterations of the one compiled loop, so that a progress bar moves and Ctrl-C is handled
about twice a second without a second compilation. 64-bit numbers are enabled (floatX=float32: disabled) within these
calls only, never for the user's process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Protocol

import numpy as np

from theano_common.draws import Arrays

from ...backends.jax_executables import StoredFunction
from ...backends.jax_package import import_jax, whole_products, x64
from ...settings import config
from ..start import possible_starts

PIECE_SECONDS = 0.4
LONGEST_BUFFER = 4096  # iterations
LARGEST_BUFFER = 20_000_000  # numbers in the positions of one piece
WRONG = "wrong"  # the name in a record


@dataclass(frozen=True)
class Kernel:
    """The kernel of one chain, as pure functions of JAX values. `step` and `judge` may use types that `init` has found.

    init: (key, x) -> state.    judge: state -> (log density, gradient), for checking a start.
    In a joint layout it is the kernel of all chains: x, the record, the log density and the gradient begin with theirs.
    step: state -> (state, record); `record` has "x" and the statistics under legacy names.
    """

    init: Callable[[Any, Any], Any]
    step: Callable[[Any], tuple[Any, dict[str, Any]]]
    judge: Callable[[Any], tuple[Any, Any]]


@contextmanager
def precision() -> Iterator[None]:
    """Enable 64-bit numbers in JAX, or only 32-bit ones for floatX=float32, on the device that `config.device` names.

    Matrix products of the sampler use full precision, as those of the density do. It affects this thread within the
    block.
    """
    jax = import_jax()
    with x64(jax, config.floatX == "float64"), whole_products(jax):
        yield


@dataclass(frozen=True)
class Layout:
    """The devices of the chains of one program.

    batch: how many chains step together, None for one that steps alone. devices: those that chains are distributed
    over, in equal parts. joint: one kernel steps all chains, because they learn from each other.
    """

    batch: int | None
    devices: tuple[Any, ...]
    joint: bool = False

    def spread(self, function: Callable[..., Any], taken: str, given: str) -> Callable[..., Any]:
        """Return `function` run on each device for its chains.

        taken, given: a letter for each argument and result: "c" if its first dimension is that of chains, "r" if its
        second one is, after rows, "." if all chains share it.
        """
        if len(self.devices) == 1:
            return function
        import jax

        if self.joint:
            return self._divided_by_the_compiler(function, given)
        parts = {
            "c": jax.sharding.PartitionSpec("chains"),
            "r": jax.sharding.PartitionSpec(None, "chains"),
            ".": jax.sharding.PartitionSpec(),
        }
        ins = tuple(parts[letter] for letter in taken)
        outs: Any = tuple(parts[letter] for letter in given) if len(given) > 1 else parts[given]
        if hasattr(jax, "shard_map"):
            return jax.shard_map(function, mesh=self._mesh(), in_specs=ins, out_specs=outs, check_vma=False)
        from jax.experimental.shard_map import shard_map  # before JAX 0.6

        return shard_map(function, mesh=self._mesh(), in_specs=ins, out_specs=outs, check_rep=False)

    def _divided_by_the_compiler(self, function: Callable[..., Any], given: str) -> Callable[..., Any]:
        """Return `function`, its results distributed as `given` says; sums over chains are the compiler's work."""
        import jax

        def placed(letter: str, leaf: Any) -> Any:
            axis = {"c": 0, "r": 1, ".": leaf.ndim}[letter]
            of_chains = leaf.ndim > axis and leaf.shape[axis] == self.batch
            spec = jax.sharding.PartitionSpec(*[None] * axis, "chains") if of_chains else jax.sharding.PartitionSpec()
            return jax.lax.with_sharding_constraint(leaf, jax.sharding.NamedSharding(self._mesh(), spec))

        def divided(*arguments: Any) -> Any:
            results = function(*arguments)
            if len(given) == 1:
                return jax.tree.map(partial(placed, given), results)
            return tuple(jax.tree.map(partial(placed, letter), one) for letter, one in zip(given, results, strict=True))

        return divided

    def place(self, values: np.ndarray | tuple[Any, ...], chains: bool = False) -> Any:
        """Return `values` on the devices, with their first dimension distributed if it is that of chains."""
        import jax

        if len(self.devices) == 1:
            return jax.device_put(values, self.devices[0])
        spec = jax.sharding.PartitionSpec(*["chains"] * chains)
        return jax.device_put(values, jax.sharding.NamedSharding(self._mesh(), spec))

    def _mesh(self) -> Any:
        import jax

        return jax.sharding.Mesh(np.array(self.devices), ("chains",))


@dataclass(frozen=True)
class Programs:
    """The two compiled programs of a sampler, for all chains, runs and data of the same shapes.

    init: (data, keys, x) -> (state, log density, gradient).
    loop: (data, state, buffers, at, first, iterations, tune) -> (state, buffers, divergences). Iterations from `first`
    on are written to `buffers` from row `at` on; divergences, by device, are counted from iteration `tune` on.
    room: rows -> (data, state) -> buffers of that many rows.
    """

    init: Callable[..., Any]
    loop: StoredFunction
    room: Callable[[int], Callable[..., Any]]


def compiled_programs(
    make: Callable[[Callable[[Any], Any]], Kernel],
    logp: Callable[[Any, Any], Any],
    dimension: int,
    layout: Layout,
    key: str | None,
    wrong: Callable[[Any, Any], Any] | None = None,
) -> Programs:
    """Return the programs of the kernels that `make` makes for a log density of x; `logp` is a function of (x, data).

    key: distinguishes them from all others (`StoredFunction`), apart from the layout. wrong: as in JaxDensity; if it is
    a function, its value is recorded for each draw.
    """
    import jax
    import jax.numpy as jnp

    def stored(
        function: Callable[..., Any], name: str, taken: str, given: str, donated: Sequence[int] = ()
    ) -> StoredFunction:
        about = None if key is None else f"{key} {name} {layout.batch} {len(layout.devices)}"
        return StoredFunction(layout.spread(function, taken, given), about, donated)

    def kernel_of(data: tuple[Any, ...]) -> Kernel:
        return _begun_kernel(make(lambda x: logp(x, data)), (layout.batch, dimension) if layout.joint else (dimension,))

    at_once = layout.batch is None or layout.joint  # a kernel is called once for all chains of a program
    wrong_at = jax.vmap(wrong, in_axes=(0, None)) if wrong is not None and layout.joint else wrong

    @jax.jit
    def one_step(state: Any, data: Any) -> Any:  # traced once, for `loop` and `room`
        state, row = kernel_of(data).step(state)
        return state, row if wrong_at is None else {**row, WRONG: wrong_at(row["x"], data)}

    step = one_step if at_once else jax.vmap(one_step, in_axes=(0, None))

    def loop(data: Any, state: Any, buffers: Any, at: Any, first: Any, iterations: Any, tune: Any) -> Any:
        def body(i: Any, carried: Any) -> Any:
            state, buffers, divergences = carried
            state, row = step(state, data)
            bad = jnp.where(first + i >= tune, row["diverging"], False).sum()
            return state, {k: b.at[at + i].set(row[k]) for k, b in buffers.items()}, divergences + bad

        return jax.lax.fori_loop(0, iterations, body, (state, buffers, jnp.zeros(1, int)))

    def room(rows: int, data: Any, state: Any) -> Any:
        record = jax.eval_shape(lambda state: step(state, data)[1], state)
        return {name: jnp.zeros((rows, *leaf.shape), leaf.dtype) for name, leaf in record.items()}

    # the state is not donated: XLA would then distribute parts of a step over its threads, which takes twice as long
    return Programs(
        stored(_init_of(kernel_of, at_once), "init", ".cc", "ccc"),
        stored(loop, "loop", ".cr....", "crc", (2,)),
        cache(lambda rows: stored(partial(room, rows), f"room {rows}", ".c", "r")),
    )


def _init_of(kernel_of: Callable[[Any], Kernel], at_once: bool) -> Callable[..., Any]:
    """Return the function (data, keys, x) -> (state, log density, gradient). at_once: one call serves all chains."""
    import jax

    def init(data: tuple[Any, ...], keys: Any, x: Any) -> tuple[Any, Any, Any]:
        kernel = kernel_of(data)

        def one(key: object, x: Any) -> tuple[Any, Any, Any]:
            state = kernel.init(key, x)
            return state, *kernel.judge(state)

        return (one if at_once else jax.vmap(one))(keys, x)

    return init


def _begun_kernel(kernel: Kernel, shape: tuple[int | None, ...]) -> Kernel:
    """Return the kernel after its `init` has found the types. shape: that of x."""
    import jax
    import jax.numpy as jnp

    key = jax.eval_shape(lambda: jax.random.PRNGKey(0))
    jax.eval_shape(kernel.init, key, jax.ShapeDtypeStruct(shape, jnp.result_type(float)))
    return kernel


def _numbers(leaf: Any) -> np.ndarray:
    """Return a leaf of a state as an array of NumPy, keys as their numbers."""
    import jax

    return np.asarray(jax.random.key_data(leaf) if _is_key(leaf) else leaf)


def _leaf_of(leaf: Any, numbers: Any) -> Any:
    """Return the leaf that has these numbers; leaf: one of the same type."""
    import jax

    if _is_key(leaf):
        return jax.random.wrap_key_data(numbers, impl=jax.random.key_impl(leaf))
    return numbers.astype(leaf.dtype)


def _is_key(leaf: Any) -> bool:
    import jax

    return bool(jax.numpy.issubdtype(leaf.dtype, jax.dtypes.prng_key))


class KeptIterations(Protocol):
    """Where the iterations of a program are kept. rows: name -> (iterations, ...); state: its arrays after them."""

    def is_due(self) -> bool: ...

    def write(self, rows: Arrays, state: list[np.ndarray]) -> None: ...

    def read(self) -> tuple[Arrays, list[np.ndarray]] | None: ...


class OneProgram:
    """The chains that step in one program: all of them, or one.

    data: placed by `layout`. look_at: raises at an x that is wrong. keep_warmup: whether the first `tune` iterations
    are recorded.
    """

    def __init__(
        self,
        programs: Programs,
        data: Any,
        total: int,
        tune: int,
        layout: Layout,
        look_at: Callable[[np.ndarray], Any],
        keep_warmup: bool = True,
    ):
        self._programs, self.total, self._tune, self._layout = programs, total, tune, layout
        self.batch = layout.batch
        self._data, self._look_at = data, look_at
        self._forgotten = 0 if keep_warmup else tune  # iterations at the beginning that are not recorded
        self.pieces: list[dict[str, np.ndarray]] = []
        self._state: Any = None
        self._buffers: dict[str, Any] = {}
        self._filled = 0  # rows in the buffers
        self._longest = 1
        self._loop: Callable[..., Any] | None = None
        self.done = 0
        self.divergences = 0
        self._kept: KeptIterations | None = None
        self._written = 0  # pieces that are kept

    def keep_in(self, kept: KeptIterations | None) -> None:
        """Go on from the iterations that are kept there, after `begin`, and keep the others there."""
        import jax

        self._kept = kept
        found = None if kept is None else kept.read()
        if found is None:
            return
        rows, arrays = found
        leaves, form = jax.tree_util.tree_flatten(self._state)
        placed = [self._layout.place(one, bool(self.batch)) for one in arrays]
        self._state = jax.tree_util.tree_unflatten(form, list(map(_leaf_of, leaves, placed)))
        self.pieces, self._written = [rows], 1
        self.done = len(rows["x"])
        self.divergences = int(rows["diverging"][self._tune :].sum())

    def keep(self, now: bool = False) -> None:
        """Write the iterations since the last time, if it is time for it or `now`."""
        if self._kept is None or not (now or self._kept.is_due()):
            return
        self._fetch()
        new = self.pieces[self._written :]
        if new:
            import jax

            rows = {name: np.concatenate([p[name] for p in new]) for name in new[0]}
            self._kept.write(rows, list(map(_numbers, jax.tree_util.tree_leaves(self._state))))
            self._written = len(self.pieces)

    def begin(
        self, keys: np.ndarray, bases: Sequence[np.ndarray], seeds: Sequence[int], jitter: bool, first_chain: int = 0
    ) -> None:
        """Set the chains to possible starts: see `possible_starts`."""
        batch = bool(self.batch)
        joint = self._layout.joint
        keys = self._layout.place(keys[0] if joint else keys, batch and not joint)

        def evaluate(xs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
            x = self._layout.place(xs if batch else xs[0], batch)
            self._state, value, slope = self._programs.init(self._data, keys, x)
            return np.atleast_1d(np.asarray(value)), np.atleast_2d(np.asarray(slope))

        xs = possible_starts(evaluate, bases, seeds, jitter, first_chain)
        whole = 1 << max(self.total - 1, 0).bit_length()  # powers of two, because each length is compiled separately
        self._longest = max(1, min(whole, LONGEST_BUFFER, LARGEST_BUFFER // xs.size))
        self._buffers = self._programs.room(self._longest)(self._data, self._state)

    def advance(self, iterations: int) -> None:
        """Run that many more iterations, or as many as there is room for."""
        end = self._forgotten if self.done < self._forgotten else self.total
        iterations = min(iterations, self._longest - self._filled, end - self.done)
        given = (
            self._data,
            self._state,
            self._buffers,
            *map(np.int64, (self._filled, self.done, iterations, self._tune)),
        )
        if self._loop is None:
            self._loop = self._programs.loop.of(*given)
        self._state, self._buffers, divergences = self._loop(*given)
        self.divergences += int(np.asarray(divergences).sum())
        self._raise_if_wrong(self._filled, self._filled + iterations)
        self.done += iterations
        self._filled += iterations
        if self.done <= self._forgotten:
            self._filled = 0
        if self._filled == self._longest or self.done == self.total:
            self._fetch()

    def _raise_if_wrong(self, first: int, end: int) -> None:
        """Raise the density's error for a draw in these rows of the buffers, if any."""
        if WRONG in self._buffers:
            wrong = np.asarray(self._buffers[WRONG])[first:end]
            if wrong.any():
                for x in np.asarray(self._buffers["x"])[first:end][wrong]:
                    self._look_at(np.array(x, dtype=float))

    def _fetch(self) -> None:
        """Copy the rows of the buffers to the host, unless Ctrl-C came between a call that did so and its end."""
        if self._filled and not any(buffer.is_deleted() for buffer in self._buffers.values()):
            self.pieces.append(
                {
                    name: np.array(np.asarray(buffer)[: self._filled])
                    for name, buffer in self._buffers.items()
                    if name != WRONG
                }
            )
            self._filled = 0

    def next_size(self, seconds: float, size: int) -> int:
        """Return the size of a piece that takes about PIECE_SECONDS, from the time of the last one."""
        wanted = int(size * PIECE_SECONDS / max(seconds, 1e-4))
        return max(1, min(wanted, 16 * size, self._longest))

    def records_by_chain(self) -> list[Arrays]:
        """Return for each chain name -> (iterations, ...)."""
        self._fetch()
        if not self.pieces:
            return []
        whole = {name: np.concatenate([p[name] for p in self.pieces]) for name in self.pieces[0]}
        if not self.batch:
            return [whole]
        return [{name: column[:, i] for name, column in whole.items()} for i in range(self.batch)]
