/* The quotient of integers, rounded down. -1 is apart since INT64_MIN / -1 traps; a zero divisor is reported by the caller and gives 0. */

static inline long long compat_floor_divide_i(long long x, long long y)
{
    if (y == 0 || y == -1) return y == 0 ? 0 : (long long)(0ULL - (unsigned long long)x);
    return x / y - ((x % y != 0) & ((x < 0) != (y < 0)));
}
