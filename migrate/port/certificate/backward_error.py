"""Graphs whose matrices are off by a few last places wherever they are factorised, solved with or subtracted.

A computed Cholesky factor is the exact one of a matrix that is off by some last places of its elements; so what such a
change makes of a log density is what rounding may make of it, in whatever order a library computes. Nothing is
imported: the old side hands in its tensor functions.
"""

from .wide_constants import with_replaced

OPS = {"Cholesky", "CholeskyInverse", "CovarianceForm", "Solve", "MatrixInverse", "MatrixPinv", "Det", "SLogDet",
       "Eigh", "Eig", "SVD"}  # fmt: skip
PLACES = 2.0**-50  # four last places
OF_SQUARES = (
    2.0**-59
)  # of the squares in a distance: some last places, where a thousand times the difference is allowed


def perturbed(graphs, tt):
    """Return the graphs with every matrix that an Op of OPS reads moved by PLACES of each element, up or down.

    So are matrices whose difference is taken: where they are nearly equal (the covariance of a Gaussian process given
    its data), the difference is off by places of theirs, not of its own.
    """

    def chosen(node, inputs):
        if is_difference(node, [(True, False), (False, True)]):
            return [of_all_pairs(*inputs, tt)]
        if type(node.op).__name__ not in OPS and not is_difference(node, [(False, False)] * 2):
            return None
        return node.op.make_node(*[moved(i, tt) if i.ndim == 2 and i.dtype == "float64" else i for i in inputs]).outputs

    return with_replaced(graphs, chosen)


def is_difference(node, patterns):
    """Whether the node is one array less another, with these broadcastable dimensions, in either order."""
    is_sub = getattr(getattr(node.op, "scalar_op", None), "name", "") == "sub"
    return is_sub and sorted(tuple(i.broadcastable) for i in node.inputs) == sorted(patterns)


def of_all_pairs(a, b, tt):
    """a - b for all pairs, where its square is off as x^2 - 2 x y + y^2 is, by which libraries compute distances."""
    difference = a - b
    away = OF_SQUARES * (a**2 + b**2) * signs(difference, tt)
    return tt.sgn(difference) * tt.sqrt(tt.maximum(difference**2 + away, 0.0))


def moved(matrix, tt):
    """Return the matrix times 1 + PLACES or 1 - PLACES, symmetrically, by a rule that looks like chance."""
    return matrix * (1.0 + PLACES * signs(matrix, tt))


def signs(matrix, tt):
    """1 and -1 for the elements of a matrix, symmetrically."""
    rows, columns = tt.arange(matrix.shape[0]) + 1.0, tt.arange(matrix.shape[1]) + 1.0
    return tt.sgn(tt.sin(7.31 * rows.dimshuffle(0, "x") * columns.dimshuffle("x", 0) + 0.5))
