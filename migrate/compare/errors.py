"""Errors in a comparison, as opposed to differences."""


class CannotReplay(RuntimeError):
    """The script could not be run up to its model, or its model is another one."""


class CannotCompare(ValueError):
    """The two posteriors have nothing in common."""
