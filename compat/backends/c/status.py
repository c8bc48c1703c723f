"""What a compiled function returns: 0, or why it failed."""

FAILED = 1  # an index out of range, an assertion, a Python function that raised
NO_ROOM = -1  # in memory
UNDEFINED = 2  # a matrix function that is not defined there: LinAlgError
OTHER_LENGTHS = -2  # the call was not made: the text is for other lengths of the arguments (calling.py)
LOOK = -(2**31)  # the number under which a sampler's entry asks its host to look at a point where it FAILED
