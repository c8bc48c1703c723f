"""Why a Program does not become C; the caller then uses the Python backend and says so once."""


class CannotCompile(Exception):
    """The sentence says which Op or value, or that there is no compiler and how to get one."""
