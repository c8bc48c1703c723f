"""A graph as one expression: `pp(x + 1)` is "(x + TensorConstant{1})"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from compat.graph.traversal import applies
from compat.graph.variable import Apply, Variable
from compat.ops.blas import Dot
from compat.ops.creation import Alloc
from compat.ops.elemwise import Elemwise
from compat.ops.join import Join, MakeVector
from compat.ops.shape import DimShuffle, Shape, ShapeI
from compat.ops.subtensor import Subtensor
from compat.ops.subtensor_index import Dynamic, Index, Slice

_INFIX = {"add": "+", "sub": "-", "mul": "*", "true_div": "/", "int_div": "//", "pow": "**"}
_LEGACY = {"second": "fill", "maximum": "scalar_maximum", "minimum": "scalar_minimum"}


def _elemwise(node: Apply, inputs: list[str]) -> str:
    name = node.op.scalar_op.name
    if name in _INFIX:
        return f"({f' {_INFIX[name]} '.join(inputs)})"
    if name == "neg":
        return f"(-{inputs[0]})"
    if name == "abs_":
        return f"|{inputs[0]}|"
    return f"{_LEGACY.get(name, name.removeprefix('cast_'))}({', '.join(inputs)})"


def _dimshuffle(node: Apply, inputs: list[str]) -> str:
    order = node.op.new_order
    if order == tuple(range(len(order)))[::-1]:
        return f"{inputs[0]}.T"
    return f"DimShuffle{{{', '.join(map(str, order))}}}({inputs[0]})"


def _subtensor(node: Apply, inputs: list[str]) -> str:
    def part(value: Any) -> str:
        return "" if value is None else inputs[value.position] if isinstance(value, Dynamic) else str(value)

    def entry(e: Any) -> str:
        if isinstance(e, Index):
            return part(e.at)
        return f"{part(e.start)}:{part(e.stop)}" + ("" if e.step is None else f":{part(e.step)}")
    entries = [e for e in node.op.entries if isinstance(e, Index | Slice)]
    return f"{inputs[0]}[{', '.join(map(entry, entries))}]"


_FORMS: dict[type, Callable[[Apply, list[str]], str]] = {
    Elemwise: _elemwise,
    DimShuffle: _dimshuffle,
    Subtensor: _subtensor,
    Dot: lambda node, inputs: f"({inputs[0]} \\dot {inputs[1]})",
    MakeVector: lambda node, inputs: f"[{', '.join(inputs)}]",
    Shape: lambda node, inputs: f"Shape({inputs[0]})",
    ShapeI: lambda node, inputs: f"Shape({inputs[0]})[{node.op.axis}]",
    Alloc: lambda node, inputs: f"alloc({', '.join(inputs)})",
    Join: lambda node, inputs: f"join({', '.join([str(node.op.axis), *inputs])})",
}


def pp(*variables: Any) -> str:
    """The expression that computes a variable, as one line."""
    if len(variables) != 1:
        return ", ".join(map(pp, variables))
    [variable] = variables
    texts: dict[int, str] = {}

    def text(v: Variable) -> str:
        return texts.get(id(v)) or str(v)
    for node in applies([variable]):
        inputs = [text(v) for v in node.inputs]
        form = _FORMS.get(type(node.op))
        for output in node.outputs:
            plain = f"{node.op.plain_name}({', '.join(inputs)})" + (f".{output.index}" if len(node.outputs) > 1 else "")
            texts[id(output)] = output.name or (form(node, inputs) if form else plain)
    return text(variable)


pprint = pp


def min_informative_str(obj: Any, indent_level: int = 0, _prev_obs: dict[int, str] | None = None,
                        _tag_generator: Any = None) -> str:
    """A graph as indented lines, each node with a letter; a node met again is its letter alone."""
    known: dict[int, str] = {} if _prev_obs is None else _prev_obs
    lines: list[str] = []
    stack: list[tuple[Any, int]] = [(obj, indent_level)]
    while stack:
        variable, level = stack.pop()
        indent = " " * level
        if id(variable) in known:
            lines.append(f"{indent}<{known[id(variable)]}>")
            continue
        known[id(variable)] = tag = letters(len(known))
        owner = getattr(variable, "owner", None)
        named = getattr(variable, "name", None)
        lines.append(f"{indent}{tag}. {named or (variable if owner is None else op_text(owner.op))}")
        if owner is not None and not named:
            stack.extend((v, level + 1) for v in reversed(owner.inputs))
    return "\n".join(lines)


def letters(number: int) -> str:
    """0, 1, ..., 25, 26 as A, B, ..., Z, BA."""
    text = ""
    while True:
        number, digit = divmod(number, 26)
        text = chr(65 + digit) + text
        if not number:
            return text


def op_text(op: Any) -> str:
    """An Op as legacy's debugprint wrote it."""
    if isinstance(op, DimShuffle):
        return f"InplaceDimShuffle{{{','.join(map(str, op.new_order))}}}"
    return str(op)
