/* The functions of libm where it has vector forms of them: glibc 2.35 or later, on x86-64.

   Without -ffast-math NaN and infinities keep their meaning; glibc's libmvec is called all the same, because the
   functions are declared (not included from math.h) with the `simd` attribute (measured: see README, `make bench`). */

#ifndef VECTOR
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(COMPAT_VECTOR_MATHS)
#define VECTOR __attribute__((const, simd("notinbranch")))
#else
#define VECTOR __attribute__((const))
#endif
#endif
#include "libm_functions.h"
