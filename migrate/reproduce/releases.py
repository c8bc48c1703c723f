"""Which releases documents were written for, and which emulation follows.

Evidence, the strongest first: what a document printed of itself, the columns of summaries that it printed, what files
of the repository ask for, and the date of the document, for which the newest releases of that day are taken.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from theano_common.version_numbers import version_numbers

from . import requirements
from .notebook_file import Cell
from .reasons.diagnostics_shown import shows_only_diagnostics

PACKAGES = ("theano", "pymc3", "arviz", "numpy", "pandas", "matplotlib", "seaborn", "scikit-learn")
ALIASES = {"theano-pymc": "theano", "sklearn": "scikit-learn"}
# (first day, release) of the minor releases.
RELEASED = {  # PyMC3 3.0 from its first alphas on: nobody had another PyMC3
    "theano": "2014-07 0.6, 2015-03 0.7, 2016-03 0.8, 2017-03 0.9, 2017-11 1.0, 2020-11 1.0.11, 2021-01 1.1",
    "pymc3": "2013-03 3.0, 2017-06 3.1, 2017-10 3.2, 2018-01 3.3, 2018-04 3.4, 2018-07 3.5, 2018-12 3.6, 2019-05 3.7, "
    "2019-11 3.8, 2020-06 3.9, 2020-12 3.10, 2021-01 3.11",
    "arviz": "2018-11 0.2, 2019-01 0.3, 2019-05 0.4, 2019-08 0.5, 2020-01 0.6, 2020-03 0.7, 2020-05 0.8, 2020-06 0.9, "
    "2020-09 0.10, 2021-01 0.11",
    "numpy": "2015-10 1.10, 2016-03 1.11, 2017-01 1.12, 2017-06 1.13, 2018-01 1.14, 2018-07 1.15, 2019-01 1.16, "
    "2019-07 1.17, 2019-12 1.18, 2020-06 1.19, 2021-01 1.20, 2021-06 1.21",
    "pandas": "2015-10 0.17, 2016-03 0.18, 2016-10 0.19, 2017-05 0.20, 2017-10 0.21, 2017-12 0.22, 2018-05 0.23, "
    "2019-01 0.24, 2019-07 0.25, 2020-01 1.0, 2020-07 1.1, 2020-12 1.2, 2021-07 1.3",
    "matplotlib": "2015-10 1.5, 2017-01 2.0, 2017-10 2.1, 2018-03 2.2, 2018-09 3.0, 2019-05 3.1, 2020-03 3.2, "
    "2020-07 3.3, 2021-03 3.4",
    "seaborn": "2016-01 0.7, 2017-07 0.8, 2018-07 0.9, 2020-01 0.10, 2020-09 0.11",
    "scikit-learn": "2015-11 0.17, 2016-09 0.18, 2017-08 0.19, 2018-09 0.20, 2019-05 0.21, 2019-12 0.22, 2020-05 0.23, "
    "2020-12 0.24, 2021-09 1.0",
}
# Packages on top of PyMC3 or Theano, up to the last release that is: later ones want PyMC 4 or newer, TensorFlow, or
# another they stand on.
ON_TOP = {
    "keras": "2015-10 0.2.0, 2015-12 0.3.0, 2016-02 0.3.2, 2016-03 0.3.3, 2016-04 1.0.1, "
    "2016-05 1.0.3, 2016-06 1.0.5, 2016-07 1.0.6, 2016-08 1.0.8, 2016-09 1.1.0, 2016-11 1.1.1, 2016-12 1.2.0, "
    "2017-02 1.2.2, 2017-03 2.0.2, 2017-05 2.0.4, 2017-07 2.0.6, 2017-08 2.0.8, 2017-11 2.1.1, 2018-01 2.1.3, "
    "2018-03 2.1.5, 2018-06 2.2.0, 2018-10 2.2.4, 2019-08 2.2.5, 2019-09 2.3.0, 2019-10 2.3.1",
    "bambi": "2017-04 0.1.0, 2017-12 0.1.1, 2019-05 0.1.5, 2020-03 0.2.0, 2020-12 0.3.0, 2021-03 0.4.0, 2021-04 0.4.1, "
    "2021-05 0.5.0, 2021-08 0.6.1, 2021-09 0.6.3, 2022-01 0.7.1, 2022-05 0.8.0",
    "exoplanet": "2018-12 0.1.2, 2019-01 0.1.3, 2019-02 0.1.4, 2019-03 0.1.5, 2019-04 0.1.6, 2019-08 0.2.0, "
    "2019-09 0.2.1, 2019-10 0.2.2, 2019-11 0.2.3, 2019-12 0.2.4, 2020-03 0.2.6, 2020-04 0.3.0, 2020-05 0.3.2, "
    "2020-09 0.3.3, 2020-10 0.4.0, 2020-11 0.4.2, 2020-12 0.4.3, 2021-01 0.4.4, 2021-03 0.4.5, 2021-05 0.5.0, "
    "2021-06 0.5.1, 2022-01 0.5.2, 2022-10 0.5.3",
    "bletl": "2021-07 1.0.2, 2021-08 1.0.3, 2022-01 1.0.4, 2022-02 1.1.0, 2022-05 1.1.2, 2022-07 1.1.3",
    "calibr8": "2020-10 5.0.1, 2021-01 5.0.3, 2021-03 6.0.0, 2021-05 6.0.1, 2021-06 6.0.2, 2021-07 6.0.3, "
    "2021-10 6.1.2, 2021-11 6.2.0, 2022-02 6.5.1, 2022-03 6.5.2, 2022-06 6.5.3, 2022-09 6.6.0, 2022-10 6.6.1",
    "murefi": "2021-03 5.0.0, 2021-05 5.0.1, 2022-02 5.1.0, 2022-07 5.1.1",
}
PACKAGE = r"(theano-pymc|theano|pymc3|arviz|numpy|pandas|matplotlib|seaborn|sklearn|scikit-learn)"
NAMED = re.compile(
    rf"(?i)(?:^|[\s'\"\[,(]){PACKAGE}(?:\[[\w,]*\])?['\"]?\s*"
    r"(?:[=~]=|[:=]|>=|\s|v(?:ersion)?\s*)[\s=v'\"^]*(\d+\.\d+(?:\.\d+)?)",
    re.M,
)
VERSION_OF = re.compile(r"(\w+)\.__version__")
SHORT = {
    "pm": "pymc3",
    "az": "arviz",
    "np": "numpy",
    "pd": "pandas",
    "mpl": "matplotlib",
    "sns": "seaborn",
    "tt": "theano",
}
SAID = re.compile(r"(?i)running on pymc3 v?(\d+\.\d+(?:\.\d+)?)")
# releases that `config.emulate` takes
EMULATED = ("3.0", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6", "3.7", "3.8", "3.11")
COLUMNS = (
    (r"\bhdi_\d", "3.9", "3.11"),
    (r"\bhpd_[\d.]+%", "3.8", "3.8"),  # ArviZ's, of any width; PyMC3's had no sign
    (r"MC Error", "3.0", "3.2"),  # of a text that summary printed
    (r"\bhpd_2\.5(?![\d%])|\bmc_error\b", "3.0", "3.7"),  # until 3.2 of df_summary
    (r"\b[pd](?:WAIC|LOO)\b", "3.0", "3.7"),  # of a comparison, beside which ArviZ may have summed up
)
READ = re.compile(r"""["'](hpd_[\d.]+%?|hdi_[\d.]+%|mc_error)["']""")  # columns of a summary that a cell reads


@dataclass(frozen=True)
class Release:
    """A release of a package, and what tells it."""

    version: str
    evidence: str


def of_repository(root: Path) -> dict[str, Release]:
    """Return what the files of a repository ask for."""
    found: dict[str, Release] = {}
    for name, text in requirements.files(root):
        found = {one: Release(v, f"{name} asks for it") for one, v in named(text).items()} | found
    return found


def named(text: str) -> dict[str, str]:
    """Return package -> release for what a text names, the first of each."""
    found: dict[str, str] = {}
    for name, version in NAMED.findall(text):
        package = ALIASES.get(name.lower(), name.lower())
        found.setdefault(package, version)
    return found


def shown(cells: Iterable[Cell]) -> dict[str, str]:
    """Return package -> release for cells that only show one, as `pm.__version__` does."""
    found: dict[str, str] = {}
    for cell in cells:
        names = VERSION_OF.findall(cell.source)
        versions = re.findall(r"\d+\.\d+(?:\.\d+)?", " ".join(one.text for one in cell.outputs))
        if len(names) == len(versions):
            packages = [ALIASES.get(name, SHORT.get(name, name)) for name in names]
            found |= {name: version for name, version in zip(packages, versions, strict=True) if name in PACKAGES}
    return found


def only_of_the_run(source: str) -> bool:
    """Say whether a cell shows releases, the machine or how chains mixed, whose numbers are not compared."""
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    watermark = any(line.startswith("%watermark") for line in lines) and all(line[0] in "%#" for line in lines)
    return watermark or bool(VERSION_OF.search(source)) or shows_only_diagnostics(source)


def of_document(cells: Sequence[Cell], root: Path, path: Path, asked: Mapping[str, Release]) -> dict[str, Release]:
    """Return the releases that a document was written for."""
    printed = "\n".join(output.text for cell in cells for output in cell.outputs)
    said = {name: Release(version, "it printed it") for name, version in {**named(printed), **shown(cells)}.items()}
    if running := SAID.search(printed):
        said["pymc3"] = Release(running[1], "it printed it")
    columns = {}
    of_summaries = "\n".join([printed, *(name for cell in cells for name in READ.findall(cell.source))])
    for pattern, least, most in COLUMNS:
        if re.search(pattern, of_summaries):
            columns["pymc3"] = Release(most, f"the columns of its tables are those of {least} to {most}")
    day = date_of(root, path)
    dated = by_date(day) if day else {}
    known = {**dated, **asked, **columns, **said}
    if columns and "pymc3" not in said:  # several releases had these columns
        for one in (asked.get("pymc3"), dated.get("pymc3")):
            if one is not None and _fits(one.version, of_summaries):
                return known | {"pymc3": one}
    return known


def _fits(version: str, of_summaries: str) -> bool:
    """Say whether a release's summaries have these columns."""
    return all(
        version_numbers(least) <= version_numbers(version)[:2] <= version_numbers(most)
        for pattern, least, most in COLUMNS
        if re.search(pattern, of_summaries)
    )


def by_date(day: datetime) -> dict[str, Release]:
    """Return the newest releases of a day."""
    found = {package: _newest(text, day) for package, text in RELEASED.items()}
    return {
        name: Release(version, f"the newest of {day:%Y-%m}, its date") for name, version in found.items() if version
    }


def of_the_time(package: str, root: Path, paths: Iterable[Path]) -> str:
    """Return the release of a package of `ON_TOP` at the date of the last document."""
    days = [day for path in paths if (day := date_of(root, path)) is not None]
    first = re.split("[, ]+", ON_TOP[package])[1]
    return (_newest(ON_TOP[package], max(days)) or first) if days else last_of(package)


def last_of(package: str) -> str:
    """Return the last release of a package of `ON_TOP` that stands on what we give."""
    return ON_TOP[package].rpartition(" ")[2]


def _newest(text: str, day: datetime) -> str:
    rows = [row.split() for row in text.split(", ")]
    before = [version for first, version in rows if first <= f"{day:%Y-%m}"]
    return before[-1] if before else ""


def date_of(root: Path, path: Path) -> datetime | None:
    """Return the day of a file's last commit; None where git knows none: a file's own time is that of its copy."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%ct", "--", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    text = done.stdout.strip()
    return datetime.fromtimestamp(int(text), tz=UTC) if done.returncode == 0 and text.isdecimal() else None


def emulation(releases: Mapping[str, Release]) -> str:
    """Return the release that `config.emulate` takes: the first of `EMULATED` for older ones, "" from 3.9 on."""
    if "pymc3" not in releases:
        return ""
    version = version_numbers(releases["pymc3"].version)[:2]
    return "" if version > (3, 8) else max(f"3.{version[1]}" if version[0] == 3 else "", EMULATED[0])


def told(releases: Mapping[str, Release], names: Iterable[str] = PACKAGES) -> str:
    """Return releases as text: "pymc3 3.8 (it printed it), numpy 1.18"."""
    return ", ".join(f"{name} {releases[name].version}" for name in names if name in releases)
