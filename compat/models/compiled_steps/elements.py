"""The elements that a step method moves, and methods in C that evaluate the log density of the whole point."""

from __future__ import annotations

from collections.abc import Sequence

from ...samplers.compiled_steps.draws import MethodInC
from ...samplers.compiled_steps.places import Places
from ..modelling.functions import FastPointFunc
from ..step_methods.arraystep import ArrayStep, BlockedStep
from .terms import terms_in_c


def moved(step: BlockedStep, places: Places) -> list[int]:
    """Return the positions of the elements that `step` moves."""
    return [k for v in step.vars for k in places[v.name].elements]


def is_discrete(step: BlockedStep, places: Places) -> list[bool]:
    """Return for each element whether it is an integer."""
    return [places[v.name].dtype.kind == "i" for v in step.vars for _ in places[v.name].elements]


def by_log_density(
    step: ArrayStep,
    places: Places,
    kind: str,
    scratch: int,
    own: int,
    counts: int,
    categories: Sequence[int] = (),
    columns: int = 0,
    values: Sequence[int] = (),
) -> MethodInC | None:
    """Return a method that evaluates the log density of the whole point; None if that needs Python.

    values: the number of values of each element, for a sweep over elements. The other arguments are those of
    `MethodInC`.
    """
    if step.allvars or len(step.fs) != 1 or type(step.fs[0]) is not FastPointFunc or step.fs[0].direct is None:
        return None
    direct = step.fs[0].direct
    if [name for name, *_ in direct.places] != list(places) or direct.function.c_entry() is None:
        return None
    length = sum(p.size for p in places.values())
    return MethodInC(
        kind,
        moved(step, places),
        direct.function.c_entry,
        length,
        scratch,
        own,
        counts,
        columns,
        categories=categories,
        terms=terms_in_c(direct, step.vars, values),
    )


__all__ = ["by_log_density", "is_discrete", "moved"]
