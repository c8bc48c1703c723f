/* Products of matrices as a translation unit. */

#include <stdint.h>
#include <stddef.h>
#include "product.c"
void set_pointers(void *const *table)
{
    parallel = (int (*)(int (*)(void *, int64_t), void *, int64_t))table[0];
}
