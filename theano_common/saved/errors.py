"""Errors in reading."""

from ..printing import printable


class CannotRead(ValueError):
    """A saved file that cannot be read, or holds no posterior. The message may quote the file."""

    def __init__(self, sentence: str) -> None:
        super().__init__(printable(sentence))
