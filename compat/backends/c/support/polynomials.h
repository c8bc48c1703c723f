/* Polynomials in Horner's form, the lowest coefficient first: HORNER3(x, a, b, c) is a + b x + c x^2. */

#define HORNER1(x, a) (a)
#define HORNER2(x, a, ...) (HORNER1(x, __VA_ARGS__) * x + a)
#define HORNER3(x, a, ...) (HORNER2(x, __VA_ARGS__) * x + a)
#define HORNER4(x, a, ...) (HORNER3(x, __VA_ARGS__) * x + a)
#define HORNER5(x, a, ...) (HORNER4(x, __VA_ARGS__) * x + a)
#define HORNER6(x, a, ...) (HORNER5(x, __VA_ARGS__) * x + a)
#define HORNER7(x, a, ...) (HORNER6(x, __VA_ARGS__) * x + a)
#define HORNER8(x, a, ...) (HORNER7(x, __VA_ARGS__) * x + a)
#define HORNER9(x, a, ...) (HORNER8(x, __VA_ARGS__) * x + a)
#define HORNER10(x, a, ...) (HORNER9(x, __VA_ARGS__) * x + a)
#define HORNER11(x, a, ...) (HORNER10(x, __VA_ARGS__) * x + a)
#define HORNER12(x, a, ...) (HORNER11(x, __VA_ARGS__) * x + a)
/* of four polynomials in the fourth power of x: a + b x + c x^2 + d x^3, which a processor computes at the same time */
#define FOURFOLD(x, a, b, c, d) ((a + (x) * b) + (x) * (x) * (c + (x) * d))
/* sin(pi r) / r for |r| <= 1/2, as its Taylor series in q = r^2 */
#define SINE_OVER_R(q) \
    HORNER12(q, 3.141592653589793, -5.167712780049969, 2.550164039877345, -0.5992645293207919, 0.08214588661112819, \
             -0.007370430945714348, 0.00046630280576761234, -2.1915353447830204e-05, 7.952054001475508e-07, \
             -2.2948428997269856e-08, 5.392664662608125e-10, -1.0518471716932054e-11)
