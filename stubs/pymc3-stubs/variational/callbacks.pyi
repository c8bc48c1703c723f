# Written by `python -m tools.stubs`.
from theano_compat.models.variational.callbacks import Callback as Callback
from theano_compat.models.variational.callbacks import CheckParametersConvergence as CheckParametersConvergence
from theano_compat.models.variational.callbacks import Tracker as Tracker
from theano_compat.models.variational.callbacks import absolute as absolute
from theano_compat.models.variational.callbacks import relative as relative
