"""Programs of the table's checks, run in the environments where they must print what the table says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from fixtures.oracles import DEFAULT_FOLDER, ORACLES, environment_variables, prepare
from theano_common.differences.table import ENVIRONMENTS, Difference
from theano_migrate.port.certificate.environment import make_python, port_python

REAL = {
    "pymc3-3.0": "pymc3-3.0",
    "pymc3-3.1": "pymc3-3.1",
    "pymc3-3.4": "pymc3-3.4.1",
    "pymc3-3.8": "pymc3-3.8",
    "pymc3-3.11": "pymc3-3.11.5",
}  # environment -> the oracle that it is
LIMIT = 1800  # seconds for all programs of an environment

# A child's whole code: it runs on Python 3.6, and without this repository.
CHILD = """
import contextlib, io, json, logging, sys, traceback, warnings
warnings.simplefilter("ignore")
out = sys.stdout
for name, text in json.load(sys.stdin):
    shown = io.StringIO()
    try:
        with contextlib.redirect_stdout(shown):
            exec(compile(text, name, "exec", dont_inherit=True), {"__name__": "__main__"})
    except BaseException as error:
        shown.write(traceback.format_exception_only(type(error), error)[-1])
    out.write(json.dumps([name, shown.getvalue()]) + "\\n")
    out.flush()
"""


@dataclass(frozen=True)
class Asked:
    """One program of a row in one environment, and what it must print."""

    row: str
    number: int
    environment: str
    program: str
    prints: str

    @property
    def name(self) -> str:
        """Return a name that no other has: "draws/slice, 1, in pymc6"."""
        return f"{self.row}, {self.number}, in {self.environment}"


def asked(rows: Iterable[Difference]) -> list[Asked]:
    """Return the programs of all checks, an entry for each environment."""
    return [
        Asked(row.name, number, environment, check.program, prints)
        for row in rows
        for number, check in enumerate(row.checks, 1)
        for environment, prints in check.prints.items()
    ]


def folder() -> Path:
    """Return the folder of the environments with old releases."""
    return Path(os.environ.get("THEANO_COMPAT_ORACLES", DEFAULT_FOLDER)).expanduser().resolve()


def python_of(environment: str, make: bool = True) -> Path | None:
    """Return the Python of an environment, made if it is not there; None if it may not be.

    Raises SystemExit or CannotCertify if it cannot be made.
    """
    if environment == "ours":
        return Path(sys.executable)
    if environment == "pymc6":
        return make_python() if make else port_python()
    oracle = ORACLES[REAL[environment]]
    there = any((folder() / oracle.environment).glob(f"lib/python*/site-packages/{oracle.package}.dist-info"))
    return prepare(oracle, folder()) if make or there else None


def printed(programs: Iterable[Asked], python: Path) -> Iterator[tuple[Asked, str]]:
    """Yield what each program prints, all in one process of one environment, as it comes."""
    named = {one.name: one for one in programs}
    [environment] = {one.environment for one in named.values()}
    oracle = ORACLES.get(REAL.get(environment, ""))
    variables = environment_variables(oracle, folder()) if oracle else {**os.environ, "MPLBACKEND": "agg"}
    if oracle:
        variables["THEANO_FLAGS"] += ",cxx="  # to compile takes longer than all these programs do in Python
    with subprocess.Popen(
        [python, "-c", CHILD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**variables, "PYTHONHASHSEED": "0"},
    ) as child:
        assert child.stdin is not None and child.stdout is not None
        child.stdin.write(json.dumps([[name, one.program] for name, one in named.items()]))
        child.stdin.close()
        for line in child.stdout:
            if not line.startswith('["'):
                continue  # what a library writes past Python
            name, text = json.loads(line)
            yield named.pop(name), text
        child.wait(LIMIT)
    for one in named.values():
        yield one, f"nothing: the process ended with status {child.returncode}\n"


def by_environment(programs: Iterable[Asked]) -> dict[str, list[Asked]]:
    """Return the programs of each environment."""
    found: dict[str, list[Asked]] = {name: [] for name in ENVIRONMENTS}
    for one in programs:
        found[one.environment].append(one)
    return {name: some for name, some in found.items() if some}
