"""The form of an entry: see `DistributionSpec`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from ..ops.tensor_types import TensorLike

REQUIRED = inspect.Parameter.empty


@dataclass(frozen=True)
class Parameter:
    """An argument of the legacy class, in its position. `sd` beside `sigma` is a separate parameter, as in PyMC3."""

    name: str
    default: Any = REQUIRED


@dataclass(frozen=True)
class Golden:
    """A value of the real library: the summed log density of `value` under `parameters`, the arguments of the class."""

    logp: float
    value: Any
    parameters: Mapping[str, Any]


def golden(logp: float, value: float, **parameters: Any) -> Golden:
    """Make a Golden: the log density `logp` of `value` for these parameters."""
    return Golden(logp, value, parameters)


@dataclass(frozen=True)
class Reference:
    """A reference that SciPy lacks: functions of arrays of values between its end points."""

    log_density: Callable[[Any], Any]
    cdf: Callable[[Any], Any]
    ends: tuple[float, float] = (0, np.inf)


@dataclass(frozen=True)
class Words:
    """What the docstring of a distribution says.

    what: the distribution, after its signature. values: where the density is above 0. mean: a formula of the arguments,
    behind it perhaps where it holds; "none" if there is no mean, "" if there is no short formula. arguments: what each
    is, where `COMMON_WORDS` of `description.py` does not say it.
    """

    what: str
    values: str
    mean: str
    arguments: Mapping[str, str]


def words(what: str, values: str, mean: str = "", **arguments: str) -> Words:
    """Make Words: the arguments of the class by their names."""
    return Words(what, values, mean, arguments)


@dataclass(frozen=True)
class DistributionSpec:
    """The entry of one distribution: everything that is known of it.

    The legacy class, its exports and its tests are made from it. Functions take quantities by the names of their
    arguments.

    words: what its docstring says.
    quantities: the given arguments -> every attribute of the legacy object (graphs): the parameters in all their forms,
    mean, median, mode, variance. ValueError for arguments that do not go together.
    support: (value, ...) -> conditions; outside, the log density is -inf. None: no condition on the value.
    positive: quantities that must be > 0 for the density to exist.
    logp: (value, ...) -> log density inside, element by element, by PyMC3's formula in PyMC3's order.
    logcdf: (value, ...) -> (log of the distribution function, *conditions outside which it is -inf), or None.
    scalar_logcdf: PyMC3's accepts single values only, with TypeError for arrays.
    random: (size, ...) -> draws from NumPy's global stream, by PyMC3's calls; None: cannot be drawn.
    deviates: the numbers that it takes from the stream, if one call takes them element after element, so that one call
    can serve many points: "normal" or "uniform", one such deviate for each element; "own", as many as an element needs.
    "": otherwise.
    transform: the transform of a free variable: "log", "logodds", "between" two ends or one, "above" one, "circular",
    or "" for none. ends: the quantities that are these ends.
    default: quantities tried in turn for the test value, which is the first finite one.
    located: `random` adds its first quantity at the end, so that this may be given in blocks (BlockwiseArray).
    warned: parameters for which a random variable that may be negative gets PyMC3's warning. Scales are not among them:
    PyMC3 checks a value computed from the scale, and never warns.
    shown: quantities in the legacy repr; `_shown` among the quantities if that depends on the arguments.
    discrete: whether values are integers.
    bounded: False if PyMC3's formula does not use `bound`.
    parent: the distribution whose class is the base class.
    methods: further functions of the legacy class, by name.
    other_names: further names of the class.
    reference: (scipy.stats, ...) -> the same distribution there, or a Reference. None: not a distribution (improper).
    examples: arguments of the class, for tests; those of `golden` are used too.
    golden: values of the real library, if it has the distribution.
    """

    name: str
    words: Words
    parameters: tuple[Parameter, ...]
    quantities: Callable[..., dict[str, Any]]
    logp: Callable[..., Any]
    random: Callable[..., Any] | None
    logcdf: Callable[..., tuple[Any, ...]] | None = None
    scalar_logcdf: bool = False
    support: Callable[..., tuple[Any, ...]] | None = None
    positive: tuple[str, ...] = ()
    deviates: str = ""
    located: bool = False
    transform: str = ""
    ends: tuple[str, ...] = ()
    default: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    discrete: bool = False
    bounded: bool = True
    parent: str = ""
    methods: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    other_names: tuple[str, ...] = ()
    reference: Callable[..., Any] | None = None
    examples: tuple[Mapping[str, Any], ...] = ()
    golden: tuple[Golden, ...] = ()

    @cached_property
    def signature(self) -> inspect.Signature:
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        return inspect.Signature([inspect.Parameter(p.name, kind, default=p.default) for p in self.parameters])

    @cached_property
    def drawn(self) -> tuple[str, ...]:
        """Return the quantities that `random` needs, in its order."""
        return () if self.random is None else names_used(self.random)

    def conditions(self, value: TensorLike, known: Any) -> tuple[Any, ...]:
        """Return the conditions for `value` to have a density; `known` has the quantities as attributes."""
        inside = () if self.support is None else call(self.support, known, value)
        return (*inside, *(getattr(known, name) > 0 for name in self.positive))


def names_used(function: Callable[..., Any]) -> tuple[str, ...]:
    """Return the names of the arguments after the first."""
    return tuple(inspect.signature(function).parameters)[1:]


def call(function: Callable[..., Any], known: Any, first: TensorLike) -> Any:
    """Call `function(first, ...)` with attributes of `known` as the further arguments."""
    return function(first, *(getattr(known, name) for name in names_used(function)))
