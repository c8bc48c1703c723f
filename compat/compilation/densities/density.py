"""A log density over a flat vector, with its gradient and the values recorded per draw, compiled for samplers.

C signatures (those of nutpie's and BridgeStan-like clients); a result of 0 is success, > 0 a recoverable failure.
    int logp(size_t dim, const double *x, double *grad, double *logp, const void *user)
    int expand(size_t dim, size_t n, const double *x, double *out, const void *user)
"""

from __future__ import annotations

import ctypes
import math
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...backends.c.extension import extension
from ...backends.jax_package import import_jax, x64
from ...graph.fallbacks import FallbackError, called_from_c, compiled_to, fall_back
from ...graph.variable import Variable
from ...settings import config
from ..modes import Mode, get_mode
from ..stages import Written
from .entry import Entry, Graphs, Setting

if TYPE_CHECKING:
    from ..in_jax.jax_forms import JaxForms
    from .density_in_jax import DensityInJax


class Density:
    """Log density and gradient as functions of the float64 vector `x`, and the float arrays recorded per draw.

    `logp` and `recorded` are the two functions that it is compiled to: ([log density, gradient], recorded arrays).

    graphs: both over `x`, as "logp" and "expand". logp, recorded: the graphs as written, the keys of the cache entries.
    """

    def __init__(
        self,
        x: Variable,
        graphs: Graphs,
        dimension: int,
        mode: Mode | str | None,
        logp: Written,
        recorded: Written,
    ) -> None:
        self.x = x
        if x.compat_annotation.lengths != (dimension,):  # lengths of free parameters are constants in the text
            raise ValueError(f"{x} is not annotated as a vector of {dimension} values")
        self.dimension = dimension
        self.mode = get_mode(mode)
        setting = Setting(x, dimension, self.mode, threading.Lock())
        self.logp = Entry("logp", setting, graphs, logp)
        self.recorded = Entry("expand", setting, graphs, recorded, needs_shapes=True)
        self._entries = self.logp, self.recorded
        self._in_jax: DensityInJax | None = None
        self._fast: Callable[[np.ndarray], tuple[float, np.ndarray]] | None = None

    # ---- Python callables

    def logp_grad(self, x: np.ndarray) -> tuple[float, np.ndarray]:
        """Return (log density, gradient) at `x`. An error of the model (an index out of range) is raised."""
        if self._fast is None:
            self._fast = self._fast_call()
        for entry in self._entries:
            if entry.built is not None:
                entry.built.host.error = None
        return self._fast(x)

    def _fast_call(self) -> Callable[[np.ndarray], tuple[float, np.ndarray]]:
        if self.logp.c_entry() is not None:
            built = extension()
            if built is not None:
                return self._through_extension(built)
            if config.reproducible:
                raise FallbackError(
                    "config.reproducible is True, and the call extension, without which NumPy computes, is not here"
                )
        logp = self.logp

        def slow(x: np.ndarray) -> tuple[float, np.ndarray]:
            value, gradient = logp.in_python(x)
            return float(value), gradient

        return slow

    def _through_extension(self, built: Any) -> Callable[[np.ndarray], tuple[float, np.ndarray]]:
        logp, dimension, call = self.logp, self.dimension, built.logp_grad
        fixed, data = logp.c_entry(), logp.data
        may_change = data.may_change

        def fast(x: np.ndarray) -> tuple[float, np.ndarray]:
            entry = fixed
            if may_change:
                bound = logp.bound
                entry = bound.entry if bound.values is data.current() else logp.c_entry()  # type: ignore[union-attr]
            status, value, gradient = call(entry.address, entry.user, x, dimension)  # type: ignore[union-attr]
            if status:
                value, gradient = logp.in_python(x)
                return float(value), gradient
            return value, gradient

        return fast

    def expand(self, x: np.ndarray) -> list[np.ndarray]:
        """Return the arrays recorded per draw, at `x`: by C once a sampler has requested the C form."""
        if self.recorded.bound is None:
            return self.recorded.at(x)
        shapes = self.recorded_shapes(x)
        row = self.expand_rows(self.logp.setting.point(x)[None], np.empty((1, sum(math.prod(s) for s in shapes))))[0]
        ends = np.cumsum([math.prod(s) for s in shapes])
        return [row[end - math.prod(s) : end].reshape(s) for s, end in zip(shapes, ends, strict=True)]

    def recorded_shapes(self, x: np.ndarray) -> Sequence[tuple[int, ...]]:
        """Return the shapes of the recorded arrays with the current data. x: a point at which they may be computed."""
        entry = self.recorded.c_entry()
        return [np.shape(v) for v in self.recorded.at(x)] if entry is None else entry.shapes

    def expand_rows(self, xs: np.ndarray, out: np.ndarray) -> np.ndarray:
        """Fill `out` with the recorded values at each row of `xs`, and return it.

        xs: (n, dimension). out: (n, numbers recorded per draw), contiguous. One compiled function fills it row by row,
        or at once in JAX.
        """
        xs = np.ascontiguousarray(xs, dtype="float64")
        if self.mode.backend == "jax" and len(xs):
            return self._rows_in_jax(xs, out)
        entry = self.recorded.c_entry()
        if entry is None:
            for x, row in zip(xs, out, strict=True):
                row[:] = self._recorded_row(x)
            return out
        signature = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_size_t, ctypes.c_size_t, *[ctypes.c_void_p] * 3)
        function, size = signature(entry.address), out.shape[1]
        for i in range(len(xs)):
            if function(
                self.dimension,
                size,
                xs.ctypes.data + i * xs.strides[0],
                out.ctypes.data + i * out.strides[0],
                entry.user,
            ):
                out[i] = self._recorded_row(xs[i])
        return out

    def _recorded_row(self, x: np.ndarray) -> np.ndarray:
        return np.concatenate([np.ravel(v) for v in self.recorded.at(x)])

    def _rows_in_jax(self, xs: np.ndarray, out: np.ndarray) -> np.ndarray:
        from ...backends.jax_executables import StoredFunction  # JAX takes seconds to import

        jax = import_jax()
        with x64(jax):
            forms = self.jax(xs[0])
            expand = forms.expand  # the stored executable holds the function, not the current data
            if "rows" not in forms.programs:

                def row(x: Any, data: Any) -> Any:
                    return jax.numpy.concatenate([jax.numpy.ravel(v) for v in expand(x, data)])

                key = None if forms.key is None else f"{forms.key} rows"
                forms.programs["rows"] = StoredFunction(lambda xs, data: jax.lax.map(lambda x: row(x, data), xs), key)
            out[:] = forms.programs["rows"](xs, forms.data[1])
            wrong = forms.wrong
            if wrong is not None:
                if "wrong" not in forms.programs:
                    forms.programs["wrong"] = jax.jit(jax.vmap(wrong, in_axes=(0, None)))
                for x in xs[np.asarray(forms.programs["wrong"](xs, forms.data))]:
                    self.recorded.at(x)  # raises, if this is the one that failed
        return out

    @property
    def has_python_callbacks(self) -> bool:
        """Whether a call runs Python code: users' Ops (with only a `perform`), and ours without a C form."""
        ops = self.logp.ops_in_python() | self.recorded.ops_in_python()
        for op in ops:
            fall_back(called_from_c(op))
        return bool(ops)

    # ---- C and JAX

    def build(self) -> None:
        """Compile both entries concurrently, where they are computed in C."""
        if self.mode.backend != "c" or all(entry.built or entry.cached is not None for entry in self._entries):
            return
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(len(self._entries)) as pool:
            list(pool.map(Entry.build, self._entries))

    def raised(self) -> BaseException | None:
        """Return the first exception in C since `logp_grad` was last called from Python, unless it is a LinAlgError."""
        hosts = [entry.built.host for entry in self._entries if entry.built is not None]
        return next((host.error for host in hosts if host.error is not None), None)

    def jax(self, start: np.ndarray | None = None) -> JaxForms:
        """Return the log density and the recorded values as JAX functions of (x, data), and the current data.

        The object is the same while shapes depend on the same values, so each function is compiled once. start: a point
        at which users' Ops may be called that do not declare their shapes (default: zeros).
        """
        from .density_in_jax import DensityInJax  # for samplers in JAX

        if self._in_jax is None:
            self._in_jax = DensityInJax(self.logp, self.recorded)
            compiled_to("JAX")
        return self._in_jax.forms(np.zeros(self.dimension) if start is None else start)
