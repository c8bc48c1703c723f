"""The functions that samplers call, in C: see compilation/density.py for their signatures."""

from __future__ import annotations

from compat.backends.c.status import LOOK, UNDEFINED

_USER = """
struct user { const void *const *data; const int64_t *const *lengths; const int64_t *offsets; alloc_t host; };
struct place { void *const *outputs; const struct user *user; };

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
"""

_FUNCTIONS = {
    "": "",
    "logp": _USER + """
int logp(size_t dim, const double *x, double *grad, double *logp, const void *user)
{
    void *outputs[2] = {logp, grad};
    return call(dim, x, user, outputs);
}
""",
    "expand": _USER + """
int expand(size_t dim, size_t n, const double *x, double *out, const void *user)
{
    void *outputs[OUTPUTS];
    const struct user *u = user;
    (void)n;
    for (int k = 0; k < OUTPUTS; k++) outputs[k] = out + u->offsets[k];
    return call(dim, x, u, outputs);
}
""",
}


def entry_text(entry: str, data: int, outputs: int) -> str:
    """The text of "logp" or "expand" ("": nothing) for a Program with `data` inputs besides x."""
    numbers = {"DATA": data, "OUTPUTS": outputs, "UNDEFINED": UNDEFINED, "LOOK": f"({LOOK + 1} - 1)"}
    text = _FUNCTIONS[entry]
    for word, value in numbers.items():
        text = text.replace(word, str(value))
    return text
