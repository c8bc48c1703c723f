# Written by `python -m tools.stubs`.
from pymc3.parallel_sampling import logger as logger
from pymc3.variational import opvi as opvi
from theano_compat.models.variational import test_functions as test_functions
from theano_compat.models.variational.approximations import Empirical as Empirical
from theano_compat.models.variational.approximations import FullRank as FullRank
from theano_compat.models.variational.approximations import MeanField as MeanField
from theano_compat.models.variational.approximations import NormalizingFlow as NormalizingFlow
from theano_compat.models.variational.inference import ADVI as ADVI
from theano_compat.models.variational.inference import ASVGD as ASVGD
from theano_compat.models.variational.inference import FullRankADVI as FullRankADVI
from theano_compat.models.variational.inference import ImplicitGradient as ImplicitGradient
from theano_compat.models.variational.inference import Inference as Inference
from theano_compat.models.variational.inference import KLqp as KLqp
from theano_compat.models.variational.inference import NFVI as NFVI
from theano_compat.models.variational.inference import SVGD as SVGD
from theano_compat.models.variational.inference import State as State
from theano_compat.models.variational.inference import fit as fit
from theano_compat.models.variational.operators import KL as KL
from theano_compat.models.variational.operators import KSD as KSD
import pymc3 as _pm
pm = _pm
