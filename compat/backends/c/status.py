"""Status codes of compiled functions: 0, or the reason for a failure."""

FAILED = 1  # an index out of range, an assertion, or a Python function that raised
NO_ROOM = -1  # no memory
UNDEFINED = 2  # a matrix function is not defined at this point: LinAlgError
OTHER_LENGTHS = -2  # not computed: the text was compiled for other lengths of the arguments (calling.py)
LOOK = -(2**31)  # the node number with which a sampler's entry asks its host to look at a point where it FAILED
