"""Normalise the arguments of `scan`: the rows that a step reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ...graph.origin import describe
from ...graph.types import TensorType
from ...graph.variable import Constant, Variable
from ...ops.elementwise.functions import minimum
from ...ops.shapes.shape import shape_padleft, unbroadcast
from ...ops.tensor_op import as_tensor
from ...ops.tensor_types import TensorLike
from ...settings import config


@dataclass
class Row:
    """A sequence at one tap. `outer`: its rows, one for each step. `first`: the row of the first step."""

    inner: Variable
    outer: Variable
    first: Variable


@dataclass
class State:
    """The `outputs_info` of one output. `taps` is empty for an output that is not fed back."""

    taps: tuple[int, ...] = ()
    outer: Any = None  # the rows before the first step
    inner: list[Variable] = field(default_factory=list)
    first: list[Variable] = field(default_factory=list)  # the values at the taps in the first step


def as_list(x: TensorLike) -> list[Any]:
    """Return a list: of the elements of a list or tuple, of nothing for None, of any other object."""
    return [] if x is None else list(x) if isinstance(x, list | tuple) else [x]


def sequence_rows(sequence: TensorLike, go_backwards: bool) -> list[Row]:
    """One Row for each tap of a sequence: an array, or dict(input=, taps=)."""
    taps: list[int] = [0]
    if isinstance(sequence, dict):
        given = sequence.get("taps")
        taps = [0] if given is None else [int(t) for t in as_list(given)]
        sequence = sequence["input"]
    x = as_tensor(sequence)
    if not taps:
        return []
    if x.type.ndim == 0:
        raise IndexError(
            f"A sequence needs a first dimension to step along: {describe(x)} is a scalar. Give it as one "
            "of `non_sequences`."
        )
    earliest, latest = min(*taps, 0), max(*taps, 0)
    rows = []
    for tap in taps:
        start = tap - earliest
        first = x[start]
        whole = x[start:] if tap == latest else x[start : tap - latest]
        if go_backwards:
            whole = whole[::-1]
        inner = _inner(first, _at(x.name, tap))
        if x.name:
            whole.name = f"{x.name}[{start}:]" if tap == latest else f"{x.name}[{start}:{tap - latest}]"
        rows.append(Row(inner, whole, first))
    return rows


def state(info: object) -> State:
    """Return the State of one element of `outputs_info`: None, an initial value, or dict(initial=, taps=)."""
    if info is None:
        return State()
    initial, taps = info, [-1]
    if isinstance(info, dict):
        if info.get("return_steps") is not None:
            raise ValueError(
                "Using `return_steps` has been deprecated. Simply select the entries you need using a "
                "subtensor: only what is used is kept."
            )
        initial, given = info.get("initial"), info.get("taps")
        if initial is None and given is not None:
            raise ValueError("If you are using slices of an output you need to provide a initial state for it", info)
        if initial is None:
            return State()
        if given is not None:
            taps = [int(t) for t in as_list(given)]
            if len(set(taps)) < len(taps):
                raise ValueError("All the taps must be different in `outputs_info`", info)
            if any(t >= 0 for t in taps):
                raise ValueError("All the tap values must be smaller than 0.", info)
            if not taps:
                return State()
        elif "taps" in info:
            warn(f"the taps of {initial} are None in outputs_info: [-1] is meant")
    x = as_tensor(initial)
    if taps == [-1]:
        rows = unbroadcast(shape_padleft(x), 0)
        inner = _inner(x, _at(x.name, -1))
        return State((-1,), rows, [inner], [x])
    depth = -min(taps)
    if x.type.ndim == 0:
        raise TypeError(
            f"The initial state of an output with taps {taps} needs {depth} rows: {describe(x)} is a scalar."
        )
    rows = x[:depth]
    rows = unbroadcast(rows, 0) if rows.type.broadcastable[0] else rows
    first = [x[t + depth] for t in taps]
    return State(tuple(taps), rows, [_inner(f, _at(x.name, t)) for f, t in zip(first, taps, strict=True)], first)


def _at(name: str | None, tap: int) -> str | None:
    return None if name is None else f"{name}[t]" if tap == 0 else f"{name}[t{tap:+d}]"


def _inner(outer: Variable, name: str | None) -> Variable:
    """Return the variable for `outer` inside a step, with its test value."""
    inner = outer.type()
    inner.name = name
    if config.compute_test_value != "off":
        try:
            if isinstance(outer, Constant):
                inner.tag.test_value = outer.data
            elif hasattr(outer, "get_value") and outer.owner is None:
                inner.tag.test_value = outer.get_value(borrow=True)
            else:
                inner.tag.test_value = np.asarray(outer.tag.test_value)
        except AttributeError:
            pass  # reported when it is used inside
    return inner


def number_of_steps(n_steps: TensorLike, rows: Sequence[Row]) -> Any:
    """Return the number of steps as a variable: `n_steps`, or the length of the shortest sequence."""
    if not is_missing(n_steps):
        return as_tensor(n_steps)
    if not rows:
        raise ValueError(
            "No information about the number of steps provided. Either provide a value for n_steps "
            "argument of scan or provide an input sequence"
        )
    lengths: list[Any] = [r.outer.shape[0] for r in rows]  # type: ignore[attr-defined]
    total = lengths[0]
    for n in lengths[1:]:
        total = minimum(total, n)
    return total


def is_missing(x: TensorLike | None) -> bool:
    """Return whether a number of steps is not given: None, NaN or infinity.

    x: a number, a variable or None.
    """
    if x is None:
        return True
    if isinstance(x, Variable):
        return isinstance(x, Constant) and isinstance(x.type, TensorType) and not np.all(np.isfinite(x.data))
    try:
        return bool(np.isnan(x) or np.isinf(x))
    except TypeError:
        return False
