# Written by `python -m tools.stubs`.
from theano_compat.models.variational.updates import adadelta as adadelta
from theano_compat.models.variational.updates import adagrad as adagrad
from theano_compat.models.variational.updates import adagrad_window as adagrad_window
from theano_compat.models.variational.updates import adam as adam
from theano_compat.models.variational.updates import adamax as adamax
from theano_compat.models.variational.updates import apply_momentum as apply_momentum
from theano_compat.models.variational.updates import apply_nesterov_momentum as apply_nesterov_momentum
from theano_compat.models.variational.updates import get_or_compute_grads as get_or_compute_grads
from theano_compat.models.variational.updates import momentum as momentum
from theano_compat.models.variational.updates import nesterov_momentum as nesterov_momentum
from theano_compat.models.variational.updates import norm_constraint as norm_constraint
from theano_compat.models.variational.updates import rmsprop as rmsprop
from theano_compat.models.variational.updates import sgd as sgd
from theano_compat.models.variational.updates import total_norm_constraint as total_norm_constraint
import pymc3 as _pm
pm = _pm
