"""Legacy distribution classes, made from the entries in `compat.distributions`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ...distributions.blockwise_array import BlockwiseArray
from ...distributions.description import described
from ...distributions.spec import DistributionSpec, call
from ...distributions.streams import take_normals_from
from ...distributions.table import SPECS, by_name
from ...ops.tensor_types import TensorLike
from . import transforms
from .dist_math import bound
from .distribution import Distribution, assert_negative_support
from .drawing import draw_values, generate_samples
from .recorded_draws import NOTED, NotedDraw

if TYPE_CHECKING:
    from ...distributions.streams import PointsAndSize


def _standard_normals(size: PointsAndSize | tuple[int, ...]) -> np.ndarray:
    from .many_normals import standard_normals  # needed only when random numbers are drawn

    return standard_normals(size)


take_normals_from(_standard_normals)


class FromSpec:
    """A distribution whose formulas are those of an entry of `compat.distributions`, its class attribute `spec`."""

    compat_spec: DistributionSpec

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Define `logcdf` if the entry has one, since programs ask for it with hasattr."""
        super().__init_subclass__(**kwargs)
        spec = cls.__dict__.get("compat_spec")
        if spec is not None and spec.logcdf is not None and "logcdf" not in cls.__dict__:
            cls.logcdf = _logcdf  # type: ignore[attr-defined]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        names = [p.name for p in self.compat_spec.parameters]
        own = {k: kwargs.pop(k) for k in names if k in kwargs}
        try:
            given = self.compat_spec.signature.bind(*args[: len(names)], **own)
        except TypeError as error:
            raise TypeError(f"{type(self).__name__}() is {error}") from None
        given.apply_defaults()
        for name, value in given.arguments.items():
            if isinstance(value, Distribution):
                raise TypeError(
                    f"{type(self).__name__}() got a distribution without a name as its parameter {name} "
                    f"({type(value).__name__}.dist): make a variable of it, such as "
                    f'pm.{type(value).__name__}("{name}", ...). float() argument must be a string or a number, not '
                    f"{type(value).__name__!r}."
                )
        known = self.compat_spec.quantities(**given.arguments)
        for name, value in known.items():
            setattr(self, name, value)
        for name in self.compat_spec.warned:
            assert_negative_support(known[name], name, type(self).__name__)
        if self.compat_spec.default:
            kwargs.setdefault("defaults", self.compat_spec.default)
        try:
            self._settle(kwargs, *args[len(names) :])
        except TypeError as error:
            if "unexpected keyword" not in str(error):
                raise
            name = str(error).rpartition("argument ")[2]
            raise TypeError(
                f"{type(self).__name__}() got an unexpected keyword argument {name}; its parameters are "
                f"{', '.join(names) or 'none'}, besides shape, dims, testval, transform, dtype, observed "
                "and total_size."
            ) from None

    def _settle(self, kwargs: dict[str, Any], *rest: Any) -> None:
        """Pass shape, dtype, test value and transform to the base class."""
        spec = self.compat_spec
        ends = [getattr(self, name) for name in spec.ends]
        if spec.transform == "between":
            kwargs |= dict(zip(("lower", "upper"), ends, strict=True))
        elif spec.transform in ("above", "circular"):  # PyMC3's argument is a word, unless a transform is given
            word = "lowerbound" if ends else spec.transform
            given, *rest = rest or (kwargs.pop("transform", word),)  # type: ignore[assignment]
            if isinstance(given, str) and given == word:
                given = transforms.lowerbound(*ends) if ends else transforms.Circular()
            kwargs["transform"] = given
        if "_transform" in self.__dict__:  # listed among the parameters of the distribution
            kwargs["transform"] = self._transform  # type: ignore[attr-defined]
        super().__init__(*rest, **kwargs)  # type: ignore[call-arg]

    def logp(self, value: TensorLike) -> Any:
        """Return the log density of `value`, element by element; -inf outside the support."""
        spec = self.compat_spec
        inside = call(spec.logp, self, value)
        return bound(inside, *spec.conditions(value, self)) if spec.bounded else inside

    def random(self, point: dict[str, Any] | None = None, size: int | tuple[int, ...] | None = None) -> np.ndarray:
        """Draw values of shape (size, shape), with parameters from `point` or drawn too."""
        spec = self.compat_spec
        if spec.random is None:
            raise ValueError(f"Cannot sample from {spec.name} distribution")
        values = draw_values(
            [getattr(self, name) for name in spec.drawn], point=point, size=size, blockwise=spec.located
        )
        whole = values[0] if values and isinstance(values[0], BlockwiseArray) else None
        if whole is not None:
            values[0] = np.broadcast_to(0.0, whole.shape)  # a placeholder that has the shape of the parameter

        def draw(*parameters: Any, size: tuple[int, ...]) -> Any:
            if whole is not None:
                first = whole if parameters[0].shape == whole.shape else np.asarray(whole).reshape(parameters[0].shape)
                parameters = (first, *parameters[1:])
            drawn = spec.random(size, *parameters)  # type: ignore[misc]
            noted = NOTED.get()
            if noted is not None:
                noted.draws.append(NotedDraw(self, size, tuple(map(np.shape, parameters))))
            return drawn

        return generate_samples(draw, *values, dist_shape=self.shape, size=size)  # type: ignore[attr-defined]

    def _distr_parameters_for_repr(self) -> list[str]:
        return list(getattr(self, "_shown", self.compat_spec.shown))


def _logcdf(self: Any, value: Any) -> Any:
    """Return the log cumulative probability at `value`."""
    spec = self.compat_spec
    if spec.scalar_logcdf and np.ndim(value):
        raise TypeError(
            f"{spec.name}.logcdf expects a scalar value but received a {np.ndim(value)}-dimensional object."
        )
    inside, *conditions = call(spec.logcdf, self, value)
    return bound(inside, *conditions) if conditions else inside


class Classes(Mapping[str, type]):
    """The classes of all discrete, or all continuous, distributions by each of their names, made on first use."""

    def __init__(
        self,
        module: str,
        discrete: bool,
        bases: Mapping[str, type],
        own: Iterable[type] = (),
        without: Container[str] = (),
    ) -> None:
        """Store what the classes are made from.

        module: the module that shows them. bases: base classes by kind of transform. own: classes written by hand.
        without:
        names that are defined elsewhere.
        """
        self._module, self._bases = module, bases
        self._names = {name: entry for name, entry in by_name(discrete).items() if name not in without}
        self._made = {cls.compat_spec.name: cls for cls in own if "compat_spec" in vars(cls)}  # type: ignore[attr-defined]

    def __getitem__(self, name: str) -> type:
        return self._made_of(self._names[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def _made_of(self, name: str) -> type:
        if name not in self._made:
            spec = SPECS[name]
            parents = (self._made_of(spec.parent),) if spec.parent else (FromSpec, self._bases[spec.transform])
            methods = {name: staticmethod(method) for name, method in spec.methods.items()}
            named = {"compat_spec": spec, "__module__": self._module, "__doc__": described(spec)}
            self._made.setdefault(name, type(spec.name, parents, named | methods))  # another thread may have made it
        return self._made[name]


def attribute_of(module: str, classes: Classes, otherwise: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return the module-level `__getattr__` of `module`, which makes the class for a name in `classes` on first use.

    otherwise: answers for other names.
    """

    def __getattr__(name: str) -> Any:
        if name not in classes:
            return otherwise(name)
        found = classes[name]
        setattr(sys.modules[module], name, found)
        return found

    return __getattr__


__all__ = ["Classes", "FromSpec", "attribute_of"]
