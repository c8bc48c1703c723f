# Written by `python -m tools.stubs`.
from theano_compat.graph.variable import Apply as Apply
from theano_compat.models.modelling.generator import GenTensorVariable as GenTensorVariable
from theano_compat.models.modelling.generator import GeneratorAdapter as GeneratorAdapter
from theano_compat.models.modelling.minibatch import Minibatch as Minibatch
from theano_compat.models.modelling.minibatch import align_minibatches as align_minibatches
from theano_compat.pymc3_api.data import Data as Data
from theano_compat.pymc3_api.data import get_data as get_data
from theano_compat.pymc3_api.data import get_data_file as get_data_file
import pymc3 as _pm
pm = _pm
