"""The version, as the release tool wrote it. Source of the names: theano._version."""

from __future__ import annotations

import json
from typing import Any

from ..emulated_versions import theano_version
from ..importing.module_getattr import absent_from

_COMMITS = {
    "1.1.2": ("ebaad559d6ea4a49fa87123adf50c9aa847ce27a", "2021-01-22T17:20:50-0600"),
    "1.0.5": ("f3bb5b755ec5e92fb60b5364d83a10878fa9a211", "2020-07-27T18:09:29+0200"),
}


def get_versions() -> dict[str, Any]:
    """Return version, commit and date of the emulated release."""
    version = theano_version()
    commit, date = _COMMITS[version]
    return {"date": date, "dirty": False, "error": None, "full-revisionid": commit, "version": version}


def _version_json() -> str:
    return json.dumps(get_versions())


_absent = absent_from(__name__)


def __getattr__(name: str) -> Any:
    return _version_json() if name == "version_json" else _absent(name)


__all__ = ["get_versions", "version_json"]  # noqa: F822
