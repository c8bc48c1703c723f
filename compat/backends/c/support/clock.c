/* The clock that is read between kernels: TIMES readings and LENGTHS lengths are kept. */

#include <time.h>
int64_t kernel_nanoseconds[TIMES];
int64_t kernel_lengths[LENGTHS];
static int64_t nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}
static int64_t kernel_ended(int kernel, int64_t began)
{
    const int64_t now = nanoseconds();
    kernel_nanoseconds[kernel] += now - began;
    return now;
}
