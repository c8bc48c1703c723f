"""Settings of pandas under names that it has dropped: those with another name, and those of the screen alone."""

import functools
from collections.abc import Callable
from typing import Any

from .restored_name import Narrowed

NEW_NAMES = {"display.line_width": "display.width", "display.height": "display.max_rows"}
# No number depends on them: figures keep matplotlib's own style, columns their own width.
OF_THE_SCREEN = ("display.mpl_style", "display.column_space")
_NOTE = "display.line_width is display.width, display.height max_rows; display.mpl_style and column_space do nothing"


def _written(real: Callable[..., Any]) -> Callable[..., Any]:
    """Set options of pandas, some of them under dropped names."""

    @functools.wraps(real)
    def set_option(*args: Any, **kwargs: Any) -> Any:
        if not args or len(args) % 2:  # pandas says what is wrong
            return real(*args, **kwargs)
        pairs = [(one, value) for one, value in zip(args[::2], args[1::2], strict=True) if one not in OF_THE_SCREEN]
        return real(*(one for name, value in pairs for one in (NEW_NAMES.get(name, name), value))) if pairs else None

    return set_option


def _attribute(real: Callable[..., Any]) -> Callable[..., Any]:
    """Write `pandas.options.display.line_width = 200`, and the like."""

    @functools.wraps(real)
    def __setattr__(self: Any, name: str, value: Any) -> None:
        whole = f"{vars(self).get('prefix', '')}.{name}"
        if whole not in OF_THE_SCREEN:
            real(self, NEW_NAMES.get(whole, whole).rpartition(".")[2], value)

    return __setattr__


TABLE = (
    Narrowed("pandas", "set_option", _written, _NOTE, "display"),
    Narrowed("pandas:options.__class__", "__setattr__", _attribute, _NOTE, "display"),
)
