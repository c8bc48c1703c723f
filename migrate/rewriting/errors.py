"""Errors of editing, in a module that does not import libcst."""


class CannotRewrite(Exception):
    """libcst cannot parse the source."""


class NoLibcst(Exception):
    """libcst, which edits source, is not installed."""

    def __str__(self) -> str:
        return NO_LIBCST


NO_LIBCST = "it needs libcst to edit source: pip install 'libcst>=1.5,<2'"
