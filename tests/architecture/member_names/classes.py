"""The classes that users derive from, with an instance of each: names in the old libraries, which are ours too.

Runs on Python 3.7 in the old libraries, where modules lie elsewhere in each release, and on ours.
"""

import importlib
import sys
import warnings

import numpy as np

# Class -> where a release has it, the first that is there.
OF_THEANO = """
    gof.Op|graph.op.Op gof.COp|graph.op.ExternalCOp gof.OpenMPOp|graph.op.OpenMPOp compile.builders.OpFromGraph
    scalar.ScalarOp scalar.UnaryScalarOp scalar.BinaryScalarOp
    gof.Type|graph.type.Type gof.type.Generic|graph.type.Generic tensor.TensorType scalar.Scalar sparse.SparseType
    gof.null_type.NullType|graph.null_type.NullType gradient.DisconnectedType
    gof.Apply|graph.basic.Apply gof.Variable|graph.basic.Variable gof.Constant|graph.basic.Constant
    compile.SharedVariable tensor.TensorVariable tensor.TensorConstant tensor.sharedvar.TensorSharedVariable
    gof.Optimizer|graph.opt.GlobalOptimizer gof.LocalOptimizer|graph.opt.LocalOptimizer
    gof.opt.FromFunctionOptimizer|graph.opt.FromFunctionOptimizer
    gof.opt.FromFunctionLocalOptimizer|graph.opt.FromFunctionLocalOptimizer gof.SeqOptimizer|graph.opt.SeqOptimizer
    gof.EquilibriumOptimizer|graph.opt.EquilibriumOptimizer gof.LocalOptGroup|graph.opt.LocalOptGroup
    gof.MergeOptimizer|graph.opt.MergeOptimizer gof.NavigatorOptimizer|graph.opt.NavigatorOptimizer
    gof.TopoOptimizer|graph.opt.TopoOptimizer gof.PatternSub|graph.opt.PatternSub gof.OpSub|graph.opt.OpSub
    gof.OpRemove|graph.opt.OpRemove
    gof.Feature|graph.toolbox.Feature
    gof.toolbox.History|graph.toolbox.History gof.toolbox.Validator|graph.toolbox.Validator
    gof.toolbox.ReplaceValidate|graph.toolbox.ReplaceValidate gof.toolbox.NodeFinder|graph.toolbox.NodeFinder
    gof.Linker|link.basic.Linker gof.LocalLinker|link.basic.LocalLinker gof.PerformLinker|link.basic.PerformLinker
    gof.WrapLinker|link.basic.WrapLinker gof.CLinker|link.c.basic.CLinker gof.vm.VM_Linker|link.vm.VMLinker
"""
OF_PYMC3 = """
    Model model.Factor model.FreeRV model.ObservedRV model.TransformedRV
    Distribution Continuous Discrete NoDistribution DensityDist
    distributions.continuous.PositiveContinuous distributions.continuous.UnitContinuous
    distributions.continuous.BoundedContinuous
    Normal Gamma Uniform Beta HalfNormal Exponential StudentT TruncatedNormal Flat Interpolated
    Poisson Binomial Bernoulli Categorical NegativeBinomial ZeroInflatedPoisson Constant
    MvNormal Multinomial Dirichlet LKJCorr LKJCholeskyCov Mixture NormalMixture AR AR1 GaussianRandomWalk
    distributions.transforms.Transform distributions.transforms.ElemwiseTransform distributions.transforms.Log
    distributions.transforms.Interval distributions.transforms.TransformedDistribution
    step_methods.arraystep.BlockedStep step_methods.arraystep.ArrayStep step_methods.arraystep.ArrayStepShared
    step_methods.arraystep.PopulationArrayStepShared step_methods.arraystep.GradientSharedStep
    step_methods.hmc.base_hmc.BaseHMC NUTS HamiltonianMC Metropolis Slice BinaryMetropolis BinaryGibbsMetropolis
    CategoricalGibbsMetropolis DEMetropolis DEMetropolisZ step_methods.elliptical_slice.EllipticalSlice
    step_methods.compound.CompoundStep step_methods.metropolis.Proposal NormalProposal
    step_methods.hmc.quadpotential.QuadPotential step_methods.hmc.quadpotential.QuadPotentialDiag
    step_methods.hmc.quadpotential.QuadPotentialFull
    gp.cov.Covariance gp.cov.Combination gp.cov.Add gp.cov.Prod gp.cov.Stationary gp.cov.ExpQuad gp.cov.Linear
    gp.cov.WhiteNoise gp.cov.Coregion gp.cov.ScaledCov gp.cov.Gibbs gp.cov.WarpedInput
    gp.mean.Mean gp.mean.Zero gp.mean.Constant gp.mean.Linear gp.gp.Base gp.Latent gp.Marginal gp.MarginalSparse gp.TP
    variational.opvi.Group variational.opvi.Approximation variational.opvi.Operator
    variational.opvi.ObjectiveFunction variational.opvi.TestFunction variational.approximations.MeanFieldGroup
    variational.approximations.FullRankGroup variational.approximations.EmpiricalGroup MeanField FullRank Empirical
    variational.inference.Inference variational.inference.KLqp variational.inference.ImplicitGradient ADVI SVGD
    variational.operators.KL variational.operators.KSD variational.flows.AbstractFlow variational.flows.PlanarFlow
    variational.test_functions.RBF variational.callbacks.Callback variational.callbacks.Tracker
    backends.base.BaseTrace backends.ndarray.NDArray backends.text.Text
    Minibatch glm.families.Family glm.families.Normal GLM ode.DifferentialEquation
"""


def classes(theano, pm):
    """Return the classes, by the names above."""
    found = {}
    for root, package, places in (("theano", theano, OF_THEANO), ("pymc3", pm, OF_PYMC3)):
        for place in places.split():
            ones = [one for one in (at(package, path) for path in place.split("|")) if one is not None]
            if ones:
                found[root + "." + place.split("|")[0]] = ones[0]
    return found


def at(package, path):
    """Return what stands at a path below a package; None if nothing does."""
    value = package
    for name in path.split("."):
        if not hasattr(value, name):
            try:
                importlib.import_module(value.__name__ + "." + name)
            except (AttributeError, ImportError):
                return None
        value = getattr(value, name, None)
    return value


# Class: an expression that makes an instance, in the names of `given`; Class is the class itself, Derived a user's that
# adds nothing. A class may stand here more than once.
OF_INSTANCES = """
    theano.gof.Op: Derived()
    theano.compile.builders.OpFromGraph: Class([x], [x * 2])
    theano.scalar.ScalarOp: Derived(name="same")
    theano.scalar.UnaryScalarOp: Derived(name="same")
    theano.scalar.BinaryScalarOp: Derived(name="both")
    theano.gof.Type: Derived()
    theano.gof.type.Generic: Derived()
    theano.tensor.TensorType: x.type
    theano.tensor.TensorType: Class("float32", (False, True), name="column")
    theano.scalar.Scalar: Class("float64")
    theano.sparse.SparseType: Class("csr", "float64")
    theano.gof.null_type.NullType: Class()
    theano.gradient.DisconnectedType: Class()
    theano.gof.Apply: (x * 2).owner
    theano.gof.Variable: Class(x.type)
    theano.gof.Constant: Class(x.type, np.zeros(2))
    theano.compile.SharedVariable: theano.shared(object())
    theano.tensor.TensorVariable: x
    theano.tensor.TensorVariable: x * 2
    theano.tensor.TensorConstant: tt.constant(np.zeros(3))
    theano.tensor.sharedvar.TensorSharedVariable: theano.shared(np.zeros(2), "s")
    theano.gof.Optimizer: Derived()
    theano.gof.LocalOptimizer: Derived()
    theano.gof.MergeOptimizer: Derived()
    theano.gof.opt.FromFunctionLocalOptimizer: local_optimizer([tt.exp])(unchanged)
    theano.gof.opt.FromFunctionOptimizer: optimizer(unchanged)
    theano.gof.SeqOptimizer: Class([])
    theano.gof.EquilibriumOptimizer: Class([], max_use_ratio=2)
    theano.gof.PatternSub: Class((tt.exp, "x"), (tt.log, "x"))
    theano.gof.OpSub: Class(tt.exp, tt.log)
    theano.gof.OpRemove: Class(tt.exp)
    theano.gof.TopoOptimizer: Class(local_optimizer([tt.exp])(unchanged))
    theano.gof.Feature: Derived()
    theano.gof.toolbox.History: Derived()
    theano.gof.toolbox.ReplaceValidate: Derived()
    theano.gof.toolbox.NodeFinder: Derived()
    theano.gof.Linker: Class()
    theano.gof.PerformLinker: Class()
    theano.gof.CLinker: Class()
    theano.gof.vm.VM_Linker: Class()
    theano.gof.WrapLinker: Class([PerformLinker()], unchanged)
    pymc3.Model: model
    pymc3.model.Factor: free
    pymc3.model.FreeRV: free
    pymc3.model.FreeRV: model.free_RVs[1]
    pymc3.model.TransformedRV: positive
    pymc3.model.ObservedRV: observed
    pymc3.distributions.transforms.TransformedDistribution: model.free_RVs[1].distribution
    pymc3.Normal: free.distribution
    pymc3.Normal: observed.distribution
    pymc3.Poisson: count.distribution
    pymc3.Bernoulli: pair.distribution
    pymc3.Categorical: kind.distribution
    pymc3.HalfNormal: positive.distribution
    pymc3.Distribution: Derived.dist((), "float64")
    pymc3.Continuous: Derived.dist()
    pymc3.Discrete: Derived.dist()
    pymc3.NoDistribution: Class.dist((), "float64")
    pymc3.DensityDist: Class.dist(lambda value: -value)
    pymc3.distributions.continuous.PositiveContinuous: Derived.dist()
    pymc3.Gamma: Class.dist(1.0, 1.0)
    pymc3.Uniform: Class.dist()
    pymc3.Beta: Class.dist(1.0, 1.0)
    pymc3.Exponential: Class.dist(1.0)
    pymc3.StudentT: Class.dist(3.0)
    pymc3.TruncatedNormal: Class.dist(0.0, 1.0, lower=-1.0, upper=1.0)
    pymc3.Flat: Class.dist()
    pymc3.Interpolated: Class.dist(np.arange(3.0), np.ones(3))
    pymc3.Binomial: Class.dist(3, 0.5)
    pymc3.NegativeBinomial: Class.dist(1.0, 1.0)
    pymc3.ZeroInflatedPoisson: Class.dist(0.5, 1.0)
    pymc3.Constant: Class.dist(1)
    pymc3.MvNormal: Class.dist(one, two, shape=2)
    pymc3.Multinomial: Class.dist(3, one / 2)
    pymc3.Dirichlet: Class.dist(one)
    pymc3.LKJCorr: Class.dist(1.0, 3)
    pymc3.Mixture: Class.dist(one / 2, pm.Normal.dist(one, 1.0, shape=2))
    pymc3.NormalMixture: Class.dist(one / 2, one, one)
    pymc3.AR: Class.dist(one / 3)
    pymc3.AR1: Class.dist(0.5, 1.0)
    pymc3.GaussianRandomWalk: Class.dist()
    pymc3.distributions.transforms.Transform: Derived()
    pymc3.distributions.transforms.ElemwiseTransform: Derived()
    pymc3.distributions.transforms.Log: Class()
    pymc3.distributions.transforms.Interval: Class(0.0, 1.0)
    pymc3.NUTS: Class([free])
    pymc3.HamiltonianMC: Class([free])
    pymc3.Metropolis: Class([free])
    pymc3.Slice: Class([free])
    pymc3.DEMetropolis: Class([free])
    pymc3.DEMetropolisZ: Class([free])
    pymc3.BinaryMetropolis: Class([pair])
    pymc3.BinaryGibbsMetropolis: Class([pair])
    pymc3.CategoricalGibbsMetropolis: Class([kind])
    pymc3.step_methods.elliptical_slice.EllipticalSlice: Class([free], prior_cov=two)
    pymc3.step_methods.arraystep.ArrayStep: Derived([free], [model.fastlogp])
    pymc3.step_methods.compound.CompoundStep: Class([pm.Metropolis([free]), pm.Slice([free])])
    pymc3.step_methods.metropolis.Proposal: Derived(1.0)
    pymc3.NormalProposal: Class(1.0)
    pymc3.step_methods.hmc.quadpotential.QuadPotential: Derived()
    pymc3.step_methods.hmc.quadpotential.QuadPotentialDiag: Class(one)
    pymc3.step_methods.hmc.quadpotential.QuadPotentialFull: Class(two)
    pymc3.gp.cov.Covariance: Derived(1)
    pymc3.gp.cov.Stationary: Derived(1, 1.0)
    pymc3.gp.cov.ExpQuad: Class(1, 1.0)
    pymc3.gp.cov.Linear: Class(1, 1.0)
    pymc3.gp.cov.WhiteNoise: Class(1.0)
    pymc3.gp.cov.Coregion: Class(1, W=one[:, None], kappa=one)
    pymc3.gp.cov.Gibbs: Class(1, unchanged)
    pymc3.gp.cov.WarpedInput: Class(1, pm.gp.cov.ExpQuad(1, 1.0), unchanged)
    pymc3.gp.cov.ScaledCov: Class(1, pm.gp.cov.ExpQuad(1, 1.0), unchanged)
    pymc3.gp.cov.Add: pm.gp.cov.ExpQuad(1, 1.0) + pm.gp.cov.ExpQuad(1, 1.0)
    pymc3.gp.cov.Prod: pm.gp.cov.ExpQuad(1, 1.0) * pm.gp.cov.ExpQuad(1, 1.0)
    pymc3.gp.mean.Mean: Derived()
    pymc3.gp.mean.Zero: Class()
    pymc3.gp.mean.Constant: Class(1.0)
    pymc3.gp.mean.Linear: Class(1.0)
    pymc3.gp.gp.Base: Derived(cov_func=pm.gp.cov.ExpQuad(1, 1.0))
    pymc3.gp.Latent: Class(cov_func=pm.gp.cov.ExpQuad(1, 1.0))
    pymc3.gp.Marginal: Class(cov_func=pm.gp.cov.ExpQuad(1, 1.0))
    pymc3.gp.MarginalSparse: Class(cov_func=pm.gp.cov.ExpQuad(1, 1.0))
    pymc3.gp.TP: Class(cov_func=pm.gp.cov.ExpQuad(1, 1.0), nu=3.0)
    pymc3.MeanField: Class()
    pymc3.FullRank: Class()
    pymc3.Empirical: pm.SVGD(n_particles=3).approx
    pymc3.ADVI: Class()
    pymc3.SVGD: Class(n_particles=3)
    pymc3.variational.opvi.Approximation: Class([pm.MeanField().groups[0]])
    pymc3.variational.approximations.MeanFieldGroup: pm.MeanField().groups[0]
    pymc3.variational.approximations.FullRankGroup: pm.FullRank().groups[0]
    pymc3.variational.approximations.EmpiricalGroup: pm.SVGD(n_particles=3).approx.groups[0]
    pymc3.variational.operators.KL: pm.ADVI().objective.op
    pymc3.variational.operators.KSD: pm.SVGD(n_particles=3).objective.op
    pymc3.variational.opvi.ObjectiveFunction: pm.ADVI().objective
    pymc3.variational.flows.PlanarFlow: Class(dim=2, z0=tt.dvector())
    pymc3.variational.test_functions.RBF: Class()
    pymc3.variational.callbacks.Callback: Derived()
    pymc3.variational.callbacks.Tracker: Class(mean=unchanged)
    pymc3.backends.base.BaseTrace: Derived("a name", model)
    pymc3.backends.ndarray.NDArray: Class("a name", model)
    pymc3.Minibatch: Class(np.zeros((8, 2)), 4)
    pymc3.glm.families.Normal: Class()
    pymc3.ode.DifferentialEquation: Class(unchanged_ode, [0.0, 1.0], n_states=1, n_theta=1)
"""


def unchanged(*given):
    """Stands for a function of a user."""
    return False


def unchanged_ode(y, t, p):
    """Stands for an equation of a user."""
    return [-p[0] * y[0]]


def given(theano, pm, named):
    """Return the names that expressions use; named: the classes."""
    with pm.Model() as model:
        free = pm.Normal("free", shape=2)
        positive = pm.HalfNormal("positive")
        observed = pm.Normal("observed", free, positive, observed=np.zeros(2))
    with pm.Model() as discrete:
        count = pm.Poisson("count", 3.0)
        pair = pm.Bernoulli("pair", 0.5, shape=2)
        kind = pm.Categorical("kind", np.ones(2) / 2)
    x = theano.tensor.dvector("x")
    x.tag.test_value = np.ones(2)  # PyMC3 asks for one within a model
    rules = importlib.import_module(named["theano.gof.Optimizer"].__module__)
    return dict(
        globals(),
        theano=theano,
        pm=pm,
        tt=theano.tensor,
        x=x,
        one=np.ones(2),
        two=np.eye(2),
        model=model,
        discrete=discrete,
        free=free,
        positive=positive,
        observed=observed,
        count=count,
        pair=pair,
        kind=kind,
        local_optimizer=theano.gof.local_optimizer if hasattr(theano, "gof") else rules.local_optimizer,
        optimizer=theano.gof.optimizer if hasattr(theano, "gof") else rules.optimizer,
        PerformLinker=named["theano.gof.PerformLinker"],
    )


def instances(theano, pm, strict=True):
    """Yield (name of a class, an instance); strict: whether to raise where none can be made, not tell it."""
    named = classes(theano, pm)
    scope = given(theano, pm, named)
    for line in OF_INSTANCES.strip().splitlines():
        name, _, expression = line.strip().partition(": ")
        try:
            kind = named[name]
            needed = dict.fromkeys(getattr(kind, "__abstractmethods__", ()), unchanged)
            scope.update(Class=kind, Derived=type("Derived", (kind,), needed))
            with scope["discrete" if "[pair]" in line or "[kind]" in line else "model"]:
                made = eval(expression, scope)
        except Exception as error:
            if strict:
                raise
            sys.stderr.write(name + ": " + expression + ": " + repr(error) + "\n")
            continue
        yield name, made


def members(theano, pm, strict=True):
    """Return for each class the public names of it and of its instances: methods, and what `__init__` sets."""
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        made = list(instances(theano, pm, strict))  # some classes get attributes when they are used
        for name, kind in classes(theano, pm).items():
            found[name] = {one for one in dir(kind) if not one.startswith("_")}
        for name, one in made:
            found[name].update(of_it for of_it in getattr(one, "__dict__", {}) if not of_it.startswith("_"))
    return found
