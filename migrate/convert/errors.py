"""Errors in writing."""

from theano_common.printing import printable


class CannotWrite(ValueError):
    """Draws that do not fit the wanted format. The message may have their names in it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(printable(sentence))
