"""Names from modules further down, as an editor reads them."""

from pymc3.distributions.transforms import Ordered, interval
from pymc3.step_methods.metropolis import Metropolis
from pymc3.theanof import gradient
from theano.compile.ops import as_op
from theano.gof import Apply, Op
from theano.tensor.nnet.abstract_conv import conv2d
from theano.tensor.slinalg import cholesky, no_such_name  # not there


class Twice(Op):
    """An Op of the user's."""

    def make_node(self, x):
        return Apply(self, [x], [x.type()])


print(Ordered, interval, Metropolis, gradient, as_op, conv2d, cholesky, no_such_name, Twice())
