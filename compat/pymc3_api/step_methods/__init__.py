"""Step methods (pymc3.step_methods), loaded when first used."""

from compat.names_not_here import absent_from, names_of

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
