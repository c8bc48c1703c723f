"""Reads the table of differences: what a name or an idiom meant in one release, and what it means in a later one.

A family is read when one of its rows is asked for: most programs ask for none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EFFECTS = ("silent", "warns", "raises")  # what a user's number does: another one without a word, with one, or none
# where programs of checks run
ENVIRONMENTS = ("pymc3-3.0", "pymc3-3.1", "pymc3-3.4", "pymc3-3.8", "pymc3-3.11", "pymc6", "ours")
FAMILIES = (  # files, in the order of the page
    *("draws", "statistics", "densities", "sampling", "data", "random", "files", "text", "arrays"),
    "here",  # ourselves beside the old libraries
)


@dataclass(frozen=True)
class Check:
    """A program, and what it must print: environment of `ENVIRONMENTS` -> text."""

    program: str
    prints: Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """One row of the table.

    name: "family/row". what: a name or an idiom. library: whose. since: the first release with the meaning `then`, ""
    where it had it always. before: the first release with another meaning; "" where the library's last release has it
    too, and `now` is that of its successor. then, now: clauses. right: who is, and by what. effect: one of `EFFECTS`.
    source: a release note, an issue, a file of the library. typed: what leads to the row in the documentation's
    search. faulty: a pattern of scripts whose old numbers it may explain. emulated: `config.emulate` gives the meaning
    back. port: what migrate-port says of it, by case; "" is the case of a row with one sentence. rules: codes of
    migrate-check that are about it. unchecked: why it has none.
    """

    name: str
    what: str
    library: str
    then: str
    now: str
    right: str
    effect: str
    source: str
    since: str = ""
    before: str = ""
    typed: tuple[str, ...] = ()
    faulty: str = ""
    emulated: bool = False
    port: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[str, ...] = ()
    unchecked: str = ""
    checks: tuple[Check, ...] = ()

    @property
    def anchor(self) -> str:
        """Return its place in the page docs/differences.md, where `what` is its heading."""
        return re.sub(r"[^\w\- ]", "", self.what.lower()).replace(" ", "-")

    @property
    def releases(self) -> str:
        """Return which releases meant `then`: "PyMC3 3.4 to before 3.9"."""
        words = [self.library, self.since and f"from {self.since}", self.before and f"before {self.before}"]
        return " ".join(filter(None, words))

    @property
    def by_release(self) -> str:
        """Return both meanings in a sentence: "Before PyMC3 3.6 draws were ...; since then they are ..."."""
        begins = " ".join(filter(None, [self.library, self.since]))
        if self.before:
            begin = (
                f"Before {self.library} {self.before}" if not self.since else f"From {begins} to before {self.before}"
            )
            return f"{begin} {self.then}; since then {self.now}."
        return f"In {begins} {self.then}; today {self.now}."


def differences() -> Iterator[Difference]:
    """Yield every row, a family after the other."""
    for name in FAMILIES:
        yield from family(name).rows.values()


def difference(name: str) -> Difference:
    """Return the row "family/row". Raises KeyError if there is none."""
    return family(name.partition("/")[0]).rows[name]


@dataclass(frozen=True)
class Family:
    """The rows of one file by name, under a heading, with what is true of all of them."""

    heading: str
    about: str
    rows: Mapping[str, Difference]


@functools.cache
def family(name: str) -> Family:
    """Return a family. Raises ValueError if its file has a row that is not whole."""
    import tomllib  # an import of ours must cost little where no row is asked for

    text = Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")
    fields = tomllib.loads(text)
    heading, about = fields.pop("heading"), fields.pop("about", "")
    return Family(heading, about, {f"{name}/{row}": _row(f"{name}/{row}", one) for row, one in fields.items()})


def _row(name: str, fields: dict[str, Any]) -> Difference:
    try:
        checks = tuple(Check(**one) for one in fields.pop("check", ()))
        fields |= {key: tuple(fields.get(key, ())) for key in ("typed", "rules")}
        if isinstance(port := fields.get("port"), str):
            fields["port"] = {"": port}
        return Difference(name, **fields, checks=checks)
    except TypeError as error:
        raise ValueError(f"the row {name} of the table of differences is not whole: {error}") from None
