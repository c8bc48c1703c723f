"""nutpie through its public package, for versions whose extension module is unknown.

It takes seconds to import; the sampler is the same. `CompiledPyMCModel` needs little more than addresses.
"""

from __future__ import annotations

import ctypes
import dataclasses
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np

from ...compilation.densities.log_density import CDensity
from .callbacks import EXPAND
from .extension import Settings, is_by_a_signal


def start_chain(
    density: CDensity, dimension: int, settings: Settings, initial_point: Callable[[int], np.ndarray]
) -> PackageChain:
    """Start one chain in a thread of nutpie's, without progress. Raises ImportError."""
    import nutpie
    from nutpie.compile_pymc import CompiledPyMCModel

    n = density.n_expanded
    expand = _with_its_own_user(density)
    known: dict[str, Any] = {
        "dims": {"x": ("i",)},
        "compiled_logp_func": SimpleNamespace(address=density.logp_address),
        "compiled_expand_func": SimpleNamespace(address=expand[0]),
        "initial_point_func": initial_point,
        "shared_data": {},
        "shared_var_keys": {},
        "user_data": SimpleNamespace(ctypes=SimpleNamespace(data=density.user_data_address)),
        "n_expanded": n,
        "shape_info": (["x"], [slice(0, n)], [(n,)]),
        "logp_func": density,
        "expand_func": expand,
        "_n_dim": dimension,
        "_shapes": {"x": (n,)},
        "_coords": {"i": [str(i) for i in range(n)]},
    }
    wanted = {field.name for field in dataclasses.fields(CompiledPyMCModel) if field.init}
    optional = {
        field.name
        for field in dataclasses.fields(CompiledPyMCModel)
        if field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
    }
    values = {name: known.get(name) for name in wanted if name in known or name not in optional}
    background = nutpie.sample(
        CompiledPyMCModel(**values),
        draws=settings.num_draws,
        tune=settings.num_tune,
        seed=settings.seed,
        target_accept=settings.target_accept,
        maxdepth=settings.maxdepth,
        low_rank_modified_mass_matrix=settings.low_rank,
        store_divergences=True,
        chains=1,
        cores=1,
        progress_bar=False,
        return_raw_trace=True,
        blocking=False,
    )
    return PackageChain(background)


def _with_its_own_user(density: CDensity) -> tuple[int, Any]:
    """Return (address of an `expand` with its own `user`, an object that keeps it alive).

    nutpie's package passes the `user` of `logp` to both functions.
    """
    if density.expand_user == density.user_data_address:
        return density.expand_address, density
    function = EXPAND(density.expand_address)
    callback = EXPAND(lambda dim, n, x, out, _: function(dim, n, x, out, density.expand_user))
    return ctypes.cast(callback, ctypes.c_void_p).value or 0, (callback, function, density)


class PackageChain:
    """A running chain, with the methods of `ExtensionChain`."""

    def __init__(self, background: Any):
        self._background = background
        self._results: Any = None

    def wait(self, seconds: float) -> bool:
        try:
            self._results = self._background.wait(timeout=seconds)
        except TimeoutError as error:
            if is_by_a_signal(error):
                raise
            return False
        return True

    def abort(self, seconds: float) -> bool:
        self._results = self._background.abort()
        return True

    def trace(self) -> tuple[Any, Any]:
        draws, stats = self._results.get_arrow_trace()
        return draws[0], stats[0]
