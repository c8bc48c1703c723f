"""What SciPy's functions took once."""

from typing import Any

from compat.legacy_environment.arguments import dropped, old_keywords
from compat.legacy_environment.row import Narrowed

_KRYLOV = "bicg bicgstab cg cgs gcrotmk gmres lgmres minres qmr tfqmr"


def _of_indices(eigvals: Any) -> dict[str, Any]:
    return {} if eigvals is None else {"subset_by_index": eigvals}


def _positive(wanted: bool) -> dict[str, Any]:
    return {"assume_a": "pos"} if wanted else {}


TABLE = (
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
