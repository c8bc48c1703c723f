"""The attributes of Theano's Scan, for code that inspects the Op.

Theano's numbering has one more input for each stacked output, its number of rows, between the carried and the fixed
inputs. Source: theano.scan_module.scan_op.Scan.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import Any

from ...graph.variable import Apply
from .layout import Layout


class LegacyView:
    """Attributes of the Op by their legacy names."""

    layout: Layout
    inner: Any
    truncate: int
    mode: Any = None
    profile: Any = False

    def connection(self, node: Apply) -> list[list[bool]]:
        raise NotImplementedError

    inputs = property(lambda self: list(self.inner.inputs), doc="Inputs of a step.")
    outputs = property(lambda self: list(self.inner.outputs), doc="Outputs of a step.")
    as_while = property(lambda self: self.layout.until)
    truncate_gradient = property(lambda self: self.truncate)
    n_seqs = property(lambda self: self.layout.sequences)
    n_mit_mot = 0
    n_mit_sot = property(lambda self: sum(taps != (-1,) for taps in self.layout.taps))
    n_sit_sot = property(lambda self: sum(taps == (-1,) for taps in self.layout.taps))
    n_nit_sot = property(lambda self: self.layout.stacked)
    n_shared_outs = property(lambda self: self.layout.carried)

    def inner_seqs(self, list_inputs: Sequence[Any]) -> list[Any]:
        return self.layout.inner(list_inputs).sequences

    def inner_non_seqs(self, list_inputs: Sequence[Any]) -> list[Any]:
        return self.layout.inner(list_inputs).fixed

    def inner_shared(self, list_inputs: Sequence[Any]) -> list[Any]:
        return self.layout.inner(list_inputs).carried

    def outer_seqs(self, list_inputs: Any) -> list[Any]:
        return self.layout.outer(getattr(list_inputs, "inputs", list_inputs)).sequences

    def outer_non_seqs(self, list_inputs: Any) -> list[Any]:
        return self.layout.outer(getattr(list_inputs, "inputs", list_inputs)).fixed

    def outer_shared(self, list_inputs: Any) -> list[Any]:
        return self.layout.outer(getattr(list_inputs, "inputs", list_inputs)).carried

    def connection_pattern(self, node: Apply) -> list[list[bool]]:
        """Return `connection` with additional rows for Theano's numbering."""
        rows = self.connection(node)
        at = len(rows) - self.layout.fixed
        return [*rows[:at], *([False] * len(node.outputs) for _ in range(self.layout.stacked)), *rows[at:]]

    def _things(self) -> list[tuple[int, list[int], int]]:
        """Return for each variable of the loop its outer input, inner inputs and output (-1: none)."""
        layout, n_states = self.layout, len(self.layout.taps)
        outer_in = count(3 if layout.window else 1)
        inner_in = count()
        things: list[tuple[int, list[int], int]] = [(0, [], -1)]
        things += [(next(outer_in), [next(inner_in)], -1) for _ in range(layout.sequences)]
        things += [(next(outer_in), [next(inner_in) for _ in taps], k) for k, taps in enumerate(layout.taps)]
        things += [(next(outer_in), [next(inner_in)], n_states + layout.stacked + k) for k in range(layout.carried)]
        things += [(next(outer_in), [], n_states + k) for k in range(layout.stacked)]
        things += [(next(outer_in), [next(inner_in)], -1) for _ in range(layout.fixed)]
        return things

    @property
    def var_mappings(self) -> dict[str, dict[int, Any]]:
        """Return which inputs and outputs, inside and outside, belong together (-1 or []: none)."""
        things = self._things()
        outs = sorted((t for t in things if t[2] >= 0), key=lambda t: t[2])
        inner = [(o, i, k) for o, inside, k in things for i in inside]

        def listed(k: int) -> list[int]:
            return [k] if k >= 0 else []

        return {
            "inner_inp_from_outer_inp": {o: i for o, i, _ in things},
            "inner_out_from_outer_inp": {o: listed(k) for o, _, k in things},
            "outer_out_from_outer_inp": {o: k for o, _, k in things},
            "outer_inp_from_inner_inp": {i: o for o, i, _ in inner},
            "inner_out_from_inner_inp": {i: listed(k) for _, i, k in inner},
            "outer_out_from_inner_inp": {i: k for _, i, k in inner},
            "outer_inp_from_inner_out": {k: o for o, _, k in outs},
            "inner_inp_from_inner_out": {k: i for _, i, k in outs},
            "outer_out_from_inner_out": {k: k for _, _, k in outs},
            "outer_inp_from_outer_out": {k: o for o, _, k in outs},
            "inner_inp_from_outer_out": {k: i for _, i, k in outs},
            "inner_out_from_outer_out": {k: [k] for _, _, k in outs},
        }
