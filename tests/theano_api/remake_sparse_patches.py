"""Makes sparse_patches.json: what theano.sparse.sandbox.sp gives, in Theano-PyMC 1.1.2 as in Theano 1.0.5.

THEANO_FLAGS=blas__ldflags= python remake_sparse_patches.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

# (kshp, nkern, imgshp, step, mode, flatten, whether there is a bias)
CONVOLUTIONS: list[tuple[Any, ...]] = [
    ((2, 2), 1, (3, 4), (1, 1), "valid", True, False),
    ((2, 3), 2, (4, 5), (1, 1), "valid", True, True),
    ((2, 2), 2, (2, 3, 4), (1, 1), "valid", False, False),
    ((2, 2), 1, (3, 4), (1, 1), "full", True, False),
    ((2, 2), 1, (5, 5), (2, 2), "valid", True, False),
    ((2, 2), 1, (4, 5), (2, 1), "full", True, False),
]
POOLS = [((4, 4), (2, 2)), ((2, 4, 4), (2, 2)), ((5, 4), (2, 2)), ((4, 6), (2, 3))]
INDICES: list[tuple[Any, ...]] = [((3, 3), (2, 2), (1, 1), 1, "valid"), ((2, 3, 2), (2, 2), (1, 1), 1, "full")]


def images_of(shape: tuple[int, ...]) -> np.ndarray:
    return np.round(np.random.RandomState(1).rand(2, int(np.prod(shape))), 2)


def convolved(theano: Any, sp: Any, case: tuple[Any, ...]) -> list[Any]:
    kshp, nkern, imgshp, step, mode, flatten, biased = case
    features = imgshp[0] if len(imgshp) == 3 else 1
    kernels = np.round(np.random.RandomState(2).rand(nkern, features * int(np.prod(kshp))), 2)
    k, images = theano.tensor.dmatrices("k", "images")
    bias = np.arange(nkern) * 1.0 if biased else None
    out, shape = sp.convolve(k, kshp, nkern, images, imgshp, step=step, bias=bias, mode=mode, flatten=flatten)
    value = theano.function([k, images], out)(kernels, images_of(imgshp))
    return [np.round(value, 6).tolist(), np.asarray(shape).tolist()]


def pooled(theano: Any, sp: Any, case: tuple[Any, ...]) -> list[Any]:
    images = theano.tensor.dmatrix("images")
    out, shape = sp.max_pool(images, *case)
    return [theano.function([images], out)(images_of(case[0])).tolist(), np.asarray(shape).tolist()]


def indexed(theano: Any, sp: Any, case: tuple[Any, ...]) -> list[Any]:
    return [np.asarray(part).tolist() for part in sp.convolution_indices.evaluate(*case)]


CASES = {
    **{f"convolve {case}": (convolved, case) for case in CONVOLUTIONS},
    **{f"max_pool {case}": (pooled, case) for case in POOLS},
    **{f"evaluate {case}": (indexed, case) for case in INDICES},
}


def main() -> None:
    import theano
    from theano.sparse.sandbox import sp

    found = {name: function(theano, sp, case) for name, (function, case) in CASES.items()}
    lines = [f"{json.dumps(name)}: {json.dumps(value)}" for name, value in found.items()]
    Path(__file__).with_name("sparse_patches.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
