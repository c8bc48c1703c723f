# Written by `python -m tools.stubs`.
from theano import config as config
from theano import gof as gof
from theano import pp as _pprint
from theano import scalar as _scal
from theano.tensor import NoneConst as NoneConst
from theano.tensor import advanced_inc_subtensor1 as advanced_inc_subtensor1
from theano.tensor import advanced_set_subtensor1 as advanced_set_subtensor1
from theano.tensor import advanced_subtensor1 as advanced_subtensor1
from theano.tensor import clip as clip
from theano.tensor import make_slice as make_slice
from theano_compat.graph.op import MethodNotDefined as MethodNotDefined
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.types import TensorType as TensorType
from theano_compat.graph.types import Type as Type
from theano_compat.graph.types import Type as _CType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.graph.variable import Variable as Variable
from theano_compat.old.theano.op_tools import hashtype as hashtype
from theano_compat.ops.indexing.advanced_subtensor import AdvancedBooleanIncSubtensor as AdvancedBooleanIncSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedBooleanSubtensor as AdvancedBooleanSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedIncSubtensor as AdvancedIncSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedIncSubtensor as _BaseAdvancedIncSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedIncSubtensor1 as AdvancedIncSubtensor1
from theano_compat.ops.indexing.advanced_subtensor import AdvancedSubtensor as AdvancedSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedSubtensor as _BaseAdvancedSubtensor
from theano_compat.ops.indexing.advanced_subtensor import AdvancedSubtensor1 as AdvancedSubtensor1
from theano_compat.ops.indexing.reading import take as take
from theano_compat.ops.indexing.slice_type import SliceType as SliceType
from theano_compat.ops.indexing.slice_variables import NoneTypeT as NoneTypeT
from theano_compat.ops.indexing.subtensor import IncSubtensor as IncSubtensor
from theano_compat.ops.indexing.subtensor import Subtensor as Subtensor
from theano_compat.ops.indexing.subtensor_index import get_canonical_form_slice as get_canonical_form_slice
from theano_compat.ops.indexing.writing import inc_subtensor as inc_subtensor
from theano_compat.ops.indexing.writing import set_subtensor as set_subtensor
from theano_compat.ops.known_values import NotScalarConstantError as NotScalarConstantError
from theano_compat.ops.known_values import get_scalar_constant_value as get_scalar_constant_value
from theano_compat.ops.op_parameters import ParamsType as ParamsType
from theano_compat.ops.shapes.creation import alloc as alloc
from theano_compat.ops.shapes.shape import DimShuffle as DimShuffle
from theano_compat.ops.shapes.shape import addbroadcast as addbroadcast
from theano_compat.theano_api import _asarray as _asarray
from theano_compat.theano_api.tensor.extra_ops import broadcast_shape as broadcast_shape
from theano_compat.theano_api.tensor.subtensor import advanced_inc_subtensor as _advanced_boolean_inc_subtensor
from theano_compat.theano_api.tensor.subtensor import advanced_inc_subtensor as advanced_inc_subtensor
from theano_compat.theano_api.tensor.subtensor import advanced_set_subtensor as _advanced_boolean_set_subtensor
from theano_compat.theano_api.tensor.subtensor import advanced_set_subtensor as advanced_set_subtensor
from theano_compat.theano_api.tensor.subtensor import advanced_subtensor as _advanced_boolean_subtensor
from theano_compat.theano_api.tensor.subtensor import advanced_subtensor as advanced_subtensor
import theano as theano
BaseAdvancedIncSubtensor = _BaseAdvancedIncSubtensor
BaseAdvancedSubtensor = _BaseAdvancedSubtensor
COp = _COp
CType = _CType
advanced_boolean_inc_subtensor = _advanced_boolean_inc_subtensor
advanced_boolean_set_subtensor = _advanced_boolean_set_subtensor
advanced_boolean_subtensor = _advanced_boolean_subtensor
pprint = _pprint
scal = _scal
