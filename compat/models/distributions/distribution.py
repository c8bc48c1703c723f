"""The base class of all distributions, which users subclass. Source: pymc3.distributions.distribution.

`Normal("x", 0, 1)` inside a model makes a random variable; `Normal.dist(0, 1)` makes the distribution alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

import numpy as np

from theano_common.users_lines import warn

from ...emulated_versions import older_than
from ...graph.types import TensorType as GraphType
from ...graph.variable import Constant, SharedVariable, Variable
from ...importing.module_getattr import absent_from
from ...ops.reductions.functions import sum as summed
from ...ops.shapes.creation import zeros_like
from ...settings import config
from ..modelling.context import ContextMeta  # noqa: F401  (legacy imports it from here)
from ..modelling.current_model import innermost_model
from ..modelling.util import get_repr_for_variable
from .drawing import (
    _draw_value,
    _DrawValuesContext,
    _DrawValuesContextBlocker,
    draw_values,
    generate_samples,
    is_fast_drawable,
    vectorized_ppc,
)
from .shape_utils import (
    broadcast_dist_samples_shape,
    get_broadcastable_dist_samples,
    to_tuple,
)

__all__ = [
    "DensityDist",
    "Distribution",
    "Continuous",
    "Discrete",
    "NoDistribution",
    "TensorType",
    "draw_values",
    "generate_samples",
]
_LEGACY_INTERNALS = (
    _draw_value,
    _DrawValuesContext,
    _DrawValuesContextBlocker,
    broadcast_dist_samples_shape,
    get_broadcastable_dist_samples,
    is_fast_drawable,
    to_tuple,
    vectorized_ppc,
)  # imported from here by legacy code

_UNSET = object()


class _Unpickling:
    """Stands for the name while a pickle is read, so that a distribution is made without a model."""

    pass


def _lengths(shape: Any, of: str) -> np.ndarray:
    """Return the lengths of a shape, in one dimension. TypeError for what is no integer."""
    listed = list(shape) if isinstance(shape, list | tuple) else [shape]
    if any(isinstance(one, Variable) for one in listed):
        raise TypeError(
            f"the shape of {of} is a Theano variable; a shape is known when the model is made: give an integer, such "
            "as `len(data)`, or `int(n.eval())` of a variable that needs no inputs."
        )
    lengths = np.atleast_1d(shape)
    if lengths.dtype.kind not in "iub" and lengths.size:
        if lengths.dtype.kind != "f" or not np.array_equal(np.floor(lengths), lengths):
            raise TypeError(f"the shape of {of} is {shape!r}. Expected int elements in shape: give integers.")
    return lengths


class Distribution:
    """A distribution: parameters as attributes, `logp`, `random`, shape, dtype, test value and transform.

    name: of the variable, which a subclass makes inside a model; `.dist(...)` makes the distribution alone.
    shape: of the values. dtype: of the values. initval, testval: the value where sampling starts.
    defaults: attributes that are tried in turn for that value. transform: from its support to all real numbers.
    broadcastable: which lengths are declared 1. dims: names of the dimensions, in place of shape.
    """

    data: Any = None

    def __new__(cls, name: int | str, *args: Any, **kwargs: Any) -> Any:
        if name is _Unpickling:
            return object.__new__(cls)
        model = innermost_model()
        if model is None:
            raise TypeError(
                "No model on context stack, which is needed to instantiate distributions. Add variable "
                "inside a 'with model:' block, or use the '.dist' syntax for a standalone distribution."
            )
        if not isinstance(name, str):
            raise TypeError(f"Name needs to be a string but got: {name}")
        data = cls.data = kwargs.pop("observed", None)  # PyMC3 sets it on the class, where Simulator and others read it
        if isinstance(data, Variable) and hasattr(data, "logp_elemwiset"):  # a random variable
            raise TypeError(f"observed needs to be data but got: {type(data)}")
        total_size, dims = kwargs.pop("total_size", None), kwargs.pop("dims", None)
        if dims is not None:
            if kwargs.get("shape") is not None:
                raise ValueError("Specify only one of 'dims' or 'shape'")
            dims = (dims,) if isinstance(dims, str) else dims
            kwargs["shape"] = model.shape_from_dims(dims)
        shape = kwargs.get("shape")
        if shape is not None and np.any(_lengths(shape, f"`{name}`") <= 0):
            raise ValueError(f"Distribution initialized with invalid shape {shape}. This is not allowed.")
        named = {} if dims is None else {"dims": dims}  # a user's `Var` written before 3.9 takes no dims
        return model.Var(name, cls.dist(*args, **kwargs), data, total_size, **named)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (_Unpickling,)

    @classmethod
    def dist(cls, *args: Any, **kwargs: Any) -> Any:
        """Return the distribution without a model, a name or data."""
        if kwargs.get("dims") is not None:
            warn(
                f"{cls.__name__}.dist(dims=...) has no effect: names of dimensions belong to a model's "
                "variables. Give `shape`.",
                UserWarning,
            )
        dist = object.__new__(cls)
        dist.__init__(*args, **kwargs)
        return dist

    def __init__(
        self,
        shape: Any,
        dtype: Any,
        initval: Any = None,
        defaults: Any = (),
        transform: Any = None,
        broadcastable: Sequence[bool] | None = None,
        dims: str | Sequence[str] | None = None,
        *,
        testval: object = _UNSET,
    ) -> None:
        self.shape = _lengths(shape, type(self).__name__)
        if isinstance(transform, str):
            raise AttributeError(
                f"{type(self).__name__}: transform={transform!r} is a text; give the transform itself, such as "
                f"pm.distributions.transforms.{transform if transform.isidentifier() else 'ordered'}."
            )
        self.dtype = dtype
        self.type = TensorType(dtype, self.shape, broadcastable)
        self.testval = initval if testval is _UNSET else testval
        self.defaults = defaults
        self.transform = transform

    def default(self) -> np.ndarray:
        """Return the test value: the one given, or the first finite one among `defaults`."""
        return np.asarray(self.get_test_val(self.testval, self.defaults), self.dtype)

    def get_test_val(self, val: object, defaults: Sequence[str]) -> Any:
        if val is not None:
            return self.getattr_value(val)
        for name in defaults:
            if hasattr(self, name):
                value = self.getattr_value(name)
                if np.all(np.isfinite(value)):
                    return value
        raise AttributeError(
            f"{self} has no finite default value to use, checked: {defaults}. Pass testval argument "
            "or adjust so value is finite."
        )

    def getattr_value(self, val: object) -> Any:
        """Return the value of `val`: the name of an attribute, a variable or a number."""
        if isinstance(val, str):
            val = getattr(self, val)
        if isinstance(val, SharedVariable):
            return val.get_value()
        if isinstance(val, Constant):
            return val.data
        return val.tag.test_value if isinstance(val, Variable) else val

    def logp_nojac(self, *args: Any, **kwargs: Any) -> Any:
        return self.logp(*args, **kwargs)

    def logp_sum(self, *args: Any, **kwargs: Any) -> Any:
        return summed(self.logp(*args, **kwargs))

    # ---- text

    def _distr_parameters_for_repr(self) -> list[str]:
        import inspect

        return inspect.getfullargspec(self.__init__).args[1:]

    def _distr_name_for_repr(self) -> str:
        return type(self).__name__

    def _str_repr(self, name: str | None = None, dist: Distribution | None = None, formatting: str = "plain") -> str:
        if formatting not in ("latex", "plain", "latex_with_params", "plain_with_params"):
            raise ValueError(
                f"Unsupported formatting {formatting!r}. Choose one of latex, plain, latex_with_params, "
                "plain_with_params."
            )
        dist = self if dist is None else dist
        name = "[unnamed]" if name is None else name
        kind = dist._distr_name_for_repr()
        if not formatting.endswith("with_params"):
            return f"$\\text{{{name}}} \\sim \\text{{{kind}}}$" if formatting == "latex" else f"{name} ~ {kind}"
        values = [(p, get_repr_for_variable(getattr(dist, p), formatting)) for p in self._distr_parameters_for_repr()]
        if formatting.startswith("latex"):
            inner = ",~".join(f"\\mathit{{{p}}}={v}" for p, v in values)
            return f"$\\text{{{name}}} \\sim \\text{{{kind}}}({inner})$"
        return f"{name} ~ {kind}({', '.join(f'{p}={v}' for p, v in values)})"

    def __str__(self, **kwargs: Any) -> str:
        if older_than("3.9"):
            return object.__repr__(self)
        return self._str_repr(formatting="plain", **kwargs)

    def _repr_latex_(self, *, formatting: str = "latex_with_params", **kwargs: Any) -> str | None:
        return self._str_repr(formatting=formatting, **kwargs)

    __latex__ = _repr_latex_


def TensorType(
    dtype: np.dtype | str, shape: int | Sequence[int] | np.ndarray, broadcastable: Sequence[bool] | None = None
) -> GraphType:
    """Return the type of a variable of a known shape, in which dimensions of length 1 broadcast.

    dtype: the dtype, or its name. shape: an integer or a tuple. broadcastable: a bool for each dimension, in its place.
    """
    if broadcastable is None:
        broadcastable = tuple(bool(n == 1) for n in np.atleast_1d(shape))
    return GraphType(str(dtype), tuple(broadcastable))


class NoDistribution(Distribution):
    """A placeholder without a density, for missing values: the distribution of the data covers them.

    shape: of the value. dtype: of the value. testval: where sampling begins. defaults: names of attributes to begin at,
    in its place. transform: UserWarning for one, which has no effect. parent_dist: the distribution of the data, from
    which other attributes come.
    """

    def __init__(
        self,
        shape: Any,
        dtype: str | np.dtype | None,
        testval: object = None,
        defaults: Any = (),
        transform: Any = None,
        parent_dist: Distribution | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if transform is not None:
            warn(
                "NoDistribution(transform=...) has no effect, as in PyMC3: its values stay as they are.",
                UserWarning,
            )
        super().__init__(*args, shape=shape, dtype=dtype, initval=testval, defaults=defaults, **kwargs)
        self.parent_dist = parent_dist

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "parent_dist":
            raise AttributeError(f"'NoDistribution' has no attribute '{name}'")
        return getattr(self.parent_dist, name)

    def logp(self, x: Variable) -> Any:
        return zeros_like(x)

    def _distr_parameters_for_repr(self) -> list[str]:
        return []


class Discrete(Distribution):
    """Base class of distributions on the integers.

    shape: of the values. dtype: "int64" (the default, unless floatX is float32) or "int16".
    defaults: attributes of which the first that is finite is the value where sampling starts.

    Further arguments are those of Distribution. ValueError for a transform.
    """

    def __init__(
        self,
        shape: Any = (),
        dtype: str | np.dtype | None = None,
        defaults: Any = ("mode",),
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if dtype is None:
            dtype = "int16" if config.floatX == "float32" else "int64"
        if dtype not in ("int16", "int64"):
            raise TypeError("Discrete classes expect dtype to be int16 or int64.")
        if kwargs.get("transform") is not None:
            raise ValueError("Transformations for discrete distributions are not allowed.")
        super().__init__(shape, dtype, *args, defaults=defaults, **kwargs)


class Continuous(Distribution):
    """Base class of distributions on the real numbers.

    shape: of the values. dtype: of the values, floatX by default.
    defaults: attributes of which the first that is finite is the value where sampling starts.

    Further arguments are those of Distribution. Subclasses define `logp(value)`, and `random(point, size)` for draws.
    """

    def __init__(
        self,
        shape: Any = (),
        dtype: str | np.dtype | None = None,
        defaults: Any = ("median", "mean", "mode"),
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(shape, config.floatX if dtype is None else dtype, *args, defaults=defaults, **kwargs)


def assert_negative_support(var: Variable, label: str, distname: str, value: float = -1e-6) -> None:
    """Warn where a random variable that is given as a scale or a rate may be negative.

    var: the parameter, of any shape; one that is no random variable is passed over. label: its name in the text.
    distname: the distribution's name in the text. value: where its density is asked for, a number below 0.
    """
    inner = getattr(getattr(getattr(var, "transformed", None), "distribution", None), "dist", None)
    distribution = inner if inner is not None else getattr(var, "distribution", None)
    if distribution is None:
        return
    try:
        support = np.isfinite(distribution.logp(value).tag.test_value)
    except AttributeError:
        return
    if np.any(support):
        warn(
            f"The variable specified for {label} has negative support for {distname}, likely making it "
            "unsuitable for this parameter.",
        )


class _HoldsItself(Exception):
    """Raised when a function that is pickled by value refers to the distribution that holds it."""


# `id`s of the distributions whose function this thread is pickling by value
_by_value: ContextVar[frozenset[int]] = ContextVar("_by_value", default=frozenset())


class DensityDist(Distribution):
    """A distribution with the user's log density.

    logp: a function of the value, or of the entries of `observed`, if that is a dict; its sum is added to the model's.
    shape: of the values. dtype: of the values, floatX by default. initval, testval: where sampling starts, 0 by
    default.
    random: a function of point= and size= that draws, for prior and posterior predictive draws; ValueError without it.
    wrap_random_with_dist_shape: whether draws of `random` are brought to the shape that is asked for.
    check_shape_in_random: whether draws of another shape raise RuntimeError.
    """

    def __init__(
        self,
        logp: Any,
        shape: Any = (),
        dtype: Any = None,
        initval: Any = 0,
        random: Any = None,
        wrap_random_with_dist_shape: bool = True,
        check_shape_in_random: bool = True,
        *args: Any,
        testval: Any = _UNSET,
        **kwargs: Any,
    ) -> None:
        super().__init__(
            shape, config.floatX if dtype is None else dtype, initval if testval is _UNSET else testval, *args, **kwargs
        )
        self.logp = logp
        self.rand = random
        self.wrap_random_with_dist_shape = wrap_random_with_dist_shape
        self.check_shape_in_random = check_shape_in_random

    def __getstate__(self) -> dict[str, Any]:
        """Return the state with the user's function pickled by value, so that local and notebook functions work.

        A function that refers to this distribution through the model, such as a method of a Gaussian process, is
        pickled by reference.
        """
        import cloudpickle

        outer = _by_value.get()
        if id(self) in outer:
            raise _HoldsItself
        token = _by_value.set(outer | {id(self)})
        try:
            return {**self.__dict__, "logp": cloudpickle.dumps(self.logp)}
        except _HoldsItself:
            return self.__dict__
        finally:
            _by_value.reset(token)

    def __setstate__(self, state: dict[str, Any]) -> None:
        import pickle

        logp = state["logp"]
        self.__dict__ = {**state, "logp": pickle.loads(logp) if isinstance(logp, bytes) else logp}

    def random(
        self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None, **kwargs: Any
    ) -> np.ndarray:
        """Draw with the user's `random(point=, size=)`. ValueError if none was given."""
        if self.rand is None:
            raise ValueError(
                "Distribution was not passed any random method. Define a custom random method and pass "
                "it as kwarg random"
            )
        unchanged, lead, own = {"point": point, **kwargs}, to_tuple(size), to_tuple(self.shape)
        if self.wrap_random_with_dist_shape:
            with _DrawValuesContextBlocker():  # one draw shows the shape of a draw; PyMC3 makes it too
                one = generate_samples(self.rand, size=None, not_broadcast_kwargs=unchanged).shape
            joint = broadcast_dist_samples_shape([lead + own if own[: len(lead)] == lead else own, one], size=lead)
            return generate_samples(
                self.rand, broadcast_shape=joint[: len(joint) - len(one)], size=lead, not_broadcast_kwargs=unchanged
            )
        samples = self.rand(point=point, size=size, **kwargs)
        if self.check_shape_in_random and np.shape(samples) != (expected := own if size is None else lead + own):
            raise RuntimeError(
                "DensityDist encountered a shape inconsistency while drawing samples using the supplied "
                f"random function. Was expecting to get samples of shape {expected} but got "
                f"{np.shape(samples)} instead. wrap_random_with_dist_shape=True makes draws of any "
                "shape from a function that gives one; check_shape_in_random=False asks for no shape."
            )
        return samples

    def _distr_parameters_for_repr(self) -> list[str]:
        return []


__getattr__ = absent_from(__name__)
