"""Is every mutation of every port caught? `python -m tests.migrate.port.mutations [PORT ...]`: some minutes.

A mutant is caught where its certificate does not say equal. One that cannot be run, or is the same model, is counted
apart; SAME has those, with the reason. What is compared with is the fixture's old script under the shim.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.migrate.port.mutated_ports import PORTS, Mutant, mutants
from theano_migrate.port.certificate.certify import certified, loaded
from theano_migrate.port.certificate.environment import port_python
from theano_migrate.port.certificate.errors import CannotCertify
from theano_migrate.port.certificate.process import Side, new_side, old_side

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "legacy_models"
CAUGHT, SAME_MODEL, BROKEN, MISSED = "caught", "the same model", "does not run", "MISSED"
SAME = {  # (port, operator, where): why it is the same model
    ("survival_potential", "index", "line 25: [event]"): "a mask is no index to be off by one",
}


def names() -> list[str]:
    return sorted(path.stem for path in PORTS.glob("*.py"))


def original(port: str) -> Path:
    return FIXTURES / port / "model.py"


def of_port(port: str, two: Side) -> list[Mutant]:
    """The mutants of a port; its transformed variables are asked of the real PyMC."""
    described = loaded(two, PORTS / f"{port}.py", 0)["models"][0]["variables"]
    return list(mutants(port, [name for name, one in described.items() if one["transform"] is not None]))


def outcome(mutant: Mutant, one: Side, two: Side, count: int = 24) -> tuple[str, str]:
    """(one of the outcomes, the certificate's sentence)"""
    with tempfile.TemporaryDirectory() as folder:
        # beside the ports, as far as paths in a port go
        script = Path(folder) / "mutant.py"
        text = mutant.text.replace("__file__", repr(str(PORTS / f"{mutant.port}.py")))
        script.write_text(text, encoding="utf-8")
        try:
            report = certified(one, two, original(mutant.port), script, count=count)
        except CannotCertify as error:
            return BROKEN, str(error)
    if not report.agrees:
        cannot = "cannot be evaluated" in report.sentence()
        return (BROKEN if cannot else CAUGHT), report.sentence()
    if (mutant.port, mutant.operator, mutant.where) in SAME:
        return SAME_MODEL, SAME[mutant.port, mutant.operator, mutant.where]
    return MISSED, report.sentence()


def all_outcomes(ports: Sequence[str]) -> Iterator[tuple[Mutant, str, str]]:
    python = port_python()
    assert python is not None, "make port-venv"
    with old_side() as one, new_side(python) as two:
        for port in ports:
            for mutant in of_port(port, two):
                yield mutant, *outcome(mutant, one, two)


def main(ports: Sequence[str]) -> int:
    counts: Counter[str] = Counter()
    by_operator: Counter[tuple[str, str]] = Counter()
    for mutant, found, told in all_outcomes(ports or names()):
        counts[found] += 1
        by_operator[mutant.operator, found] += 1
        print(f"{found:15} {mutant.port}: {mutant.operator}: {mutant.where}: {told[:160]}", flush=True)
    print()
    kinds = (CAUGHT, SAME_MODEL, BROKEN, MISSED)
    print(f"{'':12}" + "".join(f"{kind:>16}" for kind in kinds))
    for operator in dict.fromkeys(operator for operator, _ in by_operator):
        print(f"{operator:12}" + "".join(f"{by_operator[operator, kind]:16}" for kind in kinds))
    print(f"{'all':12}" + "".join(f"{counts[kind]:16}" for kind in kinds))
    return int(counts[MISSED] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
