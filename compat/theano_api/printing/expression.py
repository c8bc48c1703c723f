"""Print a graph as one expression: `pp(x + 1)` is "(x + TensorConstant{1})"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...graph.traversal import applies
from ...graph.variable import Apply, Variable
from ...ops.control.gradient_marks import Mark
from ...ops.elementwise.elemwise import Elemwise
from ...ops.indexing.subtensor import Subtensor
from ...ops.indexing.subtensor_index import Dynamic, Index, Slice
from ...ops.linear_algebra.blas import Dot
from ...ops.shapes.creation import Alloc
from ...ops.shapes.join import Join, JoinAlong, MakeVector
from ...ops.shapes.shape import DimShuffle, Shape, ShapeI
from ...ops.tensor_variable import Tensor
from .legacy_graph_form import op_text
from .node_printers import leaf_printer

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
    if name == "identity":
        return inputs[0]
    return f"{_LEGACY.get(name, name.removeprefix('cast_'))}({', '.join(inputs)})"


def _dimshuffle(node: Apply, inputs: list[str]) -> str:
    order, whole = list(node.op.new_order), list(range(node.inputs[0].type.ndim))
    while order[:1] == ["x"]:  # leading dimensions are left out
        del order[0]
    if order == whole:
        return inputs[0]
    if order == whole[::-1]:
        return f"{inputs[0]}.T"
    return f"DimShuffle{{{', '.join(map(str, order))}}}({inputs[0]})"


def _subtensor(node: Apply, inputs: list[str]) -> str:
    def part(value: object) -> str:
        return "" if value is None else inputs[value.position] if isinstance(value, Dynamic) else str(value)

    def entry(e: Any) -> str:
        if isinstance(e, Index):
            return part(e.at) if isinstance(e.at, Dynamic) else f"Constant{{{e.at}}}"
        return f"{part(e.start)}:{part(e.stop)}" + ("" if e.step is None else f":{part(e.step)}")

    entries = [e for e in node.op.entries if isinstance(e, Index | Slice)]
    return f"{inputs[0]}[{', '.join(map(entry, entries))}]"


_FORMS: dict[type, Callable[[Apply, list[str]], str]] = {
    Elemwise: _elemwise,
    Mark: lambda node, inputs: f"{node.op}({', '.join(inputs)})",
    DimShuffle: _dimshuffle,
    Subtensor: _subtensor,
    Dot: lambda node, inputs: f"({inputs[0]} \\dot {inputs[1]})",
    MakeVector: lambda node, inputs: f"[{', '.join(inputs)}]",
    Shape: lambda node, inputs: f"Shape({inputs[0]})",
    ShapeI: lambda node, inputs: f"Shape({inputs[0]})[Constant{{{node.op.axis}}}]",
    Alloc: lambda node, inputs: f"alloc({', '.join(inputs)})",
    JoinAlong: lambda node, inputs: f"join({', '.join(inputs)})",
    Join: lambda node, inputs: f"join({', '.join([str(node.op.axis), *inputs])})",
}


class PPrinter:
    """Prints graphs as expressions; `assign(condition, printer)` sets the printer for a kind of node.

    condition: an Op, a class of Ops, or a function (printer state, variable). printer: an object with
    `process(variable, printer state)`, such a function, or a text. The latest assignment wins.

    Use it as `theano.pp`.
    """

    def __init__(self) -> None:
        self.printers: list[tuple[Any, Any]] = []

    def assign(self, condition: Any, printer: Any) -> None:
        self.printers.insert(0, (condition, printer))

    def clone(self) -> PPrinter:
        copy = PPrinter()
        copy.printers = list(self.printers)
        return copy

    def clone_assign(self, condition: Any, printer: Any) -> PPrinter:
        copy = self.clone()
        copy.assign(condition, printer)
        return copy

    def _own(self, variable: Variable, state: PrinterState) -> str | None:
        """Print by a printer of the user's; None if there is none for this variable. Ops and classes come first."""
        op = variable.owner.op if variable.owner is not None else None
        for by_op in (True, False):
            for condition, printer in self.printers:
                if isinstance(condition, type):
                    fits = by_op and isinstance(op, condition)
                elif hasattr(condition, "make_node"):
                    fits = by_op and op is not None and op == condition
                else:
                    fits = not by_op and condition(state, variable)
                if fits:
                    process = getattr(printer, "process", printer)
                    return printer if isinstance(printer, str) else process(variable, state)
        return None

    def process(self, r: Variable, pstate: object = None) -> str:
        """Return the expression that computes `r`, as one line."""
        state = pstate if isinstance(pstate, PrinterState) else PrinterState(pprinter=self)
        texts: dict[int, str] = state.texts

        def text(v: Variable) -> str:
            if id(v) not in texts:
                texts[id(v)] = (self._own(v, state) if self.printers else None) or leaf_printer.process(v, state)
            return texts[id(v)]

        for node in () if id(r) in texts else applies([r]):
            inputs = [text(v) for v in node.inputs]
            form = next((_FORMS[kind] for kind in type(node.op).__mro__ if kind in _FORMS), None)
            for output in node.outputs:
                own = self._own(output, state) if self.printers else None
                plain = f"{op_text(node)}({', '.join(inputs)})"
                texts[id(output)] = own or (form(node, inputs) if form else plain)
        return text(r)

    def process_graph(self, inputs: Any, outputs: Any, updates: Any = None, display_inputs: bool = False) -> str:
        """Return a line for each output, and for each update."""
        lines = [f"inputs: {', '.join(map(str, inputs))}"] if display_inputs else []
        lines += [
            f"{v.name or 'out'} = {self.process(v)}"
            for v in (outputs if isinstance(outputs, list | tuple) else [outputs])
        ]
        pairs = updates.items() if hasattr(updates, "items") else updates or ()
        lines += [f"{old} <- {self.process(new)}" for old, new in pairs]
        return "\n".join(lines)

    def __call__(self, *variables: Tensor) -> str:
        return ", ".join(map(self.process, variables))


class PrinterState:
    """The state that users' printers pass on: `pstate.pprinter.process(variable, pstate)`.

    props: another state, whose attributes it has too. more_props: further attributes, as `pprinter`, the PPrinter.
    """

    pprinter: PPrinter

    def __init__(self, props: Any = None, **more_props: Any) -> None:
        self.texts: dict[int, str] = {}
        self.__dict__ |= {**(props if isinstance(props, dict) else vars(props or object)), **more_props}


pprint = PPrinter()
pp = pprint


def min_informative_str(
    obj: object, indent_level: int = 0, _prev_obs: dict[int, str] | None = None, _tag_generator: Any = None
) -> str:
    """Return a graph as indented lines, each node with a letter; repeated nodes are only the letter.

    obj: a variable of any shape. indent_level: of the first line.
    _prev_obs, _tag_generator: what earlier calls have named, and the next letters.
    """
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
        lines.append(f"{indent}{tag}. {named or (variable if owner is None else op_text(owner))}")
        if owner is not None and not named:
            stack.extend((v, level + 1) for v in reversed(owner.inputs))
    return "\n".join(lines)


def letters(number: int) -> str:
    """Return A, B, ..., Z, BA, ... for 0, 1, ..., 25, 26, ..."""
    text = ""
    while True:
        number, digit = divmod(number, 26)
        text = chr(65 + digit) + text
        if not number:
            return text
