"""The counts, as one list: what was used, by how many repositories."""

import csv
import functools
import tomllib
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
EXECUTED = HERE / "executed.csv"
NOT_EXECUTED = HERE / "not_executed.toml"


class Row(NamedTuple):
    """`kind` is name, keyword or method; `of` the callable or receiver, "" for a name."""

    kind: str
    of: str
    name: str
    repos: int

    @property
    def label(self) -> str:
        """How files and reports write it."""
        if self.kind == "name":
            return self.name
        return f"{self.of}({self.name})" if self.kind == "keyword" else f"<{self.of}> {self.name}"


@functools.cache
def census() -> dict[str, Row]:
    """All rows by their label."""
    rows = [Row("name", "", r["name"], int(r["repos"])) for r in table("names")]
    rows += [Row("keyword", r["callable"], r["keyword"], int(r["repos"])) for r in table("keywords")]
    rows += [Row("method", r["receiver"], r["name"], int(r["repos"])) for r in table("methods")]
    return {row.label: row for row in rows}


def table(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def executed() -> dict[str, str]:
    """Label -> the test that executed it in the last trace."""
    return {row["what"]: row["test"] for row in table("executed")} if EXECUTED.exists() else {}


def write_executed(found: dict[str, str]) -> None:
    with EXECUTED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["what", "test"])
        writer.writerows((label, found[label]) for label in census() if label in found)


def explained() -> dict[str, str]:
    """Label -> why no test executes it."""
    tables = tomllib.loads(NOT_EXECUTED.read_text(encoding="utf-8")) if NOT_EXECUTED.exists() else {}
    return {label: entry["reason"] for entry in tables.get("because", []) for label in entry["what"]}
