"""`f.maker` and `f.fn`, which legacy code reads: views of a function; nothing is compiled here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...compilation.data_stage.binding import stands_for_data
from ...graph.traversal import leaves, replace
from ...ops.indexing.copies import deep_copy_op
from ..inputs import In, SymbolicInput, SymbolicOutput
from .function_graph import FunctionGraph

if TYPE_CHECKING:
    from ...compilation.data_stage.binding import Partitioned


class Maker:
    """`f.maker`: inputs (the caller's, then the shared variables), outputs, mode, and the graph that runs.

    function: the compiled function.
    """

    def __init__(self, function: Any) -> None:
        updates = dict(zip(function.updated, function.wanted[function.n_outputs :], strict=False))
        shared = [
            In(v, value=v.container, update=updates.get(v), mutable=v in updates, borrow=True, shared=True)
            for v in function.get_shared()
        ]
        self.inputs: list[SymbolicInput] = [*function.ins, *shared]
        self.expanded_inputs = self.inputs
        self.outputs: list[SymbolicOutput] = function.outs
        self.mode, self.profile, self.name = function.mode, function.profile, function.name
        self.linker = function.mode.provided_linker
        self.unpack_single, self.return_none = function.unpack_single, function.return_none
        self.output_keys, self.function_builder = function.output_keys, type(function)
        self.accept_inplace = False  # what overwrites an argument is its `mutable`
        self._function = function
        self._fgraph: FunctionGraph | None = None

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore the pickle of a real Theano's maker; its optimised graph is ignored."""
        self.inputs, self.outputs = list(state["inputs"]), list(state["outputs"])
        self.unpack_single, self.return_none = state.get("unpack_single", False), state.get("return_none", False)
        self.output_keys, self.name = state.get("output_keys"), state.get("name")

    @property
    def required(self) -> list[bool]:
        """Whether a call must give each input."""
        return [one[0] for one in self._function.defaults]

    @property
    def refeed(self) -> list[bool]:
        """Whether the default of each input is there again after a call."""
        return [one[1] for one in self._function.defaults]

    @property
    def indices(self) -> list[tuple[SymbolicInput, list[int], list[SymbolicInput]]]:
        """Each input, with the indices and sets that Theano had before 0.6: none."""
        return [(one, [], []) for one in self.inputs]

    @property
    def fgraph(self) -> FunctionGraph:
        """The graph after the rules, with data as constants and shared variables; an output leaf is a copy."""
        if self._fgraph is None:
            inputs, outputs = whole_graph(self._function.executable.partitioned)
            self._fgraph = FunctionGraph(inputs, outputs, clone=False, name=self._function.name)
        return self._fgraph


def whole_graph(partitioned: Partitioned) -> tuple[list[Any], list[Any]]:
    """Return inputs and outputs of a function as one graph, with its two stages joined."""
    made = (
        dict(zip(partitioned.stage_outputs, partitioned.stage.outputs, strict=True))
        if partitioned.stage is not None
        else {}
    )
    outputs = replace(partitioned.main.outputs, made) if made else list(partitioned.main.outputs)
    data: dict[Any, Any] = {
        v: v.type.make_constant(v.compat_annotation.array, v.name) for v in leaves(outputs) if stands_for_data(v)
    }
    outputs = replace(outputs, data) if data else outputs
    staged = () if partitioned.stage is None else partitioned.stage.inputs
    inputs = [v for v in (*partitioned.main.inputs, *staged) if v not in made and not stands_for_data(v)]
    return list(dict.fromkeys(inputs)), [deep_copy_op(v) if v.owner is None else v for v in outputs]


class Running:
    """`f.fn`: a call computes from the values in the inputs' containers, and returns the list of outputs.

    `f.output_storage` then holds them too. allow_gc = False keeps the results of the last call in `storage_map`, until
    `f.free()`.
    """

    def __init__(self, function: Any) -> None:
        self._function = function
        self._kept: dict[Any, list[Any]] = {}
        self._allow_gc = True

    @property
    def allow_gc(self) -> bool:
        return self._allow_gc

    @allow_gc.setter
    def allow_gc(self, value: bool) -> None:
        self._allow_gc = bool(value)
        function = self._function
        plain = type(function)._compute
        if value:
            function.__dict__.pop("_compute", None)
        else:
            function._compute = lambda values: self._keep(plain(function, values))

    def _keep(self, outputs: list[Any]) -> list[Any]:
        variables = (out.variable for out in self._function.outs)
        self._kept = {v: [value] for v, value in zip(variables, outputs, strict=True)}
        return outputs

    @property
    def storage_map(self) -> dict[Any, Any]:
        """Variable -> list with its value: inputs, shared variables, and results that are kept."""
        function = self._function
        cells = {i.variable: c.storage for i, c in zip(function.maker.inputs, function.input_storage, strict=True)}
        return {**cells, **self._kept}

    def forget(self) -> None:
        for value in self._kept.values():
            value[0] = None
        for cell, required in zip(self._function.cells, self._function._required, strict=True):
            if required:
                cell.put(None)

    def __call__(self, output_subset: Any = None) -> list[Any]:
        outputs = self._function.compute_stored()
        for cell, value in zip(self._function.output_storage, outputs, strict=True):
            cell.put(value)
        return outputs if output_subset is None else [outputs[k] for k in output_subset]
