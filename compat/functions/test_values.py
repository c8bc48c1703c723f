"""Test values (theano.gof.op): `.tag.test_value` is computed when it is first read, and then kept.

While `config.compute_test_value` is on, they are computed as the graph is made, so that an error points at the line
that made it.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ..graph.located import located
from ..graph.op import Op
from ..graph.origin import HOUSE, describe
from ..graph.traversal import applies
from ..graph.variable import Apply, Constant, SharedVariable, Variable
from ..ops.control.ifelse import IfElse
from ..ops.scan.inner_graph import inner_nodes
from ..ops.shapes.creation import ARange
from ..settings import config

_COUNT = itertools.count()
_HERE = sys._getframe().f_code.co_filename
# packages of ours that make graphs
_BUILDERS = tuple(  # their files
    os.path.join(HOUSE, *folder.split("/"), "")
    for folder in (
        *("models", "pymc3_api", "distributions", "samplers", "compilation", "functions", "rules", "backends"),
        *("scale", "old/pymc3", "old/theano/old_pickles"),
    )
)


class TestValueError(AttributeError, ValueError):
    """A variable has no test value; the base class that legacy raised depended on the place."""

    __test__ = False  # pytest looks for classes of that name


def test_value(variable: Variable) -> Any:
    """Return the value of `variable` for the test values of its inputs; raise AttributeError if one has none."""
    stack: list[tuple[Any, int]] = [(variable.owner, 0)] if _unknown(variable) else []
    seen: set[int] = set()
    while stack:
        node, position = stack.pop()
        waiting = None
        while position < len(node.inputs) and waiting is None:
            if _unknown(node.inputs[position]):
                waiting = node.inputs[position].owner
            position += 1
        if waiting is not None and id(waiting) not in seen:
            stack += [(node, position), (waiting, 0)]
            continue
        if id(node) in seen:
            continue
        seen.add(id(node))
        _compute(node, [_known(v) for v in node.inputs])
    return _known(variable)


def refresh(outputs: Sequence[Variable]) -> None:
    """Compute again the test values in the graph of `outputs` of which a shared variable has another value since.

    Where that fails, as the shapes of several values do not fit, the test value stays.
    """
    for node in applies(outputs):
        known = node.compat_test_values_of
        if known is None:
            continue
        before = (v.owner.compat_test_values_of for v in node.inputs if v.owner is not None)
        if known[1] != _versions(node) or any(one is not None and one[0] > known[0] for one in before):
            with suppress(Exception):
                _compute(node, [_known(v) for v in node.inputs])


def _versions(node: Apply) -> list[int]:
    return [v.container.version for v in node.inputs if isinstance(v, SharedVariable)]


def at_construction(node: Apply) -> None:
    """Compute the test values of the outputs of a new node.

    If an input has none: TestValueError, a warning or nothing, as `config.compute_test_value` says.
    """
    if type(node.op).compat_array is Op.compat_array and not hasattr(node.op, "perform"):
        return  # nothing to run
    values = []
    for position, v in enumerate(node.inputs):
        try:
            values.append(test_value(v))
        except AttributeError:
            if not _in_users_code():
                return
            if config.compute_test_value == "raise":
                raise TestValueError(
                    f"Cannot compute test value: input {position} ({describe(v)}) of Op {node} is "
                    "missing default value: set its .tag.test_value."
                ) from None
            if config.compute_test_value == "warn":
                text = f"Cannot compute test value: input {position} ({v}) of Op {node} is missing default value"
                warn(text, UserWarning)
            return
    _compute(node, values)


def _in_users_code() -> bool:
    """Return whether user code makes the node, and not a model or a sampler of ours."""
    frame = sys._getframe(1)
    while frame is not None:
        filename = frame.f_code.co_filename
        if filename.startswith(_BUILDERS) and filename != _HERE:
            return False
        frame = frame.f_back  # type: ignore[assignment]
    return True


def _compute(node: Apply, values: list[Any]) -> None:
    versions = _versions(node)
    try:
        outputs = _as_compiled(node, values) if _rules_matter(node) else node.op.compat_array(np, node, *values)
    except Exception as error:
        raise located(error, node, values) from error.__cause__
    for output, value in zip(node.outputs, outputs, strict=True):
        output.tag.__dict__["test_value"] = value
    node.compat_test_values_of = next(_COUNT), versions


def _rules_matter(node: Apply) -> bool:
    """Return whether a loop contains something that its compiled function computes in another way.

    Its test value was that of the compiled function. Such are an ifelse, which is lazy there, and a range of floats, to
    which legacy's rules gave another length.
    """
    return any(
        type(inner.op) is IfElse or isinstance(inner.op, ARange) and inner.outputs[0].type.dtype.startswith("float")  # type: ignore[attr-defined]
        for inner in inner_nodes([node])[1:]
    )


def _as_compiled(node: Apply, values: list[Any]) -> list[Any]:
    from .function import function  # all rules: for these loops only

    inputs = [v.type() for v in node.inputs]  # type: ignore[attr-defined]
    outputs = node.clone_with_new_inputs(inputs, strict=False).outputs
    with config.change_flags(compute_test_value="off"):
        return function(inputs, list(outputs), mode="PYTHON", on_unused_input="ignore")(*values)


def _unknown(variable: Variable) -> bool:
    return variable.owner is not None and "test_value" not in variable.tag.__dict__


def _known(variable: Variable) -> Any:
    if isinstance(variable, Constant):
        return variable.data
    if isinstance(variable, SharedVariable):
        return variable.container.held
    stored = variable.tag.__dict__.get("test_value")
    if stored is None:
        raise TestValueError(f"`{variable}` has no test value: set its .tag.test_value.")
    return stored
