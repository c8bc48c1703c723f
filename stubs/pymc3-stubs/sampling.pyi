# Written by `python -m tools.stubs`.
from pymc3.step_methods import arraystep as arraystep
from pymc3.step_methods.hmc import quadpotential as quadpotential
from theano_compat.models.backends.base import BaseTrace as BaseTrace
from theano_compat.models.backends.base import MultiTrace as MultiTrace
from theano_compat.models.backends.memory import NDArray as NDArray
from theano_compat.models.distributions.drawing import draw_values as draw_values
from theano_compat.models.exceptions import IncorrectArgumentsError as IncorrectArgumentsError
from theano_compat.models.model import Model as Model
from theano_compat.models.model import all_continuous as all_continuous
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.modelling.functions import Point as Point
from theano_compat.models.modelling.util import chains_and_samples as chains_and_samples
from theano_compat.models.modelling.util import check_start_vals as check_start_vals
from theano_compat.models.modelling.util import dataset_to_point_list as dataset_to_point_list
from theano_compat.models.modelling.util import get_default_varnames as get_default_varnames
from theano_compat.models.modelling.util import get_untransformed_name as get_untransformed_name
from theano_compat.models.modelling.util import is_transformed_name as is_transformed_name
from theano_compat.models.modelling.util import update_start_vals as update_start_vals
from theano_compat.models.runs.assignment import assign_step_methods as assign_step_methods
from theano_compat.models.runs.assignment import instantiate_steppers as instantiate_steppers
from theano_compat.models.runs.chains import iterate_chain as __iter_sample
from theano_compat.models.runs.iter_sample import iter_sample as iter_sample
from theano_compat.models.runs.nuts_start import _init_jitter as _init_jitter
from theano_compat.models.runs.nuts_start import init_nuts as init_nuts
from theano_compat.models.runs.parallel_sampling import Draw as Draw
from theano_compat.models.runs.parallel_sampling import _cpu_count as _cpu_count
from theano_compat.models.runs.posterior_predictive import fast_sample_posterior_predictive as fast_sample_posterior_predictive
from theano_compat.models.runs.predictive import sample_posterior_predictive as sample_posterior_predictive
from theano_compat.models.runs.predictive import sample_ppc as sample_ppc
from theano_compat.models.runs.predictive import sample_prior_predictive as sample_prior_predictive
from theano_compat.models.runs.predictive_weighted import sample_posterior_predictive_w as sample_posterior_predictive_w
from theano_compat.models.runs.predictive_weighted import sample_ppc_w as sample_ppc_w
from theano_compat.models.runs.processes import choose_chains as __choose_chains
from theano_compat.models.runs.starts import check_shapes as __check_start_shape
from theano_compat.models.step_methods.arraystep import BlockedStep as BlockedStep
from theano_compat.models.step_methods.arraystep import PopulationArrayStepShared as PopulationArrayStepShared
from theano_compat.models.step_methods.binary import BinaryGibbsMetropolis as BinaryGibbsMetropolis
from theano_compat.models.step_methods.binary import BinaryMetropolis as BinaryMetropolis
from theano_compat.models.step_methods.categorical import CategoricalGibbsMetropolis as CategoricalGibbsMetropolis
from theano_compat.models.step_methods.compound import CompoundStep as CompoundStep
from theano_compat.models.step_methods.differential_evolution import DEMetropolis as DEMetropolis
from theano_compat.models.step_methods.hmc.hmc import HamiltonianMC as HamiltonianMC
from theano_compat.models.step_methods.hmc.nuts import NUTS as NUTS
from theano_compat.models.step_methods.metropolis import Metropolis as Metropolis
from theano_compat.models.step_methods.slicer import Slice as Slice
from theano_compat.old.pymc3.step_methods.pgbart import PGBART as PGBART
from theano_compat.pymc3_api.sampling import _choose_backend as _choose_backend
from theano_compat.pymc3_api.sampling import sample as sample
from theano_compat.pymc3_api.sampling import stop_tuning as stop_tuning
from theano_compat.samplers.errors import SamplingError as SamplingError
from typing import Any
import pymc3 as _pm
STEP_METHODS: Any
"""A value of type `builtins.tuple`."""
TYPE_CHECKING: Any
_check_start_shape = __check_start_shape
_choose_chains = __choose_chains
_iter_sample = __iter_sample
pm = _pm
