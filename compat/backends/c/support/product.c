/* out = x y for matrices, by BLAS's gemm, which sees their transposes: out.T = y.T x.T. of_x, of_y: 'T' where memory
   holds the transpose; step_x, step_y: elements from one of its lines to the next.

   Where there is a pool of threads, a product of MOST multiplications at the most is cut into blocks of its longer
   side, and each takes one thread of BLAS: OpenBLAS's own threads wait for each other, on a busy machine a thousand
   times as long as the work takes. How many blocks there are does not follow from the number of threads, so results
   have the same bits with any. FEWEST: the multiplications of a block; NARROWEST: its rows or columns; THINNEST: rows
   or columns that take as long as fewer, since the other factor is read. */

struct compat_factorsF_ {
    char of_x, of_y;
    int rows, columns, terms, step_x, step_y, block;
    const T_ *x, *y;
    T_ *out;
};
static int compat_block_of_productF_(void *given, int64_t number)
{
    const struct compat_factorsF_ *const f = given;
    const T_ one = 1, zero = 0;
    const int wide = f->columns > f->rows, all = wide ? f->columns : f->rows, first = (int)number * f->block;
    const int some = all - first < f->block ? all - first : f->block;
    const T_ *const x = wide ? f->x : f->x + (f->of_x == 'N' ? (int64_t)first * f->step_x : first);
    const T_ *const y = !wide ? f->y : f->y + (f->of_y == 'N' ? first : (int64_t)first * f->step_y);
    T_ *const out = f->out + (wide ? first : (int64_t)first * f->columns);
    L_gemm(&f->of_y, &f->of_x, wide ? &some : &f->columns, wide ? &f->rows : &some, &f->terms, &one, y, &f->step_y, x,
           &f->step_x, &zero, out, &f->columns);
    return 0;
}
static void compat_productF_(char of_x, char of_y, int rows, int columns, int terms, const T_ *x, int step_x,
                             const T_ *y, int step_y, T_ *out)
{
    struct compat_factorsF_ f = {of_x, of_y, rows, columns, terms, step_x, step_y, 0, x, y, out};
    const double products = (double)rows * columns * terms;
    const int longer = columns > rows ? columns : rows;
    int blocks = 1;
    if (rows == 0 || columns == 0) return;
    if (terms == 0) {
        memset(out, 0, (size_t)rows * (size_t)columns * sizeof *out);
        return;
    }
#ifdef COMPAT_POOLED
    const int shorter = columns > rows ? rows : columns;
    const double cost = (double)longer * (shorter < THINNEST ? THINNEST : shorter) * terms;
    while (products < MOST && cost > 2 * FEWEST * blocks && longer > 2 * NARROWEST * blocks) blocks *= 2;
#endif
    f.block = blocks == 1 ? longer : ((longer + blocks - 1) / blocks + 15) / 16 * 16;
    const int threads = openblas_threads && products > 2e5 && products < MOST ? openblas_threads(1) : 1;
#ifdef COMPAT_POOLED
    in_parts(compat_block_of_productF_, &f, (longer + f.block - 1) / f.block);
#else
    compat_block_of_productF_(&f, 0);
#endif
    if (threads > 1) openblas_threads(threads);
}
