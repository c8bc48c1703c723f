"""Shared scalars. Source of the names: theano.scalar.sharedvar; here they are tensors of rank 0."""

from __future__ import annotations

from compat.graph.variable import SharedVariable
from compat.names_not_here import absent_from
from compat.ops.shared import ScalarSharedVariable
from compat.ops.shared import scalar_constructor as shared

__all__ = ["ScalarSharedVariable", "SharedVariable", "shared"]
__getattr__ = absent_from(__name__)
