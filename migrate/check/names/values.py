"""The types of values that follow from the code: results of calls and attributes of legacy names.

A value is written as the qualified name of its class with "()" appended: "pymc3.backends.base.MultiTrace()". An
unknown callee stays as it is: "pymc3.Bound()" is the result of calling pymc3.Bound.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .module import Module, Use

TENSOR = "theano.tensor.var.TensorVariable()"
CONSTANT = "theano.tensor.var.TensorConstant()"
SHARED = "theano.tensor.sharedvar.TensorSharedVariable()"
FUNCTION = "theano.compile.function.types.Function()"
STREAMS = "theano.tensor.shared_randomstreams.RandomStreams()"
MRG_STREAMS = "theano.sandbox.rng_mrg.MRG_RandomStreams()"
MODEL = "pymc3.model.Model()"
FREE, TRANSFORMED, OBSERVED = "pymc3.model.FreeRV()", "pymc3.model.TransformedRV()", "pymc3.model.ObservedRV()"
DETERMINISTIC = "pymc3.model.Deterministic()"
MINIBATCH = "pymc3.data.Minibatch()"
TRACE = "pymc3.backends.base.MultiTrace()"
REPORT = "pymc3.backends.report.SamplerReport()"
INFERENCE_DATA = "arviz.InferenceData()"
APPROXIMATION = "pymc3.variational.opvi.Approximation()"
DISTRIBUTION = "pymc3.distributions.distribution.Distribution()"
POINT_FUNCTION, GRADIENT = "pymc3.model.LoosePointFunc()", "pymc3.model.ValueGradFunction()"
ARRAY, FRAME, SERIES = "numpy.ndarray()", "pandas.DataFrame()", "pandas.Series()"
NUMPY_STREAM = "numpy.random.RandomState()"
CONTOURS = "matplotlib.contour.ContourSet()"
AXES = "matplotlib.axes.Axes()"
FIGURE = "matplotlib.figure.Figure()"

TENSORS = frozenset({TENSOR, CONSTANT, SHARED, FREE, TRANSFORMED, OBSERVED, DETERMINISTIC, MINIBATCH})
# Values of these classes have only the attributes that `members.txt` lists.
CLOSED = TENSORS | {FUNCTION, STREAMS, MRG_STREAMS, REPORT}

DISTRIBUTIONS = frozenset(
    "AR AR1 AsymmetricLaplace BART Bernoulli Beta BetaBinomial Binomial Categorical Cauchy ChiSquared Constant"
    " ConstantDist DensityDist Dirichlet DirichletMultinomial DiscreteUniform DiscreteWeibull ElemwiseCategorical"
    " EulerMaruyama ExGaussian Exponential Flat GARCH11 Gamma GaussianRandomWalk Geometric Gumbel HalfCauchy HalfFlat"
    " HalfNormal HalfStudentT HyperGeometric Interpolated InverseGamma KroneckerNormal Kumaraswamy LKJCholeskyCov"
    " LKJCorr Laplace LogNormal Logistic LogitNormal Lognormal MatrixNormal Mixture MixtureSameFamily Moyal"
    " Multinomial MvGaussianRandomWalk MvNormal MvStudentT MvStudentTRandomWalk NegativeBinomial Normal NormalMixture"
    " OrderedLogistic OrderedProbit Pareto Poisson Rice SkewNormal StudentT StudentTpos T Triangular TruncatedNormal"
    " Uniform VonMises Wald Weibull Wishart ZeroInflatedBinomial ZeroInflatedNegativeBinomial"
    " ZeroInflatedPoisson".split()
)
# Functions of theano.tensor that do not always return a single variable.
NOT_ONE_TENSOR = frozenset(
    "grad jacobian hessian Rop Lop verify_grad numeric_grad subgraph_grad get_scalar_constant_value constant_or_value"
    " nonzero max_and_argmax split meshgrid mgrid ogrid broadcast_arrays svd eig eigh qr lstsq scan unique"
    " scalars vectors matrices rows cols tensor3s tensor4s fscalars fvectors fmatrices dscalars dvectors dmatrices"
    " iscalars ivectors imatrices lscalars lvectors lmatrices cast_dtype specify_type register_infer_shape"
    " nonzero_values py_slice isfinite_value use_c_checks extract_constant guess_n_streams conv".split()
)
TENSOR_MODULES = frozenset({"basic", "nnet", "nlinalg", "slinalg", "extra_ops", "signal", "subtensor", "sort"})

# Functions of theano.tensor that may return a constant or a shared variable as it was given.
AS_GIVEN = frozenset("as_tensor_variable as_tensor cast patternbroadcast unbroadcast addbroadcast".split())

_CALLS = {
    "pymc3": {
        "Model": MODEL, "modelcontext": MODEL, "sample": TRACE, "load_trace": TRACE, "sample_smc": TRACE,
        "iter_sample": "", "Deterministic": DETERMINISTIC, "Potential": TENSOR, "Data": SHARED, "Minibatch": MINIBATCH,
        "fit": APPROXIMATION, "MeanField": APPROXIMATION, "FullRank": APPROXIMATION, "Empirical": APPROXIMATION,
        "trace_to_dataframe": FRAME, "hpd": ARRAY, "hdi": ARRAY,
    },
    "theano": {
        "shared": SHARED, "function": FUNCTION, "RandomStreams": STREAMS, "MRG_RandomStreams": MRG_STREAMS,
        "MRG_RandomStream": MRG_STREAMS, "clone": "",
    },
    "numpy": {"DataFrame": "", "RandomState": NUMPY_STREAM, "load": "", "ndarray": ARRAY} | dict.fromkeys(
        "array asarray zeros ones empty full arange linspace zeros_like ones_like loadtxt genfromtxt concatenate hstack"
        " vstack column_stack stack exp log sqrt dot cumsum sort argsort repeat tile eye identity diag fromstring"
        " random.rand random.randn random.normal random.uniform random.randint random.choice transpose reshape"
        " logspace meshgrid_ where_ fromfile frombuffer asanyarray ascontiguousarray".split(), ARRAY),
    "pandas": dict.fromkeys("DataFrame read_csv read_table read_excel read_hdf concat merge pivot_table"
                            " get_dummies melt crosstab".split(), FRAME) | {"Series": SERIES},
    "matplotlib": {"gca": AXES, "subplot": AXES, "axes": AXES, "figure": FIGURE, "gcf": FIGURE}
    | dict.fromkeys(("contour", "contourf", "tricontour", "tricontourf"), CONTOURS),
}  # fmt: skip
_ATTRIBUTES = {
    "T": TENSOR, "shape": TENSOR, "real": TENSOR, "imag": TENSOR, "size": TENSOR,
}  # fmt: skip
_OF_A_MODEL = {"logpt": TENSOR, "varlogpt": TENSOR, "datalogpt": TENSOR}
_MADE_BY_A_MODEL = {"logp_dlogp_function": GRADIENT, "makefn": FUNCTION} | dict.fromkeys(
    "fn fastfn dlogp fastdlogp dlogp_nojac fastdlogp_nojac d2logp fastd2logp d2logp_nojac fastd2logp_nojac".split(),
    POINT_FUNCTION,
)
# Methods of a tensor that do not return a tensor.
_NO_TENSOR = frozenset(
    "eval nonzero get_value set_value get_scalar_constant_value get_parents container"
    " get_test_value split set_default".split()
)
_FRAME_METHODS = frozenset(
    "head tail dropna fillna drop reset_index set_index sort_values sort_index copy query"
    " rename merge join append assign astype loc iloc ix sample reindex drop_duplicates"
    " applymap transform T".split()
)


@dataclass(frozen=True)
class Members:
    """The attributes that values of a class had in the old libraries: `had`; and those of them missing here."""

    had: frozenset[str]
    lacks: frozenset[str]


@cache
def members() -> dict[str, Members]:
    """Return the members by class, without "()"."""
    text = Path(__file__).with_name("members.txt").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        kind, _, names = line.partition(": ")
        lacks = {name[1:] for name in names.split() if name.startswith("-")}
        found[kind] = Members(frozenset(name.lstrip("-") for name in names.split()), frozenset(lacks))
    free, transformed = (found[value.removesuffix("()")] for value in (FREE, TRANSFORMED))
    # Which of the two a distribution gives depends on its transform.
    either = Members(free.had | transformed.had, free.lacks & transformed.lacks)
    return {**found, FREE.removesuffix("()"): either}


@cache
def class_attributes() -> dict[str, frozenset[str]]:
    """Return the attributes of each class under `pymc3`, by all its names."""
    found: dict[str, frozenset[str]] = {}
    others: dict[str, str] = {}
    for line in Path(__file__).with_name("classes.txt").read_text(encoding="utf-8").splitlines():
        name, separator, rest = line.partition(": ")
        if separator:
            found[name] = frozenset(rest.split())
        else:
            name, _, other = line.partition(" = ")
            others[name] = other
    return found | {name: found[other] for name, other in others.items()}


def of_call(name: str, call: ast.Call) -> str:
    """Return the result of calling the canonical `name`; `name` with "()" appended if it is not known."""
    root, _, rest = name.partition(".")
    last = rest.rpartition(".")[2]
    if name in ("pymc3.Bound()", "pymc3.distributions.Bound()", "pymc3.distributions.bound.Bound()"):
        return FREE
    if name.endswith("()"):
        return ""
    found = _of_pymc3(name, call) if root == "pymc3" else None
    if found is None and root == "theano" and _gives_a_tensor(rest.split(".")):
        return CONSTANT if last == "constant" else TENSOR
    if found is None:
        known_calls = _CALLS.get(root, {})
        found = known_calls.get(rest) if root == "numpy" and "." in rest else known_calls.get(last)
    return f"{name}()" if found is None else found


def kinds_of_call(name: str, call: ast.Call) -> frozenset[str]:
    """Return all that the result of a call may be."""
    found = of_call(name, call)
    if found == TENSOR and name.startswith("theano.") and name.rpartition(".")[2] in AS_GIVEN:
        return frozenset({TENSOR, CONSTANT, SHARED})
    return frozenset({found}) if found else frozenset()


def _of_pymc3(name: str, call: ast.Call) -> str | None:
    """Return the result of a distribution, `dist`, `sample` or a function of pm.math; None for others."""
    *modules, last = name.split(".")[1:] or [""]
    if last in DISTRIBUTIONS:
        return _variable(last, call)
    if last == "dist" and modules and modules[-1] in DISTRIBUTIONS:
        return DISTRIBUTION
    asked = _keyword(call, "return_inferencedata") if last == "sample" else None
    if isinstance(asked, ast.Constant):
        return INFERENCE_DATA if asked.value else TRACE
    if asked is not None:
        return f"{name}()"
    return TENSOR if modules[:1] == ["math"] else None


def _gives_a_tensor(path: list[str]) -> bool:
    """Say whether this is a function of theano.tensor that returns one variable."""
    *modules, last = path
    if not last[:1].islower() or last in NOT_ONE_TENSOR or modules[:1] != ["tensor"]:
        return False
    return len(modules) == 1 or modules[1] in TENSOR_MODULES


def _variable(distribution: str, call: ast.Call) -> str:
    observed = _keyword(call, "observed")
    if observed is not None and not (isinstance(observed, ast.Constant) and observed.value is None):
        return OBSERVED if distribution != "DensityDist" else ""
    return FREE if call.args else ""


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def of_attribute(value: str, attribute: str) -> str:
    """Return the result of reading an attribute of a value: a value, or "Class.attribute" (a method, or unknown)."""
    if value in TENSORS and attribute in _ATTRIBUTES:
        return _ATTRIBUTES[attribute]
    if value == MODEL and attribute in _OF_A_MODEL:
        return _OF_A_MODEL[attribute]
    if value == TRACE and attribute == "report":
        return REPORT
    if value in (FREE, OBSERVED, TRANSFORMED) and attribute == "distribution":
        return DISTRIBUTION
    return f"{value.removesuffix('()')}.{attribute}"


def of_method(name: str) -> str:
    """Return the result of calling "Class.method"; "" if it is not known."""
    kind, _, method = name.rpartition(".")
    value = f"{kind}()"
    if value in TENSORS:  # for a random variable, `random` and `logp` give something else
        of_every_tensor = method in members()[TENSOR.removesuffix("()")].had
        return TENSOR if of_every_tensor and method not in _NO_TENSOR else ""
    if value in (STREAMS, MRG_STREAMS):
        return "" if method in ("seed", "updates", "state_updates") else TENSOR
    if value == FRAME and method in _FRAME_METHODS:
        return FRAME
    if value == MODEL:
        return _MADE_BY_A_MODEL.get(method, "")
    if value == APPROXIMATION and method == "sample":
        return TRACE
    if value == FIGURE and method in ("add_subplot", "add_axes", "gca"):
        return AXES
    return ""


def of_item(value: str, index: ast.expr) -> str:
    """Return the result of `value[index]`; "" if it is not known."""
    if value in TENSORS:
        return TENSOR
    if value == TRACE:
        name = index.value if isinstance(index, ast.Constant) else None
        return ARRAY if isinstance(name, str) else TRACE if isinstance(index, ast.Slice) else ""
    if value == FRAME:
        if isinstance(index, ast.List | ast.Slice | ast.Compare):
            return FRAME
        return SERIES if isinstance(index, ast.Constant) and isinstance(index.value, str) else ""
    return ""


def is_value(name: str) -> bool:
    """Say whether a name is that of a value."""
    return name.endswith("()")


def is_typed(name: str) -> bool:
    """Say whether the class of a value is known, so that its attributes can be looked up."""
    return name in TENSORS or name.removesuffix("()") in members() or name in _OTHERS


_OTHERS = frozenset({INFERENCE_DATA, ARRAY, FRAME, SERIES, NUMPY_STREAM, AXES, FIGURE, CONTOURS, DISTRIBUTION})


def kinds_of(module: Module, use: Use) -> frozenset[str]:
    """Return all classes that the value may have whose member is used."""
    assert isinstance(use.node, ast.Attribute)
    return frozenset(name.removesuffix("()") for name in module.names_of(use.node.value))
