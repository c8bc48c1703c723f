# Written by `python -m tools.stubs`.
from theano import config as config
from theano.tensor import basic as _T
from theano.tensor import basic as _tt
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.graph.op import Op as _COp
from theano_compat.old.theano.optimizing.optimizers import in2out as in2out
from theano_compat.ops.op_parameters import ParamsType as ParamsType
COp = _COp
T = _T
tt = _tt
