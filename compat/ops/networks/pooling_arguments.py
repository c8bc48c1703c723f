"""Old names of pooling arguments."""

from __future__ import annotations

from typing import Any

from theano_common.users_lines import warn


def renamed(
    ws: Any, stride: Any, pad: object, ds: Any, st: Any, padding: Any, no_pad: tuple[Any, ...]
) -> tuple[Any, ...]:
    """Return (ws, stride, pad), given by these names or the old ones ds, st, padding. ValueError if both are given."""

    def one(new: Any, old: Any, new_name: str, old_name: str, unset: bool) -> Any:
        if old is None:
            return new
        if not unset:
            raise ValueError(
                f"You can't provide a tuple value to both '{new_name}' and '{old_name}'. "
                f"Please provide a value only to '{new_name}'."
            )
        warn(
            f"DEPRECATION: the '{old_name}' parameter is not going to exist anymore as it is going to be "
            f"replaced by the parameter '{new_name}'.",
        )
        return old

    if ws is None and ds is None:
        raise ValueError("You must provide a tuple value for the window size.")
    pad_is_unset = pad is None or (isinstance(pad, tuple) and pad in no_pad)
    return (
        one(ws, ds, "ws", "ds", ws is None),
        one(stride, st, "stride", "st", stride is None),
        one(pad, padding, "pad", "padding", pad_is_unset),
    )


__all__ = ["renamed"]
