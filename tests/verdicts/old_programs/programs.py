"""The programs of the tables beside this file, and the values that old releases gave for them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
OLD_VALUES = HERE / "old_values.json"  # release -> program -> what its last expression printed
NUMBER = re.compile(r"-?(?:\d+\.?\d*(?:e[-+]?\d+)?|\binf\b|\bnan\b)j?")
PRECISION = 1e-9  # other releases sum in another order, and have other libraries of special functions


@dataclass(frozen=True)
class Program:
    """A program whose last expression is compared; name: the first name, or the rule, that it is about.

    changes: a sentence, where our value is meant to be another one. changes_with_fix: where it is ours as then, and the
    program as `migrate-check --fix` leaves it gives another one on today's libraries.
    """

    name: str
    text: str
    release: str
    changes: str = ""
    changes_with_fix: str = ""
    unsafe: bool = False

    @property
    def is_run_as_it_is(self) -> bool:
        """Say whether the program runs after `compat.install()`: one of Python 2 has to be changed first."""
        return not self.name.startswith("MC")


def rows() -> Iterator[dict]:
    """Yield every row of every table; a name `module.*` stands for the names that no row has itself."""
    found = [row for path in sorted(HERE.glob("*.toml")) for row in tomllib.loads(path.read_text("utf-8"))["row"]]
    own = {name for row in found for name in row.get("names", ())}
    others = [name for name in given_back() if name not in own]
    for row in found:
        names = []
        for name in row.get("names", ()):
            module = name.removesuffix("*") if name.endswith(".*") else None
            names += [name] if module is None else [one for one in others if one.startswith(module)]
        if names or "rule" in row:
            yield {**row, "names": names}


@cache
def given_back() -> tuple[str, ...]:
    """Return the names, and the functions with an argument, that are given back."""
    table = tomllib.loads((ROOT / "compat" / "given_back.toml").read_text("utf-8"))
    return (*table["names"], *table["arguments"])


def programs() -> list[Program]:
    """Return every program once: those of a row stand for each of its names."""
    found: dict[str, Program] = {}
    for row in rows():
        sentences = {key: row[key] for key in ("changes", "changes_with_fix", "unsafe") if key in row}
        for text in row.get("programs", ()):
            for name in row["names"] or [row["rule"]]:
                for made in _spelled(text, name):
                    found.setdefault(made, Program(name, made, row["release"], **sentences))
    return list(found.values())


def _spelled(text: str, name: str) -> list[str]:
    """Return the program for a name; where it calls it by its path, also with the name imported."""
    function = name.partition("(")[0]
    module, _, last = function.rpartition(".")
    made = text.format(name=name, module=module, last=last, function=function)
    if f" {name}(" not in made:
        return [made]
    return [made, f"from {module} import {last}; {made.replace(f'{name}(', f'{last}(')}"]


def names_with_programs() -> set[str]:
    return {name for row in rows() if "programs" in row for name in row.get("names", ())}


def names_with_reasons() -> dict[str, str]:
    """Return the names of which no value is compared, each with the reason."""
    return {name: row["not_compared"] for row in rows() if "not_compared" in row for name in row["names"]}


def old_values() -> dict[str, dict[str, str]]:
    return json.loads(OLD_VALUES.read_text(encoding="utf-8"))


def values_by(python: str, texts: Iterable[str], *how: str, folder: Path = ROOT) -> list[str]:
    """Return the values of the programs, run by an interpreter; how: "shim" for ours."""
    run = subprocess.run(
        [python, str(HERE / "run_programs.py"), *how],
        input=json.dumps(list(texts)),
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    if run.returncode:
        raise RuntimeError(run.stderr[-3000:])
    return json.loads(run.stdout)


def values_here(texts: Iterable[str], *how: str, folder: Path = ROOT) -> list[str]:
    return values_by(sys.executable, texts, *how, folder=folder)


def agree(one: str, other: str) -> bool:
    """Say whether two printed values are the same, numbers to a relative error of PRECISION."""
    if one == other:
        return True
    if NUMBER.sub(_kind, one) != NUMBER.sub(_kind, other):
        return False
    return all(map(_near, NUMBER.findall(one), NUMBER.findall(other)))


def _kind(number: re.Match[str]) -> str:
    return "integer" if number.group().lstrip("-").isdigit() else "number"


def _near(one: str, other: str) -> bool:
    a, b = complex(one), complex(other)
    return one == other or abs(a - b) <= PRECISION * max(abs(a), abs(b)) + 1e-13
