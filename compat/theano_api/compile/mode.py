"""Modes. Source of the names: theano.compile.mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...compilation.modes import LINKERS, OPTIMIZERS, PREDEFINED, Mode, get_default_mode, get_mode
from ...importing.module_getattr import absent_from, names_of
from ...settings import config

if TYPE_CHECKING:
    from ...functions.graphs.function_graph import FunctionGraph

predefined_modes = PREDEFINED
predefined_linkers, predefined_optimizers = LINKERS, OPTIMIZERS
FAST_RUN, FAST_COMPILE = PREDEFINED["FAST_RUN"], PREDEFINED["FAST_COMPILE"]
OPT_NONE, OPT_MERGE, OPT_FAST_COMPILE, OPT_FAST_RUN = "None", "merge", "fast_compile", "fast_run"
OPT_STABILIZE, OPT_FAST_RUN_STABLE, OPT_UNSAFE, OPT_O2, OPT_O3 = "stabilize", "fast_run_stable", "unsafe", "o2", "o3"


def register_mode(name: str, mode: Mode) -> None:
    """Give a mode a name, for `theano.function(mode=name)`; ValueError if the name is taken.

    name: the name. mode: the Mode.
    """
    if name in PREDEFINED or name == "Mode":
        raise ValueError(f"Mode name already taken: {name}")
    PREDEFINED[name] = mode


def register_linker(name: str, linker: Any) -> None:
    """Give a linker a name, for `theano.Mode(linker=name)`; ValueError if the name is taken.

    name: the name. linker: the Linker.
    """
    if name in LINKERS:
        raise ValueError(f"Linker name already taken: {name}")
    LINKERS[name] = linker


def register_optimizer(name: str, opt: Any) -> None:
    """Give an optimizer a name, for `theano.Mode(optimizer=name)`; ValueError if the name is taken.

    name: the name. opt: the optimizer, or the name of one of ours.
    """
    if name in OPTIMIZERS:
        raise ValueError(f"Optimizer name already taken: {name}")
    OPTIMIZERS[name] = opt


class AddFeatureOptimizer:
    """An optimizer that attaches a feature to the graph, which then sees the changes of later optimizers.

    feature: the Feature.
    """

    def __init__(self, feature: Any) -> None:
        self.feature = feature

    def add_requirements(self, fgraph: FunctionGraph) -> None:
        fgraph.attach_feature(self.feature)

    def apply(self, fgraph: FunctionGraph) -> None:
        """Do nothing more."""

    def optimize(self, fgraph: FunctionGraph) -> None:
        self.add_requirements(fgraph)


class PrintCurrentFunctionGraph:
    """An optimizer that prints the current graph.

    header: the first line.
    """

    def __init__(self, header: str) -> None:
        self.header = header

    def add_requirements(self, fgraph: FunctionGraph) -> None:
        """Need nothing of a graph."""

    def apply(self, fgraph: FunctionGraph) -> None:
        from ..printing import debugprint  # a module that few programs use

        print(f"PrintCurrentFunctionGraph: {self.header}")
        debugprint(list(fgraph.outputs))

    optimize = apply


__all__ = [  # noqa: F822
    "AddFeatureOptimizer",
    "FAST_COMPILE",
    "FAST_RUN",
    "Mode",
    "OPT_FAST_COMPILE",
    "OPT_FAST_RUN",
    "OPT_FAST_RUN_STABLE",
    "OPT_MERGE",
    "OPT_NONE",
    "OPT_O2",
    "OPT_O3",
    "OPT_STABILIZE",
    "OPT_UNSAFE",
    "PrintCurrentFunctionGraph",
    "config",
    "get_default_mode",
    "get_mode",
    "optdb",
    "predefined_linkers",
    "predefined_modes",
    "predefined_optimizers",
    "register_linker",
    "register_mode",
    "register_optimizer",
]
__getattr__ = absent_from(__name__, names_of(**{"theano.optimizing.registry": "optdb"}))  # it imports all rules, 15 ms
