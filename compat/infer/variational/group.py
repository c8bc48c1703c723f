"""Groups of variables that share one approximation. Source: pymc3.variational.opvi.Group.

A family draws `symbolic_initial` (s x d; s x b x d if rows have their own parameters), maps it to `symbolic_random`,
and computes its log density. `input` stands for one draw; each of the model's variables is a slice of it
(`replacements`).
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ...functions.graphs.clone import clone
from ...graph.variable import Variable
from ...importing.legacy_modules import home
from ...models.distributions.distribution import Discrete
from ...models.model import modelcontext
from ...models.modelling.blocking import ArrayOrdering, DictToArrayBijection, VarMap
from ...models.modelling.theanof import floatX, tt_rng
from ...models.modelling.util import get_transformed, update_start_vals
from ...ops.elementwise.functions import switch
from ...ops.reductions.functions import max as largest
from ...ops.shapes.creation import ones
from ...ops.shapes.join import stack
from ...ops.shapes.shape import patternbroadcast
from ...ops.tensor_op import as_tensor
from ...settings import config
from ...theano_api.scan_module import scan
from ...theano_api.tensor.type import matrix, tensor3, vector
from .errors import BatchedGroupError, GroupError, LocalGroupError, ParametrizationError
from .memory import WithMemory, node_property
from .parameters import collect_shared_to_list, shapes_from

if TYPE_CHECKING:
    from ...models.model import Model


class Group(WithMemory):
    """An approximation of some of the variables by one family.

    group: the variables, of any shape; None for those that no other group has. vfam: name of the family, "mean_field",
    "full_rank", "empirical" or a formula of flows. params: name -> its parameter, in place of vfam. random_seed: a
    number. model: that of the `with` block by default. local: whether the user computes the parameters from data
    (AEVB). rowwise: whether the rows (first dimension) of the one variable have their own parameters.
    """

    shared_params: Any = None
    symbolic_initial: Any = None
    replacements: Any = None
    input: Any = None
    supports_batched = True
    compat_scales_score = False  # whether symbolic_logq_not_scaled uses cost_part_grad_scale
    has_logq = True
    initial_dist_name = "normal"
    initial_dist_map = 0.0
    __param_spec__: dict[str, tuple[str, ...]] = {}
    short_name = ""
    alias_names: frozenset[str] = frozenset()
    _families_by_params: dict[frozenset[Any], type[Group]] = {}
    _families_by_name: dict[str, type[Group]] = {}
    _open_families: list[type[Group]] = []  # families with many names or sets of parameters

    @classmethod
    def compat_register_open(cls, family: type[Group]) -> type[Group]:
        """Register a family that decides itself which names and parameters it accepts."""
        cls._open_families.append(family)
        return family

    @classmethod
    def compat_takes_name(cls, name: str) -> bool:
        return False

    @classmethod
    def compat_takes_params(cls, params: Sequence[Variable]) -> bool:
        return False

    @classmethod
    def register(cls, sbcls: type[Group]) -> type[Group]:
        """Register a family under its name, its aliases and its parameters."""
        key = frozenset(sbcls.__param_spec__)
        names = (sbcls.short_name, *sbcls.alias_names)
        assert key not in cls._families_by_params, "Duplicate __param_spec__"
        assert not cls._families_by_name.keys() & set(names), "Duplicate short_name"
        cls._families_by_params[key] = sbcls
        cls._families_by_name.update(dict.fromkeys(names, sbcls))
        return sbcls

    @classmethod
    def group_for_params(cls, params: Sequence[Variable]) -> type[Group]:
        """Return the class of approximations with these parameters. KeyError if there is none.

        params: names of the parameters, or a dict of them with values of any shape.
        """
        for family in _open_families():
            if family.compat_takes_params(params):
                return family
        if frozenset(params) not in cls._families_by_params:
            raise KeyError(
                f"No such group for the following params: {params!r}, only the following are supported\n\n"
                f"{cls._families_by_params}"
            )
        return cls._families_by_params[frozenset(params)]

    @classmethod
    def group_for_short_name(cls, name: str) -> type[Group]:
        """Return the class of approximations of this name. KeyError if there is none.

        name: "mean_field", "full_rank", "empirical", "normalizing_flow", or an alias such as "advi".
        """
        for family in _open_families():
            if family.compat_takes_name(name):
                return family
        if name.lower() not in cls._families_by_name:
            raise KeyError(f"No such group: {name!r}, only the following are supported\n\n{cls._families_by_name}")
        return cls._families_by_name[name.lower()]

    def __new__(
        cls,
        group: Any = None,
        vfam: str | None = None,
        params: Any = None,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        if cls is not Group:
            return super().__new__(cls)
        if vfam is not None and params is not None:
            raise TypeError("Cannot call Group with both `vfam` and `params` provided")
        if vfam is not None:
            return super().__new__(cls.group_for_short_name(vfam))
        if params is not None:
            return super().__new__(cls.group_for_params(params))
        raise TypeError("Need to call Group with either `vfam` or `params` provided")

    def __init__(
        self,
        group: Any,
        vfam: str | None = None,
        params: Any = None,
        random_seed: int | None = None,
        model: Model | None = None,
        local: bool = False,
        rowwise: bool = False,
        options: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        if local and not self.supports_batched:
            raise LocalGroupError(f"{type(self)} does not support local groups")
        if local and rowwise:
            raise LocalGroupError("%s does not support local grouping in rowwise mode")
        if isinstance(vfam, str):
            vfam = vfam.lower()
        if options is None:
            options = {}
        self.options, self.user_params = options, params
        self._vfam, self._local, self._batched = vfam, local, rowwise
        self._rng = tt_rng(random_seed)
        self.model = modelcontext(model)
        self.group = group
        self._user_params: Any = None
        self.compat_cost_part_grad_scale = kwargs.pop("cost_part_grad_scale", 1)
        if self.compat_cost_part_grad_scale != 1 and not self.compat_scales_score:
            raise NotImplementedError(
                f"cost_part_grad_scale of {type(self).__name__}: only MeanField and FullRank "
                "have a density whose parameters can be told from its draws."
            )
        self._kwargs = kwargs
        if self.group is not None:
            self.__init_group__(self.group)

    def __init_group__(self, group: Sequence[Any]) -> None:
        """Lay out the variables in one flat input, then create the family's parameters."""
        with config.change_flags(compute_test_value="off"):
            self._lay_out(group)
            self._make_parameters()
        del self._kwargs

    def _lay_out(self, group: Sequence[Any]) -> None:
        if not group:
            raise GroupError("Got empty group")
        if self.batched and len(group) > 1:
            kind, error = ("Local", LocalGroupError) if self.local else ("Batched", BatchedGroupError)
            raise error(f"{kind} groups with more than 1 variable are not supported")
        name = type(self).__name__
        self.symbolic_initial = (tensor3 if self.batched else matrix)(f"{name}_symbolic_initial_tensor")
        self.input = (matrix if self.batched else vector)(f"{name}_symbolic_input")
        self.ordering = ArrayOrdering([])
        self.replacements = {}
        self.group = [get_transformed(var) for var in group]
        for var in self.group:
            self._add(var)
        self.bij = DictToArrayBijection(self.ordering, {})

    def _add(self, var: Variable) -> None:
        if isinstance(var.distribution, Discrete):
            raise ParametrizationError(f"Discrete variables are not supported by VI: {var}")
        if self.batched and var.ndim < 1:
            kind, error = ("Local", LocalGroupError) if self.local else ("Batched", BatchedGroupError)
            raise error(f"{kind} variable should not be scalar")
        begin = self.ordering.size
        self.ordering.size += int(np.prod(var.dshape[1:])) if self.batched else var.dsize
        shape = (-1, *var.dshape[1:]) if self.local else var.dshape
        place = VarMap(var.name, slice(begin, self.ordering.size), shape, var.dtype)
        self.ordering.vmap.append(place)
        self.ordering.by_name[place.var] = place
        piece = self.input[..., place.slc].reshape(shape).astype(place.dtyp)
        piece.name = f"{place.var}_vi_replacement"
        self.replacements[var] = piece

    # ---- parameters

    def _make_parameters(self) -> None:
        """Take the user's parameters, or create shared ones (`create_shared_params`)."""
        if not self._check_user_params():
            self.shared_params = self.create_shared_params(self._kwargs.get("start"))

    def create_shared_params(
        self, start: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> dict[str, Any]:
        raise NotImplementedError

    @classmethod
    def get_param_spec_for(cls, **kwargs: Any) -> Any:
        """Return the shapes of the parameters for a dimension `d`."""
        return shapes_from(cls.__param_spec__, **kwargs)

    def _check_user_params(self, **sizes: Any) -> bool:
        """Return whether the user gave parameters, and reshape them to those of the family."""
        if self.user_params is None:
            return False
        if not isinstance(self.user_params, dict):
            raise TypeError("params should be a dict")
        given, needed = set(self.user_params), set(self.__param_spec__)
        if given != needed:
            raise ParametrizationError(
                "Passed parameters do not have a needed set of keys, they should be equal, got "
                f"{given}, needed {needed}"
            )
        rows = (-1,) if self.local else (self.bdim,) if self.batched else ()
        self._user_params = {
            name: as_tensor(self.user_params[name]).reshape((*rows, *shape))
            for name, shape in self.get_param_spec_for(d=self.ddim, **sizes).items()
        }
        return True

    def _flat_start(self, start: Any) -> np.ndarray:
        """Return the start as a vector; as rows if the variable's rows have their own parameters."""
        point = self.model.test_point
        if start is not None:
            start = dict(start)
            update_start_vals(start, point, self.model)
            point = start
        if not self.batched:
            return self.bij.map(point)
        return np.tile(np.ravel(point[self.group[0].name][0]), (self.bdim, 1))

    @property
    def local(self) -> bool:
        return self._local

    @property
    def batched(self) -> bool:
        return self._local or self._batched

    @property
    def params_dict(self) -> dict[str, Any]:
        return self._user_params if self._user_params is not None else self.shared_params

    @property
    def params(self) -> list[Any]:
        """Return the shared variables to be optimised."""
        return collect_shared_to_list(self.user_params if self.user_params is not None else self.shared_params)

    @node_property
    def bdim(self) -> Any:
        """Return the number of rows with their own parameters."""
        if self.local:
            return next(iter(self.params_dict.values())).shape[0]
        return self.ordering.vmap[0].shp[0] if self.batched else 1

    @node_property
    def ndim(self) -> Any:
        return self.ordering.size * self.bdim

    @property
    def ddim(self) -> int:
        return self.ordering.size

    # ---- draws

    def _new_initial(
        self, size: Variable | None, deterministic: int, more_replacements: dict[Any, Any] | None = None
    ) -> Any:
        """Return a draw from the initial distribution, or its centre if `deterministic`."""
        size, dim = as_tensor(1 if size is None else size), as_tensor(self.ddim)
        lengths = [size, dim]
        if self.batched:
            lengths.insert(1, clone(as_tensor(self.bdim), more_replacements))
        shape = stack(lengths)
        symbolic = isinstance(deterministic, Variable)
        if not symbolic and deterministic:
            return ones(shape, self.symbolic_initial.dtype) * self.initial_dist_map
        sample = getattr(self._rng, self.initial_dist_name)(size=shape)
        if not symbolic:
            return sample
        return switch(deterministic, ones(shape, self.symbolic_initial.dtype) * self.initial_dist_map, sample)

    @node_property
    def symbolic_random(self) -> Any:
        """Return draws from the approximation as a function of `symbolic_initial`."""
        raise NotImplementedError

    @node_property
    def symbolic_random2d(self) -> Any:
        return self.symbolic_random.flatten(2) if self.batched else self.symbolic_random

    def make_size_and_deterministic_replacements(
        self, s: Variable | None, d: int, more_replacements: dict[Any, Any] | None = None
    ) -> dict[Any, Any]:
        """Return replacements of `symbolic_initial` by `s` draws. d: take the centre instead."""
        initial = patternbroadcast(self._new_initial(s, d, more_replacements), self.symbolic_initial.broadcastable)
        if more_replacements:
            initial = clone(initial, more_replacements)
        return {self.symbolic_initial: initial}

    def set_size_and_deterministic(
        self, node: Any, s: Any, d: Any, more_replacements: dict[Any, Any] | None = None
    ) -> Any:
        """Return `node` with `s` draws. d: take the centre instead."""
        with config.change_flags(compute_test_value="off"):
            return clone(node, self.make_size_and_deterministic_replacements(s, d, more_replacements))

    def to_flat_input(self, node: Variable) -> Any:
        """Return `node` with the model's variables replaced by slices of `input`."""
        return clone(node, self.replacements)

    def _draws(self) -> Any:
        random = self.symbolic_random.astype(self.symbolic_initial.dtype)
        return patternbroadcast(random, self.symbolic_initial.broadcastable)

    def symbolic_sample_over_posterior(self, node: Any) -> Any:
        """Return `node` at each of the symbolic draws."""
        node = self.to_flat_input(node)
        return scan(lambda post: clone(node, {self.input: post}), self._draws())[0]

    def symbolic_single_sample(self, node: Variable) -> Any:
        """Return `node` at the first symbolic draw."""
        return clone(self.to_flat_input(node), {self.input: self._draws()[0]})

    # ---- log density

    @node_property
    def symbolic_normalizing_constant(self) -> Any:
        """Return the ratio of the total number of data to that in the minibatch."""
        scale = self.to_flat_input(largest(stack([v.scaling for v in self.group])))
        return floatX(self.symbolic_single_sample(scale))

    @node_property
    def symbolic_logq_not_scaled(self) -> Any:
        """Return log q of each draw, shape (s,)."""
        raise NotImplementedError

    @node_property
    def symbolic_logq(self) -> Any:
        if not self.local:
            return self.symbolic_logq_not_scaled
        scale = self.symbolic_single_sample(self.to_flat_input(as_tensor(self.group[0].scaling)))
        return self.symbolic_logq_not_scaled * scale

    @node_property
    def logq(self) -> Any:
        return self.symbolic_logq.mean(0)

    @node_property
    def logq_norm(self) -> Any:
        return self.logq / self.symbolic_normalizing_constant

    def __str__(self) -> str:
        if self.group is None:
            return f"{type(self).__name__}[undefined]"
        rows = "None, " if self.local else f"{self.bdim}, " if self.batched else ""
        return f"{type(self).__name__}[{rows}{self.ddim}]"

    @node_property
    def std(self) -> Any:
        raise NotImplementedError

    @node_property
    def cov(self) -> Any:
        raise NotImplementedError

    @node_property
    def mean(self) -> Any:
        raise NotImplementedError


def _open_families() -> list[type[Group]]:
    """Return the families that decide themselves; the only one of ours, flows, is an old part and registers itself."""
    importlib.import_module(home("pymc3.variational.normalizing_flow"))
    return Group._open_families


group_for_params = Group.group_for_params
group_for_short_name = Group.group_for_short_name
