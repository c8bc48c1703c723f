"""`python -m tests.fidelity [SUITE ...] [-n N]`: the long checks; by default all."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable

SUITES = (
    "numbers",
    "faults",
    "sanitizers",
    "fuzz",
    "compare",
    "mutations",
    "samplers",
    "check",
    "rewrites",
    "rules",
    "order",
    "models",
    "legacy-fuzz",
    "laziness",
    "ports",
    "data-tables",
    "foreign",
    "resume",
    "notebooks",
)


def numbers() -> int:
    """Numbers saved from the real libraries, and the tests that take too long for `make test`."""
    command = [sys.executable, "-m", "pytest", "-q", "-m", "fidelity"]
    return subprocess.run(command, env=os.environ | {"COMPAT_WHOLE": "1"}).returncode


def main(given: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fidelity", description=__doc__)
    parser.add_argument("suites", nargs="*", metavar="|".join(SUITES), help="default: all")
    parser.add_argument(
        "-n",
        type=int,
        help="graphs of `fuzz`, programs of `legacy-fuzz` (default: 20000), pairs of"
        " `compare` (5000),"
        " mutants to sample (24), simulations of `samplers` (200), changes of a kind of `check` (4),"
        " graphs of `rules` (500), random orders of `order` (2), programs of `models` (all),"
        " functions of `laziness` (all), random models of `data-tables` (60),"
        " units of `foreign` (all), kills of `resume` (50), mutants of a notebook of `notebooks` (all)",
    )
    parser.add_argument("--first", type=int, default=0, help="number of the first graph or program")
    parser.add_argument("--workers", type=int, default=2, help="processes of `fuzz` and `compare` (default: 2)")
    options = parser.parse_args(given)
    for suite in options.suites:
        if suite not in SUITES:
            parser.error(f"no suite {suite!r}: there are {', '.join(SUITES)}")

    def fuzzed() -> int:
        from tests.fidelity import fuzz

        return fuzz.main(options.n or 20_000, options.workers, options.first)

    def faulty() -> int:
        from tests.fidelity import faults

        return faults.main()

    def sanitized() -> int:
        from tests.fidelity import sanitizers

        return sanitizers.main()

    def compared() -> int:
        from tests.fidelity import verdicts

        return verdicts.main(options.n or 5_000, options.workers)

    def mutated() -> int:
        from tests.fidelity import mutations

        return mutations.main(24 if options.n is None else options.n, options.workers)

    def ported() -> int:
        from tests.migrate.port import mutations

        return mutations.main([])

    def checked() -> int:
        from tests.fidelity import check_truth

        return check_truth.main(options.n or 4, options.workers)

    def calibrated() -> int:
        from tests.fidelity import calibration

        return calibration.main(options.n or 200, options.workers)

    def rewritten() -> int:
        from tests.fidelity import rewrites

        return rewrites.main(options.workers)

    def left_out() -> int:
        from tests.fidelity import without_rules

        return without_rules.main(500 if options.n is None else options.n, options.workers)

    def ordered() -> int:
        from tests.fidelity import order

        return order.main(2 if options.n is None else options.n, options.workers)

    def modelled() -> int:
        from tests.fidelity import models

        return models.main(options.n, options.workers, options.first)

    def in_old_words() -> int:
        from tests.fidelity import legacy_fuzz

        return legacy_fuzz.main(options.n or 20_000, options.workers, options.first)

    def over_tables() -> int:
        from tests.fidelity import data_tables

        return data_tables.main(60 if options.n is None else options.n, first=options.first)

    def elsewhere() -> int:
        from tests.fidelity import foreign

        return foreign.main(options.workers, options.n)

    def resumed() -> int:
        from tests.fidelity import resume

        return resume.main(50 if options.n is None else options.n)

    def of_notebooks() -> int:
        from tests.fidelity import mutated_notebooks

        return mutated_notebooks.main(options.n)

    def lazy() -> int:
        from tests.fidelity import laziness

        return laziness.main(options.n, options.workers)

    todo: dict[str, Callable[[], int]] = {
        "numbers": numbers,
        "faults": faulty,
        "sanitizers": sanitized,
        "fuzz": fuzzed,
        "compare": compared,
        "mutations": mutated,
        "samplers": calibrated,
        "check": checked,
        "rewrites": rewritten,
        "rules": left_out,
        "order": ordered,
        "models": modelled,
        "legacy-fuzz": in_old_words,
        "laziness": lazy,
        "ports": ported,
        "data-tables": over_tables,
        "foreign": elsewhere,
        "resume": resumed,
        "notebooks": of_notebooks,
    }
    failed = []
    for suite in options.suites or SUITES:
        start = time.monotonic()
        status = todo[suite]()
        print(f"{suite}: {'fails' if status else 'holds'}, {time.monotonic() - start:.0f} s", flush=True)
        if status:
            failed.append(suite)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
