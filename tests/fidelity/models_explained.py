"""Differences from the real PyMC3 that are as they should be: which, and why. See `models.py`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Explained:
    """Regular expressions that are searched for in the program's text, the question and the difference."""

    reason: str
    program: str = ""
    question: str = ""
    difference: str = ""
    modes: tuple[str, ...] = ("PYTHON", "C", "JAX")
    outside: bool = False  # only where the real library's log density is not finite


EXPLAINED: tuple[Explained, ...] = (
    Explained(
        "a list or tuple for a scale or a matrix is taken as an array; the real library asks it for what only "
        "arrays can",
        difference=r"real (TypeError|AttributeError) \(.*(operand type.*'(list|tuple)'|"
        r"'(list|tuple)' object has no attribute)",
    ),
    Explained(
        "Flat and HalfFlat have a log density at numbers and arrays too; the real one asks them for `.type`",
        r"Flat",
        difference=r"real AttributeError \('.*' object has no attribute 'type'\)",
    ),
    Explained(
        "AR takes one number as rho; the real library asks it for its shape",
        r"pm\.AR\(",
        difference=r"real AttributeError \('(float|int)' object has no attribute 'shape'\)",
    ),
    Explained(
        "MixtureSameFamily infers the shape where none is given",
        r"MixtureSameFamily",
        difference=r"real TypeError \(__init__\(\) missing 1 required positional argument: 'shape'",
    ),
    Explained(
        "a vector transform is applied to the default of the whole shape, not to one number",
        "transform=tr",
        difference=r"real IndexError \(tuple index out of range\)",
    ),
    Explained(
        "the real library's incomplete beta function has nine digits, one shape and an assertion",
        r"pm\.(Binomial|NegativeBinomial|Beta|StudentT|ZeroInf\w+)\.dist",
        r"logcdf",
        r"real (AssertionError|TypeError \(Join|\[)",
    ),
    Explained(
        "the real library rewrites log(sum(exp(x))) so that it is NaN where all of x is -inf",
        "Mixture",
        "logp",
        r"real .*nan.*, ours .*-inf",
    ),
    Explained(
        "a sum with an element outside the support is -inf; the real one is NaN beside +inf or NaN",
        question="logp",
        difference=r"real \[nan\], ours \[-inf\]",
    ),
    Explained(
        "the log density of Rice is rewritten so that exp does not underflow",
        r"pm\.Rice",
        "logp",
        r"real .*-inf.*, ours",
    ),
    Explained(
        "1 + erf loses its digits in the lower tail of SkewNormal, here it is erfc",
        r"pm\.SkewNormal",
        "logp",
        r"real .*(-inf|-\d\d)",
    ),
    Explained(
        "gammaln of Python's small integers is a float32: one rounding more or less",
        r"HyperGeometric\.dist",
        "logp",
        r"real \[-\d\.\d+e-07.* ours \[-?\d\.\d+e-0[78]",
    ),
    Explained(
        "the real library's solver refuses NaN and infinity",
        r"MvStudentT|MvNormal",
        "gradient|the whole",
        r"real ValueError \(array must not contain infs or NaNs\), ours answers",
    ),
    Explained(
        "pandas of today asks a tensor for its length otherwise",
        r"pd\.Series",
        "the whole",
        r"real ValueError \(Length of .*, ours TypeError \(object of type 'TensorVariable' has no len",
    ),
    Explained(
        "n variables are asked for and one scale is given: another class for the same refusal",
        "LKJCholeskyCov",
        "prior",
        "real IndexError.*, ours ValueError",
    ),
    Explained(
        "NaN and infinity as whole numbers: the oracle has no compiler, and only Python refuses them",
        question="the whole",
        difference="real (ValueError|OverflowError) .*cannot convert float .* to integer",
    ),
    Explained(
        "the real library's gradient compares test values from before the data were resized",
        question="then gradient",
        difference="real ValueError .*(returned object of shape|not be broadcast|Dimension mismatch).*, ours",
    ),
    Explained(
        "missing values in pm.Data: refused here, taken for numbers there",
        r"pm\.Data\(.*nan",
        "the whole",
        "ours NotImplementedError",
    ),
    Explained(
        "the derivative of what the switch of `bound` does not take: NaN or 0 where the density is -inf",
        question="gradient",
        difference=r"(nan|inf|0\.0)",
        outside=True,
    ),
    Explained(
        "Wishart has the shape of its data when it is drawn",
        r"pm\.Wishart\('x'.*observed",
        "predictive",
        "real TypeError .*ours answers",
    ),
    Explained(
        "log1p(exp(x)) of constants is computed before the real library makes it exact",
        r"pm\.Logistic",
        "logp",
        r"real .*-inf",
    ),
    Explained(
        "sigma is inf: the variance is 0/0, which the real library cancels",
        r"pm\.Gamma\.dist\(.*sigma=np\.inf",
        "variance",
    ),
    Explained(
        "logcdf of several distributions: the real library's sum over the support has one shape",
        "HyperGeometric",
        "logcdf",
        "real ValueError .*ours answers",
    ),
    Explained(
        "a continuous variable of an integer dtype: the real library cannot store the start of its transform",
        r"dtype='int",
        "the whole",
        "real TypeError",
    ),
)
