/* Functions of libm, written so that compilers make vectors of them: where libm has no vector forms, and where the same
   bits are wanted on every machine. There are no branches, tables or calls (but in sin and cos of numbers beyond a
   million), and no result depends on fused operations. Errors in units of the last place: tests/backends/
   test_vector_functions.py. Floats are computed as doubles. The polynomials are those of tools/polynomials.py.

   What two numbers stand for is their sum: `rest` is what rounding took from the one that is returned. */

#include "polynomials.h"
#define INLINE static inline __attribute__((always_inline))
#define LN2_HIGH 0x1.62e42feep-1 /* 32 bits, so that its product with an exponent is exact */
#define LN2_LOW 0x1.a39ef35793c76p-33
#define SHIFT 0x1.8p52 /* added to a number, it leaves the nearest integer in the last bits */
#if (defined(__FP_FAST_FMA) || defined(__FMA__)) && !defined(COMPAT_REPRODUCIBLE)
#define FMA(a, b, c) __builtin_fma(a, b, c)
#define LOST(product, a, b) __builtin_fma(a, b, -(product))
#else
#define FMA PLAIN
#endif
INLINE uint64_t own_bits(double x)
{
    uint64_t bits;
    __builtin_memcpy(&bits, &x, sizeof bits);
    return bits;
}
INLINE double own_number(uint64_t bits)
{
    double x;
    __builtin_memcpy(&x, &bits, sizeof x);
    return x;
}
/* 2^k for k from -1022 to 1023 */
INLINE double own_power_of_2(double k)
{
    return own_number((own_bits(k + SHIFT) + 1023) << 52);
}
/* 2^k x for k from -1200 to 1200, rounded once */
INLINE double own_scaled(double x, double k)
{
    const double beyond = k > 1000 ? 200 : k < -1000 ? -200 : 0;
    return x * own_power_of_2(k - beyond) * (k > 1000 ? 0x1p200 : k < -1000 ? 0x1p-200 : 1);
}
INLINE double own_sum(double a, double b, double *rest)
{
    const double sum = a + b, v = sum - a;
    *rest = (a - (sum - v)) + (b - v);
    return sum;
}
INLINE double own_product(double a, double b, double *rest)
{
    const double product = a * b;
#ifdef LOST
    *rest = LOST(product, a, b);
#else
    const double c = 134217729 * a, d = 134217729 * b; /* halves of 26 bits */
    const double high_a = c - (c - a), low_a = a - high_a, high_b = d - (d - b), low_b = b - high_b;
    *rest = ((high_a * high_b - product) + high_a * low_b + low_a * high_b) + low_a * low_b;
#endif
    return product;
}
/* x = k log(2) + r; returns r without `low` */
INLINE double own_reduced(double x, double *k, double *low)
{
    const double shifted = FMA(x, 1.4426950408889634, SHIFT);
    *k = shifted - SHIFT;
    *low = *k * LN2_LOW;
    return FMA(-*k, LN2_HIGH, x);
}
/* exp(r) - 1 - r for r = high - low */
INLINE double own_exp_part(double r)
{
    const double r2 = r * r, r4 = r2 * r2;
    return r2 * FOURFOLD(FMA, r, HORNER3(FMA, r4, 0.5, 0.0013888888888883748, 2.75572736431103e-07),
                         HORNER3(FMA, r4, 0.1666666666666667, 0.00019841269874820627, 2.5105217004720745e-08),
                         HORNER3(FMA, r4, 0.04166666666666667, 2.4801587325547743e-05, 2.0914686968086876e-09),
                         HORNER2(FMA, r4, 0.008333333333326136, 2.7557255400206422e-06));
}
INLINE double own_exp(double x)
{
    double k, low;
    const double high = own_reduced(x < -746 ? -746 : x, &k, &low);
    const double value = 1 + (high + (own_exp_part(high - low) - low));
    /* k is added to the exponent; of a result that may be no normal number, with 200 more, which are taken away */
    const uint64_t exponent = own_bits((k < -1000 ? k + 200 : k) + SHIFT) << 52;
    const double scaled = own_number(own_bits(value) + exponent) * (k < -1000 ? 0x1p-200 : 1);
    return x > 709.782712893384 ? __builtin_inf() : x == x ? scaled : x;
}
/* exp(x + more) / 2^k in two parts, |x| <= 800 */
INLINE double own_exp_in_two(double x, double more, double *k, double *rest)
{
    double low;
    const double high = own_reduced(x, k, &low), tail = own_exp_part(high - (low - more)) - (low - more);
    const double w = high + tail, value = 1 + w;
    *rest = (w - (value - 1)) + (tail - (w - high));
    return value;
}
/* exp(x) - 1 in two parts, x from -50 to 710; beyond 693.5, half of it */
INLINE double own_expm1_in_two(double x, double *rest)
{
    double k, low;
    const double high = own_reduced(x, &k, &low), scale = own_power_of_2(x > 693.5 ? k - 1 : k);
    const double value = own_sum(scale - 1, scale * high, rest);
    *rest += scale * (own_exp_part(high - low) - low);
    return value;
}
INLINE double own_expm1(double x)
{
    const double held = x > 710 ? 710 : x < -50 ? -50 : x;
    double rest;
    const double value = own_expm1_in_two(held, &rest);
    return x == 0 ? x : (value + rest) * (held > 693.5 ? 2 : 1);
}
INLINE double own_tanh(double x)
{
    const double size = __builtin_fabs(x), z = x * x, z4 = (z * z) * (z * z);
    double rest, lost;
    const double most = own_expm1_in_two(2 * (size > 22 ? 22 : size), &rest), e = most + rest;
    const double sum = own_sum(e, 2, &lost), under_low = lost + (rest - (e - most));
    const double q = 2 / sum, whole = 1 - q; /* 1 - 2 / (e + 2) */
    const double far = whole + (((1 - whole) - q) + 0.5 * q * q * under_low);
    return __builtin_copysign(
        size < 0.7
            ? size +
                  size * z *
                      FOURFOLD(FMA, z,
                               HORNER4(FMA, z4, -0.3333333333333333, -0.00886323534557735, -0.0002385260361392742,
                                       -1.935265368692235e-06),
                               HORNER3(FMA, z4, 0.13333333333333183, 0.0035921254479696534, 9.514406287829865e-05),
                               HORNER3(FMA, z4, -0.05396825396808037, -0.0014558109507053411, -3.567392597709144e-05),
                               HORNER3(FMA, z4, 0.0218694885283181, 0.0005898843923888812, 1.0938896099319773e-05))
            : far,
        x);
}
/* f with x = 2^k (1 + f) and 1 + f from sqrt(1/2) to sqrt(2), for a positive normal number */
INLINE double own_fraction(double x, double *k)
{
    const uint64_t root = 0x3fe6a09e667f3bcd, bits = own_bits(x) - root;
    const uint64_t exponent = (bits + ((uint64_t)1023 << 52)) >> 52;
    *k = own_number(exponent | 0x4330000000000000) - (0x1p52 + 1023);
    return own_number((bits & 0xfffffffffffff) + root) - 1;
}
/* The same for one that may be subnormal */
INLINE double own_any_fraction(double x, double *k)
{
    const double f = own_fraction(x < 0x1p-1022 ? x * 0x1p54 : x, k);
    *k -= x < 0x1p-1022 ? 54 : 0;
    return f;
}
/* k log(2) + log(1 + f) + more */
INLINE double own_log_of(double k, double f, double more)
{
    const double s = f / (2 + f), z = s * s, z4 = (z * z) * (z * z), half = 0.5 * f * f;
    return FMA(k, LN2_HIGH,
               f - (half - FMA(s,
                               FMA(z,
                                   FOURFOLD(FMA, z, HORNER2(FMA, z4, 0.666666666666667, 0.18182889455674947),
                                            HORNER2(FMA, z4, 0.39999999999899444, 0.15331710618210773),
                                            HORNER2(FMA, z4, 0.2857142862600327, 0.14616585424888623),
                                            HORNER1(FMA, z4, 0.22222211130259878)),
                                   half),
                               FMA(k, LN2_LOW, more))));
}
INLINE double own_log(double x)
{
    double k;
    const double f = own_any_fraction(x, &k), value = own_log_of(k, f, 0);
    return x > 0 ? (x < __builtin_inf() ? value : x) : x == 0 ? -__builtin_inf() : __builtin_nan("");
}
INLINE double own_log1p(double x)
{
    double k;
    const double u = 1 + x, f = own_fraction(u, &k);
    const double lost = (x >= 1 ? 1 - (u - x) : x - (u - 1)) * own_power_of_2(k > 60 ? -60 : -k);
    const double whole = f + lost, more = (lost - (whole - f)) * (1 - whole);
    const double value = __builtin_fabs(x) < 0x1p-54 ? x : own_log_of(k, whole, more);
    return x > -1 ? (x < __builtin_inf() ? value : x) : x == -1 ? -__builtin_inf() : __builtin_nan("");
}
/* The same for x from 0 to 1, or NaN: in half of the time, with what rounding of x - 1 takes from numbers below 1/2 */
INLINE double own_log1p_to_1(double x)
{
    const double k = x > 0.41421356 ? 1 : 0;
    return own_log_of(k, x > 0.41421356 ? 0.5 * (x - 1) : x, 0);
}
/* log(x) in two parts, for positive and finite x */
INLINE double own_log_in_two(double x, double *rest)
{
    double k, a, b, c, d, e, g, h;
    const double f = own_any_fraction(x, &k), under = 2 + f, s = f / under;
    const double back = own_product(s, under, &a), s_low = (((f - back) - a) - s * (f - (under - 2))) / under;
    const double z = own_product(s, s, &b), z_low = b + 2 * s * s_low, z4 = (z * z) * (z * z);
    const double w = z * FOURFOLD(FMA, z, HORNER2(FMA, z4, 0.285714285714286, 0.13334202049145272),
                                  HORNER2(FMA, z4, 0.22222222222140664, 0.11721811990546963),
                                  HORNER2(FMA, z4, 0.1818181822608058, 0.11566360418810438),
                                  HORNER1(FMA, z4, 0.15384606389061298)),
                 u = 0.4 + w, u_low = (w - (u - 0.4)) - 2.2204460492503132e-17;
    const double v = own_product(z, u, &c), t = 2. / 3 + v; /* (log(1 + f) - 2 s) / s^3 */
    const double t_low = (v - (t - 2. / 3)) + (c + z_low * u + z * u_low + 3.700743415417188e-17);
    const double cube = own_product(s, z, &d), m = own_product(cube, t, &e);
    const double m_low = e + (d + s * z_low + s_low * z) * t + cube * t_low;
    const double first = own_sum(k * LN2_HIGH, 2 * s, &g), second = own_sum(first, m, &h);
    return own_sum(second, g + h + (m_low + 2 * s_low + k * LN2_LOW), rest);
}
INLINE double own_pow(double x, double y)
{
    const double size = __builtin_fabs(x), inf = __builtin_inf(),
                 held = y > 0x1p70    ? 0x1p70
                        : y < -0x1p70 ? -0x1p70
                                      : y;
    double low, lost, k, rest;
    const double l = own_log_in_two(size, &low), p = own_product(held, l, &lost);
    const double more = __builtin_fabs(p) < 800 ? lost + held * low : 0;
    const double value = own_exp_in_two(p > 800 ? 800 : p < -800 ? -800 : p, more, &k, &rest);
    const double scaled = own_scaled(value + rest, k), zero = y > 0 ? 0 : inf, far = y > 0 ? inf : 0;
    const double power = size == 0 ? zero : size == inf ? far : scaled;
    const double half = 0.5 * y, sign = __builtin_rint(half) != half ? __builtin_copysign(power, x) : power;
    const double whole = __builtin_rint(y) == y ? sign : x < 0 && size < inf ? __builtin_nan("") : power;
    return x == 1 || y == 0 ? 1 : x != x || y != y ? x + y : whole;
}
/* (erf(x) - x) / x, |x| < 1 */
INLINE double own_erf_part(double x)
{
    const double z = x * x, z4 = (z * z) * (z * z);
    return 0.1283791670955126 +
           z * FOURFOLD(FMA, z, HORNER3(FMA, z4, -0.37612638903183754, -0.0008548326691844037, -1.6014521789871175e-07),
                        HORNER3(FMA, z4, 0.11283791670954912, 0.00012055310864853685, 1.1743869671620036e-08),
                        HORNER2(FMA, z4, -0.026866170645005797, -1.4924750056067421e-05),
                        HORNER2(FMA, z4, 0.005223977622581728, 1.6439333839347387e-06));
}
/* erfc(x), x >= 1/2 */
INLINE double own_erfc_far(double x)
{
    const double held = x > 28 ? 28 : x, under = held + 0.5, under_low = 0.5 - (under - held);
    double lost, k, rest, a, b;
    const double square = own_product(held, held, &lost), e = own_exp_in_two(-square, -lost, &k, &rest);
    const double t = (held - 2) / (held + 2), t2 = t * t, t4 = t2 * t2,
                 p = FOURFOLD(FMA, t,
                              HORNER6(FMA, t4, 0.013489190776264358, -0.027110000496058228, -0.0007284070034095274,
                                      -7.575219152725655e-07, 2.5746984735643505e-06, -1.9318175481703752e-07),
                              HORNER6(FMA, t4, -0.046381913292873035, -0.004017007541495524, -0.00022717048690294465,
                                      -1.821271083732315e-05, 7.76454354855245e-07, 1.7334885453463918e-07),
                              HORNER6(FMA, t4, -0.08301519880764427, 0.004361326939360767, 0.00010318395734005676,
                                      -6.734099023140001e-06, -2.803433058606185e-07, 9.173016308939654e-08),
                              HORNER6(FMA, t4, 0.08202564001672673, 0.0006356694892267181, 7.552001637809144e-05,
                                      1.8529539292757632e-06, -4.903235203686588e-07, -5.102521905463854e-08));
    const double g = 0.625 + p, above = own_product(e, g, &a), above_low = a + rest * g + e * (p - (g - 0.625));
    const double q = above / under, back = own_product(q, under, &b);
    return own_scaled(q + (((above - back) - b) + (above_low - q * under_low)) / under, k);
}
INLINE double own_erf(double x)
{
    const double size = __builtin_fabs(x);
    const double far = __builtin_copysign(1 - own_erfc_far(size), x);
    return size < 0.75 ? x + x * own_erf_part(x) : far;
}
INLINE double own_erfc(double x)
{
    const double size = __builtin_fabs(x), far = own_erfc_far(size);
    const double one = 1 - x, near = one + (((1 - one) - x) - x * own_erf_part(x));
    return size < 0.5 ? near : x > 0 ? far : 2 - far;
}
/* How many quarters of a turn x has, and the angle that is left, in two parts; |x| up to a million */
INLINE double own_quarter(double x, double *n, double *rest)
{
    const double k = FMA(x, 0.6366197723675814, SHIFT) - SHIFT;
    double a, b, c;
    const double first = own_sum(x - k * 0x1.921fb544p+0, -k * 0x1.0b4611a6p-34, &a); /* pi / 2 by 33 bits each */
    const double second = own_sum(first, -k * 0x1.3198a2ep-69, &b);
    const double angle = own_sum(second, a + b - k * 0x1.b839a252049c1p-104, &c);
    *n = k;
    *rest = c;
    return angle;
}
/* The same for larger numbers, by the bits of 2 / pi that matter: those of more than a whole turn are left out. */
static __attribute__((noinline)) double own_far_quarter(double x, double *n, double *rest)
{
    static const uint64_t bits_of_2_over_pi[20] = {0x0,
                                                   0xa2f9836e4e441529,
                                                   0xfc2757d1f534ddc0,
                                                   0xdb6295993c439041,
                                                   0xfe5163abdebbc561,
                                                   0xb7246e3a424dd2e0,
                                                   0x6492eea09d1921c,
                                                   0xfe1deb1cb129a73e,
                                                   0xe88235f52ebb4484,
                                                   0xe99c7026b45f7e41,
                                                   0x3991d639835339f4,
                                                   0x9c845f8bbdf9283b,
                                                   0x1ff897ffde05980f,
                                                   0xef2f118b5a0a6d1f,
                                                   0x6d367ecf27cb09b7,
                                                   0x4f463f669e5fea2d,
                                                   0x7527bac7ebe5f17b,
                                                   0x3d0739f78a5292ea,
                                                   0x6bfb5fb11f8d5d08,
                                                   0x56033046fc7b6bab};
    const uint64_t bits = own_bits(x), mantissa = (bits & 0xfffffffffffff) | 0x10000000000000;
    const int from = (int)(bits >> 52 & 0x7ff) - 1075 + 62, word = from >> 6, shift = from & 63;
    uint64_t w[3], carry = 0;
    for (int i = 0; i < 3; i++) {
        const uint64_t *const at = bits_of_2_over_pi + word + i;
        w[i] = shift ? at[0] << shift | at[1] >> (64 - shift) : at[0];
    }
    for (int i = 2; i >= 0; i--) {
        const unsigned __int128 product = (unsigned __int128)w[i] * mantissa + carry;
        w[i] = (uint64_t)product;
        carry = (uint64_t)(product >> 64);
    }
    const int above = w[0] >> 61 & 1; /* more than half of a quarter: the angle to the next one */
    const double sign = x < 0 ? -1 : 1;
    *n = sign * (double)((w[0] >> 62) + (uint64_t)above);
    unsigned __int128 left = ((unsigned __int128)w[0] << 64 | w[1]) << 2 | w[2] >> 62;
    if (above) left = -left;
    const int zeros = left >> 64 ? __builtin_clzll((uint64_t)(left >> 64)) : 64;
    left <<= zeros;
    const double high = (double)(uint64_t)(left >> 75), low = (double)((uint64_t)(left >> 22) & 0x1fffffffffffff);
    double lost;
    const double scale = own_power_of_2(-53 - zeros) * (above ? -sign : sign);
    const double angle = own_product(high, 1.5707963267948966, &lost);
    lost += high * 6.123233995736766e-17 + low * 0x1p-53 * 1.5707963267948966;
    *rest = lost * scale;
    return angle * scale;
}
/* sin, and cos by a quarter more */
INLINE double own_wave(double x, double more)
{
    double n, rest;
    const double y = __builtin_fabs(x) < 1e6 ? own_quarter(x, &n, &rest) : own_far_quarter(x, &n, &rest);
    const double z = y * y, half = 0.5 * z, w = 1 - half;
    const double sine = y + (y * z *
                                 HORNER6(FMA, z, -0.16666666666666666, 0.008333333333330948, -0.00019841269836756774,
                                         2.7557316101617874e-06, -2.505113165023518e-08, 1.5918115263265974e-10) +
                             (rest - half * rest));
    const double cosine = w + (((1 - w) - half) +
                               (z * z *
                                    HORNER6(FMA, z, 0.041666666666666664, -0.0013888888888887398, 2.480158729876456e-05,
                                            -2.7557317271145144e-07, 2.087614614655861e-09, -1.1382623647474604e-11) -
                                y * rest));
    const uint64_t quarter = own_bits(n + more + SHIFT);
    const double value = quarter & 1 ? cosine : sine;
    const double turned = quarter & 2 ? -value : value;
    return __builtin_fabs(x) < __builtin_inf() ? turned : __builtin_nan("");
}
INLINE double own_sin(double x)
{
    return x == 0 ? x : own_wave(x, 0);
}
INLINE double own_cos(double x)
{
    return own_wave(x, 1);
}
#define OF_FLOATS(name) \
    INLINE float own_##name##f(float x) \
    { \
        return (float)own_##name((double)x); \
    }
OF_FLOATS(exp)
OF_FLOATS(expm1)
OF_FLOATS(log)
OF_FLOATS(log1p)
OF_FLOATS(log1p_to_1)
OF_FLOATS(tanh)
OF_FLOATS(erf)
OF_FLOATS(erfc)
OF_FLOATS(sin)
OF_FLOATS(cos)
INLINE float own_powf(float x, float y)
{
    return (float)own_pow((double)x, (double)y);
}
#define exp own_exp
#define expf own_expf
#define expm1 own_expm1
#define expm1f own_expm1f
#define log own_log
#define logf own_logf
#define log1p own_log1p
#define log1pf own_log1pf
#define tanh own_tanh
#define tanhf own_tanhf
#define erf own_erf
#define erff own_erff
#define erfc own_erfc
#define erfcf own_erfcf
#define sin own_sin
#define sinf own_sinf
#define cos own_cos
#define cosf own_cosf
#define pow own_pow
#define powf own_powf
#define VECTOR /* the declarations below are of functions that are defined by now: too late for attributes */
