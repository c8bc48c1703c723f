/* Powers of integers without a sign: exact, and they wrap. */

static inline unsigned long long compat_uint_pow(unsigned long long x, unsigned long long y)
{
    unsigned long long power = 1;
    for (; y; y >>= 1, x *= x)
        if (y & 1) power *= x;
    return power;
}
