"""An old program of plain Theano, as an editor reads it."""

import numpy as np
import theano
import theano.tensor as T
from theano.ifelse import ifelse
from theano.sandbox.rng_mrg import MRG_RandomStreams

x = T.dvector("x")
w = theano.shared(np.zeros(3), name="w")
cost = T.nnet.softplus(-T.dot(x, w)).sum()
step = theano.function([x], cost, updates=[(w, w - 0.1 * theano.grad(cost, w))])
values, updates = theano.scan(lambda a: a * 2, sequences=[x])
theano.config.floatX = "float64"
stream = MRG_RandomStreams(1).uniform((2,))
chosen = ifelse(T.gt(x[0], 0), x, w)
print(T.no_such_name)  # not there
