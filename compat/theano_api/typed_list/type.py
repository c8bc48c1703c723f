"""The type of lists. Source of the names: theano.typed_list.type."""

from __future__ import annotations

from compat.ops.lists.typed_list_type import TypedListType
from compat.theano_api.absence import absent_from

__all__ = ["TypedListType"]
__getattr__ = absent_from(__name__)
