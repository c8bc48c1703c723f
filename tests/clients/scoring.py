"""What a client's run amounts to, as the row of it that is kept."""

from __future__ import annotations

from dataclasses import dataclass

from tests.clients.exclusions import EITHER_WAY, MISSES, matching
from tests.clients.running import Result


@dataclass(frozen=True)
class Score:
    """passed of counting. wrong: sentences, each of which fails the run. excluded: tests by reason."""

    passed: int
    counting: int
    excluded: dict[str, int]
    skipped: int
    wrong: tuple[str, ...]


def scored(result: Result, real: dict[str, str], excluded: dict[str, str]) -> Score:
    """Score a run. real: what the tests did on the real library, where that is known; what fails there, and here, does
    not count.
    """
    wrong, reasons = [], dict[str, int]()
    passed = counting = skipped = 0
    used: dict[str, list[str]] = {pattern: [] for pattern in excluded}
    for test, outcome in sorted(result.outcomes.items()):
        pattern = matching(test, excluded)
        if pattern is not None:
            used[pattern].append(outcome)
        if outcome in ("skipped", "xfailed") and pattern is None:
            skipped += 1
            continue
        reason = excluded[pattern] if pattern is not None else ""
        if outcome != "passed" and not reason and real.get(test, "passed") in ("failed", "crashed"):
            reason = "fails there"
        if outcome == "passed" or not reason or reason in MISSES:
            counting += 1
            passed += outcome == "passed"
        if outcome != "passed" and reason:
            reasons[reason] = reasons.get(reason, 0) + 1
        if outcome not in ("passed",) and not reason:
            wrong.append(f"{outcome}: {test}: {result.texts.get(test, '')}")
    for pattern, outcomes in used.items():
        if not outcomes:
            wrong.append(f"excluded, but there is no such test: {pattern}")
        elif all(o == "passed" for o in outcomes) and excluded[pattern] not in EITHER_WAY:
            wrong.append(f"excluded, but it passes: {pattern}")
    if result.stopped:
        wrong.append("the time was up before all tests had run")
    if not result.outcomes:
        wrong.append(f"no test ran: {result.output.strip()[-400:]}")
    if not (result.compiled and result.called):
        wrong.append(f"our code was not entered: {result.compiled} functions compiled, {result.called} calls")
    return Score(passed, counting, reasons, skipped, tuple(wrong))
