# Written by `python -m tools.stubs`.
from theano.tensor.random import type as type
from theano.tensor.random import utils as utils
import theano as theano
