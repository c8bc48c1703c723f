/* x modulo y, of integers, with the sign of y. -1 is apart since INT64_MIN / -1 traps; a zero divisor is reported by the caller and gives 0. */

static inline long long compat_mod_i(long long x, long long y)
{
    if (y == 0 || y == -1) return 0;
    const long long rest = x % y;
    return rest + (((rest != 0) & ((rest < 0) != (y < 0))) ? y : 0);
}
