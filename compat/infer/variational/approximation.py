"""An approximation of the whole posterior, made of groups. Source: pymc3.variational.opvi.Approximation."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

import numpy as np

from ...functions.function import function
from ...functions.graphs.clone import clone
from ...graph.variable import Variable
from ...models.backends.base import MultiTrace
from ...models.backends.memory import NDArray
from ...models.model import modelcontext
from ...models.modelling.theanof import floatX
from ...models.modelling.util import get_default_varnames
from ...ops.elementwise.functions import switch
from ...ops.reductions.functions import max as largest
from ...ops.shapes.join import concatenate, stack
from ...ops.shared import shared
from ...ops.tensor_op import as_tensor, constant
from ...ops.tensor_types import TensorLike
from ...ops.tensor_variable import Tensor
from ...settings import config
from ...theano_api.scan_module import scan
from ...theano_api.tensor.type import iscalar
from .empirical_group import EmpiricalGroup
from .errors import GroupError, VariationalInferenceError
from .group import Group
from .memory import WithMemory, node_property


def sum_of_terms(terms: Sequence[Any]) -> Any:
    """Return the sum of one or more terms."""
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


class Approximation(WithMemory):
    """An approximation of the posterior, made of groups.

    groups: a list of Groups, which together cover each free variable, of any shape, once; None in one of them means the
    rest. GroupError if they do not. model: that of the `with` block by default. `sample(n)` draws a trace.
    """

    def __init__(self, groups: Sequence[Group], model: Any = None) -> None:
        self._scale_cost_to_minibatch = shared(np.int8(1))
        model = modelcontext(model)
        if not model.free_RVs:
            raise TypeError("Model does not have FreeRVs")
        self.groups: list[Group] = []
        seen: set[Any] = set()
        rest = None
        for group in groups:
            if group.group is None:
                if rest is not None:
                    raise GroupError("More than one group is specified for the rest variables")
                rest = group
                continue
            if seen & set(group.group):
                raise GroupError("Found duplicates in groups")
            seen.update(group.group)
            self.groups.append(group)
        left = [v for v in model.free_RVs if v not in seen]
        if left:
            if rest is None:
                raise GroupError("No approximation is specified for the rest variables")
            rest.__init_group__(left)
            self.groups.append(rest)
        self.model = model

    # ---- attributes of all groups

    def collect(self, item: str, part: str = "total") -> list[Any]:
        """Return an attribute of each group. part: "total", "local", "global" or "batched" selects the groups."""
        chosen = {
            "total": lambda g: True,
            "local": lambda g: g.local,
            "global": lambda g: not g.local,
            "batched": lambda g: g.batched,
        }
        if part not in chosen:
            raise ValueError(f"unknown part {part}, expected {{'local', 'global', 'total', 'batched'}}")
        return [getattr(g, item) for g in self.groups if chosen[part](g)]

    @property
    def has_logq(self) -> bool:
        return all(self.collect("has_logq"))

    @property
    def inputs(self) -> list[Any]:
        return self.collect("input")

    @property
    def symbolic_randoms(self) -> list[Any]:
        return self.collect("symbolic_random")

    @property
    def params(self) -> list[Any]:
        return [p for group in self.groups for p in group.params]

    @property
    def ndim(self) -> Any:
        return sum_of_terms(self.collect("ndim"))

    @property
    def ddim(self) -> int:
        return sum(self.collect("ddim"))

    @property
    def has_local(self) -> bool:
        return any(self.collect("local"))

    @property
    def has_global(self) -> bool:
        return not all(self.collect("local"))

    @property
    def has_batched(self) -> bool:
        return not all(self.collect("batched"))

    @property
    def all_histograms(self) -> bool:
        return all(self._are_histograms())

    @property
    def any_histograms(self) -> bool:
        return any(self._are_histograms())

    def _are_histograms(self) -> list[bool]:
        return [isinstance(g, EmpiricalGroup) for g in self.groups]

    @node_property
    def joint_histogram(self) -> Any:
        if not self.all_histograms:
            raise VariationalInferenceError(f"{self} does not consist of all Empirical approximations")
        return concatenate(self.collect("histogram"), axis=-1)

    @node_property
    def symbolic_random(self) -> Any:
        return concatenate(self.collect("symbolic_random2d"), axis=-1)

    @property
    def replacements(self) -> dict[Any, Any]:
        return OrderedDict((var, piece) for g in self.groups for var, piece in g.replacements.items())

    # ---- minibatches

    @property
    def scale_cost_to_minibatch(self) -> bool:
        """Return whether the loss is that of a minibatch (divided by the scaling of the data)."""
        return bool(self._scale_cost_to_minibatch.get_value())

    @scale_cost_to_minibatch.setter
    def scale_cost_to_minibatch(self, value: object) -> None:
        self._scale_cost_to_minibatch.set_value(np.int8(bool(value)))

    @node_property
    def symbolic_normalizing_constant(self) -> Any:
        scales = [*self.collect("symbolic_normalizing_constant"), *(v.scaling for v in self.model.observed_RVs)]
        t = largest(stack([as_tensor(s) for s in scales]))
        return floatX(switch(self._scale_cost_to_minibatch, t, constant(1, dtype=t.dtype)))

    # ---- log densities of the draws: sized_ for all, shape (s,); single_ for the first

    @node_property
    def symbolic_logq(self) -> Any:
        return sum_of_terms(self.collect("symbolic_logq"))

    @node_property
    def logq(self) -> Any:
        return sum_of_terms(self.collect("logq"))

    @node_property
    def logq_norm(self) -> Any:
        return self.logq / self.symbolic_normalizing_constant

    @node_property
    def _sized(self) -> Any:
        return self.symbolic_sample_over_posterior([self.model.varlogpt, self.model.datalogpt])

    @node_property
    def _single(self) -> Any:
        return self.symbolic_single_sample([self.model.varlogpt, self.model.datalogpt])

    @node_property
    def sized_symbolic_varlogp(self) -> Any:
        return self._sized[0]

    @node_property
    def sized_symbolic_datalogp(self) -> Any:
        return self._sized[1]

    @node_property
    def sized_symbolic_logp(self) -> Any:
        return self.sized_symbolic_varlogp + self.sized_symbolic_datalogp

    @node_property
    def single_symbolic_varlogp(self) -> Any:
        return self._single[0]

    @node_property
    def single_symbolic_datalogp(self) -> Any:
        return self._single[1]

    @node_property
    def single_symbolic_logp(self) -> Any:
        return self.single_symbolic_datalogp + self.single_symbolic_varlogp

    @node_property
    def varlogp(self) -> Any:
        return self.sized_symbolic_varlogp.mean(0)

    @node_property
    def datalogp(self) -> Any:
        return self.sized_symbolic_datalogp.mean(0)

    @node_property
    def logp(self) -> Any:
        return self.varlogp + self.datalogp

    @node_property
    def logp_norm(self) -> Any:
        return self.logp / self.symbolic_normalizing_constant

    @node_property
    def varlogp_norm(self) -> Any:
        return self.varlogp / self.symbolic_normalizing_constant

    @node_property
    def datalogp_norm(self) -> Any:
        return self.datalogp / self.symbolic_normalizing_constant

    # ---- draws substituted in graphs

    def make_size_and_deterministic_replacements(
        self, s: Variable | None, d: int, more_replacements: dict[Any, Any] | None = None
    ) -> dict[Any, Any]:
        """Return replacements of each group's initial draws by `s` draws. d: take the centre instead."""
        made: dict[Any, Any] = OrderedDict()
        for group in self.groups:
            made.update(group.make_size_and_deterministic_replacements(s, d, more_replacements or {}))
        made.update(more_replacements or {})
        return made

    def get_optimization_replacements(self, s: Variable | None, d: int) -> dict[Any, Any]:
        """Return replacements that avoid a loop over draws when there is only one."""
        if s is None or isinstance(s, int) and s == 1:
            return {self.varlogp: self.single_symbolic_varlogp, self.datalogp: self.single_symbolic_datalogp}
        return {}

    def set_size_and_deterministic(
        self, node: TensorLike, s: Variable | None, d: int, more_replacements: dict[Any, Any] | None = None
    ) -> Any:
        """Return `node` with `s` draws. d: take the centre instead."""
        with config.change_flags(compute_test_value="off"):
            simpler = self.get_optimization_replacements(s, d)
            drawn = self.make_size_and_deterministic_replacements(s, d, more_replacements)
            return clone(clone(node, simpler), drawn)

    def to_flat_input(self, node: list[Tensor]) -> Any:
        """Return `node` with the model's variables replaced by slices of the groups' inputs."""
        return clone(node, self.replacements)

    def symbolic_sample_over_posterior(self, node: list[Tensor]) -> Any:
        """Return `node` at each of the symbolic draws."""
        flat = self.to_flat_input(node)
        inputs = self.inputs
        return scan(lambda *post: clone(flat, dict(zip(inputs, post, strict=True))), self.symbolic_randoms)[0]

    def symbolic_single_sample(self, node: list[Tensor]) -> Any:
        """Return `node` at the first symbolic draw."""
        first = {v: random[0] for v, random in zip(self.inputs, self.symbolic_randoms, strict=True)}
        return clone(self.to_flat_input(node), first)

    def sample_node(
        self,
        node: Variable | Sequence[Variable],
        size: Any = None,
        deterministic: Any = False,
        more_replacements: dict[Any, Any] | None = None,
    ) -> Any:
        """Return `node`, an expression of the model's variables, at `size` draws along a new first dimension.

        size: None for a single draw without that dimension. deterministic: take the centre. more_replacements: other
        data.
        """
        with config.change_flags(compute_test_value="off"):
            given = clone(node, more_replacements)
            out = self.symbolic_single_sample(given) if size is None else self.symbolic_sample_over_posterior(given)
            out = self.set_size_and_deterministic(out, size, deterministic, more_replacements)
        for before, after in zip(_as_list(node), _as_list(out), strict=True):
            set_test_value(before, after, size)
        return out

    def rslice(self, name: str) -> Any:
        """Return symbolic draws of one variable."""
        for group, random in zip(self.groups, self.symbolic_randoms, strict=True):
            if name in group.ordering.by_name:
                _, slc, shape, dtype = group.ordering[name]
                found = random[..., slc].reshape((random.shape[0], *shape)).astype(dtype)
                found.name = f"{name}_vi_random_slice"
                return found
        raise KeyError(f"{name!r} not found")

    @node_property
    def sample_dict_fn(self) -> Any:
        """Return a function from a number of draws to {variable: draws}."""
        count = iscalar()
        names = [v.name for v in self.model.free_RVs]
        drawn = function([count], self.set_size_and_deterministic([self.rslice(n) for n in names], count, 0))
        return lambda draws=100: dict(zip(names, drawn(draws), strict=True))

    def sample(
        self, draws: int = 500, include_transformed: bool = True, backend: str = "ndarray", name: str | None = None
    ) -> MultiTrace:
        """Draw the variables of the model; return a trace of one chain.

        backend, name: of PyMC3 3.8; NotImplementedError for another backend than "ndarray", in memory, which has none.
        """
        if backend != "ndarray" or name is not None:
            raise NotImplementedError(
                "Approximation.sample records in memory: save the trace by pm.save_trace(trace, folder)."
            )
        recorded = get_default_varnames(self.model.unobserved_RVs, include_transformed=include_transformed)
        samples = self.sample_dict_fn(draws)
        trace = NDArray(model=self.model, vars=recorded, test_point={name: rows[0] for name, rows in samples.items()})
        try:
            trace.setup(draws=draws, chain=0)
            for i in range(draws):
                trace.record({name: rows[i] for name, rows in samples.items()})
        finally:
            trace.close()
        return MultiTrace([trace])

    def __str__(self) -> str:
        named = [str(g) for g in self.groups]
        return "Approximation{" + " & ".join(named if len(named) < 5 else [*named[:2], "...", *named[-2:]]) + "}"


def _as_list(nodes: Any) -> list[Any]:
    return list(nodes) if isinstance(nodes, list | tuple) else [nodes]


def set_test_value(before: Any, after: Any, size: int | Variable | None) -> None:
    """Give `after`, which is `before` at `size` draws, the corresponding test value, if there is one."""
    value = getattr(before.tag, "test_value", None)
    if isinstance(size, Variable):
        size = getattr(size.tag, "test_value", None)
        if size is None:
            return
    if value is not None:
        after.tag.test_value = value if size is None else np.repeat(np.asarray(value)[None], int(size), 0)
