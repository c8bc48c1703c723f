"""Functions that the graph needs from packages above it, which it does not import.

`compat/wiring.py` sets them before anything else of ours is imported.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


def _not_wired(*given: Any) -> Any:
    raise RuntimeError("compat.graph was imported without the package around it, which wires it (compat/wiring.py)")


@dataclass
class Hooks:
    """One function for each purpose. Each imports its implementation at its first call."""

    evaluate: Callable[..., Any] = _not_wired  # (variable, values of inputs) -> its value
    test_value: Callable[..., Any] = _not_wired  # (variable) -> its test value, computed from those of its inputs
    refresh_test_values: Callable[..., Any] = _not_wired  # (outputs): those that shared variables have made old
    check_test_values: Callable[..., Any] = _not_wired  # (application): where `compute_test_value` asks for it
    replace_op: Callable[..., Any] = _not_wired  # (Op of a real Theano's pickle, inputs, outputs) -> our Op
    import_classes: Callable[..., Any] = _not_wired  # (kind of type) sets the classes of its variables and constants
    with_pattern: Callable[..., Any] = _not_wired  # (variable, which dimensions have length 1) -> it, declared so
    stack: Callable[..., Any] = _not_wired  # (list of tensors) -> one tensor, along a new first dimension
    elementwise_functions: Callable[..., Any] = _not_wired  # fills the table of elementwise functions
    optimizer_of: Callable[..., Any] = _not_wired  # (name of a rule set, users' optimizers) -> both as one optimizer
    function_graph: Callable[..., Any] = _not_wired  # (inputs, outputs, features, clone) -> a FunctionGraph
    prepare_c_code: Callable[..., Any] = _not_wired  # (application of an Op with C code alone) compiles it
    run_c_code: Callable[..., Any] = _not_wired  # (such an application, values of its inputs) -> values of its outputs
    export: Callable[..., Any] = _not_wired  # (function, path, example inputs, whether in float32) -> a certificate
    legacy_graph: Callable[..., Any] = _not_wired  # () -> the module that is `theano.graph`


HOOKS = Hooks()

__all__ = ["HOOKS", "Hooks"]
