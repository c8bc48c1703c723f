# Written by `python -m tools.stubs`.
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.ops.shared import ScalarSharedVariable as ScalarSharedVariable
from theano_compat.ops.shared import scalar_constructor as scalar_constructor
from theano_compat.ops.shared import shared_constructor as shared_constructor
from theano_compat.ops.shared import tensor_constructor as tensor_constructor
from theano_compat.ops.tensor_variable import TensorOperators as __tensor_py_operators
from theano_compat.ops.tensor_variable import TensorSharedVariable as TensorSharedVariable
from theano_compat.theano_api import _asarray as _asarray
from theano_compat.theano_api.tensor.sharedvar import load_shared_variable as load_shared_variable
import theano as theano
_tensor_py_operators = __tensor_py_operators
