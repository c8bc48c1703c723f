"""The verifier of Programs. It runs in all tests and under COMPAT_CHECK=1, between the stages of a compilation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .annotations import MOST_IN_TEXT, Annotation, said
from .program import Program
from .types import TensorType
from .variable import Apply, Constant, SharedVariable, Variable


class GraphError(AssertionError):
    """A Program that violates an invariant: a bug of ours, never an error of the user."""


def check(program: Program, stage: str = "", typed: set[Apply] | None = None) -> None:
    """Raise GraphError for an invalid Program.

    typed: nodes whose types an earlier stage has checked; those of this one are added.

    In a valid one nodes are in order, unique, linked from their outputs, and typed as their Op says, and annotations of
    leaves are consistent.
    """
    known: set[int] = {id(v) for v in program.inputs}
    seen: dict[Any, Apply] = {}
    constants: dict[object, Variable] = {}
    typed = set() if typed is None else typed
    for node in program.nodes:
        for variable in node.inputs:
            if isinstance(variable, Constant):
                if constants.setdefault(variable.signature(), variable) is not variable:
                    raise _error(stage, f"constant {variable} stands twice", node)
            elif id(variable) not in known:
                raise _error(stage, f"{variable} is used before it is computed", node)
        key = (node.op, tuple(map(id, node.inputs)), tuple(o.type for o in node.outputs))
        if key in seen:
            raise _error(stage, "two equal nodes", node)
        seen[key] = node
        for i, output in enumerate(node.outputs):
            if output.owner is not node or output.index != i:
                raise _error(stage, "an output does not know its node", node)
            known.add(id(output))
        if node not in typed:
            _check_types(node, stage)
            typed.add(node)
    for output in program.outputs:
        if id(output) not in known and not isinstance(output, Constant | SharedVariable):
            raise _error(stage, f"output {output} is not computed", None)
    check_annotations(program, stage)


def check_annotations(program: Program, stage: str = "") -> None:
    """Raise GraphError unless annotations of leaves are consistent."""
    for variable, annotation in program.annotations.items():
        for complaint in _complaints(variable, annotation):
            raise GraphError(f"{stage}: {variable} ({variable.type}) is annotated as {annotation}: {complaint}")


def _complaints(variable: Variable, annotation: Annotation) -> list[str]:
    """Return why `annotation` cannot be true of `variable`; nothing if it can."""
    if variable.owner is not None:
        return ["it is computed: its node tells what is known of it"]
    if isinstance(variable, SharedVariable):
        return ["its value can be another at the next call"]
    if not isinstance(variable.type, TensorType):
        return ["it is no tensor"]
    if isinstance(variable, Constant) != annotation.structure:
        return ["a constant is structure, and nothing else is"]
    return [what for field, value in said(annotation) if (what := LEGAL[field](variable, value))]


def _lengths(variable: Variable, lengths: Sequence[Any]) -> str:
    pattern = variable.type.broadcastable
    if not isinstance(lengths, tuple) or len(lengths) != len(pattern):
        return f"it has {len(pattern)} dimensions"
    if not all(n is None or type(n) is int and n >= 0 for n in lengths):
        return "a length is a whole number from 0 on, or not known"
    return (
        "a dimension is declared to have length 1"
        if any(one and n not in (None, 1) for n, one in zip(lengths, pattern, strict=True))
        else ""
    )


def _below(variable: Variable, bound: float) -> str:
    if variable.type.compat_numpy_dtype.kind not in "iu":
        return "only whole numbers are indices"
    return "" if type(bound) is int and bound >= 0 else "a length is a whole number from 0 on"


def _by_columns(variable: Variable, value: bool) -> str:
    return (
        ""
        if value is True and variable.type.ndim == 2 and variable.type.compat_numpy_dtype.kind == "f"
        else "only matrices of real numbers are laid out again"
    )


def _structure(variable: Any, value: bool) -> str:
    if value is not True or variable.type.compat_numpy_dtype.kind not in "iu":
        return "only positions follow from lengths"
    return "" if variable.data.size <= MOST_IN_TEXT else "it is too long for a text"


def _constant(variable: Variable, constant: Variable) -> str:
    is_data = isinstance(constant, Constant) and not constant.compat_annotation.structure
    return "" if is_data and constant.type == variable.type else "a leaf stands for a constant of its type that is data"


# for each field of Annotation: "" or what is wrong
LEGAL: dict[str, Callable[[Any, Any], str]] = {
    "lengths": _lengths,
    "below": _below,
    "by_columns": _by_columns,
    "structure": _structure,
    "constant": _constant,
}


def _declared_types(node: Apply) -> list[Any] | None:
    """Return the types of the outputs according to the Op, if it is one of ours."""
    types_of = getattr(node.op, "compat_result_types", None)
    if types_of is None:
        return None
    try:
        return types_of(*[v.type for v in node.inputs])
    except NotImplementedError:  # they depend on values too, such as the constants of a shape
        return [o.type for o in node.op.make_node(*node.inputs).outputs]


def _check_types(node: Apply, stage: str) -> None:
    expected = _declared_types(node)
    for output, type_ in zip(node.outputs, expected or [], strict=expected is not None):
        if output.type != type_ and not getattr(output.type, "compat_is_super", lambda _: False)(type_):
            raise _error(stage, f"declared {output.type}, its Op says {type_}", node)


def _error(stage: str, what: str, node: Apply | None) -> GraphError:
    return GraphError(f"{stage}: {what} in {node}")
