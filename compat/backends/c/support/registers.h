/* What vector registers hold, of x86-64: the compiler knows which of AVX-512, AVX2 and SSE it may use. */

#ifdef __AVX512DQ__ /* columns that are worked on at once; rows of sums, and numbers, that registers hold */
#define WIDTH 16
#define ROWS 8
#define PART 8
#else
#define WIDTH 8
#define ROWS 4
#ifdef __AVX__
#define PART 4
#else
#define PART 2
#endif
#endif
