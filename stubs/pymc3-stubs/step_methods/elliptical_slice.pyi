# Written by `python -m tools.stubs`.
from theano_compat.models.distributions.drawing import draw_values as draw_values
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.modelling.theanof import inputvars as inputvars
from theano_compat.models.step_methods.arraystep import ArrayStep as ArrayStep
from theano_compat.models.step_methods.arraystep import Competence as Competence
from theano_compat.models.step_methods.elliptical_slice import EllipticalSlice as EllipticalSlice
from theano_compat.models.step_methods.elliptical_slice import get_chol as get_chol
