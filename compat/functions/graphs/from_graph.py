"""`OpFromGraph`: a graph as an Op, with gradients of its own. Source of the behaviour: theano.compile.builders.

Compilation first replaces the Op by its inner graph, so every backend and every rule sees plain nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...backends.array import Walk
from ...differentiate import Rop, grad
from ...graph.arrays import Array, ArrayModule
from ...graph.connections import io_connection_pattern
from ...graph.missing_inputs import MissingInputError
from ...graph.op import Op
from ...graph.origin import describe
from ...graph.program import freeze, inlined
from ...graph.traversal import free_inputs, replace
from ...graph.types import DisconnectedType, NullType
from ...graph.variable import Apply, Constant, SharedVariable, Variable
from ...ops.scan.inner_graph import without_test_values
from ...ops.tensor_op import as_tensor


class OpFromGraph(Op):
    """An Op that computes outputs from inputs; shared variables that they need are added to the inputs.

    inputs, outputs: lists of variables. grad_overrides, lop_overrides, rop_overrides: "default", or a replacement for
    the gradient: a function of (inputs, output gradients), of (inputs, outputs, output gradients), of (inputs,
    evaluation points); an OpFromGraph of the same; a variable of NullType or DisconnectedType; or a list with one of
    these for each input (or output). connection_pattern: that of the inner graph, unless given. inline: has no effect,
    the graph is always inlined. name: of the Op.
    """

    def __init__(
        self,
        inputs: Sequence[Variable],
        outputs: Sequence[Variable],
        inline: bool = False,
        lop_overrides: Any = "default",
        grad_overrides: Any = "default",
        rop_overrides: Any = "default",
        connection_pattern: Any = None,
        name: str | None = None,
        **kwargs: Any,
    ) -> None:
        if not isinstance(inputs, list | tuple) or not isinstance(outputs, list | tuple):
            raise TypeError("Inputs and outputs of an OpFromGraph are lists of variables.")
        for v in [*inputs, *outputs]:
            if not isinstance(v, Variable):
                raise TypeError(f"Inputs and outputs of an OpFromGraph must be Variable instances, got {v!r}.")
        for key in ("updates", "givens"):
            if kwargs.get(key):
                raise TypeError(f"OpFromGraph takes no {key}: give them to the function that uses it.")
        if lop_overrides != "default" and grad_overrides != "default":
            raise ValueError("lop_overrides and grad_overrides are mutually exclusive.")
        for v in inputs:
            if isinstance(v, SharedVariable | Constant):
                raise TypeError(
                    f"{describe(v)} cannot be an input of an OpFromGraph: shared variables and constants "
                    "come along by themselves."
                )
        known = set(inputs)
        missing = [v for v in free_inputs(outputs, inputs) if v not in known]
        self.shared_inputs = [v for v in missing if isinstance(v, SharedVariable)]
        for v in missing:
            if not isinstance(v, SharedVariable):
                raise MissingInputError(
                    f"Undeclared input: {describe(v)} is needed by the outputs of an OpFromGraph, "
                    "and is not among its inputs."
                )
        shared = [v.type() for v in self.shared_inputs]
        own = [v.type(v.name) for v in inputs]
        outputs = replace(list(outputs), dict(zip([*inputs, *self.shared_inputs], [*own, *shared], strict=True)))
        self.compat_given_inputs: list[Variable] = list(inputs)  # the variables of the caller's expressions
        self.local_inputs: list[Variable] = [*own, *shared]
        self.local_outputs = inlined(outputs)
        self.input_types = [v.type for v in inputs]
        self.output_types = [v.type for v in outputs]
        self.is_inline, self.name, self.kwargs = inline, name, kwargs
        self.compat_lop_overrides, self.compat_grad_overrides, self.compat_rop_overrides = (
            lop_overrides,
            grad_overrides,
            rop_overrides,
        )
        self._connection_pattern = connection_pattern

    def __str__(self) -> str:
        return f"{self.name or type(self).__name__}{{inline={self.is_inline}}}"

    def make_node(self, *inputs: Any) -> Apply:
        if len(inputs) == len(self.local_inputs) and self.shared_inputs:  # the inputs of one of its nodes
            inputs, shared = inputs[: len(self.input_types)], list(inputs[len(self.input_types) :])
        else:
            shared = list(self.shared_inputs)
        if len(inputs) != len(self.input_types):
            raise ValueError(f"{self} takes {len(self.input_types)} inputs, got {len(inputs)}.")
        given = [t.filter_variable(v) for t, v in zip(self.input_types, inputs, strict=True)]
        return Apply(self, [*given, *shared], [t() for t in self.output_types])

    inputs = property(lambda self: list(self.local_inputs), doc="Inputs of the graph inside.")
    outputs = property(lambda self: list(self.local_outputs), doc="Outputs of the graph inside.")

    def set_lop_overrides(self, lop_overrides: Any) -> None:
        """Take another replacement for the gradient, as a function of (inputs, outputs, output gradients)."""
        self.compat_lop_overrides, self.compat_grad_overrides = lop_overrides, "default"

    def set_grad_overrides(self, grad_overrides: Any) -> None:
        """Take another replacement for the gradient, as a function of (inputs, output gradients)."""
        self.compat_grad_overrides, self.compat_lop_overrides = grad_overrides, "default"

    def set_rop_overrides(self, rop_overrides: Any) -> None:
        """Take another replacement for the derivative along a direction."""
        self.compat_rop_overrides = rop_overrides

    def perform(self, node: Apply, inputs: Sequence[Any], outputs: Sequence[list[Any]]) -> None:
        """Put the values of the graph inside at `inputs` into the cells `outputs`."""
        for cell, value in zip(outputs, self.compat_array(np, node, *inputs), strict=True):  # type: ignore[arg-type]
            cell[0] = value

    def compat_inline(self, inputs: Sequence[Variable]) -> list[Variable]:
        """Return the inner graph over `inputs`."""
        return replace(self.local_outputs, dict(zip(self.local_inputs, inputs, strict=True)))

    # ---- the facets

    @staticmethod
    def compat_inlined(node: Apply, inputs: Sequence[Variable]) -> list[Variable]:
        return node.op.compat_inline(inputs)  # type: ignore[no-any-return]

    def compat_array(self, xp: ArrayModule, node: Apply, *values: Array) -> list[Any]:
        if "_walk" not in self.__dict__:
            self._walk = Walk(freeze(self.local_inputs, self.local_outputs))
        return self._walk(values, lambda _: xp)

    def __getstate__(self) -> dict[str, Any]:
        return {k: v for k, v in self.__dict__.items() if k != "_walk"}

    def infer_shape(self, *given: Any) -> list[Any]:
        """Return the shapes of the outputs, from ([a graph,] node, shapes of the inputs)."""
        outputs = self.compat_inline(given[-2].inputs)
        return [
            tuple(o.shape[k] for k in range(o.ndim)) if hasattr(o, "ndim") else None  # type: ignore[attr-defined]
            for o in outputs
        ]

    def connection_pattern(self, node: Apply | None) -> list[list[bool]]:
        """Return one row per input, shared variables last."""
        if self._connection_pattern is None:
            return io_connection_pattern(self.local_inputs, self.local_outputs)
        return [*self._connection_pattern, *([False] * len(self.output_types) for _ in self.shared_inputs)]

    def L_op(
        self, inputs: Sequence[Variable], outputs: Sequence[Variable], output_gradients: Sequence[Variable]
    ) -> list[Variable]:
        if self.compat_lop_overrides != "default":
            override = self.compat_lop_overrides
            arguments: tuple[list[Any], ...] = (list(inputs), list(outputs), list(output_gradients))
        else:
            override = vars(self).get("grad", self.compat_grad_overrides)
            arguments = (list(inputs), list(output_gradients))
        own = len(self.input_types)
        arguments = (arguments[0][:own], *arguments[1:])
        usual = self._default_gradient(inputs, output_gradients)[:own] if _needs_default(override, own) else []
        found = _overridden(override, arguments, own, usual)
        if self.shared_inputs:
            found = [*found, *self._default_gradient(inputs, output_gradients)[own:]]
        return found

    def grad(self, inputs: Sequence[Variable], output_gradients: Sequence[Variable]) -> list[Variable]:
        """Return the gradient of the inner graph; a replacement of this method counts, as in Theano 0.8."""
        return self._default_gradient(inputs, output_gradients)

    def _default_gradient(self, inputs: Sequence[Variable], output_gradients: Sequence[Variable]) -> list[Variable]:
        known: dict[Variable, Variable] = {}
        for output, g in zip(self.local_outputs, output_gradients, strict=True):
            if not isinstance(g.type, DisconnectedType):
                known[output] = known[output] + g if output in known else g  # type: ignore[operator]
        if not known:
            return [DisconnectedType()() for _ in inputs]
        with without_test_values():
            inner = grad(
                None,
                list(self.local_inputs),
                known_grads=known,
                disconnected_inputs="ignore",
                return_disconnected="Disconnected",
                null_gradients="return",
            )
        return replace(inner, dict(zip(self.local_inputs, inputs, strict=True)))

    def R_op(self, inputs: Sequence[Variable], eval_points: Sequence[Variable | None]) -> list[Variable | None]:
        override, own, wanted = self.compat_rop_overrides, len(self.input_types), len(self.output_types)
        usual = self._default_products(inputs, eval_points) if _needs_default(override, wanted) else []
        return _overridden(override, (list(inputs)[:own], list(eval_points)[:own]), wanted, usual)

    def _default_products(self, inputs: Sequence[Variable], eval_points: Sequence[Variable | None]) -> list[Any]:
        moving = [(k, e) for k, e in enumerate(eval_points) if e is not None]
        points = [self.local_inputs[k].type() for k, _ in moving]
        with without_test_values():
            inner = Rop(
                list(self.local_outputs),
                [self.local_inputs[k] for k, _ in moving],
                points,
                disconnected_outputs="ignore",
                return_disconnected="None",
            )
        known = [v for v in inner if v is not None]
        # As an Op again, the result needs all of `inputs`, as in legacy, and none is an unused input.
        op = OpFromGraph([*self.local_inputs, *points], known)
        put = iter(op(*inputs, *[e for _, e in moving], return_list=True) if known else ())
        return [None if v is None else next(put) for v in inner]


def _needs_default(override: Any, wanted: int) -> bool:
    """Return whether an override leaves one of its `wanted` terms as it is."""
    if isinstance(override, list | tuple):
        return len(override) == wanted and any(isinstance(o, str) for o in override)
    return isinstance(override, str) and override == "default"


def _overridden(override: Any, arguments: tuple[list[Any], ...], wanted: int, usual: list[Any]) -> list[Any]:
    """Return `wanted` terms from `override`. usual: the terms without it, if it leaves one as it is."""
    if isinstance(override, str) and override == "default":
        return usual
    if isinstance(override, list | tuple):
        if len(override) != wanted:
            raise ValueError(f"A list of overrides needs one for each of {wanted}, got {len(override)}.")
        return [
            u if isinstance(o, str) and o == "default" else _single(o, arguments)
            for o, u in zip(override, usual or [None] * wanted, strict=True)
        ]
    if isinstance(override, Variable):
        return [_single(override, arguments) for _ in range(wanted)]
    found = (
        override(*[v for part in arguments for v in part], return_list=True)
        if isinstance(override, OpFromGraph)
        else override(*arguments)
    )
    found = list(found) if isinstance(found, list | tuple) else [found]
    if len(found) != wanted:
        raise ValueError(f"An override gave {len(found)} terms, {wanted} are needed.")
    return [v if isinstance(v, Variable) or v is None else as_tensor(v) for v in found]


def _single(override: Callable[..., Any] | Variable, arguments: tuple[list[Any], ...]) -> Any:
    if isinstance(override, Variable):
        if not isinstance(override.type, NullType | DisconnectedType):
            raise ValueError(
                f"An override that is a variable must be of NullType or DisconnectedType, not {override.type}."
            )
        return override.type()
    if isinstance(override, OpFromGraph):
        return override(*[v for part in arguments for v in part])
    if not callable(override):
        raise TypeError(f"An override must be 'default', a function, an OpFromGraph or a variable: got {override!r}.")
    return override(*arguments)
