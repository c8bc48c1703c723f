/* What vector registers hold that have two doubles: see registers.h. */

#define WIDTH 8
#define ROWS 4
#define PART 2
