# Written by `python -m tools.stubs`.
from theano import tensor as tensor
from theano_compat.compilation.rewriting.user_rules import local_optimizer as local_optimizer
from theano_compat.graph.op import Op as Op
from theano_compat.graph.types import DisconnectedType as DisconnectedType
from theano_compat.graph.variable import Apply as Apply
from theano_compat.old.theano.gof.opt import copy_stack_trace as copy_stack_trace
from theano_compat.old.theano.networks.convolution_video import DiagonalSubtensor as DiagonalSubtensor
from theano_compat.old.theano.networks.convolution_video import IncDiagonalSubtensor as IncDiagonalSubtensor
from theano_compat.old.theano.networks.convolution_video import conv3d as conv3d
from theano_compat.old.theano.networks.convolution_video import diagonal_subtensor as diagonal_subtensor
from theano_compat.old.theano.networks.convolution_video import get_diagonal_subtensor_view as get_diagonal_subtensor_view
from theano_compat.old.theano.networks.convolution_video import inc_diagonal_subtensor as inc_diagonal_subtensor
from theano_compat.old.theano.optimizing.optimizers import TopoOptimizer as TopoOptimizer
import theano as theano
