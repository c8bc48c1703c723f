"""`python -m tests.gallery [COLLECTION ...]`: public notebooks of others, unchanged, to their end; docs/gallery.md."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tests.clients.environments import REPOSITORIES, CannotMake, Environment, environment
from tests.clients.exclusions import REASONS
from tests.clients.recipes import Recipe
from tests.gallery import documents, notebooks, scripts, table
from theano_migrate.reproduce.documents import document, is_old
from tools.firing import table as firing

HERE = Path(__file__).resolve().parent
FETCHED = ("package", "archive", "repository", "commit", "files")  # words of a collection that say what is fetched


def main(given: Sequence[str] | None = None) -> int:
    """0: all that counts ran to its end. 1: not so. 2: something could not be fetched."""
    collections = tomllib.loads((HERE / "collections.toml").read_text(encoding="utf-8"))
    packages = tuple(collections.pop("packages"))
    imported = Recipe("gallery", package=packages[0], packages=packages)  # one folder for all collections
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*collections, []], help="collections (default: all)")
    parser.add_argument("--only", default="", help="notebooks whose path has this in it")
    parser.add_argument("--again", action="store_true", help="those of which a result is kept, too")
    parser.add_argument("--limit", type=int, default=900, help="seconds for a cell; for the rest, of the processor")
    parser.add_argument("--table", action="store_true", help="only write docs/gallery.md from what is kept")
    options = parser.parse_args(given)
    status = 0
    for name in [] if options.table else options.names or collections:
        given_here = collections[name]
        recipe = Recipe(name, **_fetched(given_here))
        try:
            place = replace(environment(recipe), site=environment(imported).site)
        except CannotMake as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
        status = max(status, _collection(name, given_here, place, options))
    table.write(collections)
    return status


def _collection(name: str, given: dict[str, Any], place: Environment, options: argparse.Namespace) -> int:
    paths = sorted({p for pattern in given["notebooks"] for p in place.source.glob(pattern)})
    excluded = {pattern: (reason, why) for pattern, reason, why in given.get("excluded", ())}
    if wrong := [reason for reason, _ in excluded.values() if reason not in REASONS]:
        raise ValueError(f"collections.toml, {name}: {wrong[0]!r} is none of {', '.join(REASONS)}")
    file = HERE / "results" / f"{name}.json"
    kept = _kept(file)
    status, unused = 0, set(excluded)
    for path in paths:
        short = str(path.relative_to(place.source))
        notebook = document(path, place.source) if path.suffix == ".ipynb" else None
        pattern = next((p for p in excluded if fnmatchcase(short, p)), None)
        call, data = given.get("calls", {}).get(short, ("", ""))
        if path.suffix == ".py":
            there = bool(call)
        else:
            there = is_old(notebook, {}) if notebook else documents.has_examples(path)
        if not there:
            continue
        unused.discard(pattern or "")
        if options.only not in short or (short in kept and not options.again):
            continue
        flags = next((f for p, f in given.get("flags", {}).items() if fnmatchcase(short, p)), "")
        if call:
            row = scripts.run(path, call, data, place, options.limit)
        elif notebook is None:
            row = documents.run(path, place, options.limit)
        else:
            row = notebooks.run(notebook, place, options.limit, flags)
        status |= pattern is not None and not row["failed"]  # it runs: the line is not true
        trace = row.pop("trace", "")
        firing.add(f"gallery/{name}/{short}", short, row.pop("fired", ()))
        kept = _kept(file) | {short: row}  # another process may have written to it
        status |= bool(row["failed"] and pattern is None)
        print(
            f"{name} {short}: {row['failed'] or 'ran'} ({row['seconds']} s, {row['agree']} of {row['rows']} rows)",
            flush=True,
        )
        print(*row["missed"], trace, sep="\n", end="", flush=True)
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    ran = [row for row in kept.values() if not row["failed"]]
    if ran and not any(row["compiled"] for row in ran):  # one may compile nothing, a collection may not
        print(f"{name}: no function of ours was compiled", file=sys.stderr)
        status = 1
    for pattern in unused:
        print(f"{name}: {pattern} is excluded, and names no notebook", file=sys.stderr)
    return int(status or bool(unused))


def _kept(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    return found


def _fetched(given: dict[str, Any]) -> dict[str, Any]:
    """What a recipe says of a collection: git leaves out the files that are absent."""
    words = {word: given[word] for word in FETCHED if word in given}
    if files := [*given.get("files", ()), *(f":(exclude){file}" for file in given.get("absent", ()))]:
        words["files"] = tuple(files)
    return words


if __name__ == "__main__":
    if not os.environ.get(REPOSITORIES) and "--table" not in sys.argv:
        print(
            f"Set {REPOSITORIES} to a folder of git repositories, or to an address with {{owner}} and {{name}} in it."
        )
        sys.exit(2)
    sys.exit(main())
