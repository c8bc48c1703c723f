"""Source of the names: theano.tensor.nnet.neighbours."""

from __future__ import annotations

from compat.names_not_here import absent_from
from compat.ops.networks.neighbours import Images2Neibs, images2neibs, neibs2images

__all__ = ["Images2Neibs", "images2neibs", "neibs2images"]
__getattr__ = absent_from(__name__)
