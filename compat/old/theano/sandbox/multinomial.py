"""Draws from rows of probabilities. Source of the names: theano.sandbox.multinomial."""

from __future__ import annotations

from typing import Any

from theano_common.users_lines import warn

from ....importing.module_getattr import absent_from
from ....ops.random.multinomial import ChoiceFromUniform, MultinomialFromUniform


class MultinomialWOReplacementFromUniform(ChoiceFromUniform):
    """The old name of ChoiceFromUniform, with the same arguments; it warns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        warn(
            "MultinomialWOReplacementFromUniform is deprecated, use ChoiceFromUniform instead.",
            DeprecationWarning,
        )
        super().__init__(*args, **kwargs)


__all__ = ["ChoiceFromUniform", "MultinomialFromUniform", "MultinomialWOReplacementFromUniform"]
__getattr__ = absent_from(__name__)
