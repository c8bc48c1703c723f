"""What an entry says of a distribution: see `DistributionSpec`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

REQUIRED = inspect.Parameter.empty


@dataclass(frozen=True)
class Parameter:
    """An argument of the legacy class, in its place. `sd` beside `sigma` is a parameter of its own, as there."""

    name: str
    default: Any = REQUIRED


@dataclass(frozen=True)
class Golden:
    """A number of the real library: log density (the sum) of `value` under `parameters`, the arguments of the class."""

    logp: float
    value: Any
    parameters: Mapping[str, Any]


def golden(logp: float, value: Any, **parameters: Any) -> Golden:
    """Make a Golden: the log density `logp` of `value` for these parameters."""
    return Golden(logp, value, parameters)


@dataclass(frozen=True)
class Reference:
    """A distribution from elsewhere, where SciPy has none: functions of arrays of values between its ends."""

    log_density: Callable[[Any], Any]
    cdf: Callable[[Any], Any]
    ends: tuple[float, float] = (0, np.inf)


@dataclass(frozen=True)
class DistributionSpec:
    """One distribution: all that is known of it. Functions name what they use of `quantities` by argument.

    The legacy class, its exports and its tests are made of it.

    quantities: the arguments given -> every attribute of the legacy object (graphs): the parameters in all
        their forms, mean, median, mode, variance. ValueError where the arguments do not go together.
    support: (value, ...) -> conditions; outside, the log density is -inf. None: no condition on the value.
    positive: quantities that must be > 0 for the density to exist.
    logp: (value, ...) -> log density inside, element by element, by legacy's formula and in its order.
    logcdf: (value, ...) -> (log of the distribution function, *conditions outside which it is -inf), or None.
    scalar_logcdf: legacy's took single values alone: TypeError for arrays.
    random: (size, ...) -> draws from NumPy's global stream, by the calls that legacy made; None: cannot be drawn.
    deviates: what it takes from the stream, element after element in one call, so that one call serves many points:
        "normal" or "uniform", one such deviate an element; "own", as many as an element needs. "": not so.
    transform: how a free variable is made unbounded: "log", "logodds", "between" two ends or one, "above" one,
        "circular", or "": values stay as they are. ends: the quantities that are these ends.
    default: quantities tried in turn for the test value; the first finite one is it.
    located: `random` adds its first quantity at the end, so that it may be given piece by piece (InParts).
    warned: parameters for which a random variable that may be negative gets legacy's warning. Not those of a scale:
        legacy looked at what it had computed from them, and never warned.
    shown: quantities in the legacy repr; `_shown` among the quantities where that depends on the arguments.
    discrete: whether values are whole numbers.
    bounded: False where legacy wrote the formula without `bound`.
    parent: the distribution whose class it is derived from.
    methods: functions that the legacy class has besides, by name.
    other_names: under which the class is known too.
    reference: (scipy.stats, ...) -> the same distribution there, or a Reference. None: no distribution (improper).
    examples: arguments of the class, for tests; those of `golden` are taken too.
    golden: numbers of the real library, where it has the distribution.
    """

    name: str
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
        """The quantities that `random` needs, in its order."""
        return () if self.random is None else names_used(self.random)

    def conditions(self, value: Any, known: Any) -> tuple[Any, ...]:
        """Return what must hold for `value` to have a density; `known` has the quantities as attributes."""
        inside = () if self.support is None else call(self.support, known, value)
        return (*inside, *(getattr(known, name) > 0 for name in self.positive))


def names_used(function: Callable[..., Any]) -> tuple[str, ...]:
    """Return the names of the arguments after the first."""
    return tuple(inspect.signature(function).parameters)[1:]


def call(function: Callable[..., Any], known: Any, first: Any) -> Any:
    """Call `function(first, ...)`, the further arguments being attributes of `known`."""
    return function(first, *(getattr(known, name) for name in names_used(function)))
