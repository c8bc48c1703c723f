"""Step methods (pymc3.step_methods), loaded on first use."""

from typing import TYPE_CHECKING

from ...importing.module_getattr import absent_from, names_of

if TYPE_CHECKING:  # for type checkers
    from ...infer.metropolis.metropolis import BinaryGibbsMetropolis as BinaryGibbsMetropolis
    from ...infer.metropolis.metropolis import BinaryMetropolis as BinaryMetropolis
    from ...infer.metropolis.metropolis import CategoricalGibbsMetropolis as CategoricalGibbsMetropolis
    from ...infer.metropolis.metropolis import CauchyProposal as CauchyProposal
    from ...infer.metropolis.metropolis import DEMetropolis as DEMetropolis
    from ...infer.metropolis.metropolis import DEMetropolisZ as DEMetropolisZ
    from ...infer.metropolis.metropolis import LaplaceProposal as LaplaceProposal
    from ...infer.metropolis.metropolis import Metropolis as Metropolis
    from ...infer.metropolis.metropolis import MultivariateNormalProposal as MultivariateNormalProposal
    from ...infer.metropolis.metropolis import NormalProposal as NormalProposal
    from ...infer.metropolis.metropolis import PoissonProposal as PoissonProposal
    from ...infer.metropolis.metropolis import UniformProposal as UniformProposal
    from ...infer.slices.elliptical_slice import EllipticalSlice as EllipticalSlice
    from ...infer.slices.slicer import Slice as Slice
    from ...infer.steps.arraystep import ArrayStep as ArrayStep
    from ...infer.steps.arraystep import ArrayStepShared as ArrayStepShared
    from ...infer.steps.arraystep import BlockedStep as BlockedStep
    from ...infer.steps.arraystep import Competence as Competence
    from ...infer.steps.arraystep import GradientSharedStep as GradientSharedStep
    from ...infer.steps.arraystep import PopulationArrayStepShared as PopulationArrayStepShared
    from ...infer.steps.arraystep import metrop_select as metrop_select
    from ...infer.steps.compound import CompoundStep as CompoundStep
    from .hmc import NUTS as NUTS
    from .hmc import HamiltonianMC as HamiltonianMC

_LATER = names_of(
    arraystep=(
        "ArrayStep ArrayStepShared BlockedStep Competence GradientSharedStep PopulationArrayStepShared metrop_select"
    ),
    compound="CompoundStep",
    elliptical_slice="EllipticalSlice",
    hmc="HamiltonianMC NUTS",
    metropolis=(
        "BinaryGibbsMetropolis BinaryMetropolis CategoricalGibbsMetropolis CauchyProposal DEMetropolis DEMetropolisZ "
        "LaplaceProposal Metropolis MultivariateNormalProposal NormalProposal PoissonProposal UniformProposal"
    ),
    slicer="Slice",
    **{
        "pymc3.step_methods.gibbs": "ElemwiseCategorical",
        "pymc3.step_methods.mlda": "DEMetropolisZMLDA MLDA MetropolisMLDA RecursiveDAProposal",
        "pymc3.step_methods.pgbart": "PGBART",
    },
)
__all__ = [*_LATER]

__getattr__ = absent_from(__name__, _LATER)
