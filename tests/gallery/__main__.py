"""`python -m tests.gallery [COLLECTION ...]`: public notebooks of others, unchanged, to their end; docs/gallery.md."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tests.clients.environments import REPOSITORIES, CannotMake, Environment
from tests.clients.exclusions import REASONS
from tests.gallery import collections_file, documents, notebooks, scripts, table
from theano_migrate.reproduce.documents import document, is_old
from tools.firing import table as firing

HERE = Path(__file__).resolve().parent


def main(given: Sequence[str] | None = None) -> int:
    """0: all that counts ran to its end. 1: not so. 2: something could not be fetched."""
    every = collections_file.every()
    parser = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*every, []], help="collections (default: all)")
    parser.add_argument("--only", default="", help="notebooks whose path has this in it")
    parser.add_argument("--again", action="store_true", help="those of which a result is kept, too")
    parser.add_argument("--limit", type=int, default=900, help="seconds for a cell; for the rest, of the processor")
    parser.add_argument("--table", action="store_true", help="only write docs/gallery.md from what is kept")
    options = parser.parse_args(given)
    status = 0
    for name in [] if options.table else options.names or every:
        try:
            place = collections_file.place(name)
        except CannotMake as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
        status = max(status, _collection(name, every[name], place, options))
    table.write(every)
    return status


def _collection(name: str, given: dict[str, Any], place: Environment, options: argparse.Namespace) -> int:
    paths = sorted({p for pattern in given["notebooks"] for p in place.source.glob(pattern)})
    explained = {path for path, _ in given.get("explained", ())}
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
        flags = collections_file.flags(given, short)
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
        if differ := table.unexplained(short, row, explained):
            print(f"{name} {short}: {differ} numbers differ, and no line of `explained` says why", file=sys.stderr)
            status = 1
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


if __name__ == "__main__":
    if not os.environ.get(REPOSITORIES) and "--table" not in sys.argv:
        print(
            f"Set {REPOSITORIES} to a folder of git repositories, or to an address with {{owner}} and {{name}} in it."
        )
        sys.exit(2)
    sys.exit(main())
