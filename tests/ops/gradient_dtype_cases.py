"""Costs of mixed precision whose gradients' dtypes are compared with real Theano's: runs on the real library too."""

import itertools

DTYPES = ["int8", "int64", "float16", "float32", "float64"]
PAIRS = list(itertools.product(DTYPES, DTYPES))


def costs(tt, x, y, s, matrix):
    """Name -> cost over the vectors x, y, the scalar s, which has y's dtype, and a matrix, which has x's."""
    return {
        "mul": (x * y).sum(), "scalar": (x + s).sum(), "dot": tt.dot(x, y), "pow": (x**y).sum(),
        "div": (x / y).sum(), "maximum": tt.maximum(x, y).sum(), "matrix": tt.dot(matrix, y).sum(),
        "join": tt.concatenate([x, y]).sum(), "mean": (tt.exp(x) * y).mean(), "sqr": (tt.sqr(x) - y).sum(),
        "arctan2": tt.arctan2(x, y).sum(), "cast": (tt.cast(x, "float32") * y).sum(),
        "outer": tt.tensordot(y, y, axes=0).sum(), "variance": tt.var(x, ddof=1) + tt.std(y, ddof=1),
    }


def answers(tt):
    """One line a cost and pair: dtype of the cost and of its gradients with respect to x, y and s, or the error."""
    for a, b in PAIRS:
        x, y = (tt.TensorType(d, (False,))() for d in (a, b))
        s, matrix = tt.TensorType(b, ())(), tt.TensorType(a, (False, False))()
        for name, cost in costs(tt, x, y, s, matrix).items():
            gradients = tt.grad(cost, [x, y, s], disconnected_inputs="ignore")
            yield ",".join([name, a, b, cost.dtype, *(g.dtype for g in gradients)])


if __name__ == "__main__":  # THEANO_FLAGS=... python3.8 gradient_dtype_cases.py > gradient_dtypes.csv
    import theano as real

    print("\n".join(answers(real.tensor)))
