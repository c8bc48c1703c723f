"""Types. Source of the names: theano.gof.type."""

from __future__ import annotations

from compat.graph.types import Generic, Type
from compat.names_not_here import absent_from
from compat.ops.lists.enumerations import CEnumType, EnumList, EnumType
from compat.ops.op_parameters import CDataType
from compat.ops.shared import generic

PureType = CLinkerType = Type  # legacy split a type without C code from one with; there is one kind here

__all__ = ["CDataType", "CEnumType", "CLinkerType", "EnumList", "EnumType", "Generic", "PureType", "Type", "generic"]
__getattr__ = absent_from(__name__)
