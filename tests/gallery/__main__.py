"""`python -m tests.gallery [COLLECTION ...]`: public notebooks of others, unchanged, to their end; docs/gallery.md."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tests.clients.environments import REPOSITORIES, CannotMake, Environment, environment
from tests.clients.exclusions import REASONS
from tests.clients.recipes import Recipe
from tests.gallery import documents, notebooks, table
from tests.gallery.inside.one_notebook import is_old

HERE = Path(__file__).resolve().parent
FETCHED = ("package", "archive", "repository", "commit", "files")  # words of a collection that say what is fetched


def main(given: Sequence[str] | None = None) -> int:
    """0: all that counts ran to its end. 1: not so. 2: something could not be fetched."""
    collections = tomllib.loads((HERE / "collections.toml").read_text(encoding="utf-8"))
    packages = tuple(collections.pop("packages"))
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*collections, []], help="collections (default: all)")
    parser.add_argument("--only", default="", help="notebooks whose path has this in it")
    parser.add_argument("--again", action="store_true", help="those of which a result is kept, too")
    parser.add_argument("--limit", type=int, default=900, help="seconds of the clock for one notebook")
    parser.add_argument("--table", action="store_true", help="only write docs/gallery.md from what is kept")
    options = parser.parse_args(given)
    status = 0
    for name in [] if options.table else options.names or collections:
        given_here = collections[name]
        recipe = Recipe(
            name,
            packages=packages,
            **{word: _frozen(given_here[word]) for word in FETCHED if word in given_here},
        )
        try:
            place = environment(recipe)
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
    kept: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    status, unused = 0, set(excluded)
    for path in paths:
        short = str(path.relative_to(place.source))
        notebook = json.loads(path.read_text(encoding="utf-8")) if path.suffix == ".ipynb" else None
        if not (is_old(notebook) if notebook else documents.has_examples(path)):
            continue
        pattern = next((p for p in excluded if fnmatchcase(short, p)), None)
        unused.discard(pattern or "")
        if options.only not in short or (short in kept and not options.again):
            continue
        flags = next((f for p, f in given.get("flags", {}).items() if fnmatchcase(short, p)), "")
        if notebook is None:
            row = documents.run(path, place, options.limit)
        else:
            row = notebooks.run(path, notebook, place, options.limit, flags)
        if pattern is not None:
            row |= dict(zip(("excluded", "why"), excluded[pattern], strict=True))
            status |= not row["failed"]  # it runs: the line is not true
        kept[short] = row
        status |= bool(row["failed"] and pattern is None) or (not row["failed"] and not row["compiled"])
        print(
            f"{name} {short}: {row['failed'] or 'ran'} ({row['seconds']} s, {row['agree']} of {row['rows']} rows)",
            flush=True,
        )
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    for pattern in unused:
        print(f"{name}: {pattern} is excluded, and names no notebook", file=sys.stderr)
    return int(status or bool(unused))


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


if __name__ == "__main__":
    if not os.environ.get(REPOSITORIES) and "--table" not in sys.argv:
        print(
            f"Set {REPOSITORIES} to a folder of git repositories, or to an address with {{owner}} and {{name}} in it."
        )
        sys.exit(2)
    sys.exit(main())
