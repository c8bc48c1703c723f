"""What the old libraries' callables took: `tests/architecture/legacy_signatures/`, a file a release.

    python -m tools.legacy_signatures 3.11.5=PYTHON 3.8=PYTHON    interpreters that have PyMC3 of these versions

`compat/legacy_signatures.txt.gz` is made of them: a line `name(parameters)` for each name of a module, as the newest
release with that name has it.
"""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

from tools.legacy_names import modules
from tools.signature_differences import FOLDER, RELEASES, release

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "compat" / "legacy_signatures.txt.gz"
READER = ROOT / "tools" / "signature_reader.py"
FILES = {"3.11.5": ("theano_pymc_1.1.2", "pymc3_3.11.5"), "3.8": ("theano_1.0.5", "pymc3_3.8")}


def read(python: str) -> list[str]:
    """The lines of one interpreter's libraries."""
    asked = "".join(
        f"{name} {' '.join(modules()[name].kinds)}\n"
        for name in sorted(modules(), key=lambda one: (one.count("."), one))
        if ".tests" not in name and name != "theano.config"
    )
    flags = {"THEANO_FLAGS": "blas__ldflags=,cxx=", "HOME": "/tmp", "PATH": "/usr/bin:/bin"}
    command = [python, str(READER)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True, env=flags)
    return [line[1:] + "\n" for line in done.stdout.splitlines() if line.startswith("\t")]  # some modules print


def shipped() -> str:
    """The text of the file that is shipped."""
    found: dict[str, str] = {}
    for name in reversed(RELEASES):
        of = release(name)
        named = {f"{module}.{one}" for module, legacy in modules().items() for one in legacy.kinds}
        for one in named & {*of.signatures, *of.other}:
            signature = of.signatures.get(of.other.get(one, one))
            if signature is not None:
                found.setdefault(one, one + signature.text)
    return "".join(found[name] + "\n" for name in sorted(found))


def write(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main(given: list[str]) -> int:
    """Write the files; exit status 2 where an interpreter is missing."""
    pythons = dict(one.split("=", 1) for one in given)
    if given and set(pythons) != set(FILES):
        print(__doc__)
        return 2
    for version, python in pythons.items():
        lines = read(python)
        for name, root in zip(FILES[version], ("theano", "pymc3"), strict=True):
            write(FOLDER / f"{name}.txt.gz", "".join(line for line in lines if line.startswith(f"{root}.")))
    write(PLACE, shipped())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
