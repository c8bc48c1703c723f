"""Which function of NumPy or SciPy is which row of the elementwise table: `nfunc_spec` of the legacy scalar Ops."""

from __future__ import annotations

_SAME = ("add angle arccos arccosh arcsin arcsinh arctan arctan2 arctanh ceil conj cos cosh deg2rad exp exp2 expm1 "
         "floor imag invert isinf isnan log log10 log1p log2 maximum minimum mod rad2deg sin sinh sqrt tan tanh trunc")
_SPECIAL = "erf erfc erfcinv erfcx erfinv gamma gammainc gammaincc gammaln i0 i1 iv j0 j1 jv psi"
NUMPY_NAMES = {
    "abs_": "abs", "and_": "bitwise_and", "chi2sf": "scipy.stats.chi2.sf", "eq": "equal", "ge": "greater_equal",
    "gt": "greater", "int_div": "floor_divide", "inv": "reciprocal", "le": "less_equal", "lt": "less",
    "mul": "multiply", "neg": "negative", "neq": "not_equal", "or_": "bitwise_or", "pow": "power",
    "round_half_to_even": "around", "sgn": "sign", "sqr": "square", "sub": "subtract", "switch": "where",
    "true_div": "true_divide", "xor": "bitwise_xor", **{name: name for name in _SAME.split()},
    **{name: f"scipy.special.{name}" for name in _SPECIAL.split()},
}
