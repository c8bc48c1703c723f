# Written by `python -m tools.stubs`.
from theano import config as config
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.op_tools import hashtype as hashtype
from theano_compat.old.theano.tensor.utils import hash_from_ndarray as hash_from_ndarray
from theano_compat.ops.elementwise.arithmetic import ComplexError as ComplexError
from theano_compat.ops.elementwise.functions import IntegerDivisionError as IntegerDivisionError
from theano_compat.ops.tensor_op import AsTensorError as AsTensorError
from theano_compat.ops.tensor_variable import TensorConstant as TensorConstant
from theano_compat.ops.tensor_variable import TensorOperators as __tensor_py_operators
from theano_compat.ops.tensor_variable import TensorVariable as TensorVariable
import theano as theano
_tensor_py_operators = __tensor_py_operators
