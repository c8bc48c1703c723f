"""The distributions that `importlib.metadata` finds for theano and pymc3. Importing this takes 15 ms."""

from importlib.metadata import Distribution
from pathlib import Path

from ..emulated_versions import pymc3_version, theano_version


class LegacyDistribution(Distribution):
    """The metadata that `importlib.metadata` reports for theano or pymc3 while we stand in for them."""

    def __init__(self, name: str, version: str):
        self._name, self._version = name, version

    def read_text(self, filename: str) -> str | None:
        if filename in ("METADATA", "PKG-INFO"):
            return f"Metadata-Version: 2.1\nName: {self._name}\nVersion: {self._version}\n"
        return None

    def locate_file(self, path: object) -> Path:
        return Path(__file__).parent.parent / str(path)


def distributions(name: str | None) -> list[Distribution]:
    """Return the distributions named `name`; none for None, so that listings of installed packages stay true."""
    wanted = (name or "").lower().replace("_", "-")
    if wanted in ("theano", "theano-pymc"):
        return [LegacyDistribution("Theano" if wanted == "theano" else "Theano-PyMC", theano_version())]
    if wanted == "pymc3":
        return [LegacyDistribution("pymc3", pymc3_version())]
    return []
