"""The type of lists. Source of the names: theano.typed_list.type."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.lists.typed_list_type import TypedListType

__all__ = ["TypedListType"]
__getattr__ = absent_from(__name__)
