/* Powers of integers are exact and wrap; a negative power is truncated towards 0, and of 0 it is 0. */

static inline long long compat_int_pow(long long x, long long y)
{
    unsigned long long power = 1, base = (unsigned long long)x;
    if (y < 0) return x == 1 ? 1 : x == -1 ? 1 - 2 * (y & 1) : 0;
    for (; y; y >>= 1, base *= base)
        if (y & 1) power *= base;
    return (long long)power;
}
