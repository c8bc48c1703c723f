"""The versions of other libraries that our tests ran with; another version is reported once, when it is imported."""

import re
import sys
import warnings
from types import ModuleType

from .importing.post_import import when_imported

# module -> (the first tried release, the first untried one)
TRIED = {
    "numpy": ("1.26", "2.6"),
    "scipy": ("1.11", "1.19"),
    "jax": ("0.4.35", "0.14"),
    "numpyro": ("0.15", "1"),
    "nutpie": ("0.16.3", "0.17"),
    "arviz": ("0.21", "2"),
    "pandas": ("2", "4"),
    "matplotlib": ("3.7", "4"),
}
PYTHON = ("3.11", "3.14")


def follow() -> None:
    """Check the version of Python now, and that of each library when it is imported."""
    said = untried("Python", "{}.{}".format(*sys.version_info), PYTHON)
    if said:
        warnings.warn(said, UserWarning, stacklevel=2)
    for name in TRIED:
        when_imported(name, _look, __name__)


def _look(module: ModuleType) -> None:
    name = module.__name__
    said = untried(name, str(getattr(module, "__version__", "")), TRIED[name])
    if said:
        warnings.warn(said, UserWarning, stacklevel=2)


def untried(name: str, version: str, bounds: tuple[str, str]) -> str:
    """Return a sentence if `version` lies outside `bounds`; "" if it does not, or is no version."""
    if not version[:1].isdigit() or _numbers(bounds[0]) <= _numbers(version) < _numbers(bounds[1]):
        return ""
    return (
        f"theano-compat was tried with {name} {bounds[0]} and later, below {bounds[1]}: this is {version}. Most"
        " will run; compare the results with saved ones (migrate-compare)."
    )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.split("+")[0])[:3])
