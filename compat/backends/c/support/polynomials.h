/* Polynomials in Horner's form, the lowest coefficient first: HORNER3(step, x, a, b, c) is a + b x + c x^2. A step is
   PLAIN, or one that fuses its product with its sum. */

#define PLAIN(a, b, c) ((a) * (b) + (c))
#define HORNER1(step, x, a) (a)
#define HORNER2(step, x, a, ...) step(HORNER1(step, x, __VA_ARGS__), x, a)
#define HORNER3(step, x, a, ...) step(HORNER2(step, x, __VA_ARGS__), x, a)
#define HORNER4(step, x, a, ...) step(HORNER3(step, x, __VA_ARGS__), x, a)
#define HORNER5(step, x, a, ...) step(HORNER4(step, x, __VA_ARGS__), x, a)
#define HORNER6(step, x, a, ...) step(HORNER5(step, x, __VA_ARGS__), x, a)
#define HORNER7(step, x, a, ...) step(HORNER6(step, x, __VA_ARGS__), x, a)
#define HORNER8(step, x, a, ...) step(HORNER7(step, x, __VA_ARGS__), x, a)
#define HORNER9(step, x, a, ...) step(HORNER8(step, x, __VA_ARGS__), x, a)
#define HORNER10(step, x, a, ...) step(HORNER9(step, x, __VA_ARGS__), x, a)
#define HORNER11(step, x, a, ...) step(HORNER10(step, x, __VA_ARGS__), x, a)
#define HORNER12(step, x, a, ...) step(HORNER11(step, x, __VA_ARGS__), x, a)
/* of four polynomials in the fourth power of x: a + b x + c x^2 + d x^3, which a processor computes at the same time */
#define FOURFOLD(step, x, a, b, c, d) step((x) * (x), step(d, x, c), step(b, x, a))
/* sin(pi r) / r for |r| <= 1/2, as its Taylor series in q = r^2 */
#define SINE_OVER_R(q) \
    HORNER12(PLAIN, q, 3.141592653589793, -5.167712780049969, 2.550164039877345, -0.5992645293207919, \
             0.08214588661112819, -0.007370430945714348, 0.00046630280576761234, -2.1915353447830204e-05, \
             7.952054001475508e-07, -2.2948428997269856e-08, 5.392664662608125e-10, -1.0518471716932054e-11)
