"""A function as comments and explanations see it."""

from __future__ import annotations

from typing import Protocol

from ....graph.program import Program
from ....graph.variable import Constant
from ..computations.building import Computations
from ..computations.computation import Computation
from ..ir.expressions import Name
from .nest import Schedule


class Described(Protocol):
    """What comments and explanations need of it."""

    @property
    def name(self) -> Name: ...

    @property
    def program(self) -> Program: ...

    @property
    def computations(self) -> Computations: ...

    @property
    def schedule(self) -> Schedule: ...

    def memory(self, computation: Computation) -> Name: ...

    def constant(self, variable: Constant) -> Name: ...
