"""Graphs whose matrices are off by a few last places wherever they are factorised or solved with.

A computed Cholesky factor is the exact one of a matrix that is off by some last places of its elements; so what such a
change makes of a log density is what rounding may make of it, in whatever order a library computes. Nothing is
imported: the old side hands in its tensor functions.
"""

from theano_migrate.port.certificate.wide_constants import with_replaced

OPS = {"Cholesky", "CholeskyInverse", "CovarianceForm", "Solve", "MatrixInverse", "MatrixPinv", "Det", "SLogDet",
       "Eigh", "Eig", "SVD"}  # fmt: skip
PLACES = 2.0**-50  # four last places


def perturbed(graphs, tt):
    """The graphs with every matrix that an Op of OPS reads moved by PLACES of each element, up or down."""

    def chosen(node, inputs):
        if type(node.op).__name__ not in OPS:
            return None
        return node.op.make_node(*[moved(i, tt) if i.ndim == 2 and i.dtype == "float64" else i for i in inputs]).outputs

    return with_replaced(graphs, chosen)


def moved(matrix, tt):
    """The matrix times 1 + PLACES or 1 - PLACES, symmetrically, by a rule that looks like chance."""
    rows, columns = tt.arange(matrix.shape[0]) + 1.0, tt.arange(matrix.shape[1]) + 1.0
    sign = tt.sgn(tt.sin(7.31 * rows.dimshuffle(0, "x") * columns.dimshuffle("x", 0) + 0.5))
    return matrix * (1.0 + PLACES * sign)
