/* Initial value problems by linear multistep methods of variable order and step: Adams where that is stable enough,
   backward differentiation where it is not, the better of the two chosen on the way.

   The method is LSODA's: A. C. Hindmarsh, ODEPACK, a Systematized Collection of ODE Solvers (1983); L. Petzold,
   Automatic Selection of Methods for Solving Stiff and Nonstiff Systems of Ordinary Differential Equations (1983). It
   takes the steps that SciPy's odeint takes with its defaults, to the last digits.

   Vectors have whole blocks of elements, those behind the last being 0: no loop over them has a rest. */

#define ADAMS 0
#define STIFF 1
#define ORDER_ADAMS 12
#define ORDER_STIFF 5
#define COLUMNS (ORDER_ADAMS + 1)
#define BLOCK 8 /* elements */
typedef double block __attribute__((vector_size(BLOCK * sizeof(double))));
#define STEPS_AT_MOST 500 /* between two times that are asked for */
#define SMALLEST 1e-6

/* dy/dt at t. Not 0: it cannot be computed. */
typedef int (*slopes_t)(const double *y, double t, double *dydt, void *user);

enum {
    SOLVED = 0,
    NO_SLOPES = 1,
    TOO_MANY_STEPS = 2,
    TOO_EXACT = 3,
    ERRORS_REPEAT = 4,
    NO_CONVERGENCE = 5,
    TOO_CLOSE = 6,
    NO_MEMORY = 7
};

struct coefficients {
    double el[COLUMNS + 1][COLUMNS + 1]; /* [order][power] */
    double test[COLUMNS + 1][3]; /* [order]: for an order less, the same, one more */
};

struct problem {
    slopes_t slopes;
    void *user;
    int n;
    size_t blocks; /* of a vector */
    double tolerance; /* relative and absolute */
    int64_t steps, step_of_jacobian;
    struct coefficients of[2];
    double error_of[2][COLUMNS + 1]; /* error constants, by which the methods are compared */
    int method, order, order_at_most, method_before;
    double t, h; /* with h the history is scaled */
    double *history; /* COLUMNS vectors: h^j/j! times the jth derivative */
    double *weights, *y, *slope, *change, *spare, *matrix;
    int *pivots;
    const double *el;
    double el0, ratio_changed; /* of h el0 to that of the Jacobian: decides about a new one */
    double convergence, growth_at_most, lipschitz, lipschitz_last, norm_of_jacobian;
    int wait, until_switch, limited, jacobian_due, jacobian_now;
};

/* Beyond these products of step and Lipschitz constant an Adams method of that order is not stable. */
static const double STABLE[COLUMNS] = {0, 0.5, 0.575, 0.55, 0.45, 0.35, 0.25, 0.2, 0.15, 0.1, 0.075, 0.05, 0.025};

static inline size_t width(const struct problem *p)
{
    return p->blocks * BLOCK;
}

static inline double *row(const struct problem *p, int j)
{
    return p->history + (size_t)j * width(p);
}

/* Of a and b; b where a is no number. */
static inline double larger(double a, double b)
{
    return a > b ? a : b;
}

static inline double smaller(double a, double b)
{
    return a < b ? a : b;
}

static void copy(const struct problem *p, const double *restrict from, double *restrict to)
{
    const size_t n = width(p);
    for (size_t i = 0; i < n; i++) to[i] = from[i];
}

static inline __attribute__((always_inline)) double norm(const struct problem *p, const double *restrict v)
{
    const double *restrict weights = p->weights;
    const size_t n = width(p);
    double found = 0;
#pragma omp simd reduction(max : found)
    for (size_t i = 0; i < n; i++) {
        const double size = fabs(v[i]) * weights[i];
        found = size > found ? size : found;
    }
    return found;
}

static void weigh(const struct problem *p)
{
    const double *restrict y = row(p, 0);
    const double tolerance = p->tolerance;
    double *restrict weights = p->weights;
    const size_t n = width(p);
    for (size_t i = 0; i < n; i++) weights[i] = 1.0 / (tolerance * fabs(y[i]) + tolerance);
}

static void find_coefficients(struct problem *p)
{
    double c[COLUMNS + 1] = {0, 1};
    struct coefficients *a = &p->of[ADAMS], *b = &p->of[STIFF];
    double factorial = 1; /* one over it */
    memset(p->of, 0, sizeof p->of);
    a->el[1][0] = a->el[1][1] = 1;
    a->test[1][0] = 0;
    a->test[1][1] = 2;
    a->test[2][0] = 1;
    a->test[ORDER_ADAMS][2] = 0;
    for (int q = 2; q <= ORDER_ADAMS; q++) { /* c: of the polynomial (x + 1)(x + 2)...(x + q - 1) */
        const double before = factorial, m = q - 1;
        factorial /= q;
        c[q] = 0;
        for (int i = q; i >= 2; i--) c[i] = c[i - 1] + m * c[i];
        c[1] *= m;
        double integral = c[1], moment = c[1] / 2, sign = 1;
        for (int i = 2; i <= q; i++) {
            sign = -sign;
            integral += sign * c[i] / i;
            moment += sign * c[i] / (i + 1);
        }
        a->el[q][0] = integral * before;
        a->el[q][1] = 1;
        for (int i = 2; i <= q; i++) a->el[q][i] = before * c[i] / i;
        const double over = 1 / (factorial * moment);
        a->test[q][1] = over;
        if (q < ORDER_ADAMS) a->test[q + 1][0] = over * factorial / (q + 1);
        a->test[q - 1][2] = over;
    }
    c[1] = 1;
    factorial = 1;
    for (int q = 1; q <= ORDER_STIFF; q++) { /* of (x + 1)(x + 2)...(x + q) */
        c[q + 1] = 0;
        for (int i = q + 1; i >= 2; i--) c[i] = c[i - 1] + q * c[i];
        c[1] *= q;
        for (int i = 1; i <= q + 1; i++) b->el[q][i - 1] = c[i] / c[2];
        b->el[q][1] = 1;
        b->test[q][0] = factorial;
        b->test[q][1] = (q + 1) / b->el[q][0];
        b->test[q][2] = (q + 2) / b->el[q][0];
        factorial /= q;
    }
    for (int q = 1; q <= ORDER_ADAMS; q++) p->error_of[ADAMS][q] = a->test[q][1] * a->el[q][q];
    for (int q = 1; q <= ORDER_STIFF; q++) p->error_of[STIFF][q] = b->test[q][1] * b->el[q][q];
}

static int evaluate(const struct problem *p, const double *at, double *into)
{
    return p->slopes(at, p->t, into, p->user) ? NO_SLOPES : SOLVED;
}

static inline __attribute__((always_inline)) void taylor_step(double *history, size_t n, int back, int order)
{
    for (size_t i = 0; i < n; i += BLOCK) {
        block v[COLUMNS];
        for (int j = 0; j <= order; j++) memcpy(&v[j], history + j * n + i, sizeof(block));
        for (int first = order - 1; first >= 0; first--)
            for (int j = first; j < order; j++) v[j] = back ? v[j] - v[j + 1] : v[j] + v[j + 1];
        for (int j = 0; j < order; j++) memcpy(history + j * n + i, &v[j], sizeof(block));
    }
}

/* The history by a Taylor step on, or back: by an order that the compiler knows all of it is in registers. */
static void predict(struct problem *p, int back)
{
#define OF_ORDER(order) \
    case order: \
        back ? taylor_step(p->history, width(p), 1, order) : taylor_step(p->history, width(p), 0, order); \
        break
    switch (p->order) {
        OF_ORDER(1);
        OF_ORDER(2);
        OF_ORDER(3);
        OF_ORDER(4);
        OF_ORDER(5);
        OF_ORDER(6);
        OF_ORDER(7);
        OF_ORDER(8);
        OF_ORDER(9);
        OF_ORDER(10);
        OF_ORDER(11);
        OF_ORDER(12);
    }
#undef OF_ORDER
}

static void use_coefficients(struct problem *p)
{
    p->el = p->of[p->method].el[p->order];
    p->ratio_changed = p->ratio_changed * p->el[0] / p->el0;
    p->el0 = p->el[0];
}

/* A step `by` times as long, as far as it may be. */
static void rescale(struct problem *p, double by)
{
    if (by > p->growth_at_most) by = p->growth_at_most;
    if (p->method == ADAMS) { /* stay where the method is stable */
        const double product = larger(fabs(p->h) * p->lipschitz_last, SMALLEST);
        p->limited = 0;
        if (by * product * 1.00001 >= STABLE[p->order]) {
            by = STABLE[p->order] / product;
            p->limited = 1;
        }
    }
    double power = 1;
    for (int j = 1; j <= p->order; j++) {
        double *v = row(p, j);
        power *= by;
        for (size_t i = 0; i < width(p); i++) v[i] *= power;
    }
    p->h *= by;
    p->ratio_changed *= by;
    p->wait = p->order + 1;
}

/* I - h el0 J, by differences, factorized. 1: singular. */
static int new_jacobian(struct problem *p, int *failed)
{
    const int n = p->n;
    const double hl = p->h * p->el0, root = sqrt(DBL_EPSILON);
    double least = 1000 * fabs(p->h) * DBL_EPSILON * n * norm(p, p->slope);
    p->jacobian_now = 1;
    if (least == 0) least = 1;
    for (int j = 0; j < n; j++) {
        const double kept = p->y[j], by = larger(root * fabs(kept), least / p->weights[j]);
        p->y[j] += by;
        const double factor = -hl / by;
        if ((*failed = evaluate(p, p->y, p->change))) return 0;
        for (int i = 0; i < n; i++) p->matrix[(size_t)i * n + j] = (p->change[i] - p->slope[i]) * factor;
        p->y[j] = kept;
    }
    double largest = 0;
    for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < n; j++) sum += fabs(p->matrix[(size_t)i * n + j]) / p->weights[j];
        largest = larger(sum * p->weights[i], largest);
    }
    p->norm_of_jacobian = largest / fabs(hl);
    for (int i = 0; i < n; i++) p->matrix[(size_t)i * n + i] += 1;
    for (int k = 0; k < n; k++) { /* Gauss, rows exchanged */
        int best = k;
        for (int i = k + 1; i < n; i++)
            if (fabs(p->matrix[(size_t)i * n + k]) > fabs(p->matrix[(size_t)best * n + k])) best = i;
        p->pivots[k] = best;
        double *own = p->matrix + (size_t)k * n, *other = p->matrix + (size_t)best * n;
        if (other[k] == 0) return 1;
        if (best != k)
            for (int j = 0; j < n; j++) {
                const double held = own[j];
                own[j] = other[j];
                other[j] = held;
            }
        const double over = 1 / own[k];
        for (int i = k + 1; i < n; i++) {
            double *below = p->matrix + (size_t)i * n;
            const double factor = below[k] *= over;
            if (factor != 0)
                for (int j = k + 1; j < n; j++) below[j] -= factor * own[j];
        }
    }
    return 0;
}

static void solve_linear(const struct problem *p, double *v)
{
    const int n = p->n;
    for (int k = 0; k < n; k++) {
        const int other = p->pivots[k];
        const double held = v[k];
        v[k] = v[other];
        v[other] = held;
    }
    for (int i = 1; i < n; i++)
        for (int j = 0; j < i; j++) v[i] -= p->matrix[(size_t)i * n + j] * v[j];
    for (int i = n - 1; i >= 0; i--) {
        v[i] /= p->matrix[(size_t)i * n + i];
        for (int j = 0; j < i; j++) v[j] -= p->matrix[(size_t)j * n + i] * v[i];
    }
}

/* The corrector from the predicted history. *ok: it converged; then `change` is what is to be added, `error` its size
   beside the tolerance. Returns a failure of the slopes. */
static int correct(struct problem *p, double size, int *ok, double *error)
{
    const size_t n = width(p);
    const double *predicted = row(p, 0), *first = row(p, 1);
    double *y = p->y, *slope = p->slope, *change = p->change;
    const double h = p->h, el0 = p->el[0];
    const double *test = p->of[p->method].test[p->order], allowed = 0.5 / (p->order + 2);
    int failed;
    *ok = 0;
    for (;;) {
        double before = 0, rate = 0, length = 0;
        copy(p, predicted, y);
        if ((failed = evaluate(p, y, slope))) return failed;
        if (p->jacobian_due) {
            const int singular = new_jacobian(p, &failed);
            if (failed) return failed;
            p->jacobian_due = 0;
            p->ratio_changed = 1;
            p->step_of_jacobian = p->steps;
            p->convergence = 0.7;
            if (singular) return SOLVED;
        }
        for (size_t i = 0; i < n; i++) change[i] = 0;
        for (int m = 0;;) {
            if (p->method == STIFF) {
#pragma omp simd
                for (size_t i = 0; i < n; i++) y[i] = h * slope[i] - (first[i] + change[i]);
                solve_linear(p, y);
                length = norm(p, y);
#pragma omp simd
                for (size_t i = 0; i < n; i++) {
                    change[i] += y[i];
                    y[i] = predicted[i] + el0 * change[i];
                }
            } else {
#pragma omp simd
                for (size_t i = 0; i < n; i++) {
                    slope[i] = h * slope[i] - first[i];
                    y[i] = slope[i] - change[i];
                }
                length = norm(p, y);
#pragma omp simd
                for (size_t i = 0; i < n; i++) {
                    y[i] = predicted[i] + el0 * slope[i];
                    change[i] = slope[i];
                }
            }
            int converged = length <= 100 * size * DBL_EPSILON;
            if (!converged && (m || p->method == STIFF)) {
                if (m) {
                    const double by = length <= 1024 * before ? length / before : 1024;
                    rate = larger(by, rate);
                    p->convergence = larger(by, 0.2 * p->convergence);
                }
                if (length * smaller(1.5 * p->convergence, 1) / (test[1] * allowed) <= 1) {
                    p->lipschitz = larger(rate / fabs(h * el0), p->lipschitz);
                    if (p->lipschitz != 0) p->lipschitz_last = p->lipschitz;
                    converged = 1;
                }
            }
            if (converged) {
                p->jacobian_now = 0;
                *error = (m ? norm(p, change) : length) / test[1];
                *ok = 1;
                return SOLVED;
            }
            m++;
            if (m == 3 || (m >= 2 && length > 2 * before)) break;
            before = length;
            if ((failed = evaluate(p, y, slope))) return failed;
        }
        if (p->method == ADAMS || p->jacobian_now) return SOLVED;
        p->jacobian_due = 1; /* once more, with a new one */
    }
}

static double growth(double error, double exponent, double safety)
{
    return 1 / (safety * pow(error, exponent) + safety * 1e-6);
}

/* After a step: change to the other method where it allows much longer steps. 1: it did, and `*by` is the new step. */
static int other_method(struct problem *p, double error, double size, double *by)
{
    const int q = p->order;
    const double exponent = 1.0 / (q + 1);
    if (p->method == ADAMS) {
        if (q > ORDER_STIFF) return 0;
        double stiff;
        if (error > 100 * size * DBL_EPSILON && p->lipschitz != 0) {
            double adams = growth(error, exponent, 1.2), most = 2 * adams;
            const double product = p->lipschitz_last * fabs(p->h);
            if (product * adams > 0.00001) most = STABLE[q] / product;
            adams = smaller(adams, most);
            stiff = growth(error * (p->error_of[ADAMS][q] / p->error_of[STIFF][q]), exponent, 1.2);
            if (stiff < 5 * adams) return 0;
        } else {
            if (!p->limited) return 0;
            stiff = 2;
        }
        *by = stiff;
        p->method = STIFF;
    } else {
        double own = p->error_of[STIFF][q] / p->error_of[ADAMS][q] * error; /* ORDER_ADAMS is more than any */
        double adams = growth(own, exponent, 1.2), most = 2 * adams;
        const double product = p->norm_of_jacobian * fabs(p->h);
        if (product * adams > 0.00001) most = STABLE[q] / product;
        adams = smaller(adams, most);
        if (adams * 5 < 5 * growth(error, exponent, 1.2)) return 0;
        if (pow(larger(adams, 0.001), exponent) * own <= 1000 * DBL_EPSILON * size) return 0;
        *by = adams;
        p->method = ADAMS;
    }
    p->until_switch = 20;
    p->lipschitz_last = 0;
    return 1;
}

/* The order and the step that allow most, after a step or, `failures` times, none. 0: nothing changes for three steps.
   Else *by is the step, and the order is the new one. */
static int choose_order(struct problem *p, double error, int failures, double *by)
{
    const size_t n = width(p);
    const int q = p->order, highest = q == p->order_at_most;
    const double(*test) = p->of[p->method].test[q];
    double up = 0, down = 0, same, product = 0;
    if (!failures && !highest) {
        const double *restrict before = row(p, p->order_at_most), *restrict change = p->change;
        double *restrict spare = p->spare;
        for (size_t i = 0; i < n; i++) spare[i] = change[i] - before[i];
        up = growth(norm(p, p->spare) / test[2], 1.0 / (q + 2), 1.4);
    }
    same = growth(error, 1.0 / (q + 1), 1.2);
    if (q > 1) down = growth(norm(p, row(p, q)) / test[0], 1.0 / q, 1.3);
    if (p->method == ADAMS) {
        product = larger(fabs(p->h) * p->lipschitz_last, SMALLEST);
        if (!highest) up = smaller(up, STABLE[q + 1] / product);
        same = smaller(same, STABLE[q] / product);
        if (q > 1) down = smaller(down, STABLE[q - 1] / product);
        p->lipschitz = 0;
    }
    int next = q;
    if (same >= up ? same < down : up <= down) {
        next = q - 1;
        *by = down;
        if (failures && *by > 1) *by = 1;
    } else if (same >= up)
        *by = same;
    else {
        *by = up;
        if (up < 1.1) return 0;
        const double factor = p->el[q] / (q + 1);
        const double *restrict change = p->change;
        double *restrict added = row(p, q + 1);
        for (size_t i = 0; i < n; i++) added[i] = change[i] * factor;
        p->order = q + 1;
        use_coefficients(p);
        return 1;
    }
    const int stable_limit = p->method == ADAMS && *by * product * 1.00001 >= STABLE[next];
    if (!stable_limit && !failures && *by < 1.1) return 0;
    if (failures >= 2) *by = smaller(*by, 0.2);
    if (next != q) {
        p->order = next;
        use_coefficients(p);
    }
    return 1;
}

/* One step, which may be tried with ever smaller ones. */
static int step(struct problem *p)
{
    const size_t n = width(p);
    const double began = p->t;
    int failures = 0, misses = 0, failed, ok;
    double error = 0, by;
    p->jacobian_now = 0;
    for (;;) {
        if (fabs(p->ratio_changed - 1) > 0.3 || p->steps >= p->step_of_jacobian + 20)
            p->jacobian_due = p->method == STIFF;
        p->t += p->h;
        predict(p, 0);
        const double size = norm(p, row(p, 0));
        if ((failed = correct(p, size, &ok, &error))) return failed;
        if (!ok) {
            p->growth_at_most = 2;
            p->t = began;
            predict(p, 1);
            if (++misses == 10) return NO_CONVERGENCE;
            p->jacobian_due = p->method == STIFF;
            rescale(p, 0.25);
            continue;
        }
        if (error <= 1) {
            failures = 0;
            p->steps++;
            p->method_before = p->method;
            for (int j = 0; j <= p->order; j++) {
                const double *restrict change = p->change;
                const double factor = p->el[j];
                double *restrict v = row(p, j);
                for (size_t i = 0; i < n; i++) v[i] += factor * change[i];
            }
            if (--p->until_switch < 0 && other_method(p, error, size, &by)) {
                rescale(p, by);
                p->growth_at_most = 10;
            } else if (--p->wait == 0) {
                if (choose_order(p, error, 0, &by)) {
                    rescale(p, by);
                    p->growth_at_most = 10;
                } else
                    p->wait = 3;
            } else if (p->wait == 1 && p->order != p->order_at_most)
                copy(p, p->change, row(p, p->order_at_most));
            return SOLVED;
        }
        failures++;
        p->t = began;
        predict(p, 1);
        p->growth_at_most = 2;
        if (failures < 3) {
            choose_order(p, error, failures, &by);
            rescale(p, by);
            continue;
        }
        if (failures == 10) return ERRORS_REPEAT;
        p->h *= 0.1; /* begin anew with the slopes as they are */
        copy(p, row(p, 0), p->y);
        if ((failed = evaluate(p, p->y, p->slope))) return failed;
        for (size_t i = 0; i < n; i++) row(p, 1)[i] = p->h * p->slope[i];
        p->jacobian_due = p->method == STIFF;
        p->wait = 5;
        if (p->order != 1) {
            p->order = 1;
            use_coefficients(p);
        }
    }
}

static void interpolate(const struct problem *p, double t, double *y)
{
    const double s = (t - p->t) / p->h;
    memcpy(y, row(p, p->order), p->n * sizeof(double));
    for (int j = p->order - 1; j >= 0; j--) {
        const double *v = row(p, j);
        for (int i = 0; i < p->n; i++) y[i] = v[i] + s * y[i];
    }
}

/* Bytes of memory for a problem of n values. */
static size_t memory_of(int n)
{
    const size_t blocks = ((size_t)n + BLOCK - 1) / BLOCK;
    return ((COLUMNS + 5) * blocks * BLOCK + (size_t)n * n) * sizeof(double) + n * sizeof(int);
}

/* y at times[1...], y being that at times[0]: rows of `found`. memory: of the size that `memory_of` says, and 0. */
static int solve_problem(struct problem *p, double *memory, const double *y, const double *times, int64_t count,
                         double *found)
{
    const int n = p->n;
    int failed;
    p->blocks = ((size_t)n + BLOCK - 1) / BLOCK;
    p->history = memory;
    p->weights = row(p, COLUMNS);
    p->y = p->weights + width(p);
    p->slope = p->y + width(p);
    p->change = p->slope + width(p);
    p->spare = p->change + width(p);
    p->matrix = p->spare + width(p);
    p->pivots = (int *)(p->matrix + (size_t)n * n);
    find_coefficients(p);
    p->steps = p->step_of_jacobian = 0;
    p->method = p->method_before = ADAMS;
    p->order = 1;
    p->order_at_most = ORDER_ADAMS;
    p->jacobian_due = p->jacobian_now = p->limited = 0;
    p->wait = 2;
    p->growth_at_most = 10000;
    p->ratio_changed = 0;
    p->el0 = 1;
    p->convergence = 0.7;
    p->until_switch = 20;
    p->lipschitz = p->lipschitz_last = p->norm_of_jacobian = 0;
    use_coefficients(p);
    p->t = times[0];
    memcpy(row(p, 0), y, n * sizeof(double));
    memcpy(p->y, y, n * sizeof(double));
    if ((failed = evaluate(p, p->y, row(p, 1)))) return failed;
    weigh(p);
    const double way = fabs(times[1] - times[0]), scale = larger(fabs(times[0]), fabs(times[1]));
    if (!(way > 2 * DBL_EPSILON * scale)) return TOO_CLOSE;
    const double tolerance = smaller(larger(p->tolerance, 100 * DBL_EPSILON), 0.001), size = norm(p, row(p, 1));
    p->h = copysign(smaller(1 / sqrt(1 / (tolerance * scale * scale) + tolerance * size * size), way),
                    times[1] - times[0]);
    for (int i = 0; i < n; i++) row(p, 1)[i] *= p->h;
    for (int64_t k = 1; k < count; k++) {
        const int64_t before = p->steps;
        while (p->steps == 0 || (p->t - times[k]) * p->h < 0) {
            if (p->steps) {
                if (p->steps - before >= STEPS_AT_MOST) return TOO_MANY_STEPS;
                weigh(p);
            }
            if (DBL_EPSILON * norm(p, row(p, 0)) > 1) return TOO_EXACT;
            if ((failed = step(p))) return failed;
            if (!(fabs(p->h) <= DBL_MAX)) return NO_CONVERGENCE; /* slopes that are no numbers */
            if (p->method != p->method_before) {
                p->order_at_most = p->method == STIFF ? ORDER_STIFF : ORDER_ADAMS;
                p->jacobian_due = p->method == STIFF;
                p->wait = p->order + 1;
                use_coefficients(p);
                p->method_before = p->method;
            }
        }
        double *there = found + (size_t)(k - 1) * n;
        interpolate(p, times[k], there);
        for (int i = 0; i < n; i++)
            if (!(fabs(there[i]) <= DBL_MAX)) return NO_CONVERGENCE;
    }
    return SOLVED;
}
