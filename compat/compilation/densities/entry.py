"""One compiled function of a density: its cache entry, its program and data, its forms in Python and C."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ...backends.c.calling import fill_pointers
from ...backends.c.compilers.build import load
from ...backends.c.errors import CannotCompile
from ...backends.c.user_ops import HostCalls
from ...backends.compiled import Compiled
from ...graph.fallbacks import compiled_to, fall_back
from ...graph.missing_inputs import check_given
from ...graph.variable import Variable
from ...ops.tensor_op import TensorOp
from ...rules import thresholds
from ..cache import compile_cache
from ..cache.compile_cache import CacheEntry
from ..cache.graph_key import Key
from ..data_stage.binding import Data, Partitioned
from ..execution.running import compile_stage, run_with
from ..modes import Mode
from .c_entry import CEntry, as_c_reads, c_entry

if TYPE_CHECKING:  # the emitter, which an entry from the cache does not need
    from ...backends.c.emit import Unit
    from ...backends.c.function import CFunction
    from ...backends.c.user_ops import HostCalls


@dataclass(frozen=True)
class Setting:
    """What the entries of a density share: the vector `x` of `dimension` float64 values, and how they are compiled.

    one_at_a_time: the lock for making graphs; compilers run concurrently.
    """

    x: Variable
    dimension: int
    mode: Mode
    one_at_a_time: threading.Lock

    def point(self, x: np.ndarray) -> np.ndarray:
        """Return `x` as a contiguous float64 vector of `dimension` values; raise ValueError if it has another shape."""
        x = np.ascontiguousarray(x, dtype="float64")
        if x.shape != (self.dimension,):
            raise ValueError(
                f"this log density takes a vector of {self.dimension} values, got an array of shape {x.shape}"
            )
        return x


@dataclass(frozen=True)
class Written:
    """The graph of an entry as written, the key of its cache entry. about: what else the key depends on."""

    inputs: Sequence[Variable]
    outputs: Sequence[Variable]
    about: Sequence[Any]


SINGLE = "for single evaluations of a log density, for which nothing is compiled"
NOT_GIVEN = "a variable of the model nor shared. Make it a random variable, or `theano.shared` with a value"


@dataclass(frozen=True)
class Prepared:
    """The rewritten and partitioned program of an entry, and the data that it reads after x."""

    partitioned: Partitioned
    data: Data

    def arrays(self) -> list[Any]:
        """Return the current data as C reads them, in the order of `partitioned`."""
        return as_c_reads(self.data.values(), self.partitioned)


@dataclass(frozen=True)
class Built:
    """The compiled object of an entry, and the host that runs the users' Ops that it calls."""

    library: ctypes.CDLL
    host: HostCalls


@dataclass(frozen=True)
class Now:
    """The entry point for the current data. values: the list from Data. arrays: copies for C, if it needs some."""

    values: list[Any]
    arrays: list[Any]
    entry: CEntry


class Entry:
    """One function of x and data, whose parts are made when first requested.

    name: of its C function. graphs: makes its outputs over x; not called if there is a cache entry. needs_shapes: its C
    function is passed the shapes of its results; shapes: these, if they never change. MissingInputError if `written`
    needs a variable that is not an input.
    """

    def __init__(
        self,
        name: str,
        setting: Setting,
        graphs: Callable[[], list[Variable]],
        written: Written,
        needs_shapes: bool = False,
        shapes: Sequence[tuple[int, ...]] | None = None,
    ) -> None:
        check_given(written.inputs, written.outputs, NOT_GIVEN)
        self.name, self.setting, self.graphs, self.written = name, setting, graphs, written
        self._needs_shapes, self._shapes = needs_shapes, shapes
        # None is a valid result: a tuple of one once it is known
        self._key: tuple[Key | None] | None = None
        self._cached: tuple[CacheEntry | None] | None = None
        self._cached_function: CFunction | None = None
        self._cached_data: Data | None = None
        self._prepared: Prepared | None = None
        self._python: Compiled | None = None
        self._has_no_c = False
        self.built: Built | None = None
        self.now: Now | None = None  # None until the C entry is requested

    # ---- the program and its data

    @property
    def key(self) -> Key | None:
        """The key of its cache entry; None if it is not cached."""
        if self._key is None:
            self._key = (self.key_about(by_group=True) if self.setting.mode.backend == "c" else None,)
        return self._key[0]

    def key_about(
        self, *more: tuple[tuple[int | str, ...], ...], by_group: bool = False, in_c: bool = True
    ) -> Key | None:
        """Return the key of the graph as written, and of `more`. by_group, in_c: as in `compile_cache.key_of`."""
        mode, written = self.setting.mode, self.written
        return compile_cache.key_of(
            written.inputs,
            written.outputs,
            mode.rule_set,
            mode.own,
            (self.name, self.setting.dimension, *written.about, *more),
            by_group,
            in_c,
        )

    @property
    def cached(self) -> CacheEntry | None:
        """Its cache entry, left by an earlier process."""
        if self._cached is None:
            self._cached = (compile_cache.recall(self.key),)
        return self._cached[0]

    @property
    def prepared(self) -> Prepared:
        """Its program, made from the graphs, and the data of that."""
        if self._prepared is None:
            backend = self.setting.mode.backend
            self._prepared = self.prepare(by_group=backend == "c", in_jax=backend == "jax")
        return self._prepared

    def prepare(self, by_group: bool = False, in_jax: bool = False) -> Prepared:
        """Rewrite and bind its graphs. by_group, in_jax: as in `partition.split`."""
        from ..rewriting.preparing import prepare  # all rules: only when something is compiled

        partitioned = prepare(
            [self.setting.x],
            self.graphs(),
            self.setting.mode.rule_set,
            rarely_changed=True,
            by_group=by_group,
            in_jax=in_jax,
        )
        return Prepared(partitioned, Data(partitioned, compile_stage))

    @property
    def data(self) -> Data:
        """The data that its C function reads after x, from the cache entry if there is one."""
        cached = self.cached
        if cached is None:
            return self.prepared.data
        if self._cached_data is None:
            self._cached_data = compile_cache.CachedData(cached, compile_stage, lambda: self.prepared.data)
        return self._cached_data

    def ops_in_python(self) -> set[str]:
        """Names of the Ops that a call runs in Python.

        Those that the compiled object calls, once there is one; before, users' Ops with only a `perform`.
        """
        if self.cached is not None:  # programs with such Ops are not cached
            return set()
        if self.built is not None:
            return {node.op.compat_plain_name for node in self.built.host.nodes}
        return {n.op.compat_plain_name for n in self.prepared.partitioned.main.nodes if not isinstance(n.op, TensorOp)}

    # ---- single evaluations, for which nothing is compiled

    def in_python(self, x: np.ndarray) -> list[Any]:
        """Return its outputs at x without C; in pieces, if it has no C form as a whole.

        Errors are raised here that C only flags.
        """
        x = self.setting.point(x)
        if self._python is None:
            backend = self.setting.mode.backend
            if backend == "c" and not self._has_no_c:
                backend = "python"
            self._python = run_with(self.prepared.partitioned.main, backend, why_python=SINGLE)[1]
        return self._python.call([x, *self.prepared.data.values()])

    def at(self, x: np.ndarray) -> list[Any]:
        """Return its outputs at x, from the object of the cache entry if there is one."""
        x, cached = self.setting.point(x), self.cached
        if cached is None:
            return self.in_python(x)
        if self._cached_function is None:
            self._cached_function = compile_cache.cached_function(
                cached, [self.setting.x.type], lambda values: self.in_python(*values), self.unit
            )
        return self._cached_function.call([x, *as_c_reads(self.data.values(), cached.binding)])

    # ---- C

    def c_entry(self) -> CEntry | None:
        """Return its C function over the current data; None without C (with one warning)."""
        if self.setting.mode.backend != "c":
            return None
        now, data = self.now, self.data
        values = data.values()
        if now is not None and now.values is values:
            return now.entry
        built = self.build()  # before the data are read: what is in C reads no sparse matrix
        if built is None:
            return None
        arrays = as_c_reads(values, data.partitioned)
        if now is None or not _same(now.arrays, arrays):
            # of these data: others may give other shapes
            shapes = self._shapes or (
                [v.shape for v in self.at(np.zeros(self.setting.dimension))] if self._needs_shapes else []
            )
            entry = c_entry(built.library, self.name, built.host, arrays, shapes)
        else:
            entry = now.entry
        # a copy for C would miss later writes to the array itself, so it is made at each call
        self.now = Now(values if _same(values, arrays) else arrays, arrays, entry)
        return entry

    def build(self) -> Built | None:
        """Return its compiled object; None without C (with one warning)."""
        if self.built is None and not self._has_no_c:
            try:
                self.built = self._compiled()
                compiled_to("C")
            except CannotCompile as reason:
                fall_back(str(reason), noticed=True, numbers=True)
                self._has_no_c, self._python = True, None
        return self.built

    def _compiled(self) -> Built:
        cached = self.cached
        if cached is not None:
            return Built(cached.library, HostCalls((), self._again))
        with self.setting.one_at_a_time:
            unit = self.unit()
        host = HostCalls(unit.called, self._again)
        library = load(unit.text)
        fill_pointers(library, unit.pointers)
        compile_cache.remember(self.key, self.prepared.partitioned, unit)
        return Built(library, host)

    def _again(self, address: int) -> list[Any]:
        return self.in_python(np.array((ctypes.c_double * self.setting.dimension).from_address(address)))

    def unit(self) -> Unit:
        """Return its translation unit, emitted now. CannotCompile if it has no C form."""
        from ...backends.c.emit import emit  # the C backend: only when something is compiled

        large = any(len(a) >= thresholds.THREADS_FEWEST_ROWS for a in self.prepared.arrays() if getattr(a, "ndim", 0))
        return emit(self.prepared.partitioned.main, entry=self.name, large=large)


def _same(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return len(a) == len(b) and all(one is other for one, other in zip(a, b, strict=True))
