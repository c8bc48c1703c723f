# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano.compile import deep_copy_op as deep_copy_op
from theano.compile import view_op as view_op
from theano.gof import graph as graph
from theano_compat.functions.function import Function as Function
from theano_compat.functions.graphs.maker import Maker as _FunctionMaker
from theano_compat.functions.inputs import In as In
from theano_compat.functions.inputs import SymbolicInput as SymbolicInput
from theano_compat.functions.inputs import SymbolicOutput as SymbolicOutput
from theano_compat.functions.inputs import UnusedInputError as UnusedInputError
from theano_compat.old.theano.gof.graph import is_same_graph as is_same_graph
from theano_compat.old.theano.old_pickles.functions import loaded_function as __constructor_Function
from theano_compat.old.theano.old_pickles.functions import loaded_maker as __constructor_FunctionMaker
from theano_compat.theano_api.compile.function.types import get_info_on_inputs as get_info_on_inputs
from theano_compat.theano_api.compile.function.types import orig_function as orig_function
import theano as theano
FunctionMaker = _FunctionMaker
_constructor_Function = __constructor_Function
_constructor_FunctionMaker = __constructor_FunctionMaker
