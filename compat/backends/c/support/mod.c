/* x modulo y with the sign of y; NaN for y = 0; x modulo ±inf is x or, where the signs differ, ±inf. */

T_ fmodF_(T_, T_);
T_ copysignF_(T_, T_);
static inline T_ compat_modF_(T_ x, T_ y)
{
    const T_ rest = fmodF_(x, y);
    return rest == 0 ? copysignF_(rest, y) : ((rest < 0) != (y < 0)) ? rest + y : rest;
}
