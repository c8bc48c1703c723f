"""C loops over windows: outer loops over the result, inner loops over the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...graph.variable import Apply, Variable
from ..c_forms import CallAccess
from .pooling_windows import entries, pooled_length


@dataclass(frozen=True)
class WindowLoops:
    """The loops over windows, as C texts.

    `rows`: the product of the lengths before the pooled dimensions. For each pooled dimension: length of x, length of
    the result, window, stride, pad, all C texts. `inside`: every window lies inside x.
    """

    rows: str
    lengths: tuple[str, ...]
    counts: tuple[str, ...]
    window: tuple[str, ...]
    stride: tuple[str, ...]
    pad: tuple[str, ...]
    inside: bool

    @property
    def size(self) -> str:
        return " * ".join((self.rows, *self.lengths))

    def divisor(self, mode: str) -> str:
        """Return the C text of the number of elements in the window at o0, o1 and so on."""
        if self.inside:
            return " * ".join(self.window)
        if mode == "average_exc_pad":
            return " * ".join(f"(e{d}_ > b{d}_ ? e{d}_ - b{d}_ : 0)" for d in range(len(self.lengths)))
        return " * ".join(
            f"(({s} < {n} + {p} ? {s} : {n} + {p}) - a{d}_)"
            for d, (s, n, p) in enumerate(
                zip((f"a{d}_ + {w}" for d, w in enumerate(self.window)), self.lengths, self.pad, strict=True)
            )
        )

    def write(self, c: CallAccess, before: Sequence[str], inner: str, after: Sequence[str]) -> None:
        """Write the loops.

        `before` and `after` run for each window, with `o` its position in the result; `inner` runs for each of its
        elements, with `i` the element's position in x.
        """
        nd, depth = len(self.lengths), 0

        def line(text: str) -> None:
            c.line("    " * depth + text)

        line(f"for (int64_t q = 0; q < {self.rows}; q++)")
        depth += 1
        for d in range(nd):
            line(f"for (int64_t o{d} = 0; o{d} < {self.counts[d]}; o{d}++) {{")
            depth += 1
            shift = "" if self.pad[d] == "0" else f" - {self.pad[d]}"
            line(f"const int64_t a{d}_ = o{d} * {self.stride[d]}{shift};")
            if not self.inside:
                line(
                    f"const int64_t b{d}_ = a{d}_ > 0 ? a{d}_ : 0, "
                    f"e{d}_ = a{d}_ + {self.window[d]} < {self.lengths[d]} ? a{d}_ + {self.window[d]} : "
                    f"{self.lengths[d]};"
                )
        line(f"const int64_t o = {self._position('o', self.counts)};")
        line("(void)o;")
        for text in before:
            line(text)
        for d in range(nd):
            low, high = ("0", self.window[d]) if self.inside else (f"b{d}_", f"e{d}_")
            line(f"for (int64_t k{d} = {low}; k{d} < {high}; k{d}++)" + (" {" if d == nd - 1 else ""))
            depth += 1
        index = self._position("(a{d}_ + k{d})" if self.inside else "k{d}", self.lengths)
        line(f"const int64_t i = {index};")
        line(inner)
        depth -= 1
        line("}")
        depth -= nd - 1
        for text in after:
            line(text)
        for _ in range(nd):
            depth -= 1
            line("}")

    def _position(self, name: str, lengths: Sequence[str]) -> str:
        text = "q"
        for d, n in enumerate(lengths):
            text = f"({text}) * {n} + {name.format(d=d) if '{d}' in name else f'{name}{d}'}"
        return text


def window_loops(op: Any, node: Apply, x: Variable, pooled: Variable, c: CallAccess) -> WindowLoops:
    """Return the loops over windows of `x` whose results have the shape of `pooled`; checks that the lengths fit."""
    nd, lengths = op.ndim, c.computations.lengths
    geometry = [entries(v, nd) for v in node.inputs[-3:]]
    ws, stride, pad = ([c.value(n) for n in vector] for vector in geometry)
    own, counts = c.lengths(x), c.lengths(pooled)
    lead = len(own) - nd
    for a, b in zip(own[:lead], counts[:lead], strict=True):
        lengths.require_equal(a, b)
    graph = lengths.graph(x)
    for d, (w, s, p) in enumerate(zip(*geometry, strict=True)):
        wanted = c.value(pooled_length(graph[lead + d], w, s, p, op.ignore_border))
        lengths.require_equal(counts[lead + d], wanted)
    for values, low in zip((ws, stride, pad), (1, 1, 0), strict=True):
        for value in values:
            if not isinstance(value, int) or value < 0:
                lengths.require_at_least(value, low)
    inside = op.ignore_border and pad == [0] * nd
    rows = " * ".join(str(n) for n in own[:lead]) or "1"
    return WindowLoops(
        rows,
        tuple(str(n) for n in own[lead:]),
        tuple(str(n) for n in counts[lead:]),
        tuple(map(str, ws)),
        tuple(map(str, stride)),
        tuple(map(str, pad)),
        inside,
    )


class PoolingC:
    """The C form of Pool."""

    mode: str
    ndim: int

    def c_fold(self, node: Apply, c: CallAccess) -> str:
        x, out = c.array(node.inputs[0]), c.out(node.outputs[0])
        dtype = node.outputs[0].type.dtype  # type: ignore[attr-defined]
        t = c.ctype(dtype)
        loops = window_loops(self, node, node.inputs[0], node.outputs[0], c)
        if self.mode == "max":
            floats = np.dtype(dtype).kind == "f"
            lowest = "-__builtin_inf()" if floats else _lowest(dtype)
            stays = f" || {x}[i] != {x}[i]" if floats else ""  # true for NaN
            update = f"if ({x}[i] > best{stays}) best = {x}[i];"
            loops.write(c, (f"{t} best = {lowest};",), update, (f"{out}[o] = best;",))
            return ""
        total = t if np.dtype(dtype).kind == "f" else "double"
        share = "total" if self.mode == "sum" else f"total / ({total})({loops.divisor(self.mode)})"
        loops.write(
            c,
            (f"{t if self.mode == 'sum' else total} total = 0;",),
            f"total += {x}[i];",
            (f"{out}[o] = ({t})({share});",),
        )
        return ""


def _lowest(dtype: str) -> str:
    low = int(np.iinfo(dtype).min)
    return "(-9223372036854775807LL - 1)" if dtype == "int64" else f"{low}"
