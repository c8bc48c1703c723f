"""Arguments that SciPy's functions no longer accept."""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from .argument_adapters import dropped, old_keywords
from .restored_name import Narrowed

_KRYLOV = "bicg bicgstab cg cgs gcrotmk gmres lgmres minres qmr tfqmr"


def _of_indices(eigvals: Any) -> dict[str, Any]:
    return {} if eigvals is None else {"subset_by_index": eigvals}


def _positive(wanted: bool) -> dict[str, Any]:
    return {"assume_a": "pos"} if wanted else {}


def _flat_start(real: Callable[..., Any]) -> Callable[..., Any]:
    """Flatten the start of `minimize`, as its methods did themselves until SciPy 1.11."""

    @functools.wraps(real)
    def wider(fun: Any, x0: Any, *args: Any, **kwargs: Any) -> Any:
        return real(fun, np.ravel(x0) if np.ndim(x0) > 1 else x0, *args, **kwargs)

    return wider


TABLE = (
    Narrowed("scipy.optimize", "minimize", _flat_start, "takes a start of two dimensions again, as a vector"),
    *(
        Narrowed("scipy.sparse.linalg", name, old_keywords(tol="rtol", xtype=dropped), "tol= is rtol=", "tol xtype")
        for name in _KRYLOV.split()
    ),
    *(
        Narrowed(
            "scipy.linalg",
            name,
            old_keywords(eigvals=_of_indices, turbo=dropped),
            "eigvals= is subset_by_index=",
            "eigvals turbo",
        )
        for name in ("eigh", "eigvalsh")
    ),
    Narrowed(
        "scipy.linalg",
        "solve",
        old_keywords(sym_pos=_positive, debug=dropped),
        'sym_pos= is assume_a="pos"',
        "sym_pos debug",
    ),
    *(
        Narrowed(f"scipy.stats:{kind}", "interval", old_keywords(alpha="confidence"), "alpha= is confidence=", "alpha")
        for kind in ("rv_continuous", "rv_discrete", "_distn_infrastructure.rv_frozen")
    ),
    *(
        Narrowed(f"scipy.stats:{kind}", "moment", old_keywords(n="order"), "n= is order=", "n")
        for kind in ("rv_continuous", "rv_discrete")
    ),
)
