/* The call of `run` by a sampler's function: x and data in, outputs where `outputs` points.
   DATA: inputs besides x. UNDEFINED, LOOK: see status.py. */

struct user {
    const void *const *data;
    const int64_t *const *lengths;
    const int64_t *offsets;
    alloc_t host;
};
struct place {
    void *const *outputs;
    const struct user *user;
};

static void *given(void *context, int number, const int64_t *lengths)
{
    const struct place *p = context;
    return number < 0 ? p->user->host(context, number, lengths) : p->outputs[number];
}

static int call(size_t dim, const double *x, const struct user *u, void **outputs)
{
    const void *in[DATA + 1];
    const int64_t *lengths[DATA + 1];
    const int64_t n = (int64_t)dim;
    in[0] = x;
    lengths[0] = &n;
    for (int k = 0; k < DATA; k++) {
        in[k + 1] = u->data[k];
        lengths[k + 1] = u->lengths[k];
    }
    struct place place = {outputs, u};
    const int bad = run(in, lengths, given, &place);
    if (bad & ~UNDEFINED) u->host(0, LOOK, (const int64_t *)x);
    return bad ? 1 : 0;
}
