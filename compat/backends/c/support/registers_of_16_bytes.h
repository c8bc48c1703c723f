/* Bytes of a vector register that has two doubles: see registers.h. */

#define COMPAT_REGISTER 16
