"""What a run amounts to: P/T, the mean over files, unexpected failures and unexpected passes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tests.conformance.expected import EITHER_WAY
from tests.conformance.running import FileResult
from tests.conformance.suites import Suite


@dataclass(frozen=True)
class FileScore:
    file: str
    counting: int
    passed: int
    expected: int
    failed: tuple[str, ...]  # unexpected
    surprising: tuple[str, ...]  # expected to fail, and passed


def file_score(file: str, tests: set[str], outcomes: dict[str, str], expected: dict[str, str]) -> FileScore:
    passed = {t for t in tests if outcomes.get(t) == "passed"}
    known = {t for t in tests if f"{file}::{t}" in expected}
    return FileScore(
        file,
        len(tests),
        len(passed),
        len(known - passed),
        tuple(sorted(tests - passed - known)),
        tuple(sorted(t for t in known & passed if expected[f"{file}::{t}"] not in EITHER_WAY)),
    )


def scores(suite: Suite, results: dict[str, FileResult], expected: dict[str, str]) -> list[FileScore]:
    return [
        file_score(file, tests, results[file].outcomes, expected)
        for file, tests in sorted(suite.counting.items())
        if file in results
    ]


def causes(suite: Suite, results: dict[str, FileResult], most: int = 10) -> list[tuple[int, str]]:
    """What the counting tests that did not pass said, the most frequent first."""
    said: Counter[str] = Counter()
    for file, tests in suite.counting.items():
        if file not in results:
            continue
        result = results[file]
        whole = result.texts.get("", "")
        for test in tests:
            if result.outcomes.get(test) != "passed":
                said[
                    f"{file}: {whole}"
                    if test not in result.outcomes and whole
                    else result.texts.get(test, "it was not found in its file")
                ] += 1
    return [(count, text) for text, count in said.most_common(most)]
