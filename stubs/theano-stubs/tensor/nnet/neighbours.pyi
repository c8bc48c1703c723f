# Written by `python -m tools.stubs`.
from theano import tensor as _T
from theano import tensor as _tt
from theano_compat.graph.op import Op as Op
from theano_compat.graph.op import Op as _COp
from theano_compat.graph.variable import Apply as Apply
from theano_compat.ops.control.gradient_marks import grad_not_implemented as grad_not_implemented
from theano_compat.ops.control.gradient_marks import grad_undefined as grad_undefined
from theano_compat.ops.lists.enumerations import EnumList as EnumList
from theano_compat.ops.networks.neighbours import Images2Neibs as Images2Neibs
from theano_compat.ops.networks.neighbours import images2neibs as images2neibs
from theano_compat.ops.networks.neighbours import neibs2images as neibs2images
import theano as theano
COp = _COp
T = _T
tt = _tt
