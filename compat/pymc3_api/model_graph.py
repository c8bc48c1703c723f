"""Draw a model: which variable depends on which. Source: pymc3.model_graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.installing import optional_module

from ..graph.variable import SharedVariable, Variable
from ..importing.module_getattr import absent_from
from ..models.factors.variables import ObservedRV
from ..models.modelling.current_model import modelcontext
from ..models.modelling.util import get_default_varnames

if TYPE_CHECKING:
    from ..models.model import Model

__all__ = ["ModelGraph", "model_to_graphviz"]


class ModelGraph:
    """Names of a model's variables, untransformed, and those on which each depends.

    model: the model.
    """

    def __init__(self, model: Any) -> None:
        self.model = model
        self.var_names = get_default_varnames(model.named_vars, include_transformed=False)
        self.var_list = list(model.named_vars.values())
        self.transform_map = {v.transformed: v.name for v in self.var_list if hasattr(v, "transformed")}

    def get_deterministics(self, var: Variable) -> list[Any]:
        """Return the variables without a density of their own, except `var`."""
        return [v for v in self.var_list if v is not var and not hasattr(v, "transformed") and not hasattr(v, "logpt")]

    def get_parents(self, var: Variable) -> set[str]:
        """Return names of the variables on which `var`, or its density, depends directly."""
        of_density = getattr(var, "transformed", var)
        start = of_density.logpt if hasattr(of_density, "logpt") else var
        own = {id(var), id(of_density)}
        names = {id(v): v.name for v in self.var_list if id(v) != id(var)}
        names.update({id(free): name for free, name in self.transform_map.items()})
        found: set[str] = set()
        seen: set[int] = set()
        waiting: list[Variable] = [start]
        while waiting:
            one = waiting.pop()
            if id(one) in seen:
                continue
            seen.add(id(one))
            if id(one) in names and one is not start:
                if id(one) not in own:
                    found.add(names[id(one)])
            elif one.owner is not None:
                waiting.extend(one.owner.inputs)
        return {name for name in found if name in self.var_names and name != var.name}

    def make_compute_graph(self) -> dict[str, set[str]]:
        """Return name -> names of its parents. Data in a container are children of the variables they observe."""
        found: dict[str, set[str]] = {}
        for name in self.var_names:
            var = self.model[name]
            found.setdefault(name, set()).update(self.get_parents(var))
            observed = getattr(getattr(var, "observations", None), "name", None)
            if isinstance(var, ObservedRV) and observed:
                found[name].discard(observed)
                found.setdefault(observed, set()).add(name)
        return found

    def get_plates(self) -> dict[tuple[int, ...], set[str]]:
        """Return shape -> names of the variables with it; shapes of a single element count as none."""
        plates: dict[tuple[int, ...], set[str]] = {}
        for name in self.var_names:
            shape = _shape(self.model[name])
            plates.setdefault(() if shape == (1,) else shape, set()).add(name)
        return plates

    def make_graph(self, formatting: str = "plain") -> Any:
        """Return the picture, a graphviz.Digraph. ImportError, with the command to install it, without graphviz."""
        optional_module("graphviz", "Pictures need your system's package `graphviz`, and Python's", "graphviz")
        from .model_picture import ModelPicture  # needs graphviz

        graph = ModelPicture(self.model.name)
        for shape, names in self.get_plates().items():
            if not shape:
                for name in names:
                    self._make_node(name, graph, formatting)
                continue
            label = " x ".join(f"{n:,d}" for n in shape)
            with graph.subgraph(name=f"cluster{label}") as plate:
                for name in names:
                    self._make_node(name, plate, formatting)
                plate.attr(label=label, labeljust="r", labelloc="b", style="rounded")
        for child, parents in self.make_compute_graph().items():
            for parent in parents:
                graph.edge(_safe(parent), _safe(child))
        return graph

    def _make_node(self, name: str, graph: Any, formatting: str = "plain") -> None:
        var = self.model[name]
        data, potential = isinstance(var, SharedVariable), any(var is p for p in self.model.potentials)
        attributes = {}
        if isinstance(var, ObservedRV):
            attributes["style"] = "filled"
        if data:
            attributes["style"] = "rounded, filled"
        if potential:
            attributes["shape"] = "octagon"
        elif data or not hasattr(var, "distribution"):
            attributes["shape"] = "box"
        kind = "Potential" if potential else "Data" if data else None
        label = f"{name}\n~\n{kind}" if kind else str(var._str_repr(formatting=formatting)).replace(" ~ ", "\n~\n")
        graph.node(_safe(name), label, **attributes)


def _shape(var: Any) -> tuple[int, ...]:
    observed = getattr(var, "observations", None)
    if observed is not None:
        shape = observed.shape
        return tuple(int(n) for n in (shape.eval() if isinstance(shape, Variable) else shape))
    if isinstance(var, SharedVariable):
        return tuple(np.shape(var.get_value()))
    return tuple(var.dshape) if getattr(var, "dshape", None) is not None else tuple(np.shape(var.tag.test_value))


def _safe(name: str) -> str:
    return name.replace(":", "&")  # in Graphviz, a colon separates a node from its port


def model_to_graphviz(model: Model | None = None, *, formatting: str = "plain") -> Any:
    """Return the model as a graphviz.Digraph: a node for each variable, a plate for each shape.

    model: the model; that of the `with` block by default. formatting: "plain", or "plain_with_params".

    ImportError without the package graphviz.
    """
    if "plain" not in formatting:
        raise ValueError(f"Unsupported formatting for graph nodes: '{formatting}'. See docstring.")
    return ModelGraph(modelcontext(model)).make_graph(formatting=formatting)


__getattr__ = absent_from(__name__)
