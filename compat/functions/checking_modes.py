"""Modes that check a computation as it runs: DebugMode, NanGuardMode, MonitorMode."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.array import OwnRun, compile_python, walk
from ..backends.compiled import Run
from ..compilation.data_stage.binding import Partitioned, value_of
from ..compilation.data_stage.rereading import Rereading
from ..emulated_versions import older_than
from ..graph.origin import describe
from ..graph.program import Program
from ..graph.user_op import UndeclaredValue, in_python, writes_are_errors
from ..graph.variable import Apply, Constant, Variable
from ..settings import config
from .checked_ops import (
    BadDestroyMap,
    BadThunkOutput,
    DebugModeError,
    equal_but_for_rounding,
    other_runs,
    require_declared_views,
    require_equal,
    require_inputs_kept,
    shortened,
)
from .graphs.function_graph import FunctionGraph

if TYPE_CHECKING:
    from ..compilation.modes import DebugMode


class BadOptimization(DebugModeError):
    """The rules changed a value.

    Example::

        >>> issubclass(theano.gof.toolbox.BadOptimization, theano.compile.debugmode.DebugModeError)
        True

    Source: theano.gof.toolbox.
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
                        f"output {k}, {describe(variable)}: the {name} backend gives {shortened(a)}, the graph "
                        f"as it was written gives {shortened(b)}. Please report this function."
                    )
        return result

    return run


def stepwise(
    main: Program,
    before: Callable[[int, Apply, list[Any]], None] | None = None,
    after: Callable[[int, Apply, list[Any], list[Any]], None] | None = None,
    again: Rereading | None = None,
    own: OwnRun | None = None,
) -> Run:
    """Return a function that runs `main` node by node in NumPy, and calls `before` and `after` each with the values.

    What they put into these lists counts from there on.

    again: when shared variables are read again, as a user's Op may have set them. own: as in `compile_python`.
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
                environment.update(zip(map(id, node.inputs), inputs, strict=True))  # which it may have changed
            unknown = {id(v): v for v in node.inputs if not isinstance(v, Constant)}
            single = Program(tuple(unknown.values()), tuple(node.outputs), (node,))
            values_of_node = [environment[k] for k in unknown]
            outputs = (
                walk(single, values_of_node, lambda _: np)
                if own is None
                else compile_python(single, own)(values_of_node)
            )
            if after is not None:
                outputs = list(outputs)
                after(i, node, inputs, outputs)
            environment.update(zip(map(id, node.outputs), outputs, strict=True))
            if again is not None and id(node) in again.setters:
                environment.update(again.now(i + 1))
        return [
            np.asarray(environment[key], dtype=v.type.compat_numpy_dtype)
            if hasattr(v.type, "compat_numpy_dtype")
            else environment[key]
            for v, key in zip(main.outputs, found, strict=True)
        ]

    return run


@dataclass(frozen=True)
class Guard:
    """What a NanGuardMode looks for: NaN, infinities, values above 1e10."""

    nan: bool
    inf: bool
    big: bool

    def look(self, value: Any, variable: Variable, node: Apply | None = None) -> None:
        """Raise AssertionError if `value` has one, or do as `config.NanGuardMode.action` says.

        node: what computed it; None for an input of the graph.
        """
        array = np.asarray(value) if isinstance(value, np.ndarray | np.generic) else None
        if array is None or array.dtype.kind not in "biufc" or not array.size:
            return
        if not getattr(variable.tag, "nan_guard_mode_check", True):
            return
        real = array.dtype.kind in "fc"
        found = [
            f"{name} detected"
            for name, there in (
                ("NaN", self.nan and real and np.isnan(array).any()),
                ("Inf", self.inf and real and np.isinf(array).any()),
                ("Big value", self.big and (np.abs(array) > 1e10).any()),
            )
            if there
        ]
        if found:
            where = (
                f"the input {describe(variable)}" if node is None else f"the output of {node.op}, {describe(variable)}"
            )
            place = "an input of the graph" if node is None else "the output of a node"
            self._act(f"{', '.join(found)} in {where}. NanGuardMode found it in {place}.")

    @staticmethod
    def _act(text: str) -> None:
        if config.NanGuardMode__action == "raise":
            raise AssertionError(text)
        if config.NanGuardMode__action == "warn":
            import logging  # used only here

            logging.getLogger("theano.compile.nanguardmode").error(text)
        else:
            print(text)
            breakpoint()


def guarded(main: Program, guard: Guard, again: Rereading | None = None, partitioned: Partitioned | None = None) -> Run:
    """Return a function that looks at all inputs, constants and computed values of each call.

    again: as in `stepwise`. partitioned: what `main` is the main part of; its data are looked at too.
    """

    def after(i: int, node: Apply, inputs: list[Any], outputs: list[Any]) -> None:
        for variable, value in zip(node.outputs, outputs, strict=True):
            guard.look(value, variable, node)

    run = stepwise(main, after=after, again=again)
    stage = None if partitioned is None else partitioned.stage
    stage_run = None if stage is None else stepwise(stage, after=after)
    data = [] if partitioned is None else [v for v in partitioned.data if v not in set(partitioned.stage_outputs)]
    given = list(main.inputs) if partitioned is None else list(main.inputs)[: -len(partitioned.data) or None]
    programs = (main,) if stage is None else (main, stage)
    constants = {id(v): v for p in programs for n in p.nodes for v in n.inputs if isinstance(v, Constant)}

    def guarded_run(values: Sequence[Any]) -> list[Any]:
        for variable, value in zip(given, values, strict=False):
            guard.look(value, variable)
        for constant in constants.values():
            guard.look(constant.data, constant)
        for variable in (*data, *(() if stage is None else stage.inputs)):
            guard.look(value_of(variable), variable)
        if stage is not None and stage_run is not None:
            stage_run([value_of(v) for v in stage.inputs])
        return run(values)

    return guarded_run


class Thunk:
    """What a MonitorMode's functions are given: `inputs` and `outputs`, each element a list with one value."""

    def __init__(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        self.inputs, self.outputs = [[v] for v in inputs], [[v] for v in outputs]


def monitored(
    main: Program, pre: Callable[..., Any] | None, post: Callable[..., Any] | None, again: Rereading | None = None
) -> Run:
    """Return a function that calls `pre` and `post` around each node, with (i, node, fn) or (fgraph, i, node, fn).

    Values that they put into `fn.inputs` and `fn.outputs` are used from there on. again: as in `stepwise`.
    """
    before_it, after_it = _told(pre, main), _told(post, main)

    def before(i: int, node: Apply, inputs: list[Any]) -> None:
        thunk = Thunk(inputs, [None] * len(node.outputs))
        before_it(i, node, thunk)
        inputs[:] = [cell[0] for cell in thunk.inputs]

    def after(i: int, node: Apply, inputs: list[Any], outputs: list[Any]) -> None:
        thunk = Thunk(inputs, outputs)
        after_it(i, node, thunk)
        outputs[:] = [cell[0] for cell in thunk.outputs]

    return stepwise(main, before if pre is not None else None, after if post is not None else None, again)


def _told(function: Callable[..., Any] | None, main: Program) -> Callable[..., Any]:
    """Return a function of (i, node, fn) that calls `function` as its release did: 1.1 gave it a graph first.

    Which one it was written for is seen from its parameters; one that takes both gets what the release that
    `config.emulate` names gave.
    """
    if function is None:
        return lambda i, node, fn: None
    takes = [count for count in (3, 4) if takes_positional(function, count)]
    if takes == [4] or takes != [3] and not older_than("3.9"):
        graph = FunctionGraph(list(main.inputs), list(main.outputs), clone=False)
        return lambda i, node, fn: function(graph, i, node, fn)
    return function


def takes_positional(function: Callable[..., Any], count: int) -> bool:
    """Return whether a function can be called with so many arguments; True if nobody can tell."""
    try:
        inspect.signature(function).bind(*range(count))
    except TypeError:
        return False
    except ValueError:  # a builtin without a signature
        return True
    return True


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
    linker = linker.compat_of_program(main)

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
            linker.compat_run_node(i, node, group)
        return [v.data if isinstance(v, Constant) else storages[0][id(v)][0] for v in main.outputs]

    return run


def inspected(plain: Program, mode: DebugMode) -> Run:
    """Return a function that runs the graph as written, and checks every value and every user's Op.

    `mode.check_isfinite` is read at each call.
    """

    def finite(value: np.ndarray, what: str) -> None:
        array = np.asarray(value)
        if mode.check_isfinite and array.dtype.kind in "fc" and not np.isfinite(array).all():
            raise InvalidValueError(f"{what} is not finite: {shortened(value)}.")

    before_it: list[Any] = []

    def before(i: int, node: Apply, inputs: list[Any]) -> None:
        before_it[:] = [np.array(v) if isinstance(v, np.ndarray) else v for v in inputs] if _is_users(node) else []

    def after(i: int, node: Apply, inputs: list[Any], outputs: list[Any]) -> None:
        if _is_users(node):
            require_inputs_kept(node, before_it, inputs)
            require_declared_views(node, inputs, outputs)
        for variable, value in zip(node.outputs, outputs, strict=True):
            finite(value, f"the output of {node.op}, {describe(variable)},")
        if _is_users(node):
            for way, values in other_runs(node, inputs, mode):
                require_equal(node, way, outputs, values)

    own = in_python if mode.check_py_code and not mode.check_c_code else None
    run = stepwise(plain, before, after, own=own)

    def inspected_run(values: Sequence[Any]) -> list[Any]:
        for variable, value in zip(plain.inputs, values, strict=True):
            finite(value, f"the input {describe(variable)}")
        refused = writes_are_errors.set(True)
        try:
            return run(values)
        except UndeclaredValue as error:
            raise InvalidValueError(str(error)) from error
        except ValueError as error:
            if "read-only" in str(error):
                raise BadDestroyMap(
                    f"An Op writes into its input and has no destroy_map that says so: {error}"
                ) from error
            raise
        finally:
            writes_are_errors.reset(refused)

    return inspected_run


def _is_users(node: Apply) -> bool:
    return bool(node.op.compat_is_black_box())
