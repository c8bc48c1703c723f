"""The versions we answer with when legacy code asks for Theano's and PyMC3's."""

import importlib.metadata
from pathlib import Path

THEANO = {"3.11": "1.1.2", "3.8": "1.0.5"}  # by `config.emulate`
PYMC3 = {"3.11": "3.11.5", "3.8": "3.8"}


def theano_version() -> str:
    """The Theano release that we stand for: 1.1.2, or 1.0.5 with `config.emulate = "3.8"`."""
    from compat.settings import config

    return THEANO[config.emulate]


def pymc3_version() -> str:
    """The PyMC3 release that we stand for."""
    from compat.settings import config

    return PYMC3[config.emulate]


def compat_version() -> str:
    """Our own version; "0+unknown" where the distribution is not installed."""
    try:
        return importlib.metadata.version("theano-compat")
    except importlib.metadata.PackageNotFoundError:
        return "0+unknown"


class LegacyDistribution(importlib.metadata.Distribution):
    """What `importlib.metadata` tells of theano and pymc3 while we stand in for them."""

    def __init__(self, name: str, version: str):
        self._name, self._version = name, version

    def read_text(self, filename: str) -> str | None:
        if filename in ("METADATA", "PKG-INFO"):
            return f"Metadata-Version: 2.1\nName: {self._name}\nVersion: {self._version}\n"
        return None

    def locate_file(self, path: object) -> Path:
        return Path(__file__).parent.parent / str(path)


def distributions(name: str | None) -> list[importlib.metadata.Distribution]:
    """The distributions that answer to `name`; none for None, so that lists of packages stay true."""
    wanted = (name or "").lower().replace("_", "-")
    if wanted in ("theano", "theano-pymc"):
        return [LegacyDistribution("Theano" if wanted == "theano" else "Theano-PyMC", theano_version())]
    if wanted == "pymc3":
        return [LegacyDistribution("pymc3", pymc3_version())]
    return []
