"""The road from a graph to what runs: written, prepared, built, bound to data.

Each stage is frozen. A Compilation makes each when it is first wanted: with a cache entry of an earlier process, none
but the last. Functions (`functions/pipeline.py`) and densities (`densities/entry.py`) go the same road.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from ctypes import CDLL
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..backends.array import PythonFunction, compile_python
from ..backends.c.user_ops import HostCalls
from ..backends.compiled import Compiled
from ..graph.garbage_collection import without_collections
from ..graph.variable import Variable
from ..settings import config
from .cache import compile_cache
from .cache.compile_cache import CacheEntry
from .cache.graph_key import Key
from .data_stage.binding import Data, Partitioned, as_c_reads
from .execution.running import compiled_stage
from .modes import Mode

if TYPE_CHECKING:  # the emitter, which a function from the cache does not need
    from ..backends.c.emit import Unit


@dataclass(frozen=True, eq=False)
class Written:
    """A graph as written, which is the key of its cache entry. about: what else the key depends on."""

    inputs: Sequence[Variable]
    outputs: Sequence[Variable]
    about: Sequence[Any]


@dataclass(frozen=True, eq=False)
class Prepared:
    """The rewritten and partitioned program. seconds: that the rules took."""

    partitioned: Partitioned
    seconds: float = 0.0


class Compilation:
    """A graph, what it has become under a mode, and what it reads.

    by_group: as in `partition.split`. by_lengths: its function in C may be compiled at its first call, for the lengths
    of that.
    """

    by_group, by_lengths = False, True

    def __init__(self, written: Written, mode: Mode) -> None:
        self.written, self.mode = written, mode
        # None is a valid result: a tuple of one once it is known
        self._key: tuple[Key | None] | None = None
        self._cached: tuple[CacheEntry | None] | None = None
        self._prepared: Prepared | None = None
        self._data: Data | None = None
        self._data_of_program: Data | None = None
        self._walked: PythonFunction | None = None

    @property
    def inputs(self) -> Sequence[Variable]:
        """The inputs of a call."""
        return self.written.inputs

    @property
    def key(self) -> Key | None:
        """The key of its cache entry; None if it is not cached."""
        if self._key is None:
            self._key = (self.key_about(by_group=self.by_group) if self.mode.backend == "c" else None,)
        return self._key[0]

    def key_about(self, *more: Any, by_group: bool = False, in_c: bool = True) -> Key | None:
        """Return the key of the graph as written, and of `more`. by_group, in_c: as in `compile_cache.key_of`."""
        written, mode = self.written, self.mode
        about = (*written.about, *more)
        return compile_cache.key_of(written.inputs, written.outputs, mode.rule_set, mode.own, about, by_group, in_c)

    @property
    def cached(self) -> CacheEntry | None:
        """Its cache entry, left by an earlier process."""
        if self._cached is None:
            self._cached = (compile_cache.recall(self.key),)
        return self._cached[0]

    @property
    def prepared(self) -> Prepared:
        """Its program, made from the graph."""
        if self._prepared is None:
            self._prepared = self.prepare()
        return self._prepared

    @property
    def seconds(self) -> float:
        """The seconds that the rules took so far."""
        return 0.0 if self._prepared is None else self._prepared.seconds

    def prepare(self, in_jax: bool = False) -> Prepared:
        """Rewrite and partition its graph. in_jax: for JAX, whatever the mode is."""
        from .rewriting.preparing import prepare  # all rules: only when something is compiled

        began, mode = time.perf_counter(), self.mode
        fold, in_jax = mode.rule_set != "none", in_jax or mode.backend == "jax"
        partitioned = prepare(self.inputs, self.written.outputs, mode.rule_set, fold, own=mode.own, in_jax=in_jax)
        return Prepared(partitioned, time.perf_counter() - began)

    @property
    def data(self) -> Data:
        """The data that its C function reads after the inputs of a call, from the cache entry if there is one."""
        if self._data is None:
            self._data = self.data_of_program if self.cached is None else CachedData(self, self.cached)
        return self._data

    @property
    def data_of_program(self) -> Data:
        """The same in the order of the prepared program."""
        if self._data_of_program is None:
            partitioned = self.prepared.partitioned
            self._data_of_program = Data(partitioned, compiled_stage(partitioned))
        return self._data_of_program

    def arrays(self) -> list[Any]:
        """Return the current data as C reads them, in the order of the prepared program."""
        return as_c_reads(self.data_of_program.values(), self.prepared.partitioned)

    def unit(self) -> Unit:
        """Return its translation unit, emitted now. CannotCompile if it has no C form."""
        from ..backends.c.emit import emit  # the C backend: only when something is compiled

        return emit(self.prepared.partitioned.main)

    def otherwise(self, values: Sequence[Any]) -> list[Any]:
        """Return its outputs for the inputs of a call, without C. Errors are raised here that C only flags."""
        if self._walked is None:
            self._walked = compile_python(self.prepared.partitioned.main)
        return self._walked.call([*values, *self.data_of_program.values()])


@dataclass(frozen=True, eq=False)
class CachedSource:
    """What the function of a cache entry is compiled from: the graph, if the entry is not enough."""

    compilation: Compilation
    cached: CacheEntry

    @property
    def unit(self) -> Unit:
        return self.compilation.unit()

    def otherwise(self, values: Sequence[Any]) -> list[Any]:
        return self.compilation.otherwise(values[: len(self.compilation.inputs)])

    def library_for(self, lengths: Mapping[tuple[int, int], int]) -> CDLL | None:
        if not lengths:
            return self.cached.library
        key = self.compilation.key
        assert key is not None
        known = compile_cache.recall_for(key, lengths)
        if known is not None:
            return known
        with config.change_flags(compute_test_value="off"), without_collections():
            now = self.compilation.key_about(by_group=self.compilation.by_group)
            if now is None or now.text != key.text:  # the graph would be compiled to something else
                return None
            main = self.compilation.prepared.partitioned.main
        from .execution.first_call import specialised_object  # the C backend: only when something is compiled

        return specialised_object(main, lengths, key)


def cached_function(compilation: Compilation, cached: CacheEntry) -> Compiled:
    """Return the function of a cache entry, from the inputs of a call and the data."""
    from ..backends.c.function import c_function  # the C backend: only when something is compiled

    source = CachedSource(compilation, cached)
    types = [v.type for v in (*compilation.inputs, *cached.binding.data)]
    if not cached.inner_axes or not compilation.by_lengths:
        return c_function(cached.library, "run", types, cached.outputs, HostCalls(()), source)
    from ..backends.c.function_by_lengths import function_by_lengths  # few functions are compiled at their first call

    return function_by_lengths(cached.inner_axes, types, cached.outputs, source)


class CachedData(Data):
    """Current values of a cache entry's data; where they cannot be computed, the program's, which raises errors."""

    def __init__(self, compilation: Compilation, cached: CacheEntry) -> None:
        super().__init__(cached.binding, compiled_stage(cached.binding))
        self._compilation = compilation

    def values(self) -> list[Any]:
        try:
            return super().values()
        except Exception:
            return self._compilation.data_of_program.values()
