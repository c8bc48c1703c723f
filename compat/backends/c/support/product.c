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

/* The sums of a tile, over k terms, into c or added to it. `height` and `vectors` are constants of each call. */
static inline __attribute__((always_inline)) void sums(const int height, const int vectors, int64_t k, struct matrix x,
                                                       struct matrix y, T_ *c, int64_t row, int add)
{
#if defined(__clang__)
    #pragma clang fp contract(fast)
#endif
    vector s[ROWS][VECTORS];
    const T_ *rows[ROWS];
    #pragma GCC unroll 8
    for (int i = 0; i < height; i++) {
        rows[i] = x.at + i * x.row;
        #pragma GCC unroll 3
        for (int v = 0; v < vectors; v++) s[i][v] = (vector){0};
    }
    for (int64_t p = 0; p < k; p++) {
        vector of_y[VECTORS];
        #pragma GCC unroll 3
        for (int v = 0; v < vectors; v++) of_y[v] = *(const loose *)(y.at + p * y.row + v * LANES);
        #pragma GCC unroll 8
        for (int i = 0; i < height; i++) {
            const T_ of_x = rows[i][p * x.column];
            #pragma GCC unroll 3
            for (int v = 0; v < vectors; v++) s[i][v] += of_x * of_y[v];
        }
    }
    #pragma GCC unroll 8
    for (int i = 0; i < height; i++) { /* upwards: a row may begin with what the one before wrote beyond its end */
        #pragma GCC unroll 3
        for (int v = 0; v < vectors; v++) {
            loose *const out = (loose *)(c + i * row + v * LANES);
            if (add) s[i][v] += *out;
            *out = s[i][v];
        }
    }
}

static inline __attribute__((always_inline)) void tile_of(const int height, int vectors, int64_t k, struct matrix x,
                                                          struct matrix y, T_ *c, int64_t row, int add)
{
    if (vectors == 1)
        sums(height, 1, k, x, y, c, row, add);
    else if (vectors == 2)
        sums(height, 2, k, x, y, c, row, add);
    else
        sums(height, VECTORS, k, x, y, c, row, add);
}

/* How many of `left` rows the next tile has. */
static int64_t rows_of_tile(int64_t left)
{
    return left >= ROWS ? ROWS : left >= 4 ? 4 : left >= 2 ? 2 : 1;
}

static void tile(int64_t height, int vectors, int64_t k, struct matrix x, struct matrix y, T_ *c, int64_t row, int add)
{
    if (height == 1)
        tile_of(1, vectors, k, x, y, c, row, add);
    else if (height == 2)
        tile_of(2, vectors, k, x, y, c, row, add);
    else if (height == 4)
        tile_of(4, vectors, k, x, y, c, row, add);
    else
        tile_of(ROWS, vectors, k, x, y, c, row, add);
}

/* `width` columns of y, filled up to whole vectors, with what lies behind them or zeros: its sums are not used. */
static void lay_out_columns(T_ *to, int64_t k, int64_t width, struct matrix y)
{
    const int64_t row = whole(width, LANES);
    int64_t first = 0;
    if (y.column == 1 && y.row > 0) /* whole vectors, but in the last rows, behind which memory may end */
        for (; (k - 1 - first) * y.row >= row - width && first < k; first++)
            for (int64_t j = 0; j < row; j += LANES)
                *(loose *)(to + first * row + j) = *(const loose *)(y.at + first * y.row + j);
    for (; first < k; first += 8) /* few rows at a time: y may lie by columns */
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

/* The sums of a line of x with `columns` lines of y, a constant of each call. */
static inline __attribute__((always_inline)) void of_lines(const int columns, int64_t k, const T_ *x, const T_ *y,
                                                           int64_t step, T_ *c)
{
    vector s[4] = {{0}};
    int64_t p = 0;
    for (; p + LANES <= k; p += LANES) {
        const vector of_x = *(const loose *)(x + p);
        #pragma GCC unroll 4
        for (int j = 0; j < columns; j++) s[j] += of_x * *(const loose *)(y + j * step + p);
    }
    #pragma GCC unroll 4
    for (int j = 0; j < columns; j++) {
        T_ sum = 0;
        for (int lane = 0; lane < LANES; lane++) sum += s[j][lane];
        for (int64_t q = p; q < k; q++) sum += x[q] * y[j * step + q];
        c[j] = sum;
    }
}

/* Few rows of x and few columns of y that lie along what is summed over: nothing is laid out. */
static void few_lines(int64_t m, int64_t n, int64_t k, struct matrix x, struct matrix y, T_ *c)
{
    for (int64_t i = 0; i < m; i++)
        for (int64_t j = 0; j < n; j += 4) {
            const T_ *const line = x.at + i * x.row, *const lines = y.at + j * y.column;
            if (n - j == 1)
                of_lines(1, k, line, lines, y.column, c + i * n + j);
            else if (n - j == 2)
                of_lines(2, k, line, lines, y.column, c + i * n + j);
            else if (n - j == 3)
                of_lines(3, k, line, lines, y.column, c + i * n + j);
            else
                of_lines(4, k, line, lines, y.column, c + i * n + j);
        }
}

/* A product without threads. */
static int alone(int64_t m, int64_t n, int64_t k, struct matrix x, struct matrix y, T_ *c, int64_t row)
{
    const int in_place = y.column == 1 && m <= 4 * ROWS, direct = x.column == 1 || n <= WIDE;
    T_ corner[ROWS * WIDE], edge[DEPTH * WIDE];
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
            for (int64_t i = 0, height; i < m; i += height) {
                height = rows_of_tile(m - i);
                struct matrix of_x = {x.at + i * x.row + done * x.column, x.row, x.column};
                if (!direct) {
                    if (i % GROUP == 0) lay_out_rows(laid_rows, depth, less(m - i, GROUP), of_x);
                    of_x = (struct matrix){laid_rows + i % GROUP / ROWS * ROWS * depth + i % ROWS, 1, ROWS};
                }
                for (int64_t j = first; j < end; j += WIDE) {
                    const int64_t width = less(end - j, WIDE), filled = whole(width, LANES);
                    struct matrix of_y = {memory + (j - first) * DEPTH, filled, 1};
                    if (in_place && width == filled)
                        of_y = (struct matrix){y.at + done * y.row + j, y.row, 1};
                    else if (in_place)
                        of_y.at = edge;
                    T_ *const to = c + i * row + j;
                    /* beyond the end of its last row a tile may write what the next rows put right */
                    const int loosely = k <= DEPTH && width == row && (m - i - height) * row >= filled - width;
                    if (width == filled || loosely) {
                        tile(height, (int)(filled / LANES), depth, of_x, of_y, to, row, done > 0);
                        continue;
                    }
                    tile(height, (int)(filled / LANES), depth, of_x, of_y, corner, WIDE, 0);
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
    if (ca == 1 && rb == 1 && m <= 8 && n <= 8 && k >= 2 * LANES) {
        few_lines(m, n, k, x, y, c);
        return 0;
    }
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
