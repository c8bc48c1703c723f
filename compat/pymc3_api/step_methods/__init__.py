"""Step methods (pymc3.step_methods)."""

from compat.models.step_methods.arraystep import (
    ArrayStep,
    ArrayStepShared,
    BlockedStep,
    Competence,
    GradientSharedStep,
    PopulationArrayStepShared,
    metrop_select,
)
from compat.models.step_methods.compound import CompoundStep
from compat.models.step_methods.elliptical_slice import EllipticalSlice
from compat.models.step_methods.gibbs import ElemwiseCategorical
from compat.models.step_methods.metropolis import (
    BinaryGibbsMetropolis,
    BinaryMetropolis,
    CategoricalGibbsMetropolis,
    CauchyProposal,
    DEMetropolis,
    DEMetropolisZ,
    LaplaceProposal,
    Metropolis,
    MultivariateNormalProposal,
    NormalProposal,
    PoissonProposal,
    UniformProposal,
)
from compat.models.step_methods.mlda import MLDA, DEMetropolisZMLDA, MetropolisMLDA, RecursiveDAProposal
from compat.models.step_methods.pgbart import PGBART
from compat.models.step_methods.slicer import Slice
from compat.names_not_here import absent_from
from compat.pymc3_api.step_methods.hmc import NUTS, HamiltonianMC

__all__ = [
    "ArrayStep",
    "ArrayStepShared",
    "BinaryGibbsMetropolis",
    "BinaryMetropolis",
    "BlockedStep",
    "CategoricalGibbsMetropolis",
    "CauchyProposal",
    "Competence",
    "CompoundStep",
    "DEMetropolis",
    "DEMetropolisZ",
    "DEMetropolisZMLDA",
    "MLDA",
    "MetropolisMLDA",
    "RecursiveDAProposal",
    "ElemwiseCategorical",
    "EllipticalSlice",
    "GradientSharedStep",
    "HamiltonianMC",
    "LaplaceProposal",
    "Metropolis",
    "MultivariateNormalProposal",
    "NUTS",
    "NormalProposal",
    "PGBART",
    "PoissonProposal",
    "PopulationArrayStepShared",
    "Slice",
    "UniformProposal",
    "metrop_select",
]

__getattr__ = absent_from(__name__)
