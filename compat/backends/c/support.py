"""C functions that the rows call by name (`c_includes`): SUPPORT has their text, POINTERS are SciPy's.

A text defines `name` for double and, where `name` is called with the suffix {f}, `namef` for float. It needs
nothing but the prototypes that it declares, and compiles under -std=c11 with gcc and clang.
"""

from __future__ import annotations

from compat.backends.c.scipy_pointers import POINTERS, load_pointer
from compat.backends.c.support_special import ERFCINV, ERFCX, ERFINV, GAMMALN, PSI, TRIGAMMA


def _both(text: str) -> str:
    """The text for double and for float: T is the type, F the suffix."""
    return text.replace("T_", "double").replace("F_", "") + text.replace("T_", "float").replace("F_", "f")


# x modulo y with the sign of y; NaN for y = 0; x modulo ±inf is x or, where the signs differ, ±inf.
_MOD = _both("""
T_ fmodF_(T_, T_);
T_ copysignF_(T_, T_);
static inline T_ compat_modF_(T_ x, T_ y)
{
    const T_ rest = fmodF_(x, y);
    return rest == 0 ? copysignF_(rest, y) : ((rest < 0) != (y < 0)) ? rest + y : rest;
}
""")

# The quotient is rounded from (x - rest) / y, which is whole but for its rounding: floor(x / y) alone would
# say 10 for 1 // 0.1, although the double 0.1 is a little more than a tenth.
_FLOOR_DIVIDE = _both("""
T_ fmodF_(T_, T_);
T_ copysignF_(T_, T_);
T_ floorF_(T_);
static inline T_ compat_floor_divideF_(T_ x, T_ y)
{
    const T_ rest = fmodF_(x, y), plain = x / y;
    const T_ whole = (x - rest) / y - (T_)((rest != 0) & ((rest < 0) != (y < 0)));
    const T_ down = floorF_(whole), nearest = whole - down > (T_)0.5 ? down + 1 : down;
    return y == 0 ? plain : whole == 0 ? copysignF_((T_)0, plain) : nearest;
}
""")

# -1 is apart since INT64_MIN / -1 traps; a zero divisor is reported by the caller and gives 0.
_FLOOR_DIVIDE_I = """
static inline long long compat_floor_divide_i(long long x, long long y)
{
    if (y == 0 || y == -1)
        return y == 0 ? 0 : (long long)(0ULL - (unsigned long long)x);
    return x / y - ((x % y != 0) & ((x < 0) != (y < 0)));
}
"""
_MOD_I = """
static inline long long compat_mod_i(long long x, long long y)
{
    if (y == 0 || y == -1)
        return 0;
    const long long rest = x % y;
    return rest + (((rest != 0) & ((rest < 0) != (y < 0))) ? y : 0);
}
"""

# Powers of integers are exact and wrap; a negative power is truncated towards 0, and of 0 it is 0.
_UINT_POW = """
static inline unsigned long long compat_uint_pow(unsigned long long x, unsigned long long y)
{
    unsigned long long power = 1;
    for (; y; y >>= 1, x *= x)
        if (y & 1)
            power *= x;
    return power;
}
"""
_INT_POW = """
static inline long long compat_int_pow(long long x, long long y)
{
    unsigned long long power = 1, base = (unsigned long long)x;
    if (y < 0)
        return x == 1 ? 1 : x == -1 ? 1 - 2 * (y & 1) : 0;
    for (; y; y >>= 1, base *= base)
        if (y & 1)
            power *= base;
    return (long long)power;
}
"""

# As NumPy: whole numbers up to 100 by products, which keep the digits that exp(y * log(x)) loses where x is large.
_COMPLEX_POW = _both("""
T_ _Complex cpowF_(T_ _Complex, T_ _Complex);
static inline T_ _Complex compat_complex_powF_(T_ _Complex x, T_ _Complex y)
{
    const T_ exponent = __real__ y;
    if (__imag__ y != 0 || !(exponent > -100 && exponent < 100) || exponent != (int)exponent || x == 0)
        return cpowF_(x, y);
    T_ _Complex power = 1;
    for (int n = exponent < 0 ? -(int)exponent : (int)exponent; n; n >>= 1, x *= x)
        if (n & 1)
            power *= x;
    return exponent < 0 ? 1 / power : power;
}
""")

# The pieces are legacy's (theano.tensor.nnet.sigm); the last test keeps NaN.
_ULTRA_FAST_SIGMOID = _both("""
T_ fabsF_(T_);
static inline T_ compat_ultra_fast_sigmoidF_(T_ x)
{
    const T_ half = (T_)0.5 * fabsF_(x), near = (T_)1.5 * half / (1 + half);
    const T_ far = (T_)0.935409070603099 + (T_)0.0458812946797165 * (half - (T_)1.7);
    const T_ size = half < (T_)1.7 ? near : half < 3 ? far : half >= 3 ? (T_)0.99505475368673 : half;
    return (T_)0.5 * ((x < 0 ? -size : size) + 1);
}
""")

SUPPORT: dict[str, str] = {
    "compat_mod": _MOD,
    "compat_floor_divide": _FLOOR_DIVIDE,
    "compat_mod_i": _MOD_I,
    "compat_floor_divide_i": _FLOOR_DIVIDE_I,
    "compat_int_pow": _INT_POW,
    "compat_uint_pow": _UINT_POW,
    "compat_complex_pow": _COMPLEX_POW,
    "compat_ultra_fast_sigmoid": _ULTRA_FAST_SIGMOID,
    "compat_gammaln": GAMMALN,
    "compat_psi": PSI,
    "compat_trigamma": TRIGAMMA,
    "compat_erfinv": ERFINV,
    "compat_erfcinv": ERFCINV,
    "compat_erfcx": ERFCX,
}

__all__ = ["POINTERS", "SUPPORT", "load_pointer"]
