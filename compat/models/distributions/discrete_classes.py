"""The classes of discrete distributions that are made of their entries. Their legacy module is `discrete`."""

from __future__ import annotations

import warnings
from typing import Any

from ...distributions.description import described
from ...distributions.table import SPECS
from .distribution import Discrete
from .from_spec import Classes, FromSpec

WRITTEN_OUT = ("ZeroInflatedBinomial", "ZeroInflatedNegativeBinomial", "ZeroInflatedPoisson")  # in zero_inflated.py


class Constant(FromSpec, Discrete):
    spec = SPECS["Constant"]
    __doc__ = described(spec)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        warnings.warn(
            "Constant has been deprecated. We recommend using a Deterministic object instead.",
            DeprecationWarning,
            stacklevel=3,
        )
        super().__init__(*args, **kwargs)


DISTRIBUTIONS = Classes(
    f"{__package__}.discrete", discrete=True, bases={"": Discrete}, own=(Constant,), without=WRITTEN_OUT
)
