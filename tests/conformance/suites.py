"""The two suites: where they come from, which of their tests pass on the real libraries, how they are run here."""

from __future__ import annotations

import csv
import lzma
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

HERE = Path(__file__).resolve().parent

MISNAMED = re.compile("^d_list_type::")  # in typed_list/tests/test_type.py; a "test_type" was cut out of the name


@dataclass(frozen=True)
class Suite:
    """`package` is the folder of that name in the archive, `base` the one to which the baseline's paths are relative.

    Baselines: shared facts about the real libraries, copied unchanged. A row counts where the test passed there and
    does not look into the old optimiser, linkers or the GPU (kind `internal`).
    """

    name: str
    requirement: str
    download: tuple[str, ...]
    package: str
    base: str

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        with lzma.open(HERE / f"upstream_baseline_{self.name}.csv.xz", "rt", newline="") as file:
            return [row for row in csv.DictReader(file) if row["outcome"] == "passed"]

    @cached_property
    def counting(self) -> dict[str, set[str]]:
        """File -> the tests that count."""
        return self._by_file(internal=False)

    @cached_property
    def internal(self) -> dict[str, set[str]]:
        """File -> the tests that are run and reported beside."""
        return self._by_file(internal=True)

    def _by_file(self, internal: bool) -> dict[str, set[str]]:
        files: dict[str, set[str]] = {}
        for row in self.rows:
            if (row.get("kind") == "internal") == internal:
                files.setdefault(row["file"], set()).add(MISNAMED.sub("test_typed_list_type::", row["test"]))
        return files

    @cached_property
    def seconds(self) -> dict[str, float]:
        """File -> how long its tests took on the real library."""
        files: dict[str, float] = {}
        for row in self.rows:
            files[row["file"]] = files.get(row["file"], 0.0) + float(row["seconds"])
        return files

    @property
    def expected_failures(self) -> Path:
        return HERE / f"{self.name}-xfails.txt"


SUITES = {
    "theano": Suite("theano", "Theano==1.0.5", ("--no-binary", ":all:"), "theano", "theano"),
    "pymc3": Suite("pymc3", "pymc3==3.11.5", ("--only-binary", ":all:"), "pymc3", "pymc3/tests"),
}
