"""Where the data of a compiled function come from, and their current values.

Data are the non-scalar constants of the graph and the shared variables that the function does not update. They are
inputs of compiled code, never part of the text: new data do not recompile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...backends.array import compile_python
from ...backends.c.arguments import argument_of, readable
from ...backends.compiled import Compiled
from ...graph.aligned import aligned
from ...graph.annotations import Annotation
from ...graph.program import Program
from ...graph.types import TensorType
from ...graph.variable import Constant, SharedVariable, Variable, annotated
from .aliased_values import Kept, kept_of, may_be_changed
from .data_as_inputs import Changes


def data_leaf(constant: Constant) -> Variable:
    """Return a leaf in place of `constant`."""
    return annotated(constant.type, Annotation(constant=constant), constant.name)


def stands_for_data(variable: Variable) -> bool:
    """Return whether this is a leaf in place of a constant."""
    return variable.compat_annotation.constant is not None


@dataclass
class Binding:
    """Where the data of a compiled function come from.

    Each of `data` is in place of a constant, is a shared variable, or is one of `stage_outputs`, in place of the
    outputs of `stage` (if any), which runs when data change.
    """

    stage: Program | None
    data: tuple[Variable, ...]
    stage_outputs: tuple[Variable, ...]


@dataclass
class Partitioned(Binding):
    """A Program in two parts: `main` runs at each call, `stage` when data change.

    The inputs of `main` are the caller's, then `data`.
    """

    main: Program


def unchanging(partitioned: Binding) -> list[bool]:
    """Return, for each of `partitioned.data`, whether it never changes: it does not depend on shared data."""
    fixed = {id(v) for v in partitioned.data if stands_for_data(v)}
    if partitioned.stage is not None:
        settled = {id(v) for v in partitioned.stage.inputs if stands_for_data(v)}
        for node in partitioned.stage.nodes:
            if all(isinstance(v, Constant) or id(v) in settled for v in node.inputs):
                settled.update(id(o) for o in node.outputs)
        fixed.update(
            id(leaf)
            for leaf, v in zip(partitioned.stage_outputs, partitioned.stage.outputs, strict=True)
            if isinstance(v, Constant) or id(v) in settled
        )
    return [id(v) in fixed for v in partitioned.data]


class Data:
    """Current values of the data inputs of a compiled function. stage: the compiled stage; without it, in NumPy."""

    def __init__(self, partitioned: Binding, stage: Compiled | None = None) -> None:
        self.partitioned = partitioned
        if stage is None and partitioned.stage is not None:
            stage = compile_python(partitioned.stage)
        self._stage_run = stage
        leaves = (*partitioned.data, *(() if partitioned.stage is None else partitioned.stage.inputs))
        constants = [v.compat_annotation.constant for v in leaves if v.compat_annotation.constant is not None]
        self._borrowed = [(c.compat_borrowed, c.data) for c in constants if c.compat_borrowed is not None]
        self._shared = [v for v in leaves if isinstance(v, SharedVariable)]
        self._staged = [
            v for v in (() if partitioned.stage is None else partitioned.stage.inputs) if isinstance(v, SharedVariable)
        ]
        of_stage = {id(leaf) for leaf in partitioned.stage_outputs}
        self._direct = [v for v in partitioned.data if id(v) not in of_stage]
        self.changes = Changes(self._staged)
        # Versions of the containers, and what was computed from them: one object, which threads replace as a whole. For
        # the stage also the contents of aliased arrays.
        self._stage_known: tuple[list[int], list[Kept | None], dict[int, Any]] | None = None
        self._known: tuple[list[int], list[Any]] | None = None

    @property
    def may_change(self) -> bool:
        return bool(self._shared or self._borrowed)

    def current(self) -> list[Any] | None:
        """Return the list that `values` returned last, if it would return it again. ValueError as there."""
        for terms, array in self._borrowed:
            terms.check(array)
        known = self._known
        if known is None:
            return None
        for variable, version in zip(self._shared, known[0], strict=True):
            container = variable.container
            if container.version != version or container.aliased:
                return None
        return known[1]

    def held(self) -> list[Any]:
        """Return all arrays that the function may have returned unchanged; computes nothing."""
        of_stage = {} if self._stage_known is None else self._stage_known[2]
        return [*map(value_of, self._direct), *of_stage.values()]

    def values(self) -> list[Any]:
        """Return one array per element of `partitioned.data`. ValueError if an aliased one has been changed."""
        values = self.current()
        if values is None:
            # read before the values, so that concurrent changes are noticed
            versions = [v.container.version for v in self._shared]
            of_stage = self._stage_values()
            values = [of_stage[id(v)] if id(v) in of_stage else value_of(v) for v in self.partitioned.data]
            self._known = versions, values
        return values

    def _stage_values(self) -> dict[int, Any]:
        """Return the stage's outputs for the current data, by the leaves in their place."""
        stage = self.partitioned.stage
        if stage is None or self._stage_run is None:
            return {}
        containers = [v.container for v in self._staged]
        versions = [container.version for container in containers]
        known = self._stage_known
        if known is not None:
            before, kept, values = known
            changed = [
                c.version != version or may_be_changed(c, copy)
                for c, version, copy in zip(containers, before, kept, strict=True)
            ]
            if not any(changed):
                return values
            self.changes.note(changed)
        kept = kept_of(containers)  # before anything is computed from them
        results = self._stage_run([value_of(v) for v in stage.inputs])
        values = {
            id(leaf): aligned(np.asarray(result, order="C")) if isinstance(leaf.type, TensorType) else result
            for leaf, result in zip(self.partitioned.stage_outputs, results, strict=True)
        }
        self._stage_known = versions, kept, values
        return values


def as_c_reads(values: Sequence[Any], binding: Binding) -> list[Any]:
    """Return the data of `binding` as compiled code may read them; copies if necessary."""
    return [readable(v, argument_of(d.type), k) for k, (v, d) in enumerate(zip(values, binding.data, strict=True))]


def value_of(variable: Variable) -> Any:
    """Return the current value of a shared variable, or of a leaf in place of a constant."""
    if isinstance(variable, SharedVariable):
        return variable.container.held
    return variable.compat_annotation.array
