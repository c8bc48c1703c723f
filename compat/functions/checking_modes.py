"""Modes that check a computation as it runs: DebugMode, NanGuardMode, MonitorMode."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..backends.array import compile_python, walk
from ..backends.compiled import Compiled, Run
from ..compilation.data_stage.binding import Data, Partitioned, value_of
from ..compilation.data_stage.rereading import Rereading
from ..compilation.modes import Mode, NanGuardMode
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
    """The rules changed a value."""


class InvalidValueError(DebugModeError):
    """A value that is not valid for its variable's type, or not finite."""


class StochasticOrder(DebugModeError):
    """Rewriting one graph twice gave two graphs."""


class Stepwise:
    """A Program node by node in NumPy; what is derived looks at the values `before` and `after` each node.

    What it puts into their lists counts from there on.

    again: when shared variables are read again, as a user's Op may have set them. by_perform: users' Ops run by that.
    """

    by_perform = False

    def __init__(self, main: Program, again: Rereading | None = None) -> None:
        self.main, self.again = main if again is None else again.whole, again
        self._found = [id(v) for v in main.outputs] if again is None else again.outputs
        self._constants = {
            id(v): v.data
            for v in (*(v for n in self.main.nodes for v in n.inputs), *self.main.outputs)
            if isinstance(v, Constant)
        }

    def before(self, i: int, node: Apply, inputs: list[Any]) -> None:
        """Look at the inputs of a node."""

    def after(self, i: int, node: Apply, inputs: list[Any], outputs: list[Any]) -> None:
        """Look at the outputs of a node."""

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        main, again = self.main, self.again
        environment = {**self._constants, **dict(zip(map(id, main.inputs), values, strict=True))}
        if again is not None:
            environment.update(again.values_after(0))
        for i, node in enumerate(main.nodes):
            inputs = [environment[id(v)] for v in node.inputs]
            self.before(i, node, inputs)
            environment.update(zip(map(id, node.inputs), inputs, strict=True))  # which it may have changed
            unknown = {id(v): v for v in node.inputs if not isinstance(v, Constant)}
            single = Program(tuple(unknown.values()), tuple(node.outputs), (node,))
            given = [environment[k] for k in unknown]
            outputs = list(
                compile_python(single, in_python)(given) if self.by_perform else walk(single, given, lambda _: np)
            )
            self.after(i, node, inputs, outputs)
            environment.update(zip(map(id, node.outputs), outputs, strict=True))
            if again is not None and id(node) in again.setters:
                environment.update(again.values_after(i + 1))
        return [
            np.asarray(environment[key], dtype=v.type.compat_numpy_dtype)
            if hasattr(v.type, "compat_numpy_dtype")
            else environment[key]
            for v, key in zip(main.outputs, self._found, strict=True)
        ]


def watched(partitioned: Partitioned, mode: Mode, again: Rereading | None) -> Run:
    """Return what runs a function node by node, as a NanGuardMode, a MonitorMode or a WrapLinker asks for.

    again: as in `Stepwise`.
    """
    main = partitioned.main
    if isinstance(mode, NanGuardMode):
        return Guarded(partitioned, mode, again)
    return wrapped(main, mode.wrap_linker) if mode.wrap_linker is not None else Monitored(main, mode, again)


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


class _Guarded(Stepwise):
    """A Program whose computed values are looked at."""

    def __init__(self, main: Program, guard: Guard, again: Rereading | None = None) -> None:
        super().__init__(main, again)
        self._guard = guard

    def after(self, i: int, node: Apply, inputs: list[Any], outputs: list[Any]) -> None:
        for variable, value in zip(node.outputs, outputs, strict=True):
            self._guard.look(value, variable, node)


class Guarded:
    """A function that looks at all inputs, data, constants and computed values of each call. again: as in Stepwise."""

    def __init__(self, partitioned: Partitioned, mode: Any, again: Rereading | None = None) -> None:
        guard = Guard(mode.nan_is_error, mode.inf_is_error, mode.big_is_error)
        main, stage = partitioned.main, partitioned.stage
        self._guard, self._run, self._stage = guard, _Guarded(main, guard, again), stage
        self._stage_run = None if stage is None else _Guarded(stage, guard)
        self._data = [v for v in partitioned.data if v not in set(partitioned.stage_outputs)]
        self._given = list(main.inputs)[: -len(partitioned.data) or None]
        programs = (main,) if stage is None else (main, stage)
        self._constants = {id(v): v for p in programs for n in p.nodes for v in n.inputs if isinstance(v, Constant)}

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        look, stage = self._guard.look, self._stage
        for variable, value in zip(self._given, values, strict=False):
            look(value, variable)
        for constant in self._constants.values():
            look(constant.data, constant)
        for variable in (*self._data, *(() if stage is None else stage.inputs)):
            look(value_of(variable), variable)
        if stage is not None and self._stage_run is not None:
            self._stage_run([value_of(v) for v in stage.inputs])
        return self._run(values)


class Thunk:
    """What a MonitorMode's functions are given: `inputs` and `outputs`, each element a list with one value."""

    def __init__(self, inputs: Sequence[Any], outputs: Sequence[Any]) -> None:
        self.inputs, self.outputs = [[v] for v in inputs], [[v] for v in outputs]


class Monitored(Stepwise):
    """Calls a MonitorMode's functions around each node, with (i, node, fn) or (fgraph, i, node, fn).

    Values that they put into `fn.inputs` and `fn.outputs` are used from there on.
    """

    def __init__(self, main: Program, mode: Mode, again: Rereading | None = None) -> None:
        super().__init__(main, again)
        self._pre, self._post = (_told(getattr(mode, name, None), main) for name in ("pre_func", "post_func"))

    def before(self, i: int, node: Apply, inputs: list[Any]) -> None:
        thunk = Thunk(inputs, [None] * len(node.outputs))
        self._pre(i, node, thunk)
        inputs[:] = [cell[0] for cell in thunk.inputs]

    def after(self, i: int, node: Apply, inputs: list[Any], outputs: list[Any]) -> None:
        thunk = Thunk(inputs, outputs)
        self._post(i, node, thunk)
        outputs[:] = [cell[0] for cell in thunk.outputs]


def _told(function: Callable[..., Any] | None, main: Program) -> Callable[..., Any]:
    """Return a function of (i, node, fn) that calls `function` as its release did: 1.1 gave it a graph first.

    Which one it was written for is seen from its parameters; one that takes both gets what the release that
    `config.emulate` names gave.
    """
    if function is None:
        return lambda i, node, fn: None
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):  # a builtin without a signature; what is no function raises at its call
        takes = [3, 4]
    else:
        takes = [count for count in (3, 4) if _takes(signature, count)]
    if takes == [4] or takes != [3] and not older_than("3.9"):
        graph = FunctionGraph(list(main.inputs), list(main.outputs), clone=False)
        return lambda i, node, fn: function(graph, i, node, fn)
    return function


def _takes(signature: inspect.Signature, count: int) -> bool:
    """Return whether a function can be called with so many arguments by position."""
    try:
        signature.bind(*range(count))
    except TypeError:
        return False
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


class Inspected(Stepwise):
    """The graph as written, with checks of every value and every user's Op.

    `mode.check_isfinite` is read at each call.
    """

    def __init__(self, plain: Program, mode: DebugMode) -> None:
        super().__init__(plain)
        self._mode, self.by_perform = mode, bool(mode.check_py_code and not mode.check_c_code)
        self._before: list[Any] = []

    def _finite(self, value: np.ndarray, what: str) -> None:
        array = np.asarray(value)
        if self._mode.check_isfinite and array.dtype.kind in "fc" and not np.isfinite(array).all():
            raise InvalidValueError(f"{what} is not finite: {shortened(value)}.")

    def before(self, i: int, node: Apply, inputs: list[Any]) -> None:
        kept = [np.array(v) if isinstance(v, np.ndarray) else v for v in inputs] if _is_users(node) else []
        self._before = kept

    def after(self, i: int, node: Apply, inputs: list[Any], outputs: list[Any]) -> None:
        if _is_users(node):
            require_inputs_kept(node, self._before, inputs)
            require_declared_views(node, inputs, outputs)
        for variable, value in zip(node.outputs, outputs, strict=True):
            self._finite(value, f"the output of {node.op}, {describe(variable)},")
        if _is_users(node):
            for way, values in other_runs(node, inputs, self._mode):
                require_equal(node, way, outputs, values)

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        for variable, value in zip(self.main.inputs, values, strict=True):
            self._finite(value, f"the input {describe(variable)}")
        refused = writes_are_errors.set(True)
        try:
            return super().__call__(values)
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


class Compared:
    """Runs a function by several backends and as it was written, and compares every output."""

    def __init__(
        self, runs: dict[str, Compiled], plain: Partitioned, mode: DebugMode, inputs: int, outputs: Sequence[Variable]
    ) -> None:
        self._runs, self._inputs, self._outputs = runs, inputs, outputs
        self._data, self._plain = Data(plain), Inspected(plain.main, mode)

    def __call__(self, values: Sequence[Any]) -> list[Any]:
        expected = self._plain([*values[: self._inputs], *self._data.values()])
        result: list[Any] = expected
        for name, function in self._runs.items():
            result = function.call(values)
            for k, (a, b, variable) in enumerate(zip(result, expected, self._outputs, strict=True)):
                if not equal_but_for_rounding(variable, a, b):
                    error = BadOptimization if name == "python" else BadThunkOutput
                    raise error(
                        f"output {k}, {describe(variable)}: the {name} backend gives {shortened(a)}, the graph "
                        f"as it was written gives {shortened(b)}. Please report this function."
                    )
        return result


def _is_users(node: Apply) -> bool:
    return bool(node.op.compat_is_black_box())
