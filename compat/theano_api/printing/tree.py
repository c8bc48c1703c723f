"""A graph as a tree, one line a node: `debugprint`."""

from __future__ import annotations

import sys
from typing import Any

from compat.graph.variable import Apply, Variable
from compat.theano_api.printing.expression import letters, op_text


def debugprint(obj: Any, depth: int = -1, print_type: bool = False, file: Any = None, ids: str = "CHAR",
               stop_on_name: bool = False, done: Any = None, print_storage: bool = False,
               used_ids: Any = None, **unused: Any) -> Any:
    """Print the graph of a variable, a list of variables or a compiled function.

    file: where to (standard output by default); "str" returns the text instead.
    ids: how nodes are marked: "CHAR", "int", "id" or "" for not at all.
    """
    outputs, order = _graphs(obj)
    tree = _Tree(depth, print_type, ids, stop_on_name, order, used_ids)
    for output in outputs:
        tree.write(output)
    text = "\n".join(tree.lines) + "\n"
    if file == "str":
        return text
    out = sys.stdout if file is None else file
    out.write(text)
    out.flush()
    return file


def _graphs(obj: Any) -> tuple[list[Any], dict[int, int]]:
    """The variables to print; for a function, also the position at which each application runs."""
    if isinstance(obj, Variable):
        return [obj], {}
    if isinstance(obj, Apply):
        return list(obj.outputs), {}
    if isinstance(obj, list | tuple):
        return [v for item in obj for v in _graphs(item)[0]], {}
    fgraph = getattr(getattr(obj, "maker", None), "fgraph", obj)
    if hasattr(fgraph, "nodes") and hasattr(fgraph, "outputs"):
        return list(fgraph.outputs), {id(node): i for i, node in enumerate(fgraph.nodes)}
    raise TypeError("debugprint cannot print an object of this type", obj)


class _Tree:
    def __init__(self, depth: int, print_type: bool, ids: str, stop_on_name: bool, order: dict[int, int],
                 used_ids: dict[Any, str] | None) -> None:
        self.depth, self.print_type, self.ids, self.stop_on_name, self.order = \
            depth, print_type, ids, stop_on_name, order
        self.marks: dict[Any, str] = {} if used_ids is None else used_ids
        self.done: set[Any] = set()
        self.lines: list[str] = []

    def mark(self, key: Any) -> str:
        if self.ids == "":
            return " "
        if key not in self.marks:
            n = len(self.marks)
            self.marks[key] = {"int": str(n), "id": str(id(key))}.get(self.ids, letters(n))
        return f" [id {self.marks[key]}]"

    def write(self, output: Variable) -> None:
        stack: list[tuple[Any, str, str, int]] = [(output, "", "", self.depth)]
        while stack:
            variable, prefix, below, depth = stack.pop()
            if depth == 0:
                continue
            owner = variable.owner
            shown = f" <{variable.type}>" if self.print_type else ""
            if owner is None:
                self.lines.append(f"{prefix}{variable}{self.mark(variable)}{shown}")
                continue
            which = f".{variable.index}" if len(owner.outputs) > 1 else ""
            name = variable.name or ""
            rest = f"{self.mark(owner)}{shown} '{name}'   {self.order.get(id(owner), '')}"
            self.lines.append(f"{prefix}{op_text(owner.op)}{which}{rest}")
            if owner in self.done or (self.stop_on_name and name):
                continue
            self.done.add(owner)
            last = len(owner.inputs) - 1
            for i, v in reversed(list(enumerate(owner.inputs))):
                stack.append((v, below + " |", below + ("  " if i == last else " |"), depth - 1))
