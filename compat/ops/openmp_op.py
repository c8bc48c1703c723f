"""`OpenMPOp`: an Op whose C code may use OpenMP. Source: theano.gof.op."""

from __future__ import annotations

from typing import Any

from ..graph.op import Op
from ..settings import config


class OpenMPOp(Op):
    """An Op with C code that may be compiled with OpenMP. Subclasses define the C code.

    openmp: whether it is; None for `config.openmp`.
    """

    openmp: bool

    def __init__(self, openmp: bool | None = None) -> None:
        self.openmp = bool(config.openmp if openmp is None else openmp)

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self.openmp = state.get("openmp", False)

    def c_compile_args(self, **kwargs: Any) -> list[str]:
        """Return the compiler options for OpenMP."""
        return ["-fopenmp"] if self.openmp else []

    def c_headers(self, **kwargs: Any) -> list[str]:
        """Return the header of OpenMP if it is used."""
        return ["omp.h"] if self.openmp else []


__all__ = ["OpenMPOp"]
