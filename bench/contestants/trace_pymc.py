"""From the start of the process to draws in memory by PyMC 6 and nutpie: `... -m bench.contestants.trace_pymc NAME`."""

from __future__ import annotations

import sys

from bench import workload


def main(name: str) -> None:
    import nutpie
    import pymc

    work = workload.load(name)
    compiled = nutpie.compile_pymc_model(work.legacy(pymc, work.data(work.NAMED)))
    nutpie.sample(compiled, draws=1000, tune=1000, chains=4, cores=2, seed=1, progress_bar=False)


if __name__ == "__main__":
    main(sys.argv[1])
