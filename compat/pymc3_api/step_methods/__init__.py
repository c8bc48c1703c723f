"""Step methods (pymc3.step_methods), loaded on first use."""

from typing import TYPE_CHECKING

from ...importing.module_getattr import absent_from, names_of

if TYPE_CHECKING:  # for type checkers
    from ...models.step_methods.arraystep import ArrayStep as ArrayStep
    from ...models.step_methods.arraystep import ArrayStepShared as ArrayStepShared
    from ...models.step_methods.arraystep import BlockedStep as BlockedStep
    from ...models.step_methods.arraystep import Competence as Competence
    from ...models.step_methods.arraystep import GradientSharedStep as GradientSharedStep
    from ...models.step_methods.arraystep import PopulationArrayStepShared as PopulationArrayStepShared
    from ...models.step_methods.arraystep import metrop_select as metrop_select
    from ...models.step_methods.compound import CompoundStep as CompoundStep
    from ...models.step_methods.elliptical_slice import EllipticalSlice as EllipticalSlice
    from ...models.step_methods.gibbs import ElemwiseCategorical as ElemwiseCategorical
    from ...models.step_methods.metropolis import BinaryGibbsMetropolis as BinaryGibbsMetropolis
    from ...models.step_methods.metropolis import BinaryMetropolis as BinaryMetropolis
    from ...models.step_methods.metropolis import CategoricalGibbsMetropolis as CategoricalGibbsMetropolis
    from ...models.step_methods.metropolis import CauchyProposal as CauchyProposal
    from ...models.step_methods.metropolis import DEMetropolis as DEMetropolis
    from ...models.step_methods.metropolis import DEMetropolisZ as DEMetropolisZ
    from ...models.step_methods.metropolis import LaplaceProposal as LaplaceProposal
    from ...models.step_methods.metropolis import Metropolis as Metropolis
    from ...models.step_methods.metropolis import MultivariateNormalProposal as MultivariateNormalProposal
    from ...models.step_methods.metropolis import NormalProposal as NormalProposal
    from ...models.step_methods.metropolis import PoissonProposal as PoissonProposal
    from ...models.step_methods.metropolis import UniformProposal as UniformProposal
    from ...models.step_methods.slicer import Slice as Slice
    from .hmc import NUTS as NUTS
    from .hmc import HamiltonianMC as HamiltonianMC

_LATER = names_of(
    arraystep=(
        "ArrayStep ArrayStepShared BlockedStep Competence GradientSharedStep PopulationArrayStepShared metrop_select"
    ),
    compound="CompoundStep",
    elliptical_slice="EllipticalSlice",
    gibbs="ElemwiseCategorical",
    hmc="HamiltonianMC NUTS",
    metropolis=(
        "BinaryGibbsMetropolis BinaryMetropolis CategoricalGibbsMetropolis CauchyProposal DEMetropolis DEMetropolisZ "
        "LaplaceProposal Metropolis MultivariateNormalProposal NormalProposal PoissonProposal UniformProposal"
    ),
    slicer="Slice",
    **{
        "pymc3.step_methods.mlda": "DEMetropolisZMLDA MLDA MetropolisMLDA RecursiveDAProposal",
        "pymc3.step_methods.pgbart": "PGBART",
    },
)
__all__ = [*_LATER]

__getattr__ = absent_from(__name__, _LATER)
