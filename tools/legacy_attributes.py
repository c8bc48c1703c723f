"""The attributes of the old libraries' classes and values, beside ours: `tests/architecture/legacy_attributes/`.

    python -m tools.legacy_attributes 3.11.5=PYTHON 3.8=PYTHON     reads them anew, from interpreters with these PyMC3
    python -m tools.legacy_attributes     prints what ours lack, or have as another kind of thing

An attribute is named at the class that brings it in: what `Op` has is no gap of each Op.
"""

from __future__ import annotations

import functools
import gzip
import inspect
import subprocess
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from theano_compat.importing.legacy_modules import home
from theano_compat.importing.pickle_only_names import only_for_pickles
from tools import attribute_reader
from tools.coverage_survey import load
from tools.legacy_names import modules

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "architecture" / "legacy_attributes"
FILES = {"3.11.5": "pymc3_3.11.5_theano_pymc_1.1.2.txt.gz", "3.8": "pymc3_3.8_theano_1.0.5.txt.gz"}
OF = "of theano."  # before the kinds of values


@dataclass(frozen=True)
class Gap:
    """An attribute that ours lacks, or has as another kind of thing.

    name: of the class that brings it in, or "of KIND", and of the attribute. letters: of the releases' and ours, as
    `attribute_reader` writes them; ours is empty where it lacks it.
    """

    name: str
    real: str
    ours: str


def read(python: str) -> str:
    """Return the lines of one interpreter's libraries."""
    asked = "".join(
        f"{name} {' '.join(modules()[name].kinds)}\n"
        for name in sorted(modules(), key=lambda one: (one.count("."), one))
        if ".tests" not in name and "examples" not in name and name != "theano.config"
    )
    flags = {"THEANO_FLAGS": "blas__ldflags=,cxx=", "HOME": "/tmp", "PATH": "/usr/bin:/bin"}
    command = [python, str(ROOT / "tools" / "attribute_reader.py")]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True, env=flags)
    return "".join(line[1:] + "\n" for line in done.stdout.splitlines() if line.startswith("\t"))


@dataclass(frozen=True)
class Release:
    """Name of a class, or "of theano.KIND" -> its own attributes, by letter; and the bases of classes."""

    own: dict[str, dict[str, str]]
    bases: dict[str, list[str]]


@functools.cache
def release(version: str) -> Release:
    own, bases = {}, {}
    for line in gzip.decompress((FOLDER / FILES[version]).read_bytes()).decode().splitlines():
        head, _, rest = line.partition(": ")
        name, _, above = head.partition(" < ")
        bases[name] = above.split()
        own[name] = {
            word: part.split()[0] for part in rest.rstrip(":").split("; ") if part for word in part.split()[1:]
        }
    return Release(own, bases)


def agree(real: str, ours: str) -> bool:
    """Return whether code written for one kind of attribute can use the other."""
    if "p" in (real, ours):  # a property may give anything but a method
        return "m" not in (real, ours)
    return (real in "mc") == (ours in "mc") and (real != "d" or ours in "dv")


def class_of_ours(name: str) -> type | None:
    """Return our class of that legacy name; None where there is none."""
    module, _, last = name.rpartition(".")
    if name.startswith(OF) or module not in modules():
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        ours = getattr(load(home(module)), last, None)
    return ours if inspect.isclass(ours) else None


def in_classes(version: str) -> Iterator[Gap]:
    """Yield the gaps of all classes that ours has, once for each class that brings an attribute in."""
    found, seen = release(version), set()
    for name in found.own:
        ours = class_of_ours(name)
        if ours is None or only_for_pickles(ours):
            continue
        for owner in (name, *found.bases[name]):
            for attribute, letter in found.own.get(owner, {}).items():
                gap = gap_of(ours, owner, attribute, letter)
                if gap is not None and gap.name not in seen:
                    seen.add(gap.name)
                    yield gap


def gap_of(ours: type, owner: str, attribute: str, letter: str) -> Gap | None:
    static = inspect.getattr_static(ours, attribute, None)
    if attribute not in dir(ours):
        return None if attribute in of_instances(ours) else Gap(f"{owner}.{attribute}", letter, "")
    own = attribute_reader.kind_of_static(static)
    return None if agree(letter, own) else Gap(f"{owner}.{attribute}", letter, own)


def methods_of_ours_alone() -> set[str]:
    """Return the public methods, by class, that ours defines where the class inherits them in each release."""
    found = set()
    for version in FILES:
        for name, bases in release(version).bases.items():
            own = {word for one in FILES for word in release(one).own.get(name, {})}
            inherited = {word for base in bases for word in release(version).own.get(base, {})}
            members = vars(class_of_ours(name) or object).items()
            ours = {word for word, value in members if inspect.isfunction(value) and not word.startswith("_")}
            found |= {f"{name}.{word}" for word in ours & inherited - own}
    return found


@functools.cache
def of_instances(ours: type) -> frozenset[str]:
    """Return the names that `__init__` of a class or its bases mentions: values have what it sets."""
    found: set[str] = set()
    for one in ours.__mro__:
        found.update(getattr(one, "__annotations__", ()), getattr(one, "__slots__", ()) or ())
        init = vars(one).get("__init__")
        if inspect.isfunction(init):
            found.update(init.__code__.co_names)
    return frozenset(found)


@functools.cache
def of_our_values() -> dict[str, dict[str, str]]:
    """Return kind -> attribute -> letter, of our values."""
    import compat

    compat.install()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return attribute_reader.of_values()
    finally:
        compat.uninstall()


def in_values(version: str) -> Iterator[Gap]:
    for name, attributes in release(version).own.items():
        if name.startswith(OF):
            kind = name.removeprefix(OF)
            ours = of_our_values()[kind]
            for attribute, letter in attributes.items():
                if attribute not in ours or not agree(letter, ours[attribute]):
                    yield Gap(f"of {kind}.{attribute}", letter, ours.get(attribute, ""))


def gaps() -> dict[str, Gap]:
    """Return all gaps of all releases by their names."""
    found: dict[str, Gap] = {}
    for version in FILES:
        for gap in (*in_classes(version), *in_values(version)):
            found.setdefault(gap.name, gap)
    return found


def main(given: list[str]) -> int:
    """Read the libraries anew, or print the gaps; exit status 2 where an interpreter is missing."""
    pythons = dict(one.split("=", 1) for one in given)
    if given and set(pythons) != set(FILES):
        print(__doc__)
        return 2
    for version, python in pythons.items():
        (FOLDER / FILES[version]).write_bytes(gzip.compress(read(python).encode(), 9, mtime=0))
    for gap in gaps().values() if not given else ():
        print(gap.name, gap.real, gap.ours or "-")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
