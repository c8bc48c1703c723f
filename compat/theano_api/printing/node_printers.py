"""Printers of single nodes, for `theano.pp.assign`. Source of the names: theano.printing."""

from __future__ import annotations

from typing import Any

from ...graph.variable import Apply, Variable
from .legacy_graph_form import op_text

use_ascii = True
VALID_ASSOC = {"left", "right", "either"}
greek = {name: f"\\{name}" for name in ("alpha", "beta", "gamma", "delta", "epsilon")}
special = {"middle_dot": "\\dot", "big_sigma": "\\Sigma"}


def _node(output: Variable, printer: str) -> Apply:
    """Return the application that computes a variable; TypeError for a leaf."""
    if output.owner is None:
        raise TypeError(f"{printer} cannot represent a variable that is not the result of an operation")
    return output.owner


class FunctionPrinter:
    """Prints an Op as `name(inputs)`, with one name for each output.

    names: the names.
    """

    def __init__(self, *names: str) -> None:
        self.names = names

    def process(self, output: Variable, pstate: Any) -> str:
        node = _node(output, f"function {self.names}")
        inputs = ", ".join(pstate.pprinter.process(v, pstate) for v in node.inputs)
        return f"{self.names[output.index or 0]}({inputs})"


class OperatorPrinter:
    """Prints an Op as an infix operator.

    operator: its sign. precedence: without an effect, as in Theano: everything has brackets. assoc: "left", "right" or
    "either".
    """

    def __init__(self, operator: str, precedence: int = 0, assoc: str = "left") -> None:
        assert assoc in VALID_ASSOC, f"assoc is one of {sorted(VALID_ASSOC)}, not {assoc!r}"
        self.operator, self.precedence, self.assoc = operator, precedence, assoc

    def process(self, output: Variable, pstate: Any) -> str:
        node = _node(output, f"operator {self.operator}")
        inputs = [pstate.pprinter.process(v, pstate) for v in node.inputs]
        if len(inputs) == 1:
            return f"({self.operator}{inputs[0]})"
        return f"({f' {self.operator} '.join(inputs)})"


class PatternPrinter:
    """Prints an Op as a text with its inputs filled in, as `"|%(0)s - %(1)s|"`.

    patterns: one for each output; or (pattern, precedence of each input, ...), whose precedences have no effect, as in
    Theano.
    """

    def __init__(self, *patterns: str | tuple[str | int, ...]) -> None:
        self.patterns = [(p, ()) if isinstance(p, str) else (p[0], p[1:]) for p in patterns]

    def process(self, output: Variable, pstate: Any) -> str:
        node = _node(output, f"Patterns {self.patterns}")
        inputs = {str(i): pstate.pprinter.process(v, pstate) for i, v in enumerate(node.inputs)}
        return str(self.patterns[output.index or 0][0]) % inputs


class IgnorePrinter:
    """Prints the first input of an Op in its place."""

    def process(self, output: Variable, pstate: Any) -> str:
        return str(pstate.pprinter.process(_node(output, "IgnorePrinter").inputs[0], pstate))


class LeafPrinter:
    """Prints a variable by its name; some Greek letters as LaTeX writes them."""

    def process(self, output: Variable, pstate: Any) -> str:
        return greek.get(output.name or "") or str(output)


class DefaultPrinter:
    """Prints an Op as `name of the Op(inputs)`, and other variables as LeafPrinter does."""

    def process(self, output: Variable, pstate: Any) -> str:
        node = output.owner
        if node is None:
            return leaf_printer.process(output, pstate)
        return f"{op_text(node)}({', '.join(pstate.pprinter.process(v, pstate) for v in node.inputs)})"


leaf_printer, default_printer = LeafPrinter(), DefaultPrinter()
