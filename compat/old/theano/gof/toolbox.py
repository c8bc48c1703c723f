"""Features: objects that a FunctionGraph notifies of its changes. Source of the names: theano.gof.toolbox."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from ....functions.checking_modes import BadOptimization
from ....functions.graphs.function_graph import InconsistencyError
from ....graph.variable import Variable
from ....importing.module_getattr import absent_from
from ....ops.tensor_types import TensorLike
from ....settings import config
from .graph import is_same_graph as same

if TYPE_CHECKING:
    from ....functions.graphs.function_graph import FunctionGraph
    from ....graph.variable import Apply
    from ..optimizing.patterns import OpSub


class AlreadyThere(Exception):
    """A feature of that kind is already attached."""


class ReplacementDidntRemovedError(Exception):
    """A replacement left a node that it should have removed."""


class Feature:
    """An object that a FunctionGraph tells of its changes: the base class, whose methods do nothing.

    Methods: on_attach(fgraph), on_detach(fgraph), on_change_input(fgraph, node, i, r, new_r, reason),
    validate(fgraph).
    """

    def on_attach(self, fgraph: FunctionGraph) -> None:
        """Handle being attached to a graph."""

    def on_detach(self, fgraph: FunctionGraph) -> None:
        """Handle being detached from it."""

    def on_import(self, fgraph: FunctionGraph, node: Apply, reason: object) -> None:
        """Handle a node that has entered the graph."""

    def on_prune(self, fgraph: FunctionGraph, node: Apply, reason: object) -> None:
        """Handle a node that has left the graph."""

    def on_change_input(
        self,
        fgraph: FunctionGraph,
        node: Apply,
        i: int,
        var: Variable,
        new_var: Variable,
        reason: OpSub | str | None = None,
    ) -> None:
        """Handle a change of input `i` of `node` from `var` to `new_var`."""

    def orderings(self, fgraph: FunctionGraph) -> OrderedDict[Any, Any]:
        """Return orderings in addition to those of the graph."""
        return OrderedDict()


class Validator(Feature):
    """The feature behind `fgraph.validate()`, which every FunctionGraph has here."""


class ReplaceValidate(Validator):
    """The feature behind `fgraph.replace_validate` and `replace_all_validate`, which every FunctionGraph has here."""


class NoOutputFromInplace(Feature):
    """Refuses outputs of the graph whose Ops overwrite inputs; none of ours does.

    first_output_idx, last_output_idx: the outputs that it looks at, as in a slice.
    """

    def __init__(self, first_output_idx: int = 0, last_output_idx: int | None = None) -> None:
        self.first_output_idx, self.last_output_idx = first_output_idx, last_output_idx

    def validate(self, fgraph: FunctionGraph) -> bool:
        for output in fgraph.outputs[self.first_output_idx : self.last_output_idx]:
            node = output.owner
            if node is not None and output.index in (getattr(node.op, "destroy_map", None) or {}):
                raise InconsistencyError(
                    "A function graph Feature has requested that outputs of the graph must not be "
                    f"the result of in-place operations, and {output} is: {node.op}."
                )
        return True


class PrintListener(Feature):
    """Prints the changes of a graph.

    active: whether it prints. file: where to, by default standard output.
    """

    def __init__(self, active: bool = True, file: TextIO | None = None) -> None:
        self.active, self.file = active, file

    def _say(self, text: str) -> None:
        if self.active:
            print(text, file=self.file or sys.stdout)

    def on_attach(self, fgraph: FunctionGraph) -> None:
        self._say(f"-- attaching to: {fgraph}")

    def on_detach(self, fgraph: FunctionGraph) -> None:
        self._say(f"-- detaching from: {fgraph}")

    def on_change_input(
        self, fgraph: FunctionGraph, node: Apply, i: int, r: Variable, new_r: Variable, reason: object = None
    ) -> None:
        self._say(f"-- changing ({node}.inputs[{i}]) from {r} to {new_r}")


class NodeFinder(Feature):
    """Provides `fgraph.get_nodes(op)`: the nodes of an Op."""

    def on_attach(self, fgraph: FunctionGraph) -> None:
        if hasattr(fgraph, "get_nodes"):
            raise AlreadyThere("NodeFinder is already present or in conflict with another plugin.")
        fgraph.get_nodes = lambda op: [n for n in fgraph.toposort() if n.op == op]

    def on_detach(self, fgraph: FunctionGraph) -> None:
        del fgraph.get_nodes


class History(Feature):
    """Provides `fgraph.checkpoint()` and `fgraph.revert(checkpoint)`."""

    def __init__(self) -> None:
        self.compat_changes: list[tuple[Any, int, Any]] = []
        self.compat_reverting = False

    def on_attach(self, fgraph: FunctionGraph) -> None:
        if "checkpoint" in vars(fgraph) or "revert" in vars(fgraph):  # graphs have their own, which these replace
            raise AlreadyThere("History feature is already present or in conflict with another plugin.")
        fgraph.checkpoint = lambda: len(self.compat_changes)
        fgraph.revert = lambda checkpoint: self.revert(fgraph, checkpoint)

    def on_detach(self, fgraph: FunctionGraph) -> None:
        del fgraph.checkpoint, fgraph.revert

    def on_change_input(
        self, fgraph: FunctionGraph, node: Apply, i: int, r: Variable, new_r: Variable, reason: object = None
    ) -> None:
        if not self.compat_reverting:
            self.compat_changes.append((node, i, r))

    def revert(self, fgraph: FunctionGraph, checkpoint: int) -> None:
        """Restore the graph to its state at `checkpoint`."""
        self.compat_reverting = True
        try:
            while len(self.compat_changes) > checkpoint:
                fgraph.change_input(*self.compat_changes.pop(), "revert")
        finally:
            self.compat_reverting = False


def is_same_graph(
    var1: TensorLike, var2: Variable, givens: Mapping[Any, Any] | Iterable[Any] | None = None, debug: bool = False
) -> bool:
    """Return whether two variables are the same computation, as theano.gof.graph.is_same_graph.

    var1, var2: the variables. givens: pairs of variables that count as the same, or a dict. debug: without an effect.
    """
    return same(var1, var2, givens, debug)


__all__ = [
    "AlreadyThere",
    "BadOptimization",
    "Feature",
    "History",
    "InconsistencyError",
    "NoOutputFromInplace",
    "NodeFinder",
    "OrderedDict",
    "PrintListener",
    "ReplaceValidate",
    "ReplacementDidntRemovedError",
    "Validator",
    "config",
    "is_same_graph",
]
__getattr__ = absent_from(__name__)
