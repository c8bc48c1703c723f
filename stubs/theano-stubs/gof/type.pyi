# Written by `python -m tools.stubs`.
from theano import generic as generic
from theano.gof import graph as graph
from theano.gof import utils as utils
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import Generic as Generic
from theano_compat.graph.types import Type as Type
from theano_compat.graph.types import Type as _CLinkerType
from theano_compat.graph.types import Type as _PureType
from theano_compat.old.theano.op_tools import object2 as object2
from theano_compat.ops.lists.enumerations import CEnumType as CEnumType
from theano_compat.ops.lists.enumerations import EnumList as EnumList
from theano_compat.ops.lists.enumerations import EnumType as EnumType
from theano_compat.ops.op_parameters import CDataType as CDataType
from typing import Any
import theano as theano
CLinkerObject: Any
"""`builtins.object`."""
CLinkerType = _CLinkerType
PureType = _PureType
change_flags: Any
"""Return a context manager and decorator that sets these values inside and restores the old ones after."""
