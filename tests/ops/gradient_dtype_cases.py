"""Costs of mixed precision whose gradients' dtypes are compared with real Theano's: runs on the real library too."""

import itertools

import numpy as np

DTYPES = ["int8", "int64", "float16", "float32", "float64"]
PAIRS = list(itertools.product(DTYPES, DTYPES))
FLOATS = list(itertools.product(DTYPES[2:], DTYPES[2:]))
INDEX = np.array([[0, 1], [1, 0]])


def costs(tt, x, y, s, matrix):
    """Name -> cost over the vectors x, y, the scalar s, which has y's dtype, and a matrix, which has x's."""
    return {
        "mul": (x * y).sum(), "scalar": (x + s).sum(), "dot": tt.dot(x, y), "pow": (x**y).sum(),
        "div": (x / y).sum(), "maximum": tt.maximum(x, y).sum(), "matrix": tt.dot(matrix, y).sum(),
        "join": tt.concatenate([x, y]).sum(), "mean": (tt.exp(x) * y).mean(), "sqr": (tt.sqr(x) - y).sum(),
        "arctan2": tt.arctan2(x, y).sum(), "cast": (tt.cast(x, "float32") * y).sum(),
        "outer": tt.tensordot(y, y, axes=0).sum(), "variance": tt.var(x, ddof=1) + tt.std(y, ddof=1),
        "trunc": (tt.trunc(x) + y).sum(), "int_div": (x // y).sum(), "number as a condition": tt.switch(x, y, 1.5).sum(),
        "put": tt.set_subtensor(x[INDEX], tt.exp(y)).sum(), "put in columns": tt.inc_subtensor(matrix[:, [0, 1]], y).sum(),
    }


def moved(tt, x, y, s):
    """Name -> what the tangents of x, y and s move; those of floats alone, for legacy's others are as it happened."""
    return {
        "mul": x * y, "scalar": x + s, "maximum": tt.maximum(x, y), "div": x / y, "cast": tt.cast(x, "float64") * y,
        "clip": tt.clip(x, 0, y), "trunc": tt.trunc(x) + y, "int_div": x // y, "compared": x < y,
        "sum": (x + s).sum(), "narrow sum": tt.cast(x, "float32").sum() + y,
        "put": tt.set_subtensor(x[1:], s),
    }


def answers(tt):
    """One line a cost and pair: dtype of the cost and of its gradients with respect to x, y and s, or the error."""
    for a, b in PAIRS:
        x, y = (tt.TensorType(d, (False,))() for d in (a, b))
        s, matrix = tt.TensorType(b, ())(), tt.TensorType(a, (False, False))()
        for name, cost in costs(tt, x, y, s, matrix).items():
            gradients = tt.grad(cost, [x, y, s], disconnected_inputs="ignore")
            yield ",".join([name, a, b, cost.dtype, *(g.dtype for g in gradients)])
    for a, b in FLOATS:
        x, y, s = tt.TensorType(a, (False,))(), tt.TensorType(b, (False,))(), tt.TensorType(b, ())()
        for name, value in moved(tt, x, y, s).items():
            tangents = [tt.Rop(value, v, tt.ones_like(v)) for v in (x, y, s) if v in inputs_of(value)]
            yield ",".join(["Rop of " + name, a, b, *(f"{t.dtype} {t.ndim}" for t in tangents)])


def inputs_of(value):
    found, left = set(), [value]
    while left:
        v = left.pop()
        left += v.owner.inputs if v.owner else []
        found.add(v)
    return found


if __name__ == "__main__":  # THEANO_FLAGS=... python3.8 gradient_dtype_cases.py > gradient_dtypes.csv
    import theano as real

    print("\n".join(answers(real.tensor)))
