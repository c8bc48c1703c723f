"""Emit all kept units by one version: `python emitting.py UNITS OUT [--coverage]`, with that version on the path.

A file for each unit, with its text or why there is none. It stands alone, as the version may have no tools.replay.
"""

from __future__ import annotations

import argparse
import ast
import json
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

from moved import loads  # beside this file, which runs as a script

# What no emission runs: modules that a part of the emitter imports, what calls units when they are compiled, what
# prints for COMPAT_TRACE=2, and what looks for facts of other machines.
NOT_EMITTING = ("build", "cache", "machine", "print_ir", "scipy_blas", "scipy_pointers", "threads")
RUNS_LATER = (
    r"^class (HostCalls|Counters)\b",
    r"^def (address|address_of|host_pointer|_arrays|host|_has_libmvec|emitting_for)\b",
    "raise NotImplementedError",
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("units", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--coverage", action="store_true")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    if not given.coverage:
        emit_all(given.units, given.out)
        return
    import coverage

    watch = coverage.Coverage(data_file=None, include=["*/backends/c/*"], messages=False)
    for words in RUNS_LATER:
        watch.exclude(words)
    watch.start()  # before anything is imported
    folder = Path(emit_all(given.units, given.out).__file__).parent
    watch.stop()
    found = {}
    for file in sorted(imported(folder / "emit.py")):
        _, lines, _, missing, _ = watch.analysis2(str(file))
        found[str(file.relative_to(folder))] = len(lines), len(lines) - len(missing)
    (given.out / "coverage.json").write_text(json.dumps(found))


def emit_all(units: Path, out: Path) -> Any:
    """The emitter, after it has emitted them."""
    import_module("theano_compat").install()
    import_module("theano_compat.pymc3")
    emitter, threads = import_module("theano_compat.backends.c.emit"), import_module("theano_compat.backends.c.threads")
    bind: Any = import_module("theano_compat.compilation.data_stage.partition")
    if not hasattr(bind, "_data_leaf_class"):  # units from before annotations name it: the class of leaves of data
        bind._data_leaf_class = lambda base: base
    for path in sorted(units.rglob("*.unit")):
        try:
            settings, arguments = loads(path.read_bytes())
        except Exception as error:  # of a class that this version does not have
            text = f"not read: {type(error).__name__}: {error}"
        else:
            for name, value in settings.items():
                setattr(threads, name, lambda value=value: value)
            try:
                text = emitter._emit(*arguments).text
            except Exception as reason:
                text = f"{type(reason).__name__}: {reason}"
        (out / f"{path.stem}.c").write_text(text, errors="backslashreplace")
    return emitter


def imported(file: Path, met: set[Path] | None = None) -> set[Path]:
    """`file` and what it imports, directly or not, from the emitter's folder."""
    met = set() if met is None else met
    met.add(file)
    root = next(folder for folder in file.parents if (folder / "emit.py").exists())
    for node in ast.walk(ast.parse(file.read_text())):
        if not isinstance(node, ast.ImportFrom) or not node.level:
            continue
        base = file.parents[node.level - 1].joinpath(*(node.module or "").split("."))
        for path in (base.with_suffix(".py"), *(base / f"{alias.name}.py" for alias in node.names)):
            if path.is_relative_to(root) and path.exists() and path.stem not in NOT_EMITTING and path not in met:
                imported(path, met)
    return met


if __name__ == "__main__":
    main()
