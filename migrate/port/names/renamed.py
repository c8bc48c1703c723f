"""Old names with a new name of the same meaning, and old names without a counterpart."""

from __future__ import annotations

from . import current_api
from .modules import MODULES, module_today

NAMES = {
    # PyMC
    "pymc3.Constant": "pymc.DiracDelta",
    "pymc3.ConstantDist": "pymc.DiracDelta",
    "pymc3.Lognormal": "pymc.LogNormal",
    "pymc3.invlogit": "pymc.math.invlogit",
    "pymc3.logit": "pymc.math.logit",
    "pymc3.logsumexp": "pymc.math.logsumexp",
    "pymc3.logaddexp": "pymc.math.logaddexp",
    "pymc3.probit": "pymc.math.probit",
    "pymc3.invprobit": "pymc.math.invprobit",
    "pymc3.expand_packed_triangular": "pymc.math.expand_packed_triangular",
    "pymc3.floatX": "pymc.math.floatX",
    "pymc3.intX": "pymc.pytensorf.intX",
    "pymc3.gradient": "pymc.pytensorf.gradient",
    "pymc3.hessian": "pymc.pytensorf.hessian",
    "pymc3.inputvars": "pymc.pytensorf.inputvars",
    "pymc3.math.concatenate": "pymc.math.concatenate",
    "pymc3.math.LogDet": "pymc.math.logdet",
    "pymc3.math.block_diagonal": "pymc.math.block_diag",
    "pymc3.math.flat_outer": "pymc.math.flat_outer",
    "pymc3.math.tround": "pymc.math.round",
    "pymc3.math.abs_": "pymc.math.abs",
    "pymc3.math.where": "pymc.math.where",
    "pymc3.gp.MarginalSparse": "pymc.gp.MarginalApprox",
    "pymc3.backends.base.MultiTrace": "pymc.backends.base.MultiTrace",
    "pymc3.model.Model": "pymc.Model",
    "pymc3.model.modelcontext": "pymc.modelcontext",
    "pymc3.model_graph.model_to_graphviz": "pymc.model_to_graphviz",
    "pymc3.model.Point": "pymc.Point",
    "pymc3.distributions.transforms.stick_breaking": "pymc.distributions.transforms.simplex",
    "pymc3.distributions.transforms.t_stick_breaking": "pymc.distributions.transforms.simplex",
    "pymc3.distributions.transforms.StickBreaking": "pymc.distributions.transforms.SimplexTransform",
    "pymc3.distributions.transforms.logodds": "pymc.distributions.transforms.logodds",
    "pymc3.distributions.transforms.LogOdds": "pymc.distributions.transforms.LogOddsTransform",
    "pymc3.distributions.transforms.log": "pymc.distributions.transforms.log",
    "pymc3.distributions.transforms.Log": "pymc.distributions.transforms.LogTransform",
    "pymc3.distributions.transforms.log_exp_m1": "pymc.distributions.transforms.log_exp_m1",
    "pymc3.distributions.transforms.circular": "pymc.distributions.transforms.circular",
    "pymc3.distributions.transforms.interval": "pymc.distributions.transforms.Interval",
    "pymc3.distributions.transforms.lowerbound": "pymc.distributions.transforms.Interval",
    "pymc3.distributions.transforms.upperbound": "pymc.distributions.transforms.Interval",
    "pymc3.distributions.transforms.ordered": "pymc.distributions.transforms.ordered",
    "pymc3.distributions.transforms.Ordered": "pymc.distributions.transforms.Ordered",
    "pymc3.distributions.transforms.Chain": "pymc.distributions.transforms.Chain",
    "pymc3.util.get_untransformed_name": "pymc.util.get_untransformed_name",
    "pymc3.util.get_transformed_name": "pymc.util.get_transformed_name",
    "pymc3.util.is_transformed_name": "pymc.util.is_transformed_name",
    "pymc3.callbacks.CheckParametersConvergence": "pymc.variational.callbacks.CheckParametersConvergence",
    "pymc3.callbacks.Tracker": "pymc.variational.callbacks.Tracker",
    "pymc3.theanof.floatX": "pymc.math.floatX",
    "pymc3.distributions.dist_math.normal_lcdf": "pymc.distributions.dist_math.normal_lcdf",
    # ArviZ, as PyMC3 re-exported it
    "pymc3.gelman_rubin": "arviz.rhat",
    "pymc3.rhat": "arviz.rhat",
    "pymc3.effective_n": "arviz.ess",
    "pymc3.ess": "arviz.ess",
    "pymc3.bfmi": "arviz.bfmi",
    "pymc3.mcse": "arviz.mcse",
    "pymc3.autocorr": "",  # ArviZ 1 has plot_autocorr alone
    "pymc3.loo": "arviz.loo",
    "pymc3.compare": "arviz.compare",
    "pymc3.r2_score": "",  # ArviZ 1 has bayesian_r2, of other arguments
    # PyTensor
    "theano.tensor.nnet.sigmoid": "pytensor.tensor.sigmoid",
    "theano.tensor.nnet.nnet.sigmoid": "pytensor.tensor.sigmoid",
    "theano.tensor.nnet.sigm.sigmoid": "pytensor.tensor.sigmoid",
    "theano.tensor.nnet.softplus": "pytensor.tensor.softplus",
    "theano.tensor.abs_": "pytensor.tensor.abs",
    "theano.tensor.inv": "pytensor.tensor.reciprocal",
    "theano.tensor.inverse": "pytensor.tensor.linalg.inv",
    "theano.tensor.nlinalg.matrix_inverse": "pytensor.tensor.linalg.inv",
    "theano.tensor.nlinalg.det": "pytensor.tensor.linalg.det",
    "theano.tensor.nlinalg.trace": "pytensor.tensor.trace",
    "theano.tensor.nlinalg.diag": "pytensor.tensor.diag",
    "theano.tensor.nlinalg.alloc_diag": "pytensor.tensor.diag",
    "theano.tensor.nlinalg.extract_diag": "pytensor.tensor.diag",
    "theano.tensor.nlinalg.eigh": "pytensor.tensor.linalg.eigh",
    "theano.tensor.nlinalg.eig": "pytensor.tensor.linalg.eig",
    "theano.tensor.nlinalg.svd": "pytensor.tensor.linalg.svd",
    "theano.tensor.nlinalg.qr": "pytensor.tensor.linalg.qr",
    "theano.tensor.nlinalg.pinv": "pytensor.tensor.linalg.pinv",
    "theano.tensor.nlinalg.matrix_dot": "pytensor.tensor.linalg.matrix_dot",
    "theano.tensor.nlinalg.matrix_power": "pytensor.tensor.linalg.matrix_power",
    "theano.tensor.slinalg.cholesky": "pytensor.tensor.linalg.cholesky",
    "theano.tensor.slinalg.solve": "pytensor.tensor.linalg.solve",
    "theano.tensor.slinalg.solve_lower_triangular": "pytensor.tensor.linalg.solve_triangular",
    "theano.tensor.slinalg.solve_upper_triangular": "pytensor.tensor.linalg.solve_triangular",
    "theano.tensor.slinalg.kron": "pytensor.tensor.linalg.kron",
    "theano.tensor.slinalg.expm": "pytensor.tensor.linalg.expm",
    "theano.tensor.extra_ops.cumsum": "pytensor.tensor.cumsum",
    "theano.tensor.extra_ops.cumprod": "pytensor.tensor.cumprod",
    "theano.tensor.extra_ops.repeat": "pytensor.tensor.repeat",
    "theano.tensor.extra_ops.diff": "pytensor.tensor.diff",
    "theano.tensor.extra_ops.squeeze": "pytensor.tensor.squeeze",
    "theano.tensor.alloc_diag": "pytensor.tensor.diag",
    "theano.tensor.minimum": "pytensor.tensor.minimum",
    "theano.tensor.signal.conv.conv2d": "",
    "theano.tensor.Elemwise": "pytensor.tensor.elemwise.Elemwise",
    "theano.tensor.Rop": "pytensor.gradient.Rop",
    "theano.tensor.Lop": "pytensor.gradient.Lop",
    "theano.tensor.grad": "pytensor.grad",
    "theano.tensor.jacobian": "pytensor.gradient.jacobian",
    "theano.tensor.hessian": "pytensor.gradient.hessian",
    "theano.tensor.verify_grad": "pytensor.gradient.verify_grad",
    "theano.tests.unittest_tools.verify_grad": "pytensor.gradient.verify_grad",
    "theano.Op": "pytensor.graph.op.Op",
    "theano.gof.Op": "pytensor.graph.op.Op",
    "theano.gof.op.Op": "pytensor.graph.op.Op",
    "theano.gof.PureOp": "pytensor.graph.op.Op",
    "theano.gof.op.PureOp": "pytensor.graph.op.Op",
    "theano.graph.op.Op": "pytensor.graph.op.Op",
    "theano.tensor.Op": "pytensor.graph.op.Op",
    "theano.Apply": "pytensor.graph.basic.Apply",
    "theano.gof.Apply": "pytensor.graph.basic.Apply",
    "theano.gof.graph.Apply": "pytensor.graph.basic.Apply",
    "theano.tensor.Apply": "pytensor.graph.basic.Apply",
    "theano.Variable": "pytensor.graph.basic.Variable",
    "theano.gof.Variable": "pytensor.graph.basic.Variable",
    "theano.gof.graph.Variable": "pytensor.graph.basic.Variable",
    "theano.gof.Constant": "pytensor.graph.basic.Constant",
    "theano.gof.graph.Constant": "pytensor.graph.basic.Constant",
    "theano.gof.graph.inputs": "pytensor.graph.traversal.graph_inputs",
    "theano.gof.graph.ancestors": "pytensor.graph.traversal.ancestors",
    "theano.gof.graph.io_toposort": "pytensor.graph.traversal.io_toposort",
    "theano.gof.FunctionGraph": "pytensor.graph.fg.FunctionGraph",
    "theano.gof.fg.FunctionGraph": "pytensor.graph.fg.FunctionGraph",
    "theano.gof.Type": "pytensor.graph.type.Type",
    "theano.scan_module.until": "pytensor.scan.utils.until",
    "theano.scan_module.scan_utils.until": "pytensor.scan.utils.until",
    "theano.scan_utils.until": "pytensor.scan.utils.until",
    "theano.scan_module.scan": "pytensor.scan",
    "theano.clone": "pytensor.graph.replace.clone_replace",
    "theano.clone_replace": "pytensor.graph.replace.clone_replace",
    "theano.ifelse": "pytensor.ifelse",
    "theano.ifelse.ifelse": "pytensor.ifelse",
    "theano.tensor.as_op": "pytensor.wrap_py",
    "theano.as_op": "pytensor.wrap_py",
    "theano.compile.ops.as_op": "pytensor.wrap_py",
    "theano.compile.as_op": "pytensor.wrap_py",
    "theano._asarray": "numpy.asarray",
    "theano.dot": "pytensor.tensor.dot",
    "theano.config.gcc.cxxflags": "pytensor.config.gcc__cxxflags",
    "theano.config.blas.ldflags": "pytensor.config.blas__ldflags",
    "theano.tensor._shared": "pytensor.shared",
    "theano.tensor.TensorType": "pytensor.tensor.TensorType",
    "theano.tensor.sharedvar.TensorSharedVariable": "pytensor.tensor.sharedvar.TensorSharedVariable",
    "theano.tensor.blas._dot22": "pytensor.tensor.blas._dot22",
    "theano.tensor.blas._dot22scalar": "pytensor.tensor.blas._dot22scalar",
    "theano.tensor.var._tensor_py_operators": "pytensor.tensor.variable._tensor_py_operators",
    "theano.tensor.var.TensorVariable": "pytensor.tensor.variable.TensorVariable",
    "theano.compile.SharedVariable": "pytensor.compile.sharedvalue.SharedVariable",
    "theano.gradient.grad_undefined": "pytensor.gradient.grad_undefined",
    "theano.gradient.DisconnectedType": "pytensor.gradient.DisconnectedType",
    "theano.printing.debugprint": "pytensor.printing.debugprint",
    "theano.printing.pprint": "pytensor.printing.pp",
    "theano.pp": "pytensor.printing.pp",
    "theano.pprint": "pytensor.printing.pp",
}


def renamed(old: str) -> str | None:
    """Return today's name of `old` (a name, not a value); None if nothing replaces it."""
    if old in NAMES:
        return NAMES[old] or None
    if old in MODULES:
        return MODULES[old] or None
    above, _, last = old.rpartition(".")
    if not above:
        return None
    if above in NAMES:  # an attribute of a class: `dist`, or a method; one of a function or module has to be there
        found = f"{NAMES[above]}.{last}"
        is_of_a_class = NAMES[above].rpartition(".")[2][:1].isupper()
        return found if is_of_a_class or current_api.exists(found) else None
    below = module_today(above)
    if below is None:
        outer = renamed(above) if above not in MODULES else None
        return (
            f"{outer}.{last}"
            if outer is not None and outer[:1].islower() and current_api.exists(f"{outer}.{last}")
            else None
        )
    found = f"{below}.{last}"
    return found if current_api.exists(found) or last.startswith("__") else None
