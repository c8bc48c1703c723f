# Written by `python -m tools.stubs`.
from theano.tensor import mul as mul
from theano_compat.graph.op import Op as Op
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Constant as Constant
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.indexing.writing import set_subtensor as set_subtensor
from theano_compat.ops.ordering.sorting import ArgSortOp as ArgSortOp
from theano_compat.ops.ordering.sorting import SortOp as SortOp
from theano_compat.ops.ordering.sorting import argsort as argsort
from theano_compat.ops.ordering.sorting import sort as sort
from theano_compat.ops.ordering.top_k import TopKOp as TopKOp
from theano_compat.ops.ordering.top_k import argtopk as argtopk
from theano_compat.ops.ordering.top_k import topk as topk
from theano_compat.ops.ordering.top_k import topk_and_argtopk as topk_and_argtopk
from theano_compat.ops.shapes.creation import arange as arange
from theano_compat.theano_api import _asarray as _asarray
import theano as theano
