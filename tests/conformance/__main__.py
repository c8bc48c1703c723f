"""`python -m tests.conformance theano|pymc3`: the suites of the real libraries, unchanged, against the shim."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from tests.conformance import expected as expectations
from tests.conformance.fetch import CannotFetch, fetched
from tests.conformance.running import FileResult, run_files
from tests.conformance.score import causes, scores
from tests.conformance.suites import SUITES

MODES = {"c": "mode=FAST_RUN", "python": "mode=FAST_COMPILE", "jax": "mode=JAX"}


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description=__doc__)
    parser.add_argument("suite", choices=SUITES)
    parser.add_argument("files", nargs="*", help="files of the suite, as in its baseline (default: all)")
    parser.add_argument("--mode", type=str.lower, choices=MODES, default="c", help="backend (default: c)")
    parser.add_argument("--only", default="", help="pytest's -k")
    parser.add_argument("--limit", type=int, default=60, help="seconds a test (default: 60)")
    parser.add_argument("--workers", type=int, default=2, help="files at a time (default: 2)")
    parser.add_argument(
        "--update-xfails",
        action="store_true",
        help="write the failures of this run as expected; new ones get the reason `not yet`",
    )
    return parser.parse_intermixed_args(given)


def main(given: Sequence[str] | None = None) -> int:
    """0: all that is not expected to fail passed, and nothing else did. 1: not so. 2: the suite is not to be had."""
    options = arguments(given)
    suite = SUITES[options.suite]
    expected = expectations.read(suite.expected_failures) if options.mode == "c" else {}
    try:
        folder = fetched(suite)
    except CannotFetch as error:
        print(error, file=sys.stderr)
        return 2
    files = options.files or sorted({*suite.counting, *suite.internal})

    def said(result: FileResult) -> None:
        done = sum(v == "passed" for v in result.outcomes.values())
        print(f"  {result.file}: {done} of {len(result.outcomes)} passed, {result.seconds:.0f} s", file=sys.stderr)

    results = run_files(suite, folder, files, MODES[options.mode], options.limit, options.workers, said, options.only)
    if options.update_xfails:
        failed = {f"{s.file}::{t}" for s in scores(suite, results, {}) for t in s.failed}
        kept = {t: r for t, r in expected.items() if t.partition("::")[0] not in results or t in failed}
        expected = {**dict.fromkeys(failed, "not yet"), **kept}
        expectations.write(suite.expected_failures, expected)
    return report(suite, results, expected, strict=options.mode == "c" and not options.only)


def report(suite: object, results: dict[str, FileResult], expected: dict[str, str], strict: bool) -> int:
    """Print the table, the causes and the two last lines."""
    rows = scores(suite, results, expected)  # type: ignore[arg-type]
    print(f"{'file':52} {'of':>5} {'passed':>7} {'xfail':>6} {'failed':>7} {'internal':>10}")
    for row in rows:
        beside = suite.internal.get(row.file, set())  # type: ignore[attr-defined]
        inner = sum(results[row.file].outcomes.get(t) == "passed" for t in beside)
        print(
            f"{row.file:52} {row.counting:5} {row.passed:7} {row.expected:6} {len(row.failed):7} "
            f"{f'{inner}/{len(beside)}' if beside else '':>10}"
        )
    print("\nwhat those that did not pass said, the most frequent first:")
    for count, text in causes(suite, results):  # type: ignore[arg-type]
        print(f"{count:6}  {text}")
    wrong = 0
    for row in rows if strict else []:
        for test in row.failed:
            print(f"FAILED {row.file}::{test}: {results[row.file].texts.get(test, 'not found')}")
        for test in row.surprising:
            print(f"PASSED, though expected to fail: {row.file}::{test}")
        wrong += len(row.failed) + len(row.surprising)
    counting = sum(row.counting for row in rows)
    passed = sum(row.passed for row in rows)
    print(f"files: {sum(row.passed / row.counting for row in rows) / max(len(rows), 1):.4f}")
    print(f"score: {passed}/{counting}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
