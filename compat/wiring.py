"""The one place where `graph` is given the packages above it; each is imported when the graph first asks."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from .graph.hooks import HOOKS

# Where the classes of variables and constants are, by kind of type.
CLASSES = {
    "tensor": "theano_compat.ops.tensor_variable",
    "sparse": "theano_compat.ops.sparse.variable",
    "typed list": "theano_compat.old.theano.typed_list.typed_list_variable",
}


def wire() -> None:
    """Give the graph its hooks. Called when `compat` is imported."""
    HOOKS.evaluate = _of("theano_compat.functions.function", "evaluate")
    HOOKS.test_value = _of("theano_compat.functions.test_values", "test_value")
    HOOKS.refresh_test_values = _of("theano_compat.functions.test_values", "refresh")
    HOOKS.check_test_values = _of("theano_compat.functions.test_values", "at_construction")
    HOOKS.replace_op = _of("theano_compat.old.theano.old_pickles.ops", "stand_in")
    HOOKS.with_pattern = _of("theano_compat.ops.shapes.shape", "patternbroadcast")
    HOOKS.stack = _of("theano_compat.ops.shapes.join", "stack")
    HOOKS.elementwise_functions = lambda: import_module("theano_compat.ops.elementwise.functions")
    HOOKS.import_classes = lambda kind: import_module(CLASSES[kind])
    HOOKS.optimizer_of = _of("theano_compat.old.theano.optimizing.registry", "optimizer_of")
    HOOKS.function_graph = _of("theano_compat.functions.graphs.function_graph", "FunctionGraph")
    HOOKS.prepare_c_code = _of("theano_compat.backends.c_code.host", "prepare")
    HOOKS.run_c_code = _of("theano_compat.backends.c_code.host", "run")
    HOOKS.export = _of("theano_compat.exporting.export", "export")
    HOOKS.legacy_graph = lambda: import_module("theano_compat.old.theano.graph")


def _of(module: str, name: str) -> Callable[..., Any]:
    def ask(*given: Any) -> Any:
        return getattr(import_module(module), name)(*given)

    return ask


__all__ = ["wire"]
