/* exp in a loop that runs in vectors. glibc's vector functions leave a result that is no normal number, 0 too, to the
   scalar function, and take 25 times as long for it. So an argument below `low` is moved up first, which is exact
   there, and what comes of it moved back: in all but the last digit of such a result it is the same. Below `least`,
   which is exp's 0, arguments make no difference. */

T_ expF_(T_);
static inline __attribute__((always_inline)) T_ compat_exp_in_vectorsF_(T_ x)
{
    const int wide = sizeof(T_) == 8;
    const T_ low = wide ? -700 : -80, least = wide ? -800 : -112, up = wide ? 100 : 32;
    const T_ down = wide ? 3.720075976020836e-44 : 1.2664165549094176e-14; /* exp(-up) */
    const T_ held = x < least ? least : x;
    return expF_(x < low ? held + up : held) * (x < low ? down : 1);
}
