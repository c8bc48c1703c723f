/* A unit in pieces: the same text is compiled once for each, side by side, and all are linked. What is declared with
   OF_UNIT is shared by all pieces. Without COMPAT_PIECE it is one piece, as any other unit. */

#ifndef COMPAT_PIECE
#define PIECE(k) 1
#define OF_UNIT static
#else
#define PIECE(k) (COMPAT_PIECE == (k))
#if PIECE(0)
#define OF_UNIT __attribute__((visibility("hidden")))
#else
#define OF_UNIT extern __attribute__((visibility("hidden")))
#endif
#endif
