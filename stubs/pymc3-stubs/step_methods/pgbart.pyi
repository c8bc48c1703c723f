# Written by `python -m tools.stubs`.
from theano_compat.functions.function import function as _theano_function
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.modelling.theanof import inputvars as inputvars
from theano_compat.models.modelling.theanof import join_nonshared_inputs as join_nonshared_inputs
from theano_compat.models.modelling.theanof import make_shared_replacements as make_shared_replacements
from theano_compat.models.step_methods.arraystep import ArrayStepShared as ArrayStepShared
from theano_compat.models.step_methods.arraystep import Competence as Competence
from theano_compat.old.pymc3.distributions.bart import BART as BART
from theano_compat.old.pymc3.distributions.tree import Tree as Tree
from theano_compat.old.pymc3.step_methods.pgbart import PGBART as PGBART
from theano_compat.old.pymc3.step_methods.pgbart import ParticleTree as ParticleTree
theano_function = _theano_function
