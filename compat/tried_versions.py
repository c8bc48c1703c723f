"""The versions of Python and of other libraries that our tests ran with; `doctor` and `run` say which is another."""

import contextlib
import sys
from importlib.metadata import PackageNotFoundError, version

from theano_common.version_numbers import version_numbers

# module -> (the first tried release, the first untried one)
TRIED = {
    "numpy": ("1.26", "2.6"),
    "scipy": ("1.11", "1.19"),
    "jax": ("0.5", "0.14"),
    "numpyro": ("0.15", "1"),
    "nutpie": ("0.16.3", "0.17"),
    "arviz": ("0.21", "2"),
    "pandas": ("2", "4"),
    "matplotlib": ("3.7", "4"),
}
PYTHON = ("3.11", "3.16")


def outside() -> list[str]:
    """Return a sentence for this Python and for each installed library that lies outside what was tried."""
    said = [untried("Python", "{}.{}".format(*sys.version_info), PYTHON)]
    for name, bounds in TRIED.items():
        try:
            said.append(untried(name, version(name), bounds))
        except PackageNotFoundError:
            continue
    return [sentence for sentence in said if sentence]


def say_once() -> None:
    """Print to stderr what this machine has not been told: a file in the cache folder remembers.

    An import says nothing: with `python -W error` a warning there would end every program.
    """
    found = outside()
    if not found:
        return
    from .backends.c.compilers import cache  # only where there is something to say

    told = cache.directory() / "told-versions.txt"
    with contextlib.suppress(OSError):
        known = told.read_text().splitlines() if told.exists() else []
        found = [sentence for sentence in found if sentence not in known]
        if found:
            told.write_text("".join(f"{sentence}\n" for sentence in [*known, *found]))
    for sentence in found:
        print(sentence, file=sys.stderr)


def untried(name: str, version: str, bounds: tuple[str, str]) -> str:
    """Return a sentence if `version` lies outside `bounds`; "" if it does not, or is no version."""
    if not version[:1].isdigit() or version_numbers(bounds[0]) <= version_numbers(version) < version_numbers(bounds[1]):
        return ""
    return (
        f"theano-compat was tried with {name} {bounds[0]} and later, below {bounds[1]}: this is {version}. Most"
        " will run; compare the results with saved ones (migrate-compare)."
    )
