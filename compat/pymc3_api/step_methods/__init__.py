"""Step methods (pymc3.step_methods), loaded when first used."""

from typing import TYPE_CHECKING

from compat.names_not_here import absent_from, names_of

if TYPE_CHECKING:  # as type checkers see it
    from compat.models.step_methods.arraystep import ArrayStep as ArrayStep
    from compat.models.step_methods.arraystep import ArrayStepShared as ArrayStepShared
    from compat.models.step_methods.arraystep import BlockedStep as BlockedStep
    from compat.models.step_methods.arraystep import Competence as Competence
    from compat.models.step_methods.arraystep import GradientSharedStep as GradientSharedStep
    from compat.models.step_methods.arraystep import PopulationArrayStepShared as PopulationArrayStepShared
    from compat.models.step_methods.arraystep import metrop_select as metrop_select
    from compat.models.step_methods.compound import CompoundStep as CompoundStep
    from compat.models.step_methods.elliptical_slice import EllipticalSlice as EllipticalSlice
    from compat.models.step_methods.gibbs import ElemwiseCategorical as ElemwiseCategorical
    from compat.models.step_methods.metropolis import BinaryGibbsMetropolis as BinaryGibbsMetropolis
    from compat.models.step_methods.metropolis import BinaryMetropolis as BinaryMetropolis
    from compat.models.step_methods.metropolis import CategoricalGibbsMetropolis as CategoricalGibbsMetropolis
    from compat.models.step_methods.metropolis import CauchyProposal as CauchyProposal
    from compat.models.step_methods.metropolis import DEMetropolis as DEMetropolis
    from compat.models.step_methods.metropolis import DEMetropolisZ as DEMetropolisZ
    from compat.models.step_methods.metropolis import LaplaceProposal as LaplaceProposal
    from compat.models.step_methods.metropolis import Metropolis as Metropolis
    from compat.models.step_methods.metropolis import MultivariateNormalProposal as MultivariateNormalProposal
    from compat.models.step_methods.metropolis import NormalProposal as NormalProposal
    from compat.models.step_methods.metropolis import PoissonProposal as PoissonProposal
    from compat.models.step_methods.metropolis import UniformProposal as UniformProposal
    from compat.models.step_methods.mlda import MLDA as MLDA
    from compat.models.step_methods.mlda import DEMetropolisZMLDA as DEMetropolisZMLDA
    from compat.models.step_methods.mlda import MetropolisMLDA as MetropolisMLDA
    from compat.models.step_methods.mlda import RecursiveDAProposal as RecursiveDAProposal
    from compat.models.step_methods.pgbart import PGBART as PGBART
    from compat.models.step_methods.slicer import Slice as Slice
    from compat.pymc3_api.step_methods.hmc import NUTS as NUTS
    from compat.pymc3_api.step_methods.hmc import HamiltonianMC as HamiltonianMC

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
    mlda="DEMetropolisZMLDA MLDA MetropolisMLDA RecursiveDAProposal",
    pgbart="PGBART",
    slicer="Slice",
)
__all__ = [*_LATER]

__getattr__ = absent_from(__name__, _LATER)
