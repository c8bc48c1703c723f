"""Indexing. Source of the names: theano.tensor.subtensor."""

from __future__ import annotations

from compat.ops.advanced_subtensor import AdvancedIncSubtensor, AdvancedSubtensor
from compat.ops.indexing import inc_subtensor, set_subtensor, take
from compat.ops.subtensor import IncSubtensor, Subtensor
from compat.theano_api.absence import absent_from

__all__ = [
    "AdvancedIncSubtensor", "AdvancedSubtensor", "IncSubtensor", "Subtensor", "inc_subtensor",
    "set_subtensor", "take",
]
__getattr__ = absent_from(__name__)
