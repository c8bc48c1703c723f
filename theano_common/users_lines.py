"""The user's line: the innermost one that is neither ours, nor Python's, nor of a library that we build on.

Warnings name it. Frames counted by hand (`stacklevel=3`) go wrong as soon as another function of ours is the caller.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import threading
import warnings
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any

OURS = frozenset({"theano_compat", "theano_migrate", "theano_common", "theano_environment"})
# Libraries of today, which call us back, or whose functions of old we give back: no program that was written for us.
LIBRARIES = OURS | frozenset(
    "numpy scipy pandas matplotlib mpl_toolkits seaborn sklearn statsmodels xarray xarray_einstats arviz arviz_base"
    " arviz_stats arviz_plots numba jax jaxlib numpyro nutpie pymc pytensor bokeh plotnine mizani dask h5py netCDF4"
    " astropy joblib IPython ipykernel".split()
)
_STANDARD = os.path.join(os.path.dirname(os.__file__), "")
_BELOW_IT = (os.path.join(_STANDARD, "site-packages", ""), os.path.join(_STANDARD, "dist-packages", ""))
# A fresh child process begins in a `<string>` of multiprocessing, which looks like `python -c`.
_IN_FRESH_CHILD = any(argument.startswith("from multiprocessing") for argument in sys.orig_argv[1:])

Place = tuple[str, int]  # file, line
_by_file: dict[str, bool] = {}


class _Caller(threading.local):
    place: Place | None = None  # where the user called what this thread or process does


_caller = _Caller()


def folders(*packages: str) -> tuple[str, ...]:
    """Return the folders of packages, each with a separator at its end; none is imported."""
    specs = [importlib.util.find_spec(one) for one in packages]
    return tuple(os.path.join(os.path.dirname(os.path.abspath(one.origin)), "") for one in specs if one and one.origin)


def is_users(frame: FrameType) -> bool:
    """Return whether a frame runs the user's code: a script, a notebook, or a package that builds on us."""
    path = frame.f_code.co_filename
    known = _by_file.get(path)
    if known is None:
        known = _looked_up(path, frame)
        if not path.startswith("<"):  # `<string>` is many files
            _by_file[path] = known
    return known


def package_of(frame: FrameType) -> str:
    """Return the package whose code a frame runs, such as "scipy"."""
    names = frame.f_globals  # `python -m theano_migrate.check` is `__main__`, in a package of ours
    return (names.get("__package__") or names.get("__name__") or "").partition(".")[0]


def _looked_up(path: str, frame: FrameType) -> bool:
    if path.startswith("<frozen") or (path.startswith(_STANDARD) and not path.startswith(_BELOW_IT)):
        return False
    package = package_of(frame)
    return package not in LIBRARIES and not (path == "<string>" and _IN_FRESH_CHILD and package == "__main__")


def users_frame(frame: FrameType | None) -> FrameType | None:
    """Return the innermost frame of the user's, from `frame` outwards.

    A thread of ours, or of JAX, has none: then it is that of the main thread, which waits for it.
    """
    found = _outwards(frame)
    if found is None and threading.current_thread() is not threading.main_thread():
        found = _outwards(sys._current_frames().get(threading.main_thread().ident or 0))
    return found


def _outwards(frame: FrameType | None) -> FrameType | None:
    while frame is not None and not is_users(frame):
        frame = frame.f_back
    return frame


def warn(message: str, category: type[Warning] = UserWarning, at: Place | None = None) -> None:
    """Give a warning that names the user's line.

    message: what happened, and what to do. category: the class of the warning. at: the file and the line, where another
    than that of the user's call is to be named.
    """
    frame = users_frame(sys._getframe(1)) if at is None else None
    at = at or _caller.place
    if frame is not None:
        names = frame.f_globals
        registry = names.setdefault("__warningregistry__", {})
        place = (frame.f_code.co_filename, frame.f_lineno)
        warnings.warn_explicit(message, category, *place, names.get("__name__") or "<unknown>", registry)
    elif at is not None:
        warnings.warn_explicit(message, category, *at)
    else:  # nobody's: a command of ours does this by itself
        warnings.warn(message, category, stacklevel=2)


def as_if_called_here(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function for a fresh process: warnings that it gives there name the user's line of now."""
    frame = users_frame(sys._getframe(1))
    return function if frame is None else partial(_at, (frame.f_code.co_filename, frame.f_lineno), function)


def _at(place: Place, function: Callable[..., Any], *args: Any) -> Any:
    _caller.place = place
    return function(*args)
