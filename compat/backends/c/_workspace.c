/* Memory that compiled functions work in: large blocks are kept from one call to the next.

   malloc returns a block of more than 32 MB to the system as soon as it is freed, and every page of the next one is
   cleared when it is first written to: half of the time of a Gaussian process over 700 points. What is kept serves the
   next call that wants about as much, whichever function or thread it is of. Where another thread is just looking, or
   was when this process was forked, malloc and free do. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#if defined(_WIN32)

void *take_memory_address(void) { return 0; }
void *give_memory_address(void) { return 0; }

#else

enum { BLOCKS = 16, HEADER = 64 };
static const size_t SMALLEST = (size_t)1 << 18; /* bytes of a block that is kept: malloc itself keeps the pages of less */
static const size_t MOST = (size_t)1 << 28;     /* bytes that are kept in all */

static struct {
    char busy;
    int count;
    size_t bytes;
    void *block[BLOCKS]; /* in the order in which they were given, each with its size at its start */
} kept;

static inline size_t *size_of(void *block) { return block; }

static void *removed(int k)
{
    void *const block = kept.block[k];
    kept.bytes -= *size_of(block);
    kept.count--;
    for (; k < kept.count; k++) kept.block[k] = kept.block[k + 1];
    return block;
}

static void *take_memory(size_t size)
{
    if (size < SMALLEST) return malloc(size);
    void *block = 0;
    if (!__atomic_test_and_set(&kept.busy, __ATOMIC_ACQUIRE)) {
        int best = -1;
        for (int k = 0; k < kept.count; k++) {
            const size_t here = *size_of(kept.block[k]);
            if (here >= size && here / 2 <= size && (best < 0 || here < *size_of(kept.block[best]))) best = k;
        }
        if (best >= 0) block = removed(best);
        __atomic_clear(&kept.busy, __ATOMIC_RELEASE);
    }
    if (!block) {
        block = size > SIZE_MAX - HEADER ? 0 : malloc(size + HEADER);
        if (!block) return 0;
        *size_of(block) = size;
    }
    return (char *)block + HEADER;
}

static void give_memory(void *memory, size_t size)
{
    if (size < SMALLEST) {
        free(memory);
        return;
    }
    void *const block = (char *)memory - HEADER;
    const size_t own = *size_of(block);
    if (own > MOST || __atomic_test_and_set(&kept.busy, __ATOMIC_ACQUIRE)) {
        free(block);
        return;
    }
    while (kept.count == BLOCKS || kept.bytes + own > MOST) free(removed(0));
    kept.block[kept.count++] = block;
    kept.bytes += own;
    __atomic_clear(&kept.busy, __ATOMIC_RELEASE);
}

void *take_memory_address(void) { return (void *)take_memory; }
void *give_memory_address(void) { return (void *)give_memory; }

#endif
