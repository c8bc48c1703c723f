"""Parameters of distributions that are computed in float32 today, and those by which a density differs."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst
import libcst.matchers as m

from ...check.names.values import TENSORS
from ..arguments import Given, find
from ..site import Site

# Numbers that are exact in float32 stay float32 in PyMC 6, and so do their logarithms, gamma functions and products;
# PyMC3 made all of them float64. From 256 on, what that moves a log density by can be seen.
IN_FLOAT64 = {
    "StudentT": "nu",
    "HalfStudentT": "nu",
    "ChiSquared": "nu",
    "Gamma": "alpha beta",
    "InverseGamma": "alpha beta",
    "Beta": "alpha beta",
    "Weibull": "alpha beta",
    "Pareto": "alpha m",
    "Kumaraswamy": "a b",
    "VonMises": "kappa",
    "Wald": "mu lam phi alpha",
    "Rice": "nu",
    "ExGaussian": "mu nu",
    "TruncatedNormal": "mu lower upper",
    "Poisson": "mu",
    "NegativeBinomial": "mu alpha",
    "ZeroInflatedPoisson": "theta mu",
    "ZeroInflatedNegativeBinomial": "mu alpha",
    "BetaBinomial": "alpha beta",
}
LARGE = 256
OF_TRIALS = frozenset({"Binomial", "BetaBinomial", "ZeroInflatedBinomial"})
LARGEST_OF_A_KIND = frozenset({2**7 - 1, 2**15 - 1, 2**31 - 1})  # n + 1 is negative in int8, int16, int32
OF_SHARES = frozenset({"Categorical", "Multinomial"})
SUMMING_TO_ONE = frozenset({"Dirichlet", "softmax", "StickBreakingWeights", "ones"})
DISCRETE = frozenset(
    "Binomial BetaBinomial Poisson NegativeBinomial Geometric HyperGeometric DiscreteUniform DiscreteWeibull Bernoulli"
    " ZeroInflatedPoisson ZeroInflatedBinomial ZeroInflatedNegativeBinomial".split()
)


def in_float64(site: Site, distribution: str, arguments: Sequence[Given]) -> list[cst.Arg]:
    """Return the arguments with large numbers as NumPy's float64, where float32 would show in the density."""
    names = IN_FLOAT64.get(distribution, "").split()
    made = []
    for one in arguments:
        number = _number(site, one.value) if one.name in names else None
        if number is not None and abs(number) >= LARGE:
            wide = site.make("{f}({x})", f=site.bindings.reach("numpy.float64"), x=one.value)
            made.append(one.arg.with_changes(value=wide))
        else:
            made.append(one.arg)
    return made


def tell(site: Site, at: cst.CSTNode, distribution: str, arguments: Sequence[Given]) -> None:
    """Say by which of its parameters a density is another today."""
    n, p, eta = (find(arguments, name) for name in ("n", "p", "eta"))
    if distribution in OF_TRIALS and n is not None and _number(site, n) in LARGEST_OF_A_KIND:
        site.tell(at, "densities/binomial-of-127")
    if distribution in OF_SHARES and p is not None and not _sums_to_one(site, p):
        site.tell(at, "densities/categorical-not-normalised")
    if distribution in ("LKJCorr", "LKJCholeskyCov"):
        is_random = eta is not None and bool(site.names(eta) & TENSORS)
        site.tell(at, "densities/lkj-constant", "random eta" if is_random else "constant eta")


def of_value(site: Site, receiver: cst.BaseExpression, function: str, value: cst.BaseExpression) -> None:
    """Say where a value's log density, or distribution function, is another: `pm.Poisson.dist(2).logp(1.5)`."""
    distribution = _class_of(site, receiver)
    if distribution == "Wald" and function == "logcdf":
        site.tell(value, "densities/wald-logcdf")
    if distribution in DISCRETE and any(_is_fraction(one) for one in [value, *m.findall(value, m.Float())]):
        site.tell(value, "densities/count-with-a-fraction")


def _is_fraction(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.Float) and not float(node.evaluated_value).is_integer()


def _class_of(site: Site, node: cst.BaseExpression) -> str:
    """Return the distribution of `pm.Wald.dist(...)`, or of the one name that it was given; "" for others."""
    if isinstance(node, cst.Name):
        node = site.only_assigned(node.value) or node
    name = site.name(node.func) if isinstance(node, cst.Call) else None
    return name.removesuffix(".dist").rpartition(".")[2] if name is not None and name.endswith(".dist") else ""


def _number(site: Site, node: cst.BaseExpression, seen: frozenset[str] = frozenset()) -> float | None:
    """Return the number that is written, `1e5`, `-300`, `10**5`, or that the one assignment to a name has.

    seen: the names on the way here, of which one may be computed from itself.
    """
    if isinstance(node, cst.Integer | cst.Float):
        return node.evaluated_value
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
        inner = _number(site, node.expression, seen)
        return None if inner is None else -inner
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Power | cst.Multiply):
        parts = [_number(site, one, seen) for one in (node.left, node.right)]
        if parts[0] is None or parts[1] is None or abs(parts[1]) > 99 and isinstance(node.operator, cst.Power):
            return None
        try:
            made = parts[0] ** parts[1] if isinstance(node.operator, cst.Power) else parts[0] * parts[1]
        except (ArithmeticError, ValueError):
            return None
        return None if isinstance(made, complex) else made
    if isinstance(node, cst.Name) and node.value not in seen:
        value = site.only_assigned(node.value)
        return None if value is None else _number(site, value, seen | {node.value})
    return None


def _sums_to_one(site: Site, p: cst.BaseExpression) -> bool:
    """Say whether shares are numbers, which PyMC divides by their sum too, or are seen to sum to one."""
    if isinstance(p, cst.Name):
        found = site.assigned.get(p.value, [])
        return bool(found) and all(not isinstance(one, cst.Name) and _sums_to_one(site, one) for one in found)
    if isinstance(p, cst.BinaryOperation) and isinstance(p.operator, cst.Divide):
        return bool(m.findall(p.right, m.Attribute(attr=m.Name("sum")) | m.Call(func=m.Name("sum"))))
    if isinstance(p, cst.Call):
        last = p.func.attr.value if isinstance(p.func, cst.Attribute) else getattr(p.func, "value", "")
        return last in SUMMING_TO_ONE or not site.names(p) & TENSORS and _is_of_numpy(site, p)
    return not site.names(p) & TENSORS and not m.findall(p, m.Name())


def _is_of_numpy(site: Site, call: cst.Call) -> bool:
    return (site.name(call.func) or "").startswith("numpy.")
