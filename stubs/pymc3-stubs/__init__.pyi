# Written by `python -m tools.stubs`.
from pymc3 import backends as backends
from pymc3 import backports as backports
from pymc3 import blocking as blocking
from pymc3 import data as data
from pymc3 import diagnostics as diagnostics
from pymc3 import distributions as distributions
from pymc3 import exceptions as exceptions
from pymc3 import glm as glm
from pymc3 import gp as gp
from pymc3 import math as math
from pymc3 import memoize as memoize
from pymc3 import model as model
from pymc3 import model_graph as model_graph
from pymc3 import ode as ode
from pymc3 import parallel_sampling as parallel_sampling
from pymc3 import plots as plots
from pymc3 import sampling as sampling
from pymc3 import smc as smc
from pymc3 import stats as stats
from pymc3 import step_methods as step_methods
from pymc3 import theanof as theanof
from pymc3 import tuning as tuning
from pymc3 import util as util
from pymc3 import variational as variational
from pymc3 import vartypes as vartypes
from pymc3.distributions import discrete as discrete
from pymc3.distributions import transforms as transforms
from pymc3.glm import families as families
from pymc3.glm import linear as linear
from pymc3.glm import utils as utils
from pymc3.step_methods import arraystep as arraystep
from pymc3.step_methods import compound as compound
from pymc3.step_methods import elliptical_slice as elliptical_slice
from pymc3.step_methods import gibbs as gibbs
from pymc3.step_methods import hmc as hmc
from pymc3.step_methods import metropolis as metropolis
from pymc3.step_methods import mlda as mlda
from pymc3.step_methods import pgbart as pgbart
from pymc3.step_methods import slicer as slicer
from pymc3.step_methods import step_sizes as step_sizes
from pymc3.tuning import scaling as scaling
from pymc3.tuning import starting as starting
from pymc3.variational import approximations as approximations
from pymc3.variational import callbacks as callbacks
from pymc3.variational import flows as flows
from pymc3.variational import inference as inference
from pymc3.variational import operators as operators
from pymc3.variational import opvi as opvi
from pymc3.variational import stein as stein
from pymc3.variational import updates as updates
from theano.scalar import abs_ as abs_
from theano.scalar import exp as exp
from theano.scalar import log as log
from theano.scalar import sqrt as sqrt
from theano.scalar import switch as switch
from theano_compat.distributions.choices import take_along_axis as take_along_axis
from theano_compat.distributions.formulas import float_x as _floatX
from theano_compat.distributions.formulas import int_x as _intX
from theano_compat.distributions.formulas import invlogit as invlogit
from theano_compat.distributions.formulas import logaddexp as logaddexp
from theano_compat.distributions.formulas import logit as logit
from theano_compat.distributions.formulas import logsumexp as logsumexp
from theano_compat.distributions.matrices import expand_packed_triangular as expand_packed_triangular
from theano_compat.models.backends.saved import load_trace as load_trace
from theano_compat.models.backends.saved import save_trace as save_trace
from theano_compat.models.backends.tracetab import trace_to_dataframe as trace_to_dataframe
from theano_compat.models.distributions.bound import Bound as Bound
from theano_compat.models.distributions.categorical import Categorical as Categorical
from theano_compat.models.distributions.categorical import OrderedLogistic as OrderedLogistic
from theano_compat.models.distributions.categorical import OrderedProbit as OrderedProbit
from theano_compat.models.distributions.continuous import AsymmetricLaplace as AsymmetricLaplace
from theano_compat.models.distributions.continuous import Beta as Beta
from theano_compat.models.distributions.continuous import Cauchy as Cauchy
from theano_compat.models.distributions.continuous import ChiSquared as ChiSquared
from theano_compat.models.distributions.continuous import ExGaussian as ExGaussian
from theano_compat.models.distributions.continuous import Exponential as Exponential
from theano_compat.models.distributions.continuous import Flat as Flat
from theano_compat.models.distributions.continuous import Gamma as Gamma
from theano_compat.models.distributions.continuous import Gumbel as Gumbel
from theano_compat.models.distributions.continuous import HalfCauchy as HalfCauchy
from theano_compat.models.distributions.continuous import HalfFlat as HalfFlat
from theano_compat.models.distributions.continuous import HalfNormal as HalfNormal
from theano_compat.models.distributions.continuous import HalfStudentT as HalfStudentT
from theano_compat.models.distributions.continuous import Interpolated as Interpolated
from theano_compat.models.distributions.continuous import InverseGamma as InverseGamma
from theano_compat.models.distributions.continuous import Kumaraswamy as Kumaraswamy
from theano_compat.models.distributions.continuous import Laplace as Laplace
from theano_compat.models.distributions.continuous import LogNormal as LogNormal
from theano_compat.models.distributions.continuous import LogNormal as _Lognormal
from theano_compat.models.distributions.continuous import Logistic as Logistic
from theano_compat.models.distributions.continuous import LogitNormal as LogitNormal
from theano_compat.models.distributions.continuous import Moyal as Moyal
from theano_compat.models.distributions.continuous import Normal as Normal
from theano_compat.models.distributions.continuous import Pareto as Pareto
from theano_compat.models.distributions.continuous import Rice as Rice
from theano_compat.models.distributions.continuous import SkewNormal as SkewNormal
from theano_compat.models.distributions.continuous import StudentT as StudentT
from theano_compat.models.distributions.continuous import Triangular as Triangular
from theano_compat.models.distributions.continuous import TruncatedNormal as TruncatedNormal
from theano_compat.models.distributions.continuous import Uniform as Uniform
from theano_compat.models.distributions.continuous import VonMises as VonMises
from theano_compat.models.distributions.continuous import Wald as Wald
from theano_compat.models.distributions.continuous import Weibull as Weibull
from theano_compat.models.distributions.discrete import Bernoulli as Bernoulli
from theano_compat.models.distributions.discrete import BetaBinomial as BetaBinomial
from theano_compat.models.distributions.discrete import Binomial as Binomial
from theano_compat.models.distributions.discrete import DiscreteUniform as DiscreteUniform
from theano_compat.models.distributions.discrete import DiscreteWeibull as DiscreteWeibull
from theano_compat.models.distributions.discrete import Geometric as Geometric
from theano_compat.models.distributions.discrete import HyperGeometric as HyperGeometric
from theano_compat.models.distributions.discrete import NegativeBinomial as NegativeBinomial
from theano_compat.models.distributions.discrete import Poisson as Poisson
from theano_compat.models.distributions.discrete_classes import Constant as Constant
from theano_compat.models.distributions.discrete_classes import Constant as _ConstantDist
from theano_compat.models.distributions.distribution import Continuous as Continuous
from theano_compat.models.distributions.distribution import DensityDist as DensityDist
from theano_compat.models.distributions.distribution import Discrete as Discrete
from theano_compat.models.distributions.distribution import Distribution as Distribution
from theano_compat.models.distributions.distribution import NoDistribution as NoDistribution
from theano_compat.models.distributions.distribution import TensorType as TensorType
from theano_compat.models.distributions.kronecker_normal import KroneckerNormal as KroneckerNormal
from theano_compat.models.distributions.lkj import LKJCholeskyCov as LKJCholeskyCov
from theano_compat.models.distributions.lkj import LKJCorr as LKJCorr
from theano_compat.models.distributions.matrix_normal import MatrixNormal as MatrixNormal
from theano_compat.models.distributions.mixture import Mixture as Mixture
from theano_compat.models.distributions.mixture import NormalMixture as NormalMixture
from theano_compat.models.distributions.mixture_same_family import MixtureSameFamily as MixtureSameFamily
from theano_compat.models.distributions.mv_normal import MvNormal as MvNormal
from theano_compat.models.distributions.mv_normal import MvStudentT as MvStudentT
from theano_compat.models.distributions.simplex import Dirichlet as Dirichlet
from theano_compat.models.distributions.simplex import DirichletMultinomial as DirichletMultinomial
from theano_compat.models.distributions.simplex import Multinomial as Multinomial
from theano_compat.models.distributions.simulator import Simulator as Simulator
from theano_compat.models.distributions.timeseries import AR as AR
from theano_compat.models.distributions.timeseries import AR1 as AR1
from theano_compat.models.distributions.timeseries import GARCH11 as GARCH11
from theano_compat.models.distributions.timeseries import GaussianRandomWalk as GaussianRandomWalk
from theano_compat.models.distributions.timeseries import MvGaussianRandomWalk as MvGaussianRandomWalk
from theano_compat.models.distributions.timeseries import MvStudentTRandomWalk as MvStudentTRandomWalk
from theano_compat.models.distributions.wishart import Wishart as Wishart
from theano_compat.models.distributions.wishart import WishartBartlett as WishartBartlett
from theano_compat.models.distributions.zero_inflated import ZeroInflatedBinomial as ZeroInflatedBinomial
from theano_compat.models.distributions.zero_inflated import ZeroInflatedNegativeBinomial as ZeroInflatedNegativeBinomial
from theano_compat.models.distributions.zero_inflated import ZeroInflatedPoisson as ZeroInflatedPoisson
from theano_compat.models.exceptions import ImputationWarning as ImputationWarning
from theano_compat.models.exceptions import IncorrectArgumentsError as IncorrectArgumentsError
from theano_compat.models.exceptions import ShapeError as ShapeError
from theano_compat.models.exceptions import TraceDirectoryError as TraceDirectoryError
from theano_compat.models.factors.factor import Factor as Factor
from theano_compat.models.gp.util import plot_gp_dist as plot_gp_dist
from theano_compat.models.math import invprobit as invprobit
from theano_compat.models.math import probit as probit
from theano_compat.models.model import Model as Model
from theano_compat.models.model import fastfn as _compilef
from theano_compat.models.model import fastfn as fastfn
from theano_compat.models.model import fn as fn
from theano_compat.models.modelling.blocking import ArrayOrdering as ArrayOrdering
from theano_compat.models.modelling.blocking import DictToArrayBijection as DictToArrayBijection
from theano_compat.models.modelling.blocking import DictToVarBijection as DictToVarBijection
from theano_compat.models.modelling.current_model import modelcontext as modelcontext
from theano_compat.models.modelling.data import set_data as set_data
from theano_compat.models.modelling.deterministic import Deterministic as Deterministic
from theano_compat.models.modelling.deterministic import Potential as Potential
from theano_compat.models.modelling.functions import Point as Point
from theano_compat.models.modelling.generator import GeneratorAdapter as GeneratorAdapter
from theano_compat.models.modelling.generator import generator as generator
from theano_compat.models.modelling.minibatch import Minibatch as Minibatch
from theano_compat.models.modelling.minibatch import align_minibatches as align_minibatches
from theano_compat.models.modelling.theanof import CallableTensor as CallableTensor
from theano_compat.models.modelling.theanof import cont_inputs as cont_inputs
from theano_compat.models.modelling.theanof import gradient as gradient
from theano_compat.models.modelling.theanof import hessian as hessian
from theano_compat.models.modelling.theanof import hessian_diag as hessian_diag
from theano_compat.models.modelling.theanof import inputvars as inputvars
from theano_compat.models.modelling.theanof import jacobian as jacobian
from theano_compat.models.modelling.theanof import join_nonshared_inputs as join_nonshared_inputs
from theano_compat.models.modelling.theanof import make_shared_replacements as make_shared_replacements
from theano_compat.models.modelling.theanof import set_tt_rng as set_tt_rng
from theano_compat.models.modelling.theanof import smartfloatX as smartfloatX
from theano_compat.models.modelling.theanof import tt_rng as tt_rng
from theano_compat.models.runs.iter_sample import iter_sample as iter_sample
from theano_compat.models.runs.nuts_start import init_nuts as init_nuts
from theano_compat.models.runs.posterior_predictive import fast_sample_posterior_predictive as fast_sample_posterior_predictive
from theano_compat.models.runs.predictive import sample_posterior_predictive as sample_posterior_predictive
from theano_compat.models.runs.predictive import sample_ppc as sample_ppc
from theano_compat.models.runs.predictive import sample_prior_predictive as sample_prior_predictive
from theano_compat.models.runs.predictive_weighted import sample_posterior_predictive_w as sample_posterior_predictive_w
from theano_compat.models.runs.predictive_weighted import sample_ppc_w as sample_ppc_w
from theano_compat.models.smc.sample_smc import sample_smc as sample_smc
from theano_compat.models.smc.step import SMC as SMC
from theano_compat.models.step_methods.binary import BinaryGibbsMetropolis as BinaryGibbsMetropolis
from theano_compat.models.step_methods.binary import BinaryMetropolis as BinaryMetropolis
from theano_compat.models.step_methods.categorical import CategoricalGibbsMetropolis as CategoricalGibbsMetropolis
from theano_compat.models.step_methods.compound import CompoundStep as CompoundStep
from theano_compat.models.step_methods.differential_evolution import DEMetropolis as DEMetropolis
from theano_compat.models.step_methods.differential_evolution import DEMetropolisZ as DEMetropolisZ
from theano_compat.models.step_methods.elliptical_slice import EllipticalSlice as EllipticalSlice
from theano_compat.models.step_methods.gibbs import ElemwiseCategorical as ElemwiseCategorical
from theano_compat.models.step_methods.hmc.hmc import HamiltonianMC as HamiltonianMC
from theano_compat.models.step_methods.hmc.nuts import NUTS as NUTS
from theano_compat.models.step_methods.metropolis import Metropolis as Metropolis
from theano_compat.models.step_methods.slicer import Slice as Slice
from theano_compat.models.tuning.scaling import find_hessian as find_hessian
from theano_compat.models.tuning.scaling import guess_scaling as guess_scaling
from theano_compat.models.tuning.scaling import trace_cov as trace_cov
from theano_compat.models.tuning.starting import find_MAP as find_MAP
from theano_compat.models.variational import test_functions as test_functions
from theano_compat.models.variational.advi import advi as advi
from theano_compat.models.variational.approximation import Approximation as Approximation
from theano_compat.models.variational.approximations import Empirical as Empirical
from theano_compat.models.variational.approximations import FullRank as FullRank
from theano_compat.models.variational.approximations import MeanField as MeanField
from theano_compat.models.variational.approximations import NormalizingFlow as NormalizingFlow
from theano_compat.models.variational.approximations import sample_approx as sample_approx
from theano_compat.models.variational.group import Group as Group
from theano_compat.models.variational.inference import ADVI as ADVI
from theano_compat.models.variational.inference import ASVGD as ASVGD
from theano_compat.models.variational.inference import FullRankADVI as FullRankADVI
from theano_compat.models.variational.inference import ImplicitGradient as ImplicitGradient
from theano_compat.models.variational.inference import Inference as Inference
from theano_compat.models.variational.inference import KLqp as KLqp
from theano_compat.models.variational.inference import NFVI as NFVI
from theano_compat.models.variational.inference import SVGD as SVGD
from theano_compat.models.variational.inference import fit as fit
from theano_compat.models.variational.stein import Stein as Stein
from theano_compat.models.variational.updates import adadelta as adadelta
from theano_compat.models.variational.updates import adagrad as adagrad
from theano_compat.models.variational.updates import adagrad_window as adagrad_window
from theano_compat.models.variational.updates import adam as adam
from theano_compat.models.variational.updates import adamax as adamax
from theano_compat.models.variational.updates import apply_momentum as apply_momentum
from theano_compat.models.variational.updates import apply_nesterov_momentum as apply_nesterov_momentum
from theano_compat.models.variational.updates import momentum as momentum
from theano_compat.models.variational.updates import nesterov_momentum as nesterov_momentum
from theano_compat.models.variational.updates import norm_constraint as norm_constraint
from theano_compat.models.variational.updates import rmsprop as rmsprop
from theano_compat.models.variational.updates import sgd as sgd
from theano_compat.models.variational.updates import total_norm_constraint as total_norm_constraint
from theano_compat.models.vartypes import isgenerator as isgenerator
from theano_compat.models.vartypes import typefilter as typefilter
from theano_compat.old.pymc3.distributions.bart import BART as BART
from theano_compat.old.pymc3.step_methods.mlda import MLDA as MLDA
from theano_compat.old.pymc3.step_methods.mlda_base import DEMetropolisZMLDA as DEMetropolisZMLDA
from theano_compat.old.pymc3.step_methods.mlda_base import MetropolisMLDA as MetropolisMLDA
from theano_compat.old.pymc3.step_methods.mlda_proposal import RecursiveDAProposal as RecursiveDAProposal
from theano_compat.old.pymc3.step_methods.pgbart import PGBART as PGBART
from theano_compat.ops.reductions.functions import sum as sum
from theano_compat.pymc3_api import _check_backend_version as _check_backend_version
from theano_compat.pymc3_api import tests as tests
from theano_compat.pymc3_api.backports import logp as logp
from theano_compat.pymc3_api.data import Data as Data
from theano_compat.pymc3_api.data import get_data as get_data
from theano_compat.pymc3_api.data import get_data_file as get_data_file
from theano_compat.pymc3_api.glm.linear import GLM as GLM
from theano_compat.pymc3_api.glm.linear import LinearComponent as LinearComponent
from theano_compat.pymc3_api.model_graph import model_to_graphviz as model_to_graphviz
from theano_compat.pymc3_api.plots.joint import plot_joint as plot_joint
from theano_compat.pymc3_api.plots.posteriorplot import plot_posterior_predictive_glm as plot_posterior_predictive_glm
from theano_compat.pymc3_api.sampling import sample as sample
from theano_compat.pymc3_api.stats.statistics_until_3_6 import bpic as bpic
from theano_compat.pymc3_api.stats.statistics_until_3_6 import dic as dic
from theano_compat.pymc3_api.stats.statistics_until_3_6 import mc_error as mc_error
from theano_compat.pymc3_api.stats.statistics_until_3_8 import bfmi as bfmi
from theano_compat.pymc3_api.stats.statistics_until_3_8 import df_summary as df_summary
from theano_compat.pymc3_api.stats.statistics_until_3_8 import geweke as geweke
from theano_compat.pymc3_api.stats.statistics_until_3_8 import hpd as hpd
from theano_compat.pymc3_api.stats.statistics_until_3_8 import r2_score as r2_score
from theano_compat.pymc3_api.stats.statistics_until_3_8 import summary as summary
from theano_compat.samplers.errors import SamplingError as SamplingError
from theano_compat.samplers.steps.proposals import CauchyProposal as CauchyProposal
from theano_compat.samplers.steps.proposals import LaplaceProposal as LaplaceProposal
from theano_compat.samplers.steps.proposals import MultivariateNormalProposal as MultivariateNormalProposal
from theano_compat.samplers.steps.proposals import NormalProposal as NormalProposal
from theano_compat.samplers.steps.proposals import PoissonProposal as PoissonProposal
from theano_compat.samplers.steps.proposals import UniformProposal as UniformProposal
from typing import Any
ConstantDist = _ConstantDist
Lognormal = _Lognormal
apply_test_function: Any
"""Return draws with the values of a function (data, draws) of observed and predicted data: `arviz.apply_test_function`."""
autocorr: Any
"""Return the autocorrelations of an array along its last axis: `arviz.autocorr`."""
autocorrplot: Any
"""Draw autocorrelations of each variable, chain by chain: `arviz.plot_autocorr`."""
autocov: Any
"""Return the autocovariances of an array along its last axis: `arviz.autocov`."""
bool_types: Any
compare: Any
"""Return a table of models, the best first, by loo or waic; takes a dict of name -> trace: `arviz.compare`."""
compareplot: Any
"""Draw the table that `compare` returns: `arviz.plot_compare`."""
compilef = _compilef
complex_types: Any
continuous_types: Any
densityplot: Any
"""Draw the density of each variable; takes a list of traces, too: `arviz.plot_density`."""
discrete_types: Any
effective_n: Any
"""Return the effective sample size of each element of each variable: `arviz.ess`."""
energyplot: Any
"""Draw the distributions of NUTS's energies and of their changes: `arviz.plot_energy`."""
ess: Any
"""Return the effective sample size of each element of each variable: `arviz.ess`."""
floatX = _floatX
float_types: Any
forestplot: Any
"""Draw intervals of each variable, chain by chain, in one panel: `arviz.plot_forest`."""
gelman_rubin: Any
"""Return the potential scale reduction of each element of each variable: near 1 if chains agree: `arviz.rhat`."""
hdi: Any
"""Return the shortest interval that holds most draws, of each element of each variable: `arviz.hdi`."""
intX = _intX
int_types: Any
kdeplot: Any
"""Draw a density estimate of an array: `arviz.plot_kde`."""
loo: Any
"""Return an estimate of the expected log predictive density by leave-one-out cross-validation: `arviz.loo`."""
loo_pit: Any
"""Return, for each observation, the probability that a leave-one-out prediction is at most it: `arviz.loo_pit`."""
make_ufunc: Any
"""Return a function of the last axes of an array as one that runs over all other axes: `arviz.make_ufunc`."""
mcse: Any
"""Return the Monte Carlo standard error of each element's mean: `arviz.mcse`."""
pairplot: Any
"""Draw the draws of each pair of variables as points: `arviz.plot_pair`."""
plot_autocorr: Any
"""Draw autocorrelations of each variable, chain by chain: `arviz.plot_autocorr`."""
plot_bpv: Any
"""Draw the distribution of Bayesian p values of predictions: `arviz.plot_bpv`."""
plot_compare: Any
"""Draw the table that `compare` returns: `arviz.plot_compare`."""
plot_density: Any
"""Draw the density of each variable; takes a list of traces, too: `arviz.plot_density`."""
plot_dist: Any
"""Draw the distribution of an array: `arviz.plot_dist`."""
plot_dist_comparison: Any
"""Draw prior and posterior of each variable side by side: `arviz.plot_dist_comparison`."""
plot_elpd: Any
"""Draw differences of pointwise log predictive densities; takes a dict of name -> result of `loo`: `arviz.plot_elpd`."""
plot_energy: Any
"""Draw the distributions of NUTS's energies and of their changes: `arviz.plot_energy`."""
plot_ess: Any
"""Draw the effective sample size against quantiles: `arviz.plot_ess`."""
plot_forest: Any
"""Draw intervals of each variable, chain by chain, in one panel: `arviz.plot_forest`."""
plot_hdi: Any
"""Draw the shortest interval of draws (chains, draws, n) at n places: `arviz.plot_hdi`."""
plot_kde: Any
"""Draw a density estimate of an array: `arviz.plot_kde`."""
plot_khat: Any
"""Draw the shape parameters k of a pointwise result of `loo`, observation by observation: `arviz.plot_khat`."""
plot_lm: Any
"""Draw observations, and predictions beside them, against a variable or their numbers: `arviz.plot_lm`."""
plot_loo_pit: Any
"""Draw the density of `loo_pit`, beside uniform ones: `arviz.plot_loo_pit`."""
plot_mcse: Any
"""Draw Monte Carlo standard errors against quantiles: `arviz.plot_mcse`."""
plot_pair: Any
"""Draw the draws of each pair of variables as points: `arviz.plot_pair`."""
plot_parallel: Any
"""Draw each draw as a line over all variables, divergences in another color: `arviz.plot_parallel`."""
plot_posterior: Any
"""Draw the density of each variable, its mean and its shortest interval: `arviz.plot_posterior`."""
plot_ppc: Any
"""Draw the densities of predictions, draw by draw, over that of the observed data: `arviz.plot_ppc`."""
plot_rank: Any
"""Draw histograms of the ranks of draws, chain by chain: `arviz.plot_rank`."""
plot_separation: Any
"""Draw binary observations in the order of their predicted probability: `arviz.plot_separation`."""
plot_trace: Any
"""Draw each variable's density, and its draws in order, chain by chain: `arviz.plot_trace`."""
plot_ts: Any
"""Draw observations and predictions of a time series in order: `arviz.plot_ts`."""
plot_violin: Any
"""Draw each variable's density as a violin: `arviz.plot_violin`."""
psislw: Any
"""Return smoothed log importance weights, and their shape parameters k, of log weights of any shape: `arviz.psislw`."""
r2_samples: Any
"""Return the share of variance that each draw of predictions (draws, n) explains of data (n,): `arviz.r2_samples`."""
reloo: Any
"""Return `loo`, by fits without an observation where its approximation fails; takes a SamplingWrapper: `arviz.reloo`."""
rhat: Any
"""Return the potential scale reduction of each element of each variable: near 1 if chains agree: `arviz.rhat`."""
theano_constant: Any
traceplot: Any
"""Draw each variable's density, and its draws in order, chain by chain: `arviz.plot_trace`."""
waic: Any
"""Return the widely applicable information criterion, as an expected log predictive density: `arviz.waic`."""
wrap_xarray_ufunc: Any
"""Return a function of chains and draws, applied to all other dimensions of a DataArray: `arviz.wrap_xarray_ufunc`."""
