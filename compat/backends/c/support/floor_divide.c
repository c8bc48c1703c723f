/* floor(x / y). The quotient is rounded from (x - rest) / y, which is whole but for its rounding: floor(x / y) alone
   would say 10 for 1 // 0.1, although the double 0.1 is a little more than a tenth. */

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
