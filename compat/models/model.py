"""Model: the variables of a `with pm.Model():` block, and their joint densities. Source: pymc3.model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from ..compilation.modes import Mode
from ..emulated_versions import older_than
from ..explain.watching import WATCHED
from ..functions import test_values  # noqa: F401  (test values are there from the first variable on)
from ..graph.traversal import ancestors
from ..graph.variable import Variable
from ..importing.module_getattr import absent_from
from ..ops.tensor_types import TensorLike
from .factors.factor import Factor as Factor
from .factors.joint_density import FlatView as FlatView
from .factors.joint_density import JointDensity
from .factors.variables import FreeRV, MultiObservedRV, ObservedRV, TransformedRV
from .factors.variables import (
    PyMC3Variable as PyMC3Variable,
)
from .factors.variables import as_tensor as as_tensor
from .logger import LOGGER as _log
from .modelling.blocking import ArrayOrdering as ArrayOrdering
from .modelling.blocking import DictToArrayBijection as DictToArrayBijection
from .modelling.context import ContextMeta
from .modelling.current_model import CONTEXTS, modelcontext
from .modelling.data import pandas_to_array as pandas_to_array
from .modelling.data import set_data
from .modelling.deterministic import Deterministic, Potential
from .modelling.deterministic import DeterministicWrapper as DeterministicWrapper
from .modelling.functions import FastPointFunc, LoosePointFunc, Point
from .modelling.functions import ValueGradFunction as ValueGradFunction
from .modelling.kinds import is_bart
from .modelling.lists import treedict, treelist
from .modelling.theanof import inputvars as inputvars
from .modelling.util import get_transformed_name
from .vartypes import continuous_types, discrete_types, typefilter

__all__ = [
    "Model",
    "Factor",
    "compilef",
    "fn",
    "fastfn",
    "modelcontext",
    "Point",
    "Deterministic",
    "Potential",
    "set_data",
]

_LISTS = ("free_RVs", "observed_RVs", "deterministics", "potentials", "missing_values")


class InstanceMethod:
    """A method of an object, kept by its name so that it can be pickled.

    obj: the object. method_name: the name. Calls pass arguments of any shape on.
    """

    def __init__(self, obj: object, method_name: str) -> None:
        self.obj, self.method_name = obj, method_name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return getattr(self.obj, self.method_name)(*args, **kwargs)


def incorporate_methods(
    source: object,
    destination: object,
    methods: list[str],
    wrapper: Callable[..., Any] | None = None,
    override: bool = False,
) -> None:
    """Give an object methods of another one, by name; those that the other lacks become None.

    source: the object that has them. destination: the one that gets them. methods: names. wrapper: makes the new method
    from (source, name), of whatever shape; the method itself by default. override: whether a method of that name is
    replaced; AttributeError without it.
    """
    for name in methods:
        if hasattr(destination, name) and not override:
            raise AttributeError(f"{destination!r} has a method {name!r} already: override=True replaces it.")
        found = getattr(source, name, None)
        setattr(destination, name, found if found is None or wrapper is None else wrapper(source, name))


def _latex_repr_rv(rv: Any) -> Any:
    """Return a variable's LaTeX text; pickles of PyMC3 before 3.10 refer to this function.

    rv: a random variable of any shape.
    """
    return type(rv)._repr_latex_(rv)


class Model(JointDensity, metaclass=ContextMeta):
    """Random variables with a joint log density. A nested model adds its variables to the outer one too.

    name: prefix of the variables' names. model: the outer model; the innermost `with` block's by default.
    coords: dimension -> labels, for `dims=`, which give shapes. theano_config: flags for the `with` block. Test values
    are computed there unless these flags say otherwise, so that shapes that do not fit raise at the user's line. (PyMC3
    drops all flags if compute_test_value is not among them.)
    check_bounds: False leaves out the conditions that make a log density -inf outside the support.
    """

    contexts = CONTEXTS
    _made: tuple[Any, dict[Any, Any]] = (None, {})

    def __new__(cls, *args: Any, **kwargs: Any) -> Any:
        instance = super().__new__(cls)
        outer = kwargs.get("model")
        instance._parent = outer if outer is not None else cls.get_context(error_if_none=False)
        instance._theano_config = {"compute_test_value": "raise", **(kwargs.get("theano_config") or {})}
        if WATCHED.on and instance.isroot:
            WATCHED.models.append(instance)
        return instance

    def __init__(
        self,
        name: str = "",
        model: Model | None = None,
        theano_config: Mapping[str, Any] | None = None,
        coords: Mapping[str, Any] | None = None,
        check_bounds: bool = True,
    ) -> None:
        self.name = name
        self.coords: dict[str, Any] = {}
        self.RV_dims: dict[str, tuple[str, ...]] = {}
        self.check_bounds = check_bounds
        self.add_coords(coords)
        self.named_vars = treedict(parent=getattr(self._parent, "named_vars", None))
        for kind in _LISTS:
            setattr(self, kind, treelist(parent=getattr(self._parent, kind, None)))

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_made": (None, {}), "_changed_flags": []}

    def __hash__(self) -> int:
        return id(self)

    # ---- its place among nested models

    @property
    def model(self) -> Model:  # type: ignore[override]
        return self

    @property
    def parent(self) -> Any:
        return self._parent

    @property
    def isroot(self) -> bool:
        return self._parent is None

    @property
    def root(self) -> Any:
        """Return the outermost model."""
        model = self
        while not model.isroot:
            model = model.parent
        return model

    # ---- its variables

    @property
    def vars(self) -> Any:
        return self.free_RVs

    @property
    def basic_RVs(self) -> Any:
        """Return all variables with a density."""
        return self.free_RVs + self.observed_RVs

    @property
    def unobserved_RVs(self) -> Any:
        """Return all recorded variables: free variables, back-transformed ones and deterministics."""
        return self.vars + self.deterministics

    @property
    def disc_vars(self) -> list[Any]:
        return typefilter(self.vars, discrete_types)

    @property
    def cont_vars(self) -> list[Any]:
        return typefilter(self.vars, continuous_types)

    @property
    def ndim(self) -> int:
        return sum(v.dsize for v in self.free_RVs)

    @property
    def test_point(self) -> dict[str, np.ndarray]:
        """Return the point of all test values."""
        return Point(((v, v.tag.test_value) for v in self.vars), model=self)

    def shape_from_dims(self, dims: Sequence[str]) -> tuple[int, ...]:
        """Return the lengths of named dimensions. ValueError for a name without coordinates."""
        if len(set(dims)) != len(dims):
            raise ValueError("Can not contain the same dimension name twice.")
        shape: list[int] = []
        for dim in dims:
            if dim not in self.coords:
                raise ValueError(
                    f"Unknown dimension name '{dim}'. All dimension names must be specified in the "
                    "`coords` argument of the model or through a pm.Data variable."
                )
            shape.extend(np.shape(self.coords[dim]))
        return tuple(shape)

    def add_coords(self, coords: Mapping[Any, Any] | None) -> None:
        for name, labels in (coords or {}).items():
            if name in ("draw", "chain"):
                raise ValueError(
                    "Dimensions can not be named `draw` or `chain`, as they are reserved for the sampler's outputs."
                )
            if name in self.coords and not np.array_equal(labels, self.coords[name]):
                raise ValueError(f"Duplicate and incompatiple coordinate: {name}.")
            self.coords[name] = labels

    def Var(
        self, name: str, dist: Any, data: Any = None, total_size: Any = None, dims: str | Sequence[str] | None = None
    ) -> Any:
        """Add a random variable: observed if there are data, else free, transformed if `dist` has a transform."""
        name = self.name_for(name)
        if data is None:
            transform = getattr(dist, "transform", None)
            with self:
                if transform is not None:
                    var: Any = TransformedRV(
                        name=name, distribution=dist, transform=transform, total_size=total_size, model=self
                    )
                else:
                    var = FreeRV(name=name, distribution=dist, total_size=total_size, model=self)
            if transform is None:
                self.free_RVs.append(var)
            else:
                _log.debug(
                    "Applied %s-transform to %s and added transformed %s to model.",
                    transform.name,
                    name,
                    get_transformed_name(name, transform),
                )
                self.deterministics.append(var)
        else:
            kind = MultiObservedRV if isinstance(data, dict) else ObservedRV
            with self:
                var = kind(name=name, data=data, distribution=dist, total_size=total_size, model=self)
            self.observed_RVs.append(var)
            missing = var.missing_values if isinstance(data, dict) else [var.missing_values]
            for unknown in (m for m in missing if m is not None):
                self.free_RVs.append(unknown)
                self.missing_values.append(unknown)
                self.named_vars[unknown.name] = unknown
        self.add_random_variable(var, dims)
        return var

    def add_random_variable(self, var: Variable, dims: str | Sequence[str] | None = None) -> None:
        """Register a variable under its name. ValueError if the name is taken."""
        if self.named_vars.tree_contains(var.name):
            raise ValueError(f"Variable name {var.name} already exists.")
        if dims is not None:
            dims = (dims,) if isinstance(dims, str) else tuple(dims)
            unknown = [d for d in dims if d not in self.coords]
            if unknown:
                raise ValueError(
                    f"Unknown dimension name '{unknown[0]}': give its labels in the `coords` argument of the model."
                )
            self.RV_dims[var.name] = dims
        self.named_vars[var.name] = var
        if not hasattr(self, self.name_of(var.name)):
            setattr(self, self.name_of(var.name), var)

    @property
    def prefix(self) -> str:
        return f"{self.name}_" if self.name else ""

    def name_for(self, name: str) -> str:
        """Return `name` with the model's prefix."""
        return name if not self.prefix or name.startswith(self.prefix) else self.prefix + name

    def name_of(self, name: str) -> str:
        """Return `name` without the model's prefix."""
        return name.removeprefix(self.prefix) if self.prefix and name else name

    def __getitem__(self, key: str) -> Any:
        try:
            return self.named_vars[key]
        except KeyError:
            if self.name_for(key) in self.named_vars:
                return self.named_vars[self.name_for(key)]
            raise KeyError(
                f"{key!r} is not a variable of this model, which has: {', '.join(self.named_vars) or 'none'}"
            ) from None

    @property
    def _functions(self) -> dict[Any, Any]:
        """Return the cache of compiled functions, which is emptied when a variable or a term is added or removed."""
        made_of = [list(getattr(self, kind)) for kind in _LISTS]
        if self._made[0] != made_of:
            self._made = made_of, {}
        return self._made[1]

    # ---- text

    def _str_repr(self, formatting: str = "plain", **kwargs: Any) -> str:
        from .modelling.text import model_text  # needed only for text

        return model_text(self, formatting)

    def __str__(self, **kwargs: Any) -> str:
        if older_than("3.9"):
            return object.__repr__(self)
        return self._str_repr(formatting="plain", **kwargs)

    def _repr_latex_(self, *, formatting: str | None = None, **kwargs: Any) -> str:
        default = "latex_with_params" if older_than("3.9") else "latex"
        return self._str_repr(formatting=formatting or default, **kwargs)

    __latex__ = _repr_latex_


Model._context_class = Model


def fn(
    outs: TensorLike, mode: Mode | str | None = None, model: Model | None = None, *args: Any, **kwargs: Any
) -> LoosePointFunc:
    """Return expressions as a function of a point of the model; other names in the point are ignored.

    outs: a graph of the model's variables, or a list of them, of any shape. mode: a mode of theano.function. model:
    that of the `with` block by default.
    """
    return modelcontext(model).fn(outs, mode, *args, **kwargs)


def fastfn(outs: TensorLike, mode: Mode | str | None = None, model: Model | None = None) -> FastPointFunc:
    """Return expressions as a function of a point with exactly the free variables.

    outs: a graph of the model's variables, or a list of them, of any shape. mode: a mode of theano.function. model:
    that of the `with` block by default.
    """
    return modelcontext(model).fastfn(outs, mode)


compilef = fastfn


def get_named_nodes_and_relations(graph: Variable) -> tuple[dict[str, Any], dict[Any, set[Any]], dict[Any, set[Any]]]:
    """Return the named variables that a graph depends on, including itself, and their relations.

    graph: a variable of any shape.

    A variable leads to another if no named variable lies between them. Returns: those that no named variable leads to,
    by name; for each variable the set that it leads to; for each the set that leads to it.
    """
    below: dict[Any, set[Any]] = {}
    above: dict[Any, set[Any]] = {}
    for variable in ancestors([graph]):
        if variable.name is None and variable is not graph:
            continue
        inputs = variable.owner.inputs if variable.owner is not None else []
        for other in ancestors(inputs, [v for v in ancestors(inputs) if v.name is not None]):
            if other.name is not None and variable.name is not None:
                below.setdefault(other, set()).add(variable)
                above.setdefault(variable, set()).add(other)
        if variable.name is not None:
            below.setdefault(variable, set())
            above.setdefault(variable, set())
    return {v.name: v for v, leading in above.items() if not leading}, below, above


def all_continuous(vars: Sequence[Variable]) -> bool:
    """Return whether every unobserved variable is continuous and none is a sum of trees (BART).

    vars: variables of any shape.
    """
    return all(v.dtype not in discrete_types and not is_bart(v) for v in vars if not isinstance(v, ObservedRV))


__getattr__ = absent_from(__name__)
