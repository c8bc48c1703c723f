/* The first place in `memory` at which a cache line begins. */

#define ALIGNED(memory) ((char *)(((uintptr_t)(memory) + 63) & ~(uintptr_t)63))
