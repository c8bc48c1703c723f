"""Source of the names: theano.tensor.nnet.neighbours."""

from __future__ import annotations

from compat.ops.networks.neighbours import Images2Neibs, images2neibs, neibs2images
from compat.theano_api.absence import absent_from

__all__ = ["Images2Neibs", "images2neibs", "neibs2images"]
__getattr__ = absent_from(__name__)
