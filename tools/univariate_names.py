"""Write `compat/distributions/univariate_names.py`: which file holds which distribution, and by which names."""

from __future__ import annotations

from pathlib import Path

from theano_compat.distributions import univariate
from theano_compat.distributions.spec import DistributionSpec
from theano_compat.distributions.table import entries, files

PLACE = Path(__file__).resolve().parent.parent / "compat" / "distributions" / "univariate_names.py"
HEAD = '''\
"""The file of `univariate/` that holds each distribution: {file: {entry: names}}.

`python -m tools.coverage` writes this file.
"""

from __future__ import annotations

'''


def _defined_in(file: str, entry: DistributionSpec) -> bool:
    """Whether the file does not have the entry of another file."""
    home, _, at = entry.logp.__module__.rpartition(".")
    return at == file or home != univariate.__name__


def written() -> str:
    """Return the file as it should be."""
    text = HEAD
    for constant, discrete in (("CONTINUOUS", False), ("DISCRETE", True)):
        text += f"{constant}: dict[str, dict[str, tuple[str, ...]]] = {{\n"
        for file in files():
            chosen = [one for one in entries(file).values() if one.discrete == discrete and _defined_in(file, one)]
            if chosen:
                text += f'    "{file}": {{\n'
                for entry in chosen:
                    names = ", ".join(f'"{name}"' for name in (entry.name, *entry.other_names))
                    text += f'        "{entry.name}": ({names}{"" if entry.other_names else ","}),\n'
                text += "    },\n"
        text += "}\n"
    return text
