"""`numpy.distutils.__config__`: the libraries that NumPy was built with, under the names of NumPy before 1.26.

Programs on Theano set `blas_opt_info` there, or test for it. Nothing else of `numpy.distutils` is here.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np


def _built_with(library: str) -> dict[str, Any]:
    found: Any = np.show_config(mode="dicts") or {}
    about = found.get("Build Dependencies", {}).get(library, {})
    return {"libraries": [about["name"]], "language": "c"} if about.get("found") else {}


def config() -> ModuleType:
    """Return the module with `blas_opt_info` and the like, `get_info` and `show`."""
    made = ModuleType("numpy.distutils.__config__")
    for library in ("blas", "lapack"):
        info = _built_with(library)
        vars(made)[f"{library}_opt_info"] = info
        vars(made)[f"{library}_ilp64_opt_info"] = info

    def get_info(name: str) -> dict[str, Any]:
        """Return what is known of `blas_opt` and the like; an empty dict for other libraries."""
        return dict(vars(made).get(f"{name}_info", vars(made).get(name, {})))

    vars(made).update(get_info=get_info, show=np.show_config)
    return made


__config__ = config()
__all__ = ["config"]
