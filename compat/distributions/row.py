"""What a row says of a distribution: see `Distribution`."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

REQUIRED = inspect.Parameter.empty


@dataclass(frozen=True)
class Parameter:
    """An argument of the legacy class, in its place. `sd` beside `sigma` is a parameter of its own, as there."""

    name: str
    default: Any = REQUIRED


@dataclass(frozen=True)
class Golden:
    """A number of the real library: log density (the sum) of `value` under `parameters`."""

    logp: float
    value: Any
    parameters: Mapping[str, Any]


def golden(logp: float, value: Any, **parameters: Any) -> Golden:
    return Golden(logp, value, parameters)


@dataclass(frozen=True)
class Distribution:
    """One distribution: all that is known of it. Functions name what they use of `quantities` by argument.

    quantities: the arguments given -> every attribute of the legacy object (graphs): the parameters in all
        their forms, mean, median, mode, variance. ValueError where the arguments do not go together.
    support: (value, ...) -> conditions; outside, the log density is -inf. None: no condition on the value.
    positive: quantities that must be > 0 for the density to exist.
    logp: (value, ...) -> log density inside, element by element, by legacy's formula and in its order.
    logcdf: (value, ...) -> (log of the distribution function, *conditions outside which it is -inf), or None.
    scalar_logcdf: legacy's took single values alone: TypeError for arrays.
    random: (size, ...) -> draws from NumPy's global stream, by the calls that legacy made; None: cannot be drawn.
    transform: "log", "logodds", "interval" or "" (values stay as they are).
    default: quantities tried in turn for the test value; the first finite one is it.
    warned: parameters for which a random variable that may be negative gets legacy's warning. Not those of a scale:
        legacy looked at what it had computed from them, and never warned.
    shown: quantities in the legacy repr; `_shown` among the quantities where that depends on the arguments.
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
    transform: str = ""
    default: tuple[str, ...] = ()
    warned: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    discrete: bool = False
    bounded: bool = True  # False: legacy wrote the formula without `bound`
    golden: tuple[Golden, ...] = field(default=())

    @cached_property
    def signature(self) -> inspect.Signature:
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        return inspect.Signature([inspect.Parameter(p.name, kind, default=p.default) for p in self.parameters])

    @cached_property
    def drawn(self) -> tuple[str, ...]:
        """The quantities that `random` needs, in its order."""
        return () if self.random is None else names_used(self.random)

    def conditions(self, value: Any, known: Any) -> tuple[Any, ...]:
        """What must hold for `value` to have a density; `known` has the quantities as attributes."""
        inside = () if self.support is None else call(self.support, known, value)
        return (*inside, *(getattr(known, name) > 0 for name in self.positive))


def names_used(function: Callable[..., Any]) -> tuple[str, ...]:
    """Names of the arguments after the first."""
    return tuple(inspect.signature(function).parameters)[1:]


def call(function: Callable[..., Any], known: Any, first: Any) -> Any:
    """`function(first, ...)`, the further arguments being attributes of `known`."""
    return function(first, *(getattr(known, name) for name in names_used(function)))
