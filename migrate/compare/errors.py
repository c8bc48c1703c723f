"""What can go wrong in a comparison that is not a difference."""


class CannotReplay(RuntimeError):
    """The script could not be run up to its model, or its model is another one."""


class CannotCompare(ValueError):
    """Two posteriors that have nothing in common."""
