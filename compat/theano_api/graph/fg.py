"""Source of the names: theano.graph.fg; theano.gof.fg has the same."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.gof.fg import (
    Apply,
    Constant,
    FunctionGraph,
    InconsistencyError,
    MissingInputError,
    Variable,
)
from compat.theano_api.graph.basic import applys_between, clone_get_equiv, io_toposort, vars_between

__all__ = [
    "Apply",
    "Constant",
    "FunctionGraph",
    "InconsistencyError",
    "MissingInputError",
    "Variable",
    "applys_between",
    "clone_get_equiv",
    "io_toposort",
    "vars_between",
]
__getattr__ = absent_from(__name__)
