"""The identity in a rule's docstring, as two graphs: `log(add(1.0, exp(x))) -> softplus(x)`.

Letters: x, y, z vectors of length 5; s, t, u single values; A, B matrices (5, 4); i an index vector; p, q bools;
c a vector of 5 class numbers below 4;
d, e data (constant arrays of length 5), D a matrix of data (5, 4); w a vector whose length 5 the graph knows; P a
positive definite matrix (5, 5).
`rows` joins vectors to a matrix, `scatter` adds at an index to zeros, `read` reads at a constant one; `mask` and
`one_hot` are constants. S is a constant sparse matrix (5, 5), and
CSR(x, *PARTS) one that stores x.
"""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from theano_compat.graph.annotations import NOTHING, Annotation
from theano_compat.graph.printing import program_text
from theano_compat.graph.program import Interner, intern, program
from theano_compat.graph.traversal import leaves
from theano_compat.graph.types import TensorType
from theano_compat.graph.variable import Variable, annotated
from theano_compat.ops import tensor_op
from theano_compat.ops.control import gradient_marks
from theano_compat.ops.control.ifelse import ifelse
from theano_compat.ops.elementwise import functions as elementwise
from theano_compat.ops.elementwise.elemwise import TABLE
from theano_compat.ops.indexing import advanced_subtensor, subtensor, subtensor_index
from theano_compat.ops.indexing.writing import inc_subtensor, set_subtensor
from theano_compat.ops.linear_algebra import blas
from theano_compat.ops.linear_algebra import cholesky as linalg_cholesky
from theano_compat.ops.linear_algebra import covariance as linalg_covariance
from theano_compat.ops.linear_algebra import inverse as linalg_inverse
from theano_compat.ops.linear_algebra import solve as linalg_solve
from theano_compat.ops.networks import crossentropy_ops, softmax_ops
from theano_compat.ops.reductions import ops as reduction_ops
from theano_compat.ops.shapes import checked_length, diagonal_ops, shape
from theano_compat.ops.shapes.creation import Alloc, alloc, arange
from theano_compat.ops.shapes.equal_lengths import checked
from theano_compat.ops.shapes.join import join, stack
from theano_compat.ops.tensor_op import as_tensor, constant
from theano_compat.rules.density.softmaxes import scatter_classes
from theano_compat.rules.engine import Rule, rewrite_outputs
from theano_compat.rules.stability.sums import largest, less_largest

N, M = 5, 4
PATTERNS = {
    **dict.fromkeys("xyzdew", ("float64", (False,))),
    **dict.fromkeys("stu", ("float64", ())),
    **dict.fromkeys("ABDP", ("float64", (False, False))),
    **dict.fromkeys("ic", ("int64", (False,))),
    **dict.fromkeys("pq", ("bool", ())),
}
SHAPES = {
    **dict.fromkeys("xyzdew", (N,)),
    **dict.fromkeys("stupq", ()),
    **dict.fromkeys("ABD", (N, M)),
    "i": (3,),
    "c": (N,),
    "P": (N, N),
}


def make_letters() -> dict[str, Any]:
    """Fresh variables, one a letter."""
    known = {
        name: Annotation(constant=constant(draw(name, np.random.default_rng(seed), {})))
        for name, seed in (("d", 7), ("e", 8), ("i", 9), ("c", 10), ("D", 11))
    }
    known["w"] = Annotation(lengths=(N,))
    return {name: annotated(TensorType(*kind), known.get(name, NOTHING), name) for name, kind in PATTERNS.items()}


def draw(letter: str, rng: np.random.Generator, domain: dict[str, tuple[float, float]]) -> np.ndarray:
    """A value for a letter, floats from its interval in `domain`."""
    dtype, dims = PATTERNS[letter][0], SHAPES[letter]
    if dtype == "bool":
        return np.asarray(rng.random(dims) < 0.5)
    if dtype == "int64":
        return rng.integers(0, M if letter == "c" else N, dims)
    if letter == "P":
        factor = rng.normal(size=dims)
        return factor @ factor.T + np.eye(N)
    return np.asarray(rng.uniform(*domain.get(letter, (0.5, 2.0)), dims))


def _row(row: Any) -> Any:
    """A row that takes True and False too."""
    return lambda *inputs: row(*(constant(np.bool_(v)) if isinstance(v, bool) else v for v in inputs))


_NAMESPACE: dict[str, Any] = {
    **{name: getattr(elementwise, name) for name in elementwise.__all__},
    "alloc": alloc,
    "Alloc": Alloc,
    "arange": arange,
    "ifelse": ifelse,
    "structure": tensor_op.structure,
    "scatter_classes": scatter_classes,
    "checked": checked,
    **{name: _row(row) for name, row in TABLE.items()},
    "stack": lambda *items: stack(list(items)),
    "join": join,
    "rows": lambda *v: join(0, *(r.dimshuffle("x", 0) for r in v)),
    "reshape": shape.reshape,
    "largest": largest,
    "read": lambda x, *at: advanced_subtensor.AdvancedSubtensor(pattern=(0,))(x, constant(np.array(at))),
    "mask": lambda *where: constant(np.array(where, bool)),
    "one_hot": lambda *at: constant(np.eye(max(at) + 1)[list(at)]),
    "dimshuffle": shape.dimshuffle,
    "inf": np.inf,
    "int64": np.int64,
    "nan": np.nan,
    "dot": blas.dot,
    "cholesky": linalg_cholesky.cholesky,
    "covariance_form": linalg_covariance.covariance_form,
    "FORM": linalg_covariance.CovarianceForm("raise"),
    "apart": gradient_marks.disconnected_grad,
    "FIVE": (1, 0, 3, 2, 1),
    "matrix_inverse": linalg_inverse.matrix_inverse,
    "det": linalg_inverse.det,
    "slogdet": linalg_inverse.slogdet,
    "solve": linalg_solve.solve,
    "solve_lower_triangular": linalg_solve.solve_lower_triangular,
    "ExtractDiag": diagonal_ops.ExtractDiag,
    "AllocDiag": diagonal_ops.AllocDiag,
    "number": lambda value: constant(np.float64(value)),
    "less_largest": less_largest,
    "scatter": lambda x, y, i: advanced_subtensor.AdvancedIncSubtensor(pattern=(0,))(
        TABLE["second"](x, np.float64(0)), y, i
    ),
    **{
        name: getattr(module, name)
        for module in (
            reduction_ops,
            shape,
            subtensor,
            advanced_subtensor,
            subtensor_index,
            softmax_ops,
            crossentropy_ops,
            checked_length,
        )
        for name in dir(module)
        if name[0].isupper()
    },
    "inc_subtensor": inc_subtensor,
    "set_subtensor": set_subtensor,
}


def _sparse() -> dict[str, Any]:
    import scipy.sparse

    from theano_compat.ops.sparse import compressed as sparse_compressed
    from theano_compat.ops.sparse import compressed_arrays
    from theano_compat.ops.sparse import products as sparse_products
    from theano_compat.ops.sparse import type as sparse_type

    stored = [np.array(v, "int32") for v in ([4, 0, 2, 1, 3], [0, 1, 1, 3, 4, 5], [N, N])]
    matrix = scipy.sparse.csr_matrix((np.arange(1.0, 6.0), stored[0], stored[1]), shape=(N, N))
    return {
        "S": sparse_type.constant(matrix),
        "PARTS": [constant(v) for v in stored],
        "CSR": compressed_arrays.CSR,
        "csm_properties": compressed_arrays.csm_properties,
        "sparse_dot": sparse_products.dot,
        "compressed_dot": sparse_compressed.compressed_dot,
    }


_NAMESPACE.update(_sparse())


class Identity:
    """The two sides of a rule's identity, over letters of its own."""

    def __init__(self, rule: Rule) -> None:
        self.rule, self.letters, self.interner = rule, make_letters(), Interner()
        left, right = rule.identity.split(" -> ")
        scope = {**_NAMESPACE, **self.letters}
        self.left, self.right = (
            intern([_variable(eval(_typed(side), scope))], self.interner)[0] for side in (left, right)
        )
        found = leaves([self.left])
        self.names = [name for name, letter in self.letters.items() if letter in found]

    @property
    def inputs(self) -> list[Variable]:
        return [self.letters[name] for name in self.names]

    def rewritten(self, variable: Variable, *more: Rule) -> Variable:
        """`variable` after the rule, and `more` rules where the identity leaves small things to them."""
        return rewrite_outputs([variable], [self.rule, *more], self.interner)[0]


def _variable(value: Any) -> Any:
    return as_tensor(np.asarray(value) if isinstance(value, bool) else value)


def _typed(side: str) -> str:
    """Its float literals as float64."""
    return re.sub(r"((?<![\w)\]] )(?<![\w)\]])-)?\b\d+\.\d+(e-?\d+)?\b", lambda found: f"number({found[0]})", side)


def structure(inputs: list[Variable], output: Variable) -> str:
    """The graph as text, with dtypes of literals left out."""
    return re.sub(r"(?<=[\w\]]):\w+(?=[,)\n]|$)", "", program_text(program(inputs, [output])))
