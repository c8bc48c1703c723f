"""Perturb matrices in a graph by a few last places wherever they are factorised, solved with or subtracted.

A computed Cholesky factor is the exact one of a matrix that differs by some last places of its elements. So the
effect of such a change on a log density is the possible effect of rounding, in whatever order a library computes.
Nothing is imported: the old side passes its tensor functions.
"""

from .wide_constants import with_replaced

OPS = {"Cholesky", "CholeskyInverse", "CovarianceForm", "Solve", "MatrixInverse", "MatrixPinv", "Det", "SLogDet",
       "Eigh", "Eig", "SVD"}  # fmt: skip
PLACES = 2.0**-50  # four last places
OF_SQUARES = (
    2.0**-59
)  # relative to the squares in a distance: some last places, since a thousand times the difference is allowed


def perturbed(graphs, tt):
    """Return the graphs with every matrix that an Op of OPS reads moved by PLACES of each element, up or down.

    Matrices whose difference is taken are moved too: where they are nearly equal (the covariance of a Gaussian
    process given its data), the error of the difference is relative to them.
    """

    def chosen(node, inputs):
        if is_difference(node, [(True, False), (False, True)]):
            return [of_all_pairs(*inputs, tt)]
        if type(node.op).__name__ not in OPS and not is_difference(node, [(False, False)] * 2):
            return None
        return node.op.make_node(*[moved(i, tt) if i.ndim == 2 and i.dtype == "float64" else i for i in inputs]).outputs

    return with_replaced(graphs, chosen)


def is_difference(node, patterns):
    """Say whether the node is one array less another, with these broadcastable dimensions, in either order."""
    is_sub = getattr(getattr(node.op, "scalar_op", None), "name", "") == "sub"
    return is_sub and sorted(tuple(i.broadcastable) for i in node.inputs) == sorted(patterns)


def of_all_pairs(a, b, tt):
    """Return a - b for all pairs, with the error of distances that libraries compute as x^2 - 2 x y + y^2."""
    difference = a - b
    away = OF_SQUARES * (a**2 + b**2) * signs(difference, tt)
    return tt.sgn(difference) * tt.sqrt(tt.maximum(difference**2 + away, 0.0))


def moved(matrix, tt):
    """Return the matrix times 1 + PLACES or 1 - PLACES, symmetrically, by a pseudorandom pattern."""
    return matrix * (1.0 + PLACES * signs(matrix, tt))


def signs(matrix, tt):
    """Return 1 and -1 for the elements of a matrix, symmetrically."""
    rows, columns = tt.arange(matrix.shape[0]) + 1.0, tt.arange(matrix.shape[1]) + 1.0
    return tt.sgn(tt.sin(7.31 * rows.dimshuffle(0, "x") * columns.dimshuffle("x", 0) + 0.5))
