/* The functions of libm where it has no vector forms: see target.py. */

#ifndef VECTOR
#define VECTOR __attribute__((const))
#endif
#include "libm_functions.h"
