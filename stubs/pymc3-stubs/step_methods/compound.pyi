# Written by `python -m tools.stubs`.
from theano_compat.models.step_methods.compound import CompoundStep as CompoundStep
