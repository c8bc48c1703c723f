"""Prototypes of the libm functions that emitted C calls, with their vector forms where the system has them.

Without -ffast-math NaN and infinities keep their meaning; glibc's libmvec is called all the same, because the
functions are declared (not included from math.h) with the `simd` attribute (measured: see README, `make bench`).
"""

from __future__ import annotations

from collections.abc import Collection

ONE = ("exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh",
       "exp2", "expm1", "log2", "log10", "log1p", "erf", "erfc", "cbrt")
TWO = ("pow", "atan2", "hypot")
SCALAR_ONE = ("sqrt", "fabs", "floor", "ceil", "trunc", "rint", "round", "lgamma", "tgamma", "nearbyint", "j0", "j1",
              "y0", "y1")
SCALAR_TWO = ("fmod", "copysign", "fmax", "fmin", "ldexp")


def prototypes(used: Collection[str]) -> str:
    """C declarations of every libm function named in `used`."""
    lines = ["#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(COMPAT_VECTOR_MATHS)",
             '#define VECTOR __attribute__((const, simd("notinbranch")))', "#else",
             "#define VECTOR __attribute__((const))", "#endif"]
    for suffix, type_ in (("", "double"), ("f", "float")):
        for names, arguments, attribute in ((ONE, f"{type_}", "VECTOR"), (TWO, f"{type_}, {type_}", "VECTOR"),
                                            (SCALAR_ONE, f"{type_}", "__attribute__((const))"),
                                            (SCALAR_TWO, f"{type_}, {type_}", "__attribute__((const))")):
            lines += [f"{type_} {n}{suffix}({arguments}) {attribute};" for n in names if n + suffix in used]
    complex_used = sorted(n for n in used if n[0] == "c" and n.rstrip("f") in _COMPLEX)
    for n in complex_used:
        base, f = (n, "") if n in _COMPLEX else (n[:-1], "f")
        t = "float" if f else "double"
        lines.append(_COMPLEX[base].format(t=t, name=n))
    return "\n".join(lines) + "\n"


_COMPLEX = {
    **{n: "{t} _Complex {name}({t} _Complex);" for n in (
        "cexp", "clog", "csqrt", "csin", "ccos", "ctan", "csinh", "ccosh", "ctanh", "casin", "cacos", "catan", "casinh",
        "cacosh", "catanh", "conj")},
    **{n: "{t} {name}({t} _Complex);" for n in ("cabs", "carg", "creal", "cimag")},
    "cpow": "{t} _Complex {name}({t} _Complex, {t} _Complex);",
}
