"""Choice between two lists of values by a condition. Source: theano.ifelse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ...graph.origin import describe
from ...graph.traversal import applies
from ...graph.types import DisconnectedType
from ...graph.variable import Apply, Variable
from ...settings import config
from ..c_forms import CallAccess
from ..elementwise.elemwise import Elemwise
from ..elementwise.functions import neq, switch
from ..shapes.creation import zeros_like
from ..tensor_op import TensorOp, as_tensor, constant, disconnected
from ..tensor_types import TensorLike


class IfElse(TensorOp):
    """The values of one of two branches, of which the other is not computed. `theano.ifelse.ifelse` makes it.

    Inputs: the condition (a scalar, 0 means false), then the values for true and as many for false.

    n_outs: the number of values of a branch. name: how it is printed. as_view, gpu: accepted for old code, without an
    effect.
    """

    compat_keeps_disconnected = True
    compat_c_label = "one of two"

    def __init__(self, n_outs: int, as_view: bool = False, gpu: bool = False, name: str | None = None) -> None:
        self.n_outs, self.as_view, self.gpu, self.name = n_outs, as_view, gpu, name

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.n_outs == other.n_outs  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash((type(self), self.n_outs))

    def __str__(self) -> str:
        return f"if{{{self.name or ''}}}"

    def make_node(self, c: Variable, *values: Any) -> Apply:
        if len(values) != 2 * self.n_outs:
            raise AssertionError(
                f"Wrong number of arguments to make_node: expected {2 * self.n_outs}, got {len(values)}"
            )
        condition = as_tensor(c)
        if condition.type.ndim:
            raise TypeError(
                "Condition given to the op has to be a scalar with 0 standing for False, anything else "
                f"for True: {describe(condition)} has {condition.type.ndim} dimensions."
            )
        variables = [v if isinstance(v, Variable) else as_tensor(v) for v in values]
        for true, false in zip(variables[: self.n_outs], variables[self.n_outs :], strict=True):
            if true.type != false.type:
                raise TypeError(
                    "IfElse requires same types for true and false return values", true, false, true.type, false.type
                )
        return Apply(self, [condition, *variables], [v.type() for v in variables[: self.n_outs]])

    def branches(self, values: Sequence[Any]) -> tuple[list[Any], list[Any]]:
        """Split `values`, which correspond to the inputs, into (those for true, those for false)."""
        return list(values[1 : 1 + self.n_outs]), list(values[1 + self.n_outs :])

    def compat_shapes(self, node: Apply, input_shapes: Sequence[Any]) -> list[Any] | None:
        result: list[Any] = []
        for true, false in zip(*self.branches(input_shapes), strict=True):
            if true is None:
                result.append(None)
                continue
            result.append(tuple(length_of_either(node.inputs[0], t, f) for t, f in zip(true, false, strict=True)))
        return result

    def compat_gradient(
        self, inputs: Sequence[Any], outputs: Sequence[Any], output_gradients: Sequence[Any]
    ) -> list[Any]:
        true, false = self.branches(inputs)
        known = [k for k, g in enumerate(output_gradients) if not isinstance(g.type, DisconnectedType)]
        answer: list[Any] = [zeros_like(inputs[0], config.floatX), *(disconnected() for _ in (*true, *false))]
        again = IfElse(len(known), name=f"{self.name}_grad" if self.name else None)
        g = [output_gradients[k] for k in known]
        to_true = again.make_node(inputs[0], *g, *(zeros_like(true[k], output_gradients[k].dtype) for k in known))
        to_false = again.make_node(inputs[0], *(zeros_like(false[k], output_gradients[k].dtype) for k in known), *g)
        for j, k in enumerate(known):
            answer[1 + k] = to_true.outputs[j]
            answer[1 + self.n_outs + k] = to_false.outputs[j]
        return answer

    def compat_connection(self, node: Apply) -> list[list[bool]]:
        """Connect each value to one output, and the condition to all."""
        one = [[k == j for k in range(self.n_outs)] for j in range(self.n_outs)]
        return [[True] * self.n_outs, *one, *one]

    def compat_r_op(self, inputs: Sequence[Any], eval_points: Sequence[Any]) -> list[Any]:
        answer: list[Any] = []
        pairs = zip(*self.branches(inputs), *self.branches(eval_points), strict=True)
        for true, false, t, f in pairs:
            if t is None and f is None:
                answer.append(None)
                continue
            answer.append(
                IfElse(1)(inputs[0], zeros_like(true) if t is None else t, zeros_like(false) if f is None else f)
            )
        return answer

    def compat_array(self, xp: ArrayModule, node: Apply, condition: Array, *values: Array) -> list[Any]:
        if xp is np or isinstance(condition, np.ndarray | np.generic):
            return self.branches((None, *values))[0 if condition else 1]
        import jax

        true, false = self.branches((None, *values))
        for v, t, f in zip(node.outputs, true, false, strict=True):
            if np.shape(t) != np.shape(f):
                raise NotImplementedError(
                    f"ifelse cannot run in the JAX backend where its branches have different "
                    f"shapes: `{v}` is {np.shape(t)} or {np.shape(f)}."
                )
        dtypes = [v.type.dtype for v in node.outputs]  # type: ignore[attr-defined]
        arrays = [[xp.asarray(x, dtype=d) for x, d in zip(branch, dtypes, strict=True)] for branch in (true, false)]
        return list(jax.lax.cond(xp.reshape(condition, ()) != 0, lambda t, f: t, lambda t, f: f, *arrays))

    def compat_c_opaque(self, node: Apply, c: CallAccess) -> str:
        """Write a copy of the chosen values."""
        true, false = self.branches(node.inputs)
        holds = c.element(node.inputs[0], ())
        for output, t, f in zip(node.outputs, true, false, strict=True):
            name = c.ctype(output.type.dtype)  # type: ignore[attr-defined]
            size = " * ".join(str(n) for n in c.lengths(output)) or "1"
            c.line(
                f"memcpy({c.out(output)}, {holds} ? {c.array(t)} : {c.array(f)}, (size_t)({size}) * sizeof({name}));"
            )
        return ""


def length_of_either(condition: Variable, true: Any, false: Any) -> Any:
    """Return one length of the chosen value.

    A length that needs counting, such as the number of elements that a mask selects, is computed only if its value is
    chosen, because the other branch may not be computable at all.
    """
    if true is false or (isinstance(true, int) and isinstance(false, int) and true == false):
        return true
    true, false = as_tensor(true), as_tensor(false)
    if hasattr(true, "data") and hasattr(false, "data") and true.data == false.data:
        return true
    true, false = true.astype("int64"), false.astype("int64")
    if _is_counted(true) or _is_counted(false):
        return IfElse(1).make_node(condition, true, false).outputs[0]
    return switch(neq(condition, constant(0, dtype="int8")), true, false)


def _is_counted(length: Variable) -> bool:
    """Return whether a length is computed from arrays."""
    return any(isinstance(n.op, Elemwise) and n.outputs[0].type.ndim for n in applies([length]))


def ifelse(condition: TensorLike, then_branch: TensorLike, else_branch: TensorLike, name: str | None = None) -> Any:
    """Return `then_branch` where `condition` is not 0, else `else_branch`; only that branch is computed.

    condition: a scalar. then_branch, else_branch: a variable of any shape or a list of them, of the same types.
    name: shown in printed graphs.

    TypeError where the types differ, ValueError where the numbers of variables do.
    """
    true = list(then_branch) if isinstance(then_branch, list | tuple) else [then_branch]
    false = list(else_branch) if isinstance(else_branch, list | tuple) else [else_branch]
    pairs = [
        tuple(v if isinstance(v, Variable) else as_tensor(v) for v in pair) for pair in zip(true, false, strict=False)
    ]
    for t, f in pairs:
        if t.type != f.type:
            raise TypeError(
                f"The two branches should have identical types, but they are {t.type} and {f.type} "
                f"respectively: {describe(t)}, {describe(f)}. This error could be raised if for example "
                "you provided a one element list on the `then` branch but a tensor on the `else` branch."
            )
    if len(true) != len(false):
        raise ValueError(
            "The number of values on the `then` branch should have the same number of variables as the "
            f"`else` branch : (variables on `then` {len(true)}, variables on `else` {len(false)})"
        )
    found = IfElse(len(pairs), name=name)(condition, *(t for t, _ in pairs), *(f for _, f in pairs), return_list=True)
    if isinstance(then_branch, list):
        return found
    return tuple(found) if isinstance(then_branch, tuple) else found[0]
