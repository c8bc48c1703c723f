/* As NumPy: whole numbers up to 100 by products, which keep the digits that exp(y * log(x)) loses where x is large. */

T_ _Complex cpowF_(T_ _Complex, T_ _Complex);
static inline T_ _Complex compat_complex_powF_(T_ _Complex x, T_ _Complex y)
{
    const T_ exponent = __real__ y;
    if (__imag__ y != 0 || !(exponent > -100 && exponent < 100) || exponent != (int)exponent || x == 0)
        return cpowF_(x, y);
    T_ _Complex power = 1;
    for (int n = exponent < 0 ? -(int)exponent : (int)exponent; n; n >>= 1, x *= x)
        if (n & 1) power *= x;
    return exponent < 0 ? 1 / power : power;
}
