# Written by `python -m tools.stubs`.
from theano import gof as gof
from theano.compile import deep_copy_op as deep_copy_op
from theano.compile import view_op as view_op
from theano.tensor import specify_shape as specify_shape
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.types import Type as _CType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Variable as Variable
from theano_compat.ops.indexing.copies import DeepCopyOp as DeepCopyOp
from theano_compat.ops.indexing.copies import ViewOp as ViewOp
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from theano_compat.ops.shapes.shape import Rebroadcast as Rebroadcast
from theano_compat.ops.shapes.shape import Shape as Shape
from theano_compat.ops.shapes.shape import ShapeI as _Shape_i
from theano_compat.ops.shapes.shape import shape as __shape
from theano_compat.ops.shapes.shape import shape as shape
from theano_compat.ops.shapes.specified_shape import SpecifyShape as SpecifyShape
from theano_compat.theano_api import _asarray as _asarray
from theano_compat.theano_api.compile.ops import FromFunctionOp as FromFunctionOp
from theano_compat.theano_api.compile.ops import as_op as as_op
from theano_compat.theano_api.compile.ops import load_back as load_back
import theano as theano
COp = _COp
CType = _CType
Shape_i = _Shape_i
_shape = __shape
