"""Programs and graphs as text, one line a node: what COMPAT_TRACE and error messages show."""

from __future__ import annotations

from typing import Any

from .traversal import applies
from .variable import Constant


def program_text(program: Any) -> str:
    """Write `%3 = exp(%1)   float64[n]` a line, inputs first, with what is known of them."""
    names: dict[int, str] = {}
    annotations = program.annotations
    lines = []
    for i, variable in enumerate(program.inputs):
        names[id(variable)] = variable.name or f"in{i}"
        known = f"  {variable.annotation}" if variable in annotations else ""
        lines.append(f"{names[id(variable)]}: {_type_text(variable.type)}{known}")
    count = 0
    for node in program.nodes:
        arguments = []
        for variable in node.inputs:
            if isinstance(variable, Constant):
                arguments.append(_constant_text(variable))
            else:
                arguments.append(names.setdefault(id(variable), variable.name or "?"))
        for output in node.outputs:
            count += 1
            names[id(output)] = f"%{count}"
        left = ", ".join(names[id(o)] for o in node.outputs)
        types = ", ".join(_type_text(o.type) for o in node.outputs)
        lines.append(f"{left} = {node.op.plain_name}({', '.join(arguments)})   {types}")
    returned = [_constant_text(o) if isinstance(o, Constant) else names.get(id(o), str(o)) for o in program.outputs]
    lines.append("return " + ", ".join(returned))
    return "\n".join(lines)


def _constant_text(variable: Constant) -> str:
    data = variable.data
    if getattr(data, "size", 2) == 1:
        return f"{data.reshape(()).item()!r}:{data.dtype}" if data.ndim == 0 else f"{data.tolist()}:{data.dtype}"
    if getattr(data, "size", 99) <= 4:
        return f"{data.tolist()}:{data.dtype}"
    return f"constant{getattr(data, 'shape', '')}"


def _type_text(type_: Any) -> str:
    if not hasattr(type_, "broadcastable"):
        return str(type_)
    return f"{type_.dtype}[{', '.join('1' if b else ':' for b in type_.broadcastable)}]"


def expression_text(inputs: Any, outputs: Any, leaf_formatter: Any = str, node_formatter: Any = None) -> list[str]:
    """Write `outputs` as expressions of `inputs`, one line each; what several places use has a number: `*1 -> f(x)`."""

    def plain(node: Any, arguments: list[str]) -> str:
        return f"{node.op.plain_name}({', '.join(arguments)})"

    node_formatter = node_formatter or plain
    stop = {id(v) for v in inputs}
    uses: dict[int, int] = {}
    for node in applies(outputs, stop=list(inputs)):
        for v in node.inputs:
            uses[id(v.owner or v)] = uses.get(id(v.owner or v), 0) + 1
    for v in outputs:
        uses[id(v.owner or v)] = uses.get(id(v.owner or v), 0) + 1
    numbers: dict[int, int] = {}

    def text(output: Any) -> str:
        stack: list[tuple[Any, list[str]]] = [(output, [])]
        while True:
            variable, arguments = stack[-1]
            node = variable.owner
            if node is None or id(variable) in stop:
                found = leaf_formatter(variable)
            elif id(node) in numbers and id(node) in written:
                found = f"*{numbers[id(node)]}" + which(variable)
            elif len(arguments) < len(node.inputs):
                if not arguments and uses[id(node)] > 1 and id(node) not in numbers:
                    numbers[id(node)] = len(numbers) + 1
                stack.append((node.inputs[len(arguments)], []))
                continue
            else:
                found = node_formatter(node, arguments)
                if uses[id(node)] > 1:
                    number = numbers.setdefault(id(node), len(numbers) + 1)
                    written.add(id(node))
                    found = f"*{number} -> {found}"
                found += which(variable)
            stack.pop()
            if not stack:
                return found
            stack[-1][1].append(found)

    def which(variable: Any) -> str:
        return f"::{variable.index}" if len(variable.owner.outputs) > 1 else ""

    written: set[int] = set()
    return [text(v) for v in outputs]
