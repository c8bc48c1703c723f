"""The environments of docs/pythons.md."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One environment.

    python: the version of the interpreter. from_sid: it is in a folder of Debian sid, since no interpreter of that
    version is to be expected here. lowest: each dependency in the lowest release that pyproject.toml takes. extras:
    what is installed with us. about: a sentence for the table.
    """

    name: str
    python: str
    from_sid: bool = False
    lowest: bool = False
    extras: str = "all,dev"
    about: str = ""


ROWS = {
    row.name: row
    for row in (
        Row("3.11", "3.11"),
        Row("3.12", "3.12"),
        Row("3.13", "3.13"),
        Row("3.14", "3.14", from_sid=True),
        Row("3.15", "3.15", from_sid=True, extras="dev", about="without JAX, nutpie and ArviZ: no wheels yet"),
        Row("lowest", "3.11", lowest=True, about="the lowest release of each dependency"),
    )
}
