"""nutpie's Rust sampler, through its extension module alone.

`import nutpie` takes seconds (ArviZ, pandas, numba); the extension module takes 3 ms. Its names are not public:
`NamesChanged` says that this nutpie has other names, and `nutpie_package` then uses the public interface. Tested with
0.16.3 and 0.16.8 (Python 3.11) and 0.16.11 (3.12); the chains of 0.16.0 to 0.16.2 deadlock.
"""

from __future__ import annotations

import atexit
import ctypes
import importlib.util
import sys
import threading
import time
import weakref
from collections.abc import Callable
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np

from theano_common.installing import pip_install

from ...compilation.densities.log_density import CDensity

PROGRESS_MILLISECONDS = 100
PROGRESS_TEMPLATE = "{% for chain in chains %}{{ chain.finished_draws }} {{ chain.divergences }}{% endfor %}"


class NamesChanged(Exception):
    """The extension module lacks the names or signatures that this file knows."""


class Settings(NamedTuple):
    """The settings of one chain's run, with nutpie's own names."""

    seed: int
    num_tune: int
    num_draws: int
    target_accept: float
    maxdepth: int
    low_rank: bool = False  # a mass matrix that is the sum of a diagonal and a matrix of low rank


def start_chain(
    density: CDensity,
    dimension: int,
    settings: Settings,
    initial_point: Callable[[int], np.ndarray],
    on_progress: Callable[[str], None],
) -> ExtensionChain:
    """Start one chain in a thread of nutpie's. Raises NamesChanged, ImportError."""
    lib = load()
    try:
        kind = lib.PyNutsSettings.LowRank if settings.low_rank else lib.PyNutsSettings.Diag
        options = kind(settings.seed)
        values = {**settings._asdict(), "num_chains": 1}
        known = options.as_dict()["settings"] if hasattr(options, "as_dict") else dir(options)  # since 0.16.10
        if "store_divergences" in known:
            values["store_divergences"] = True  # the points, for PyMC3's report
        del values["seed"], values["low_rank"]
        if hasattr(options, "update"):  # since 0.16.10
            options.update(values)
        else:
            for name, value in values.items():
                setattr(options, name, value)
        model = _model(lib, density, dimension, initial_point)
        told = _Told(on_progress)
        progress = lib.ProgressType.template_callback(PROGRESS_MILLISECONDS, PROGRESS_TEMPLATE, 1, told)
        callback = (None, PROGRESS_MILLISECONDS) if _takes_callback(lib) else ()
        sampler = lib.PySampler.from_pymc(options, 1, model, progress, *callback, lib.PyStorage.arrow())
    except (AttributeError, TypeError) as changed:
        raise NamesChanged(str(changed)) from changed
    return ExtensionChain(sampler)


class _Told:
    """What a thread of nutpie calls, and keeps until it ends."""

    def __init__(self, function: Callable[[str], None]) -> None:
        self._function = function
        _TOLD.add(self)

    def __call__(self, text: str) -> None:
        self._function(text)


_TOLD: weakref.WeakSet[_Told] = weakref.WeakSet()
PATIENCE = 3.0  # seconds: on a busy machine a thread may wait long for its turn


@atexit.register
def _wait_for_threads() -> None:
    """Wait for nutpie's threads: one that calls Python while the interpreter ends is unwound, which Rust does not bear.

    A chain's last call comes after its draws, so this matters where a program ends within a tenth of a second.
    """
    end = time.monotonic() + PATIENCE
    while _TOLD and time.monotonic() < end:
        time.sleep(0.005)


def is_by_a_signal(error: BaseException) -> bool:
    """Return whether a signal handler raised it while nutpie waited: there was Python code below the call."""
    end = error.__traceback__
    while end is not None and end.tb_next is not None:
        end = end.tb_next
    return end is not None and end.tb_frame.f_code.co_name != "wait"


class ExtensionChain:
    """A running chain.

    It must end by `abort` or a finished `wait`; otherwise its thread would outlive the interpreter.
    """

    def __init__(self, sampler: Any):
        self._sampler = sampler

    def wait(self, seconds: float) -> bool:
        """Return True once finished. Raises the error that stopped the chain; KeyboardInterrupt on Ctrl-C."""
        try:
            self._sampler.wait(seconds)
        except TimeoutError as error:
            if is_by_a_signal(error):
                raise
            return False
        return True

    def abort(self, seconds: float) -> bool:
        """Stop the chain, and return whether it has stopped; one that does not within `seconds` is left alone."""
        stopping = threading.Thread(target=self._sampler.abort, daemon=True)
        stopping.start()
        stopping.join(seconds)
        if stopping.is_alive():  # releasing what its threads hold would wait for them for ever, at exit at the latest
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._sampler))
        return not stopping.is_alive()

    def trace(self) -> tuple[Any, Any]:
        """Return the Arrow record batches (draws, statistics), warm-up first; after `abort` those made so far."""
        draws, stats = self._sampler.take_results().get_arrow_trace()
        return draws[0], stats[0]


def load() -> ModuleType:
    """Return the module `nutpie._lib` without its package. Raises ImportError, NamesChanged."""
    name = "nutpie._lib"
    if name in sys.modules:
        return sys.modules[name]
    package = importlib.util.find_spec("nutpie")
    if package is None or not package.submodule_search_locations:
        raise ImportError(f"nutpie is not installed: {pip_install('[sample]')}")
    for folder in package.submodule_search_locations:
        for suffix in EXTENSION_SUFFIXES:
            file = Path(folder) / f"_lib{suffix}"
            if file.exists():
                spec = importlib.util.spec_from_file_location(name, file)
                assert spec is not None and spec.loader is not None
                module = importlib.util.module_from_spec(spec)
                spec.loader.exec_module(module)
                sys.modules[name] = module  # a later `import nutpie` must find this one, since it loads only once
                return module
    raise NamesChanged(f"no extension module _lib in {package.submodule_search_locations[0]}")


def _takes_callback(lib: ModuleType) -> bool:
    return "extra_callback" in (lib.PySampler.from_pymc.__text_signature__ or "")


def _model(lib: ModuleType, density: CDensity, dimension: int, initial_point: Callable) -> Any:
    # one variable "x" holds all recorded values, which we split ourselves, so that users' names cannot clash
    n = density.n_expanded
    sizes, labels, axes = {"i": n}, {"i": [str(i) for i in range(n)]}, {"x": ["i"]}
    return lib.PyMcModel(
        lib.LogpFunc(density.logp_address, density.user_data_address, density),
        lib.ExpandFunc(dimension, n, density.expand_address, density.expand_user, density),
        lib.PyVariable.new_variables(["x"], ["float64"], [[n]], sizes, axes),
        dimension,
        sizes,
        labels,
        initial_point,
        None,
    )
