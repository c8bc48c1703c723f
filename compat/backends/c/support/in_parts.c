/* All parts of a loop, one after the other. */

static int in_parts(int (*task)(void *, int64_t), void *given, int64_t parts)
{
    int status = 0;
    for (int64_t part = 0; part < parts; part++) status |= task(given, part);
    return status;
}
