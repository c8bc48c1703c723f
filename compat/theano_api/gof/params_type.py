"""Parameters of Ops. Source of the names: theano.gof.params_type."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.lists.enumerations import EnumType
from compat.ops.op_parameters import C_KEYWORDS as c_cpp_keywords
from compat.ops.op_parameters import Params, ParamsType
from compat.theano_api.gof.type import Type

__all__ = ["EnumType", "Params", "ParamsType", "Type", "c_cpp_keywords"]
__getattr__ = absent_from(__name__)
