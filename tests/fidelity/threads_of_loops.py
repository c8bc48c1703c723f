"""Large loops on several threads under ThreadSanitizer: a C program with the pool in it, from
two of whose own threads one function is called at once, with forks in between."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.fidelity.two_chains import compiled, run
from theano_compat.backends.c import threads, workspace
from theano_compat.backends.c.emit import emit
from theano_compat.compilation.rewriting.preparing import prepare
from theano_compat.graph.types import TensorType
from theano_compat.ops.elementwise import functions as e
from theano_compat.ops.elementwise.cast import cast
from theano_compat.ops.indexing.writing import inc_subtensor, set_subtensor
from theano_compat.ops.reductions.functions import max, sum

POOL = Path(threads.__file__).parent / "_threads.c"
WORKSPACE = POOL.with_name("_workspace.c")

_MAIN = """
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
void *parallel_address(void), *take_memory_address(void), *give_memory_address(void);
void limit_threads(long most);
enum { N = 400, M = 300, LARGEST = N * M };
static double x[LARGEST], y[LARGEST], found[3][6][N * N];

@CALL@

static void *calls(void *number)
{
    for (int k = 0; k < 5; k++) call(found[*(const int *)number]);
    return 0;
}

int main(void)
{
    int numbers[] = {0, 1, 2};
    pthread_t threads[2];
    for (int k = 0; k < LARGEST; k++) x[k] = (double)(k % 101) / 50 - 1, y[k] = (double)(k % 37) / 18 - 1;
    void *table[] = {@TABLE@};
    set_pointers(table);
    limit_threads(1);
    calls(numbers + 2);
    limit_threads(4);
    for (int k = 0; k < 2; k++) pthread_create(threads + k, 0, calls, numbers + k);
    for (int k = 0; k < 2; k++) pthread_join(threads[k], 0);
    int wrong = memcmp(found[0], found[2], sizeof *found) || memcmp(found[1], found[2], sizeof *found);
    for (int k = 0; k < 2; k++) {
        const pid_t child = fork();
        memset(found[k], 0, sizeof *found);
        calls(numbers + k);
        const int differs = memcmp(found[k], found[2], sizeof *found) != 0;
        if (!child) _exit(differs);
        int status = 0;
        waitpid(child, &status, 0);
        wrong |= differs || !WIFEXITED(status) || WEXITSTATUS(status);
    }
    printf("%d\\n", wrong);
    return wrong != 0;
}
"""

_LOOPS = """
static void *given(void *context, int number, const int64_t *lengths)
{
    (void)lengths;
    return ((double (*)[N * N])context)[number];
}

static void call(double (*results)[N * N])
{
    const int64_t lengths[] = {N, M};
    if (run((const void *const[]){x, y}, (const int64_t *const[]){lengths, lengths}, given, results)) exit(2);
}
"""


def _loops() -> str:
    """Whole arrays, rows with memory of their own, sums of all kinds; rows and columns by index."""
    x, y = (TensorType("float64", (False, False))() for _ in range(2))
    rows = e.exp(x - max(x, axis=1, keepdims=True))
    outputs = [
        rows / sum(rows, axis=1, keepdims=True),
        sum(e.tanh(x * y), axis=0),
        sum(e.exp(x) * y),
        max(e.cos(x * y)),
    ]
    index = cast(e.floor(2 * y[:, 0]), "int64")  # of five rows, from their end too
    added = inc_subtensor(e.exp(x[:5])[index], e.tanh(x))
    outputs += [added, set_subtensor(e.exp(x)[:, index[:9]], e.tanh(x[:, :9]))]
    unit = emit(prepare([x, y], outputs).main)
    assert set(unit.pointers) == {"parallel", *workspace.TYPES}
    return unit.text + _main(_LOOPS, unit.pointers)


def _main(call: str, pointers: Sequence[str]) -> str:
    return _MAIN.replace("@CALL@", call).replace("@TABLE@", ", ".join(f"{name}_address()" for name in pointers))


PROGRAMS: dict[str, Callable[[], str]] = {"loops": _loops}


def race(name: str, pool: Callable[[str], str] = lambda text: text) -> list[str]:
    """What ThreadSanitizer said, or that values differ. `pool` may change the text of the pool: a test of the test."""
    with tempfile.TemporaryDirectory(prefix="compat-") as folder:
        (Path(folder) / "pool.c").write_text(pool(POOL.read_text()))
        more = (str(Path(folder) / "pool.c"), str(WORKSPACE))
        status, reports = run(compiled(PROGRAMS[name](), Path(folder), more=more))
    return reports or ([] if status == 0 else [f"exit status {status}"])
