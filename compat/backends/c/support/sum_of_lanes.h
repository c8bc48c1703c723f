/* The sum of eight numbers that are worked on at once: halves, quarters, the rest. */

#if __has_builtin(__builtin_shufflevector)
#define OF(v, ...) __builtin_shufflevector(v, v, __VA_ARGS__)
#define SUM_OF_LANES(v) \
    ({ \
    const __auto_type four = OF(v, 0, 1, 2, 3) + OF(v, 4, 5, 6, 7); \
    const __auto_type two = OF(four, 0, 1) + OF(four, 2, 3); \
    two[0] + two[1]; \
    })
#else
#define SUM_OF_LANES(v) (((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7])))
#endif
