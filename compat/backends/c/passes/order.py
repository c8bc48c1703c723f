"""The passes on the loop IR, in their order: each runs once on the definitions of a unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any

from ..ir.statements import Definition, Function
from .completion import completed
from .lifted import lifted
from .outline import outlined
from .parts import in_functions
from .scratch import with_scratch
from .shared import shared
from .timing import with_readings
from .unused import without_unused
from .vector_forms import with_vector_forms

Pass = Callable[[Sequence[Any]], list[Any]]  # on the statements of a function
UnitPass = Callable[[Sequence[Definition]], list[Definition]]  # on the definitions of a unit


def of_each_function(one: Pass) -> UnitPass:
    """Return the pass that rewrites the statements of each function of a unit."""

    @wraps(one)
    def changed(unit: Sequence[Definition]) -> list[Definition]:
        return [replace(d, body=tuple(one(d.body))) if isinstance(d, Function) else d for d in unit]

    return changed


# those that may be left out
PASSES: tuple[Pass, ...] = (without_unused, with_vector_forms)
UNIT_PASSES: tuple[UnitPass, ...] = (outlined,)
OPTIONAL = {one.__name__ for one in (*PASSES, *UNIT_PASSES)}

ORDER: tuple[UnitPass, ...] = (
    lifted,
    of_each_function(with_scratch),
    with_readings,
    of_each_function(shared),
    *map(of_each_function, PASSES),
    in_functions,
    completed,
    *UNIT_PASSES,
)
