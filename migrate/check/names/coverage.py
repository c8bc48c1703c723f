"""The coverage of legacy names: `compat/coverage.toml`, found without importing compat.

A table for each module, `["theano.tensor"]`: arrays or tables `supported`, `flagged` and `absent`, and the `default`
state (with `reason`) of every name that none of them lists. A table with `status` is about the one dotted name in
its heading and everything below it. `legacy_names.txt.gz` beside it has all names that ever existed: a name in
neither file is unknown, whatever the default.
"""

from __future__ import annotations

import gzip
import importlib.util
import tomllib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

ROOTS = ("theano", "pymc3")
OURS = tuple(
    (package + below, legacy)
    for package in ("compat", "theano_compat")
    for below, legacy in (
        (".theano_api", "theano"),
        (".pymc3_api", "pymc3"),
        (".models", "pymc3"),
        (".old.theano", "theano"),
        (".old.pymc3", "pymc3"),
        (".pymc3", "pymc3"),
        ("", "theano"),
    )
)
STATES = ("supported", "flagged", "absent")


@dataclass(frozen=True)
class State:
    """A state: `status` is supported, flagged, absent or unknown (in no table); `name` as far as it was looked up."""

    status: str
    name: str
    reason: str = ""
    check: str | None = None


class Coverage:
    """The table. Lookups never fail: a name in no table is "unknown", one of other libraries gives None."""

    def __init__(
        self,
        tables: Mapping[str, Mapping[str, Any]],
        path: Path | None = None,
        known: Mapping[str, frozenset[str]] | None = None,
        given_back: Iterable[str] = (),
        flags: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self.path = path
        self.flags = flags or {}  # "without effect", "fixed": flags of theano.config, with dots
        self.given_back = frozenset(given_back)  # "numpy.in1d", "numpy.histogram(normed)", "pandas.concat(*)"
        self.known = known or {}
        self.tables = dict(tables)
        self._packages = {module[:at] for module in self.tables for at in range(len(module)) if module[at] == "."}
        self.names = {module: _entries(module, table) for module, table in self.tables.items()}
        self._looked_up: dict[str, State | None] = {}

    def __bool__(self) -> bool:
        return bool(self.tables)

    def lookup(self, qualified: str) -> State | None:
        """Return the state of a qualified name, or of the longest prefix that the table knows."""
        if qualified not in self._looked_up:
            self._looked_up[qualified] = self._lookup(qualified)
        return self._looked_up[qualified]

    def _lookup(self, qualified: str) -> State | None:
        name = canonical(qualified)
        if name.partition(".")[0] not in ROOTS or "()" in name:
            return None
        parts = name.split(".")
        if name != qualified and len(parts) > 1 and not self._legacy(*parts[:2]):
            return None  # our own names, such as compat.install
        known = 0  # number of leading parts that form a module of the table
        for i in range(1, len(parts) + 1):
            prefix = ".".join(parts[:i])
            table = self.tables.get(prefix)
            if table is not None and "status" in table:
                return State(table["status"], prefix, table.get("reason", ""), table.get("check"))
            if table is None and known == i - 1 and i > 1 and self._has_below(prefix):
                known = i  # a package of which only modules are listed
            elif table is not None:
                known = i
        if known == 0:
            return State("unknown", name)
        module = ".".join(parts[:known])
        if known == len(parts):
            return self._module(module)
        return self._member(module, parts[known])

    def exports(self, module: str, name: str) -> bool:
        """Say whether the table lists `name` in `module`, and `from module import *` therefore brings it."""
        module = canonical(module)
        return name in self.names.get(module, {}) or (name in self.known.get(module, ()) and name[:1] != "_")

    def checks(self) -> dict[str, State]:
        """Return the check codes that the table itself names, each with one of its names."""
        states = [state for names in self.names.values() for state in names.values()]
        states += [
            State(t["status"], m, t.get("reason", ""), t.get("check")) for m, t in self.tables.items() if "status" in t
        ]
        return {state.check: state for state in reversed(states) if state.check}

    def _legacy(self, root: str, name: str) -> bool:
        below = f"{root}.{name}"
        return self.exports(root, name) or below in self.tables or self._has_below(below)

    def _has_below(self, prefix: str) -> bool:
        return prefix in self._packages

    def _module(self, module: str) -> State:
        table = self.tables.get(module, {})
        if table.get("default") == "absent" and not any(
            state.status != "absent" for state in self.names.get(module, {}).values()
        ):
            return State("absent", module, table.get("reason", ""))
        return State("supported", module)

    def _member(self, module: str, name: str) -> State:
        full = f"{module}.{name}"
        found = self.names.get(module, {}).get(name)
        if found is not None:
            return found
        if name.startswith("__") and name.endswith("__"):
            return State("supported", full)  # every module has __version__ or __file__
        known = self.known.get(module, frozenset("*"))
        if name not in known and "*" not in known and full not in self.known and not name.startswith("_"):
            return State("unknown", full)
        table = self.tables.get(module, {})
        default = table.get("default", "unknown")
        return State(default, full, table.get("reason", ""), table.get("check"))


@lru_cache(10_000)
def canonical(name: str) -> str:
    """Return `theano.tensor.exp` for `compat.tensor.exp` (in converted code) and `theano.theano.tensor.exp`."""
    while name == "theano.theano" or name.startswith("theano.theano."):  # `from theano import theano`
        name = name.removeprefix("theano.")
    if not name.startswith(("compat", "theano_compat")):
        return name
    for ours, legacy in OURS:
        if name == ours or name.startswith(ours + "."):
            return legacy + name[len(ours) :]
    return name


def longest_part(name: str, names: Container[str]) -> str:
    """Return the longest prefix of `name` ("a.b.c", "a.b", "a") that is among `names`; "" if none is."""
    while name and name not in names:
        name = name.rpartition(".")[0]
    return name


def _entries(module: str, table: Mapping[str, Any]) -> dict[str, State]:
    entries: dict[str, State] = {}
    for status in STATES:
        listed: Iterable[str] | Mapping[str, Any] = table.get(status, ())
        for name in listed:
            about = listed[name] if isinstance(listed, Mapping) else ""
            about = {"reason": about} if isinstance(about, str) else about
            reason = about.get("reason", "") or (table.get("reason", "") if status == "absent" else "")
            entries[name] = State(status, f"{module}.{name}", reason, about.get("check"))
    return entries


def read(path: Path) -> Coverage:
    """Read the coverage table."""
    with path.open("rb") as file:
        tables = {k: v for k, v in tomllib.load(file).items() if isinstance(v, dict)}
    names, flags = _given_back(path.with_name("given_back.toml"))
    return Coverage(tables, path, packed_names(path.with_name("legacy_names.txt.gz")), names, flags)


def packed_names(path: Path) -> dict[str, frozenset[str]]:
    """Return module -> its names; an empty dict if the file is missing."""
    lines = packed_lines(path) if path.is_file() else []
    return {module: frozenset(names.split()) for module, _, names in (line.partition(":") for line in lines)}


def packed_lines(path: Path) -> list[str]:
    """Return the lines of a compressed file; none if it is missing."""
    return gzip.decompress(path.read_bytes()).decode().splitlines()


def _given_back(path: Path) -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    if not path.is_file():
        return frozenset(), {}
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    names = frozenset([*table["names"], *table["arguments"]])
    return names, {"without effect": frozenset(table["flags_without_effect"]), "fixed": frozenset(table["fixed_flags"])}


def installed() -> Coverage:
    """Return the table of the compat installed beside us; an empty one if there is none."""
    spec = importlib.util.find_spec("theano_compat")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "coverage.toml"
        if path.is_file():
            return _read_once(path)
    return Coverage({})


@cache
def _read_once(path: Path) -> Coverage:  # it takes 0.1 s, and each file of a project asks for it
    return read(path)
