# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import Generic as Generic
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.load_from_disk import LoadFromDisk as LoadFromDisk
from theano_compat.ops.load_from_disk import load as load
from theano_compat.theano_api.tensor.type import tensor as tensor
import theano as theano
