"""Print a graph as a tree, one line for each node: `debugprint`."""

from __future__ import annotations

import sys
from typing import Any, TextIO

from ...graph.traversal import applies
from ...graph.variable import Apply, Constant, SharedVariable, Variable
from ...ops.tensor_variable import Tensor
from .expression import letters
from .legacy_graph_form import as_legacy, inputs_of, op_text


def debugprint(
    obj: Any,
    depth: int = -1,
    print_type: bool = False,
    file: TextIO | None = None,
    ids: str = "CHAR",
    stop_on_name: bool = False,
    done: dict[Any, str] | None = None,
    print_storage: bool = False,
    print_clients: bool = False,
    used_ids: Any = None,
) -> Any:
    """Print the graph of a variable, a list of variables or a compiled function, as a tree.

    obj: what is printed. depth: how many levels; -1 for all. print_type: whether types are printed, too.
    file: where to (standard output by default); "str" returns the text instead.
    ids: marks of nodes: "CHAR", "int", "id", or "" for none. stop_on_name: whether nothing is printed below named
    variables.
    done, used_ids: dicts, filled with the printed nodes and their marks; calls with the same dicts do not print a node
    twice. For functions only, as in Theano: print_storage: values that stay between calls, those of constants and
    shared variables of any shape; print_clients: the clients of a value that has several.
    """
    if not isinstance(depth, int):
        raise TypeError(f"depth must be an int, got {depth!r}.")
    if ids not in ("CHAR", "int", "id", ""):
        raise ValueError(f"ids must be 'CHAR', 'int', 'id' or '', got {ids!r}.")
    outputs, order = graphs_of(obj)
    tree = _Tree(depth, print_type, ids, stop_on_name, order, done, used_ids)
    tree.storage = print_storage and callable(obj) and bool(order)
    if print_clients and order:
        tree.clients = _clients(outputs)
    for output in outputs:
        tree.write(output)
    tree.write_inner_graphs()
    text = "\n".join(tree.lines) + "\n"
    if file == "str":
        return text
    out = sys.stdout if file is None else file
    out.write(text)
    out.flush()
    return file


def graphs_of(obj: Apply) -> tuple[list[Any], dict[int, int]]:
    """Return the variables to print; for a function, also the position at which each application runs."""
    if isinstance(obj, Variable):
        return [obj], {}
    if isinstance(obj, Apply):
        return list(obj.outputs), {}
    if isinstance(obj, list | tuple):
        return [v for item in obj for v in graphs_of(item)[0]], {}
    fgraph = getattr(getattr(obj, "maker", None), "fgraph", obj)
    if hasattr(fgraph, "nodes") and hasattr(fgraph, "outputs"):
        return list(fgraph.outputs), {id(node): i for i, node in enumerate(fgraph.nodes)}
    raise TypeError("debugprint cannot print an object of this type", obj)


def _clients(outputs: list[Any]) -> dict[Variable, list[Any]]:
    """Return the applications that take each variable, as often as they take it; "output" for the caller."""
    found: dict[Variable, list[Any]] = {}
    for node in applies(outputs):
        for v in node.inputs:
            found.setdefault(v, []).append(node)
    for v in outputs:
        found.setdefault(v, []).append("output")
    return found


class _Tree:
    def __init__(
        self,
        depth: int,
        print_type: bool,
        ids: str,
        stop_on_name: bool,
        order: dict[int, int],
        done: dict[Any, str] | None,
        used_ids: dict[Any, str] | None,
    ) -> None:
        self.depth, self.print_type, self.ids, self.stop_on_name, self.order = (
            depth,
            print_type,
            ids,
            stop_on_name,
            order,
        )
        self.marks: dict[Any, str] = {} if used_ids is None else used_ids
        self.done: dict[Any, str] = {} if done is None else done
        self.lines: list[str] = []
        self.loops: list[Apply] = []  # applications with inner graphs, in order of appearance
        self.outside: dict[Any, Any] = {}  # an inner input -> the outer variable it is taken from
        self.read: dict[Any, Any] = {}  # a length -> Theano's form of it
        self.storage = False  # whether values are printed
        self.clients: dict[Variable, list[Any]] = {}

    def mark(self, key: Apply | Tensor) -> str:
        if self.ids == "":
            return " "
        if key not in self.marks:
            n = len(self.marks)
            self.marks[key] = {"int": str(n), "id": str(id(key))}.get(self.ids, letters(n))
        return f" [id {self.marks[key]}]"

    def value(self, variable: Variable) -> str:
        """Return the value that a variable's storage holds between two calls."""
        if not self.storage:
            return ""
        if isinstance(variable, SharedVariable):
            return f" {[variable.get_value(borrow=True)]}"
        return f" {[variable.data if isinstance(variable, Constant) else None]}"

    def takers(self, variable: Variable) -> str:
        """Return the clients of a variable that has several."""
        taken = self.clients.get(variable, [])
        if len(taken) < 2:
            return ""
        described = []
        for client in taken:
            if isinstance(client, str):
                self.marks.setdefault(client, client)  # counted among the marks, as in Theano
            described.append(
                (client if isinstance(client, str) else self.mark(client).strip(), self.order.get(id(client), ""))
            )
        return f" clients:{described}"

    def write_inner_graphs(self) -> None:
        """Write the steps of loops, with an arrow from each input to its outer variable."""
        if self.loops:
            self.lines += ["", "Inner graphs of the scan ops:"]
        for node in self.loops:  # grows during iteration: nested loops
            self.lines += ["", f"{op_text(node)}{self.mark(node)} ''   "]
            for graph, given in node.op.compat_arguments_inside(node):
                self.outside.update(zip(graph.inputs, given, strict=True))
                for output in graph.outputs:
                    self.write(output, " >")

    def write(self, output: Variable, indent: str = "") -> None:
        stack: list[tuple[Any, str, str, int]] = [(output, indent, indent, self.depth)]
        while stack:
            variable, prefix, below, depth = stack.pop()
            if depth == 0:
                continue
            variable = variable if self.order else self.read.setdefault(variable, as_legacy(variable))
            owner = variable.owner
            shown = f" <{variable.type}>" if self.print_type else ""
            if owner is None:
                above = self.outside.get(variable)
                arrow = "" if above is None else f" ->{self.mark(above.owner or above)}"
                self.lines.append(f"{prefix}{variable}{self.mark(variable)}{shown}{self.value(variable)}{arrow}")
                continue
            which = f".{variable.index}" if len(owner.outputs) > 1 else ""
            name = variable.name or ""
            rest = f"{self.mark(owner)}{shown} '{name}'   {self.order.get(id(owner), '')}{self.value(variable)}"
            rest += self.takers(variable)
            self.lines.append(f"{prefix}{op_text(owner)}{which}{rest}")
            if owner in self.done or (self.stop_on_name and name):
                continue
            self.done[owner] = self.marks.get(owner, "")
            if hasattr(owner.op, "compat_arguments_inside"):
                self.loops.append(owner)
            inputs = owner.inputs if self.order else inputs_of(owner)
            last = len(inputs) - 1
            for i, v in reversed(list(enumerate(inputs))):
                stack.append((v, below + " |", below + ("  " if i == last else " |"), depth - 1))
