"""The passes on the loop IR that may be left out, in their order; assembly.py has the others around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..ir.statements import Definition
from .outline import by_eight, outlined
from .unused import without_unused
from .vector_forms import with_vector_forms

Pass = Callable[[Sequence[Any]], list[Any]]  # on the statements of a function
PASSES: tuple[Pass, ...] = (without_unused, with_vector_forms)
UnitPass = Callable[[Sequence[Definition]], list[Definition]]  # on the functions of a unit
UNIT_PASSES: tuple[UnitPass, ...] = (by_eight, outlined)
