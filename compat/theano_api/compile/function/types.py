"""Source of the names: theano.compile.function.types; theano.compile.function_module has the same."""

from __future__ import annotations

from typing import Any

from ....compilation.modes import Mode
from ....functions.function import Function, function
from ....functions.graphs.function_graph import FunctionGraph
from ....functions.graphs.maker import Maker as FunctionMaker
from ....functions.inputs import In, SymbolicInput, SymbolicOutput, UnusedInputError
from ....functions.profiling.profile import ProfileStats
from ....functions.state import inputs_in_words
from ....graph.variable import Constant, Container, Variable
from ....importing.module_getattr import absent_from
from ....ops.tensor_types import TensorLike


def orig_function(
    inputs: Any,
    outputs: TensorLike,
    mode: Mode | str | None = None,
    accept_inplace: bool = False,
    name: str | None = None,
    profile: Any = None,
    on_unused_input: str | None = None,
    output_keys: Any = None,
) -> Function:
    """Return a compiled function: theano.function under its oldest name.

    output_keys: keys of the results, which are then in a dict. inputs, outputs, mode, accept_inplace, name, profile,
    on_unused_input: as there.
    """
    if output_keys is not None:
        outputs = dict(zip(output_keys, outputs, strict=True))
    return function(
        inputs,
        outputs,
        mode,
        accept_inplace=accept_inplace,
        name=name,
        profile=profile,
        on_unused_input=on_unused_input,
    )


def get_info_on_inputs(named_inputs: list[str], n_unnamed_inputs: int) -> str:
    """Return a sentence on the inputs of a function.

    named_inputs: their names. n_unnamed_inputs: the number of others.
    """
    return inputs_in_words(named_inputs, n_unnamed_inputs)


__all__ = [
    "Constant",
    "Container",
    "Function",
    "FunctionGraph",
    "FunctionMaker",
    "In",
    "ProfileStats",
    "SymbolicInput",
    "SymbolicOutput",
    "UnusedInputError",
    "Variable",
    "get_info_on_inputs",
    "orig_function",
]
__getattr__ = absent_from(__name__)
