"""Why source cannot be edited; a module that does not need libcst."""


class CannotRewrite(Exception):
    """libcst does not read the piece of source."""


class NoLibcst(Exception):
    """libcst, which edits source, is not installed."""

    def __str__(self) -> str:
        return NO_LIBCST


NO_LIBCST = "it needs libcst to edit source: pip install 'libcst>=1.5,<2'"
