"""What the old libraries' functions and classes took: `compat/legacy_signatures.txt.gz`, a line `name(arguments)` each.

    python -m tools.legacy_signatures PYTHON ...    interpreters that have the old libraries, the newest release first

A name that a newer release has keeps its signature. Of a class whose `__new__` takes anything, as PyMC3's
distributions, it is what `__init__` takes. The part between the marks runs on Python 3.7.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

from tools.legacy_names import modules

PLACE = Path(__file__).resolve().parent.parent / "compat" / "legacy_signatures.txt.gz"
PROGRAM = r"""
import importlib, inspect, re, sys, warnings
warnings.simplefilter("ignore")

def taken(value):
    if inspect.isclass(value):
        own = value.__init__
        if own is not object.__init__ and inspect.isfunction(own):
            found = inspect.signature(own)
            parameters = list(found.parameters.values())[1:]
            if "name" not in found.parameters and "observed" in taken_by_new(value):
                parameters.insert(0, inspect.Parameter("name", inspect.Parameter.POSITIONAL_OR_KEYWORD))
            return str(found.replace(parameters=parameters, return_annotation=inspect.Signature.empty))
    found = inspect.signature(value)
    return str(found.replace(return_annotation=inspect.Signature.empty))

def taken_by_new(value):
    # PyMC3's distributions pop `observed` from what `__new__` takes
    return getattr(getattr(value.__new__, "__code__", None), "co_consts", ())

for line in sys.stdin:
    module, *names = line.split()
    try:
        loaded = importlib.import_module(module)
    except BaseException:
        continue
    for name in names:
        value = getattr(loaded, name, None)
        if inspect.ismodule(value) and callable(value):  # theano.scan
            value = getattr(value, name, value)
        if not (inspect.isclass(value) or inspect.isroutine(value)):
            continue
        try:
            text = taken(value)
        except (TypeError, ValueError):
            continue
        text = re.sub(r" at 0x[0-9a-f]+", "", " ".join(text.split()))
        print("\t" + module + "." + name + text)
"""


def of(python: str) -> dict[str, str]:
    """Name -> its line, as the releases of one interpreter have it."""
    asked = "".join(f"{name} {' '.join(module.kinds)}\n" for name, module in modules().items())
    flags = {"THEANO_FLAGS": "blas__ldflags=,cxx=", "HOME": "/tmp", "PATH": "/usr/bin:/bin"}
    command = [python, "-c", PROGRAM]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True, env=flags)
    lines = [line[1:] for line in done.stdout.splitlines() if line.startswith("\t")]  # some modules print
    return {line.partition("(")[0]: line for line in lines}


def main(pythons: list[str]) -> int:
    """Write the file; exit status 2 without an interpreter."""
    if not pythons:
        print(__doc__)
        return 2
    found: dict[str, str] = {}
    for python in pythons:
        found = of(python) | found
    text = "".join(found[name] + "\n" for name in sorted(found))
    PLACE.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(found)} names, {PLACE.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
