/* Eight sums at once, in as many vectors as registers hold: gcc keeps a wider vector in memory, in pieces. Totals
   add up halves, then quarters, then the last two. */

#include "registers.h"
#define OWN static inline __attribute__((always_inline, unused))
#define LANES(type) struct compat_lanes_##type
#define PLUS_1 s.v[0] += n[0]
#define PLUS_2 PLUS_1, s.v[1] += n[1]
#define PLUS_4 PLUS_2, s.v[2] += n[2], s.v[3] += n[3]
#if defined(__clang__) || __GNUC__ >= 12
#define OF(v, ...) __builtin_shufflevector(v, v, __VA_ARGS__)
#define FOUR(v) OF(v, 0, 1, 2, 3) + OF(v, 4, 5, 6, 7)
#define TWO(v) OF(v, 0, 1) + OF(v, 2, 3)
#else
#define FOUR(v) {v[0] + v[4], v[1] + v[5], v[2] + v[6], v[3] + v[7]}
#define TWO(v) {v[0] + v[2], v[1] + v[3]}
#endif
#define TOTAL_1(type) \
    const type four __attribute__((vector_size(4 * sizeof(type)))) = FOUR(s.v[0]); \
    const type two __attribute__((vector_size(2 * sizeof(type)))) = TWO(four)
#define TOTAL_2(type) \
    const __auto_type four = s.v[0] + s.v[1]; \
    const type two __attribute__((vector_size(2 * sizeof(type)))) = TWO(four)
#define TOTAL_4(type) const __auto_type two = (s.v[0] + s.v[2]) + (s.v[1] + s.v[3])
#define DECLARE_LANES(type, vectors) \
    typedef type compat_vector_##type __attribute__((vector_size(8 * sizeof(type) / vectors), may_alias)); \
    LANES(type) \
    { \
        compat_vector_##type v[vectors]; \
    }; \
    OWN LANES(type) compat_plus_##type(LANES(type) s, const void *numbers) \
    { \
        const compat_vector_##type *const n = numbers; \
        PLUS_##vectors; \
        return s; \
    } \
    OWN type compat_total_##type(LANES(type) s) \
    { \
        TOTAL_##vectors(type); \
        return two[0] + two[1]; \
    }
#if COMPAT_REGISTER == 64
DECLARE_LANES(double, 1)
#elif COMPAT_REGISTER == 32
DECLARE_LANES(double, 2)
#else
DECLARE_LANES(double, 4)
#endif
#if COMPAT_REGISTER >= 32
DECLARE_LANES(float, 1)
#else
DECLARE_LANES(float, 2)
#endif
#undef OWN
#undef DECLARE_LANES
#undef PLUS_1
#undef PLUS_2
#undef PLUS_4
#undef TOTAL_1
#undef TOTAL_2
#undef TOTAL_4
#undef FOUR
#undef TWO
#undef OF
