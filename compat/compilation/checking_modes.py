"""Modes that look over the shoulder of a computation. Source of the names: theano.compile.debugmode, .nanguardmode."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from compat.backends.array import compile_python, walk
from compat.graph.origin import describe
from compat.graph.program import Program


class DebugModeError(Exception):
    """Two ways of running one function disagree: a fault of ours."""


class BadOptimization(DebugModeError):
    """The rules changed a value."""


class BadThunkOutput(DebugModeError):
    """A backend gave another value than NumPy."""


def compared(runs: dict[str, Callable[[Sequence[Any]], list[Any]]], plain: Callable[[Sequence[Any]], list[Any]],
             outputs: Sequence[Any]) -> Callable[[Sequence[Any], Sequence[Any]], list[Any]]:
    """A function of (values for `runs`, values for `plain`) that runs all and compares every output."""
    def run(values: Sequence[Any], plain_values: Sequence[Any]) -> list[Any]:
        expected = plain(plain_values)
        result: list[Any] = []
        for name, function in runs.items():
            result = function(values)
            for k, (a, b, variable) in enumerate(zip(result, expected, outputs, strict=True)):
                if not variable.type.values_eq_approx(a, b):
                    error = BadOptimization if name == "python" else BadThunkOutput
                    raise error(f"output {k}, {describe(variable)}: the {name} backend gives {_short(a)}, the graph "
                                f"as it was written gives {_short(b)}. Please report this function.")
        return result
    return run


def _short(value: Any) -> str:
    return np.array2string(np.asarray(value), threshold=6).replace("\n", " ")


def guarded(main: Program, nan: bool, inf: bool, big: bool) -> Callable[[Sequence[Any]], list[Any]]:
    """A function that runs node by node and raises AssertionError at the first NaN, infinity or value above 1e10."""
    def look(value: Any, what: str) -> None:
        array = np.asarray(value)
        if array.dtype.kind not in "fc" or not array.size:
            return
        for wanted, test, name in ((nan, np.isnan, "NaN"), (inf, np.isinf, "Inf"),
                                   (big, lambda a: np.abs(a) > 1e10, "Big value")):
            if wanted and test(array).any():
                raise AssertionError(f"{name} detected in {what}")

    def run(values: Sequence[Any]) -> list[Any]:
        for variable, value in zip(main.inputs, values, strict=True):
            look(value, f"the input {describe(variable)}")
        environment = dict(zip(map(id, main.inputs), values, strict=True))
        for node in main.nodes:
            single = Program(tuple(v for v in node.inputs if id(v) in environment), tuple(node.outputs), (node,))
            inputs = [environment[id(v)] for v in node.inputs if id(v) in environment]
            for variable, value in zip(node.outputs, walk(single, inputs, lambda _: np), strict=True):
                look(value, f"the output of {node.op}, {describe(variable)}")
                environment[id(variable)] = value
        return compile_python(Program(main.inputs, main.outputs, main.nodes))(values)
    return run
