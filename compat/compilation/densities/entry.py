"""One compiled function of a density: its cache entry, its program and data, its forms in Python and C."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ...backends.c.calling import loaded
from ...backends.c.errors import CannotCompile
from ...backends.c.user_ops import HostCalls
from ...backends.compiled import Compiled
from ...graph.fallbacks import compiled_to
from ...graph.missing_inputs import check_given
from ...graph.variable import Variable
from ...ops.tensor_op import TensorOp
from ...rules import thresholds
from ...settings import config
from ..cache import compile_cache
from ..data_stage.binding import as_c_reads
from ..execution.built import Facts
from ..execution.running import backend_of
from ..modes import Mode
from ..stages import Compilation, Prepared, Written, cached_function
from .c_entry import CEntry, c_entry

if TYPE_CHECKING:  # the emitter, which an entry from the cache does not need
    from ...backends.c.emit import Unit


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


SINGLE = "for single evaluations of a log density, for which nothing is compiled"
NOT_GIVEN = "a variable of the model nor shared. Make it a random variable, or `theano.shared` with a value"


@dataclass(frozen=True, eq=False)
class BuiltEntry(Facts):
    """The compiled object of an entry, and the host that runs the users' Ops that it calls."""

    library: ctypes.CDLL = field(kw_only=True)
    host: HostCalls = field(kw_only=True)


@dataclass(frozen=True, eq=False)
class Bound:
    """The entry point over the current data. values: the list from Data. arrays: copies for C, if it needs some."""

    values: list[Any]
    arrays: list[Any]
    entry: CEntry


class Graphs:
    """The graphs of entries over x, made once; not made if there are cache entries for all."""

    def __init__(self) -> None:
        self._made: Mapping[str, list[Variable]] | None = None

    def make(self) -> Mapping[str, list[Variable]]:
        """Return the outputs of each entry, by its name."""
        raise NotImplementedError

    def of(self, name: str) -> list[Variable]:
        """Return the outputs of the entry of that name."""
        if self._made is None:
            with config.change_flags(compute_test_value="off"):  # a gradient needs none
                self._made = self.make()
        return self._made[name]


class Entry(Compilation):
    """One function of x and data, whose stages are made when first requested.

    name: of its C function. graphs: have its outputs over x. needs_shapes: its C
    function is passed the shapes of its results; shapes: these, if they never change. MissingInputError if `written`
    needs a variable that is not an input.
    """

    by_group, by_lengths = True, False

    def __init__(
        self,
        name: str,
        setting: Setting,
        graphs: Graphs,
        written: Written,
        needs_shapes: bool = False,
        shapes: Sequence[tuple[int, ...]] | None = None,
    ) -> None:
        check_given(written.inputs, written.outputs, NOT_GIVEN)
        super().__init__(replace(written, about=(name, setting.dimension, *written.about)), setting.mode)
        self.name, self.setting, self._graphs = name, setting, graphs
        self._needs_shapes, self._shapes = needs_shapes, shapes
        self._cached_function: Compiled | None = None
        self._python: Compiled | None = None
        self._has_no_c = False
        self.built: BuiltEntry | None = None
        self.bound: Bound | None = None  # None until the C entry is requested

    # ---- the program and its data

    @property
    def inputs(self) -> Sequence[Variable]:
        return [self.setting.x]

    def graphs(self) -> list[Variable]:
        """Return its outputs over x."""
        return self._graphs.of(self.name)

    def prepare(self, in_jax: bool = False) -> Prepared:
        from ..rewriting.preparing import prepare  # all rules: only when something is compiled

        in_jax = in_jax or self.mode.backend == "jax"
        by_group = self.mode.backend == "c" and not in_jax
        rules, graphs = self.mode.rule_set, self.graphs()
        return Prepared(prepare(self.inputs, graphs, rules, rarely_changed=True, by_group=by_group, in_jax=in_jax))

    def ops_in_python(self) -> set[str]:
        """Names of the Ops that a call runs in Python.

        Those that the compiled object calls, once there is one; before, users' Ops with only a `perform`.
        """
        if self.cached is not None:  # programs with such Ops are not cached
            return set()
        if self.built is not None:
            return set(self.built.called)
        return {n.op.compat_plain_name for n in self.prepared.partitioned.main.nodes if not isinstance(n.op, TensorOp)}

    # ---- single evaluations, for which nothing is compiled

    def in_python(self, x: np.ndarray) -> list[Any]:
        """Return its outputs at x without C; in pieces, if it has no C form as a whole.

        Errors are raised here that C only flags.
        """
        x = self.setting.point(x)
        if self._python is None:
            alone = self.mode.backend == "c" and not self._has_no_c
            backend = "python" if alone else self.mode.backend
            built = backend_of(backend, SINGLE).compile(self.prepared.partitioned.main)
            built.report()
            self._python = built.run
        return self._python.call([x, *self.data_of_program.values()])

    def otherwise(self, values: Sequence[Any]) -> list[Any]:
        [x] = values
        return self.in_python(x)

    def at(self, x: np.ndarray) -> list[Any]:
        """Return its outputs at x, from the object of the cache entry if there is one."""
        x, cached = self.setting.point(x), self.cached
        if cached is None:
            return self.in_python(x)
        if self._cached_function is None:
            self._cached_function = cached_function(self, cached)
        return self._cached_function.call([x, *as_c_reads(self.data.values(), cached.binding)])

    # ---- C

    def c_entry(self) -> CEntry | None:
        """Return its C function over the current data; None without C (with one warning)."""
        if self.mode.backend != "c":
            return None
        bound, data = self.bound, self.data
        values = data.values()
        if bound is not None and bound.values is values:
            return bound.entry
        built = self.build()  # before the data are read: what is in C reads no sparse matrix
        if built is None:
            return None
        arrays = as_c_reads(values, data.partitioned)
        if bound is None or not _same_objects(bound.arrays, arrays):
            # of these data: others may give other shapes
            shapes = self._shapes or (
                [v.shape for v in self.at(np.zeros(self.setting.dimension))] if self._needs_shapes else []
            )
            entry = c_entry(built.library, self.name, built.host, arrays, shapes)
        else:
            entry = bound.entry
        # a copy for C would miss later writes to the array itself, so it is made at each call
        self.bound = Bound(values if _same_objects(values, arrays) else arrays, arrays, entry)
        return entry

    def build(self) -> BuiltEntry | None:
        """Return its compiled object; None without C (with one warning)."""
        if self.built is None and not self._has_no_c:
            try:
                built = self._compiled()
                built.report()  # at each call, where `config.fallback` makes it raise
                self.built = built
                compiled_to(built.where)
            except CannotCompile as reason:
                Facts(refused=str(reason)).report()
                self._has_no_c, self._python = True, None
        return self.built

    def _compiled(self) -> BuiltEntry:
        cached = self.cached
        if cached is not None:
            return BuiltEntry("C", library=cached.library, host=HostCalls((), self._again))
        with self.setting.one_at_a_time:
            unit = self.unit()
        host = HostCalls(unit.called, self._again)
        library = loaded(unit.text, unit.pointers)
        compile_cache.remember(self.key, self.prepared.partitioned, unit)
        called = tuple(node.op.compat_plain_name for node in unit.called)
        return BuiltEntry("C", called=called, library=library, host=host)

    def _again(self, address: int) -> list[Any]:
        return self.in_python(np.array((ctypes.c_double * self.setting.dimension).from_address(address)))

    def unit(self) -> Unit:
        from ...backends.c.emit import emit  # the C backend: only when something is compiled

        large = any(len(a) >= thresholds.THREADS_FEWEST_ROWS for a in self.arrays() if getattr(a, "ndim", 0))
        return emit(self.prepared.partitioned.main, entry=self.name, large=large)


def _same_objects(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return len(a) == len(b) and all(one is other for one, other in zip(a, b, strict=True))
