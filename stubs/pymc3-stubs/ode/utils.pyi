# Written by `python -m tools.stubs`.
from theano_compat.models.ode.utils import augment_system as augment_system
from theano_compat.models.ode.utils import make_sens_ic as make_sens_ic
