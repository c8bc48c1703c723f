"""Collections of optimizers. Source of the names: theano.gof.optdb."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.optimizing.databases import DB, EquilibriumDB, LocalGroupDB, ProxyDB, Query, SequenceDB

__all__ = ["DB", "EquilibriumDB", "LocalGroupDB", "ProxyDB", "Query", "SequenceDB"]
__getattr__ = absent_from(__name__)
