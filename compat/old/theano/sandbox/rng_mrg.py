"""Random streams of the generator MRG31k3p. Source of the names: theano.sandbox.rng_mrg."""

from __future__ import annotations

from typing import Any

import numpy as np

from ....importing.module_getattr import absent_from
from ....ops.random import mrg as random_mrg
from ....ops.random.mrg import A1p72, A1p134, A2p72, A2p134, product_modulo
from ....ops.random.mrg_streams import MRG_RandomStreams, guess_n_streams
from ....ops.random.mrg_uniform import DotModulo
from ....ops.random.mrg_uniform import MRGUniform as mrg_uniform

MRG_RandomStream = MRG_RandomStreams  # its name in Theano-PyMC
mrg_uniform_base = mrg_uniform  # Theano had a separate one for GPUs
M1, M2 = np.asarray(np.int32(random_mrg.M1)), np.asarray(np.int32(random_mrg.M2))
MASK12, MASK13, MASK2, MULT2 = (np.int32(v) for v in (511, 16777215, 65535, 21069))
NORM = 2.0**-31


def matVecModM(A: Any, s: Any, m: Any) -> Any:
    """Return the product of a matrix and a vector modulo a number, int32.

    A: the matrix (n, n). s: the vector (n,). m: the number.
    """
    return product_modulo(A, s, m).astype("int32")


def multMatVect(v: Any, A: Any, m1: Any, B: Any, m2: Any) -> Any:
    """Return two products of a matrix and a vector modulo a number, one after the other: a jump of MRG's state.

    v: the state, a vector (6,). A, m1: a matrix (3, 3) and the number for its first half. B, m2: those for the second
    half.
    """
    return np.concatenate([matVecModM(A, v[:3], m1), matVecModM(B, v[3:], m2)])


def ff_2p134(rstate: Any) -> Any:
    """Return the state of MRG's generator after 2**134 steps: the next stream's.

    rstate: the state, a vector (6,).
    """
    return random_mrg.jump(rstate, A1p134, A2p134)


def ff_2p72(rstate: Any) -> Any:
    """Return the state of MRG's generator after 2**72 steps: the next substream's.

    rstate: the state, a vector (6,).
    """
    return random_mrg.jump(rstate, A1p72, A2p72)


__all__ = [
    "A1p134",
    "A1p72",
    "A2p134",
    "A2p72",
    "DotModulo",
    "M1",
    "M2",
    "MASK12",
    "MASK13",
    "MASK2",
    "MRG_RandomStream",
    "MRG_RandomStreams",
    "MULT2",
    "NORM",
    "ff_2p134",
    "ff_2p72",
    "guess_n_streams",
    "matVecModM",
    "mrg_uniform",
    "mrg_uniform_base",
    "multMatVect",
]
__getattr__ = absent_from(__name__)
