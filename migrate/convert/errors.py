"""What can go wrong in writing."""


class CannotWrite(ValueError):
    """Draws that do not go into the wanted format."""
