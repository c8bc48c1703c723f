# Written by `python -m tools.stubs`.
from theano import tensor as _tt
from theano.compile import ops as ops
from theano.scan import utils as utils
from theano.tensor import opt as opt
from theano_compat.compilation.modes import Mode as Mode
from theano_compat.functions.function import function as function
from theano_compat.functions.test_values import TestValueError as TestValueError
from theano_compat.graph.missing_inputs import MissingInputError as MissingInputError
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.scan.op import Scan as Scan
from theano_compat.theano_api.gof.op import get_test_value as get_test_value
from theano_compat.theano_api.graph.basic import graph_inputs as graph_inputs
from theano_compat.theano_api.scan_module.scan import scan as scan
from theano_compat.theano_api.scan_module.scan_utils import safe_new as safe_new
from theano_compat.theano_api.updates import OrderedUpdates as OrderedUpdates
from typing import Any
config: Any
tt = _tt
