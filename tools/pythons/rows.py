"""The environments of docs/pythons.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One environment.

    python: the version of the interpreter, of this machine or else in a folder of Debian sid. lowest: each dependency
    in the lowest release that pyproject.toml takes. newest: each in the newest release that the index has, above our
    bounds too. extras: what is installed with us. also: bounds that others do not say (nutpie's pyarrow takes no NumPy
    1 from its release 21 on). given_by: an environment variable that may name the interpreter, for one that Debian does
    not have. about: a sentence for the table.
    """

    name: str
    python: str
    lowest: bool = False
    newest: bool = False
    extras: str = "all,dev"
    also: tuple[str, ...] = ()
    given_by: str = ""
    about: str = ""


FREE = "free-threaded; nutpie has no wheel yet"
MUSL = "CPython for musl 1.2.5, by musl-gcc; JAX and nutpie have no wheels for it"

ROWS = {
    row.name: row
    for row in (
        Row("3.11", "3.11"),
        Row("3.12", "3.12"),
        Row("3.13", "3.13"),
        Row("3.14", "3.14"),
        Row("3.15", "3.15", about="without nutpie, TFP and h5py: no wheels yet"),
        Row("3.14t", "3.14t", extras="jax,tfp,arviz,glm,pictures,dask,dev", given_by="FREE_THREADED", about=FREE),
        Row("musl", "3.13-musl", extras="arviz,glm,pictures,dask,dev", given_by="MUSL_PYTHON", about=MUSL),
        Row("lowest", "3.11", lowest=True, also=("pyarrow<21",), about="the lowest release of each dependency"),
        Row("newest", "3.13", newest=True, about="the newest release of each dependency, above our bounds too"),
    )
}
