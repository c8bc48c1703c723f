"""Keep `compat/coverage.toml`, what is generated with it for migrate-check, and the table in docs/names.md, true.

    python -m tools.coverage           write them anew: lists of supported names come from the shim itself,
                                       reasons and what is flagged stay as they stand in the file
    python -m tools.coverage check     change nothing; exit status 1 and a list if anything is stale

A module that has no reason of its own takes the one of the nearest package above it.
"""

import gzip
import sys
import textwrap
import tomllib
from pathlib import Path
from typing import Any

from theano_migrate.check.names import dropped_names
from tools import members, signatures, univariate_names
from tools.coverage_survey import Found, survey
from tools.given_back import given_back
from tools.legacy_names import incomplete, modules

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "compat" / "coverage.toml"
NAMES = ROOT / "compat" / "legacy_names.txt.gz"
MEMBERS = ROOT / "migrate" / "check" / "names" / "members.txt"
CLASSES = MEMBERS.with_name("classes.txt")
SIGNATURES = MEMBERS.with_name("signatures.txt")
GIVEN_BACK = ROOT / "compat" / "given_back.toml"
PAGE = ROOT / "docs" / "names.md"
BEGIN, END = "<!-- coverage: python -m tools.coverage -->", "<!-- end of coverage -->"
HEADER = """\
# Every public name of Theano 1.0.5, Theano-PyMC 1.1.2, PyMC3 3.8 and 3.11.5 has a state here.
# `supported` lists are written by `python -m tools.coverage` from what the shim has; reasons by hand.
# A table with `status` speaks of everything at and below its name; in the others every name that is
# not listed has the `default` state, for the `reason` given.
"""
NO_REASON = "not written yet"


def fresh(old: dict[str, Any], found: dict[str, Found]) -> dict[str, dict[str, Any]]:
    """The table as it should be, given the reasons of the old one."""
    whole = {name: table for name, table in old.items() if "status" in table}
    tables: dict[str, dict[str, Any]] = dict(whole)
    for name, module in found.items():
        if any(name == top or name.startswith(top + ".") for top in whole):
            continue
        before = old.get(name, {})
        table: dict[str, Any] = {"supported": sorted(module.supported)}
        for state in ("flagged", "absent"):
            kept = {n: why for n, why in before.get(state, {}).items() if n not in module.supported}
            if kept:
                table[state] = kept
        if set(modules()[name].kinds) - set(module.supported):
            table["default"] = before.get("default", "absent")
            table["reason"] = before.get("reason") or inherited(name, old)
        tables[name] = table
    return dict(sorted(tables.items()))


def inherited(name: str, old: dict[str, Any]) -> str:
    """The reason of the nearest package above."""
    while "." in name:
        name = name.rpartition(".")[0]
        if reason := old.get(name, {}).get("reason"):
            return str(reason)
    return NO_REASON


def quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def written(value: Any) -> str:
    """A value as TOML; long lists go over several lines."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{quoted(k)} = {written(v)}" for k, v in value.items()) + " }"
    line = ", ".join(map(quoted, value))
    if len(line) < 90:
        return f"[{line}]"
    return "[\n" + textwrap.indent(textwrap.fill(line, 104, break_on_hyphens=False), "    ") + ",\n]"


def as_toml(tables: dict[str, dict[str, Any]]) -> str:
    parts = [HEADER]
    for name, table in tables.items():
        lines = [f"[{quoted(name)}]"]
        for key, value in table.items():
            if key in ("flagged", "absent"):
                continue
            lines.append(f"{key} = {written(value)}")
        for state in ("flagged", "absent"):
            if state in table:
                lines.append(f"[{quoted(name)}.{state}]")
                lines += [f"{quoted(n)} = {written(why)}" for n, why in table[state].items()]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def page_table(tables: dict[str, dict[str, Any]]) -> str:
    """Counts by package: names of the old releases, and how many of them are supported or flagged."""
    rows: dict[str, list[int]] = {}
    for name, module in modules().items():
        parts = name.split(".")
        package = ".".join(parts[: 2 if len(parts) > 1 else 1])
        top = next((t for t in tables if name == t or name.startswith(t + ".") and "status" in tables[t]), name)
        table = tables[top]
        row = rows.setdefault(package, [0, 0, 0])
        row[0] += len(module.kinds)
        row[1] += len(set(table.get("supported", ())) & set(module.kinds))
        row[2] += len(module.kinds) if table.get("status") == "flagged" else len(table.get("flagged", ()))
    lines = ["| package | names | supported | flagged by migrate-check |", "|---|---:|---:|---:|"]
    for package, (names, supported, flagged) in sorted(rows.items()):
        if supported or flagged:
            lines.append(f"| `{package}` | {names} | {supported} | {flagged} |")
    others = [package for package, row in sorted(rows.items()) if not row[1] and not row[2]]
    sums = [sum(column) for column in zip(*rows.values(), strict=True)]
    lines.append(f"| all | {sums[0]} | {sums[1]} | {sums[2]} |")
    why = "; ".join(f"`{name}`: {tables[name]['reason']}" for name in others)
    nothing = textwrap.fill(f"Nothing of {why}.", 100)
    return "\n".join(lines) + ("\n\n" + nothing if others else "")


def names_text() -> str:
    """Every legacy module with its names, a line each: what the shim ships to tell a typo from what is missing.

    A star stands for names that nobody listed.
    """
    more = incomplete()
    return "".join(
        f"{module.name}: {' '.join(module.kinds)}{' *' * (module.name in more)}\n" for module in modules().values()
    )


def shipped_names() -> str:
    """The text of the file as it stands: compressed bytes differ by version of zlib, the text does not."""
    return gzip.decompress(NAMES.read_bytes()).decode() if NAMES.exists() else ""


def given_back_text() -> str:
    """What `compat.legacy_environment` gives back, for migrate-check, which does not import it."""
    from theano_compat.settings.flags import FLAGS
    from theano_compat.settings.parser import EFFECTS
    from theano_environment import modules as moved
    from theano_environment.patching import narrowed, tables

    without = sorted(flag.dotted for flag in FLAGS.values() if flag.name not in EFFECTS)
    fixed = sorted(flag.dotted for flag in FLAGS.values() if flag.fixed)
    through_the_bridge = {"arviz.from_pymc3", "arviz.from_pymc3_predictions"}  # compat.pymc3_api.arviz_bridge.give_back
    listed = {*(row.full_name for row in tables()), *moved.TABLE, *through_the_bridge}
    below = tuple(f"{one}." for one in listed)
    known = set(tomllib.loads(GIVEN_BACK.read_text())["names"]) if GIVEN_BACK.exists() else set()
    names = sorted(
        listed | {name for name in given_back(dropped_names.names(), known - listed) if not name.startswith(below)}
    )
    arguments = sorted({f"{row.full_name}({word})" for row in narrowed() for word in row.again.split()})
    return (
        "# Written by `python -m tools.coverage` from environment/: names that compat.install() and\n"
        "# `theano-compat run` give back, functions that take their old arguments again. And from compat/settings:\n"
        "# flags of theano.config that are kept and change nothing, and flags that are given before the start only.\n\n"
        f"names = {written(names)}\narguments = {written(arguments)}\n"
        f"flags_without_effect = {written(without)}\nfixed_flags = {written(fixed)}\n"
    )


def with_table(page: str, table: str) -> str:
    """The page with the table between its two marks; unchanged without them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{begin}\n{table}\n{end}{after}" if begin and end else page


def main(arguments: list[str]) -> int:
    """Exit status 0; 1 where something is stale, or of another kind than it was; 2 for bad use: nothing is written."""
    if arguments not in ([], ["check"]):
        asked = arguments in (["-h"], ["--help"])
        print(__doc__, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    old_text = TABLE.read_text() if TABLE.exists() else ""
    found = survey()
    tables = fresh(tomllib.loads(old_text), found)
    new = {
        TABLE: as_toml(tables),
        PAGE: with_table(PAGE.read_text(), page_table(tables)),
        GIVEN_BACK: given_back_text(),
        MEMBERS: members.text(),
        SIGNATURES: signatures.text(),
        CLASSES: signatures.classes(),
        univariate_names.PLACE: univariate_names.written(),
    }
    wrong = [f"{f.module}.{name} is another kind of thing" for f in found.values() for name in f.of_another_kind]
    stale = [path for path, text in new.items() if not path.exists() or path.read_text() != text]
    if shipped_names() != names_text():
        stale.append(NAMES)
    for line in wrong:
        print(line)
    if arguments == ["check"]:
        for path in stale:
            print(f"{path.relative_to(ROOT)} is stale: python -m tools.coverage")
        return 1 if stale or wrong else 0
    for path in stale:
        if path == NAMES:
            path.write_bytes(gzip.compress(names_text().encode(), 9, mtime=0))
        else:
            path.write_text(new[path])
    print(f"{sum(len(f.supported) for f in found.values())} names are supported")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
