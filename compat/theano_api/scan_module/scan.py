"""`scan`: a loop whose step is described by a Python function, called once. Source: theano.scan_module.scan."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...compilation.data_stage.binding import Partitioned
from ...compilation.modes import Mode, get_mode
from ...functions.checking_modes import Guarded, Monitored
from ...functions.test_values import at_construction
from ...functions.updates import update_pairs, with_default_updates
from ...graph.missing_inputs import MissingInputError
from ...graph.origin import describe, user_line
from ...graph.program import Program
from ...graph.traversal import leaves, replace
from ...graph.types import TensorType
from ...graph.variable import Constant, SharedVariable, Variable
from ...ops.known_values import NotScalarConstantError, get_scalar_constant_value
from ...ops.scan.building_blocks import floats
from ...ops.scan.inner_graph import InnerGraph
from ...ops.scan.layout import Inner, Layout, Outer, Results, flat_inner, flat_outer, flat_results
from ...ops.scan.op import Scan
from ...ops.shapes.shape import patternbroadcast, shape_padleft, unbroadcast
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...settings import config
from ..updates import OrderedUpdates
from .scan_arguments import Row, State, as_list, number_of_steps, sequence_rows, state
from .step_results import get_updates_and_outputs

_logger = logging.getLogger("theano.scan_module.scan")


def scan(
    fn: Callable[..., Any],
    sequences: Any = None,
    outputs_info: Any = None,
    non_sequences: Any = None,
    n_steps: TensorLike | None = None,
    truncate_gradient: int = -1,
    go_backwards: bool = False,
    mode: Mode | str | None = None,
    name: str | None = None,
    profile: bool = False,
    allow_gc: Any = None,
    strict: bool = False,
    return_list: bool = False,
) -> Any:
    """Return (outputs, updates) of the loop with the step `fn(*rows of sequences, *earlier outputs, *non_sequences)`.

    sequences: arrays, stepped along their first dimension, or dict(input=, taps=). outputs_info: for each output
    None, its initial value, or dict(initial=, taps=) with negative taps. n_steps: the number of steps; by default,
    the length of the shortest sequence. truncate_gradient: the gradient goes back through that many steps. strict:
    every shared variable that `fn` uses is among its arguments. mode: a MonitorMode or a NanGuardMode checks each
    step, in Python; other modes have no effect, nor do `profile` and `allow_gc`: the step is compiled with the
    function that it is part of.

    fn: returns the outputs of a step, or (outputs, updates), with `until` a condition, too.
    profile: taken, without an effect.
    non_sequences: variables that each step is given as they are. go_backwards: sequences are read from their end.
    return_list: outputs are a list, also if there is one.

    Each output has a first dimension of length n_steps.
    """
    non_seqs = [v if isinstance(v, Variable) else as_tensor(v) for v in as_list(non_sequences)]
    fixed_steps = _known(n_steps)
    if hasattr(n_steps, "dtype") and np.dtype(n_steps.dtype).kind not in "iu":
        raise ValueError(f" n_steps must be an int. dtype provided is {n_steps.dtype}")
    infos = as_list(outputs_info)
    states = [state(info) for info in infos]
    rows = [row for s in as_list(sequences) for row in sequence_rows(s, bool(go_backwards))]
    steps = number_of_steps(n_steps, rows)
    once = fixed_steps in (1, -1)
    arguments = [r.first if once else r.inner for r in rows]
    arguments += [v for s in states for v in (s.first if once else s.inner)]
    condition, outputs, updates = get_updates_and_outputs(fn(*arguments, *non_seqs))
    if once:
        return _one_or_list(_of_one_step(outputs, condition), return_list), updates
    if infos and len(outputs) != len(infos):
        raise ValueError(
            "Please provide None as outputs_info for any output that does not feed back into scan (i.e. "
            f"it behaves like a map): the function of scan returned {len(outputs)} outputs, outputs_info "
            f"has {len(infos)} elements."
        )
    states = states or [State() for _ in outputs]
    loop = _Loop(rows, states, steps, non_seqs, outputs, updates, condition, strict)
    found, changed = loop.build(truncate_gradient, name, _watched(mode))
    return _one_or_list(found, return_list), changed


def _of_one_step(outputs: list[Any], condition: Any) -> list[Any]:
    if condition is not None:
        _logger.warning(
            "When the number of steps is fixed and equal to 1, the provided stopping condition, %s is ignored",
            condition,
        )
    return [unbroadcast(shape_padleft(o), 0) if isinstance(o.type, TensorType) else o for o in outputs]


@dataclass(frozen=True)
class _Parts:
    """Which outputs (by position) and updates belong to which outputs of the Op."""

    recurrent: list[int]
    stacked: list[int]
    kept: list[Any]  # updates as states, since the gradient may need all their values
    carried: list[Any]


class _Loop:
    """The parts of one loop, from which the application of the Op is built."""

    def __init__(
        self,
        rows: list[Row],
        states: list[State],
        steps: Any,
        non_seqs: list[Any],
        outputs: list[Any],
        updates: Mapping[Any, Any] | Iterable[Any] | None,
        condition: Any,
        strict: bool,
    ) -> None:
        self.rows, self.states, self.steps = rows, states, steps
        self.outputs = [as_tensor(o) for o in outputs]
        self.condition, self.strict = condition, strict
        self.inner_leaves = {id(r.inner) for r in rows} | {id(v) for s in states for v in s.inner}
        self.non_seqs = non_seqs
        expressions = [*self.outputs, *([] if condition is None else [condition])]
        self.updates = with_default_updates(expressions, update_pairs(updates), {}, [], False)
        self._check_states()

    def _check_states(self) -> None:
        for position, (s, y) in enumerate(zip(self.states, self.outputs, strict=True)):
            for v in s.inner[:1]:
                had: Any = v.type
                what = f"{describe(s.outer)}, the initial state of output {position}"
                if had.dtype != y.type.dtype:
                    raise ValueError(
                        "When compiling the inner function of scan the following error has been "
                        f"encountered: {what}, has dtype {had.dtype}, while the result of the inner "
                        f"function has dtype {y.type.dtype}. This can happen if the inner function of "
                        "scan results in an upcast or downcast: cast one of them."
                    )
                if had.ndim != y.type.ndim:
                    raise ValueError(
                        "When compiling the inner function of scan the following error has been "
                        f"encountered: {what}, has {had.ndim} dimension(s), while the result of the "
                        f"inner function has {y.type.ndim}."
                    )

    def build(self, truncate: int, name: str | None, watched: Any) -> tuple[list[Any], OrderedUpdates]:
        """Return (outputs in the user's order, updates)."""
        parts = self._parts()
        own = {v: _copy(v) for v in (*parts.kept, *parts.carried)}
        step = self._step(parts)
        fixed = self._fixed(flat_results(step), set(self.updates))
        own.update((v, _copy(v)) for v in fixed)
        states = [self.states[k] for k in parts.recurrent]
        layout = Layout(
            len(self.rows),
            tuple(s.taps for s in states) + ((-1,),) * len(parts.kept),
            len(parts.stacked),
            len(parts.carried),
            len(fixed),
            self.condition is not None,
        )
        inner = Inner(
            [r.inner for r in self.rows],
            [s.inner for s in states] + [[own[v]] for v in parts.kept],
            [own[v] for v in parts.carried],
            [own[v] for v in fixed],
        )
        outer = Outer(
            [self.steps],
            [r.outer[: self.steps] for r in self.rows],  # type: ignore[index]
            [s.outer for s in states] + [unbroadcast(shape_padleft(v), 0) for v in parts.kept],
            parts.carried,
            fixed,
        )
        op = Scan(InnerGraph(flat_inner(inner), replace(flat_results(step), own)), layout, truncate, name, watched)
        node = op.make_node(*flat_outer(outer))
        node.compat_origin = user_line()
        if config.compute_test_value != "off":
            at_construction(node)
        return self._answer(layout.results(node.outputs), layout, parts)

    def _parts(self) -> _Parts:
        recurrent = [k for k, s in enumerate(self.states) if len(s.taps) > 1 or s.taps not in ((), (-1,))]
        recurrent += [k for k, s in enumerate(self.states) if s.taps == (-1,)]
        stacked = [k for k, s in enumerate(self.states) if not s.taps]
        kept = [v for v in self.updates if floats(v)]
        return _Parts(recurrent, stacked, kept, [v for v in self.updates if v not in kept])

    def _step(self, parts: _Parts) -> Results:
        return Results(
            [*(self.outputs[k] for k in parts.recurrent), *(self.updates[v] for v in parts.kept)],
            [self.outputs[k] for k in parts.stacked],
            [self.updates[v] for v in parts.carried],
            self.condition,
        )

    def _fixed(self, expressions: Sequence[Any], updated: set[Any]) -> list[Any]:
        """Return the constants of a step in the order: shared, given, found."""
        given = [v for v in self.non_seqs if not isinstance(v, Constant | SharedVariable)]
        computed = [v for v in given if v.owner is not None]
        needed = [v for v in leaves(expressions, computed) if id(v) not in self.inner_leaves and v not in updated]
        shared = [v for v in needed if isinstance(v, SharedVariable)]
        large = [
            v
            for v in needed
            if isinstance(v, Constant) and isinstance(v.type, TensorType) and v.type.ndim and v.data.size > 8
        ]
        self._check_updates(given)
        extra = [v for v in needed if not isinstance(v, Constant | SharedVariable) and v not in given]
        if self.strict:
            missing = [v for v in shared if v not in self.non_seqs]  # Theano asked this of shared variables only
            if missing:
                raise MissingInputError(
                    f"Undeclared input: {describe(missing[0])} is used by the inner function of "
                    "scan.\nPlease pass this variable to the scan's inner function. Do not forget "
                    "to also pass it to the `non_sequences` attribute of scan."
                )
        return list(dict.fromkeys([*shared, *given, *extra, *large]))

    def _check_updates(self, given: Sequence[Any]) -> None:
        """Check updates; as in Theano, variables that only an update uses are not looked for."""
        of_outputs = {*leaves([*self.outputs, *([] if self.condition is None else [self.condition])]), *given}
        for v in leaves(list(self.updates.values()), [v for v in given if v.owner is not None]):
            if not (isinstance(v, Constant | SharedVariable) or v in of_outputs or id(v) in self.inner_leaves):
                raise MissingInputError(
                    f"Undeclared input: {describe(v)} is used by an update of the inner function "
                    "of scan.\nPlease pass this variable to the scan's inner function. Do not "
                    "forget to also pass it to the `non_sequences` attribute of scan."
                )

    def _answer(self, found: Results, layout: Layout, parts: _Parts) -> tuple[list[Any], OrderedUpdates]:
        done = found.end if layout.until else None
        answer: list[Any] = [None] * len(self.states)
        for k, (position, buffer) in enumerate(zip(parts.recurrent, found.states, strict=False)):
            depth = layout.depth(k)
            answer[position] = buffer[depth:] if done is None else buffer[depth : done + np.int64(depth)]
        for position, array in zip(parts.stacked, found.stacked, strict=True):
            answer[position] = array if done is None else array[:done]
        changed = OrderedUpdates()
        for v, value in zip(parts.carried, found.carried, strict=True):
            changed[v] = value
        for v, buffer in zip(parts.kept, found.states[len(parts.recurrent) :], strict=True):
            last = buffer[-1] if done is None else buffer[done]
            changed[v] = _as_type(last, v)
        return answer, changed


def _as_type(value: Any, like: Any) -> Any:
    return value if value.type == like.type else patternbroadcast(value, like.type.broadcastable)


def _watched(mode: Mode | str | None) -> Any:
    """Return a runner of steps that checks their values; None for modes that do not."""
    chosen = None if mode is None else get_mode(mode)
    if chosen is None or chosen.backend not in ("monitor", "nanguard"):
        return None

    def make(inner: InnerGraph) -> Any:
        step = Program(inner.inputs, inner.outputs, inner.nodes)
        if chosen.backend == "monitor":
            return Monitored(step, chosen)
        return Guarded(Partitioned(None, (), (), step), chosen)

    return make


def _copy(v: Variable) -> Variable:
    copy = v.type()
    copy.name = f"{v.name}_copy" if v.name else None
    return copy


def _known(n_steps: TensorLike | None) -> int | None:
    """Return the number of steps if it is known now; else None."""
    if n_steps is None:
        return None
    if isinstance(n_steps, float | int | np.number):
        return int(n_steps) if np.isfinite(n_steps) else None
    try:
        return int(get_scalar_constant_value(n_steps))
    except (NotScalarConstantError, TypeError, ValueError):
        return None


def _one_or_list(outputs: list[Any], return_list: bool) -> Any:
    if return_list is not True and len(outputs) == 1:
        return outputs[0]
    return outputs or None
