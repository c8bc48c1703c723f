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

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        raise NotImplementedError

    inputs = property(lambda self: list(self.inner.inputs), doc="Inputs of a step.")
    outputs = property(lambda self: list(self.inner.outputs), doc="Outputs of a step.")
    as_while = property(lambda self: self.layout.until)
    truncate_gradient = property(lambda self: self.truncate)
    n_seqs = property(lambda self: self.layout.sequences)
    gpua = False
    # States that the gradient of Theano's loops had besides: ours has none.
    n_mit_mot = n_mit_mot_outs = 0
    mit_mot_out_slices: tuple[Any, ...] = ()
    tap_array = property(lambda self: [list(taps) for taps in self.layout.taps], doc="The steps each state reads.")
    mintaps = property(lambda self: [min(taps) for taps in self.layout.taps], doc="The first of `tap_array`.")
    n_outs = property(lambda self: len(self.layout.taps), doc="The number of states.")
    n_tap_outs = property(lambda self: self.n_mit_mot + self.n_mit_sot)
    seqs_arg_offset = property(lambda self: 3 if self.layout.window else 1)
    shared_arg_offset = property(lambda self: self.seqs_arg_offset + self.n_seqs + self.n_outs)
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

    def _states(self, parts: Sequence[Any], last_alone: bool) -> list[Any]:
        """Return those of `parts`, one for each state, whose state reads the last value alone, or others."""
        return [p for p, taps in zip(parts, self.layout.taps, strict=True) if (taps == (-1,)) is last_alone]

    def inner_sitsot(self, list_inputs: Sequence[Any]) -> list[Any]:
        return [taps[0] for taps in self._states(self.layout.inner(list_inputs).states, True)]

    def inner_mitsot(self, list_inputs: Sequence[Any]) -> list[Any]:
        return [v for taps in self._states(self.layout.inner(list_inputs).states, False) for v in taps]

    def outer_sitsot(self, list_inputs: Any) -> list[Any]:
        return self._states(self.layout.outer(getattr(list_inputs, "inputs", list_inputs)).states, True)

    def outer_mitsot(self, list_inputs: Any) -> list[Any]:
        return self._states(self.layout.outer(getattr(list_inputs, "inputs", list_inputs)).states, False)

    def inner_sitsot_outs(self, list_outputs: Sequence[Any]) -> list[Any]:
        return self._states(self.layout.results(list_outputs).states, True)

    def inner_mitsot_outs(self, list_outputs: Sequence[Any]) -> list[Any]:
        return self._states(self.layout.results(list_outputs).states, False)

    def inner_nitsot_outs(self, list_outputs: Sequence[Any]) -> list[Any]:
        return self.layout.results(list_outputs).stacked

    def inner_shared_outs(self, list_outputs: Sequence[Any]) -> list[Any]:
        return self.layout.results(list_outputs).carried

    def _of_node(self, outputs: Any) -> list[Any]:
        found = list(getattr(outputs, "outputs", outputs))
        return (
            found
            if not self.as_while or len(found) > len(self.layout.taps) + self.n_nit_sot + self.n_shared_outs
            else [*found, None]
        )

    def outer_sitsot_outs(self, list_outputs: Any) -> list[Any]:
        return self.inner_sitsot_outs(self._of_node(list_outputs))

    def outer_mitsot_outs(self, list_outputs: Any) -> list[Any]:
        return self.inner_mitsot_outs(self._of_node(list_outputs))

    def outer_nitsot_outs(self, list_outputs: Any) -> list[Any]:
        return self.inner_nitsot_outs(self._of_node(list_outputs))

    def outer_shared_outs(self, list_outputs: Any) -> list[Any]:
        return self.inner_shared_outs(self._of_node(list_outputs))

    def mitsot_taps(self) -> list[list[int]]:
        """Return the steps that are read of each state of which more is read than its last value."""
        return [list(taps) for taps in self.layout.taps if taps != (-1,)]

    def get_oinp_iinp_iout_oout_mappings(self) -> dict[str, dict[int, Any]]:
        """Return `var_mappings`, by its name in Theano 1.0."""
        return self.var_mappings

    @property
    def info(self) -> dict[str, Any]:
        """The settings of the loop by their names in Theano."""
        names = (
            "truncate_gradient name mode gpua as_while profile n_seqs tap_array n_mit_mot n_mit_mot_outs "
            "mit_mot_out_slices n_mit_sot n_sit_sot n_nit_sot n_shared_outs"
        ).split()
        return {name: getattr(self, name) for name in names}

    def connection_pattern(self, node: Apply) -> list[list[bool]]:
        """Return `compat_connection` with additional rows for Theano's numbering."""
        rows = self.compat_connection(node)
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
