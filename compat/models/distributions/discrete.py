"""Discrete distributions under their legacy module; most are made from the entries in `compat.distributions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...importing.module_getattr import absent_from, names_of
from .discrete_classes import DISTRIBUTIONS, Constant  # noqa: F401
from .distribution import Discrete  # noqa: F401
from .drawing import draw_values, generate_samples  # noqa: F401  (legacy's had them)
from .from_spec import attribute_of
from .shape_utils import broadcast_distribution_samples  # noqa: F401

if TYPE_CHECKING:  # for type checkers
    from .categorical import Categorical as Categorical
    from .categorical import OrderedLogistic as OrderedLogistic
    from .categorical import OrderedProbit as OrderedProbit
    from .zero_inflated import ZeroInflatedBinomial as ZeroInflatedBinomial
    from .zero_inflated import ZeroInflatedNegativeBinomial as ZeroInflatedNegativeBinomial
    from .zero_inflated import ZeroInflatedPoisson as ZeroInflatedPoisson


_LATER = names_of(
    **{
        "theano_compat.models.distributions.categorical": "Categorical OrderedLogistic OrderedProbit",
        "theano_compat.models.distributions.zero_inflated": (
            "ZeroInflatedBinomial ZeroInflatedNegativeBinomial ZeroInflatedPoisson"
        ),
    }
)
__getattr__ = attribute_of(__name__, DISTRIBUTIONS, absent_from(__name__, _LATER))


def __dir__() -> list[str]:
    return sorted({*globals(), *DISTRIBUTIONS, *_LATER})


__all__ = [*DISTRIBUTIONS, *_LATER]
