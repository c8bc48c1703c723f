"""MRG31k3p: a combined multiple recursive generator of period 2**185, in integer arithmetic on every backend.

P. L'Ecuyer, R. Touzin: Fast Combined Multiple Recursive Generators with Multipliers of the form a = ±2^d ± 2^e.
Proceedings of the Winter Simulation Conference, 2000. A state is six integers: three of a recurrence modulo
2**31 - 1 and three of one modulo 2**31 - 21069. Streams are 2**134 steps apart, substreams 2**72.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ...graph.arrays import Array, ArrayModule
from ..tensor_types import TensorLike

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

M1 = 2**31 - 1
M2 = 2**31 - 21069

# the matrices of 2**72 and of 2**134 steps of each recurrence, x[n] = (2^22 x[n-2] + (2^7 + 1) x[n-3]) mod M1 and x[n]
# = (2^15 x[n-1] + (2^15 + 1) x[n-3]) mod M2; a test computes these powers, which takes a while
A1p72 = np.array(
    [[1516919229, 758510237, 499121365], [1884998244, 1516919229, 335398200], [601897748, 1884998244, 358115744]]
)
A2p72 = np.array(
    [[1228857673, 1496414766, 954677935], [1133297478, 1407477216, 1496414766], [2002613992, 1639496704, 1407477216]]
)
A1p134 = np.array(
    [[1702500920, 1849582496, 1656874625], [828554832, 1702500920, 1512419905], [1143731069, 828554832, 102237247]]
)
A2p134 = np.array(
    [[796789021, 1464208080, 607337906], [1241679051, 1431130166, 1464208080], [1401213391, 1178684362, 1431130166]]
)


def product_modulo(matrix: ArrayLike, vectors: ArrayLike, modulus: ArrayLike) -> np.ndarray:
    """Return `matrix` (3, 3) times each of `vectors` (..., 3) modulo `modulus`; no product exceeds 2**62."""
    terms = np.asarray(matrix, "int64") * np.asarray(vectors, "int64")[..., None, :] % np.asarray(modulus, "int64")
    return terms.sum(-1) % np.asarray(modulus, "int64")


def jump(states: Array, first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Return `states` (..., 6) moved ahead by the matrices of a jump, one for each half, as int32."""
    states = np.asarray(states)
    return np.concatenate(
        [product_modulo(first, states[..., :3], M1), product_modulo(second, states[..., 3:], M2)], -1
    ).astype("int32")


def substreams(state: TensorLike, count: int) -> np.ndarray:
    """Return the start states (count, 6) of `count` substreams, the first at `state`.

    Each jump doubles the table.
    """
    table = np.asarray(state, "int32").reshape(1, 6)
    first, second = A1p72, A2p72
    while len(table) < count:
        table = np.concatenate([table, jump(table, first, second)])
        first = product_modulo(first, first.T, M1).T
        second = product_modulo(second, second.T, M2).T
    return table[:count].copy()


def next_value(xp: ArrayModule, state: tuple[np.ndarray, ...]) -> tuple[Any, Any]:
    """Return (new states, integers in [1, 2**31 - 1]) for `state`, six int64 arrays of one shape."""
    x11, x12, x13, x21, x22, x23 = state

    def once(value: np.ndarray, modulus: int) -> Any:
        return xp.where(value >= modulus, value - modulus, value)

    y = once(((x12 & 511) << 22) + (x12 >> 9) + ((x13 & 16777215) << 7) + (x13 >> 24), M1)
    y = once(y + x13, M1)
    z = once(((x21 & 65535) << 15) + 21069 * (x21 >> 16), M2)
    w = once(((x23 & 65535) << 15) + 21069 * (x23 >> 16), M2)
    w = once(once(w + x23, M2) + z, M2)
    return (y, x11, x12, w, x21, x22), xp.where(y <= w, y - w + M1, y - w)


def as_uniform(integers: np.ndarray, dtype: str) -> Any:
    """Return `integers` as numbers in (0, 1), rounded like Theano's C code: multiplied in the dtype of the result."""
    if dtype == "float16":
        return (((integers & 0x7FFF) + 1) * np.float64(np.float16(3.0458e-05))).astype("float16")
    if dtype == "float32":
        return integers.astype("float32") * np.float32(4.6566126e-10)
    return integers.astype("float64") * 4.656612873077392578125e-10


def uniforms(xp: ArrayModule, states: np.ndarray, count: int, dtype: str) -> tuple[Any, Any]:
    """Return (states after the draw, `count` numbers); number i comes from stream i modulo the number of streams."""
    streams = states.shape[0]
    whole, rest = divmod(count, streams)
    columns = tuple(states[:, k].astype("int64") for k in range(6))
    if xp is np:
        drawn: Any = np.empty((whole, streams), dtype="int64")
        for row in range(whole):
            columns, drawn[row] = next_value(xp, columns)
    elif whole:
        import jax

        columns, drawn = jax.lax.scan(lambda carried, _: next_value(xp, carried), columns, None, length=whole)
    else:
        drawn = xp.zeros((0, streams), "int64")
    asked, last = next_value(xp, tuple(c[:rest] for c in columns))  # these streams draw one more number
    after = xp.stack([xp.concatenate([new, old[rest:]]) for new, old in zip(asked, columns, strict=True)], 1)
    return after.astype("int32"), as_uniform(xp.concatenate([drawn.reshape(-1), last]), dtype)
