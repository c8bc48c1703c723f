"""Arguments that SciPy's functions no longer accept."""

import functools
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from .argument_adapters import dropped, old_keywords
from .restored_name import Narrowed

_KRYLOV = {  # solver -> what could follow (A, b, x0) by position until SciPy 1.11
    "bicg": "tol maxiter",
    "bicgstab": "tol maxiter",
    "cg": "tol maxiter",
    "cgs": "tol maxiter",
    "gcrotmk": "tol maxiter",
    "gmres": "tol restart maxiter",
    "lgmres": "tol maxiter",
    "minres": "shift tol maxiter",
    "qmr": "tol maxiter",
    "tfqmr": "tol maxiter",
}


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


def _solver(order: str) -> Callable[[Callable[..., Any]], Callable[..., Any] | None]:
    """Take `tol` again, and stop as then where no `atol` is given; leave calls with `rtol` alone."""

    def widen(real: Callable[..., Any]) -> Callable[..., Any] | None:
        known = inspect.signature(real).parameters
        if "rtol" not in known:
            return None

        @functools.wraps(real)
        def wider(A: Any, b: Any, x0: Any = None, *args: Any, **kwargs: Any) -> Any:
            if "rtol" in kwargs:
                return real(A, b, x0, *args, **kwargs)
            given = {**dict(zip(order.split(), args, strict=False)), **kwargs}
            if len(args) > len(order.split()) or len(given) < len(args) + len(kwargs):
                return real(A, b, x0, *args, **kwargs)  # says what is wrong
            given.pop("xtype", None)
            tol = given.pop("tol", 1e-5)
            if "atol" in known and given.get("atol") in (None, "legacy"):
                given.pop("atol", None)
                if real.__name__ in _ABSOLUTE_TOO:
                    given["atol"] = tol
                elif _is_solved(A, b, x0, tol):
                    kind = np.result_type(np.asarray(b), float)
                    return (np.zeros(np.size(b), kind) if x0 is None else np.array(x0, kind).ravel()), 0
            return real(A, b, x0, rtol=tol, **given)

        return wider

    return widen


_ABSOLUTE_TOO = ("gcrotmk", "lgmres")  # atol was tol where it was not given


def _is_solved(A: Any, b: Any, x0: Any, tol: float) -> bool:
    """Say whether the start is taken as the solution: its residual is at most `tol`, however small `b` is."""
    from scipy.sparse.linalg import aslinearoperator

    residual = np.ravel(b)
    if isinstance(x0, str):  # "Mb": a start by the preconditioner
        return False
    if x0 is not None:
        residual = residual - aslinearoperator(A).matvec(np.ravel(x0))
    return bool(np.linalg.norm(residual) <= tol)


def _old_order(real: Callable[..., Any]) -> Callable[..., Any]:
    """Read what follows `solve(a, b)` by position as sym_pos, lower and so on, as until SciPy 1.10."""
    order = "sym_pos lower overwrite_a overwrite_b debug check_finite assume_a transposed".split()
    renamed = old_keywords(sym_pos=_positive, debug=dropped)(real) or real

    @functools.wraps(real)
    def wider(a: Any, b: Any, *args: Any, **kwargs: Any) -> Any:
        if len(args) > len(order):
            return real(a, b, *args, **kwargs)
        return renamed(a, b, **dict(zip(order, args, strict=False)), **kwargs)

    return wider


TABLE = (
    Narrowed("scipy.optimize", "minimize", _flat_start, "takes a start of two dimensions again, as a vector"),
    *(
        Narrowed("scipy.sparse.linalg", name, _solver(order), "tol= is rtol=, and the start may do", "tol xtype *")
        for name, order in _KRYLOV.items()
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
        _old_order,
        'sym_pos= is assume_a="pos"',
        "sym_pos debug *",
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
