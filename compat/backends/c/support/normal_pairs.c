/* Standard normal deviates as numpy.random.standard_normal gives them, many in one call. */

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#define WORDS 624 /* of the state of a Mersenne twister */
#define PAIRS (WORDS / 4)

/* The next 624 words of the generator. */
static void twist(uint32_t *key)
{
    const uint32_t high = 0x80000000u, low = 0x7fffffffu, matrix = 0x9908b0dfu;
    for (int k = 0; k < 227; k++) {
        const uint32_t y = (key[k] & high) | (key[k + 1] & low);
        key[k] = key[k + 397] ^ (y >> 1) ^ (-(y & 1u) & matrix);
    }
    for (int k = 227; k < 623; k++) {
        const uint32_t y = (key[k] & high) | (key[k + 1] & low);
        key[k] = key[k - 227] ^ (y >> 1) ^ (-(y & 1u) & matrix);
    }
    const uint32_t y = (key[623] & high) | (key[0] & low);
    key[623] = key[396] ^ (y >> 1) ^ (-(y & 1u) & matrix);
}

static inline uint32_t tempered(uint32_t y)
{
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

/* Between -1 and 1, of two words. */
static inline double of_words(uint32_t a, uint32_t b)
{
    const double u = ((double)(int32_t)(a >> 5) * 67108864.0 + (double)(int32_t)(b >> 6)) / 9007199254740992.0;
    return 2.0 * u - 1.0;
}

/* Points of the square from `points` times four words, those within the circle, in order; in `taken` is how many points
   up to each one. Gives their number. */
static int within(const uint32_t *words, int points, double *a, double *b, double *r, int *taken)
{
    double x[PAIRS], y[PAIRS], s[PAIRS];
    for (int k = 0; k < points; k++) {
        x[k] = of_words(tempered(words[4 * k]), tempered(words[4 * k + 1]));
        y[k] = of_words(tempered(words[4 * k + 2]), tempered(words[4 * k + 3]));
        s[k] = x[k] * x[k] + y[k] * y[k];
    }
    int n = 0;
    for (int k = 0; k < points; k++) {
        a[n] = x[k];
        b[n] = y[k];
        r[n] = s[k];
        taken[n] = k + 1;
        n += s[k] < 1.0 && s[k] != 0.0;
    }
    return n;
}

/* key, position: the generator's state. second: the deviate that is kept for the next call, if `has_second`. */
void normals(uint32_t *key, int64_t *position, int64_t *has_second, double *second, int64_t n, double *out)
{
    int64_t done = 0, at = *position;
    double a[PAIRS + 1], b[PAIRS + 1], r[PAIRS + 1], f[PAIRS + 1];
    int taken[PAIRS + 1];
    if (*has_second && n) {
        out[done++] = *second;
        *has_second = 0;
        *second = 0.0;
    }
    while (done < n) {
        int found;
        int64_t from = at;
        if (WORDS - at < 4) { /* a point across the end */
            uint32_t words[4];
            int k = 0;
            for (; at < WORDS; at++) words[k++] = key[at];
            twist(key);
            for (at = 0; k < 4; at++) words[k++] = key[at];
            found = within(words, 1, a, b, r, taken);
            from = at - 4;
        } else {
            const int points = (int)((WORDS - at) / 4);
            found = within(key + at, points, a, b, r, taken);
            at += 4 * points;
        }
        if (2 * (int64_t)found >= n - done) {
            found = (int)((n - done + 1) / 2);
            at = from + 4 * taken[found - 1];
        }
        for (int k = 0; k < found; k++) f[k] = log(r[k]);
        for (int k = 0; k < found; k++) f[k] = sqrt(-2.0 * f[k] / r[k]);
        const int whole = (n - done) / 2 < found ? found - 1 : found;
        for (int k = 0; k < whole; k++) {
            out[done + 2 * k] = f[k] * b[k];
            out[done + 2 * k + 1] = f[k] * a[k];
        }
        done += 2 * whole;
        if (whole < found) {
            out[done++] = f[whole] * b[whole];
            *second = f[whole] * a[whole];
            *has_second = 1;
        }
    }
    *position = at;
}
