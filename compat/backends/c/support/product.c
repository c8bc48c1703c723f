/* c = a b, c (m, n) and row-major; a[i, p] lies at i * ra + p * ca, and b[p, j] at p * rb + j * cb. wide: threads may
   help. Returns 0, or 1 where there was no memory.
   
   A product is made of tiles: some rows of x, whole vectors of columns of y, and a stretch of what is summed over; the
   sums of a tile stay in registers. What a tile reads of y lies together in memory (it is copied there, unless few rows of
   x read it), and so does what it reads of x, if the columns of x lie together and many tiles read it. Each element is the
   same sum in the same order, wherever the product is cut: so with any number of threads. */

void *malloc(size_t);
void free(void *);
#if !defined(__clang__)
#pragma GCC push_options
#pragma GCC optimize("O2", "fp-contract=fast")
#endif
#if defined(__AVX512F__)
enum { BYTES = 64, ROWS = 8, VECTORS = 3 };
#elif defined(__AVX__)
enum { BYTES = 32, ROWS = 6, VECTORS = 2 };
#elif defined(__aarch64__)
enum { BYTES = 16, ROWS = 6, VECTORS = 3 };
#else
enum { BYTES = 16, ROWS = 4, VECTORS = 2 };
#endif
enum {
    LANES = BYTES / sizeof(T_), /* elements of a vector */
    WIDE = VECTORS * LANES, /* columns of a tile */
    DEPTH = 192, /* of a stretch: what a tile reads stays in the first cache */
    MOST = 7 * WIDE, /* columns of y that are laid out at once: they stay in the second */
    GROUP = 4 * ROWS /* rows of x that are laid out at once */
};
typedef T_ vector __attribute__((vector_size(BYTES)));
typedef T_ loose __attribute__((vector_size(BYTES), aligned(sizeof(T_)), may_alias));
struct matrix {
    const T_ *at;
    int64_t row, column;
};

static int (*parallel)(int (*task)(void *, int64_t), void *given, int64_t parts);

static int64_t less(int64_t a, int64_t b)
{
    return a < b ? a : b;
}
static int64_t whole(int64_t count, int64_t of)
{
    return (count + of - 1) / of * of;
}

/* The sums of a tile, over k terms, into c or added to it. `vectors` is a constant of each call. */
static inline __attribute__((always_inline)) void sums(const int vectors, int64_t k, struct matrix x, struct matrix y,
                                                       T_ *c, int64_t row, int add)
{
#if defined(__clang__)
    #pragma clang fp contract(fast)
#endif
    vector s[ROWS][VECTORS];
    const T_ *rows[ROWS];
    #pragma GCC unroll 8
    for (int i = 0; i < ROWS; i++) {
        rows[i] = x.at + i * x.row;
        #pragma GCC unroll 3
        for (int v = 0; v < vectors; v++) s[i][v] = (vector){0};
    }
    for (int64_t p = 0; p < k; p++) {
        vector of_y[VECTORS];
        #pragma GCC unroll 3
        for (int v = 0; v < vectors; v++) of_y[v] = *(const loose *)(y.at + p * y.row + v * LANES);
        #pragma GCC unroll 8
        for (int i = 0; i < ROWS; i++) {
            const T_ of_x = rows[i][p * x.column];
            #pragma GCC unroll 3
            for (int v = 0; v < vectors; v++) s[i][v] += of_x * of_y[v];
        }
    }
    #pragma GCC unroll 8
    for (int i = 0; i < ROWS; i++) {
        #pragma GCC unroll 3
        for (int v = 0; v < vectors; v++) {
            loose *const out = (loose *)(c + i * row + v * LANES);
            if (add) s[i][v] += *out;
            *out = s[i][v];
        }
    }
}

static void tile(int vectors, int64_t k, struct matrix x, struct matrix y, T_ *c, int64_t row, int add)
{
    if (vectors == 1)
        sums(1, k, x, y, c, row, add);
    else if (vectors == 2)
        sums(2, k, x, y, c, row, add);
    else
        sums(VECTORS, k, x, y, c, row, add);
}

/* `width` columns of y, filled up to whole vectors with zeros. */
static void lay_out_columns(T_ *to, int64_t k, int64_t width, struct matrix y)
{
    const int64_t row = whole(width, LANES);
    if (y.column == 1 && width == WIDE)
        for (int64_t p = 0; p < k; p++)
            for (int v = 0; v < VECTORS; v++)
                *(loose *)(to + p * WIDE + v * LANES) = *(const loose *)(y.at + p * y.row + v * LANES);
    else
        for (int64_t first = 0; first < k; first += 8) /* few rows at a time: y may lie by columns */
            for (int64_t j = 0; j < row; j++)
                for (int64_t p = first; p < less(first + 8, k); p++)
                    to[p * row + j] = j < width ? y.at[p * y.row + j * y.column] : 0;
}

/* `height` rows of x, filled up to tiles with zeros: each tile by columns. */
static void lay_out_rows(T_ *to, int64_t k, int64_t height, struct matrix x)
{
    for (int64_t first = 0; first < height; first += ROWS) {
        const T_ *const from = x.at + first * x.row;
        T_ *const tile = to + first * k;
        if (height - first >= ROWS && x.row == 1) continue;
        for (int64_t p = 0; p < k; p++)
            for (int64_t i = 0; i < ROWS; i++)
                tile[p * ROWS + i] = first + i < height ? from[i * x.row + p * x.column] : 0;
    }
    if (x.row == 1) /* lines of several tiles at a time: they are read once */
        for (int64_t p = 0; p < k; p++)
            for (int64_t first = 0; first + ROWS <= height; first += ROWS)
                for (int i = 0; i < ROWS; i++) to[first * k + p * ROWS + i] = x.at[first + i + p * x.column];
}

/* A product without threads. */
static int alone(int64_t m, int64_t n, int64_t k, struct matrix x, struct matrix y, T_ *c, int64_t row)
{
    const int in_place = y.column == 1 && m <= 4 * ROWS, direct = x.column == 1 || n <= WIDE;
    T_ corner[ROWS * WIDE], edge[DEPTH * WIDE], last_rows[DEPTH * ROWS];
    const int64_t columns = in_place ? 0 : less(whole(n, LANES), MOST), rows = direct ? 0 : less(whole(m, ROWS), GROUP);
    T_ *const memory = columns + rows ? malloc(sizeof(T_) * DEPTH * (size_t)(columns + rows)) : 0;
    if (!memory && columns + rows) return 1;
    T_ *const laid_rows = memory + columns * DEPTH;
    for (int64_t first = 0; first < n; first += MOST)
        for (int64_t done = 0; done < k; done += DEPTH) {
            const int64_t depth = less(k - done, DEPTH), end = less(first + MOST, n);
            for (int64_t j = first; j < end; j += WIDE) {
                const int64_t width = less(end - j, WIDE);
                const struct matrix of_y = {y.at + done * y.row + j * y.column, y.row, y.column};
                if (!in_place)
                    lay_out_columns(memory + (j - first) * DEPTH, depth, width, of_y);
                else if (width % LANES)
                    lay_out_columns(edge, depth, width, of_y);
            }
            for (int64_t i = 0; i < m; i += ROWS) {
                const int64_t height = less(m - i, ROWS);
                struct matrix of_x = {x.at + i * x.row + done * x.column, x.row, x.column};
                if (!direct) {
                    if (i % GROUP == 0) lay_out_rows(laid_rows, depth, less(m - i, GROUP), of_x);
                    of_x = (struct matrix){laid_rows + i % GROUP * depth, 1, ROWS};
                } else if (height < ROWS) {
                    lay_out_rows(last_rows, depth, height, of_x);
                    of_x = (struct matrix){last_rows, 1, ROWS};
                }
                for (int64_t j = first; j < end; j += WIDE) {
                    const int64_t width = less(end - j, WIDE), filled = whole(width, LANES);
                    struct matrix of_y = {memory + (j - first) * DEPTH, filled, 1};
                    if (in_place && width == filled)
                        of_y = (struct matrix){y.at + done * y.row + j, y.row, 1};
                    else if (in_place)
                        of_y.at = edge;
                    T_ *const to = c + i * row + j;
                    if (height == ROWS && width == filled) {
                        tile((int)(filled / LANES), depth, of_x, of_y, to, row, done > 0);
                        continue;
                    }
                    tile((int)(filled / LANES), depth, of_x, of_y, corner, WIDE, 0);
                    for (int64_t p = 0; p < height; p++)
                        for (int64_t q = 0; q < width; q++)
                            to[p * row + q] = done > 0 ? to[p * row + q] + corner[p * WIDE + q] : corner[p * WIDE + q];
                }
            }
        }
    free(memory);
    return 0;
}

struct cut {
    int64_t m, n, k, rows, columns;
    struct matrix x, y;
    T_ *c;
};

static int piece(void *given, int64_t part)
{
    const struct cut *const whole = given;
    const int64_t i = part * whole->rows, j = part * whole->columns;
    if (i >= whole->m || j >= whole->n) return 0;
    struct matrix x = whole->x, y = whole->y;
    x.at += i * x.row;
    y.at += j * y.column;
    return alone(whole->rows ? less(whole->rows, whole->m - i) : whole->m,
                 whole->columns ? less(whole->columns, whole->n - j) : whole->n, whole->k, x, y,
                 whole->c + i * whole->n + j, whole->n);
}

int product(int64_t m, int64_t n, int64_t k, const T_ *a, int64_t ra, int64_t ca, const T_ *b, int64_t rb, int64_t cb,
            T_ *c, int wide)
{
    const struct matrix x = {a, ra, ca}, y = {b, rb, cb};
    const double work = (double)m * (double)n * (double)k;
    if (k <= 0)
        for (int64_t i = 0; i < m * n; i++) c[i] = 0;
    if (m <= 0 || n <= 0 || k <= 0) return 0;
    const int64_t threads = wide && parallel && work > WORTH_THREADS ? parallel(0, 0, 0) : 1;
    if (threads <= 1) return alone(m, n, k, x, y, c, n);
    const int64_t parts = work > 8 * WORTH_THREADS ? 2 * threads : threads;
    struct cut cut = {m, n, k, 0, 0, x, y, c};
    if (n > m)
        cut.columns = whole((n + parts - 1) / parts, WIDE);
    else
        cut.rows = whole((m + parts - 1) / parts, ROWS);
    return parallel(piece, &cut, parts);
}
#if !defined(__clang__)
#pragma GCC pop_options
#endif
