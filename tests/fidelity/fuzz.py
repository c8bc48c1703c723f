"""Random graphs of the rows of all op tables: Python = C for each, = JAX for some, with what occurred counted."""

from __future__ import annotations

import os
import signal
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from tests.backends.random_graphs import Graph
from tests.backends.random_rows import graph, tables
from theano_compat.functions.function import function

BATCH = 20  # graphs a piece of work
TOGETHER = 4  # graphs a C program: a call of the compiler for each would cost more, large functions too
OPTIONS = ("-O0", "-O3", "-O0", "-O1")  # of one batch after the other: -O3 takes as long as all the rest
IN_JAX = 5  # graphs of every second batch: XLA takes half a second for one
NAMED = {
    "set_subtensor": "structural set",
    "inc_subtensor": "structural add",
    "scan": "scan ",
    "advanced indexing": "structural gather",
}  # what is counted by itself: how the names of rows begin
TOLERANCE = {"float64": 1e-9, "float32": 3e-4}
STRICT = {"float64": 4e-14, "float32": 1e-5}


@dataclass
class Tally:
    """What was seen. `wrong`: sentences about differences."""

    graphs: int = 0
    outputs: int = 0
    all_nan: int = 0
    raised: int = 0
    special: int = 0
    strided: int = 0
    empty: int = 0
    jax: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        for name, value in vars(other).items():
            if isinstance(value, Counter):
                self.rows.update(value)
            else:
                setattr(self, name, getattr(self, name) + value)


def run(graphs: Sequence[Graph], mode: str, arrays: Sequence[np.ndarray] | None = None) -> list[list[np.ndarray]]:
    """The outputs of each graph, all compiled as one function."""
    inputs = [v for g in graphs for v in g.inputs]
    outputs = [o for g in graphs for o in g.outputs]
    compiled = function(inputs, outputs, mode=mode, on_unused_input="ignore")
    if mode in ("C", "JAX") and compiled.executable.backend != mode.lower():
        raise AssertionError(f"{mode} refused a program")
    given = [a for g in graphs for a in g.arrays] if arrays is None else arrays
    with np.errstate(all="ignore"):
        found = iter(compiled(*given))
    return [[next(found) for _ in g.outputs] for g in graphs]


def differences(g: Graph, found: Sequence[np.ndarray], wanted: Sequence[np.ndarray]) -> list[str]:
    """Outputs that differ, by more than the rounding of what went into them."""
    with np.printoptions(threshold=30, edgeitems=2):
        return list(_differences(g, found, wanted))


def _differences(g: Graph, found: Sequence[np.ndarray], wanted: Sequence[np.ndarray]) -> Iterator[str]:
    narrow = any(a.dtype in ("float32", "complex64") for a in g.arrays)
    for k, (variable, a, b) in enumerate(zip(g.outputs, found, wanted, strict=True)):
        if a.dtype != variable.dtype or a.dtype != b.dtype or a.shape != b.shape:
            yield f"output {k}: {a.dtype}{a.shape}, not {variable.dtype}{b.shape}"
        elif b.dtype.kind not in "fc":
            if not np.array_equal(a, b):
                yield f"output {k}: {a!r}, not {b!r}"
        elif not _close(a, b, g.strict.get(id(variable), False), narrow or b.dtype in ("float32", "complex64")):
            yield f"output {k}: {a!r}, not {b!r}"


def _close(a: np.ndarray, b: np.ndarray, strict: bool, narrow: bool) -> bool:
    loose = (STRICT if strict else TOLERANCE)["float32" if narrow else "float64"]
    finite = np.abs(b[np.isfinite(b)])
    scale = 1.0 if strict or not finite.size else max(float(finite.max()), 1.0)
    with np.errstate(all="ignore"):
        return bool(np.allclose(a, b, rtol=loose, atol=loose * scale, equal_nan=True))


def strided(array: np.ndarray, how: int) -> np.ndarray:
    """The same values otherwise in memory: every second element of more, backwards, columns first."""
    if array.ndim == 0 or how == 0:
        return array
    if how == 1:
        wide = np.zeros([2 * n for n in array.shape], array.dtype)
        wide[tuple(slice(None, None, 2) for _ in array.shape)] = array
        return wide[tuple(slice(None, None, 2) for _ in array.shape)]
    if how == 2:
        return np.flip(np.flip(array).copy())
    return np.asfortranarray(array)


def check(numbers: Sequence[int], with_jax: int = 0) -> Tally:
    """The graphs of these numbers; with_jax: how many of them in JAX too."""
    tally = Tally()
    regular: list[tuple[int, Graph, list[np.ndarray]]] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number in numbers:
            g = graph(number)
            tally.graphs += 1
            tally.rows.update(set(g.rows))
            tally.special += any(a.dtype.kind == "f" and not np.isfinite(a).all() for a in g.arrays)
            tally.empty += any(a.size == 0 for a in g.arrays)
            try:
                [wanted] = run([g], "PYTHON")
            except Exception as error:
                tally.raised += 1
                tally.wrong += _raises(number, g, error)
                continue
            regular.append((number, g, wanted))
            floats = [w for w in wanted if w.dtype.kind == "f" and w.size]
            tally.outputs += len(wanted)
            tally.all_nan += sum(bool(np.isnan(w).all()) for w in floats)
        tally.strided += sum(n % 4 > 0 for n, _, _ in regular)
        for k in range(0, len(regular), TOGETHER):
            tally.wrong += list(_compared(regular[k : k + TOGETHER], "C"))
        suited = [r for r in regular if with_jax and not _beyond_jax(r[1])][:with_jax]
        tally.jax += len(suited)
        tally.wrong += [w for one in suited for w in _compared([one], "JAX")]
    return tally


def _compared(regular: Sequence[tuple[int, Graph, list[np.ndarray]]], mode: str) -> Iterator[str]:
    """All at once; one by one where that fails."""
    if not regular:
        return
    graphs = [g for _, g, _ in regular]
    arrays = [strided(a, n % 4) for n, g, _ in regular for a in g.arrays]
    try:
        found = run(graphs, mode, arrays)
    except Exception as error:
        if len(regular) > 1:
            for one in regular:
                yield from _compared([one], mode)
        else:
            yield _told(regular[0][0], graphs[0], mode, [f"{type(error).__name__}: {error}"])
        return
    for (number, g, wanted), values in zip(regular, found, strict=True):
        wrong = differences(g, values, wanted)
        if wrong:
            yield _told(number, g, mode, wrong)


def _raises(number: int, g: Graph, wanted: Exception) -> list[str]:
    try:
        run([g], "C")
    except Exception as error:
        if type(error) is type(wanted):
            return []
        return [_told(number, g, "C", [f"raises {type(error).__name__}: {error}", f"not {wanted!r}"])]
    return [_told(number, g, "C", [f"raises nothing, not {wanted!r}"])]


def _beyond_jax(g: Graph) -> bool:
    """Whether a row is known to be otherwise in JAX, or its values decide lengths."""
    from tests.backends.structural_cases import CASES
    from tests.ops import cases, scan_cases

    limited = (
        {f"structural {c.name}" for _, c in CASES if c.limit("jax")}
        | {f"elementwise {known.row}" for known in cases.LIMITS if known.backend == "jax"}
        | {f"scan {c.name}" for c in scan_cases.CASES if c.jax}
    )
    return bool(limited & set(g.rows))


def _told(number: int, g: Graph, mode: str, wrong: Sequence[str]) -> str:
    lines = [f"graph {number}: {mode} differs from Python", *wrong, *g.steps]
    return "\n  ".join(lines)


def work(numbers: Sequence[int]) -> Tally:
    """A batch, compiled as its place says, in a cache that goes with it: such programs do not come again."""
    from theano_compat.settings import config

    batch = numbers[0] // BATCH
    with tempfile.TemporaryDirectory(prefix="compat-") as folder, config.change_flags(cache_dir=folder):
        given = os.environ.get("COMPAT_CFLAGS", "")  # a sanitizer's, perhaps
        os.environ["COMPAT_CFLAGS"] = f"{given} {OPTIONS[batch % len(OPTIONS)]}"
        try:
            return check(numbers, with_jax=IN_JAX if batch % 2 else 0)
        finally:
            os.environ["COMPAT_CFLAGS"] = given


def main(number: int = 20_000, workers: int = 2, first: int = 0) -> int:
    """Print counts and differences; 1 if there are any, or a row came too seldom. What a run that is ended early
    (Ctrl-C, SIGTERM) has seen until then is told too."""
    from multiprocessing import get_context

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    batches = [range(k, min(k + BATCH, first + number)) for k in range(first, first + number, BATCH)]
    total = Tally()
    try:
        with get_context("spawn").Pool(workers, maxtasksperchild=25) as pool:
            for done, tally in enumerate(pool.imap(work, batches), 1):
                total.add(tally)
                for sentence in tally.wrong:
                    print(sentence, flush=True)
                if done % 5 == 0:
                    print(f"... {total.graphs} graphs, {len(total.wrong)} differences", flush=True)
    except KeyboardInterrupt:
        print(f"ended early: {number - total.graphs} graphs were not looked at", flush=True)
    return report(total)


def report(total: Tally) -> int:
    known = {f"{table} {name}" for table, rows in tables().items() for name in rows}
    for table, rows in tables().items():
        counts = [total.rows[f"{table} {name}"] for name in rows]
        print(f"{table:12} {len(rows):5} rows, each in {min(counts)} to {max(counts)} graphs")
    for special, start in NAMED.items():
        named = sum(n for row, n in total.rows.items() if row.startswith(start))
        print(f"  {special}: {named} rows in graphs")
    seldom = [row for row in known if total.rows[row] * 200 < total.graphs]
    share = total.all_nan / max(total.outputs, 1)
    print(
        f"{total.graphs} graphs: {total.strided} with strides, {total.special} with NaN or Inf, {total.empty} with "
        f"empty inputs, {total.raised} that raise, {total.jax} in JAX too"
    )
    print(f"{total.outputs} outputs, {share:.2%} all NaN")
    print(f"fuzz: {len(total.wrong)} differences, {len(seldom)} rows in less than one graph of 200")
    return int(bool(total.wrong or seldom or share > 0.05))
