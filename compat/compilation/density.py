"""A log density over a flat vector, with its gradient and what is recorded per draw, compiled for samplers.

C signatures (those of nutpie's and BridgeStan-like clients): 0 fine, > 0 a failure that a sampler may recover from.
    int logp(size_t dim, const double *x, double *grad, double *logp, const void *user)
    int expand(size_t dim, size_t n, const double *x, double *out, const void *user)
"""

from __future__ import annotations

import ctypes
import dataclasses
import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from compat.compilation import plans
from compat.compilation.bind import Binding, Bound, Data, unchanging
from compat.compilation.graph_key import Key
from compat.compilation.jax_forms import Fixed, JaxForms, OfData, log_density_of, of_data
from compat.compilation.jax_rewrites import rewritten_for_jax, settled_choices
from compat.compilation.modes import get_mode
from compat.compilation.pipeline import compile_stage, notice, prepare, run_with
from compat.compilation.plans import Plan
from compat.graph.fallbacks import called_from_c, falls_to_python
from compat.graph.program import Program
from compat.graph.variable import Variable
from compat.settings import config


@dataclass(frozen=True)
class CEntry:
    """A compiled entry point: `address` of the function, `user` its last argument; `keep` must stay alive."""

    address: int
    user: int
    keep: Any


@dataclass(frozen=True)
class _Entry:
    """What an entry was made from. values: the list that Data gave; `arrays` where C reads copies of what it holds."""

    values: list[Any]
    arrays: list[Any]
    entry: CEntry


class _User(ctypes.Structure):
    """What the entries read through `user`: data arrays, their lengths, and for expand the offsets of outputs."""

    _fields_ = [("data", ctypes.POINTER(ctypes.c_void_p)), ("lengths", ctypes.POINTER(ctypes.c_void_p)),
                ("offsets", ctypes.POINTER(ctypes.c_int64)), ("host", ctypes.c_void_p)]


class Density:
    """Log density and gradient as functions of the float64 vector `x`, and the float arrays recorded per draw.

    graphs: makes them, as ([log density, gradient], recorded) over `x`; not called where an earlier process left
    plans for both. key: (inputs, outputs, about) by which the plan of "logp" or "expand" is found (plans.key_of).
    """

    def __init__(self, x: Variable, graphs: Callable[[], tuple[list[Variable], list[Variable]]], dimension: int,
                 mode: Any, key: Callable[[str], tuple[Sequence[Variable], Sequence[Variable], Sequence[Any]]]) -> None:
        self.x = x
        x.static_shape = (dimension,)  # lengths of free parameters are constants in the text
        self.dimension = dimension
        self.mode = get_mode(mode)
        self._make_graphs = graphs
        self._graphs: tuple[list[Variable], list[Variable]] | None = None
        self._key_parts = key
        self._keys: dict[str, Key | None] = {}
        self._plans: dict[str, Plan | None] = {}
        self._bound: dict[str, Bound] = {}
        self._data: dict[str, Data] = {}
        self._planned_data: dict[str, Data] = {}
        self._run: dict[str, Callable[[Sequence[Any]], list[Any]]] = {}
        self._entries: dict[str, _Entry] = {}
        self._built: dict[str, tuple[int, Any] | None] = {}  # address of an entry, and the object that it is in
        self._hosts: dict[str, Any] = {}  # who runs users' Ops, by entry
        self._planned_run: Any = None
        self._rows: dict[str, tuple[Bound, Data]] = {}  # programs that go by no groups, for JAX
        self._for_jax: dict[Any, Program] = {}  # the same, as rewritten for JAX, by the choices that data settle
        self._jax_forms: dict[Any, JaxForms] = {}
        self._lock = threading.Lock()
        self._fast: Any = None
        self._shapes: list[tuple[int, ...]] = []

    # ---- Python callables

    def logp_grad(self, x: np.ndarray) -> tuple[float, np.ndarray]:
        """(log density, gradient) at `x`. An error of the model (an index out of range) is raised."""
        if self._fast is None:
            self._fast = self._fast_call()
        for host in self._hosts.values():
            host.error = None
        return self._fast(x)

    def _fast_call(self) -> Callable[[np.ndarray], tuple[float, np.ndarray]]:
        entry = self.c_entry("logp")
        if entry is not None:
            from compat.backends.c.calling import extension

            built = extension()
            if built is not None:
                return self._through_extension(built.logp_grad)

        def slow(x: np.ndarray) -> tuple[float, np.ndarray]:
            value, gradient = self._call("logp", x)
            return float(value), gradient
        return slow

    def _through_extension(self, call: Any) -> Callable[[np.ndarray], tuple[float, np.ndarray]]:
        fixed, source, dimension = self.c_entry("logp"), self._source("logp"), self.dimension
        may_change, entries = source.may_change, self._entries

        def fast(x: np.ndarray) -> tuple[float, np.ndarray]:
            entry = fixed
            if may_change:
                known = entries["logp"]
                entry = known.entry if known.values is source.current() else self.c_entry("logp")
            status, value, gradient = call(entry.address, entry.user, x, dimension)  # type: ignore[union-attr]
            if status:
                value, gradient = self._call("logp", x)
                return float(value), gradient
            return value, gradient
        return fast

    def expand(self, x: np.ndarray) -> list[np.ndarray]:
        """The arrays recorded per draw, at `x`: through C once a sampler has asked for its C form."""
        if "expand" not in self._entries or self.mode.backend != "c":
            return self._call("expand", x)
        shapes = self.recorded_shapes(x)
        row = self.expand_rows(self._point(x)[None], np.empty((1, sum(math.prod(s) for s in shapes))))[0]
        ends = np.cumsum([math.prod(s) for s in shapes])
        return [row[end - math.prod(s):end].reshape(s) for s, end in zip(shapes, ends, strict=True)]

    def recorded_shapes(self, x: np.ndarray) -> list[tuple[int, ...]]:
        """Of the arrays recorded per draw, with the data of now. x: where they may be computed to see it."""
        if self.c_entry("expand") is None:
            return [np.shape(v) for v in self._call("expand", x)]
        return self._shapes

    def expand_rows(self, xs: np.ndarray, out: np.ndarray) -> np.ndarray:
        """Fill `out`, (n, numbers recorded per draw) and contiguous, with what is recorded at each of `xs`,
        (n, dimension); give it back. One compiled function fills row after row, or all where that is JAX."""
        xs = np.ascontiguousarray(xs, dtype="float64")
        if self.mode.backend == "jax" and len(xs):
            return self._rows_in_jax(xs, out)
        entry = self.c_entry("expand")
        if entry is None:
            for x, row in zip(xs, out, strict=True):
                row[:] = np.concatenate([np.ravel(v) for v in self._call("expand", x)])
            return out
        signature = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_size_t, ctypes.c_size_t, *[ctypes.c_void_p] * 3)
        function, size = signature(entry.address), out.shape[1]
        for i in range(len(xs)):
            if function(self.dimension, size, xs.ctypes.data + i * xs.strides[0], out.ctypes.data + i * out.strides[0],
                        entry.user):
                out[i] = np.concatenate([np.ravel(v) for v in self._call("expand", xs[i])])
        return out

    def _rows_in_jax(self, xs: np.ndarray, out: np.ndarray) -> np.ndarray:
        from compat.backends.jax import import_jax, x64
        from compat.backends.jax_executables import StoredFunction

        jax = import_jax()
        with x64(jax):
            forms = self.jax(xs[0])
            expand = forms.expand  # what is kept holds the function, not the data of now
            if "rows" not in forms.programs:
                def row(x: Any, data: Any) -> Any:
                    return jax.numpy.concatenate([jax.numpy.ravel(v) for v in expand(x, data)])
                key = None if forms.key is None else f"{forms.key} rows"
                forms.programs["rows"] = StoredFunction(
                    lambda xs, data: jax.lax.map(lambda x: row(x, data), xs), key)
            out[:] = forms.programs["rows"](xs, forms.data[1])
        return out

    def _point(self, x: Any) -> np.ndarray:
        """`x` as compiled code reads it: a float64 vector of `dimension` values; ValueError where it is no such."""
        x = np.ascontiguousarray(x, dtype="float64")
        if x.shape != (self.dimension,):
            raise ValueError(f"this log density takes a vector of {self.dimension} values, got an array of shape "
                             f"{x.shape}")
        return x

    def _call(self, what: str, x: np.ndarray) -> list[Any]:
        """One evaluation without C: not worth a compiler, and it words the errors that C only flags."""
        x = self._point(x)
        plan = self.plan(what) if what == "expand" else None
        if plan is not None:
            if self._planned_run is None:
                self._planned_run = plans.planned(
                    plan, [self.x.type], lambda values: self._call_in_python(what, *values),
                    lambda: self._emitted(what))
            return self._planned_run([x, *self.data(what)])
        return self._call_in_python(what, x)

    def _call_in_python(self, what: str, x: np.ndarray) -> list[Any]:
        if what not in self._run:
            main = self.bound(what).main
            self._run[what] = run_with(main, "jax" if self.mode.backend == "jax" else "python")[1]
        return self._run[what]([x, *self._data[what].values()])

    def _emitted(self, what: str) -> Any:
        from compat.backends.c.emit import emit

        return emit(self.bound(what).main, entry=what)

    # ---- the programs

    @property
    def graphs(self) -> tuple[list[Variable], list[Variable]]:
        """([log density, gradient], what is recorded per draw), over `x`."""
        if self._graphs is None:
            with config.change_flags(compute_test_value="off"):  # of the gradient nobody asks them
                self._graphs = self._make_graphs()
        return self._graphs

    def plan(self, what: str) -> Plan | None:
        """What an earlier process left for "logp" or "expand"."""
        if what not in self._plans:
            self._plans[what] = plans.recall(self._key(what))
        return self._plans[what]

    def _key(self, what: str) -> Key | None:
        if self.mode.backend != "c":
            return None
        if what not in self._keys:
            inputs, outputs, about = self._key_parts(what)
            self._keys[what] = plans.key_of(inputs, outputs, self.mode.rule_set, self.mode.own,
                                            (what, self.dimension, *about), by_group=True)
        return self._keys[what]

    def bound(self, what: str) -> Bound:
        """The rewritten and bound Program of "logp" (log density, gradient) or "expand"."""
        if what not in self._bound:
            outputs = self.graphs[0 if what == "logp" else 1]
            self._bound[what] = prepare([self.x], outputs, self.mode.rule_set, rarely_changed=True,
                                        by_group=self.mode.backend == "c", in_jax=self.mode.backend == "jax")
            self._data[what] = Data(self._bound[what], compile_stage)
        return self._bound[what]

    def data(self, what: str) -> list[Any]:
        """The data of now as C reads them, in the order of the bound Program's."""
        return _as_c_reads(self._source(what).values(), self._binding(what))

    def bound_data(self, what: str) -> list[Any]:
        """The same for the program that `bound` gives."""
        bound = self.bound(what)
        return _as_c_reads(self._data[what].values(), bound)

    def _binding(self, what: str) -> Binding:
        plan = self.plan(what)
        return self.bound(what) if plan is None else plan.binding

    def _source(self, what: str) -> Data:
        plan = self.plan(what)
        if plan is None:
            return self._long_way(what)
        if what not in self._planned_data:
            self._planned_data[what] = plans.PlannedData(plan, compile_stage, lambda: self._long_way(what))
        return self._planned_data[what]

    def _long_way(self, what: str) -> Data:
        self.bound(what)
        return self._data[what]

    @property
    def has_python_callbacks(self) -> bool:
        """Whether a call runs Python code of the user (an Op with `perform` alone)."""
        from compat.ops.tensor_op import TensorOp

        ops = {str(n.op) for what in ("logp", "expand") if self.plan(what) is None
               for n in self.bound(what).main.nodes if not isinstance(n.op, TensorOp)}
        for op in ops:
            falls_to_python(called_from_c(op))
        return bool(ops)

    # ---- C

    def c_entry(self, what: str) -> CEntry | None:
        """The C function for "logp" or "expand"; None where there is no C (said once). Data are those of now."""
        if self.mode.backend != "c":
            return None
        known, values = self._entries.get(what), self._source(what).values()
        if known is not None and known.values is values:
            return known.entry
        arrays = _as_c_reads(values, self._binding(what))
        if known is None or not _same(known.arrays, arrays):
            built = self._build(what)
            if built is None:
                return None
            address, library = built
            user, keep = self._user(what, arrays)
            entry = CEntry(address, user, (library, keep))
        else:
            entry = known.entry
        # A copy that C reads does not follow what is written into the array itself: made anew at each call.
        self._entries[what] = _Entry(values if _same(values, arrays) else arrays, arrays, entry)
        return entry

    def build(self, *names: str) -> None:
        """Compile several entries at the same time."""
        if all(self.plan(name) is not None for name in names):
            return
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(len(names)) as pool:
            list(pool.map(self._build, names))

    def _build(self, what: str) -> tuple[int, Any] | None:
        if what not in self._built:
            self._built[what] = self._compile(what)
        return self._built[what]

    def _compile(self, what: str) -> tuple[int, Any] | None:
        from compat.backends.c.errors import CannotCompile
        from compat.backends.c.user_ops import HostCalls

        def again(address: int) -> Any:
            return self._call(what, self._at(address))
        plan = self.plan(what)
        if plan is not None:
            self._hosts[what] = HostCalls((), again)
            return _entry_of(plan.library, what)
        try:
            from compat.backends.c.build import load
            from compat.backends.c.calling import fill_pointers

            with self._lock:  # graphs are made by one thread at a time; compilers run side by side
                unit = self._emitted(what)
            self._hosts[what] = HostCalls(unit.called, again)
            library = load(unit.text)
            fill_pointers(library, unit.pointers)
            plans.remember(self._key(what), self.bound(what), unit)
        except CannotCompile as reason:
            notice(str(reason))
            return None
        return _entry_of(library, what)

    def _user(self, what: str, values: Sequence[np.ndarray]) -> tuple[int, Any]:
        n = max(len(values), 1)
        shapes = [np.asarray(v.shape, dtype=np.int64) for v in values]
        if what == "expand":  # for these data: others may have other lengths
            self._shapes = [v.shape for v in self._call("expand", np.zeros(self.dimension))]
        offsets = np.cumsum([0, *(int(np.prod(s)) for s in self._shapes)], dtype=np.int64) \
            if what == "expand" else np.zeros(1, dtype=np.int64)
        data = (ctypes.c_void_p * n)(*[v.ctypes.data for v in values])
        lengths = (ctypes.c_void_p * n)(*[s.ctypes.data for s in shapes])
        from compat.backends.c.user_ops import host_pointer

        host = host_pointer(self._hosts[what])
        user = _User(data, lengths, offsets.ctypes.data_as(ctypes.POINTER(ctypes.c_int64)),
                     ctypes.cast(host, ctypes.c_void_p))
        return ctypes.addressof(user), (user, data, lengths, list(values), shapes, offsets, host)

    def _at(self, address: int) -> np.ndarray:
        return np.array((ctypes.c_double * self.dimension).from_address(address))

    def raised(self) -> BaseException | None:
        """The first exception inside C since the last call of `logp_grad` from Python, if it is no LinAlgError."""
        return next((h.error for h in self._hosts.values() if h.error is not None), None)

    # ---- JAX

    def jax(self, start: np.ndarray | None = None) -> JaxForms:
        """The log density and what is recorded as JAX functions of (x, data), and the data of now; the same object
        while shapes depend on the same values, so that what is compiled of it once is compiled once.

        start: a point at which users' Ops may be called that do not tell their shapes (default: zeros).
        """
        at = np.zeros(self.dimension) if start is None else start
        both, recorded = self._in_jax("logp", at), self._in_jax("expand", at)
        key = both.fixed, recorded.fixed
        known = self._jax_forms.get(key)
        if known is None:
            known = self._jax_forms[key] = JaxForms(log_density_of(both.function), recorded.function, {},
                                                    self._jax_key(key))
        return dataclasses.replace(known, data=(both.data, recorded.data))

    def _jax_key(self, fixed: tuple[Fixed, Fixed]) -> str | None:
        """Of both JAX functions. fixed: values that they depend on and do not take as arguments."""
        found = []
        for what, values in zip(("logp", "expand"), fixed, strict=True):
            inputs, outputs, about = self._key_parts(what)
            if any(isinstance(value, int) for _, value in values):
                return None  # an object of which nothing is known
            found.append(plans.key_of(inputs, outputs, self.mode.rule_set, self.mode.own,
                                      (what, self.dimension, *about, values), in_c=False))
        return None if None in found else " ".join(key.text for key in found if key is not None)

    def _in_jax(self, what: str, start: np.ndarray) -> OfData:
        """The program of JAX: row by row, as XLA likes it, also where that of C goes by groups."""
        if self.mode.backend != "c":
            bound, data = self.bound(what), self._data[what]
        else:
            if what not in self._rows:
                outputs = self.graphs[0 if what == "logp" else 1]
                bound = prepare([self.x], outputs, self.mode.rule_set, rarely_changed=True, in_jax=True)
                self._rows[what] = bound, Data(bound, compile_stage)
            bound, data = self._rows[what]
        values = data.values()
        main, choices = bound.main, {}
        if self.mode.rule_set != "none":
            choices = settled_choices(main, 1, values)
            main = self._rewritten(what, main, choices)
        found = of_data(main, start, values, unchanging(bound))
        return dataclasses.replace(found, fixed=(*found.fixed, (-1, repr(choices))))

    def _rewritten(self, what: str, main: Program, choices: dict[int, bool]) -> Program:
        key = what, tuple(choices.items())
        if key not in self._for_jax:
            self._for_jax[key] = rewritten_for_jax(main, 1, choices, self.mode.rule_set)
        return self._for_jax[key]


def _same(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return len(a) == len(b) and all(one is other for one, other in zip(a, b, strict=True))


def _entry_of(library: Any, name: str) -> tuple[int, Any]:
    return ctypes.cast(library[name], ctypes.c_void_p).value or 0, library


def _as_c_reads(values: Sequence[Any], binding: Binding) -> list[Any]:
    from compat.backends.c.arguments import argument_of, readable

    return [readable(v, argument_of(d.type), k)
            for k, (v, d) in enumerate(zip(values, binding.data, strict=True))]


def compile_density(x: Variable, logp: Variable, gradient: Variable, expanded: Sequence[Variable], dimension: int,
                    mode: Any = None) -> Density:
    """A Density over `dimension` values. Compilation happens when an entry is first asked for."""
    graphs = [logp, gradient], list(expanded)
    return Density(x, lambda: graphs, dimension, mode, lambda what: ([x], graphs[what != "logp"], ("as it is",)))
