# Written by `python -m tools.stubs`.
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.modelling.theanof import inputvars as inputvars
from theano_compat.models.step_methods.arraystep import ArrayStep as ArrayStep
from theano_compat.models.step_methods.arraystep import Competence as Competence
from theano_compat.models.step_methods.slicer import Slice as Slice
from typing import Any
continuous_types: Any
