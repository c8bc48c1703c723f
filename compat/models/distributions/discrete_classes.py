"""Classes of discrete distributions made from entries. Their legacy module is `discrete`."""

from __future__ import annotations

from typing import Any

from theano_common.users_lines import warn

from ...distributions.description import described
from ...distributions.table import SPECS
from .distribution import Discrete
from .from_spec import Classes, FromSpec

# written in zero_inflated.py
WRITTEN_OUT = ("ZeroInflatedBinomial", "ZeroInflatedNegativeBinomial", "ZeroInflatedPoisson")


class Constant(FromSpec, Discrete):  # noqa: D101 (its entry describes it)
    compat_spec = SPECS["Constant"]
    __doc__ = described(compat_spec)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        warn(
            "Constant has been deprecated. We recommend using a Deterministic object instead.",
            DeprecationWarning,
        )
        super().__init__(*args, **kwargs)


DISTRIBUTIONS = Classes(
    f"{__package__}.discrete", discrete=True, bases={"": Discrete}, own=(Constant,), without=WRITTEN_OUT
)
