"""Random variables as tensors, the values of `pm.Normal("x", ...)` inside a model. Source: pymc3.model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ...emulated_versions import older_than
from ...graph.types import TensorType
from ...graph.variable import Apply, Variable
from ...ops.elementwise.elemwise import Elemwise
from ...ops.elementwise.functions import cast, identity
from ...ops.tensor_op import as_tensor as _to_tensor
from ...ops.tensor_variable import TensorVariable
from ..distributions.distribution import NoDistribution
from ..exceptions import ImputationWarning
from ..modelling.data import cast as data_cast
from ..modelling.data import pandas_to_array, scaling
from ..modelling.util import get_transformed_name
from .factor import Factor

if TYPE_CHECKING:
    from ..distributions.distribution import Distribution

VIEW = Elemwise(identity)


class PyMC3Variable(TensorVariable):
    """The base class of random variables: a tensor that prints its distribution.

    type, owner, index, name: those of any variable.
    """

    distribution: Any = None

    def _str_repr(self, name: str | None = None, dist: Distribution | None = None, formatting: str = "plain") -> Any:
        if self.distribution is None:
            return None if "latex" in formatting else Variable.__str__(self)
        return self.distribution._str_repr(
            name=self.name if name is None else name,
            dist=self.distribution if dist is None else dist,
            formatting=formatting,
        )

    def _repr_latex_(self, *, formatting: str = "latex_with_params", **kwargs: Any) -> Any:
        return self._str_repr(formatting=formatting, **kwargs)

    def __str__(self, **kwargs: Any) -> str:
        if older_than("3.9"):
            return Variable.__str__(self)
        try:
            return self._str_repr(formatting="plain", **kwargs)
        except Exception:  # printing must not fail for a user's distribution that is only partly initialised
            return Variable.__str__(self)

    def __repr__(self) -> str:
        return str(self)

    __latex__ = _repr_latex_

    @property
    def init_value(self) -> Any:
        """Return the test value."""
        return self.tag.test_value


class FreeRV(Factor, PyMC3Variable):
    """A free variable, one that samplers move.

    type, owner, index, name: those of any variable; the type comes from the distribution. distribution: its
    distribution, which tells its shape. total_size: number of data that a mini-batch stands for, or None. model: the
    model.
    """

    dshape: tuple[int, ...] | None = None
    model: Any = None

    def __init__(
        self,
        type: TensorType | None = None,
        owner: Apply | None = None,
        index: int | None = None,
        name: Any = None,
        distribution: Any = None,
        total_size: int | Sequence[Any] | None = None,
        model: Any = None,
    ) -> None:
        super().__init__(distribution.type if type is None else type, owner, index, name)
        if distribution is not None:
            self.dshape = tuple(int(n) for n in distribution.shape)
            self.dsize = int(np.prod(self.dshape))
            self.distribution = distribution
            self.tag.test_value = _start(name, distribution)
            self._set_densities(distribution, self)
            self.total_size, self.model = total_size, model
            self.scaling = scaling(total_size, self.shape, self.ndim)
            self.random = getattr(distribution, "random", None)


def _start(name: str, distribution: Distribution) -> np.ndarray:
    value = distribution.default()
    if distribution.shape.dtype.kind == "f" and distribution.shape.size:
        whole = tuple(map(int, distribution.shape))
        raise TypeError(
            f"the shape of `{name}` has floats, {tuple(map(float, distribution.shape))}, and a float cannot be "
            "interpreted as an integer: divide by `//`, or give `int(...)`, as in "
            f"shape={whole if len(whole) > 1 else whole[0]}."
        )
    try:
        value = np.asarray(np.ones(distribution.shape, distribution.dtype) * value)
    except ValueError:
        raise ValueError(
            f"the test value of `{name}` has shape {np.shape(value)}; the variable has shape "
            f"{tuple(int(n) for n in distribution.shape)}: operands could not be broadcast together "
            "(give `shape=`, or a testval of that shape)."
        ) from None
    if value.ndim > distribution.type.ndim:  # of MvNormal and its like, whose parameters do not say the shape
        raise TypeError(
            f"Wrong number of dimensions: expected {distribution.type.ndim}, got {value.ndim} with shape "
            f"{value.shape}. `{name}` ({type(distribution).__name__}) was given no shape that fits its parameters: "
            f"say shape={value.shape if value.ndim > 1 else value.shape[0]}."
        )
    return distribution.type.filter(value)


def observed_tensor(data: Any, name: str, model: Any, distribution: Any) -> tuple[Any, Any]:
    """Return (the data as a graph, the free variable of its missing values or None)."""
    data = pandas_to_array(data)
    data = data_cast(data, distribution.dtype)
    if not hasattr(data, "mask"):
        return _to_tensor(data, name=name), None
    warn(
        f"Data in {name} contains missing values and will be automatically imputed from the sampling distribution.",
        ImputationWarning,
    )
    start = np.broadcast_to(distribution.default(), data.shape)[data.mask]
    unknown = NoDistribution.dist(
        shape=data.mask.sum(), dtype=distribution.dtype, testval=start, parent_dist=distribution
    )
    missing = FreeRV(name=f"{name}_missing", distribution=unknown, model=model)
    known = _to_tensor(np.asarray(data.filled()))
    from ...ops.indexing.writing import set_subtensor  # needed only for missing data

    return set_subtensor(known[data.mask.nonzero()], missing), missing


def as_tensor(data: Any, name: str, model: Any, distribution: Any) -> Any:
    """Return observed data as a graph; its `missing_values` is the free variable for missing ones, or None.

    data: an array of any shape, masked where values are missing, a sparse matrix or a variable. name: of the observed
    variable. model: the model that gets the free variable. distribution: of the data.
    """
    if type(data).__module__.startswith("scipy.sparse"):
        from ...theano_api.sparse import as_sparse_variable  # few programs use it

        tensor, missing = as_sparse_variable(data_cast(data, distribution.dtype), name=name), None
    else:
        tensor, missing = observed_tensor(data, name, model, distribution)
    tensor.missing_values = missing
    return tensor


class ObservedRV(Factor, PyMC3Variable):
    """Observed data with a distribution.

    type, owner, index, name: those of any variable; the type comes from the data. data: an array of any shape, a pandas
    object or a variable. distribution: of the data. total_size: number of data that a mini-batch stands for, or None.
    model: the model.
    """

    def __init__(
        self,
        type: Any = None,
        owner: Apply | None = None,
        index: int | None = None,
        name: Any = None,
        data: Any = None,
        distribution: Any = None,
        total_size: int | Sequence[Any] | None = None,
        model: Any = None,
    ) -> None:
        if isinstance(getattr(data, "type", None), TensorType):
            type = data.type
        if type is None:
            data = pandas_to_array(data)
            if isinstance(data, Variable):
                type = data.type
            else:
                data = data.copy()  # the user may change the array later
                type = TensorType(str(distribution.dtype), tuple(n == 1 for n in data.shape))
        self.observations = data
        super().__init__(type, owner, index, name)
        if distribution is not None:
            tensor, self.missing_values = observed_tensor(data, name, model, distribution)
            self._set_densities(distribution, tensor)
            self.total_size, self.model, self.distribution = total_size, model, distribution
            # variables keep their dtype
            shown = cast(tensor, self.dtype) if isinstance(self.type, TensorType) else tensor
            if shown.type != self.type:
                self.type = shown.type
            Apply(VIEW, [shown], [self])
            self.scaling = scaling(total_size, tensor.shape, tensor.ndim)


class MultiObservedRV(Factor):
    """Several observed arrays with one density, as made by `observed={"x": ..., "y": ...}`.

    name: of the whole. data: name -> array of any shape. distribution: one whose `logp` takes these names as keywords.
    total_size: number of data that a mini-batch stands for, or None. model: the model.
    """

    def __init__(
        self,
        name: str | None,
        data: dict[str, Any],
        distribution: Any,
        total_size: int | Sequence[Any] | None = None,
        model: Any = None,
    ) -> None:
        self.name = name
        pairs = {key: observed_tensor(value, key, model, distribution) for key, value in data.items()}
        self.data = {key: tensor for key, (tensor, _) in pairs.items()}
        self.missing_values = [missing for _, missing in pairs.values() if missing is not None]
        self._set_densities(distribution, **self.data)
        self.total_size, self.model, self.distribution = total_size, model, distribution
        self.scaling = scaling(total_size, self.logp_elemwiset.shape, self.logp_elemwiset.ndim)


class TransformedRV(PyMC3Variable):
    """The untransformed value of a free variable: `sd` from `sd_log__`.

    type, owner, index, name: those of any variable; the type comes from the distribution. distribution: its
    distribution, which tells its shape. model: the model. transform: the transform. total_size: number of data that a
    mini-batch stands for, or None.
    """

    def __init__(
        self,
        type: TensorType | None = None,
        owner: Apply | None = None,
        index: int | None = None,
        name: Any = None,
        distribution: Any = None,
        model: Any = None,
        transform: Any = None,
        total_size: Any = None,
    ) -> None:
        super().__init__(distribution.type if type is None else type, owner, index, name)
        self.transformation = transform
        if distribution is not None:
            self.model, self.distribution = model, distribution
            self.dshape = tuple(int(n) for n in distribution.shape)
            self.dsize = int(np.prod(self.dshape))
            self.transformed = model.Var(
                get_transformed_name(name, transform), transform.apply(distribution), total_size=total_size
            )
            value = transform.backward(self.transformed)
            if value.type != self.type:
                self.type = value.type
            Apply(VIEW, [value], [self])
            self.scaling = scaling(total_size, self.shape, self.ndim)
            self.random = getattr(distribution, "random", None)
