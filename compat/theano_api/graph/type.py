"""Source of the names: theano.graph.type; theano.gof.type has the same."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.theano_api.gof.type import CDataType, CEnumType, CLinkerType, EnumList, EnumType, Generic, Type, generic

CType = Type  # a type that C knows

__all__ = ["CDataType", "CEnumType", "CLinkerType", "CType", "EnumList", "EnumType", "Generic", "Type", "generic"]
__getattr__ = absent_from(__name__)
