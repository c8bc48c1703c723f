# Written by `python -m tools.stubs`.
from theano_compat.models.model import Model as Model
from theano_compat.models.step_methods.arraystep import ArrayStepShared as ArrayStepShared
from theano_compat.models.step_methods.arraystep import Competence as Competence
from theano_compat.models.step_methods.compound import CompoundStep as CompoundStep
from theano_compat.models.step_methods.densities import delta_logp as delta_logp
from theano_compat.models.step_methods.differential_evolution import DEMetropolisZ as DEMetropolisZ
from theano_compat.models.step_methods.metropolis import Metropolis as Metropolis
from theano_compat.old.pymc3.step_methods.mlda import MLDA as MLDA
from theano_compat.old.pymc3.step_methods.mlda import extract_Q_estimate as extract_Q_estimate
from theano_compat.old.pymc3.step_methods.mlda_base import DEMetropolisZMLDA as DEMetropolisZMLDA
from theano_compat.old.pymc3.step_methods.mlda_base import MetropolisMLDA as MetropolisMLDA
from theano_compat.old.pymc3.step_methods.mlda_proposal import RecursiveDAProposal as RecursiveDAProposal
from theano_compat.old.pymc3.step_methods.mlda_proposal import RecursiveSampleMoments as RecursiveSampleMoments
from theano_compat.samplers.steps.acceptance import metrop_select as metrop_select
from theano_compat.samplers.steps.proposals import Proposal as Proposal
import pymc3 as _pm
pm = _pm
