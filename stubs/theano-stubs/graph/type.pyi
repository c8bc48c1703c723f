# Written by `python -m tools.stubs`.
from theano import generic as generic
from theano.graph import utils as utils
from theano_compat.graph.types import Generic as Generic
from theano_compat.graph.types import Type as Type
from theano_compat.graph.types import Type as _CLinkerType
from theano_compat.graph.types import Type as _CType
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.utils import Singleton as Singleton
from theano_compat.ops.lists.enumerations import CEnumType as CEnumType
from theano_compat.ops.lists.enumerations import EnumList as EnumList
from theano_compat.ops.lists.enumerations import EnumType as EnumType
from theano_compat.ops.op_parameters import CDataType as CDataType
CLinkerType = _CLinkerType
CType = _CType
