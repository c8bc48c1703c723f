/* A function of q = p - 1/2 and of the smaller tail r, min(p, 1 - p): |quantile of p| / sqrt(2). Of M. J. Wichura (1988),
   algorithm AS 241 (PPND16). */

double log(double);
double sqrt(double);
static inline double QUANTILE(double q, double r)
{
    if (q >= -0.425 && q <= 0.425) {
        const double w = 0.180625 - q * q;
        return 0.7071067811865476 * q * CENTRE;
    }
    const double s = sqrt(-log(r)), m = s - 1.6, d = s - 5;
    const double size = 0.7071067811865476 * (s <= 5 ? MIDDLE : FAR);
    return q < 0 ? -size : size;
}
