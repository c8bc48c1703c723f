"""No value depends on a rule: the tests pass with each one left out, but for those that ask for the rule itself.

First random graphs (those of `fuzz`) are rewritten without each of the rules that fire on them. Then a run of the tests
notes which rules fire in which test, and for each rule tests in which it fired run without it.
"""

from __future__ import annotations

import fnmatch
import json
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from tests.fidelity import explained
from tests.fidelity.leaving_out import every_name
from tests.fidelity.order import FAILED, NO_TESTS, run
from tests.fidelity.rewrites import observe, report

TABLES = ("tests/ops", "tests/backends", "tests/rules", "tests/compilation", "tests/distributions", "tests/legacy")
BATCH = 20  # graphs a piece of work
SECONDS = 15.0  # of tests a rule, by what they took when observed
TESTS = 40  # of a rule
SHARED = 0.02  # seconds: what is faster looks at what a test beside it has compiled


def graphs_without_each(numbers: Sequence[int]) -> dict[str, Any]:
    """What `observing` sees of the graphs of these numbers, in a process of its own."""
    from tests.backends.random_rows import graph
    from tests.fidelity import observing
    from theano_compat.functions.function import function

    os.environ["COMPAT_EACH_RULE"] = "1"
    observing.install()
    observing.SEEN = observing.Seen()
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for number in numbers:
            observing.SEEN.test = f"graph {number}"
            g = graph(number)
            try:
                function(g.inputs, g.outputs, mode="PYTHON", on_unused_input="ignore")(*g.arrays)
            except Exception:  # compared: the graph as written raises it too
                pass
    return json.loads(observing.SEEN.written())  # type: ignore[no-any-return]


def of_graphs(number: int, workers: int, first: int = 0) -> int:
    """How many differences there are in `number` graphs."""
    batches = [range(k, min(k + BATCH, first + number)) for k in range(first, first + number, BATCH)]
    with get_context("spawn").Pool(workers, maxtasksperchild=25) as pool:
        return report(list(pool.imap(graphs_without_each, batches)), every_test=False)


def asks_for_rules(test: str) -> bool:
    """Whether a test looks at what rules make of a graph, and not only at values."""
    return any(fnmatch.fnmatchcase(test, pattern) for pattern in explained.ASKS_FOR_RULES)


def chosen(name: str, fired: dict[str, set[str]], seconds: dict[str, float]) -> list[str]:
    """Tests in which the rule fired: in turn from each file, those in C first, the fastest first."""
    by_file: dict[str, list[str]] = {}
    for test in sorted(
        (t for t, names in fired.items() if name in names and not asks_for_rules(t)),
        key=lambda t: ("[c" not in t.lower() and "-c" not in t.lower(), seconds.get(t, 0.0)),
    ):
        by_file.setdefault(test.partition("::")[0], []).append(test)
    found: list[str] = []
    left = SECONDS
    while any(by_file.values()) and len(found) < TESTS and left > 0:
        for waiting in by_file.values():
            if waiting and len(found) < TESTS and left > 0:
                test = waiting.pop(0)
                found.append(test)
                left -= seconds.get(test, 0.0)
    families = {test.partition("[")[0] for test in found}
    shared = [
        test
        for test, took in seconds.items()
        if took < SHARED and test.partition("[")[0] in families and test not in found and not asks_for_rules(test)
    ]
    return [*found, *shared]


def failing(name: str, tests: Sequence[str]) -> list[str]:
    """Which of `tests` fail without the rule."""
    with tempfile.TemporaryDirectory(prefix="compat-without-") as folder:
        path = Path(folder) / "tests"
        path.write_text("\n".join(tests))
        status, text = run([f"@{path}"], COMPAT_WITHOUT=name)
    if status in (0, NO_TESTS):
        return []
    return FAILED.findall(text) or [f"{name}: {text[-2000:]}"]


def without_each(
    fired: dict[str, set[str]], seconds: dict[str, float], workers: int, names: Sequence[str] = ()
) -> Iterator[tuple[str, list[str], list[str]]]:
    """(rule, tests that ran without it, those that failed)."""
    todo = [(name, chosen(name, fired, seconds)) for name in names or every_name()]
    with ThreadPoolExecutor(workers) as pool:
        found = pool.map(lambda given: failing(*given) if given[1] else [], todo)
        for (name, tests), failed in zip(todo, found, strict=True):
            yield name, tests, failed


def main(number: int = 500, workers: int = 2, files: Sequence[str] = TABLES, names: Sequence[str] = ()) -> int:
    """Print what differs and what fails; 1 if anything does that is not explained, or if an explanation explains
    nothing. number: graphs to try. names: the rules, by default all."""
    wrong = of_graphs(number, workers) if number else 0
    known = os.environ.get("COMPAT_OBSERVED")
    if known:  # what an earlier run of `rewrites` left
        seen = [json.loads(path.read_text()) for path in Path(known).glob("*.json")]
    else:
        seen = observe(files, workers)[0]
    fired: dict[str, set[str]] = {}
    seconds: dict[str, float] = {}
    for one in seen:
        seconds.update(one["seconds"])
        for test, rules in one["fired"].items():
            fired.setdefault(test, set()).update(rules)
    ran, never, used = 0, [], set()
    for name, tests, failed in without_each(fired, seconds, workers, names):
        ran += len(tests)
        if not tests:
            never.append(name)
        for test in failed:
            pattern = next(
                (
                    p
                    for p in explained.NEEDS_RULE
                    if p[0] == name and fnmatch.fnmatchcase(test.partition(" - ")[0], p[1])
                ),
                None,
            )
            used.add(pattern)
            if pattern is None:
                wrong += 1
                print(f"without {name}: {test}", flush=True)
    stale = [] if names else sorted(set(explained.NEEDS_RULE) - used)
    for pattern in stale:
        print(f"explains nothing: {pattern}", flush=True)
    print(
        f"rules: {len(names or every_name())} left out one by one, {ran} tests run without them, {wrong} fail; "
        f"in no test: {', '.join(never) or 'none'}"
    )
    return int(bool(wrong or stale))


if __name__ == "__main__":
    sys.exit(main(0, names=sys.argv[1:]))
