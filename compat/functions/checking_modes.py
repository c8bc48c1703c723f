"""Modes that check a computation as it runs: DebugMode, NanGuardMode, MonitorMode."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.array import walk
from ..backends.compiled import Run
from ..compilation.data_stage.rereading import Rereading
from ..graph.origin import describe
from ..graph.program import Program
from ..graph.types import TensorType
from ..graph.user_op import writes_are_errors
from ..graph.variable import Apply, Constant, Variable

if TYPE_CHECKING:
    from ..compilation.modes import DebugMode


class DebugModeError(Exception):
    """Two ways of running a function disagree, or an Op breaks a declaration.

    Example::

        >>> issubclass(theano.compile.debugmode.DebugModeError, Exception)
        True

    Source: theano.compile.debugmode.
    """


class BadOptimization(DebugModeError):
    """The rules changed a value.

    Example::

        >>> issubclass(theano.gof.toolbox.BadOptimization, theano.compile.debugmode.DebugModeError)
        True

    Source: theano.gof.toolbox.
    """


class BadThunkOutput(DebugModeError):
    """A backend's value differs from NumPy's.

    Example::

        >>> issubclass(theano.compile.debugmode.BadThunkOutput, theano.compile.debugmode.DebugModeError)
        True

    Source: theano.compile.debugmode.
    """


class BadViewMap(DebugModeError):
    """An Op returned an output that shares memory with an input, without a `view_map` for it.

    Example::

        >>> issubclass(theano.compile.debugmode.BadViewMap, theano.compile.debugmode.DebugModeError)
        True

    Source: theano.compile.debugmode.
    """


class BadDestroyMap(DebugModeError):
    """An Op wrote into an input, without a `destroy_map` for it.

    Example::

        >>> issubclass(theano.compile.debugmode.BadDestroyMap, theano.compile.debugmode.DebugModeError)
        True

    Source: theano.compile.debugmode.
    """


class InvalidValueError(DebugModeError):
    """A value that is not valid for its variable's type, or not finite.

    Example::

        >>> x = tt.dscalar("x")
        >>> theano.function([x], tt.log(x), mode="DebugMode")(-1.0)
        Traceback (most recent call last):
            ...
        theano_compat.functions.checking_modes.InvalidValueError: ...

    Source: theano.compile.debugmode.
    """


class StochasticOrder(DebugModeError):
    """Rewriting one graph twice gave two graphs.

    Example::

        >>> issubclass(theano.compile.debugmode.StochasticOrder, theano.compile.debugmode.DebugModeError)
        True

    Source: theano.compile.debugmode.
    """


def equal_but_for_rounding(variable: Variable, a: np.ndarray, b: np.ndarray) -> bool:
    """Return whether two values of `variable` are equal, by its tag or its type; our types have our own tolerances."""
    type_ = variable.type
    if hasattr(variable.tag, "values_eq_approx"):
        return bool(variable.tag.values_eq_approx(a, b))
    if type(type_) is not TensorType:
        return bool(type_.values_eq_approx(a, b))
    rtol, atol = (1e-4, 1e-5) if type_.dtype == "float32" else (1e-7, 1e-8)
    return type_.values_eq_approx(a, b, rtol=rtol, atol=atol)


def compared(
    runs: dict[str, Run],
    plain: Run,
    outputs: Sequence[Any],
) -> Callable[[Sequence[Any], Sequence[Any]], list[Any]]:
    """Return a function of (values for `runs`, values for `plain`) that runs all and compares every output."""

    def run(values: Sequence[Any], plain_values: Sequence[Any]) -> list[Any]:
        expected = plain(plain_values)
        result: list[Any] = expected
        for name, function in runs.items():
            result = function(values)
            for k, (a, b, variable) in enumerate(zip(result, expected, outputs, strict=True)):
                if not equal_but_for_rounding(variable, a, b):
                    error = BadOptimization if name == "python" else BadThunkOutput
                    raise error(
                        f"output {k}, {describe(variable)}: the {name} backend gives {_short(a)}, the graph "
                        f"as it was written gives {_short(b)}. Please report this function."
                    )
        return result

    return run


def _short(value: np.ndarray) -> str:
    return np.array2string(np.asarray(value), threshold=6).replace("\n", " ")


def stepwise(
    main: Program,
    before: Callable[[int, Apply, list[Any]], None] | None = None,
    after: Callable[[int, Apply, list[Any], list[Any]], None] | None = None,
    again: Rereading | None = None,
) -> Run:
    """Return a function that runs `main` node by node in NumPy, and calls `before` and `after` each with the values.

    again: when shared variables are read again, as a user's Op may have set them.
    """
    main = main if again is None else again.whole
    found = [id(v) for v in main.outputs] if again is None else again.outputs
    constants = {
        id(v): v.data for v in (*(v for n in main.nodes for v in n.inputs), *main.outputs) if isinstance(v, Constant)
    }

    def run(values: Sequence[Any]) -> list[Any]:
        environment = {**constants, **dict(zip(map(id, main.inputs), values, strict=True))}
        if again is not None:
            environment.update(again.now(0))
        for i, node in enumerate(main.nodes):
            inputs = [environment[id(v)] for v in node.inputs]
            if before is not None:
                before(i, node, inputs)
            unknown = {id(v): v for v in node.inputs if not isinstance(v, Constant)}
            single = Program(tuple(unknown.values()), tuple(node.outputs), (node,))
            outputs = walk(single, [environment[k] for k in unknown], lambda _: np)
            if after is not None:
                after(i, node, inputs, outputs)
            environment.update(zip(map(id, node.outputs), outputs, strict=True))
            if again is not None and id(node) in again.setters:
                environment.update(again.now(i + 1))
        return [
            np.asarray(environment[key], dtype=v.type.numpy_dtype)
            if hasattr(v.type, "numpy_dtype")
            else environment[key]
            for v, key in zip(main.outputs, found, strict=True)
        ]

    return run


def guarded(main: Program, nan: bool, inf: bool, big: bool, again: Rereading | None = None) -> Run:
    """Return a function that raises AssertionError at the first NaN, infinity or value above 1e10.

    again: as in `stepwise`.
    """

    def look(value: np.ndarray, what: str) -> None:
        array = np.asarray(value)
        if array.dtype.kind not in "fc" or not array.size:
            return
        for wanted, test, name in (
            (nan, np.isnan, "NaN"),
            (inf, np.isinf, "Inf"),
            (big, lambda a: np.abs(a) > 1e10, "Big value"),
        ):
            if wanted and test(array).any():
                raise AssertionError(f"{name} detected in {what}")

    def after(i: int, node: Apply, inputs: list[Any], outputs: list[Any]) -> None:
        for variable, value in zip(node.outputs, outputs, strict=True):
            look(value, f"the output of {node.op}, {describe(variable)}")

    run = stepwise(main, after=after, again=again)

    def guarded_run(values: Sequence[Any]) -> list[Any]:
        for variable, value in zip(main.inputs, values, strict=True):
            look(value, f"the input {describe(variable)}")
        return run(values)

    return guarded_run


class Thunk:
    """What a MonitorMode's functions are given: `inputs` and `outputs`, each element a list with one value."""

    def __init__(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        self.inputs, self.outputs = [[v] for v in inputs], [[v] for v in outputs]


def monitored(
    main: Program, pre: Callable[..., Any] | None, post: Callable[..., Any] | None, again: Rereading | None = None
) -> Run:
    """Return a function that calls `pre(i, node, fn)` and `post(i, node, fn)` around each node.

    again: as in `stepwise`.
    """

    def before(i: int, node: Apply, inputs: list[Any]) -> None:
        if pre is not None:
            pre(i, node, Thunk(inputs, [None] * len(node.outputs)))

    def after(i: int, node: Apply, inputs: list[Any], outputs: list[Any]) -> None:
        if post is not None:
            post(i, node, Thunk(inputs, outputs))

    return stepwise(main, before, after, again)


class NodeThunk(Thunk):
    """One node with storage of its own: a call computes `outputs` from `inputs`."""

    def __init__(self, node: Apply, inputs: list[list[Any]], outputs: list[list[Any]]) -> None:
        self.node, self.inputs, self.outputs = node, inputs, outputs
        own = {id(v): v for v in node.inputs if not isinstance(v, Constant)}
        self._program = Program(tuple(own.values()), tuple(node.outputs), (node,))

    def __call__(self) -> None:
        known = {id(v): cell[0] for v, cell in zip(self.node.inputs, self.inputs, strict=True)}
        values = walk(self._program, [known[id(v)] for v in self._program.inputs], lambda _: np)
        for cell, value in zip(self.outputs, values, strict=True):
            cell[0] = value


def wrapped(main: Program, linker: Any) -> Run:
    """Return a function that passes every node to a WrapLinker's `run_node(i, node, thunks)`.

    There is one thunk for each linker; the first linker's values are the result. A thunk that is not called computes
    nothing.
    """
    linker = linker.of_program(main)

    def run(values: Sequence[Any]) -> list[Any]:
        groups: list[list[NodeThunk]] = [[] for _ in main.nodes]
        storages: list[dict[int, list[Any]]] = []
        for _ in linker.linkers:
            cells: dict[int, list[Any]] = {id(v): [value] for v, value in zip(main.inputs, values, strict=True)}
            for group, node in zip(groups, main.nodes, strict=True):
                ins = [[v.data] if isinstance(v, Constant) else cells[id(v)] for v in node.inputs]
                outs: list[list[Any]] = [[None] for _ in node.outputs]
                cells.update(zip(map(id, node.outputs), outs, strict=True))
                group.append(NodeThunk(node, ins, outs))
            storages.append(cells)
        linker.pre(linker, list(values), list(main.nodes), groups)
        for i, (node, group) in enumerate(zip(main.nodes, groups, strict=True)):
            linker.run_node(i, node, group)
        return [v.data if isinstance(v, Constant) else storages[0][id(v)][0] for v in main.outputs]

    return run


def inspected(plain: Program, mode: DebugMode) -> Run:
    """Return a function that runs the graph as written, and checks every value and every user's Op.

    `mode.check_isfinite` is read at each call.
    """

    def finite(value: np.ndarray, what: str) -> None:
        array = np.asarray(value)
        if mode.check_isfinite and array.dtype.kind in "fc" and not np.isfinite(array).all():
            raise InvalidValueError(f"{what} is not finite: {_short(value)}.")

    def after(i: int, node: Apply, inputs: list[Any], outputs: list[Any]) -> None:
        if node.op.is_black_box():
            _require_declared_views(node, inputs, outputs)
        for variable, value in zip(node.outputs, outputs, strict=True):
            finite(value, f"the output of {node.op}, {describe(variable)},")

    run = stepwise(plain, after=after)

    def inspected_run(values: Sequence[Any]) -> list[Any]:
        for variable, value in zip(plain.inputs, values, strict=True):
            finite(value, f"the input {describe(variable)}")
        refused = writes_are_errors.set(True)
        try:
            return run(values)
        except ValueError as error:
            if "read-only" in str(error):
                raise BadDestroyMap(
                    f"An Op writes into its input and has no destroy_map that says so: {error}"
                ) from error
            raise
        finally:
            writes_are_errors.reset(refused)

    return inspected_run


def _require_declared_views(node: Apply, inputs: list[Any], outputs: list[Any]) -> None:
    for k, output in enumerate(outputs):
        declared = {*node.op.view_map.get(k, ()), *node.op.destroy_map.get(k, ())}
        for i, value in enumerate(inputs):
            if (
                i not in declared
                and isinstance(output, np.ndarray)
                and isinstance(value, np.ndarray)
                and np.may_share_memory(output, value)
                and np.shares_memory(output, value)
            ):
                raise BadViewMap(
                    f"Output {k} of {node} shares memory with its input {i}: say so in the view_map of "
                    f"{type(node.op).__name__}, or give a copy."
                )
