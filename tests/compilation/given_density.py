"""A density of graphs that are there, without a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from theano_compat.compilation.densities.density import Density
from theano_compat.compilation.densities.entry import Graphs
from theano_compat.compilation.stages import Written
from theano_compat.graph.annotations import Annotation
from theano_compat.graph.traversal import replace
from theano_compat.graph.variable import Variable, annotated


class GivenGraphs(Graphs):
    """Graphs that are there. given: by the name of the entry."""

    def __init__(self, given: Mapping[str, list[Variable]]) -> None:
        self._made = given


def compile_density(
    x: Variable,
    logp: Variable,
    gradient: Variable,
    expanded: Sequence[Variable],
    dimension: int,
    mode: str | None = None,
) -> Density:
    """Return a Density over `dimension` values. It compiles an entry when that is first requested."""
    vector = annotated(x.type, Annotation(lengths=(dimension,)), x.name)
    both, recorded = replace([logp, gradient], {x: vector}), replace(expanded, {x: vector})
    return Density(
        vector,
        GivenGraphs({"logp": both, "expand": recorded}),
        dimension,
        mode,
        Written([vector], both, ("as it is",)),
        Written([vector], recorded, ("as it is",)),
    )
