# Written by `python -m tools.stubs`.
from theano_compat.models.memoize import clear_cache as clear_cache
from theano_compat.models.memoize import memoize as memoize
from theano_compat.models.modelling.hashing import WithMemoization as WithMemoization
from theano_compat.models.modelling.hashing import biwrap as biwrap
from theano_compat.models.modelling.hashing import hashable as hashable
from typing import Any
CACHE_REGISTRY: Any
