"""Programs and graphs as text, one line a node: what COMPAT_TRACE and error messages show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .traversal import applies
from .types import Type
from .variable import Apply, Constant, Variable


def program_text(program: Any) -> str:
    """Write one line per node, `%3 = exp(%1)   float64[n]`, inputs first, with annotations."""
    names: dict[int, str] = {}
    annotations = program.annotations
    lines = []
    for i, variable in enumerate(program.inputs):
        names[id(variable)] = variable.name or f"in{i}"
        known = f"  {variable.compat_annotation}" if variable in annotations else ""
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
        lines.append(f"{left} = {node.op.compat_plain_name}({', '.join(arguments)})   {types}")
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


def _type_text(type_: Type) -> str:
    if not hasattr(type_, "broadcastable"):
        return str(type_)
    return f"{type_.dtype}[{', '.join('1' if b else ':' for b in type_.broadcastable)}]"


def expression_text(inputs: Any, outputs: Any, leaf_formatter: Any = str, node_formatter: Any = None) -> list[str]:
    """Write `outputs` as expressions of `inputs`, one line each; a shared subexpression has a number: `*1 -> f(x)`."""
    uses: dict[int, int] = {}
    nodes = applies(outputs, stop=list(inputs))
    for v in (*(v for node in nodes for v in node.inputs), *outputs):
        uses[id(v.owner or v)] = uses.get(id(v.owner or v), 0) + 1
    expressions = _Expressions({id(v) for v in inputs}, uses, leaf_formatter, node_formatter or _plain)
    return [expressions.text(v) for v in outputs]


def _plain(node: Apply, arguments: list[str]) -> str:
    return f"{node.op.compat_plain_name}({', '.join(arguments)})"


class _Expressions:
    """Writes expressions down to variables whose ids are in `stop`. uses: how often each node is read, by id."""

    def __init__(
        self,
        stop: set[int],
        uses: dict[int, int],
        leaf_formatter: Callable[..., Any],
        node_formatter: Any,
    ) -> None:
        self._stop, self._uses = stop, uses
        self._leaf_text, self._node_text = leaf_formatter, node_formatter
        self._numbers: dict[int, int] = {}
        self._written: set[int] = set()

    def text(self, output: Variable) -> str:
        stack: list[tuple[Any, list[str]]] = [(output, [])]
        while True:
            variable, arguments = stack[-1]
            node = variable.owner
            if node is None or id(variable) in self._stop:
                found = self._leaf_text(variable)
            elif id(node) in self._written:
                found = f"*{self._numbers[id(node)]}{_which(variable)}"
            elif len(arguments) < len(node.inputs):
                if not arguments:
                    self._number(node)
                stack.append((node.inputs[len(arguments)], []))
                continue
            else:
                found = self._definition(node, arguments) + _which(variable)
            stack.pop()
            if not stack:
                return found
            stack[-1][1].append(found)

    def _number(self, node: Apply) -> int | None:
        """Return the number of a node that is used several times."""
        return self._numbers.setdefault(id(node), len(self._numbers) + 1) if self._uses[id(node)] > 1 else None

    def _definition(self, node: Apply, arguments: list[str]) -> str:
        text: str = self._node_text(node, arguments)
        number = self._number(node)
        if number is None:
            return text
        self._written.add(id(node))
        return f"*{number} -> {text}"


def _which(variable: Any) -> str:
    return f"::{variable.index}" if len(variable.owner.outputs) > 1 else ""
