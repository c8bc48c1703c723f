"""What is known of a legacy name: its state, releases, signatures, today's name and its test.

`theano-compat names` prints it, and the reference pages of the documentation are made from it. It stands in
`coverage.toml` (states), `legacy_signatures.txt.gz`, `legacy_facts.txt.gz`, `names/` (examples, sources); the rest is
asked of our own object.
"""

from __future__ import annotations

import fnmatch
import functools
import gzip
from dataclasses import dataclass
from importlib import resources

from .importing.absence_reasons import coverage, legacy_names, reason
from .name_objects import NO_VALUE, about, object_of, signature, works_in
from .name_words import NameWords, words_of

SHORT = {"pm": "pymc3", "T": "theano.tensor", "tt": "theano.tensor", "th": "theano"}
LIBRARIES = {"1.0.5": "Theano 1.0.5", "1.1.2": "Theano-PyMC 1.1.2", "3.8": "PyMC3 3.8", "3.11.5": "PyMC3 3.11.5"}
UNWRITTEN = "not written yet"


@dataclass(frozen=True)
class NameFacts:
    """All that is known of a name. Texts are empty where nothing is."""

    name: str
    supported: bool
    reason: str  # why it is not there
    releases: tuple[str, ...]  # that had it; none for a name of older releases
    then: str  # signature in the last of them
    here: str  # and ours
    words: NameWords
    works_in: str  # gradient and backends
    differs: tuple[str, ...]  # codes of migrate-check
    today: str
    test: str
    same: tuple[str, ...]  # other names of the same object

    @property
    def state(self) -> str:
        """Return `supported`, or `not supported` with the reason."""
        return "supported" if self.supported else f"not supported: {self.reason}"

    @property
    def span(self) -> str:
        """Return since and until which release the name was there."""
        old, new = ("1.0.5", "1.1.2") if self.name.startswith("theano") else ("3.8", "3.11.5")
        if not self.releases:
            return f"only before {LIBRARIES[old]}"
        if len(self.releases) == 2:
            return f"since {LIBRARIES[old]} or earlier, until the last release, {new}"
        if old in self.releases:
            return f"until {LIBRARIES[old]}; not in {LIBRARIES[new]}"
        return f"after {LIBRARIES[old]}, until the last release, {new}"

    @property
    def sentence(self) -> str:
        """Return the first line of what it is."""
        return self.words.about.partition("\n")[0]


def every_name() -> list[str]:
    """Return all legacy names that the table knows, `module.name`."""
    return list(_facts())


def full_name(written: str) -> str:
    """Return `pymc3.Normal` for `pm.Normal`, `theano.tensor.dot` for `T.dot`."""
    first, dot, rest = written.partition(".")
    return SHORT.get(first, first) + dot + rest


def matching(pattern: str, missing: bool = False) -> list[str]:
    """Return the names that a pattern means, those of modules near the top first; `missing`: only the unsupported.

    pattern: a name (`pm.Normal`), its last part (`GARCH11`), a part of that, or a shell's pattern (`pm.sample*`).
    """
    names = every_name()
    if missing:
        names = [name for name in names if not is_supported(name)]
    wanted = full_name(pattern)
    if "*" in wanted or "?" in wanted:
        wanted = wanted if "." in wanted else f"*.{wanted}"
        found = fnmatch.filter(names, wanted)
    elif wanted in names:
        return [wanted]
    else:
        found = [name for name in names if name.endswith("." + wanted)]
        if not found:
            last = wanted.lower()
            found = [name for name in names if last in name.lower()]
    return sorted(found, key=_near_the_top)


def parts(name: str) -> tuple[str, str]:
    """Return (module, name in it): a flag's name may have dots."""
    if name.startswith("theano.config."):
        return "theano.config", name.removeprefix("theano.config.")
    module, _, last = name.rpartition(".")
    return module, last


def is_supported(name: str) -> bool:
    """Say whether the name is there."""
    module, last = parts(name)
    return last in coverage().get(module, {}).get("supported", ())


def facts(name: str) -> NameFacts:
    """Return what is known of a legacy name. KeyError if no release had it."""
    module, last = parts(name)
    versions, today, test, codes, _ = _facts()[name]
    supported = is_supported(name)
    value = object_of(module, last) if supported else NO_VALUE
    every = same(name)
    return NameFacts(
        name=name,
        supported=supported,
        reason="" if supported else reason(module, last) or UNWRITTEN,
        releases=tuple(versions.split()),
        then=_signatures().get(name, ""),
        here=signature(last, value),
        words=words_of(every, about(module, last, value)),
        works_in=works_in(value),
        differs=tuple(codes.split()),
        today=today,
        test=test,
        same=every[1:],
    )


def same(name: str) -> tuple[str, ...]:
    """Return the name, and the others of the same object."""
    first = _facts()[name][-1] or name
    return name, *(one for one in _same().get(first, ()) if one != name)


def today_of(name: str) -> str:
    """Return the name of PyMC, PyTensor or ArviZ that replaces it; "" if none does."""
    return _facts()[name][1]


def page_of(name: str) -> str:
    """Return the page of a name in the documentation: its own, or if it is not supported, its module's."""
    if name in legacy_names():
        return f"reference/{name}"
    if not is_supported(name):
        return f"reference/{parts(name)[0]}"
    return f"reference/{_files().get(name, name)}"


@functools.cache
def _files() -> dict[str, str]:
    """Return the files of names that differ from others in capitals alone, as some file systems do not tell apart."""
    found: dict[str, str] = {}
    taken = {module.lower() for module in legacy_names()}
    for name in sorted(set(every_name()) - legacy_names().keys(), key=lambda name: (name != name.lower(), name)):
        file = name
        while file.lower() in taken:
            file += "-"
        taken.add(file.lower())
        if file != name:
            found[name] = file
    return found


@functools.cache
def _facts() -> dict[str, tuple[str, ...]]:
    """Return for each name its releases, today's name, test, findings, and the first name of the same object."""
    rows = (line.split("\t") for line in _lines("legacy_facts.txt.gz"))
    return {name: tuple(rest) for name, *rest in rows}


@functools.cache
def _signatures() -> dict[str, str]:
    lines = _lines("legacy_signatures.txt.gz")
    return {line.partition("(")[0]: _from_last(line) for line in lines}


def _from_last(line: str) -> str:
    """Return `dot(x, y)` of `theano.tensor.dot(x, y)`."""
    name, bracket, rest = line.partition("(")
    return name.rpartition(".")[2] + bracket + rest


def _lines(file: str) -> list[str]:
    return gzip.decompress((resources.files("theano_compat") / file).read_bytes()).decode().splitlines()


@functools.cache
def _same() -> dict[str, list[str]]:
    """Return the names of each object by the first of them, those near the top first."""
    found: dict[str, list[str]] = {}
    for name, (*_, first) in _facts().items():
        found.setdefault(first or name, []).append(name)
    return {first: sorted(names, key=_near_the_top) for first, names in found.items()}


def _near_the_top(name: str) -> tuple[int, str]:
    return name.count("."), name
