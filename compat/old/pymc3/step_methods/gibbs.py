"""Gibbs sampling of categorical variables with independent elements. Source: pymc3.step_methods.gibbs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from theano_common.users_lines import warn

from ....graph.traversal import leaves
from ....graph.variable import Variable
from ....importing.module_getattr import absent_from
from ....infer.steps.arraystep import ArrayStep, Competence
from ....models.modelling.current_model import modelcontext
from ....models.modelling.kinds import is_categorical

if TYPE_CHECKING:
    from ....models.model import Model

__all__ = ["ElemwiseCategorical"]


class ElemwiseCategorical(ArrayStep):
    """Draws all elements of a categorical variable at once; each may affect only its own elements of other densities.

    vars: a list with the variable, of any shape; CategoricalGibbsMetropolis takes others, too.
    values: the categories, 0 ... k - 1 by default. model: that of the `with` block by default.
    """

    def __init__(self, vars: Any, values: Any = None, model: Any = None) -> None:
        warn("ElemwiseCategorical is deprecated, switch to CategoricalGibbsMetropolis.", DeprecationWarning)
        model = modelcontext(model)
        self.var = vars[0]
        self.sh = np.ones(self.var.dshape, self.var.dtype)
        self.values = np.arange(self.var.distribution.k) if values is None else values
        density = elemwise_logp(model, self.var)
        shape = np.shape(density(model.test_point))
        if len(shape) > len(self.var.dshape):
            warn(
                f"ElemwiseCategorical: log densities of shape {shape} beside {self.var.name} of shape "
                f"{tuple(self.var.dshape)}: as in PyMC3, only the first along the last axes count. "
                "CategoricalGibbsMetropolis asks for all of them.",
            )
        super().__init__(vars, [density])

    def astep(self, q: np.ndarray, logp: Any) -> np.ndarray:
        return categorical(np.array([logp(v * self.sh) for v in self.values]), self.var.dshape)

    @staticmethod
    def competence(var: Variable, has_grad: bool) -> Competence:
        return Competence.COMPATIBLE if is_categorical(var) else Competence.INCOMPATIBLE


def elemwise_logp(model: Model, var: Variable) -> Any:
    """Return a function of a point: the log densities that depend on a variable, summed element by element.

    model: the model. var: a variable of any shape.
    """
    terms = [v.logp_elemwiset for v in model.basic_RVs if any(leaf is var for leaf in leaves([v.logpt]))]
    return model.fn(sum(terms[1:], terms[0]))


def categorical(prob: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Draw each element of an array from log densities, with one uniform number each.

    prob: log densities, (categories, *shape), not normalized. shape: of the result.
    As in PyMC3, only the first position along further axes of the densities counts, and where `shape` has 1 and the
    densities have more, the last draw along that axis is kept.
    """
    shape = tuple(shape)
    if prob.ndim <= len(shape):
        raise ValueError(f"categorical: log densities of shape {prob.shape} have no categories beside {shape}.")
    prob = prob.reshape(*prob.shape[: 1 + len(shape)], -1)[..., 0]
    joint = np.broadcast_shapes(prob.shape[1:], shape)
    each = np.broadcast_to(prob, (len(prob), *joint))
    out = np.empty(shape)
    for place in np.ndindex(joint):
        column = each[(slice(None), *place)]
        cumulative = np.cumsum(np.exp(column - column.max()))
        kept = tuple(i if n > 1 else 0 for i, n in zip(place, shape, strict=True))
        out[kept] = np.searchsorted(cumulative, np.random.uniform() * cumulative[-1])
    return out


__getattr__ = absent_from(__name__)
