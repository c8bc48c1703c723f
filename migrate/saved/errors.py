"""What can go wrong in reading."""


class CannotRead(ValueError):
    """A saved file that cannot be read, or holds no posterior."""
