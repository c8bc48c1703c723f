# Written by `python -m tools.stubs`.
from theano_compat.graph.variable import SharedVariable as SharedVariable
from theano_compat.ops.elementwise.scalar_type import Scalar as Scalar
from theano_compat.ops.shared import ScalarSharedVariable as ScalarSharedVariable
from theano_compat.ops.shared import scalar_constructor as _shared
shared = _shared
