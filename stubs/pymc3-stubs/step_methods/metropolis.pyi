# Written by `python -m tools.stubs`.
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.models.distributions.drawing import draw_values as draw_values
from theano_compat.models.step_methods.arraystep import ArrayStep as ArrayStep
from theano_compat.models.step_methods.arraystep import ArrayStepShared as ArrayStepShared
from theano_compat.models.step_methods.arraystep import Competence as Competence
from theano_compat.models.step_methods.arraystep import PopulationArrayStepShared as PopulationArrayStepShared
from theano_compat.models.step_methods.binary import BinaryGibbsMetropolis as BinaryGibbsMetropolis
from theano_compat.models.step_methods.binary import BinaryMetropolis as BinaryMetropolis
from theano_compat.models.step_methods.categorical import CategoricalGibbsMetropolis as CategoricalGibbsMetropolis
from theano_compat.models.step_methods.densities import delta_logp as delta_logp
from theano_compat.models.step_methods.differential_evolution import DEMetropolis as DEMetropolis
from theano_compat.models.step_methods.differential_evolution import DEMetropolisZ as DEMetropolisZ
from theano_compat.models.step_methods.metropolis import Metropolis as Metropolis
from theano_compat.samplers.steps.acceptance import metrop_select as metrop_select
from theano_compat.samplers.steps.acceptance import tune as tune
from theano_compat.samplers.steps.discrete_sweeps import sample_except as sample_except
from theano_compat.samplers.steps.discrete_sweeps import softmax as softmax
from theano_compat.samplers.steps.proposals import CauchyProposal as CauchyProposal
from theano_compat.samplers.steps.proposals import LaplaceProposal as LaplaceProposal
from theano_compat.samplers.steps.proposals import MultivariateNormalProposal as MultivariateNormalProposal
from theano_compat.samplers.steps.proposals import NormalProposal as NormalProposal
from theano_compat.samplers.steps.proposals import PoissonProposal as PoissonProposal
from theano_compat.samplers.steps.proposals import Proposal as Proposal
from theano_compat.samplers.steps.proposals import UniformProposal as UniformProposal
import pymc3 as _pm
floatX = _floatX
pm = _pm
