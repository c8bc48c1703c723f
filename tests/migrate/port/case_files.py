"""The tables of translations: `cases/*.txt`, text before and after, and what of it is compared when both are run.

    == name: model        # or out, or text
    before
    --
    after

Both sides stand behind the same four imports. `model`: the log densities of `model` are compared at several points;
`out`: what stands in `out`; `text`: the texts alone. `python -m tests.migrate.port.case_files` writes every
`after` anew: look at the difference before it is kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from theano_migrate.port.translate import translated

CASES = Path(__file__).with_name("cases")
OLD = "import numpy as np\nimport pymc3 as pm\nimport theano\nimport theano.tensor as tt\n"
NEW = "import numpy as np\nimport pymc as pm\nimport pytensor\nimport pytensor.tensor as tt\n"
CHECKS = ("model", "out", "text")
HEAD = re.compile(r"^== (.*): (\w+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    file: str
    name: str
    check: str
    before: str
    after: str

    @property
    def old(self) -> str:
        return OLD + self.before

    @property
    def new(self) -> str:
        return NEW + self.after

    def __str__(self) -> str:
        return f"{self.file}: {self.name}"


def cases() -> list[Case]:
    """All of them."""
    return [case for path in sorted(CASES.glob("*.txt")) for case in read(path)]


def read(path: Path) -> list[Case]:
    found = []
    parts = HEAD.split(path.read_text(encoding="utf-8"))[1:]
    for name, check, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
        assert check in CHECKS, f"{path.name}: {name}: {check}"
        before, _, after = body.partition("--\n")
        found.append(Case(path.stem, name, check, before, after.rstrip("\n") + "\n"))
    return found


def translation(case: Case) -> str:
    """What the translator makes of it today, without the imports that all cases have."""
    text = translated(case.old, f"{case.file}.py").text
    assert text.startswith(NEW), f"{case}: its imports became others:\n{text}"
    return text[len(NEW) :]


def main() -> None:
    """Write what the translator makes today."""
    for path in sorted(CASES.glob("*.txt")):
        head = path.read_text(encoding="utf-8").partition("== ")[0]
        path.write_text(
            head
            + "".join(
                f"== {one.name}: {one.check}\n{one.before}--\n{translation(one).rstrip()}\n\n" for one in read(path)
            ),
            encoding="utf-8",
        )


if __name__ == "__main__":
    main()
