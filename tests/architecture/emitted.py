"""Units that CI replays: `python -m tests.architecture.emitted OUT` writes the C of each into a file of OUT.

Nothing is compiled, so that hundreds take seconds.
"""

from __future__ import annotations

import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import compat.tensor as tt
from tests.backends import random_rows
from tests.backends.test_short_axes import CALLS
from tests.compilation.test_grouping import BY_GROUP, ROW_BY_ROW, density_of, sums_of_groups_elsewhere
from tests.ops.every_case import Graph, graphs
from tests.ops.test_every_case_in_a_model import slopes
from tests.snapshots.kernels import KERNELS
from theano_compat.backends.c.emit import Unit, emit
from theano_compat.backends.c.errors import CannotCompile
from theano_compat.backends.c.short_axes import with_lengths
from theano_compat.compilation.execution.partial_compilation import has_only_tensors
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.graph.op import Op
from theano_compat.models.modelling.density import log_density
from tools.fixture_table.fixtures import model_of, with_file

MOST = 60  # cases of one family
LOOPS = 230  # of a long unit
RANDOM = 20  # graphs of several Ops and dtypes
Units = Iterator[tuple[str, Callable[[], Unit]]]


def units() -> Units:
    """Of cases of all tables of Ops, with their gradients; of the snapshots; of densities whose rows lie by group; of
    random graphs; of functions of known lengths; of a long function; of the fixtures' densities."""
    met: Counter[str] = Counter()
    for graph in graphs():
        family = graph.name.partition(":")[0]
        met[family] += 1
        if met[family] <= MOST:
            yield from of_case(graph)
    yield from KERNELS.items()
    for model in (*BY_GROUP, *ROW_BY_ROW, sums_of_groups_elsewhere):
        yield f"by group: {model.__name__}", density_of(model).logp.unit
    for number in range(RANDOM):
        g = random_rows.graph(number)
        yield f"random graph {number}", lambda g=g: emit(prepare(g.inputs, g.outputs).main)
    for name, (given, outputs, *_) in CALLS.items():
        yield f"of known lengths: {name}", lambda given=given, outputs=outputs: of_short_axes(given, outputs)
    yield "long", long_unit
    yield "a call named by a Python function", of_a_function
    for fixture in with_file("logp.npz"):
        yield from of_density(fixture)


def of_short_axes(given: list[Any], outputs: Any) -> Unit:
    """A plain function whose inner loops have eight points."""
    main = prepare(given, outputs if isinstance(outputs, list) else [outputs]).main
    return emit(with_lengths(main, {axis: 8 for axes in emit(main).inner_axes for axis in axes}))


def long_unit() -> Unit:
    """One of so many loops that it is outlined, with conditions among doubles."""
    v = tt.dvector("v")
    return emit(prepare([v], [tt.switch(v[k:] > k, tt.exp(v[k:]), v[k:]).sum() * v[k] for k in range(LOOPS)]).main)


def of_a_function() -> Unit:
    """A call of Python whose name has the function, and with it an address, which is another in each process."""
    v = tt.dvector("v")
    return emit(prepare([v], [tt.exp(Applied(doubled)(v)).sum()]).main)


class Applied(Op):
    """A user's Op that applies a function."""

    __props__ = ("function",)
    itypes, otypes = [tt.dvector], [tt.dvector]

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.function = function

    def perform(self, node: Any, inputs: Any, storage: Any) -> None:
        storage[0][0] = self.function(*inputs)

    def infer_shape(self, node: Any, shapes: Any) -> Any:
        return shapes


def doubled(x: Any) -> Any:
    return 2 * x


def of_case(graph: Graph) -> Units:
    given = graph.variables()
    outputs = graph.build(given)
    program = prepare(given, [*outputs, *slopes(graph, given, outputs)]).main
    if all(has_only_tensors(node) for node in program.nodes):
        yield graph.name, lambda: emit(program)
        if graph.name.startswith("loop"):
            yield f"{graph.name}, timed", lambda: emit(program, timed=True)


def of_density(fixture: str) -> Units:
    model = model_of(fixture)
    try:
        log_density(model)
    except NotImplementedError:  # of discrete variables
        return
    density, *_ = model._functions["compiled density"]
    for entry in (density.logp, density.recorded):
        yield f"{fixture}: {entry.name}", entry.unit


def main(out: Path) -> None:
    warnings.simplefilter("ignore")
    for number, (name, make) in enumerate(units()):
        try:
            text = make().text
        except CannotCompile as reason:  # Python runs it
            text = f"CannotCompile: {reason}"
        (out / f"{number:04}.c").write_text(f"{name}\n{text}", errors="backslashreplace")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
