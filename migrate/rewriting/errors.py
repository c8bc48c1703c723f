"""Errors of editing, in a module that does not import libcst."""


class CannotRewrite(Exception):
    """A fragment of source cannot be rewritten; the sentence says why."""


TOO_LARGE = "an expression is too large, or nested too deeply, to be rewritten"
NOT_READ = "libcst does not read an expression as Python does"


class NoLibcst(Exception):
    """libcst, which edits source, is not installed."""

    def __str__(self) -> str:
        return NO_LIBCST


NO_LIBCST = "it needs libcst to edit source: pip install 'libcst>=1.5,<2'"
