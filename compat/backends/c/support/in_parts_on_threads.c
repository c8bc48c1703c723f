/* All parts of a loop, by the threads of the pool where it has some. */

static int in_parts(int (*task)(void *, int64_t), void *given, int64_t parts)
{
    if (parts > 1 && parallel) return parallel(task, given, parts);
    int status = 0;
    for (int64_t part = 0; part < parts; part++) status |= task(given, part);
    return status;
}
