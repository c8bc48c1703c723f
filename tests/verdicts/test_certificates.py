"""Ports that are wrong, and right ones that look odd: `certificate/*.txt`, each with the verdict that is true.

    == name: verdict | what the report says | !what it does not say
    the old program
    --
    the new program

Both stand behind imports of their libraries. The verdict is a status of `theano_common.verdict`, or the word of the
certificate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.migrate.port.conftest import new, old, python  # noqa: F401  # the processes, started once
from theano_migrate.port.certificate.certify import certified
from theano_migrate.port.certificate.html_report import page
from theano_migrate.port.certificate.process import Side

pytestmark = pytest.mark.slow

DATA = "y = np.array([1.0, 2.0, 4.0])\n"
OLD = f"import numpy as np\nimport pymc3 as pm\nimport theano\nimport theano.tensor as tt\n{DATA}"
NEW = f"import numpy as np\nimport pymc as pm\nimport pytensor\nimport pytensor.tensor as pt\n{DATA}"
HEAD = re.compile(r"^== (.*?): (.*)\n", re.MULTILINE)


@dataclass(frozen=True)
class Attack:
    """A pair of programs, with what is true of it. `verdict`: a word; `said`: parts of the report."""

    name: str
    verdict: str
    said: tuple[str, ...]
    old: str
    new: str

    def __str__(self) -> str:
        return self.name


def attacks() -> Iterator[Attack]:
    for path in sorted(Path(__file__).with_name("certificate").glob("*.txt")):
        parts = HEAD.split(path.read_text(encoding="utf-8"))[1:]
        for name, head, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True):
            verdict, *said = head.split(" | ")
            before, _, after = body.partition("--\n")
            yield Attack(name, verdict, tuple(said), OLD + before, NEW + after)


@pytest.mark.parametrize("attack", [*attacks()], ids=str)
def test_a_certificate_says_what_is_true(attack: Attack, old: Side, new: Side, tmp_path: Path) -> None:  # noqa: F811
    paths = tmp_path / "old.py", tmp_path / "new.py"
    for path, text in zip(paths, (attack.old, attack.new), strict=True):
        path.write_text(text, encoding="utf-8")
    report = certified(old, new, *paths, count=10)
    text = report.text()
    assert attack.verdict in (report.status.value, report.verdict), text
    for part in attack.said:
        assert (part[1:] not in text) if part.startswith("!") else (part in text), f"{part}\n{text}"
    assert report.sentence().startswith(f"{report.verdict}: ") and page(report)
    assert (report.exit_code == 0) == (attack.verdict in ("equal", "near"))
