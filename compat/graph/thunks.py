"""Thunks of users' Ops: functions without arguments that compute an application from and into cells of storage.

Theano's virtual machine ran all Ops so. Here only those run so that make a thunk of their own, and what they override
may call the plain ones by `super()`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from threading import RLock
from typing import Any

from .variable import Apply, Variable

MAKERS = ("make_thunk", "make_py_thunk", "make_c_thunk")


class CannotRunC(NotImplementedError):
    """The C code of an Op cannot be compiled here. why: the reason, without what to do."""

    def __init__(self, sentence: str, why: str) -> None:
        super().__init__(sentence)
        self.why = why


def storage_of(node: Apply) -> tuple[dict[Variable, list[Any]], dict[Variable, list[bool]]]:
    """Return a new cell for each variable of `node`, and for each whether its value is there."""
    variables = [*node.inputs, *node.outputs]
    return {v: [None] for v in variables}, {v: [v not in node.outputs] for v in variables}


def thunk(
    compute: Callable[..., Sequence[Any]],
    node: Apply,
    storage_map: dict[Variable, list[Any]],
    compute_map: dict[Variable, list[bool]] | None,
) -> Callable[[], None]:
    """Return the thunk that calls compute(op, node, values of the inputs), with the attributes that Theano's had."""
    inputs, outputs = ([storage_map[v] for v in variables] for variables in (node.inputs, node.outputs))

    def run() -> None:
        for v, cell, value in zip(
            node.outputs, outputs, compute(node.op, node, [cell[0] for cell in inputs]), strict=True
        ):
            cell[0] = value
            if compute_map is not None:
                compute_map[v][0] = True

    made: Any = run
    made.inputs, made.outputs, made.lazy = inputs, outputs, False
    return made


class NodeThunk:
    """The thunk of one application, made by the Op's own method at its first call and kept, with its storage."""

    def __init__(self, node: Apply, impl: str | None) -> None:
        self.lock = RLock()  # chains may run in threads
        self.storage, self.computed = storage_of(node)
        make: Any = node.op.make_thunk
        takes_impl = "impl" in inspect.signature(make).parameters
        self.run = make(node, self.storage, self.computed, [], **({"impl": impl} if takes_impl else {}))

    def __call__(self, op: Any, node: Apply, values: Sequence[Any]) -> list[Any]:
        """Return the output values at the values of the inputs."""
        with self.lock:
            for v, value in zip(node.inputs, values, strict=True):
                self.storage[v][0] = value
            for v in node.outputs:
                self.storage[v][0], self.computed[v][0] = None, False
            self.run()
            return [self.storage[v][0] for v in node.outputs]
