"""What can go wrong in reading."""

from ..printing import printable


class CannotRead(ValueError):
    """A saved file that cannot be read, or holds no posterior. The sentence may have words of the file in it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(printable(sentence))
