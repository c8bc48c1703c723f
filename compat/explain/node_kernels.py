"""The rows of an explanation if a Program runs node by node: each node is a kernel."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..backends.c.nests.formula import safe
from ..graph.program import Program
from ..graph.variable import Constant, Variable
from ..ops.shapes.shape import Shape, ShapeI
from .arithmetic import of_node
from .count import count, product
from .kernel import Kernel, Traffic
from .program_lines import Names

Shapes = Mapping[int, tuple[int, ...]]


def describe(program: Program, names: Names, shapes: Shapes, first: int = 1, part: int = 0) -> list[Kernel]:
    """Describe each node as a kernel.

    names: of everything in the program. shapes: id of a variable -> the shape that it had.
    """
    found: list[Kernel] = []
    for node in program.nodes:
        flops = functions = None
        given = [*node.inputs, *node.outputs]
        if all(id(v) in shapes or isinstance(v, Constant) for v in given):
            flops, functions = of_node(
                node, [_shape(v, shapes) for v in node.inputs], [_shape(v, shapes) for v in node.outputs]
            )
        is_view = hasattr(node.op, "compat_c_view") or isinstance(node.op, Shape | ShapeI)
        reads = (
            []
            if is_view
            else [
                t for v in dict.fromkeys(node.inputs) if not isinstance(v, Constant) for t in _traffic(v, names, shapes)
            ]
        )
        writes = [] if is_view else [t for v in node.outputs for t in _traffic(v, names, shapes)]
        outs = ", ".join(names.of(v) for v in node.outputs)
        formula = f"{outs} = {names.applied(node).text}"
        found.append(
            Kernel(
                first + len(found),
                "node",
                (safe(node.op.compat_plain_name),),
                (formula,),
                "",
                flops,
                functions,
                tuple(reads),
                tuple(writes),
                node=node,
                part=part,
            )
        )
    return found


def _shape(v: Variable, shapes: Shapes) -> tuple[int, ...]:
    return tuple(v.data.shape) if isinstance(v, Constant) else shapes[id(v)]


def _traffic(v: Variable, names: Names, shapes: Shapes) -> list[Traffic]:
    if id(v) not in shapes or not hasattr(v.type, "compat_numpy_dtype"):
        return []
    size = product([count(n) for n in shapes[id(v)]])
    return [Traffic(names.of(v), size, size, np.dtype(v.type.compat_numpy_dtype).itemsize)]
