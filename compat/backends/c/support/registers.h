/* Bytes of a vector register of x86-64: the compiler knows which of AVX-512, AVX2 and SSE it may use. */

#ifdef __AVX512DQ__
#define COMPAT_REGISTER 64
#elif defined(__AVX__)
#define COMPAT_REGISTER 32
#else
#define COMPAT_REGISTER 16
#endif
